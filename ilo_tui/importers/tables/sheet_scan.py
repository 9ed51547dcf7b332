"""What openpyxl does not say of a sheet that it reads row by row: what is merged or hidden, what has no value.

The sheet is gone through once before it is read, and what no sheet has is refused: rows out of order, or beyond the
last row and column of a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO

from ilo_tui.importers.tables.cell_names import letters_of, number_of
from ilo_tui.importers.tables.package import parse_part

ROWS, COLUMNS = 1_048_576, 16_384
_MOST_CELLS = 40_000_000
_NAMED = 200
"""So many of each are named; the others are counted."""
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)


class SheetError(Exception):
    """A sheet that no spreadsheet has written."""


class SheetScan:
    """What was seen: merged ranges, hidden rows and columns (each from 1), cells with a formula that has no value.

    `last_row` is the last row with anything in it. Of each list there are at most two hundred; `more` counts the rest.
    """

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.merged: list[str] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.uncomputed: list[str] = []
        self.more = {"merged": 0, "hidden_rows": 0, "uncomputed": 0}
        self.last_row = 0
        self._row = self._column = self._cells = 0
        self._has_formula = self._has_value = self._in_value = False

    def read(self, file: IO[bytes], on_chunk: Callable[[int], None]) -> None:
        """Go through a sheet; raises `SheetError` and what `parse_part` raises."""
        parse_part(file, self, on_chunk=on_chunk)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        match name:
            case "c":
                self._start_cell(attributes)
            case "v" | "is":
                self._in_value = True
            case "f":
                self._has_formula = True
            case "row":
                self._start_row(attributes)
            case "mergeCell":
                self._add("merged", attributes.get("ref", ""))
            case "col" if attributes.get("hidden") in {"1", "true"}:
                self._hide_columns(attributes)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r", self._row + 1))
        if not self._row < number <= ROWS:
            message = f"row {number} after row {self._row}"
            raise SheetError(message)
        self._row, self._column = number, 0
        if attributes.get("hidden") in {"1", "true"}:
            self._add("hidden_rows", number)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._has_formula = self._has_value = False
        column = self._column + 1
        if place := attributes.get("r"):
            named = _CELL.fullmatch(place)
            if not named or int(named[2]) != self._row:
                message = f"cell {place} in row {self._row}"
                raise SheetError(message)
            column = number_of(named[1])
        # What is between two cells is made as well when the row is read.
        self._cells += column - self._column
        if not self._column < column <= COLUMNS or self._cells > _MOST_CELLS:
            message = f"cell {place} in row {self._row}"
            raise SheetError(message)
        self._column = column

    def end(self, name: str) -> None:
        """An element ends: a cell is known whole."""
        if name in {"v", "is"}:
            self._in_value = False
        if name != "c":
            return
        if self._has_value:
            self.last_row = self._row
        elif self._has_formula:
            self._add("uncomputed", f"{letters_of(self._column)}{self._row}")

    def text(self, data: str) -> None:
        """Text, which is a value where it stands in one; some programs write an empty value beside a formula."""
        self._has_value = self._has_value or self._in_value

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = int(attributes.get("min", 0)), int(attributes.get("max", 0))
        if 0 < first <= last <= COLUMNS and len(self.hidden_columns) < _NAMED:
            self.hidden_columns.append((first, last))

    def _add(self, name: str, item: object) -> None:
        items: list[object] = getattr(self, name)
        if len(items) < _NAMED:
            items.append(item)
        else:
            self.more[name] += 1
