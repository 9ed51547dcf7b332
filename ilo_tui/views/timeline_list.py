"""A timeline as a list, years down: for a narrow terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.dossier.periods import UNDATED
from ilo_tui.dossier.timeline import Timeline
from ilo_tui.dossier.timeline_bars import YearSpan, step_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Line, Span, clip, fit, width_of
from ilo_tui.views.timeline_chart import MOST_LISTED
from ilo_tui.views.timeline_words import bar_code, step_name

_CODES = 9
"""Programmes and policies that a line names at most."""


class YearRows:
    """The years in which something is or happens, each made when it is drawn: `2012  +2 -1 ·3  19  TBP CSR`."""

    def __init__(self, context: ViewContext, timeline: Timeline) -> None:
        """The years of `timeline`; what has no date comes last."""
        self._context, self._timeline = context, timeline
        self._steps = timeline.listed(MOST_LISTED)
        self._name_width = max((width_of(step_name(context.tr, step)) for step in self._steps), default=0)

    def title(self) -> str:
        """What the signs of a line mean."""
        return self._context.tr("Years: voices + for - against · context, claims")

    def __len__(self) -> int:
        """How many years there are."""
        return len(self._steps)

    def target(self, index: int) -> str:
        """The id of the years."""
        step = self._steps[index]
        return step.id if step else UNDATED

    def target_of(self, year: str) -> str:
        """The line of the first of the years that an id names, or the next one that there is."""
        named = step_of(year)
        later = (step for step in self._steps if step is None or (named and step.last >= named.first))
        step = next(later, None)
        return step.id if step else UNDATED

    def line(self, index: int, width: int) -> Line:
        """Year, voices, claims, and who runs or begins there."""
        step = self._steps[index]
        count = self._timeline.count(step)
        tally = count.tally
        spans = (
            Span(f"{fit(step_name(self._context.tr, step), self._name_width)} ", "mark"),
            Span(f"+{tally.supports.voices.low} ", "for"),
            Span(f"-{tally.contradicts.voices.low} ", "against"),
            Span(f"·{tally.context.voices.low} ", "context"),
            Span(f"{count.claims:>3} "),
        )
        room = width - sum(width_of(span.text) for span in spans)
        return (*spans, Span(clip(" ".join(self._codes(step)), max(room, 0)), "dim"))

    def _codes(self, step: YearSpan | None) -> Iterator[str]:
        records = [bar for bar in self._timeline.bars_in(step) if bar.kind != "period"] if step else []
        yield from (bar_code(self._context, bar) for bar in records[:_CODES])
