"""Observations from the field: what reviewers saw themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.exporters.report.content import ObservationLine
from ilo_tui.exporters.report.parts import Paragraph, Part
from ilo_tui.exporters.report.table import ROWS, Cell, Columns, table_of
from ilo_tui.exporters.report.view import ReportView


def parts(view: ReportView) -> Iterator[Part]:
    """What was seen, about what, where, when and by whom."""
    tr = view.tr
    if not view.report.observations:
        yield Paragraph(tr("No observation is recorded."))
        return
    yield Paragraph(tr("What reviewers saw themselves. It stands beside the claims and changes none of their numbers."))
    columns: Columns[ObservationLine] = [
        (tr("About"), lambda line: _about(view, line.item)),
        (tr("What was seen"), lambda line: line.text),
        (tr("Where"), lambda line: line.place or tr("not recorded")),
        (tr("When"), lambda line: line.date or tr("not recorded")),
        (tr("Reviewer"), lambda line: view.words.reviewer(line.reviewer)),
    ]
    yield from view.shortened(table_of(tr("Observations"), columns, view.report.observations, shown=ROWS))


def _about(view: ReportView, item: str) -> Cell:
    """An item in a line, a claim with the id by which it is found in the findings."""
    kind, _, ident = item.partition(":")
    return [f"[{ident}]", view.words.item(item)] if kind == "evidence" else view.words.item(item)
