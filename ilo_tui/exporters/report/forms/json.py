"""JSON: the report itself, from which an equal one can be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.form import OneFile, ReportForm

if TYPE_CHECKING:
    from ilo_tui.core.translator import Translator
    from ilo_tui.exporters.report.content import Report


def _write(report: Report, tr: Translator, file: BinaryIO, path: Path, spool: Path | None) -> None:
    from ilo_tui.exporters.report.content import as_json

    file.write(as_json(report))


FORM = ReportForm("json", N_("data (JSON)"), 50, OneFile(_write))
