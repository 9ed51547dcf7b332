"""Tab 4: what to research next, and the gaps that no suggestion covers yet."""

from __future__ import annotations

from typing import Any

from ilo_tui.core.text import fold
from ilo_tui.dossier.gap_list import Gaps
from ilo_tui.dossier.gaps import Gap, GapKind
from ilo_tui.dossier.model import Policy, Suggestion
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.navigation import map_crossing
from ilo_tui.frontends.tui.tabs.list import ListTab
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.sections import Section, SectionRows
from ilo_tui.views.labels import GAPS_IN_BRIEF
from ilo_tui.views.markup import Block, Line, Span, block, fit
from ilo_tui.views.pages.gap import gap_about, gap_evidence, gap_line, searched_line
from ilo_tui.views.pages.suggestion import suggestion_evidence, suggestion_page


class SuggestionsTab(ListTab):
    """Suggestions and uncovered gaps; what is under the cursor in full; where there is room, what to start from."""

    KIND = "suggestions"
    PANES = ("questions", "question", "start")
    LIST = "question-list"
    BINDINGS = bindings("crossing")

    def write(self) -> None:
        """Fill the list; the pages follow its cursor."""
        context, tr = self.context, self.context.tr
        records = context.dossier.records(Suggestion)
        matching = [suggestion for suggestion in records if self.filter.matches(suggestion)]
        gaps = self._uncovered()
        suggestions, uncovered = tr("Suggestions"), tr("Gaps without a suggestion")
        sections: list[Section[Any]] = [
            Section(f"{suggestions} ({len(matching)})", matching, self._line, lambda suggestion: suggestion.id),
            Section(""),
            Section(f"{uncovered} ({len(gaps)})", gaps, self._gap, lambda gap: gap.id, gaps.place_of),
            Section(""),
            Section(searched_line(context), role="dim"),
        ]
        self.set_title("questions", tr("What to research next"))
        self.set_counts(len(matching), len(records))
        self.list_detail.show(SectionRows(sections))

    def _uncovered(self) -> Gaps:
        """Gaps that every term of the filter holds for, and whose line has all its words.

        What neither a programme nor what it is crossed with passes, is left out: each of both is asked once. A term
        that is about one of them only, the other can never pass; a gap has no origin, source or suggestion.
        """
        gaps, query = self.context.gaps.uncovered, self.filter.query
        if not query:
            return gaps
        context, policies = self.context, self.context.dossier.ids(Policy)
        words, terms = query.words, query.terms

        def lacks(text: str, passed: set[str]) -> int:
            folded = fold(text)
            lacking = [word not in folded for word in words] + [term.key not in passed for term in terms]
            return sum(1 << place for place, lack in enumerate(lacking) if lack)

        def passed(**ends: str) -> set[str]:
            return {term.key for term in terms if ends.get(term.key) in term.values}

        # No word goes over the space between the two parts of a line, so that each can be looked at for itself.
        def of_programme(programme: str) -> int:
            return lacks(f"! {context.code(programme)} ×", passed(programme=programme))

        def of_rest(crossed: str, kind: GapKind) -> int:
            if crossed in policies:
                return lacks(f"{context.code(crossed)}: {context.tr(GAPS_IN_BRIEF[kind])}", passed(policy=crossed))
            return lacks(f"{context.name(crossed)}: {context.tr(GAPS_IN_BRIEF[kind])}", passed(dimension=crossed))

        return gaps.lacking(of_programme, of_rest)

    def crossing(self) -> tuple[str, str] | None:
        """That of the gap under the cursor of the list, if it is one of a dimension."""
        return map_crossing(self.list_detail.target or "")

    def offers(self, action: str) -> bool:
        """The plot of a gap is not in the key bar: most lines have none."""
        return action != "app.directions"

    def _line(self, suggestion: Suggestion, width: int) -> Line:
        return (Span(fit(f" {self.context.tr.text(suggestion.title)}", width)),)

    def _gap(self, gap: Gap, width: int) -> Line:
        return gap_line(self.context, gap, width)

    def write_pages(self, target: str | None) -> None:
        """Write the suggestion or the gap, and what there is to start from."""
        context = self.context
        about: list[Block] = []
        start: list[Block] = []
        if suggestion := context.dossier.get(Suggestion, target or ""):
            about, start = suggestion_page(context, suggestion), suggestion_evidence(context, suggestion)
        elif gap := context.gaps.find(target or ""):
            about, start = gap_about(context, gap), gap_evidence(context, gap)
        if not self.wide:
            about = [*about, *start]
        self.query_one("#question-page", Page).write(lambda width: about)
        # The pane has a title of its own in place of the heading.
        beside = start[2:] or ([block(context.tr("No alignment is recorded here."), "dim")] if about else [])
        self.query_one("#start-page", Page).write(lambda width: beside if self.wide else [])
        self.set_title("question", context.tr("In full"))
        self.set_title("start", context.tr("What is there to start from"))
