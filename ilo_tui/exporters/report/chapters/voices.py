"""Whose word it is: voices of each crossing at each tie level and after review, and the words that a rule proposes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ilo_tui.core.translator import N_
from ilo_tui.dossier.voices import Range
from ilo_tui.exporters.report.dossier_content import VoicesLine, WordsLine
from ilo_tui.exporters.report.parts import Heading, Paragraph, Part
from ilo_tui.exporters.report.table import ROWS, Columns, Table, table_of
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.views.pages.proposed_words import AGREEMENT_WORDS, EVIDENCE_WORDS
from ilo_tui.views.weights import range_text

_LEVELS = {
    "direct": N_("Tied directly"),
    "related": N_("With related"),
    "inferred": N_("With inferred"),
    "everything": N_("Everything"),
}
_COUNTS = {"reviewed": N_("As reviewed"), "verified": N_("Verified")}


@dataclass(frozen=True)
class _Crossing:
    """The lines of a crossing, by tie level as recorded, and by what reviews leave."""

    row: str
    column: str
    lines: Mapping[str, VoicesLine]


def parts(view: ReportView) -> Iterator[Part]:
    """What a voice is, the table of voices, the table of words."""
    tr = view.tr
    if not view.report.voices:
        return
    yield Heading(3, tr("Voices: whose word it is"))
    yield Paragraph(
        tr(
            "A voice is an independent origin: nine yearly reports of one publisher are one voice. Each column counts "
            "voices for (+) and against (-); in brackets those without a stake in the answer. Wider ties hold what "
            "narrower ones hold. The thesis is no voice."
        )
    )
    yield from view.shortened(_voices(view))
    if view.report.words:
        yield Heading(3, tr("Proposed words"))
        yield Paragraph(
            tr(
                "A rule proposes a word for the evidence of a crossing and one for the agreement in it; nobody set "
                "them, and they are not one word of confidence. Agreement is in direction, not on one finding."
            )
        )
        yield from view.shortened(_words(view))


def _voices(view: ReportView) -> Table:
    crossings: dict[tuple[str, str], dict[str, VoicesLine]] = {}
    for line in view.report.voices:
        name = line.level if line.count == "recorded" else line.count
        crossings.setdefault((line.row, line.column), {})[name] = line
    rows = [_Crossing(*ends, lines) for ends, lines in crossings.items()]
    names = {name for row in rows for name in row.lines}
    columns: Columns[_Crossing] = [
        (view.tr("Crossing"), lambda row: view.words.crossing(row.row, row.column)),
        *(
            (view.tr(label), lambda row, name=name: _counts(row.lines.get(name)))
            for name, label in {**_LEVELS, **_COUNTS}.items()
            if name in names
        ),
    ]
    return table_of(view.tr("Voices by crossing"), columns, rows, shown=ROWS)


def _counts(line: VoicesLine | None) -> str:
    """`+2–4 -1 (+1 -1)`."""
    if line is None:
        return ""
    supports = range_text(Range(line.supports, line.supports_high))
    contradicts = range_text(Range(line.contradicts, line.contradicts_high))
    return f"+{supports} -{contradicts} (+{line.independent_supports} -{line.independent_contradicts})"


def _words(view: ReportView) -> Table:
    tr = view.tr
    columns: Columns[WordsLine] = [
        (tr("Crossing"), lambda line: view.words.crossing(line.row, line.column)),
        (tr("Evidence"), lambda line: tr(EVIDENCE_WORDS[line.evidence])),
        (tr("Independent voices"), lambda line: line.independent),
        (tr("Tied and read directly"), lambda line: line.direct),
        (tr("Kinds of source"), lambda line: [view.words.source_kind(kind) for kind in line.kinds]),
        (tr("Agreement"), lambda line: tr(AGREEMENT_WORDS[line.agreement]) if line.agreement else tr("too few")),
        (tr("For / against / both"), lambda line: f"{line.supports} / {line.contradicts} / {line.mixed}"),
    ]
    return table_of(tr("Proposed words by crossing"), columns, view.report.words, shown=ROWS)
