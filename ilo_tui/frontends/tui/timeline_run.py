"""Counting a timeline: at once, or beside the screen where that takes long."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.dossier.filter_result import FilterResult
from ilo_tui.dossier.filters import Query
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.frontends.tui.filter_state import MANY, FilterRequest, FilterState
from ilo_tui.views.timeline import filter_result, timeline_of
from ilo_tui.views.timeline_chart import TimelineChart


class CountedChart(Struct, frozen=True):
    """A chart with what it was counted for."""

    chart: TimelineChart
    result: FilterResult | None
    query: Query | None
    weighing: Weighing
    width: int
    is_open: bool
    """Whether nothing was hidden."""


class TimelineRun(InContext):
    """The chart of what the filter of a screen leaves, counted anew when that, the weighing or the width is another."""

    def __init__(self, contexts: Contexts, state: FilterState, width: Callable[[], int]) -> None:
        """Nothing is counted yet; `width` says how many cells there are to draw in."""
        self.contexts, self._state, self._width = contexts, state, width
        self.counted: CountedChart | None = None

    @property
    def takes_long(self) -> bool:
        """Whether counting would keep a person waiting."""
        return self.context.dossier.count(Evidence) > MANY

    def request(self) -> FilterRequest:
        """What is typed now."""
        return self._state.request()

    def evaluate(self, request: FilterRequest, pause: Callable[[], None]) -> CountedChart:
        """The chart, every year counted."""
        context, width, query = self.context, self._width(), request.query
        result = filter_result(context, query, pause) if query else None
        timeline = timeline_of(context, result)
        pause()
        chart = TimelineChart(context, timeline, width)
        chart.precompute(pause)
        return CountedChart(chart, result, query, context.weighing, width, context.blinding.is_open)

    def accept(self, request: FilterRequest, result: CountedChart) -> bool:
        """Put a chart in force, unless something else was typed meanwhile."""
        if not self._state.accept(request, result.result):
            return False
        self.counted = result
        return True

    def is_current(self) -> bool:
        """Whether what is counted is what would be counted now; how it is worded and drawn may be another."""
        counted, context = self.counted, self.context
        if counted is None or not (counted.is_open and context.blinding.is_open):
            return False
        if self.takes_long and counted.width != self._width():
            return False
        return (counted.query, counted.weighing) == (self._state.query, context.weighing)

    def redrawn(self) -> TimelineChart | None:
        """The chart in the language and for the width of now; None where nothing is counted yet."""
        if self.counted is None:
            return None
        return TimelineChart(self.context, self.counted.chart.timeline, self._width())
