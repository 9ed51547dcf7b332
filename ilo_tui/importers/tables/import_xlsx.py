"""Importing workbooks: XLSX files in, a dossier and a report out, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from ilo_tui.core.errors import InputError
from ilo_tui.importers.importer import Progress, no_progress
from ilo_tui.importers.tables.remembered_columns import RememberedColumns
from ilo_tui.importers.tables.table_import import OpenFile, TableOptions, import_tables
from ilo_tui.importers.tables.table_report import TableReport
from ilo_tui.importers.tables.workbook_table import WorkbookTable, tables_in


@dataclass(frozen=True)
class XlsxOptions(TableOptions):
    """How to read workbooks: also the `sheet` with the claims, empty to take the one that is called so or the first."""

    sheet: str = ""
    kind: ClassVar[str] = "xlsx"


def import_xlsx(
    files: Sequence[Path], output: Path, options: XlsxOptions | None = None, progress: Progress = no_progress
) -> TableReport:
    """Import workbooks as a dossier at `output`; otherwise as `import_csv`."""
    options = options or XlsxOptions()
    supplied = _given_tables(files) if output.exists() else frozenset[str]()
    return import_tables(files, output, options, xlsx_opener(options), progress, tables=supplied)


def xlsx_opener(options: XlsxOptions) -> OpenFile:
    """What opens a workbook."""
    language, sheet = options.language, options.sheet

    def open_file(path: Path, remembered: RememberedColumns, folder: Path | None) -> WorkbookTable:
        return WorkbookTable(path, language, sheet, remembered, folder)

    return open_file


def _given_tables(files: Sequence[Path]) -> frozenset[str]:
    """The tables that the files give; of one that cannot be read the import itself tells."""
    tables: frozenset[str] = frozenset()
    for file in files:
        try:
            tables |= tables_in(file) if file.is_file() else frozenset()
        except InputError:
            continue
    return tables
