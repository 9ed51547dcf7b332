"""A draft: its changes, the latest first, and the one under the cursor in full; Enter opens the record."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from ilo_tui.app.contexts import Contexts
from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.base import NARROW, RecordScreen
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.list_detail import ListDetail
from ilo_tui.frontends.tui.panes import PaneGroup
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.review.drafts.draft_file import DraftFile
from ilo_tui.review.drafts.model import Change
from ilo_tui.review.errors import ReviewError
from ilo_tui.views.context import ViewContext
from ilo_tui.views.draft_changes import change_blocks, change_line, draft_state, target_of
from ilo_tui.views.markup import Block, Line, Span, block, fit

_DAY = 16
"""Cells that day and time take."""


class ChangeRows:
    """Changes as lines: when, what, which record, why."""

    def __init__(self, context: ViewContext, changes: Sequence[Change]) -> None:
        """The lines of `changes`."""
        self.context, self.changes = context, changes

    def __len__(self) -> int:
        """How many there are."""
        return len(self.changes)

    def line(self, index: int, width: int) -> Line:
        """One change."""
        change = self.changes[index]
        when = f" {fit(self.context.tr.moment(change.at), _DAY)} " if width >= 4 * _DAY else " "
        return (Span(when, "dim"), Span(fit(change_line(self.context, change), max(width - len(when), 1))))

    def target(self, index: int) -> str | None:
        """The seq of the change."""
        return str(self.changes[index].seq)


class DraftScreen(RecordScreen):
    """The changes of a draft on the left, the one under the cursor on the right."""

    CSS_PATH = "draft.tcss"

    def __init__(self, contexts: Contexts, name: str) -> None:
        """The draft in the file of this name in the folder of drafts."""
        super().__init__(contexts)
        self.name_of_file = name
        self.entry: DraftFile | None = None
        self.panes = PaneGroup(self, ("list", "full"))
        self.list_detail = ListDetail(self, "record-list", self.panes, self._write_page, self.choose)

    def compose(self) -> ComposeResult:
        """The list, the page, the keys."""
        yield from self.list_detail.compose()
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Take the focus and list the changes."""
        self.panes.go(0)
        self.write()

    def write(self) -> None:
        """Look at the draft again: something may have been undone."""
        try:
            entries = services(self).authoring.entries()
        except ReviewError as error:
            lines = [block(line, "warn") for line in error.localise(self.context.tr)]
            self.query_one("#full-page", Page).write(lambda width: lines)
            return
        self.entry = next((entry for entry in entries if entry.path.name == self.name_of_file), self.entry)
        self.panes.pane("list").set_title(self._title())
        self.list_detail.show(ChangeRows(self.context, self.changes))

    @property
    def changes(self) -> list[Change]:
        """The changes that stand, the latest first."""
        return self.entry.history.standing()[::-1] if self.entry else []

    def _title(self) -> str:
        if self.entry is None or self.entry.head is None:
            return clean(self.name_of_file)
        state, author = draft_state(self.context.tr, self.entry), clean(self.entry.head.reviewer.name)
        title = self.context.tr("Draft of {author}", author=author)
        return f"{title}: {state} ({len(self.changes)})"

    def _change(self, target: str | None) -> Change | None:
        return next((change for change in self.changes if str(change.seq) == target), None)

    def _write_page(self, target: str | None) -> None:
        change = self._change(target)
        author = self.entry.head.reviewer.name if self.entry and self.entry.head else ""
        blocks: list[Block] = [block(self.context.tr("No change stands in this draft."), "dim")]
        if change:
            blocks = change_blocks(self.context, change, author)
        self.query_one("#full-page", Page).write(lambda width: blocks)
        self.panes.pane("full").set_title(clean(change.record) if change else "")

    def choose(self, target: str) -> None:
        """Open the record that was changed; where there is no room for both, or no record, on to what was changed."""
        change = self._change(target)
        ident = target_of(self.context, change) if change else None
        if ident is None or self.app.size.width < NARROW:
            self.panes.go(1)
        else:
            from ilo_tui.frontends.tui.screens.record import PageScreen

            services(self).open_screen(PageScreen(self.contexts, ident))

    def current(self) -> str | None:
        """The record that the change under the cursor is of, if it is in the dossier."""
        change = self._change(self.list_detail.target)
        return target_of(self.context, change) if change else None

    def turn(self, by: int) -> bool:
        """Show the other pane where only one is there at a time; False where both are."""
        return self.app.size.width < NARROW and self.panes.turn(by)

    def back(self) -> bool:
        """From the page to the list."""
        return self.panes.back()
