"""Reading CSV files as spreadsheets save them: rows of cells by column.

The usual delimiters and encodings are recognised; anything else is refused with its row. A file is read once, for it
may be a pipe; its rows then wait on the disk until it is known what its bytes and numbers mean.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import NoReturn, Self, TextIO

from ilo_tui.core.errors import InputError, input_errors
from ilo_tui.core.translator import N_
from ilo_tui.importers.importer import Progress, file_size, no_progress
from ilo_tui.importers.tables.encoding import NAMES, UTF_8, WINDOWS, EncodingGuess
from ilo_tui.importers.tables.quoting import unquoted
from ilo_tui.importers.tables.table_head import Vocabulary
from ilo_tui.importers.tables.table_report import Remark
from ilo_tui.importers.tables.table_rows import TableRows

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t|"
_DECLARED_DELIMITER = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_LONGEST_ROW = 1 << 20
_ROWS_AT_ONCE = 1000
_BYTES = "latin-1"
_SAVE = N_("Save the sheet as CSV (UTF-8).")
_QUOTES = N_("Mend the quotes: each that opens is closed, and one within them is doubled.")
_OTHERS = (
    (b"PK\x03\x04", N_("this is a spreadsheet file or an archive, not CSV")),
    (b"\xd0\xcf\x11\xe0", N_("this is a spreadsheet file, not CSV")),
    (b"%PDF", N_("this is a PDF, not CSV")),
)


class Sheet:
    """One CSV file, read once by `read` into `table`, which gives its rows as often as is asked.

    `delimiter` is what stands between its cells, `guessed` the encoding where the file does not say it and is not
    UTF-8, with a word of it in `example`.
    """

    def __init__(self, path: Path, vocabulary: Vocabulary, encoding: str = "", folder: Path | None = None) -> None:
        """Read from `path`; `encoding` is what the reader says it is, as Python calls it; empty to find out.

        What is read lies in `folder` until the sheet is closed.
        """
        self.path = path
        self.table = TableRows(path, "csv", vocabulary, folder)
        self.table.decode = unquoted
        self.records: tuple[tuple[str, TableRows], ...] = ()
        self.remarks: tuple[Remark, ...] = ()
        self.delimiter = ","
        self.guessed = self.example = ""
        self._number = self._letters = self._read_letters = 0
        self._encoding, self._guess = encoding, EncodingGuess()

    def __enter__(self) -> Self:
        """Open the file in which rows wait."""
        self.table.open()
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""
        self.table.close()

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
            self.table.decode = _decoder(self._encoding)

    def _agreed(self, marked: str) -> str:
        """The encoding that the reader names or the file's mark states; empty where neither does."""
        if marked and self._encoding and not self._encoding.startswith(marked[:5]):
            message = N_("its first bytes say that it is {encoding}")
            raise InputError.of(self.path, message, N_("Leave out --encoding."), encoding=marked[:6].strip("-").upper())
        return self._encoding or marked

    def _parse(self, file: TextIO, on_rows: Callable[[], None]) -> None:
        try:
            self._take_in(file, on_rows)
        except UnicodeError:
            raise self._misencoded(self._encoding) from None
        except csv.Error as error:
            raise self.table.wrong(self._number + 1, *_csv_fault(str(error)), n=csv.field_size_limit()) from None
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
                self.table.read_head(1, cells if self._encoding else list(map(_likely, cells)))
            self.table.add(self._number, cells)
            if self._number % _ROWS_AT_ONCE == 0:
                on_rows()
        on_rows()

    def _lines(self, file: TextIO) -> Iterator[str]:
        """The lines of a row are never longer than a megabyte together, so that no file is read whole."""
        while line := file.readline(_LONGEST_ROW + 1 - self._letters):
            self._letters += len(line)
            self._read_letters += len(line)
            if "\0" in line:
                raise self.table.wrong(self._number + 1, N_("NUL characters stand in it, as in no CSV"), _SAVE)
            if self._letters > _LONGEST_ROW:
                message = N_("the row is longer than a million letters")
                raise self.table.wrong(self._number + 1, message, _QUOTES)
            if not self._encoding:
                self._guess.feed(line.encode(_BYTES))
            yield line

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


def _decoder(encoding: str) -> Callable[[str], str]:
    """Gives the text of a cell whose letters are bytes still."""
    return lambda cell: unquoted(cell if cell.isascii() else cell.encode(_BYTES).decode(encoding))


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


def _csv_fault(reason: str) -> tuple[str, str]:
    """What a complaint of Python's CSV reader means for whoever has the file, and how to mend it."""
    if "limit" in reason:
        return N_("a cell has more than {n} letters; perhaps a quote is never closed"), _QUOTES
    if "end of data" in reason:
        return N_("a quote is opened and never closed"), _QUOTES
    return N_("a cell in quotes goes on behind its closing quote"), _QUOTES
