"""Tab 2: the evidence gap map, programmes down and dimensions across."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from ilo_tui.dossier.gapmap import TOTAL, Cell, GapMap
from ilo_tui.dossier.model import Dimension, Programme
from ilo_tui.frontends.tui.base import SPACED, TabView
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.sorting import Sorting
from ilo_tui.frontends.tui.widgets.grid import Grid
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Line, Span, width_of
from ilo_tui.views.pages.evidence import cell_page
from ilo_tui.views.pages.record import dimension_page

_MOST = 300
"""Claims of a cell that are shown beside the map; Enter lists them all."""


class GapMatrix:
    """The gap map as a grid shows it: counts for, against and context, and `!` where something is missing."""

    def __init__(self, context: ViewContext, shown: GapMap, rows: Sequence[str], *, spaced: bool) -> None:
        """The counts of `shown`, `spaced` or not, in `rows` and in all; gaps are always those of all evidence."""
        self.context, self.shown = context, shown
        self.rows = [*rows, TOTAL]
        self.columns: Sequence[str] = [*context.gap_map.columns, TOTAL]
        self._space = " " if spaced else ""
        heads = [min(width_of(self.column_head(column)), 12) for column in self.columns]
        self.cell_width = max([self._widest(), *(heads if spaced else ())]) + 1

    def _widest(self) -> int:
        """As wide as the widest counts need, so that no number is ever cut; a gap's mark needs two more."""

        def width(counts: tuple[int, int, int]) -> int:
            return len(self._space.join(f" {count}" for count in counts))

        totals = max(width(self.shown.counts(TOTAL, column)) for column in self.columns)
        return max(totals, width(self.shown.widest) + 2)

    def row_head(self, row: str) -> str:
        """A programme's code and name, or what the row counts."""
        name = self.context.name(row)
        return f"{self.context.code(row)} {name}" if row in self.context.dossier.ids(Programme) else name

    def column_head(self, column: str) -> str:
        """A dimension's name."""
        return self.context.name(column)

    def cell(self, row: str, column: str) -> Line:
        """`+5 -12 ·3 !`; where there is nothing, only the mark of the gap."""
        gaps = self.context.gap_map.gaps_at(row, column)
        supports, contradicts, neutral = counts = self.shown.counts(row, column)
        gap = Span(" !", "warn") if gaps else Span("  ")
        if not any(counts):
            return (Span(self.context.tr("none"), "dim"), gap) if "none" in gaps else (Span(""), gap)
        counted = (
            (f"+{supports}", "for"),
            (f"{self._space}-{contradicts}", "against"),
            (f"{self._space}·{neutral}", "context"),
        )
        return (*(Span(text, role) for text, role in counted), gap)


class DimensionsTab(TabView):
    """The gap map; the dimension under the cursor; on a wide terminal the cell's evidence."""

    BINDINGS = bindings("sorted")
    PANES = ("map", "dimension", "cell")

    def __init__(self, context: ViewContext, filter_state: FilterState) -> None:
        """In the dossier's own order."""
        super().__init__(context, filter_state)
        self.sorting = Sorting()
        self._dimension_shown = ""
        self._crossed: tuple[int, GapMap] = (-1, context.gap_map)

    def compose(self) -> ComposeResult:
        """The map above the dimension, the cell beside them."""
        yield Pane(Grid(id="gap-grid"), id="map", first=True)
        yield Pane(Page(id="dimension-page"), id="dimension")
        yield Pane(Page(id="cell-page"), id="cell")

    @property
    def grid(self) -> Grid:
        """The map."""
        return self.query_one("#gap-grid", Grid)

    @property
    def shown(self) -> GapMap:
        """The crossings of what the filter leaves."""
        result = self.filter.result
        if result is None:
            return self.context.gap_map
        if self._crossed[0] != self.filter.version:
            claims = (claim for row in result.crossed.values() for claim in row)
            self._crossed = (self.filter.version, GapMap(self.context.dossier, claims))
        return self._crossed[1]

    def rows(self) -> list[str]:
        """The rows that the filter leaves, in the order in force."""
        every, result, programmes = self.context.gap_map, self.filter.result, self.context.dossier.ids(Programme)
        ordered = [record.id for record in result.mapped] if result else list(programmes)
        ordered = self.sorting.sorted(ordered, every.lacking, lambda row: sum(self.shown.counts(row, TOTAL)))
        rest = [row for row in every.rows if row not in programmes]
        return [*ordered, *(row for row in rest if result is None or result.crossed.get(row))]

    def write(self) -> None:
        """Fill the map; the pages follow its cursor."""
        rows, tr, programmes = self.rows(), self.context.tr, self.context.dossier.ids(Programme)
        self.grid.fill(GapMatrix(self.context, self.shown, rows, spaced=self.app.size.width >= SPACED))
        order = f"{tr(self.sorting.name)} · " if self.sorting.name else ""
        legend = order + tr("+ for  - against  · context  ! gap")
        self.set_title("map", legend)
        self.set_counts(sum(row in programmes for row in rows), len(programmes))
        if at := self.grid.at:
            self._about(*at)

    @property
    def cursor(self) -> str:
        """The row and column under the cursor."""
        return "|".join(self.grid.at) if self.grid.at else ""

    def action_sort(self) -> None:
        """Show the rows in the next order."""
        self.sorting.next()
        self.write()
        self.grid.action_top()

    @on(Grid.Moved, "#gap-grid")
    def follow(self, event: Grid.Moved) -> None:
        """Write the pages of the cell under the cursor."""
        event.stop()
        self.after_paint.schedule(lambda: self._about(event.row, event.column, anew=False))

    def _about(self, row: str, column: str, *, anew: bool = True) -> None:
        """Write the pages; that of the dimension only `anew` or where it is another."""
        context = self.context
        if anew or column != self._dimension_shown:
            self._dimension_shown = column
            dimension = context.dossier.get(Dimension, column)
            about = dimension_page(context, dimension)[1:] if dimension else [_about_column(context, column)]
            self.query_one("#dimension-page", Page).write(lambda width: about)
            self.set_title("dimension", context.name(column))
        cell = cell_page(context, self.cell_at(row, column), _MOST) if self.wide else []
        self.query_one("#cell-page", Page).write(lambda width: cell)
        self.set_title("cell", f"{context.code(row)} × {context.name(column)}")

    def cell_at(self, row: str, column: str) -> Cell:
        """A crossing with the claims that the filter leaves, and the gaps of all claims."""
        cell, gaps = self.shown.cell(row, column), self.context.gap_map.gaps_at(row, column)
        return cell if cell.gaps == gaps else Cell(row, column, cell.evidence, gaps)

    @on(Grid.Entered, "#gap-grid")
    def enter(self, event: Grid.Entered) -> None:
        """Open the cell's evidence."""
        event.stop()
        from ilo_tui.frontends.tui.list_detail import CellScreen

        self.app.push_screen(CellScreen(self.context, event.row, event.column, self.filter))

    def current(self) -> str | None:
        """The cell under the cursor, or what the page's cursor is on."""
        if self.panes.focused() == 0:
            return "cell:{}/{}".format(*self.grid.at) if self.grid.at else None
        return super().current()


def _about_column(context: ViewContext, column: str) -> Block:
    if column == TOTAL:
        return Block((Span(context.tr("Every claim of the dossier, whatever its dimension.")),))
    return Block((Span(context.tr("Claims that name no dimension: shown and counted, never a gap.")),))
