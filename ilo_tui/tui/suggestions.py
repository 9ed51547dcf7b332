"""Tab 4: what to research next, and the gaps that no suggestion covers yet."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult

from ilo_tui.dossier.crossings import Gap
from ilo_tui.exchange.pages.line import Block, Line, Span, fit
from ilo_tui.exchange.pages.record import gap_block, gap_page, suggestion_evidence, suggestion_page
from ilo_tui.text import fold
from ilo_tui.tui.told import Tab
from ilo_tui.tui.widgets.page import Page
from ilo_tui.tui.widgets.pane import Pane
from ilo_tui.tui.widgets.rows import MadeRows, RowList


class SuggestionsTab(Tab):
    """Suggestions and uncovered gaps; what is under the cursor in full; where there is room, what to start from."""

    KIND = "suggestions"
    PANES = ("questions", "question", "start")

    def compose(self) -> ComposeResult:
        """The list, the page, and on a wide terminal the evidence."""
        yield Pane(RowList(id="question-list"), id="questions", first=True)
        yield Pane(Page(id="question-page"), id="question")
        yield Pane(Page(id="start-page"), id="start")

    def write(self) -> None:
        """Fill the list; the pages follow its cursor."""
        book, say = self.book, self.book.say
        every = book.dossier.suggestions.values()
        found = [one for one in every if self.filter.holds(one)]
        gaps = [gap for gap in book.gaps if not gap.suggestions and self._has(gap)]
        suggestions, uncovered = say("Suggestions"), say("Gaps that no suggestion covers")
        made: list[tuple[Callable[[int], Line], str | None]] = []
        made.append((self._head(f"{suggestions} ({len(found)})"), None))
        made += [(self._named(say.text(one.title)), one.id) for one in found]
        made.append((self._head(""), None))
        made.append((self._head(f"{uncovered} ({len(gaps)})"), None))
        made += [(self._spans(gap_block(book, gap)), gap.id) for gap in gaps]
        rows = self.query_one("#question-list", RowList)
        rows.show(MadeRows(made), rows.target)
        self.retitle("questions", say("What to research next"))
        self.leaves(len(found), len(every))
        self._about(rows.target)

    def _has(self, gap: Gap) -> bool:
        """Whether a gap's line has every word of the filter; a filter by keys is about suggestions only."""
        where = self.filter.where
        if where is None:
            return True
        line = fold("".join(span.text for span in gap_block(self.book, gap).spans))
        return not where.terms and all(word in line for word in where.words)

    def _head(self, text: str) -> Callable[[int], Line]:
        return lambda width: (Span(fit(text, width), "heading"),)

    def _named(self, text: str) -> Callable[[int], Line]:
        return lambda width: (Span(fit(f" {text}", width)),)

    def _spans(self, one: Block) -> Callable[[int], Line]:
        def line(width: int) -> Line:
            code = "".join(span.text for span in one.spans[:-1])
            return (Span(fit(f" {code}{one.spans[-1].text}", width)),)

        return line

    @on(RowList.Highlighted, "#question-list")
    def follow(self, event: RowList.Highlighted) -> None:
        """Write the pages of what is under the cursor."""
        event.stop()
        self._about(event.target)

    def _about(self, ident: str | None) -> None:
        book = self.book
        about: list[Block] = []
        start: list[Block] = []
        if one := book.dossier.suggestions.get(ident or ""):
            about, start = suggestion_page(book, one), suggestion_evidence(book, one)
        elif gap := next((gap for gap in book.gaps if gap.id == ident), None):
            about = gap_page(book, gap)
        if not self.wide:
            about = [*about, *start]
        self.query_one("#question-page", Page).write(lambda width: about)
        self.query_one("#start-page", Page).write(lambda width: start[2:] if self.wide else [])
        self.retitle("question", book.say("In full"))
        self.retitle("start", book.say("What is there to start from"))

    @on(RowList.Chosen, "#question-list")
    def enter(self, event: RowList.Chosen) -> None:
        """Go on to the page."""
        event.stop()
        self.panes.go(1)

    def current(self) -> str | None:
        """What is under the cursor; the suggestion or gap, where that is nothing."""
        return super().current() or self.query_one("#question-list", RowList).target
