"""A table: columns, each a header and a function of a record, over records. Every format writes its tables so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

R = TypeVar("R")
Cell = str | int | float | bool | list[str] | None
"""What stands in a cell; a list has several parts."""
Columns = Sequence[tuple[str, Callable[[R], Cell]]]
"""Headers, and what stands under each of a record."""
ROWS = 200
"""So many rows of a long table are written into a text."""


@dataclass(frozen=True)
class Table:
    """A table: a `name` for a file or a caption for people, and its rows, made anew whenever they are gone through.

    `hidden` is how many further rows a text does not show; of a `matrix` every cell is looked at for itself.
    """

    macro = "table"
    name: str
    headers: list[str]
    rows: Callable[[], Iterator[list[Cell]]]
    hidden: int = 0
    matrix: bool = False


def table_of(
    name: str, columns: Columns[R], records: Sequence[R], *, shown: int | None = None, matrix: bool = False
) -> Table:
    """The table of some records, as many as are `shown` (None: all)."""
    cells = [cell for _, cell in columns]

    def rows() -> Iterator[list[Cell]]:
        for record in islice(records, shown):
            yield [cell(record) for cell in cells]

    hidden = 0 if shown is None else max(0, len(records) - shown)
    return Table(name, [header for header, _ in columns], rows, hidden, matrix)
