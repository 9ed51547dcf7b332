"""Ten flaws of the evidence and of its reviews: what a critic would ask about them."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.content import FlawLine
from ilo_tui.exporters.report.flaw_data import COUNTED, UNKNOWN
from ilo_tui.exporters.report.parts import Heading, Items, Paragraph, Part, Remark
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.review.flaws.result import FLAW_NAMES
from ilo_tui.views.flaw_words import FLAWS

_ABOUT = N_(
    "Ten flaws that the Global Development Network finds in evaluations (2023), looked for in this dossier and its "
    "reviews, not in the evaluations that it cites. There is no total and no score; the tables name the records."
)


def parts(view: ReportView) -> Iterator[Part]:
    """What each flaw is, what was found of it, and what cannot be told."""
    yield Paragraph(view.tr(_ABOUT))
    for number, name in enumerate(FLAW_NAMES, 1):
        lines = [line for line in view.report.flaws if line.flaw == number]
        yield Heading(3, f"{number} {view.tr(FLAWS[name].title)}")
        yield from _flaw(view, view.tr(FLAWS[name].meaning), lines)


def _flaw(view: ReportView, meaning: str, lines: list[FlawLine]) -> Iterator[Part]:
    counted = [line.text for line in lines if line.kind == COUNTED]
    findings = [line.text for line in lines if line.kind not in {UNKNOWN, COUNTED}]
    unknown = [line.text for line in lines if line.kind == UNKNOWN]
    yield Paragraph(" ".join([meaning, *counted]))
    yield Items(findings)
    if unknown:
        yield Remark(view.tr("What cannot be told: {lines}", lines=" ".join(unknown)))
