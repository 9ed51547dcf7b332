"""Findings by programme: of each row what it is, how it was rated, and its claims by dimension and stance."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.chapters.gap_map import gaps_of
from ilo_tui.exporters.report.content import EvidenceLine, ProgrammeLine
from ilo_tui.exporters.report.parts import Fields, Heading, Items, Paragraph, Part, Remark, Statement
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.views.labels import STANCES

_TITLES = {"supports": N_("Evidence for"), "contradicts": N_("Evidence against"), "context": N_("Context")}


def parts(view: ReportView) -> Iterator[Part]:
    """Row after row of the gap map."""
    tr, rows = view.tr, view.layout.rows
    if view.layout.rows_hidden:
        yield Remark(
            tr(
                "Shortened to the {shown} of {all} rows about which reviewers said something; the tables have all.",
                shown=len(rows),
                all=len(view.report.programmes),
            )
        )
    for row in rows:
        yield from _programme(view, row)
    if not rows:
        yield Remark(tr("Nothing to show: no decisions yet."))


def _programme(view: ReportView, row: ProgrammeLine) -> Iterator[Part]:
    tr = view.tr
    yield Heading(3, row.name)
    if row.kind:
        yield Paragraph(row.summary)
        yield Fields(
            [
                (tr("Code"), row.code),
                (tr("Kind"), view.words.word("programme", row.kind)),
                (tr("When"), row.period or tr("not known")),
                (tr("Where"), "; ".join(row.places) or tr("not known")),
                (tr("With whom"), ", ".join(row.partners) or tr("not known")),
            ]
        )
    if view.verdicts.breakdown(row.id, "basis"):
        yield view.verdicts.table(tr("{name}: ratings by the basis of the decision", name=row.name), row.id, "basis")
        yield view.verdicts.table(tr("{name}: ratings by the reviewer's role", name=row.name), row.id, "role")
    columns = view.layout.columns_of(row.id)
    for column in columns:
        yield from _crossing(view, row.id, column)
    if not columns:
        yield Remark(tr("No evidence is recorded here."))


def _crossing(view: ReportView, row: str, column: str) -> Iterator[Part]:
    item, tr = f"cell:{row}/{column}", view.tr
    yield Heading(4, view.words.name(column))
    yield Items([*gaps_of(view, row, column), *view.answers.lines(item), *view.answers.remarks(item)])
    for stance, title in _TITLES.items():
        evidence, hidden = view.layout.evidence(row, column, stance)
        if evidence:
            yield Heading(5, f"{tr(title)} ({len(evidence) + hidden})")
            yield from (_statement(view, line) for line in evidence)
        elif stance == "contradicts":
            yield Paragraph(tr("No contrary evidence is recorded here."))
        if hidden:
            yield Remark(tr("{n} more stand in the tables.", n=hidden))


def _statement(view: ReportView, evidence: EvidenceLine) -> Statement:
    """A claim: figures, source and place, who says so, what was answered, then notes and observations."""
    tr, words, item = view.tr, view.words, f"evidence:{evidence.id}"
    lines = [tr("Figures: {figures}", figures="; ".join(evidence.figures))] if evidence.figures else []
    lines.append(words.source(evidence.source, evidence.locator))
    if evidence.other_sources:
        lines.append(tr("Also: {sources}", sources=", ".join(evidence.other_sources)))
    origin = words.word("origin", evidence.origin)
    if evidence.confidence:
        confidence = words.word("confidence", evidence.confidence)
        lines.append(tr("Confidence {confidence}; {origin}", confidence=confidence, origin=origin))
    else:
        lines.append(origin)
    answers = view.answers.lines(item)
    if not evidence.judgeable:
        lines.append(tr("No verdict is asked of this claim."))
    elif not answers:
        lines.append(tr("No verdict yet."))
    title = f"{STANCES[evidence.stance][0]} [{evidence.id}] {evidence.statement}"
    return Statement(title, lines + answers, view.answers.remarks(item))
