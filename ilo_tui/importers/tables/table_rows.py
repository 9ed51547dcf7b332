"""The rows of one table, which wait on the disk until it is known what the bytes and numbers in them mean."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from ilo_tui.core.errors import InputError, Problem, output_errors
from ilo_tui.core.text import visible_text
from ilo_tui.core.translator import N_
from ilo_tui.importers.tables.cell_names import letters_of
from ilo_tui.importers.tables.columns import CODED
from ilo_tui.importers.tables.table_head import TableHead, Vocabulary

ERRORS = frozenset({"#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
"""What a spreadsheet writes where a formula has no value."""
_STORED = msgspec.json.Decoder(tuple[int, list[str]])


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts, cells by column, texts by column and language; no empty ones."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)


class TableRows:
    """Rows that are taken in once and gone through as often as is asked; the first of them is the header.

    `where` and `name` are what refusals and accounts call it, `head` is the header, `passed` are the rows of the last
    pass that were not read, `from_before` is whether somebody said at another time what columns of it mean. `decode`
    makes a text of a cell whose letters are bytes still; `uncomputed` are cells with a formula that has no value.
    """

    def __init__(self, path: Path, kind: str, vocabulary: Vocabulary, folder: Path | None) -> None:
        """Let what is taken in lie in `folder`, in memory where there is none: nothing is written then."""
        self.kind, self._vocabulary, self._folder = kind, vocabulary, folder
        self.path, self.where, self.name = path, str(path), path.name
        self.head = TableHead([], [], {}, {})
        self.passed, self.from_before = 0, False
        self.uncomputed: frozenset[str] = frozenset()
        self.decode: Callable[[str], str] = str
        self._spool: BinaryIO = io.BytesIO()

    def open(self) -> None:
        """Open the file in which rows wait, which nobody else sees."""
        with output_errors(self._folder or self.path):
            self._spool = self._new_spool()

    def _new_spool(self) -> BinaryIO:
        if self._folder is None:
            return io.BytesIO()
        return cast("BinaryIO", tempfile.TemporaryFile(dir=self._folder))

    def close(self) -> None:
        """Close it, which deletes it."""
        self._spool.close()

    def read_head(self, number: int, cells: Sequence[str]) -> None:
        """Take a row for the header; raises `InputError` where it is none of such a table."""
        self.head = self._vocabulary.head(cells)
        self.head.refuse_faults(self.where, number, self.kind)

    def add(self, number: int, cells: list[str]) -> None:
        """Take in the next row, the header first."""
        with output_errors(self._folder or self.path):
            self._spool.write(msgspec.json.encode((number, cells)) + b"\n")

    def rows(self) -> Iterator[Row]:
        """The rows below the header with anything in them."""
        self.passed = 0
        for position, (number, stored) in enumerate(self._stored()):
            cells = [self.decode(cell) for cell in stored]
            if position == 0:
                self.read_head(number, cells)
                self.from_before = self._vocabulary.use(self.head)
            elif not any(cell.strip() for cell in cells) or is_remark(cells[0]):
                self.passed += 1
            else:
                yield self._row(number, cells)

    def column(self, name: str) -> Iterator[tuple[int, str]]:
        """The cells of one column as they are seen, each behind its row; nothing where there is no such column."""
        place = -1
        for position, (number, stored) in enumerate(self._stored()):
            if position == 0:
                self.read_head(number, [self.decode(cell) for cell in stored])
                names = [column[0] if column else "" for column in self.head.columns]
                place = names.index(name) if name in names else -1
            elif 0 <= place < len(stored) and stored[place] and not is_remark(stored[0]):
                yield number, visible_text(self.decode(stored[place]))

    def _stored(self) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of every row, whose letters may be bytes still."""
        with output_errors(self._folder or self.path):
            self._spool.seek(0)
        return map(_STORED.decode, self._spool)

    def _row(self, number: int, cells: list[str]) -> Row:
        row, columns = Row(number), self.head.columns
        if extra := [cell for cell in cells[len(columns) :] if cell.strip()]:
            message = N_("there are more cells than columns: {cell}")
            raise self.wrong(number, message, N_("Put text with the delimiter in it in quotes."), cell=extra[0][:60])
        for cell, column in zip(cells, columns, strict=False):
            # What nobody sees is no text, and makes no number or code another one.
            if column and (plain := visible_text(cell)):
                name, language = column
                text = " ".join(cell.split())
                if language:
                    row.texts.setdefault(name, {})[language] = text
                else:
                    row.cells[name] = plain if name in CODED else text
        return row

    def placed(self, problem: Problem) -> Problem:
        """A problem as people are told of it: in a workbook with its cell, `value (K5)`, and a formula as the cause."""
        cell = self._cell_of(problem.row, problem.column) if self.kind == "xlsx" else ""
        if cell in self.uncomputed:
            problem = problem._replace(message=N_("its formula has no value; save it in a spreadsheet"), values={})
        return problem._replace(column=f"{problem.column} ({cell})") if cell else problem

    def _cell_of(self, row: int, column: str) -> str:
        names = ["_".join(filter(None, pair or ())) for pair in self.head.columns]
        bases = [pair[0] if pair else "" for pair in self.head.columns]
        place = next((names.index(column) for names in (names, bases) if column and column in names), None)
        return "" if place is None or not row else f"{letters_of(place + 1)}{row}"

    def wrong(self, row: int, message: str, mend: str, **values: object) -> InputError:
        """The refusal of the table for one of its rows."""
        return InputError([Problem(self.where, message, mend, values, row)])


def is_remark(cell: str) -> bool:
    """Whether a row that begins with this cell is not meant to be read."""
    return cell.lstrip().startswith("#") and cell.strip() not in ERRORS
