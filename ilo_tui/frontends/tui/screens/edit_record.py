"""A record while it is written: a line a field, typed in its place, what `check` says beside it, its meaning below."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.record_form.faults import FormFault
from ilo_tui.app.record_form.form import RecordForm
from ilo_tui.app.record_form.lines import FormLine
from ilo_tui.app.record_form.paths import Path
from ilo_tui.app.record_form.prefill import record_at
from ilo_tui.app.record_form.words import TABLE_LABELS
from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.base import WIDE, RecordScreen
from ilo_tui.frontends.tui.dialogs.pick_record import NEW, NOTHING, PickRecord
from ilo_tui.frontends.tui.dialogs.save_question import HowToSave, SaveQuestion
from ilo_tui.frontends.tui.form_rows import form_rows, label_room
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow, key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.options import Options, SafeChoice
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.widgets.field_editor import LINE, WIDE_CLASS, FieldEditor
from ilo_tui.frontends.tui.widgets.form_list import FormList
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.frontends.tui.workers import work
from ilo_tui.views.markup import block, clip, plain_lines

_SPARE = 2
"""Lines of the screen that a text which is typed may grow by before it scrolls."""
_LONG = frozenset({"text"})
"""Keys of texts without a language that are of several lines."""


Save = Callable[[RecordForm, HowToSave], Awaitable[str | None]]
"""Saves a form, or says why it is not saved; what is to be said once the form is closed, None where it stays."""


class HelpLines(Widget):
    """What the line under the cursor means, on as many lines as there are, never more."""

    text: reactive[str] = reactive("")

    def render(self) -> Content:
        """The text, literal, its end cut where there is no room."""
        width, height = max(self.size.width - 1, 1), max(self.size.height, 1)
        lines = [line.strip() for line in plain_lines([block(self.text)], width)]
        if len(lines) > height:
            lines[height - 1 :] = [clip(" ".join(lines[height - 1 :]), width)]
        return Content("\n".join(f" {line}" for line in lines))


class EditKeys(KeysBelow):
    """The keys of the form; while something is typed those of the typing."""

    typing = False
    """Whether letters are text now."""
    languages = 1
    """In how many languages that text is typed."""

    def follow(self, screen: Screen[Any]) -> None:
        """Show the keys that are in force."""
        if not self.typing:
            super().follow(screen)
            return
        tr = self.context.tr
        next_language = (("Tab", tr("next language")),) if self.languages > 1 else ()
        self.keys = (("Enter", tr("take it")), *next_language, ("Esc", tr("put back")))

    def show_typing(self, *, typing: bool, languages: int = 1) -> None:
        """Letters are text from now on, in so many languages, or keys again."""
        self.typing, self.languages = typing, languages
        self.follow(self.screen)


class EditRecord(RecordScreen):
    """Writes one record. Esc leaves it unfinished; it is closed once it is saved."""

    BINDINGS = bindings("screen", "edit")
    CSS_PATH = "edit_record.tcss"
    SHOWS_RECORDS = False

    def __init__(self, contexts: Contexts, form: RecordForm, save: Save) -> None:
        """Write the record of a form, which `save` saves."""
        super().__init__(contexts)
        self.form, self._save_form = form, save
        self._pinned: str | None = None
        self._faults: Mapping[str, Sequence[FormFault]] = {}
        self.saved = False
        """Whether it was saved and not left unfinished."""
        self._editing: tuple[FormLine, dict[str, str]] | None = None

    def compose(self) -> ComposeResult:
        """The lines, what they mean, the keys, and the field that is typed into."""
        yield Pane(FormList(id="form"), id="record")
        yield HelpLines()
        yield EditKeys(self.contexts)
        yield FieldEditor(self.form.languages)

    def on_mount(self) -> None:
        """Show the lines; a new record begins with what it needs."""
        self.list.focus()
        self.write()
        if self.form.is_new:
            self.call_after_refresh(self._to_next, first=True)

    @property
    def list(self) -> FormList:
        """The lines."""
        return self.query_one(FormList)

    @property
    def editor(self) -> FieldEditor:
        """What is typed into."""
        return self.query_one(FieldEditor)

    def on_resize(self) -> None:
        """Lines are wrapped to the width; what is typed goes to its new place."""
        self.write()
        if self._editing:
            self._place()

    def write(self) -> None:
        """Every line, and what the one under the cursor means."""
        self.query_one(Pane).set_title(self.title_text())
        self._faults = self.form.faults()
        width = self.list.width or self.app.size.width - 1
        keep = self.list.target
        self.list.show(form_rows(self.form, self._faults, width, wide=self.app.size.width >= WIDE), keep)
        self._write_help()

    def title_text(self) -> str:
        """What is written, and whether some of it is unfinished."""
        tr, form = self.context.tr, self.form
        name = tr(TABLE_LABELS[form.table])
        title = tr("New: {kind}", kind=name) if form.is_new else tr("Edit: {kind}", kind=name)
        marks = [f"{title} · {clean(form.record)}", tr("not saved yet") if form.unfinished else ""]
        return " · ".join(filter(None, marks))

    def line(self) -> FormLine | None:
        """The line under the cursor."""
        target = self.list.target
        return next((line for line in self.form.lines() if line.name == target), None)

    def current(self) -> str | None:
        """Nothing to review here."""
        return None

    @on(RowList.Highlighted)
    def on_highlighted(self, event: RowList.Highlighted) -> None:
        """Say what the line means."""
        event.stop()
        if event.target != self._pinned:
            self._write_help()

    def _pin(self, message: str) -> None:
        """Show a message until the cursor goes to another line."""
        self._write_help(message)
        self._pinned = self.list.target

    def _write_help(self, fault: str = "") -> None:
        self._pinned = None
        line = self.line()
        self.query_one(HelpLines).text = fault or (self.help_of(line) if line else "")

    def help_of(self, line: FormLine) -> str:
        """What can be done with a line, its digits first, and what it means."""
        tr = self.context.tr
        offers = self.form.options(line)
        digits = "  ".join(f"{number % 10} {offer.title}" for number, offer in enumerate(offers[:10], 1))
        way = ""
        if line.kind == "list":
            way = tr("Enter adds a row.")
        elif line.kind == "row":
            opens = tr("Enter opens and closes it,") if line.opens else tr("Enter changes it,")
            removal = tr("{key} takes it out.", key=key_of(self, "clear-field"))
            way = f"{opens} {removal}"
        elif not offers and line.spec.kind == "reference":
            way = tr("Enter searches.")
        meaning = self.form.help(line)
        return " · ".join(filter(None, [digits, f"{meaning[:1].upper()}{meaning[1:]}", way]))

    @on(RowList.Chosen)
    def chosen(self, event: RowList.Chosen) -> None:
        """Enter on a line."""
        event.stop()
        if line := self.line():
            self._enter(line)

    def _enter(self, line: FormLine) -> None:
        if line.kind == "list":
            self._add_row(line)
        elif line.opens:
            self.form.toggle(line)
            self.write()
        elif line.spec.kind in {"choice", "flag", "provision"} and self.form.options(line):
            self._choose_from_list(line)
        elif line.spec.kind == "reference":
            self._search(line.path, line)
        else:
            self.type_into(line)

    def _add_row(self, line: FormLine) -> None:
        if line.spec.kind == "reference":
            self._search(None, line)
            return
        row = self.form.add(line.path)
        self.write()
        name = next(each.name for each in self.form.lines() if each.path == row)
        self.list.point(name)
        if line.spec.part is None:
            if added := self.line():
                self.type_into(added)
        else:
            self.list.action_down()
            if (added := self.line()) and not self.form.text(added.path):
                self._open_if_typed(added)

    def type_into(self, line: FormLine) -> None:
        """Type into a line, in its place."""
        form = self.form
        languages = len(form.languages) if line.spec.kind == "texts" else 1
        self.query_one(EditKeys).show_typing(typing=True, languages=languages)
        if line.spec.kind == "texts":
            texts = form.texts(line.path)
            self._editing = line, {code: form.text((*line.path, code)) for code in texts}
            self._place()
            self.editor.begin_texts({code: text for code, text in texts.items() if code in form.languages})
            return
        text = form.text(line.path)
        self._editing = line, {LINE: text}
        self._place()
        if line.spec.key in _LONG:
            self.editor.begin_long(text)
        else:
            self.editor.begin_line(text)
        self._write_help()

    def _place(self) -> None:
        """Put what is typed into where the line stands, so that all of it is on the screen."""
        if self._editing is None:
            return
        line, texts = self._editing
        rows, editor, wide = self.list, self.editor, self.app.size.width >= WIDE
        room = label_room(rows.width)
        many = len(texts) if line.spec.kind == "texts" else 1
        is_line = line.spec.kind != "texts" and line.spec.key not in _LONG
        each = (
            1 if is_line else self._text_lines(texts, max((rows.width - room) // (many if wide else 1), 1), wide=wide)
        )
        height = each * (1 if wide else many)
        editor.set_class(wide, WIDE_CLASS)
        top = rows.region.y + rows.cursor_row()
        top = max(min(top, rows.region.bottom - height), rows.region.y)
        editor.styles.offset = (rows.region.x + room, top)
        editor.styles.width = max(rows.region.width - room, 1)
        editor.styles.height = height

    def _text_lines(self, texts: Mapping[str, str], width: int, *, wide: bool) -> int:
        """The lines for each text: for the longest with some to spare, as far as the list has room for all."""
        room = self.list.region.height
        longest = max(len(list(plain_lines([block(text)], max(width - 4, 1)))) for text in texts.values())
        return max(min(longest + _SPARE, room if wide else room // len(texts)), 1)

    def on_field_editor_typed(self, event: FieldEditor.Typed) -> None:
        """Check and keep what is typed, at every letter."""
        event.stop()
        if self._editing is None:
            return
        line, _ = self._editing
        path: Path = (*line.path, event.code) if line.spec.kind == "texts" else line.path
        if line.spec.kind == "texts" and event.code == LINE:
            path = (*line.path, self.form.languages[0])
        fault = self.form.set(path, event.text)
        self._write_help(fault.line(self.context.tr) if fault and event.text.strip() else "")

    def on_field_editor_ended(self, event: FieldEditor.Ended) -> None:
        """Show what was typed, or put back what stood there."""
        event.stop()
        if self._editing is None:
            return
        line, before = self._editing
        self._editing = None
        if not event.accepted:
            for code, text in before.items():
                self.form.set((*line.path, code) if line.spec.kind == "texts" else line.path, text)
        self.query_one(EditKeys).show_typing(typing=False)
        self.set_focus(self.list, scroll_visible=False)
        self.write()
        if event.accepted and line.name not in self._faults:
            self._to_next()

    def _to_next(self, *, first: bool = False) -> None:
        """In a new record, and in a new row, to the next field that is needed, typed into at once; else stay."""
        lines = self.form.lines()
        at = next((number for number, line in enumerate(lines) if line.name == self.list.target), 0)
        inside = lines[at].path[:-1] if not first and lines[at].depth else ()
        if not self.form.is_new and not inside:
            return
        behind = lines if first else [*lines[at + 1 :], *lines[:at]]
        needed = [line for line in behind if self._is_needed(line) and line.path[: len(inside)] == inside]
        needed = needed or ([line for line in behind if self._is_needed(line)] if self.form.is_new else [])
        if needed:
            self.list.point(needed[0].name)
            self._write_help()
            self._open_if_typed(needed[0])

    def _is_needed(self, line: FormLine) -> bool:
        return any(fault.unreadable for fault in self._faults.get(line.name, ()))

    def _open_if_typed(self, line: FormLine) -> None:
        if line.kind == "field" and line.spec.kind not in {"choice", "flag", "provision", "reference"}:
            self.type_into(line)

    def action_choose(self, digit: str) -> None:
        """Take the choice with this digit."""
        line = self.line()
        number = int(digit) or 10
        offers = self.form.options(line) if line else []
        if line and number <= len(offers):
            self.take(line.path, offers[number - 1].ident)

    def take(self, path: Path, value: str) -> None:
        """Have a value in a line, and go on to what is needed."""
        fault = self.form.set(path, value)
        self.write()
        if fault is None:
            self._to_next()

    @work
    async def _choose_from_list(self, line: FormLine) -> None:
        offers = self.form.options(line)
        choices = [(offer.ident, offer.title) for offer in offers]
        if not line.spec.needed:
            choices.append((NOTHING, self.context.tr("nothing")))
        chosen = await self.app.push_screen_wait(Options(self.form.label(line), choices, self.form.text(line.path)))
        if chosen is not None:
            self.take(line.path, "" if chosen == NOTHING else chosen)

    @work
    async def _search(self, path: Path | None, line: FormLine) -> None:
        """Search for the record that a field names; without a path a row is added for it."""
        spec = line.spec
        optional = path is not None and not spec.needed and bool(self.form.text(path))
        picker = PickRecord(self.contexts, self.form.finder, spec.target, self.form.label(line), optional=optional)
        chosen = await self.app.push_screen_wait(picker)
        if chosen == NEW:
            chosen = await self._new_record(spec.target)
        if chosen is None:
            return
        place = path if path is not None else self.form.add(line.path)
        self.take(place, "" if chosen == NOTHING else chosen)

    async def _new_record(self, table: str) -> str | None:
        """Write the record that a field is to name; None where it was left unfinished."""
        form = self.form.begin(table, record_at(self.context.dossier, table, self.form.text(("source",)) or None))
        screen = EditRecord(self.contexts, form, self._save_form)
        await self.app.push_screen_wait(screen)
        return form.record if screen.saved else None

    def action_clear(self) -> None:
        """Empty the field under the cursor, or take its row out."""
        line = self.line()
        if line is None or (line.kind == "list" and line.spec.part):
            return
        if line.kind == "field" and line.spec.kind == "texts":
            for code in self.form.texts(line.path):
                self.form.set((*line.path, code), "")
        else:
            self.form.remove(line.path)
        self.write()

    @work
    async def action_save(self) -> None:
        """Ask why, and save; what cannot be saved is shown where it is."""
        form, tr = self.form, self.context.tr
        if refusal := form.obstacle():
            self.show_obstacle(refusal.line(tr))
            return
        notes = [fault.line(tr) for faults in self._faults.values() for fault in faults if not fault.warning]
        note = tr("It cannot be published like this: {faults}", faults="; ".join(notes)) if notes else ""
        title = f"{tr(TABLE_LABELS[form.table])} {clean(form.record)}"
        how = await self.app.push_screen_wait(
            SaveQuestion(self.contexts, title, lambda: form.obstacle(minor=True), note)
        )
        if how is not None:
            await self._save(how)

    async def _save(self, how: HowToSave) -> None:
        message = await self._save_form(self.form, how)
        if message is not None:
            self.saved = True
            self.dismiss(None)
            self.app.call_later(services(self).show_message, message)

    def show_obstacle(self, text: str) -> None:
        """Go to the first field that keeps it from being saved, and say why."""
        first = next((place for place, faults in self._faults.items() if any(f.unreadable for f in faults)), "")
        if first:
            self.list.point(first)
        self._pin(f"! {text}")

    @work
    async def action_discard(self) -> None:
        """Ask, then forget what is typed and not saved."""
        tr = self.context.tr
        if not self.form.unfinished:
            self.dismiss(None)
            return
        lines = [("", tr("go on writing")), ("discard", tr("give up what is not saved of this record"))]
        if await self.app.push_screen_wait(SafeChoice(tr("Give it up?"), lines)) == "discard":
            self.form.discard()
            self.dismiss(None)

    def announce(self, text: str, *, bad: bool = False) -> None:
        """Show a message where the meaning of the line stands: a notice would lie over the fields."""
        self._pin(f"! {text}" if bad else text)

    def on_screen_suspend(self) -> None:
        """Have what is half typed on the disk once this is closed, and say that it is."""
        if self in self.app.screen_stack or self.saved or not self.form.unfinished:
            return
        self.form.flush()
        tr, record = self.context.tr, clean(self.form.record)
        if self.form.error:
            services(self).show_message(self.form.error.line(tr), bad=True)
        else:
            services(self).show_message(tr("{record} is unfinished: it is kept, and gone on with.", record=record))
