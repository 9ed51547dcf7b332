"""A workbook that is open: its sheets by name, and their rows of values, read by openpyxl row by row.

openpyxl is imported here alone, when a workbook is read.
"""

from __future__ import annotations

import warnings
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self, cast

from ilo_tui.core.errors import InputError
from ilo_tui.core.translator import N_
from ilo_tui.importers.importer import Progress, file_size
from ilo_tui.importers.tables.package import SAVE, check_parts, open_package, refusing_damage
from ilo_tui.importers.tables.sheet_scan import SheetScan

_ROWS_AT_ONCE = 500


class Cell(Protocol):
    """A cell as openpyxl gives it."""

    @property
    def value(self) -> object:
        """What is in it; None where it is empty."""
        ...

    @property
    def number_format(self) -> str:
        """How a number in it is shown."""
        ...


class _Worksheet(Protocol):
    """As much of a sheet of openpyxl as is used."""

    title: str
    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...

    def iter_rows(self) -> Generator[tuple[Cell, ...]]: ...


class _Spreadsheet(Protocol):
    @property
    def worksheets(self) -> list[_Worksheet]: ...


class _Load(Protocol):
    def __call__(self, file: object, *, read_only: bool, data_only: bool, keep_links: bool) -> _Spreadsheet: ...


@dataclass(frozen=True)
class SheetName:
    """A sheet by its name, and whether it is hidden."""

    title: str
    hidden: bool


class Workbook:
    """One file, open for reading; use as a context manager."""

    def __init__(self, path: Path) -> None:
        """Nothing is looked at before it is entered."""
        self.path, self._size = path, file_size(path)

    def __enter__(self) -> Self:
        """Open it; raises `InputError` where it is no workbook, or none that is safe to read."""
        with ExitStack() as undo:
            self._package = undo.enter_context(open_package(self.path))
            check_parts(self.path, self._package)
            self._sheets = self._open_sheets()
            self._opened = undo.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""
        self._opened.close()

    def _open_sheets(self) -> dict[str, _Worksheet]:
        from openpyxl.reader.excel import load_workbook

        with refusing_damage(self.path, "xl/workbook.xml"), warnings.catch_warnings():
            # What it warns of, as choices in lists, is nothing that is read here.
            warnings.simplefilter("ignore")
            file = self._package.fp
            load = cast("_Load", load_workbook)
            spreadsheet = load(file, read_only=True, data_only=True, keep_links=False)
            return {sheet.title: sheet for sheet in spreadsheet.worksheets}

    @property
    def sheets(self) -> list[SheetName]:
        """The sheets in their order."""
        return [SheetName(sheet.title, sheet.sheet_state != "visible") for sheet in self._sheets.values()]

    def scan(self, title: str, progress: Progress) -> SheetScan:
        """What is merged, hidden or without a value in a sheet; raises `InputError` of one that cannot be."""
        part = self._sheets[title]._worksheet_path
        scan = SheetScan()
        with refusing_damage(self.path, title):
            declared = max(self._package.getinfo(part).file_size, 1)
            # Reading comes afterwards, and takes longer.
            scan.read(self._package.open(part), lambda read: progress(self._size * read // declared // 3, self._size))
        return scan

    def rows(self, title: str, last_row: int, progress: Progress) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The rows of a sheet by number, from 1 to `last_row`; raises `InputError` where it is damaged."""
        sheet = self._sheets[title]
        sheet.reset_dimensions()
        with closing(sheet.iter_rows()) as rows:
            for number in range(1, last_row + 1):
                with refusing_damage(self.path, title), warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    row = next(rows, None)
                if row is None:
                    return
                if number % _ROWS_AT_ONCE == 0:
                    progress(self._size * (last_row + 2 * number) // (3 * last_row), self._size)
                yield number, row
        progress(self._size, self._size)

    def named(self, wanted: str) -> SheetName:
        """The sheet that a person names, in any case; raises `InputError`, which names those that there are."""
        exact = [sheet for sheet in self.sheets if sheet.title == wanted]
        alike = [sheet for sheet in self.sheets if sheet.title.casefold() == wanted.strip().casefold()]
        if not (exact or alike):
            names = ", ".join(sheet.title for sheet in self.sheets)
            message = N_("it has no sheet {sheet}; its sheets are {names}")
            raise InputError.of(self.path, message, N_("Name one of them after --sheet."), sheet=wanted, names=names)
        return (exact or alike)[0]


def no_sheet(path: Path) -> InputError:
    """The refusal of a workbook without any sheet of cells."""
    return InputError.of(path, N_("there is no sheet in it"), SAVE)
