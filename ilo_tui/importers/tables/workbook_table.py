"""The tables of a workbook: the claims on one sheet, other tables of a dossier on sheets of their names.

What a person sees in a spreadsheet and an import does not is told: titles above a header, merged and hidden cells,
formulas without a value, percent, sheets that are not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_
from ilo_tui.importers.importer import Progress, no_progress
from ilo_tui.importers.tables.column_titles import tables_by_name
from ilo_tui.importers.tables.record_columns import RECORD_COLUMNS
from ilo_tui.importers.tables.remembered_columns import RememberedColumns
from ilo_tui.importers.tables.table_head import Vocabulary
from ilo_tui.importers.tables.table_report import Remark
from ilo_tui.importers.tables.table_rows import TableRows
from ilo_tui.importers.tables.workbook import SheetName, Workbook, no_sheet
from ilo_tui.importers.tables.worksheet import Worksheet

CLAIMS = "evidence"


class WorkbookTable:
    """One workbook, read once by `read` into `table` and `records`; as `TableFile` asks."""

    def __init__(
        self, path: Path, language: str, sheet: str, remembered: RememberedColumns, folder: Path | None
    ) -> None:
        """Take the claims from the sheet of this name, else from the one that is called so, else from the first."""
        self.delimiter = self.guessed = self.example = ""
        self.remarks: list[Remark] = []
        self.records: list[tuple[str, TableRows]] = []
        self._path, self._sheet, self._folder = path, sheet, folder
        self._vocabularies: Mapping[str, Vocabulary] = {
            CLAIMS: Vocabulary(language, remembered=remembered),
            **{table: Vocabulary(language, columns, remembered) for table, columns in RECORD_COLUMNS.items()},
        }
        self.table = self._rows(CLAIMS, "")

    def _rows(self, table: str, title: str) -> TableRows:
        rows = TableRows(self._path, "xlsx", self._vocabularies[table], self._folder)
        rows.name, rows.where = f"{self._path.name} ({title})", f"{self._path} ({title})"
        return rows

    def __enter__(self) -> Self:
        """Nothing is open before it is read."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the files with the rows."""
        for rows in (self.table, *(rows for _, rows in self.records)):
            rows.close()

    def read(self, progress: Progress = no_progress) -> None:
        """Take in the sheets; raises `InputError`."""
        with Workbook(self._path) as spreadsheet:
            claims, others = self._chosen(spreadsheet)
            self._read_sheet(spreadsheet, claims, CLAIMS, progress)
            for table, sheet in others.items():
                self._read_sheet(spreadsheet, sheet, table, no_progress)
            read = {claims.title, *(sheet.title for sheet in others.values())}
            if names := [sheet.title for sheet in spreadsheet.sheets if sheet.title not in read]:
                message = N_("sheets not read: {names}")
                self.remarks.append(Remark(self._path.name, message, {"names": ", ".join(names)}))

    def _read_sheet(self, spreadsheet: Workbook, sheet: SheetName, table: str, progress: Progress) -> None:
        rows = self._rows(table, sheet.title)
        rows.open()
        if table == CLAIMS:
            self.table = rows
        else:
            self.records.append((table, rows))
        worksheet = Worksheet(spreadsheet, sheet, rows, self._vocabularies[table])
        worksheet.read(progress)
        self.remarks += worksheet.remarks

    def _chosen(self, spreadsheet: Workbook) -> tuple[SheetName, dict[str, SheetName]]:
        """The sheet with the claims, and those of other tables."""
        by_table: dict[str, SheetName] = {}
        for sheet in spreadsheet.sheets:
            if table := tables_by_name().get(name_key(sheet.title)):
                by_table.setdefault(table, sheet)
        if self._sheet:
            claims = spreadsheet.named(self._sheet)
        else:
            free = [sheet for sheet in spreadsheet.sheets if sheet not in by_table.values()]
            shown = [sheet for sheet in free if not sheet.hidden]
            candidates = [*([by_table[CLAIMS]] if CLAIMS in by_table else []), *shown, *free, *spreadsheet.sheets]
            if not candidates:
                raise no_sheet(self._path)
            claims = candidates[0]
        others = {table: sheet for table, sheet in by_table.items() if table != CLAIMS and sheet != claims}
        return claims, others


def tables_in(path: Path) -> frozenset[str]:
    """The tables of which a workbook has a sheet, each with the parts of its records."""
    with Workbook(path) as spreadsheet:
        tables = {tables_by_name().get(name_key(sheet.title), "") for sheet in spreadsheet.sheets}
    complete = {"policies": "provisions", "indicators": "points"}
    return frozenset(
        table for table in tables & {*RECORD_COLUMNS} - {"provisions", "points"}
        if complete.get(table, table) in tables
    )  # fmt: skip
