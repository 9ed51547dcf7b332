"""Reading CSV files as spreadsheets save them: rows of cells by column.

The usual delimiters and Unicode encodings are recognised; anything else is refused with its row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from ilo_tui.exchange.incoming.columns import COLUMNS, column_of
from ilo_tui.exchange.incoming.faults import IncomingError, Problem, reading, refusal
from ilo_tui.i18n import N_

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t|"
_SAVE = N_("Save the sheet as CSV (UTF-8).")
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

    def rows(self) -> Iterator[Row]:
        """The rows with anything in them; raises `IncomingError` where the file is no such table."""
        with reading(self.path), self.path.open("rb") as binary:
            head = binary.read(4)
            for magic, message in _OTHERS:
                if head.startswith(magic):
                    raise refusal(self.path, message, _SAVE)
            binary.seek(0)
            encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
            with io.TextIOWrapper(binary, encoding=encoding, newline="") as file:
                yield from self._parse(file)

    def _parse(self, file: TextIO) -> Iterator[Row]:
        number = 0
        try:
            first = file.readline()
            file.seek(0)
            delimiter = max(_DELIMITERS, key=first.count)
            columns: list[tuple[str, str] | None] = []
            for number, cells in enumerate(csv.reader(file, delimiter=delimiter), 1):
                if number == 1:
                    columns = self._header(cells)
                elif not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
                    self.passed += 1
                else:
                    yield self._row(number, cells, columns)
        except UnicodeDecodeError:
            raise self._misencoded() from None
        except csv.Error as error:
            raise self._wrong(number + 1, N_("this is no CSV ({reason})"), _SAVE, reason=error) from None
        if not number:
            raise refusal(self.path, N_("the file is empty"), _SAVE)

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

    def _misencoded(self) -> IncomingError:
        """The refusal with the line of the first byte that is not UTF-8: decoding runs ahead of the rows."""
        with self.path.open("rb") as file:
            bad = (number for number, line in enumerate(file, 1) if line.decode(errors="replace").encode() != line)
            line = next(bad, 1)
        message = N_("its bytes are not {encoding} at line {line}")
        return refusal(self.path, message, _SAVE, encoding="UTF-8", line=line)

    def _wrong(self, row: int, message: str, mend: str, **values: object) -> IncomingError:
        return IncomingError([Problem(str(self.path), message, mend, values, row)])
