"""The timeline: what ran and happened when, and the claims of each year; Enter opens a year, a programme, a policy."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.geometry import Size

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.timeline import PERIOD
from ilo_tui.dossier.timeline_bars import YearSpan, step_of
from ilo_tui.dossier.weighing import can_be_weighed
from ilo_tui.frontends.tui.after_paint import AfterPaint
from ilo_tui.frontends.tui.base import NARROW, RecordScreen
from ilo_tui.frontends.tui.filter_run import FilterRun
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.panes import PaneGroup
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.remaining import show_remaining
from ilo_tui.frontends.tui.timeline_run import TimelineRun
from ilo_tui.frontends.tui.widgets.bars import FilterBar
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.frontends.tui.widgets.year_chart import YearChart
from ilo_tui.views.markup import Block
from ilo_tui.views.timeline_chart import MEASURED, POLICIES
from ilo_tui.views.timeline_list import YearRows
from ilo_tui.views.timeline_words import count_spans, step_blocks, step_name
from ilo_tui.views.weighing_words import weighing_words

_LOW = 16
"""Lines of a terminal below which years stand in a list, as on a narrow one."""


class TimelineScreen(RecordScreen):
    """Years across, or down where there is little room; below them what the year under the cursor holds."""

    CSS_PATH = "timeline.tcss"
    OPENED_BY = "timeline"

    def __init__(self, contexts: Contexts, year: str = "", filter_text: str = "") -> None:
        """Begin at a `year` (`2012`, `2010..2014`, `undated`), narrowed by a filter."""
        super().__init__(contexts)
        self.year = year
        self.filter = FilterState(DOSSIER, contexts)
        self.filter.set_text(filter_text)
        self.run = TimelineRun(contexts, self.filter, self._room)
        self.filter_run = FilterRun(self, self.run, self._write_later)
        self._line, self._list = PaneGroup(self, ("line", "year")), PaneGroup(self, ("years", "year"))
        self._after_paint = AfterPaint(self)
        self._laid_out = Size(0, 0)

    def compose(self) -> ComposeResult:
        """What is counted in words, the chart, the list that stands for it, the year, the keys."""
        yield FilterBar(self.contexts)
        yield Pane(YearChart(id="year-chart"), id="line", first=True)
        yield Pane(RowList(id="year-list"), id="years")
        yield Pane(Page(id="year-page"), id="year")
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Write what is there and take the focus."""
        self._lay_out()
        self.write()

    def on_resize(self) -> None:
        """Another width has room for other years."""
        if self.app.size != self._laid_out:
            self._lay_out()
            self.write()

    def _lay_out(self) -> None:
        """Show the chart, or where there is little room the list in its place."""
        self._laid_out = self.app.size
        compact = self.app.size.width < NARROW or self.app.size.height < _LOW
        if compact != self.has_class("-compact") or self.focused is None:
            self.set_class(compact, "-compact")
            self.panes.go(0)

    @property
    def panes(self) -> PaneGroup:
        """The chart or the list, and the year."""
        return self._list if self.has_class("-compact") else self._line

    def _room(self) -> int:
        """Cells that the chart has beside its scrollbar."""
        return self.app.size.width - 1

    @property
    def _chart(self) -> YearChart:
        return self.query_one(YearChart)

    def write(self) -> None:
        """Draw what is counted, or count anew where something else is to be counted."""
        if self.run.is_current():
            self._draw()
        elif self.run.takes_long:
            self.panes.pane(self.panes.names[0]).set_title(self.context.tr("counting the years ..."))
            self._show_bar()
            # A thread at work would delay the first paint.
            self.call_after_refresh(self.filter_run.apply)
        elif self.filter_run.apply():
            self._draw()

    def _write_later(self) -> None:
        self._draw()
        show_remaining(self, self.filter, self.filter.remaining)

    def _draw(self) -> None:
        """Fill the chart and the list; the page follows the cursor."""
        chart = self.run.redrawn()
        if chart is None:
            return
        rows = YearRows(self.context, chart.timeline)
        column = chart.column_of(self.year)
        self.year = chart.column_id(chart.first_column() if column is None else column)
        if self.has_class("-compact"):
            self.year = rows.target_of(self.year)
        self._chart.fill(chart, self.year)
        self.query_one("#year-list", RowList).show(rows, self.year)
        self.panes.pane("line").set_title(chart.title())
        self.panes.pane("years").set_title(rows.title())
        result = self.run.counted.result if self.run.counted else None
        every = self.context.dossier.count(Evidence)
        self.filter.set_counts(sum(map(len, result.crossed.values())) if result else every, every)
        self._show_bar()
        self._write_year()

    def _show_bar(self) -> None:
        weighed = can_be_weighed(self.context.dossier)
        self.query_one(FilterBar).show(self.filter.words, weighing_words(self.context) if weighed else "")

    def _write_year(self) -> None:
        """Say what the year under the cursor holds."""
        if self.run.counted is None:
            return
        context, timeline, step = self.context, self.run.counted.chart.timeline, step_of(self.year)
        counts = count_spans(context.tr, timeline.count(step))
        blocks = step_blocks(context, timeline, step)
        if self.has_class("-compact"):
            blocks = [Block(counts), *blocks]
        self.query_one("#year-page", Page).write(lambda width: blocks)
        text = "".join(span.text for span in counts)
        self.panes.pane("year").set_title(f"{step_name(context.tr, step)} · {text}")

    @on(YearChart.Moved)
    def follow_chart(self, event: YearChart.Moved) -> None:
        """Write of the year under the cursor of the chart."""
        event.stop()
        if self._chart.chart and not self.has_class("-compact"):
            self._follow(self._chart.chart.column_id(self._chart.column))

    @on(RowList.Highlighted, "#year-list")
    def follow_list(self, event: RowList.Highlighted) -> None:
        """Write of the year under the cursor of the list."""
        event.stop()
        if event.target and self.has_class("-compact"):
            self._follow(event.target)

    def _follow(self, year: str) -> None:
        if year != self.year:
            self.year = year
            self._after_paint.schedule(self._write_year)

    @on(RowList.Chosen, "#year-chart")
    def open_row(self, event: RowList.Chosen) -> None:
        """Open the page of a record, the claims of a period or of the year; what is counted of the year, as a list."""
        event.stop()
        step = self._chart.step
        if event.target in {POLICIES, MEASURED} and step:
            self._open_records(event.target, step)
        elif event.target.startswith("*"):
            self._open_span(self.year)
        elif event.target.startswith(PERIOD):
            self._open_span(event.target)
        else:
            self._open_page(event.target)

    @on(RowList.Chosen, "#year-list")
    def open_year(self, event: RowList.Chosen) -> None:
        """Open the claims of the year."""
        event.stop()
        self._open_span(event.target)

    def _open_span(self, span: str) -> None:
        from ilo_tui.frontends.tui.screens.year import YearScreen

        services(self).open_screen(YearScreen(self.contexts, span, self.filter))

    def _open_page(self, ident: str) -> None:
        from ilo_tui.frontends.tui.screens.record import PageScreen

        services(self).open_screen(PageScreen(self.contexts, ident))

    def _open_records(self, row: str, step: YearSpan) -> None:
        """Open all policies or measured series, filtered to those of the years of a step."""
        from ilo_tui.frontends.tui.screens.browse import IndicatorsScreen
        from ilo_tui.frontends.tui.screens.year import PoliciesScreen

        screen = IndicatorsScreen(self.contexts) if row == MEASURED else PoliciesScreen(self.contexts)
        services(self).open_screen(screen)
        screen.call_after_refresh(screen.narrow_to, f"year:{step.id}")

    def narrow_to(self, text: str) -> str:
        """Filter by what is typed; says how much is left, what is wrong with it, or that it takes a moment."""
        self.filter.set_text(text)
        if not self.filter_run.apply():
            return self.filter.error or self.context.tr("looking ...")
        self._draw()
        return self.filter.error or self.filter.remaining

    def work_failed(self, group: str, line: str) -> None:
        """Show it where the count would stand; the chart stays as it was."""
        self.filter.fail(line)
        self._draw()
        show_remaining(self, self.filter, "")

    def filter_state(self) -> FilterState:
        """The filter of the timeline."""
        return self.filter

    def is_narrowed(self) -> bool:
        """Whether a filter is in force."""
        return bool(self.filter.query)

    @property
    def route(self) -> tuple[str, ...]:
        """The timeline, at the year under the cursor."""
        return ("timeline", self.year)

    def turn(self, by: int) -> bool:
        """Show the list or the year, where there is room for one of them."""
        return self.has_class("-compact") and self.panes.turn(by)

    def back(self) -> bool:
        """From the year to the chart."""
        return self.panes.back()

    def current(self) -> str | None:
        """The programme or policy of the row under the cursor, or what the page's cursor is on."""
        target = self.panes.pane_in_focus().rows.target
        return target if target and self.context.dossier.find(target) else None

    def cited(self) -> str | None:
        """What a citation is taken of."""
        return self.current()
