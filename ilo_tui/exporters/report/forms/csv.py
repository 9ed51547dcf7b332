"""CSV: a folder with a file for each table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import RawIOBase
from typing import TYPE_CHECKING

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.form import ManyFiles, ReportForm

if TYPE_CHECKING:
    from ilo_tui.exporters.report.content import Report


def _files(report: Report, excel: bool) -> Iterator[tuple[str, Callable[[RawIOBase], None]]]:
    from ilo_tui.exporters.report.sheets import csv_files

    return csv_files(report, excel=excel)


FORM = ReportForm(
    "csv", N_("tables for a spreadsheet (a folder of CSV files)"), 30, ManyFiles(_files, ".csv"), takes_excel=True
)
