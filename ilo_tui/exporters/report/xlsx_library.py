"""The library that writes XLSX, as far as it is used here: it is not typed, and need not be installed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO, cast

from ilo_tui.core.errors import OutputError
from ilo_tui.core.translator import N_


class Worksheet(Protocol):
    """What is used of a sheet of the library; rows and columns are counted from 0."""

    row_data_fh: TextIO
    """The file that its rows wait in; in memory there is none."""

    def freeze_panes(self, row: int, column: int) -> None:
        """Let rows above and columns before stand."""

    def set_column(self, first: int, last: int, width: float) -> int:
        """Give columns a width, in letters."""

    def write_row(self, row: int, column: int, data: Sequence[str], style: object) -> int:
        """Write several cells."""

    def write_string(self, row: int, column: int, text: str) -> int:
        """Write a text, whatever it looks like."""

    def write_boolean(self, row: int, column: int, value: bool) -> int:
        """Write true or false."""

    def write_number(self, row: int, column: int, number: float) -> int:
        """Write a number."""


class Workbook(Protocol):
    """What is used of a workbook of the library."""

    def set_properties(self, properties: dict[str, object]) -> None:
        """Set what a file manager shows of it."""

    def add_format(self, properties: dict[str, object]) -> object:
        """A style for cells."""

    def add_worksheet(self, name: str) -> Worksheet:
        """A new sheet at the end."""

    def worksheets(self) -> list[Worksheet]:
        """Every sheet."""

    def close(self) -> None:
        """Write it all; raises a `FileCreateError` that carries an `OSError`."""


class XlsxLibrary(Protocol):
    """The module `xlsxwriter`, which is not typed."""

    exceptions: XlsxErrors

    def Workbook(self, file: BinaryIO, options: dict[str, object]) -> Workbook:  # noqa: N802 - the library's
        """A workbook that will be written to a file."""


class XlsxErrors(Protocol):
    """Its errors."""

    FileCreateError: type[Exception]


def xlsx_library(path: Path) -> XlsxLibrary:
    """The module that writes XLSX; raises `OutputError`, which says how to get it, where it is not installed."""
    try:
        return cast("XlsxLibrary", import_module("xlsxwriter"))
    except ImportError:
        message = N_("XLSX needs the package xlsxwriter, which is not installed")
        mend = N_("Install ilo-tui[xlsx], or take --format csv --excel.")
        raise OutputError.of(path, message, mend) from None
