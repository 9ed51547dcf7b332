"""The chart of a timeline: the years stay at the top and the counts at the bottom, bars scroll between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct
from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from ilo_tui.dossier.timeline_bars import YearSpan
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.widgets.ascii import COLUMNS, TO_ASCII
from ilo_tui.frontends.tui.widgets.row_list import FromList, RowList
from ilo_tui.views.markup import Line, Span, fit
from ilo_tui.views.timeline_chart import YEARS, ChartRow, TimelineChart

_DECADE = 10


class _ChartRows(Struct, frozen=True):
    """The years, the bars and the counts as the rows of a list."""

    chart: TimelineChart
    rows: Sequence[ChartRow]

    def __len__(self) -> int:
        return len(self.rows)

    def line(self, index: int, width: int) -> Line:
        return (self.chart.name(self.rows[index]),)

    def target(self, index: int) -> str | None:
        return self.rows[index].target


class YearChart(RowList):
    """A timeline; the cursor is a row and a column of years."""

    BINDINGS = bindings("grid")
    COMPONENT_CLASSES = {"rows--head", "rows--guide"}

    column: reactive[int] = reactive(0)

    class Moved(FromList):
        """The cursor went to another column."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty chart; `fill` fills it."""
        super().__init__(id=id)
        self.chart: TimelineChart | None = None

    def fill(self, chart: TimelineChart, year: str) -> None:
        """Show another chart, the cursor in the row where it was and in the column of a year."""
        row = self.target
        self.chart = chart
        self.point_year(year)
        self.show(_ChartRows(chart, [ChartRow(YEARS), *chart.bars, *chart.counted]), row)

    @property
    def step(self) -> YearSpan | None:
        """The years of the column under the cursor; None of what has no date."""
        return self.chart.columns[self.column] if self.chart else None

    def point_year(self, year: str) -> None:
        """Put the cursor into the column that has a year, or what has no date; of no such year nothing changes."""
        if self.chart and (column := self.chart.column_of(year)) is not None:
            self.column = column
        elif self.chart:
            self.column = min(self.column, len(self.chart.columns) - 1)

    @property
    def _bars(self) -> int:
        return len(self.chart.bars) if self.chart else 0

    @property
    def _foot(self) -> int:
        """The line from which on the counts stand: below the last bar, or at the bottom."""
        counted = len(self.chart.counted) if self.chart else 0
        return max(min(1 + self._bars, self.scrollable_content_region.height - counted), 1)

    @property
    def line_count(self) -> int:
        """Lines in all: as many as rows, since the years are one of them."""
        return len(self.rows)

    @property
    def viewport_height(self) -> int:
        """Bars that are visible at a time."""
        return self._foot - 1

    def index_at(self, y: int) -> int | None:
        """Which row is drawn at `y`: the years, one of the bars in view, or a row of counts."""
        if not y or self.chart is None:
            return None if y else 0
        index = 1 + self._bars + y - self._foot if y >= self._foot else y + self.scroll_offset.y
        return index if 0 <= index < len(self.rows) else None

    def _bring_into_view(self, index: int) -> None:
        """Only bars scroll."""
        if not 1 <= index <= self._bars:
            return
        top, height, bar = self.scroll_offset.y, self.viewport_height, index - 1
        if bar < top:
            self.scroll_to(y=bar, animate=False, immediate=True)
        elif bar >= top + height:
            self.scroll_to(y=bar - height + 1, animate=False, immediate=True)

    def _redraw(self, index: int) -> None:
        self.refresh()

    def _step(self, step: int) -> None:
        """Every row can be gone to."""
        if len(self.rows):
            self._set_cursor(min(max(self.cursor + step, 0), len(self.rows) - 1))

    def _move_to(self, column: int) -> None:
        self.column = min(max(column, 0), len(self.chart.columns) - 1 if self.chart else 0)

    def action_left(self) -> None:
        """One column left."""
        self._move_to(self.column - 1)

    def action_right(self) -> None:
        """One column right."""
        self._move_to(self.column + 1)

    def action_top(self) -> None:
        """To the first year."""
        self._move_to(0)

    def action_bottom(self) -> None:
        """To the last year; what has no date stands behind it."""
        self._move_to(len(self.chart.steps) - 1 if self.chart else 0)

    def action_page_down(self) -> None:
        """Ten years on."""
        self._jump(1)

    def action_page_up(self) -> None:
        """Ten years back."""
        self._jump(-1)

    def _jump(self, decades: int) -> None:
        years = self.chart.years_in_a_cell if self.chart else 1
        self._move_to(self.column + decades * max(_DECADE // years, 1))

    def watch_column(self) -> None:
        """Draw the cursor in its new column and post that it went there."""
        self.refresh()
        self.post_message(self.Moved(self))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to a row and a year; a click where it is chooses that."""
        event.stop()
        # Else the list would take the click, too, for one on the row that is under the cursor by now.
        event.prevent_default()
        index = self.index_at(event.y)
        if index is None or self.chart is None:
            return
        past = event.x - self.chart.name_width
        column = min(past // self.chart.cell_width, len(self.chart.columns) - 1) if past >= 0 else self.column
        if (index, column) == (self.cursor, self.column):
            self.action_open()
        self._move_to(column)
        self._set_cursor(index)

    def render_line(self, y: int) -> Strip:
        """Draw the years, a bar or counts."""
        index = self.index_at(y)
        if index is None or self.chart is None:
            return self.blank()
        row = self.rows.rows[index] if isinstance(self.rows, _ChartRows) else ChartRow(YEARS)
        if index in {0, self.cursor}:
            return self._drawn(self.chart, row)
        chart = self.chart
        return self.cached_strip(index, lambda: self._drawn(chart, row))

    def _drawn(self, chart: TimelineChart, row: ChartRow) -> Strip:
        is_current = row.target == self.target
        name = chart.name(row)
        head = Span(fit(name.text, chart.name_width - 1) + " ", "heading" if is_current else name.role)
        at = ("cursor" if self.has_focus else "resting") if is_current else "guide"
        if row.target == YEARS:
            before, label, behind = chart.axis(self.column)
            parts = [(head, ""), (Span(before, "head"), ""), (Span(label), at), (Span(behind, "head"), "")]
        else:
            cells = chart.cells(row)
            parts = [
                (head, ""),
                *((span, "") for span in _joined(cells[: self.column])),
                (cells[self.column], at),
                *((span, "") for span in _joined(cells[self.column + 1 :])),
            ]
        segments = [self._segment(span, over) for span, over in parts if span.text]
        return Strip(segments).adjust_cell_length(self._width, self.base_style)

    def _segment(self, span: Span, over: str) -> Segment:
        text = span.text.translate(COLUMNS) if TO_ASCII in self.get_line_filters() else span.text
        return Segment(text, self.base_style + self.role_style(span.role) + self.role_style(over))


def _joined(cells: Sequence[Span]) -> list[Span]:
    """Cells in as few spans as say the same: each is drawn by itself."""
    groups = groupby(cells, key=lambda cell: cell.role)
    return [Span("".join(cell.text for cell in group), role) for role, group in groups]
