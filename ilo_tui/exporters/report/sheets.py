"""The tables of a report as CSV files and as one XLSX workbook; the same report gives the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from io import BufferedWriter, BytesIO, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from ilo_tui.core.errors import OutputError
from ilo_tui.core.languages import find_language
from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.table import Table
from ilo_tui.exporters.report.tables import FlatCell, guarded, tables

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET_ROWS, CELL_LETTERS = 1_048_575, 32_767
"""What a sheet holds below its head, and a cell."""


def csv_files(report: Report, *, excel: bool = False) -> Iterator[tuple[str, Callable[[RawIOBase], None]]]:
    """The name of a file for each table, and what writes it, UTF-8, to a file that is open for bytes.

    `excel` writes what Excel opens by a double click: a byte order mark, semicolons, decimals as the language has them.
    """
    encoding, delimiter = ("utf-8-sig", ";") if excel else ("utf-8", ",")
    comma = excel and find_language(report.language).decimal == ","
    for table in tables(report):

        def write(file: RawIOBase, table: Table = table) -> None:
            text = TextIOWrapper(BufferedWriter(file), encoding=encoding, newline="")
            _write(table, text, delimiter, comma=comma)
            text.flush()
            text.detach().detach()

        yield f"{table.name}.csv", write


def _write(table: Table, file: TextIO, delimiter: str, *, comma: bool) -> None:
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(table.headers)
    for row in table.rows():
        writer.writerow([_plain(guarded(cell), comma=comma) for cell in row])


def _plain(cell: FlatCell, *, comma: bool) -> FlatCell:
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(cell).replace(".", ",") if comma and isinstance(cell, float) else cell


def check_library(path: Path) -> None:
    """Raise `OutputError`, which says how to get it, where the library that writes XLSX is not installed."""
    try:
        import xlsxwriter  # noqa: F401 - looked for
    except ImportError:
        message = N_("XLSX needs the package xlsxwriter, which is not installed")
        mend = N_("Install ilo-tui[xlsx], or take --format csv --excel.")
        raise OutputError.of(path, message, mend) from None


def write_xlsx(report: Report, path: Path, file: BinaryIO, spool: Path | None) -> None:
    """A workbook with a sheet for each table, row by row, so that memory does not grow with them.

    `path` is what it is called to people. What is not finished lies in the folder `spool`, or in memory where that is
    None. Raises `OSError`.
    """
    check_library(path)
    from xlsxwriter import Workbook, exceptions

    # It looks into what it has written, as a file on its way to a place or a pipe may not be.
    finished = BytesIO()
    place: dict[str, object] = {"in_memory": True} if spool is None else {"constant_memory": True, "tmpdir": str(spool)}
    workbook = Workbook(finished, {**_LITERAL, **place})
    # The workbook would else hold the moment in which it was made.
    created = (
        datetime.fromisoformat(report.date[:10]) if report.date and len(report.date) >= 10 else datetime(2000, 1, 1)
    )
    workbook.set_properties({"title": report.dossier.title, "created": created})
    try:
        _sheets(workbook, report, path)
        workbook.close()
    except exceptions.FileCreateError as error:
        raise error.args[0] from None
    finally:
        # What was begun is closed by nobody else when the disk is full.
        for sheet in workbook.worksheets():
            with suppress(OSError, AttributeError):
                cast("TextIO", sheet.row_data_fh).close()
    file.write(finished.getbuffer())


_LITERAL = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def _sheets(workbook: Workbook, report: Report, path: Path) -> None:
    bold = workbook.add_format({"bold": True})
    for table in tables(report):
        sheet = workbook.add_worksheet(table.name)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(table.headers) - 1, 18)
        sheet.write_row(0, 0, table.headers, bold)
        _fill(sheet, table, path)


def _fill(sheet: Worksheet, table: Table, path: Path) -> None:
    for number, row in enumerate(table.rows(), 1):
        if number > SHEET_ROWS:
            message = N_("the table {name} has more rows than a sheet holds")
            raise OutputError.of(path, message, N_("Take --format csv."), name=table.name)
        for column, cell in enumerate(row):
            value = guarded(cell)
            if value is None or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(number, column, _clipped(value))
            elif isinstance(value, bool):
                sheet.write_boolean(number, column, value)
            else:
                sheet.write_number(number, column, value)


def _clipped(text: str) -> str:
    return text if len(text) <= CELL_LETTERS else text[: CELL_LETTERS - 1] + "…"
