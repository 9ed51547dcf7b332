"""Search everything: hits by kind as one types, each with the match marked; Enter goes there, Esc back."""

from __future__ import annotations

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.messages import Update
from textual.timer import Timer
from textual.widgets import Input
from textual.widgets.input import Selection
from textual.worker import get_current_worker

from ilo_tui.app.contexts import Contexts
from ilo_tui.core.text import clean
from ilo_tui.dossier.reader import SCALE
from ilo_tui.dossier.search.finder import Search
from ilo_tui.dossier.search.results import Group, Results
from ilo_tui.dossier.search.snippet import Snippet
from ilo_tui.frontends.tui.dialog import Dialog
from ilo_tui.frontends.tui.hits import SearchState
from ilo_tui.frontends.tui.widgets.bars import KeyBar
from ilo_tui.frontends.tui.widgets.input_line import InputLine
from ilo_tui.frontends.tui.widgets.pane import StatusLine
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.frontends.tui.workers import is_open, work
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import TABLES
from ilo_tui.views.markup import Line, Span, fit, width_of
from ilo_tui.views.search_hits import hit_text, tie_legend, visible_hits

_PAUSE = 0.25
"""Seconds without a key after which hits are put into the best order."""


class HitRows(Struct, frozen=True):
    """Hits as lines under a heading for each kind; lines are made when they are drawn."""

    context: ViewContext
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
        mark, hit = "", self._hit(kind, ident, width - width_of(name))
        if hit.language and hit.language != self.context.tr.language:
            mark = f"[{clean(hit.language)}] "
            hit = self._hit(kind, ident, width - width_of(name) - width_of(mark))
        marked = [Span(mark, "dim")] if mark else []
        return (Span(name, "dim"), *marked, *(Span(text, "link" if match else "") for text, match in hit.spans))

    def _hit(self, kind: str, ident: str, room: int) -> Snippet:
        return hit_text(self.context, self.search, (kind, ident), self.results.words, room)

    def target(self, index: int) -> str | None:
        """By what the record is found; a scale may have the id of another record."""
        kind, ident = self.lines[index]
        return f"{SCALE}{ident}" if ident is not None and kind == "scales" else ident

    def _heading(self, kind: str) -> str:
        group = next(group for group in self.results.groups if group.kind == kind)
        name = self.context.tr(TABLES[kind])
        if len(group.ids) < group.total:
            return self.context.tr(
                "{kind} ({total}, the first {shown})", kind=name, total=_count(group), shown=len(group.ids)
            )
        return f"{name} ({_count(group)})"


def _count(group: Group) -> str:
    return f"{group.total}+" if group.more else str(group.total)


def hit_rows(context: ViewContext, search: Search, results: Results) -> HitRows:
    """The lines of `results`."""
    lines: list[tuple[str, str | None]] = []
    for group in results.groups:
        lines.append((group.kind, None))
        lines += [(group.kind, ident) for ident in group.ids]
    return HitRows(context, search, results, tuple(lines))


class SearchScreen(Dialog[SearchState | None]):
    """A line to type in over the hits; dismissed with the search as it is left, its cursor on the hit to go to if any.

    The words with which it opens are selected, so that typing takes their place.
    """

    CSS_PATH = "search.tcss"

    def __init__(self, contexts: Contexts, search: Search, state: SearchState | None = None, words: str = "") -> None:
        """Search in the dossier with `search`: for `words`, which may be none, or as a search was left in `state`."""
        super().__init__()
        self.contexts, self.search, self._state = contexts, search, state
        self.text = state.text if state else words
        self.results = Results(())
        self._near: tuple[str, ...] = ()
        self._number = 0
        self._later: Timer | None = None

    def compose(self) -> ComposeResult:
        """The line, what was found in a word, the hits, the keys."""
        line = InputLine(self.text, compact=True, select_on_focus=False)
        # Now, not on focus: a letter that comes before that takes the place of the words, and none takes its place.
        line.selection = Selection(0, len(self.text))
        yield line
        yield StatusLine(id="hit-count")
        yield RowList(id="hits")
        yield KeyBar()

    def on_mount(self) -> None:
        """Type at once; what the line takes for itself no config file changes."""
        self.query_one(Input).focus()
        self.write()
        if self._state:
            self._resume(self._state)
        elif self.text:
            self._find()

    def write(self) -> None:
        """Say all in the language in force; the words and hits stay."""
        tr = self.context.tr
        self.query_one(KeyBar).keys = (("Enter", tr("open")), ("Tab", tr("nearest word")), ("Esc", tr("back")))
        self.query_one(InputLine).hint(tr("search everything: words or their beginnings"))
        self._show_count()
        self.query_one("#hits", RowList).refresh()

    def _resume(self, state: SearchState) -> None:
        """Go on where one left, with the hits in the order in which they were."""
        if state.search is not self.search:
            self._find()
        else:
            self._near = state.near
            self._show(state.results)
        self.query_one("#hits", RowList).point(state.ident)

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Show hits in the order of the file at once; the best first after a pause."""
        if event.value != self.text:
            self.text = event.value
            self._find()

    def again(self, search: Search) -> None:
        """Look again: the dossier was still being read, and is whole now."""
        self.search = search
        self._find()

    def _find(self) -> None:
        # The order of what was found before no longer matters, and working it out holds this up.
        self.workers.cancel_group(self, "rank")
        self._number += 1
        self._near = ()
        number, results = self._number, visible_hits(self.context, self.search.find(self.text))
        self._show(results)
        if self._later:
            self._later.stop()
        ranked = bool(results.words) and not self.context.loading
        self._later = self.set_timer(_PAUSE, lambda: self._rank(number, results)) if ranked else None

    def _show(self, results: Results) -> None:
        self.results = results
        hits = self.query_one("#hits", RowList)
        hits.show(hit_rows(self.context, self.search, results))
        hits.action_top()
        self._show_count()
        # They would say so themselves, after the next paint: then hits are seen a frame later than the letter.
        self.post_message(Update(hits))
        self.post_message(Update(self.query_one("#hit-count", StatusLine)))

    def _show_count(self) -> None:
        # No layout for it: that would draw the whole screen at every letter.
        self.query_one("#hit-count", StatusLine).show(self._count_text(self.results), wrap=True)

    def _count_text(self, results: Results) -> str:
        tr = self.context.tr
        if not results.words:
            return tr("Enter opens, Esc goes back")
        if self.context.loading:
            return tr("{count} found so far; the dossier is still being read ...", count=results.total)
        if self._near:
            return tr("nothing found; did you mean: {words}? (Tab takes the first)", words=", ".join(self._near))
        if not results and results.complete:
            return tr("nothing found")
        count = f"{results.total}+" if results.more else str(results.total)
        message = tr("{count} found", count=count) if results.complete else tr("{count} found so far ...", count=count)
        return " · ".join(filter(None, [message, tie_legend(self.context, results.groups)]))

    @work(thread=True, exclusive=True, group="rank")
    def _rank(self, number: int, results: Results) -> None:
        """Put hits into the best order, or look for the nearest words, beside the screen."""
        worker, search, text, shown = get_current_worker(), self.search, self.text, self.context.blinding.covered_record
        ranked = search.rank(results, self.context.tr.language, stopped=lambda: worker.is_cancelled, shown=shown)
        ranked = visible_hits(self.context, ranked)
        near = search.suggest(text) if not ranked else []
        if not worker.is_cancelled:
            self.app.call_from_thread(self._ranked, number, ranked, near)

    def _ranked(self, number: int, results: Results, near: list[str]) -> None:
        # What was typed meanwhile has its own hits, and a cursor that somebody moved is not taken away.
        if number != self._number or not is_open(self):
            return
        self._near = tuple(near)
        rows = self.query_one("#hits", RowList)
        if rows.cursor <= 1:
            self._show(results)
        self._show_count()

    def work_failed(self, group: str, line: str) -> None:
        """Say it where the count stands; the hits stay in the order in which they are."""
        self.query_one("#hit-count", StatusLine).show(line, wrap=True)

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Go to what is under the cursor."""
        self.query_one("#hits", RowList).action_open()

    @on(RowList.Chosen)
    def chosen(self, event: RowList.Chosen) -> None:
        """Close, and hand back where to go."""
        event.stop()
        self.dismiss(self._state_at(event.target))

    def _state_at(self, ident: str) -> SearchState:
        """The search as it is left now, at a hit or at none."""
        return SearchState(self.text, self.results, self.search, self._near, ident)

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the hits while one types; Esc closes; Tab takes the nearest word."""
        rows = self.query_one("#hits", RowList)
        if event.key == "escape":
            event.stop()
            self.dismiss(self._state_at(""))
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            self._take_near()
        elif rows.move_by(event.key):
            event.stop()

    def _take_near(self) -> None:
        line = self.query_one(Input)
        if near := self.search.suggest(line.value):
            line.value = near[0]
            line.cursor_position = len(near[0])
