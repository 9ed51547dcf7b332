"""A matrix with a cell under the cursor; it pages down and sideways, its heads stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct
from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.widgets.row_list import FromList, RowList
from ilo_tui.views.markup import Line, Span, fit, width_of

_MEASURED = 200
"""Rows whose heads are measured for the width of all."""


class Matrix(Protocol):
    """What a grid shows; rows and columns are ids."""

    @property
    def rows(self) -> Sequence[str]:
        """The rows, from the top."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """The columns, from the left."""
        ...

    @property
    def columns_name(self) -> str:
        """What the columns are, said beside how many of them are in view."""
        ...

    @property
    def cell_width(self) -> int:
        """Cells of the terminal that a cell takes, with the space behind it."""
        ...

    @property
    def least_head(self) -> int | None:
        """Cells that the names of rows have at least; a third of the width where it is None."""
        ...

    def row_head(self, row: str) -> str:
        """The name of a row."""
        ...

    def column_head(self, column: str) -> str:
        """The name of a column."""
        ...

    def cell(self, row: str, column: str) -> Line:
        """What stands in a cell; cut or filled to the cell's width."""
        ...


class NoMatrix(Struct, frozen=True):
    """Nothing to show yet."""

    rows: Sequence[str] = ()
    columns: Sequence[str] = ()
    columns_name: str = ""
    cell_width: int = 1
    least_head: int | None = None

    def row_head(self, row: str) -> str:
        """The name of a row."""
        return row

    def column_head(self, column: str) -> str:
        """The name of a column."""
        return column

    def cell(self, row: str, column: str) -> Line:
        """What stands in a cell."""
        return ()


class _MatrixRows(Struct, frozen=True):
    """A matrix as the rows of a list, one a row; the grid draws the cells."""

    matrix: Matrix

    def __len__(self) -> int:
        return len(self.matrix.rows)

    def line(self, index: int, width: int) -> Line:
        return (Span(self.matrix.row_head(self.matrix.rows[index])),)

    def target(self, index: int) -> str | None:
        return self.matrix.rows[index]


@dataclass
class FromCell(FromList):
    """What a grid posts: which cell it is about."""

    row: str
    column: str


class Grid(RowList):
    """A matrix; the cursor is a row and a column."""

    BINDINGS = bindings("grid")
    COMPONENT_CLASSES = {"rows--head"}

    column: reactive[int] = reactive(0)

    class Moved(FromCell):
        """The cursor went to another cell."""

    class Entered(FromCell):
        """A cell was chosen."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty grid; `fill` fills it."""
        super().__init__(id=id)
        self.matrix: Matrix = NoMatrix()
        self._head_need = 1
        self._first = 0

    def fill(self, matrix: Matrix) -> None:
        """Show another matrix, the cursor where it was."""
        row = self.target
        self.matrix = matrix
        self._head_need = max((width_of(matrix.row_head(row)) for row in matrix.rows[:_MEASURED]), default=0) + 1
        self.column = min(self.column, max(len(matrix.columns) - 1, 0))
        self.show(_MatrixRows(matrix), row)

    @property
    def at(self) -> tuple[str, str] | None:
        """The row and column under the cursor."""
        if self.target is None or not self.matrix.columns:
            return None
        return self.target, self.matrix.columns[self.column]

    def point(self, target: str) -> bool:
        """Put the cursor on `ROW|COLUMN`, or on one of the two; False where there is no such row or column."""
        row, _, column = target.partition("|")
        if column in self.matrix.columns:
            self.column = list(self.matrix.columns).index(column)
        return super().point(row) if row else column in self.matrix.columns

    @property
    def head_lines(self) -> int:
        """The line of column heads."""
        return 1

    def head_width(self) -> int:
        """Cells for the names of rows: as many as they need and the columns leave, at least what the matrix says."""
        room = self.width - len(self.matrix.columns) * self.matrix.cell_width
        least = self.width // 3 if self.matrix.least_head is None else self.matrix.least_head
        return max(min(self._head_need, max(room, least)), 1)

    def shown(self) -> range:
        """The columns that are visible, the one under the cursor among them."""
        room = max((self.width - self.head_width()) // self.matrix.cell_width, 1)
        if self.column < self._first:
            self._first = self.column
        elif self.column >= self._first + room:
            self._first = self.column - room + 1
        self._first = max(min(self._first, len(self.matrix.columns) - room), 0)
        return range(self._first, min(self._first + room, len(self.matrix.columns)))

    def action_left(self) -> None:
        """One column left."""
        self.column = max(self.column - 1, 0)

    def action_right(self) -> None:
        """One column right."""
        self.column = min(self.column + 1, max(len(self.matrix.columns) - 1, 0))

    def watch_column(self) -> None:
        """Draw the cursor in its new column and post where it is."""
        self.refresh()
        self._post_moved()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Post another row as another cell."""
        if event.rows is self:
            event.stop()
            self._post_moved()

    def _post_moved(self) -> None:
        if self.at:
            self.post_message(self.Moved(self, *self.at))

    def action_open(self) -> None:
        """Choose the cell under the cursor."""
        if self.at:
            self.post_message(self.Entered(self, *self.at))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to a cell; a click on the cell under it chooses that."""
        row = self.index_at(event.y)
        position = (event.x - self.head_width()) // self.matrix.cell_width
        shown = self.shown()
        if row is None or not 0 <= position < len(shown):
            return
        event.stop()
        # Else the list would take the click, too, for one on the row that is under the cursor by now.
        event.prevent_default()
        if (row, shown[position]) == (self.cursor, self.column):
            self.action_open()
        self.column = shown[position]
        self._set_cursor(row)

    def render_line(self, y: int) -> Strip:
        """Draw the heads, or one row."""
        if y == 0:
            return self._heads()
        index = self.index_at(y)
        if index is None:
            return self.blank()
        return self._row(index) if index == self.cursor else self.cached_strip(index, lambda: self._row(index))

    def _heads(self) -> Strip:
        shown = self.shown()
        width = self.matrix.cell_width
        spans = [Span(fit(self._more(shown, self.head_width()), self.head_width()), "head")]
        for number in shown:
            name = fit(self.matrix.column_head(self.matrix.columns[number]), width - 1) + " "
            spans.append(Span(name, "heading" if number == self.column else "head"))
        return self.to_strip(tuple(spans))

    def _more(self, shown: range, width: int) -> str:
        """Which of how many columns are visible, where not all are; what they are, where there is room to say it."""
        every = len(self.matrix.columns)
        if len(shown) == every:
            return ""
        before, after = "‹" if shown.start else " ", "›" if shown.stop < every else " "
        places = f"{shown.start + 1}-{shown.stop}/{every} {after}"
        named = f"{before} {self.matrix.columns_name} {places}"
        return named if width_of(named) <= width else f"{before} {places}"

    def _row(self, index: int) -> Strip:
        row = self.matrix.rows[index]
        is_current = index == self.cursor
        spans = [Span(fit(self.matrix.row_head(row), self.head_width() - 1) + " ", "heading" if is_current else "")]
        strips = [self.to_strip(tuple(spans)).crop(0, self.head_width())]
        strips += [self._cell(row, number, is_current and number == self.column) for number in self.shown()]
        segments: list[Segment] = [segment for strip in strips for segment in strip]
        return Strip(segments).adjust_cell_length(self._width, self.base_style)

    def _cell(self, row: str, number: int, is_current: bool) -> Strip:
        line = self.matrix.cell(row, self.matrix.columns[number])
        role = ("cursor" if self.has_focus else "resting") if is_current else ""
        width = self.matrix.cell_width
        cut = (
            self.to_strip(line, role)
            .crop(0, width - 1)
            .adjust_cell_length(width - 1, self.base_style + self.role_style(role))
        )
        return Strip([*cut, Segment(" ", self.base_style)])
