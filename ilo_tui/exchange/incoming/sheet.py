"""Reading CSV files as spreadsheets save them: rows of cells by column.

The usual delimiters and Unicode encodings are recognised; anything else is refused with its row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TextIO

from ilo_tui.exchange.incoming.columns import COLUMNS, column_of
from ilo_tui.exchange.incoming.faults import IncomingError, Problem, reading, refusal
from ilo_tui.i18n import N_

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t|"
_TELLS_DELIMITER = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_LONGEST_ROW = 1 << 20
ERRORS = frozenset({"#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
"""What a spreadsheet writes where a formula has no value."""
_SAVE = N_("Save the sheet as CSV (UTF-8).")
_QUOTES = N_("Mend the quotes: each that opens is closed, and one within them is doubled.")
_OTHERS = (
    (b"PK\x03\x04", N_("this is a spreadsheet file or an archive, not CSV")),
    (b"\xd0\xcf\x11\xe0", N_("this is a spreadsheet file, not CSV")),
    (b"%PDF", N_("this is a PDF, not CSV")),
)


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet counts, cells by column, texts by column and language; no empty ones."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)


class Sheet:
    """One CSV file; `unknown` are the columns of its header that mean nothing here, `passed` the rows not read."""

    def __init__(self, path: Path, language: str) -> None:
        """Read from `path`; texts of columns that name no language are in `language`."""
        self.path, self._language = path, language
        self.unknown: list[str] = []
        self.passed = 0
        self._number = self._letters = 0

    def rows(self) -> Iterator[Row]:
        """The rows with anything in them; raises `IncomingError` where the file is no such table."""
        with reading(self.path), self.path.open("rb") as binary:
            head = binary.peek(4)
            for magic, message in _OTHERS:
                if head.startswith(magic):
                    raise refusal(self.path, message, _SAVE)
            encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
            with io.TextIOWrapper(binary, encoding=encoding, newline="") as file:
                yield from self._parse(file)

    def _parse(self, file: TextIO) -> Iterator[Row]:
        try:
            yield from self._records(file)
        except UnicodeDecodeError:
            raise self._misencoded(file.encoding) from None
        except csv.Error as error:
            raise self._wrong(self._number + 1, *_meant(str(error)), n=csv.field_size_limit()) from None
        if not self._number:
            raise refusal(self.path, N_("the file is empty"), _SAVE)

    def _records(self, file: TextIO) -> Iterator[Row]:
        lines = self._lines(file)
        first = next(lines, "")
        if told := _TELLS_DELIMITER.fullmatch(first):
            # Spreadsheets write and obey this line, and don't count it.
            delimiter, first = told[1], next(lines, "")
        else:
            delimiter = max(_DELIMITERS, key=first.count)
        columns: list[tuple[str, str] | None] = []
        whole = chain([first] if first else [], lines)
        for self._number, cells in enumerate(csv.reader(whole, delimiter=delimiter, strict=True), 1):
            self._letters = 0
            if self._number == 1:
                columns = self._header(cells)
            elif not any(cell.strip() for cell in cells) or _is_remark(cells[0]):
                self.passed += 1
            else:
                yield self._row(self._number, cells, columns)

    def _lines(self, file: TextIO) -> Iterator[str]:
        """The lines of a row are never longer than a megabyte together, so that no file is read whole."""
        while line := file.readline(_LONGEST_ROW + 1 - self._letters):
            self._letters += len(line)
            if "\0" in line:
                raise self._wrong(self._number + 1, N_("NUL characters stand in it, as in no CSV"), _SAVE)
            if self._letters > _LONGEST_ROW:
                message = N_("the row is longer than a million letters")
                raise self._wrong(self._number + 1, message, _QUOTES)
            yield line

    def _header(self, cells: list[str]) -> list[tuple[str, str] | None]:
        columns = [column_of(cell, self._language) for cell in cells]
        self.unknown = [cell for cell, column in zip(cells, columns, strict=True) if column is None and cell.strip()]
        known = {column[0] for column in columns if column}
        missing = [name for name, column in COLUMNS.items() if column.needed and name not in known]
        given = [column for column in columns if column]
        twice = sorted({"_".join(filter(None, one)) for one in given if given.count(one) > 1})
        mend = N_("Begin with the template: ilo-tui import csv --template")
        if missing:
            raise self._wrong(1, N_("columns are missing: {names}"), mend, names=", ".join(missing))
        if twice:
            raise self._wrong(1, N_("columns stand twice: {names}"), mend, names=", ".join(twice))
        return columns

    def _row(self, number: int, cells: list[str], columns: list[tuple[str, str] | None]) -> Row:
        row = Row(number)
        if extra := [cell for cell in cells[len(columns) :] if cell.strip()]:
            message = N_("there are more cells than columns: {cell}")
            raise self._wrong(number, message, N_("Put text with the delimiter in it in quotes."), cell=extra[0][:60])
        for cell, column in zip(cells, columns, strict=False):
            text = " ".join(cell.split())
            if column and text:
                name, language = column
                if language:
                    row.texts.setdefault(name, {})[language] = text
                else:
                    row.cells[name] = text
        return row

    def _misencoded(self, encoding: str) -> IncomingError:
        """The refusal with the line of the first byte that is not UTF-8: decoding runs ahead of the rows."""
        line = self._number + 1
        if encoding.startswith("utf-8") and self.path.is_file():
            with self.path.open("rb") as file:
                lines = enumerate(iter(lambda: file.readline(_LONGEST_ROW), b""), 1)
                line = next((n for n, one in lines if one.decode(errors="replace").encode() != one), 1)
        message = N_("its bytes are not {encoding} at line {line}")
        return refusal(self.path, message, _SAVE, encoding=encoding.removesuffix("-sig").upper(), line=line)

    def _wrong(self, row: int, message: str, mend: str, **values: object) -> IncomingError:
        return IncomingError([Problem(str(self.path), message, mend, values, row)])


def _is_remark(cell: str) -> bool:
    return cell.lstrip().startswith("#") and cell.strip() not in ERRORS


def _meant(reason: str) -> tuple[str, str]:
    """What a complaint of Python's CSV reader means for whoever has the file, and how to mend it."""
    if "limit" in reason:
        return N_("a cell has more than {n} letters; perhaps a quote is never closed"), _QUOTES
    if "end of data" in reason:
        return N_("a quote is opened and never closed"), _QUOTES
    return N_("a cell in quotes goes on behind its closing quote"), _QUOTES
