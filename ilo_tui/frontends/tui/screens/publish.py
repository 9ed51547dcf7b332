"""Publishing: what will be in the edition, conflicts with a digit for each side, others' open drafts; `P` writes it."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.app import ComposeResult

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.publish_form import PublishForm
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.dossier.editions.model import Applied, Conflict, Draft
from ilo_tui.frontends.tui.base import NARROW, RecordScreen
from ilo_tui.frontends.tui.dialogs.choosing import Choices
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow, key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.list_detail import ListDetail
from ilo_tui.frontends.tui.options import SafeChoice
from ilo_tui.frontends.tui.panes import PaneGroup
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.workers import is_open, work
from ilo_tui.views.markup import Block, Line, Span, block, fit
from ilo_tui.views.publish_blocks import (
    address_in,
    applied_blocks,
    applied_title,
    conflict_blocks,
    conflict_title,
    may_choose,
    waiting_blocks,
    waiting_title,
)


@dataclass(frozen=True)
class PublishRow:
    """One of these, with what stands for it."""

    target: str
    conflict: Conflict | None = None
    waiting: Draft | None = None
    applied: Applied | None = None


class PublishRows:
    """Conflicts, others' open drafts, then what becomes of records."""

    def __init__(self, screen: PublishScreen) -> None:
        """The lines of what `screen` knows of the edition."""
        self._screen, form = screen, screen.form
        self.rows: list[PublishRow] = [
            *(PublishRow(f"conflict:{number}", conflict=conflict) for number, conflict in enumerate(form.conflicts)),
            *(PublishRow(f"draft:{draft.id}", waiting=draft) for draft in form.waiting),
            *(PublishRow(f"record:{entry.table}/{entry.record}", applied=entry) for entry in form.applied),
        ]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows)

    def line(self, index: int, width: int) -> Line:
        """One of them."""
        row, context = self.rows[index], self._screen.context
        if row.conflict:
            chosen = self._screen.form.chosen(row.conflict) is not None
            title = conflict_title(row.conflict, context.tr, chosen=chosen)
            return (Span(fit(f" {'=' if chosen else '!'} {title}", width), "mark" if chosen else "warn"),)
        if row.waiting:
            title = waiting_title(row.waiting, context.tr, included=row.waiting.id in self._screen.form.included)
            return (Span(fit(f" {title}", width), "mark"),)
        return (Span(fit(f" {applied_title(context, row.applied)}" if row.applied else "", width)),)

    def target(self, index: int) -> str | None:
        """What it stands for."""
        return self.rows[index].target

    def row_of(self, target: str | None) -> PublishRow | None:
        """What a line stands for."""
        return next((row for row in self.rows if row.target == target), None)


class PublishScreen(RecordScreen):
    """The list of what will be in the edition, and what is under the cursor in full."""

    CSS_PATH = "publish.tcss"
    BINDINGS = bindings("publish", "answers")
    SHOWS_RECORDS = False
    OPENED_BY = "publish"

    def __init__(self, contexts: Contexts, form: PublishForm) -> None:
        """Publish by a `form`, which is looked at beside the screen."""
        super().__init__(contexts)
        self.form, self._busy, self._refused = form, True, ""
        self.panes = PaneGroup(self, ("list", "full"))
        self.list_detail = ListDetail(self, "record-list", self.panes, self._write_page, self.choose)

    def compose(self) -> ComposeResult:
        """The list, the page, the keys."""
        yield from self.list_detail.compose()
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Take the focus, and look at the drafts."""
        self.panes.go(0)
        self._look(self.form.look)

    def write(self) -> None:
        """Write what is known; look again where something was changed since, as by undoing."""
        if self._busy:
            self._fill()
        else:
            self._look(self.form.look)

    def _look(self, act: Callable[[], object]) -> None:
        """Do something that looks at the drafts, beside the screen."""
        self._busy = True
        self._fill()
        self._run(act)

    @work(thread=True, exclusive=True, group="publish")
    def _run(self, act: Callable[[], object]) -> None:
        act()
        self.app.call_from_thread(self._looked)

    def work_failed(self, group: str, line: str) -> None:
        """Say it in the place of the list."""
        self._busy = False
        self.query_one("#full-page", Page).write(lambda width: [block(line, "warn")])

    def _looked(self) -> None:
        self._busy = False
        if is_open(self):
            self._fill()
            self.refresh_bindings()

    @property
    def rows(self) -> PublishRows:
        """The lines as they are now."""
        return PublishRows(self)

    def _fill(self) -> None:
        self.panes.pane("list").set_title(self._title())
        self.list_detail.show(self.rows)

    def _title(self) -> str:
        tr, form = self.context.tr, self.form
        if self._busy and not form.is_known:
            return tr("Looking at the drafts ...")
        if not form.is_known:
            return tr("No edition")
        parts = [tr("Edition {edition}", edition=clean(form.name))]
        parts.append(tr.many("1 record", "{n} records", len(form.applied)))
        if form.conflicts:
            parts.append(tr.many("1 conflict", "{n} conflicts", len(form.conflicts)))
        return ", ".join(parts)

    def _write_page(self, target: str | None) -> None:
        row, head = self.rows.row_of(target), self._head()
        blocks = [*head, *([Block()] if head else []), *(self._row_blocks(row) if row else [])]
        self.query_one("#full-page", Page).write(lambda width: blocks)
        self.panes.pane("full").set_title(self._state())

    def _head(self) -> Sequence[Block]:
        """What keeps the edition from being written."""
        tr, form = self.context.tr, self.form
        lines = [block(line, "warn", hang=2) for line in form.fault.localise(tr)] if form.fault else []
        for path in form.unreadable:
            text = tr("{name}: it cannot be read: if it is a draft, it does not go in", name=clean(path.name))
            lines.append(block(text, "warn", hang=2))
        return lines

    def _state(self) -> str:
        """What there is to do."""
        tr, form = self.context.tr, self.form
        if self._busy:
            return tr("Looking at the drafts ...")
        if form.conflicts:
            return tr("Choose a side by its digit")
        if form.may_write:
            return tr("Nothing is written yet. {key} publishes.", key=key_of(self, "write-edition"))
        return tr("There is nothing to publish")

    def _row_blocks(self, row: PublishRow) -> list[Block]:
        if row.conflict:
            return conflict_blocks(self.context, row.conflict, self.form.before, self.form.chosen(row.conflict))
        if row.waiting:
            included = row.waiting.id in self.form.included
            return waiting_blocks(self.context, row.waiting, key_of(self, "include-draft"), included=included)
        return applied_blocks(self.context, row.applied) if row.applied else []

    def _row(self) -> PublishRow | None:
        return self.rows.row_of(self.list_detail.target)

    def current(self) -> str | None:
        """The record under the cursor."""
        row = self._row()
        about = (row.conflict or row.applied) if row else None
        return address_in(self.context, about.table, about.record) if about else None

    def choose(self, target: str) -> None:
        """Open the record of a line; where it has none, or there is no room for both panes, on to the page."""
        ident = self.current()
        if ident is None or self.app.size.width < NARROW:
            self.panes.go(1)
        else:
            from ilo_tui.frontends.tui.screens.record import PageScreen

            services(self).open_screen(PageScreen(self.contexts, ident))

    def turn(self, by: int) -> bool:
        """Show the other pane where only one is there at a time; False where both are."""
        return self.app.size.width < NARROW and self.panes.turn(by)

    def back(self) -> bool:
        """From the page to the list."""
        return self.panes.back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is asked for while the drafts are looked at; what is not there cannot be chosen."""
        row = self._row() if self.is_mounted and not self._busy else None
        allowed = {
            "write_edition": self.form.may_write and not self._busy,
            "name": self.form.is_known and not self._busy,
            "include": row is not None and row.waiting is not None,
        }
        return allowed.get(action, True)

    def action_answer(self, key: str) -> None:
        """Choose the side of the conflict under the cursor that has this digit."""
        row = self._row()
        conflict = row.conflict if row else None
        if self._busy:
            return
        if conflict is None or not may_choose(self.context, conflict):
            services(self).show_message(self.context.tr("There is nothing to choose under the cursor."))
            return
        if not 1 <= int(key) <= len(conflict.sides):
            services(self).show_message(self.context.tr("{key} is none of the sides.", key=key), bad=True)
            return
        if self.app.size.width < NARROW and not self.panes.focused():
            # Nobody chooses between what cannot be seen.
            self.panes.go(1)
            return
        self._look(lambda: self.form.choose(conflict, int(key)))
        if not self.panes.focused():
            self.list_detail.rows.action_down()

    def action_include(self) -> None:
        """Take in the open draft under the cursor, or leave it out again."""
        row = self._row()
        draft = row.waiting if row else None
        if draft:
            self._look(lambda: self.form.include(draft.id))

    @work
    async def action_name(self) -> None:
        """Ask how the edition is to be called."""
        typed = self.form.name
        self._refused = ""
        while (name := await self.app.push_screen_wait(Prompt(self._ask_name, typed, self._name_hint))) is not None:
            if await to_thread(self.form.call, name):
                break
            typed = name
            self._refuse()
        self._looked()

    def _ask_name(self) -> str:
        return self.context.tr("Name of the edition?")

    def _name_hint(self) -> str:
        return self._refused or self.context.tr("Empty: the day of its last change.")

    def _refuse(self) -> None:
        """Have what keeps a name or a place from being taken stand where it was typed."""
        fault, self.form.fault = self.form.fault, None
        self._refused = join_sentences(fault.localise(self.context.tr)) if fault else ""

    @work
    async def action_write_edition(self) -> None:
        """Ask where the edition goes, write it, and go over to it."""
        place: str | None = str(self.form.suggested_path())
        self._refused = ""
        while place := await self.app.push_screen_wait(Prompt(self._ask_place, place or "", self._place_hint)):
            path = self.form.place(place)
            if path and await self._write(path):
                return
            self._refuse()

    def _ask_place(self) -> str:
        return self.context.tr("Write edition {edition} where?", edition=clean(self.form.name))

    def _place_hint(self) -> str:
        hint = self.context.tr("The dossier that is open stays as it is. Nothing is replaced unasked.")
        return self._refused or hint

    async def _write(self, path: Path) -> bool:
        """Write it there, over what is there only where that is confirmed; whether it is written."""
        tr, force = self.context.tr, False
        if path.is_file():
            ways: Choices = [("keep", lambda: tr("another place")), ("replace", lambda: tr("replace it"))]
            question = tr("{path} exists already. Replace it?", path=clean(str(path)))
            if await self.app.push_screen_wait(SafeChoice(lambda: question, ways)) != "replace":
                return False
            force = True
        services(self).show_message(tr("Writing the edition ..."))
        if not await to_thread(lambda: self.form.write(path, force=force)):
            return False
        self.dismiss(None)
        services(self).go_over(path)
        return True
