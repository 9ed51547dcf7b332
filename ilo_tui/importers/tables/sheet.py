"""Reading CSV files as spreadsheets save them: rows of cells by column.

The usual delimiters and encodings are recognised; anything else is refused with its row. A file is read once, for it
may be a pipe; its rows then wait on the disk until it is known what its bytes and numbers mean.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NoReturn, TextIO, cast

import msgspec

from ilo_tui.core.errors import InputError, Problem, input_errors, output_errors
from ilo_tui.core.text import visible_text
from ilo_tui.core.translator import N_
from ilo_tui.importers.importer import Progress, file_size, no_progress
from ilo_tui.importers.tables.columns import CODED, COLUMNS, column_of
from ilo_tui.importers.tables.encoding import NAMES, UTF_8, WINDOWS, EncodingGuess

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t|"
_DECLARED_DELIMITER = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_LONGEST_ROW = 1 << 20
_ROWS_AT_ONCE = 1000
_BYTES = "latin-1"
_CELLS = msgspec.json.Decoder(list[str])
ERRORS = frozenset({"#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
"""What a spreadsheet writes where a formula has no value."""
_SAVE = N_("Save the sheet as CSV (UTF-8).")
_QUOTES = N_("Mend the quotes: each that opens is closed, and one within them is doubled.")
_OTHERS = (
    (b"PK\x03\x04", N_("this is a spreadsheet file or an archive, not CSV")),
    (b"\xd0\xcf\x11\xe0", N_("this is a spreadsheet file, not CSV")),
    (b"%PDF", N_("this is a PDF, not CSV")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts, cells by column, texts by column and language; no empty ones."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)


class Sheet:
    """One CSV file, read once by `read` and given as rows by `rows`, as often as is asked.

    `unknown` are the columns of its header that mean nothing here, `passed` the rows not read, `delimiter` what stands
    between its cells, `columns` the known ones. `guessed` is the encoding where the file does not say it and is not
    UTF-8, with a word of it in `example`.
    """

    def __init__(self, path: Path, language: str, encoding: str = "", folder: Path | None = None) -> None:
        """Read from `path`; texts of columns that name no language are in `language`.

        `encoding` is what the reader says it is, as Python calls it; empty to find out. What is read lies in `folder`
        until the sheet is closed.
        """
        self.path, self._language, self._folder = path, language, folder
        self.unknown: list[str] = []
        self.columns: set[str] = set()
        self.passed = 0
        self.delimiter = ","
        self.guessed = self.example = ""
        self._number = self._letters = self._read_letters = 0
        self._encoding, self._guess = encoding, EncodingGuess()
        self._decode: Callable[[str], str] = str

    def __enter__(self) -> Sheet:
        """Open the file in which rows wait, which nobody else sees."""
        with output_errors(self._folder or self.path):
            self._stored_rows = self._spool()
        return self

    def _spool(self) -> BinaryIO:
        """Without a folder, as for stdout, rows wait in memory: nothing is written then, not even for a moment."""
        if self._folder is None:
            return io.BytesIO()
        return cast("BinaryIO", tempfile.TemporaryFile(dir=self._folder))

    def __exit__(self, *error: object) -> None:
        """Close the file with the rows, which deletes it."""
        self._stored_rows.close()

    def read(self, progress: Progress = no_progress) -> None:
        """Take in the file, which may be a pipe; raises `InputError` where it is no such table."""
        size = file_size(self.path)
        with input_errors(self.path), self.path.open("rb") as binary:
            head = binary.peek(4)
            for magic, message in _OTHERS:
                if head.startswith(magic):
                    raise InputError.of(self.path, message, _SAVE)
            marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
            self._encoding = self._agreed(marked)
            # Bytes pass through this one unchanged until it is known what they mean.
            with io.TextIOWrapper(binary, encoding=self._encoding or _BYTES, newline="") as file:
                self._parse(file, lambda: progress(binary.tell() if size else self._read_letters, size))
        if not self._encoding:
            self._encoding = self._guess.encoding() or self._refuse_encoding()
            if self._encoding != UTF_8:
                self.guessed, self.example = NAMES[self._encoding], self._guess.example
            self._decode = _decoder(self._encoding)

    def _agreed(self, marked: str) -> str:
        """The encoding that the reader names or the file's mark states; empty where neither does."""
        if marked and self._encoding and not self._encoding.startswith(marked[:5]):
            message = N_("its first bytes say that it is {encoding}")
            raise InputError.of(self.path, message, N_("Leave out --encoding."), encoding=marked[:6].strip("-").upper())
        return self._encoding or marked

    def rows(self) -> Iterator[Row]:
        """The rows with anything in them."""
        self.passed = 0
        columns: list[tuple[str, str] | None] = []
        for number, raw in self._spooled_rows():
            cells = [self._decode(cell) for cell in raw]
            if number == 1:
                columns = self._header(cells)
            elif not any(cell.strip() for cell in cells) or _is_remark(cells[0]):
                self.passed += 1
            else:
                yield self._row(number, cells, columns)

    def column(self, name: str) -> Iterator[tuple[int, str]]:
        """The cells of one column as they are seen, each behind its row; nothing where there is no such column."""
        place = -1
        for number, raw in self._spooled_rows():
            if number == 1:
                names = [column[0] if column else "" for column in self._header([self._decode(cell) for cell in raw])]
                place = names.index(name) if name in names else -1
            elif 0 <= place < len(raw) and raw[place] and not _is_remark(raw[0]):
                yield number, visible_text(self._decode(raw[place]))

    def _spooled_rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of every row, whose letters may be bytes still."""
        with output_errors(self._folder or self.path):
            self._stored_rows.seek(0)
        return enumerate(map(_CELLS.decode, self._stored_rows), 1)

    def _parse(self, file: TextIO, on_rows: Callable[[], None]) -> None:
        try:
            self._take_in(file, on_rows)
        except UnicodeError:
            raise self._misencoded(self._encoding) from None
        except csv.Error as error:
            raise self._wrong(self._number + 1, *_csv_fault(str(error)), n=csv.field_size_limit()) from None
        if not self._number:
            raise InputError.of(self.path, N_("the file is empty"), _SAVE)

    def _take_in(self, file: TextIO, on_rows: Callable[[], None]) -> None:
        lines = self._lines(file)
        first = next(lines, "").removeprefix("\ufeff")
        if declared := _DECLARED_DELIMITER.fullmatch(first):
            # Spreadsheets write and obey this line, and don't count it.
            self.delimiter, first = declared[1], next(lines, "")
        else:
            self.delimiter = max(_DELIMITERS, key=first.count)
        rows = chain([first] if first else [], lines)
        for cells in csv.reader(rows, delimiter=self.delimiter, strict=True):
            self._number += 1
            self._letters = 0
            if self._number == 1:
                # A pipe without an end is not read to its end for nothing.
                self._header(cells if self._encoding else list(map(_likely, cells)))
            with output_errors(self._folder or self.path):
                self._stored_rows.write(msgspec.json.encode(cells) + b"\n")
            if self._number % _ROWS_AT_ONCE == 0:
                on_rows()
        on_rows()

    def _lines(self, file: TextIO) -> Iterator[str]:
        """The lines of a row are never longer than a megabyte together, so that no file is read whole."""
        while line := file.readline(_LONGEST_ROW + 1 - self._letters):
            self._letters += len(line)
            self._read_letters += len(line)
            if "\0" in line:
                raise self._wrong(self._number + 1, N_("NUL characters stand in it, as in no CSV"), _SAVE)
            if self._letters > _LONGEST_ROW:
                message = N_("the row is longer than a million letters")
                raise self._wrong(self._number + 1, message, _QUOTES)
            if not self._encoding:
                self._guess.feed(line.encode(_BYTES))
            yield line

    def _header(self, cells: list[str]) -> list[tuple[str, str] | None]:
        columns = [column_of(cell, self._language) for cell in cells]
        self.unknown = [cell for cell, column in zip(cells, columns, strict=True) if column is None and cell.strip()]
        self.columns = {column[0] for column in columns if column}
        missing = [name for name, column in COLUMNS.items() if column.needed and name not in self.columns]
        known = [column for column in columns if column]
        twice = sorted({"_".join(filter(None, column)) for column in known if known.count(column) > 1})
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
            # What nobody sees is no text, and makes no number or code another one.
            if column and (plain := visible_text(cell)):
                name, language = column
                text = " ".join(cell.split())
                if language:
                    row.texts.setdefault(name, {})[language] = text
                else:
                    row.cells[name] = plain if name in CODED else text
        return row

    def _misencoded(self, encoding: str) -> InputError:
        """The refusal with the line of the first byte that cannot be: decoding runs ahead of the rows."""
        line = self._number + 1
        if not encoding.startswith(("utf-16", "utf-32")) and self.path.is_file():
            with self.path.open("rb") as file:
                lines = enumerate(iter(lambda: file.readline(_LONGEST_ROW), b""), 1)
                line = next((n for n, line_bytes in lines if not _decodes(line_bytes, encoding)), 1)
        message = N_("its bytes are not {encoding} at line {line}")
        name = NAMES.get(encoding, encoding.removesuffix("-sig").upper())
        return InputError.of(self.path, message, _SAVE, encoding=name, line=line)

    def _refuse_encoding(self) -> NoReturn:
        message = N_("its bytes are not UTF-8 at line {line}, and what they are is not certain")
        mend = N_("Save the sheet as CSV (UTF-8), or name its encoding, as in --encoding windows-1252.")
        raise InputError.of(self.path, message, mend, line=self._guess.broken)

    def _wrong(self, row: int, message: str, mend: str, **values: object) -> InputError:
        return InputError([Problem(str(self.path), message, mend, values, row)])


def _decoder(encoding: str) -> Callable[[str], str]:
    """Gives the text of a cell whose letters are bytes still."""
    return lambda cell: cell if cell.isascii() else cell.encode(_BYTES).decode(encoding)


def _likely(cell: str) -> str:
    """The text of a cell whose letters are bytes still, before the rest of the file is known."""
    data = cell.encode(_BYTES)
    return data.decode(UTF_8) if _decodes(data, UTF_8) else data.decode(WINDOWS, "replace")


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeError:
        return False
    return True


def _is_remark(cell: str) -> bool:
    return cell.lstrip().startswith("#") and cell.strip() not in ERRORS


def _csv_fault(reason: str) -> tuple[str, str]:
    """What a complaint of Python's CSV reader means for whoever has the file, and how to mend it."""
    if "limit" in reason:
        return N_("a cell has more than {n} letters; perhaps a quote is never closed"), _QUOTES
    if "end of data" in reason:
        return N_("a quote is opened and never closed"), _QUOTES
    return N_("a cell in quotes goes on behind its closing quote"), _QUOTES
