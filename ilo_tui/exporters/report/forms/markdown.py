"""Markdown: text with marks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.form import OneFile, ReportForm

if TYPE_CHECKING:
    from ilo_tui.core.translator import Translator
    from ilo_tui.exporters.report.content import Report


def _write(report: Report, tr: Translator, file: BinaryIO, path: Path, spool: Path | None) -> None:
    from ilo_tui.exporters.report.templating import as_markdown

    file.write(as_markdown(report, tr).encode())


FORM = ReportForm("md", N_("text with marks (Markdown)"), 20, OneFile(_write))
