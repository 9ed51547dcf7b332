"""Findings by programme: of each row what it is, how it was rated, and its claims by dimension and stance."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.chapters.gap_map import gaps_of
from ilo_tui.exporters.report.claim_lines import claim_lines
from ilo_tui.exporters.report.dossier_content import EvidenceLine, ProgrammeLine
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
    yield from _aims(view, row.id)
    if view.verdicts.breakdown(row.id, "basis"):
        yield view.verdicts.table(tr("{name}: ratings by the basis of the decision", name=row.name), row.id, "basis")
        yield view.verdicts.table(tr("{name}: ratings by the reviewer's role", name=row.name), row.id, "role")
    columns = view.layout.columns_of(row.id)
    for column in columns:
        yield from _crossing(view, row.id, column)
    if not columns:
        yield Remark(tr("No evidence is recorded here."))


def _aims(view: ReportView, programme: str) -> Iterator[Part]:
    """What a programme set itself, and whether it was reached."""
    aims = [aim for aim in view.report.aims if aim.programme == programme]
    if aims:
        yield Heading(4, view.tr("Aims"))
        yield Items([f"{view.words.word('aim', aim.state)}: {aim.text}" for aim in aims])


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
    """A claim: what the dossier says of it, what was answered, then notes and observations."""
    item = f"evidence:{evidence.id}"
    answers = view.answers.lines(item)
    if not evidence.judgeable:
        answers = [view.tr("No verdict is asked of this claim."), *answers]
    elif not answers:
        answers = [view.tr("No verdict yet.")]
    title = f"{STANCES[evidence.stance][0]} [{evidence.id}] {view.words.statement(evidence)}"
    return Statement(title, [*claim_lines(view, evidence), *answers], view.answers.remarks(item))
