"""The pane of the reading view: a page of a source's copy, with keys of its own while it has the focus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from ilo_tui.app.cited_copies import CitedCopies, progress_words
from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.app.passages import passage_of
from ilo_tui.app.reading import Reading
from ilo_tui.core.errors import StoppedError
from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.help.bindings_in_force import key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane, PaneTitle, StatusLine
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.frontends.tui.workers import work
from ilo_tui.views.cited import CitedPlace
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.copy_text import LINE, SIGNS, copy_blocks, lines_as_marked, mark_block, text_of_lines
from ilo_tui.views.pages.reading import PageOfCopy, about_lines, place_line


class _Head(StatusLine):
    """What is to be known of the page, whole beside a question as well, where the pane is narrow."""

    MOST = 4


class CopyPage(Page):
    """Pages of a copy. Digits do nothing here: they are answers only beside the question."""

    BINDINGS = bindings("reading")

    def __init__(self, pane: CopyPane) -> None:
        """The page in a `pane`."""
        super().__init__(id="copy-page")
        self._pane = pane

    def offers(self, action: str) -> bool:
        """The keys are in the bar once there is something to read, those of hits once words were looked for."""
        reading = self._pane.reading
        if reading is None or action == "open" or (action.startswith("hit") and not reading.words):
            return False
        return action != "take_passage" or self._pane.marks_lines

    def watch_has_focus(self, has_focus: bool) -> None:
        """Keys go here now, or elsewhere."""
        super().watch_has_focus(has_focus)
        self._pane.write_head()

    def on_key(self, event: events.Key) -> None:
        """Take digits away from what lies below, and say so."""
        if event.key.isdecimal():
            event.stop()
            event.prevent_default()
            self._pane.say_digits_do_nothing(event.key)

    def action_find(self) -> None:
        """Ask for words, and go to them."""
        self._pane.ask_words()

    def action_hit(self, by: int) -> None:
        """To another place with the words."""
        self._pane.step_hit(by)

    def action_page_number(self) -> None:
        """Ask for a page, and go there."""
        self._pane.ask_page()

    def action_mark_lines(self) -> None:
        """Mark lines from the one at the cursor, or the first in view, on; or none any more."""
        self._pane.mark_lines(self.scroll_offset.y)

    def action_take_passage(self) -> None:
        """Make a claim of the lines that are marked."""
        self._pane.take_passage()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Mark the lines up to the cursor."""
        event.stop()
        self._pane.mark_to(event.target)

    def action_turn(self, by: int) -> None:
        """To another page."""
        self._pane.turn_page(by)


@dataclass(frozen=True)
class _MarkedLines:
    """Lines of a page, wrapped to a width, from the one at which marking began to the one at the cursor."""

    width: int
    first: int
    last: int

    @property
    def lines(self) -> range:
        return range(min(self.first, self.last), max(self.first, self.last) + 1)


class CopyPane(InContext, Pane):
    """The copies of what a record cites, one after another."""

    @dataclass
    class Shown(Message):
        """A page of a source is on the screen, opened from this record or item."""

        subject: str

    def __init__(self, contexts: Contexts, *, id: str) -> None:
        """Nothing is open yet."""
        super().__init__(CopyPage(self), id=id)
        self.contexts = contexts
        self.subject = ""
        """The record or item whose sources these are."""
        self.cited: CitedCopies | None = None
        self.reading: Reading | None = None
        self._message, self._ready = "", False
        self._marked: _MarkedLines | None = None

    def compose(self) -> ComposeResult:
        """The title, what is to be known of the page, the page."""
        yield PaneTitle()
        yield _Head()
        yield self.rows

    def on_mount(self) -> None:
        """Open what was asked for before the pane was there."""
        self._ready = True
        if self.subject:
            self.open(self.subject)

    def open(self, subject: str) -> None:
        """Open the first source of a record or item of which a copy is here; else say that none is."""
        self.subject = subject
        if self._ready:
            self.cited = CitedCopies(self.context, services(self).source_texts, subject)
            self._open(self.cited)

    def close(self) -> None:
        """Nobody reads here any more: the reading of a document ends, and its page will not have been shown."""
        self.workers.cancel_group(self, "copy")
        self.subject, self.cited, self.reading = "", None, None

    @property
    def source(self) -> str | None:
        """The id of the source that is open."""
        return self.cited.place.source if self.cited and self.cited.place else None

    def next_source(self) -> None:
        """Open the next source that is cited."""
        if self.cited and self.cited.next():
            self._open(self.cited)

    def _open(self, cited: CitedCopies) -> None:
        self.reading = None
        if reading := cited.loaded():
            self._show(reading)
            return
        self._message = progress_words(self.context, 0, None) if cited.link else ""
        self.write()
        if cited.place and cited.link:
            self._load(cited, cited.place)

    @work(thread=True, exclusive=True, group="copy")
    def _load(self, cited: CitedCopies, place: CitedPlace) -> None:
        """Read the document beside the screen; the first time takes as long as it has pages."""
        app, worker = self.app, get_current_worker()

        def on_page(page: int, count: int | None) -> None:
            if worker.is_cancelled:
                # Nobody waits for it any more.
                raise StoppedError
            app.call_from_thread(self._say_page, place, page, count)

        if reading := cited.load(on_page):
            app.call_from_thread(self._loaded, place, reading)

    def _say_page(self, place: CitedPlace, page: int, count: int | None) -> None:
        if self._waits_for(place):
            self._message = progress_words(self.context, page, count)
            self.write()

    def _loaded(self, place: CitedPlace, reading: Reading) -> None:
        if self._waits_for(place):
            self._show(reading)
            # It may have been read for the first time.
            services(self).proofs.read()

    def _waits_for(self, place: CitedPlace) -> bool:
        return self.is_attached and self.reading is None and self.cited is not None and self.cited.place == place

    def work_failed(self, group: str, line: str) -> None:
        """Show why there is nothing to read."""
        self._message = line
        self.write()

    def _show(self, reading: Reading) -> None:
        self.reading, self._message = reading, ""
        self.write(to_mark=True)
        if reading.page:
            self.post_message(self.Shown(self.subject))

    def write(self, *, to_mark: bool = False) -> None:
        """Write the page that is open, in the language in force; scrolled `to_mark`, if it has one."""
        if not self._ready:
            return
        page = self.query_one(CopyPage)
        view = self.reading.view() if self.reading else None
        self._marked = None
        self.set_title(self._title(view))
        if view is None:
            missing = () if self._message or not self.cited else self.cited.missing_lines()
            self._write_head([self._message])
            page.write(lambda width: map(block, missing))
            return
        self._write_head(about_lines(self.context.tr, view, SIGNS))
        page.write(lambda width: copy_blocks(view, width), at=partial(mark_block, view) if to_mark else None)

    def _write_head(self, lines: Sequence[str]) -> None:
        self.query_one(StatusLine).show(" · ".join(filter(None, [*lines, *self._ways()])), wrap=True)
        self.screen.refresh_bindings()

    def _ways(self) -> Iterator[str]:
        """The keys that lead to further sources, and in here."""
        tr = self.context.tr
        if self.cited and len(self.cited.places) > 1:
            yield tr("{key}: the next of {n} sources", key=key_of(self, "source"), n=len(self.cited.places))
        if self.reading and not self.rows.has_focus:
            yield tr("{key}: into the source", key=key_of(self, "next-pane"))
        if isinstance(self.screen, RecordScreen) and self.screen.JUDGES:
            yield tr("{key}: close the source", key=key_of(self, "back"))

    def write_head(self) -> None:
        """Write what is to be known of the page: that keys go elsewhere now may be a part of it."""
        if self.reading:
            self._write_head(about_lines(self.context.tr, self.reading.view(), SIGNS))

    def _title(self, view: PageOfCopy | None) -> str:
        cited = self.cited
        if cited is None or cited.place is None:
            return self.context.tr("source")
        among = f"{cited.at + 1}/{len(cited.places)}" if len(cited.places) > 1 else ""
        line = place_line(self.context.tr, view) if view else ""
        return " · ".join(filter(None, [clean(cited.place.source), line, among]))

    @property
    def marks_lines(self) -> bool:
        """Whether lines are marked."""
        return self._marked is not None

    def mark_lines(self, top: int) -> None:
        """Mark lines from what is marked on the page, if that is in view, else from the line `top` on; or none more."""
        if (reading := self.reading) is None or reading.page is None or self._refuses_to_write():
            return
        if self._marked:
            self.write_in_place()
            return
        page, view, width = self.query_one(CopyPage), reading.view(), self._wrapped_to()
        at = mark_block(view, width)
        first = at if at is not None and top <= at < top + page.viewport_height else top
        self._mark(_MarkedLines(width, first, first))
        page.point(f"{LINE}{first}")

    def mark_to(self, target: str | None) -> None:
        """Mark up to the line that is under the cursor."""
        if (marked := self._marked) and target and target.startswith(LINE):
            last = int(target.removeprefix(LINE))
            if last != marked.last:
                self._mark(replace(marked, last=last))

    def _mark(self, marked: _MarkedLines) -> None:
        if self.reading is None:
            return
        view, self._marked = self.reading.view(), marked

        def blocks(width: int) -> Iterator[Block]:
            # Wrapped to another width, lines are others.
            chosen = marked.lines if width == marked.width else range(0)
            return lines_as_marked(copy_blocks(view, width), chosen)

        self.query_one(CopyPage).write(blocks, top=False)
        tr = self.context.tr
        ways = [
            tr("{key}: a claim of these lines", key=key_of(self, "take-passage")),
            tr("{key}: none", key=key_of(self, "mark-lines")),
        ]
        self._write_head([tr.many("1 line marked", "{n} lines marked", len(marked.lines)), *ways])

    def write_in_place(self) -> None:
        """Write the page again without any marked lines, where one is."""
        if self.reading:
            view, self._marked = self.reading.view(), None
            page = self.query_one(CopyPage)
            page.cursor = -1
            page.write(lambda width: copy_blocks(view, width), top=False)
            self.write_head()

    def _wrapped_to(self) -> int:
        return self.query_one(CopyPage).wrap_width

    def take_passage(self) -> None:
        """Make a claim, or the excerpt of the one that is read, of the lines that are marked."""
        if (reading := self.reading) is None or self._refuses_to_write():
            return
        marked = self._marked
        is_marked = marked is not None and marked.width == self._wrapped_to()
        text = text_of_lines(reading.view(), marked.width, marked.lines) if marked and is_marked else ""
        if not text.strip():
            self._write_head([self.context.tr("{key} marks lines first.", key=key_of(self, "mark-lines"))])
            return
        passage = passage_of(reading, self.context.dossier, text)
        self.write_in_place()
        services(self).write_passage(passage, self.subject)

    def _refuses_to_write(self) -> bool:
        """Whether somebody judges, which is said: what is judged is not changed."""
        if self.contexts.is_blinded:
            self._write_head([self.context.tr("Not while you judge: go back first.")])
        return self.contexts.is_blinded

    def turn_page(self, by: int) -> None:
        """So many pages on or back."""
        if self.reading and self.reading.turn(by):
            self.write()

    def ask_page(self) -> None:
        """Ask for a page by label or number, and go there."""
        from ilo_tui.frontends.tui.dialogs.prompt import Prompt

        if (reading := self.reading) is None or reading.page is None:
            return

        def go(typed: str | None) -> None:
            is_there = not typed or reading.go_to(typed)
            self.write()
            if not is_there:
                self._write_head([self.context.tr("This copy has no page {page}.", page=clean(typed or ""))])

        def hint() -> str:
            return self.context.tr("As it is printed; else counted from 1 to {all}.", all=len(reading.pages))

        self.app.push_screen(Prompt(lambda: self.context.tr("To which page?"), "", hint), go)

    def ask_words(self) -> None:
        """Ask for words, and go to the next place where they stand."""
        from ilo_tui.frontends.tui.dialogs.prompt import Prompt

        if (reading := self.reading) is None or reading.page is None:
            return

        def find(words: str | None) -> None:
            if words is not None:
                reading.find(words)
                self._show_hit()

        def hint() -> str:
            return self.context.tr("Capitals, hyphens at line ends and quotation marks make no difference.")

        self.app.push_screen(Prompt(lambda: self.context.tr("Find in this document"), reading.words, hint), find)

    def step_hit(self, by: int) -> None:
        """To the place with the words after or before this one."""
        if self.reading and self.reading.step_hit(by):
            self._show_hit()
        elif self.reading:
            self.ask_words()

    def _show_hit(self) -> None:
        self.write(to_mark=True)

    def say_digits_do_nothing(self, digit: str) -> None:
        """Say where a digit is an answer."""
        self._write_head([self.context.tr("{key} was not taken: this is the source.", key=digit)])
