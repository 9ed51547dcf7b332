"""Search everything: hits by kind as one types, each with the match marked; Enter goes there, Esc back."""

from __future__ import annotations

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.messages import Update
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import get_current_worker

from ilo_tui.dossier.search.finder import Search
from ilo_tui.dossier.search.found import Group, Results
from ilo_tui.exchange.pages.book import Book
from ilo_tui.exchange.pages.line import Line, Span, fit, width_of
from ilo_tui.exchange.pages.words import TABLES
from ilo_tui.text import clean
from ilo_tui.tui.widgets.bars import KeyBar
from ilo_tui.tui.widgets.inputline import InputLine
from ilo_tui.tui.widgets.pane import Told
from ilo_tui.tui.widgets.rows import RowList
from ilo_tui.tui.workers import work

_PAUSE = 0.25
"""Seconds without a key after which hits are put into the best order."""


class HitRows(Struct, frozen=True):
    """Hits as lines under a heading for each kind; lines are made when they are drawn."""

    book: Book
    search: Search
    results: Results
    lines: tuple[tuple[str, str | None], ...]
    """Kind and id; a heading has no id."""

    def __len__(self) -> int:
        """Headings and hits."""
        return len(self.lines)

    def line(self, index: int, width: int) -> Line:
        """A heading, or a hit: its id and the text around the match."""
        kind, ident = self.lines[index]
        if ident is None:
            return (Span(fit(self._heading(kind), width), "heading"),)
        name = f" {fit(clean(ident), min(14, width // 3))} "
        found = self.search.snippet(kind, ident, self.results.words, self.book.say.language, width - width_of(name))
        other = found.language and found.language != self.book.say.language
        marked = [Span(f"[{clean(found.language)}] ", "dim")] if other else []
        return (Span(name, "dim"), *marked, *(Span(text, "link" if match else "") for text, match in found.spans))

    def target(self, index: int) -> str | None:
        """The record's id."""
        return self.lines[index][1]

    def _heading(self, kind: str) -> str:
        group = next(one for one in self.results.groups if one.kind == kind)
        name = self.book.say(TABLES[kind])
        if len(group.ids) < group.total:
            return self.book.say(
                "{kind} ({total}, the first {shown})", kind=name, total=_count(group), shown=len(group.ids)
            )
        return f"{name} ({_count(group)})"


def _count(group: Group) -> str:
    return f"{group.total}+" if group.more else str(group.total)


def hit_rows(book: Book, search: Search, results: Results) -> HitRows:
    """The lines of `results`."""
    lines: list[tuple[str, str | None]] = []
    for group in results.groups:
        lines.append((group.kind, None))
        lines += [(group.kind, ident) for ident in group.ids]
    return HitRows(book, search, results, tuple(lines))


class SearchScreen(ModalScreen[str | None]):
    """A line to type in over the hits; dismissed with the id of the record to go to."""

    CSS_PATH = "searching.tcss"

    def __init__(self, book: Book, search: Search, text: str = "") -> None:
        """Search in the dossier of `book` with `search`, beginning with `text`."""
        super().__init__()
        self.book, self.search, self.text = book, search, text
        self._later: Timer | None = None

    def compose(self) -> ComposeResult:
        """The line, what was found in a word, the hits, the keys."""
        say = self.book.say
        yield InputLine(self.text, placeholder=say("search everything: words or their beginnings"), compact=True)
        yield Told(id="found")
        yield RowList(id="hits")
        yield KeyBar()

    def on_mount(self) -> None:
        """Type at once; what the line takes for itself no config file changes."""
        say = self.book.say
        self.query_one(KeyBar).keys = (("Enter", say("open")), ("Tab", say("nearest word")), ("Esc", say("back")))
        self.query_one(Input).focus()

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Show hits in the order of the file at once; the best first after a pause."""
        self.text = event.value
        self._find()

    def again(self, search: Search) -> None:
        """Look again: the dossier was still being read, and is whole now."""
        self.search = search
        self._find()

    def _find(self) -> None:
        # The order of what was found before no longer matters, and working it out holds this up.
        self.workers.cancel_group(self, "rank")
        text = self.text
        results = self.search.find(text)
        self._show(results)
        if self._later:
            self._later.stop()
        ranked = bool(results.words) and not self.book.loading
        self._later = self.set_timer(_PAUSE, lambda: self._rank(text, results)) if ranked else None

    def _show(self, results: Results) -> None:
        hits = self.query_one("#hits", RowList)
        hits.show(hit_rows(self.book, self.search, results))
        hits.action_top()
        self._tell(self._told(results))
        # They would say so themselves, after the next paint: then hits are seen a frame later than the letter.
        self.post_message(Update(hits))
        self.post_message(Update(self.query_one("#found", Told)))

    def _tell(self, text: str) -> None:
        # No layout for it: that would draw the whole screen at every letter.
        self.query_one("#found", Told).say(text, whole=True)

    def _told(self, results: Results) -> str:
        say = self.book.say
        if not results.words:
            return say("Enter opens, Esc goes back")
        if self.book.loading:
            return say("{count} found so far; the dossier is still being read ...", count=results.total)
        if not results and results.whole:
            return say("nothing found")
        count = f"{results.total}+" if results.more else str(results.total)
        return say("{count} found", count=count) if results.whole else say("{count} found so far ...", count=count)

    @work(thread=True, exclusive=True, group="rank")
    def _rank(self, text: str, results: Results) -> None:
        """Put hits into the best order, or look for the nearest words, beside the screen."""
        worker = get_current_worker()
        ranked = self.search.rank(results, self.book.say.language, stopped=lambda: worker.is_cancelled)
        near = self.search.near(text) if not ranked else []
        if not worker.is_cancelled:
            self.app.call_from_thread(self._ranked, text, ranked, near)

    def _ranked(self, text: str, results: Results, near: list[str]) -> None:
        # What was typed meanwhile has its own hits, and a cursor that somebody moved is not taken away.
        if text != self.text or not self.is_mounted:
            return
        rows = self.query_one("#hits", RowList)
        if rows.cursor <= 1:
            self._show(results)
        if near:
            self._tell(
                self.book.say("nothing found; did you mean: {words}? (Tab takes the first)", words=", ".join(near))
            )

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Go to what is under the cursor."""
        self.query_one("#hits", RowList).action_open()

    @on(RowList.Chosen)
    def chosen(self, event: RowList.Chosen) -> None:
        """Close, and hand back where to go."""
        event.stop()
        self.dismiss(event.target)

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the hits while one types; Esc closes; Tab takes the nearest word."""
        rows = self.query_one("#hits", RowList)
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            self._take_near()
        elif rows.move_by(event.key):
            event.stop()

    def _take_near(self) -> None:
        line = self.query_one(Input)
        if near := self.search.near(line.value):
            line.value = near[0]
            line.cursor_position = len(near[0])
