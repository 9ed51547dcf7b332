"""Tabs with a matrix: a page on the column and a page on the cell under its cursor follow it, rows can be sorted."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.model import Programme
from ilo_tui.frontends.tui.after_paint import AfterPaint
from ilo_tui.frontends.tui.base import TabView
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.sorting import Sorting
from ilo_tui.frontends.tui.widgets.grid import Grid, Matrix
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.views.markup import Block, block


class MatrixTab(TabView):
    """A matrix above one page, and on a wide terminal beside another.

    The three `PANES` are the matrix's, the one below it and the one beside it; `GRID` is the id of the matrix.
    `COLUMN` and `CELL` name the panes with the page on the column and on the cell, in whichever order.
    """

    BINDINGS = bindings("sorted")
    GRID: str
    COLUMN: str
    CELL: str

    def __init__(self, contexts: Contexts, filter_state: FilterState) -> None:
        """In the dossier's own order."""
        super().__init__(contexts, filter_state)
        self.sorting = Sorting()
        self._after_paint = AfterPaint(self)
        self._column_shown = ""

    def compose(self) -> ComposeResult:
        """The matrix, the page below, the page beside."""
        grid, below, beside = self.PANES
        yield Pane(Grid(id=self.GRID), id=grid, first=True)
        yield Pane(Page(id=f"{below}-page"), id=below)
        yield Pane(Page(id=f"{beside}-page"), id=beside)

    def rows(self) -> list[str]:
        """The rows that the filter leaves, in the order in force."""
        raise NotImplementedError

    def matrix(self, rows: list[str]) -> Matrix:
        """The matrix of `rows`."""
        raise NotImplementedError

    def legend(self) -> str:
        """What the signs in the cells mean."""
        raise NotImplementedError

    def column_title(self, column: str) -> str:
        """What stands above the page on a column."""
        raise NotImplementedError

    def column_blocks(self, column: str) -> Iterable[Block]:
        """The page on a column."""
        raise NotImplementedError

    def cell_blocks(self, row: str, column: str) -> Iterable[Block]:
        """The page on a cell, with what the filter leaves of it."""
        raise NotImplementedError

    def empty_blocks(self) -> Iterable[Block]:
        """What stands on the page of the cell where the matrix shows none."""
        return [block(self.context.tr("Nothing passes this filter."), "dim")] if self.filter.query else ()

    def cell_screen(self, row: str, column: str) -> Screen[None]:
        """The screen that a cell opens."""
        raise NotImplementedError

    def cell_item(self, row: str, column: str) -> str:
        """The id of the record or item for which a cell stands."""
        raise NotImplementedError

    @property
    def grid(self) -> Grid:
        """The matrix as it is drawn."""
        return self.query_one(f"#{self.GRID}", Grid)

    def write(self) -> None:
        """Fill the matrix; the pages follow its cursor."""
        rows, programmes = self.rows(), self.context.dossier.ids(Programme)
        self.grid.fill(self.matrix(rows))
        order = f"{self.context.tr(self.sorting.name)} · " if self.sorting.name else ""
        self.set_title(self.PANES[0], order + self.legend())
        self.set_counts(sum(row in programmes for row in rows), len(programmes))
        if at := self.grid.at:
            self._write_pages(*at)
        else:
            self._column_shown = ""
            self._write_page(self.COLUMN, ())
            self._write_page(self.CELL, self.empty_blocks())

    def _write_pages(self, row: str, column: str, *, anew: bool = True) -> None:
        """Write the pages; that of the column only `anew` or where it is another."""
        if anew or column != self._column_shown:
            self._column_shown = column
            self._write_page(self.COLUMN, self.column_blocks(column) if self._seen(self.COLUMN) else ())
            self.set_title(self.COLUMN, self.column_title(column))
        self._write_page(self.CELL, self.cell_blocks(row, column) if self._seen(self.CELL) else ())
        self.set_title(self.CELL, f"{self.context.code(row)} × {self.column_title(column)}")

    def _write_page(self, pane: str, blocks: Iterable[Block]) -> None:
        lines = list(blocks)
        self.query_one(f"#{pane}-page", Page).write(lambda width: lines)

    def _seen(self, pane: str) -> bool:
        """Whether there is room for a pane: the one beside the matrix needs a wide terminal."""
        return self.wide or pane != self.PANES[-1]

    @property
    def cursor(self) -> str:
        """The row and column under the cursor."""
        return "|".join(self.grid.at) if self.grid.at else ""

    def action_sort(self) -> None:
        """Show the rows in the next order."""
        self.sorting.next()
        self.write()
        self.grid.action_top()

    @on(Grid.Moved)
    def follow(self, event: Grid.Moved) -> None:
        """Write the pages of the cell under the cursor."""
        event.stop()
        self._after_paint.schedule(lambda: self._write_pages(event.row, event.column, anew=False))

    @on(Grid.Entered)
    def enter(self, event: Grid.Entered) -> None:
        """Open the cell."""
        event.stop()
        self.app.push_screen(self.cell_screen(event.row, event.column))

    def current(self) -> str | None:
        """What the cell under the cursor stands for, or what the page's cursor is on."""
        if self.panes.focused() != 0 or not self.grid.at:
            return super().current()
        return self.cell_item(*self.grid.at)
