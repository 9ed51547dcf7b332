"""Importing evidence tables: CSV files in, a dossier and a report out, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ilo_tui.importers.importer import Progress, no_progress
from ilo_tui.importers.tables.remembered_columns import RememberedColumns
from ilo_tui.importers.tables.sheet import Sheet
from ilo_tui.importers.tables.table_head import Vocabulary
from ilo_tui.importers.tables.table_import import OpenFile, TableOptions, import_tables
from ilo_tui.importers.tables.table_report import TableReport


@dataclass(frozen=True)
class CsvOptions(TableOptions):
    """How to read CSV: also the `encoding` of the files, as Python calls it; empty to find out."""

    encoding: str = ""


def import_csv(
    files: Sequence[Path], output: Path, options: CsvOptions | None = None, progress: Progress = no_progress
) -> TableReport:
    """Import evidence tables as a dossier at `output`; `progress` is called with the bytes read, of how many.

    Raises `InputError` with a line for each bad cell (code 1) or file (code 2), or `DossierError` where the base
    dossier is not sound; then nothing is written.
    """
    options = options or CsvOptions()
    return import_tables(files, output, options, csv_opener(options), progress)


def csv_opener(options: CsvOptions) -> OpenFile:
    """What opens a CSV file."""
    language, encoding = options.language, options.encoding

    def open_file(path: Path, remembered: RememberedColumns, folder: Path | None) -> Sheet:
        return Sheet(path, Vocabulary(language, remembered=remembered), encoding, folder)

    return open_file
