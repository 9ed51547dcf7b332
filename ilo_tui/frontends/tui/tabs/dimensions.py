"""Tab 2: the evidence gap map, programmes down and dimensions across."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from textual.screen import Screen

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.gapmap import TOTAL, Cell, GapMap
from ilo_tui.dossier.model import Dimension, Programme
from ilo_tui.dossier.weighing import makes_difference
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.gap_matrix import GapMatrix
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.tabs.matrix import MatrixTab
from ilo_tui.frontends.tui.widgets.grid import Matrix
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, block
from ilo_tui.views.pages.cell import cell_page
from ilo_tui.views.pages.dimension import dimension_page

_MOST = 300
"""Claims of a cell that are shown beside the map; Enter lists them all."""
_BEGINNING = 60
"""Lines on a dimension that are shown there; its page has them all."""


class DimensionsTab(MatrixTab):
    """The gap map; the crossing under the cursor, beside the map where there is room; its dimension."""

    PANES = ("map", "dimension", "cell")
    GRID, COLUMN, CELL = "gap-grid", "dimension", "cell"
    BINDINGS = bindings("crossing")

    def __init__(self, contexts: Contexts, filter_state: FilterState) -> None:
        """With the counts of all evidence, until a filter is in force."""
        super().__init__(contexts, filter_state)
        self._filtered_map: tuple[int, GapMap] = (-1, contexts.current.gap_map)
        self._about: list[Block] = []
        """What stands on the page of a dimension: the same as long as the cursor is in its column."""

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
        level = self.context.weighing.level
        ordered = self.sorting.sorted(ordered, lambda row: every.lacking(row, level), self.shown.size)
        rest = [row for row in every.rows if row not in programmes]
        return [*ordered, *(row for row in rest if result is None or result.crossed.get(row))]

    def matrix(self, rows: list[str]) -> Matrix:
        """The gap map, as roomy as the terminal is wide."""
        return GapMatrix(self.context, self.shown, rows, self.app.size.width)

    def legend(self) -> str:
        """What the signs in the cells mean."""
        tr = self.context.tr
        if not makes_difference(self.context.dossier):
            legend = tr("voices + for - against  ! gap  ° none independent")
        else:
            legend = tr("voices + for - against ¦ tied in any way  ! gap  ° none independent")
        matrix, arrows = self.grid.matrix, tr("▲▼ which way things moved")
        return f"{legend}  {arrows}" if isinstance(matrix, GapMatrix) and matrix.arrows else legend

    def column_title(self, column: str) -> str:
        """The name of the dimension, or of what the column counts."""
        return self.context.name(column)

    def column_blocks(self, column: str) -> Iterable[Block]:
        """What the dimension means."""
        dimension = self.context.dossier.get(Dimension, column)
        if dimension is None:
            return [_about_column(self.context, column)]
        return _beginning(dimension_page(self.context, dimension))

    def cell_blocks(self, row: str, column: str) -> Iterable[Block]:
        """The evidence of the crossing, the first of it where there is much."""
        return cell_page(self.context, self.cell_at(row, column), _MOST)

    def cell_at(self, row: str, column: str) -> Cell:
        """A crossing with the claims that the filter leaves."""
        return self.shown.cell(row, column)

    def _write_pages(self, row: str, column: str, *, anew: bool = True) -> None:
        """Write the page of the crossing, and the dimension below it, or beside the map where there is room."""
        title = f"{self.context.code(row)} × {self.column_title(column)}"
        page = list(self.cell_blocks(row, column))[1:]
        if anew or column != self._column_shown:
            self._column_shown, self._about = column, list(self.column_blocks(column))
        about = self._about
        if self.wide:
            self._write_page("dimension", about)
            self._write_page("cell", page)
            self.set_title("dimension", self.column_title(column))
        elif row == TOTAL:
            # All claims on a dimension together bear on what is concluded on it.
            self._write_page("dimension", [*about, Block(), *page])
            self.set_title("dimension", title)
        else:
            self._write_page("dimension", [*page, *self._column_head(column), *about])
            self.set_title("dimension", title)
        self.set_title("cell", title)

    def _column_head(self, column: str) -> list[Block]:
        """The name of a dimension, which leads to its page, or of what the column counts."""
        target = column if column in self.context.dossier.ids(Dimension) else None
        return [Block(), block(self.column_title(column), "heading", target=target)]

    def cell_screen(self, row: str, column: str) -> Screen[None]:
        """The cell's evidence as a list; of all that is claimed on a dimension what is concluded from it."""
        from ilo_tui.frontends.tui.screens.cell import CellScreen
        from ilo_tui.frontends.tui.screens.record import PageScreen

        if row == TOTAL and column in self.context.dossier.ids(Dimension):
            return PageScreen(self.contexts, column)
        return CellScreen(self.contexts, row, column, self.filter)

    def crossing(self) -> tuple[str, str] | None:
        """The cell under the cursor."""
        return self.grid.at

    def cell_item(self, row: str, column: str) -> str:
        """The crossing."""
        return f"cell:{row}/{column}"


def _beginning(page: Iterator[Block]) -> list[Block]:
    """The beginning of a page without its title, and whether there is more."""
    blocks = list(islice(page, 1, _BEGINNING))
    return [*blocks, block("...", "dim")] if next(page, None) else blocks


def _about_column(context: ViewContext, column: str) -> Block:
    if column == TOTAL:
        return Block((Span(context.tr("Every claim of the dossier, whatever its dimension.")),))
    return Block((Span(context.tr("Claims that name no dimension: shown and counted, never a gap.")),))
