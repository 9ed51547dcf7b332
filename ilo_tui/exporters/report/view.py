"""A report as it is shown to people: its words, what was answered, how it is laid out. Chapters are written from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.answers import Answers
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.layout import Layout
from ilo_tui.exporters.report.parts import Part, Remark
from ilo_tui.exporters.report.table import Table
from ilo_tui.exporters.report.verdicts import Verdicts
from ilo_tui.exporters.report.words import Words


@dataclass(frozen=True)
class ReportView:
    """A report and everything that chapters ask about it; each part knows only those before it."""

    report: Report
    tr: Translator
    words: Words
    answers: Answers
    layout: Layout
    verdicts: Verdicts

    @classmethod
    def of(cls, report: Report, tr: Translator) -> ReportView:
        """The view of a report in the language of `tr`, which is the report's."""
        words = Words(report, tr)
        answers = Answers(report, words)
        return cls(report, tr, words, answers, Layout(report, answers), Verdicts(report, words))

    def shortened(self, table: Table) -> Iterator[Part]:
        """A table that may be too long for a text, and how much of it is not shown."""
        yield table
        if table.hidden:
            yield Remark(self.tr("{n} more stand in the tables.", n=table.hidden))
