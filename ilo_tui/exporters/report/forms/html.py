"""HTML: one page to read and print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.form import OneFile, ReportForm

if TYPE_CHECKING:
    from ilo_tui.core.translator import Translator
    from ilo_tui.exporters.report.content import Report


def _write(report: Report, tr: Translator, file: BinaryIO, path: Path, spool: Path | None) -> None:
    from ilo_tui.exporters.report.templating import as_html

    file.write(as_html(report, tr).encode())


FORM = ReportForm("html", N_("a page to read and print (HTML)"), 10, OneFile(_write))
