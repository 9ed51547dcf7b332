"""Tab 2: the evidence gap map, programmes down and dimensions across."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.screen import Screen

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.gapmap import TOTAL, Cell, GapMap
from ilo_tui.dossier.model import Dimension, Programme
from ilo_tui.frontends.tui.base import SPACED
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.tabs.matrix import MatrixTab
from ilo_tui.frontends.tui.widgets.grid import Matrix
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Line, Span, width_of
from ilo_tui.views.pages.dimension import dimension_page
from ilo_tui.views.pages.evidence import cell_page

_MOST = 300
"""Claims of a cell that are shown beside the map; Enter lists them all."""


class GapMatrix:
    """The gap map as a grid shows it: counts for, against and context, and `!` where something is missing."""

    def __init__(self, context: ViewContext, shown: GapMap, rows: Sequence[str], *, spaced: bool) -> None:
        """The counts of `shown`, `spaced` or not, in `rows` and in all; gaps are always those of all evidence."""
        self.context, self.shown = context, shown
        self.rows = [*rows, TOTAL]
        self.columns: Sequence[str] = [*context.gap_map.columns, TOTAL]
        self.columns_name = context.tr("columns")
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


class DimensionsTab(MatrixTab):
    """The gap map; the dimension under the cursor; on a wide terminal the cell's evidence."""

    PANES = ("map", "dimension", "cell")
    GRID, COLUMN, CELL = "gap-grid", "dimension", "cell"

    def __init__(self, contexts: Contexts, filter_state: FilterState) -> None:
        """With the counts of all evidence, until a filter is in force."""
        super().__init__(contexts, filter_state)
        self._filtered_map: tuple[int, GapMap] = (-1, contexts.current.gap_map)

    @property
    def shown(self) -> GapMap:
        """The crossings of what the filter leaves."""
        result = self.filter.result
        if result is None:
            return self.context.gap_map
        if self._filtered_map[0] != self.filter.version:
            evidence = (claim for row in result.crossed.values() for claim in row)
            self._filtered_map = (self.filter.version, GapMap(self.context.dossier, evidence))
        return self._filtered_map[1]

    def rows(self) -> list[str]:
        """Programmes in the order in force, then what else the map counts."""
        every, result, programmes = self.context.gap_map, self.filter.result, self.context.dossier.ids(Programme)
        ordered = [record.id for record in result.mapped] if result else list(programmes)
        ordered = self.sorting.sorted(ordered, every.lacking, lambda row: sum(self.shown.counts(row, TOTAL)))
        rest = [row for row in every.rows if row not in programmes]
        return [*ordered, *(row for row in rest if result is None or result.crossed.get(row))]

    def matrix(self, rows: list[str]) -> Matrix:
        """The gap map, with spaces between the counts where there is room for them."""
        return GapMatrix(self.context, self.shown, rows, spaced=self.app.size.width >= SPACED)

    def legend(self) -> str:
        """What the signs in the cells mean."""
        return self.context.tr("+ for  - against  · context  ! gap")

    def column_title(self, column: str) -> str:
        """The name of the dimension, or of what the column counts."""
        return self.context.name(column)

    def column_blocks(self, column: str) -> Iterable[Block]:
        """What the dimension means."""
        dimension = self.context.dossier.get(Dimension, column)
        return dimension_page(self.context, dimension)[1:] if dimension else [_about_column(self.context, column)]

    def cell_blocks(self, row: str, column: str) -> Iterable[Block]:
        """The evidence of the crossing, the first of it where there is much."""
        return cell_page(self.context, self.cell_at(row, column), _MOST)

    def cell_at(self, row: str, column: str) -> Cell:
        """A crossing with the claims that the filter leaves, and the gaps of all claims."""
        cell, gaps = self.shown.cell(row, column), self.context.gap_map.gaps_at(row, column)
        return cell if cell.gaps == gaps else Cell(row, column, cell.evidence, gaps)

    def cell_screen(self, row: str, column: str) -> Screen[None]:
        """The cell's evidence as a list."""
        from ilo_tui.frontends.tui.screens.cell import CellScreen

        return CellScreen(self.contexts, row, column, self.filter)

    def cell_item(self, row: str, column: str) -> str:
        """The crossing."""
        return f"cell:{row}/{column}"


def _about_column(context: ViewContext, column: str) -> Block:
    if column == TOTAL:
        return Block((Span(context.tr("Every claim of the dossier, whatever its dimension.")),))
    return Block((Span(context.tr("Claims that name no dimension: shown and counted, never a gap.")),))
