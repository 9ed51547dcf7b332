"""Tab 4: what to research next, and the gaps that no suggestion covers yet."""

from __future__ import annotations

from typing import Any

from ilo_tui.dossier.filter_scope import QUESTIONS
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.model import Suggestion
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.navigation import map_crossing
from ilo_tui.frontends.tui.tabs.list import ListTab
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.sections import Section, SectionRows
from ilo_tui.views.gap_filter import passing_gaps
from ilo_tui.views.markup import Block, Line, Span, block, fit
from ilo_tui.views.pages.gap import gap_about, gap_evidence, gap_line, searched_line
from ilo_tui.views.pages.suggestion import suggestion_evidence, suggestion_page


class SuggestionsTab(ListTab):
    """Suggestions and uncovered gaps; what is under the cursor in full; where there is room, what to start from."""

    KIND = QUESTIONS
    PANES = ("questions", "question", "start")
    LIST = "question-list"
    BINDINGS = bindings("crossing")

    def write(self) -> None:
        """Fill the list; the pages follow its cursor."""
        context, tr = self.context, self.context.tr
        records = context.dossier.records(Suggestion)
        matching = [suggestion for suggestion in records if self.filter.matches(suggestion)]
        every = context.gaps.uncovered
        gaps = passing_gaps(context, every, self.filter.query) if self.filter.query else every
        suggestions, uncovered = tr("Suggestions"), tr("Gaps without a suggestion")
        sections: list[Section[Any]] = [
            Section(f"{suggestions} ({len(matching)})", matching, self._line, lambda suggestion: suggestion.id),
            Section(""),
            Section(f"{uncovered} ({len(gaps)})", gaps, self._gap, lambda gap: gap.id, gaps.place_of),
            Section(""),
            Section(searched_line(context), role="dim"),
        ]
        if self.filter.query and not matching and not gaps:
            sections = [Section(tr("Nothing passes this filter.")), Section(""), *sections]
        self.set_title("questions", tr("What to research next"))
        self.set_counts(len(matching) + len(gaps), len(records) + len(every))
        self.list_detail.show(SectionRows(sections))

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
