"""XLSX: a workbook with a sheet for each table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.form import OneFile, ReportForm

if TYPE_CHECKING:
    from ilo_tui.core.translator import Translator
    from ilo_tui.exporters.report.content import Report


def _check(path: Path) -> None:
    from ilo_tui.exporters.report.sheets import check_library

    check_library(path)


def _write(report: Report, tr: Translator, file: BinaryIO, path: Path, spool: Path | None) -> None:
    from ilo_tui.exporters.report.sheets import write_xlsx

    write_xlsx(report, path, file, spool)


FORM = ReportForm(
    "xlsx", N_("a workbook (XLSX)"), 40, OneFile(_write, _check, binary=True, spools=True), library="xlsxwriter"
)
