"""Tab 2: the evidence gap map, programmes down and dimensions across."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from ilo_tui.dossier.crossings import TOTAL
from ilo_tui.exchange.pages.book import Book
from ilo_tui.exchange.pages.evidence import cell_page
from ilo_tui.exchange.pages.line import Block, Line, Span, width_of
from ilo_tui.exchange.pages.record import dimension_page
from ilo_tui.tui.told import SPACED, Tab
from ilo_tui.tui.widgets.grid import Grid
from ilo_tui.tui.widgets.page import Page
from ilo_tui.tui.widgets.pane import Pane


class GapMatrix:
    """The gap map as a grid shows it: counts for, against and context, and `!` where something is missing."""

    def __init__(self, book: Book, rows: Sequence[str], *, spaced: bool) -> None:
        """The crossings of `rows`, the counts `spaced` or not; with totals, where these are all rows."""
        self.book = book
        self.rows = [*rows, TOTAL] if len(rows) == len(book.gap_map.rows) else rows
        self.columns: Sequence[str] = [*book.gap_map.columns, TOTAL]
        space = " " if spaced else ""
        self._space = space
        # As wide as the widest counts need, so that no number is ever cut.
        cells = [book.gap_map.cell(row, column) for row in self.rows for column in self.columns]
        widths = [len(space.join(f" {count}" for count in one.counts)) + 2 * bool(one.gaps) for one in cells]
        heads = [min(width_of(self.column_head(column)), 12) for column in self.columns]
        self.cell_width = max([*widths, *(heads if spaced else ())]) + 1

    def row_head(self, row: str) -> str:
        """A programme's code and name, or what the row counts."""
        name = self.book.name(row)
        return f"{self.book.code(row)} {name}" if row in self.book.dossier.programmes else name

    def column_head(self, column: str) -> str:
        """A dimension's name."""
        return self.book.name(column)

    def cell(self, row: str, column: str) -> Line:
        """`+5 -12 ·3 !`; where there is nothing, only the mark of the gap."""
        cell = self.book.gap_map.cell(row, column)
        supports, contradicts, context = cell.counts
        gap = Span(" !", "warn") if cell.gaps else Span("  ")
        if not cell.evidence:
            return (Span(self.book.say("none"), "dim"), gap) if cell.gaps else (Span(""),)
        counts = (
            (f"+{supports}", "for"),
            (f"{self._space}-{contradicts}", "against"),
            (f"{self._space}·{context}", "context"),
        )
        return (*(Span(text, role) for text, role in counts), gap)


class DimensionsTab(Tab):
    """The gap map; the dimension under the cursor; on a wide terminal the cell's evidence."""

    KIND = "programmes"
    PANES = ("map", "dimension", "cell")

    def compose(self) -> ComposeResult:
        """The map above the dimension, the cell beside them."""
        yield Pane(Grid(id="gap-grid"), id="map", first=True)
        yield Pane(Page(id="dimension-page"), id="dimension")
        yield Pane(Page(id="cell-page"), id="cell")

    @property
    def grid(self) -> Grid:
        """The map."""
        return self.query_one("#gap-grid", Grid)

    def write(self) -> None:
        """Fill the map; the pages follow its cursor."""
        gap_map, programmes = self.book.gap_map, self.book.dossier.programmes
        rows = [row for row in gap_map.rows if row not in programmes or self.filter.holds(programmes[row])]
        shown = sum(row in programmes for row in rows)
        self.grid.fill(GapMatrix(self.book, rows, spaced=self.app.size.width >= SPACED))
        legend = self.book.say("+ for  - against  · context  ! gap")
        self.retitle("map", legend, shown, len(programmes))
        if at := self.grid.at:
            self._about(*at)

    @on(Grid.Moved, "#gap-grid")
    def follow(self, event: Grid.Moved) -> None:
        """Write the pages of the cell under the cursor."""
        event.stop()
        self._about(event.row, event.column)

    def _about(self, row: str, column: str) -> None:
        book = self.book
        dimension = book.dossier.dimensions.get(column)
        about = dimension_page(book, dimension)[1:] if dimension else [_untold(book, column)]
        cell = cell_page(book, book.gap_map.cell(row, column)) if self.wide else []
        self.query_one("#dimension-page", Page).write(lambda width: about)
        self.query_one("#cell-page", Page).write(lambda width: cell)
        self.retitle("dimension", book.name(column))
        self.retitle("cell", f"{book.code(row)} × {book.name(column)}")

    @on(Grid.Entered, "#gap-grid")
    def enter(self, event: Grid.Entered) -> None:
        """Open the cell's evidence."""
        event.stop()
        from ilo_tui.tui.browse import CellScreen

        self.app.push_screen(CellScreen(self.book, event.row, event.column))

    def current(self) -> str | None:
        """The cell under the cursor, or what the page's cursor is on."""
        if self.panes.focused() == 0:
            return "cell:{}/{}".format(*self.grid.at) if self.grid.at else None
        return super().current()


def _untold(book: Book, column: str) -> Block:
    if column == TOTAL:
        return Block((Span(book.say("Every claim of the dossier, whatever its dimension.")),))
    return Block((Span(book.say("Claims that name no dimension: shown and counted, never a gap.")),))
