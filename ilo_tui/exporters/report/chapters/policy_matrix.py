"""The policy matrix: programmes and policies, and every alignment of the rows shown."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.dossier.policy_matrix import DEGREES
from ilo_tui.exporters.report.dossier_content import AlignmentLine, PolicyLine
from ilo_tui.exporters.report.parts import Paragraph, Part, Remark
from ilo_tui.exporters.report.table import Cell, Columns, Table, table_of
from ilo_tui.exporters.report.view import ReportView


def parts(view: ReportView) -> Iterator[Part]:
    """How to read it, the matrix, its columns, the alignments."""
    tr, layout = view.tr, view.layout
    yield Paragraph(
        tr(
            "Each cell has the strongest degree of alignment that someone stated, or ~n for n links without a stated "
            "degree, then the reviewers' medians, one for each link. A gap is a programme and a policy that no "
            "alignment joins; a dot stands where none is asked for."
        )
    )
    if layout.policies_hidden:
        yield Remark(tr("The matrix is shortened; the tables have all."))
    if layout.columns:
        yield _matrix(view)
        names: Columns[PolicyLine] = [
            (tr("Code"), lambda policy: policy.code),
            (tr("Policy"), lambda policy: policy.name),
        ]
        yield table_of(tr("The policies by their codes"), names, layout.columns)
    else:
        yield Remark(tr("The dossier has no policies."))
    if layout.shown_alignments():
        yield _alignments(view)
    else:
        yield Remark(tr("No alignment is recorded here."))


def _matrix(view: ReportView) -> Table:
    columns: Columns[tuple[str, str]] = [
        (view.tr("Row"), lambda row: row[1]),
        *((line.code, lambda row, line=line: _cell(view, row[0], line.id)) for line in view.layout.columns),
    ]
    return table_of(view.tr("Policy matrix: programmes and policies"), columns, view.layout.policy_rows(), matrix=True)


def _cell(view: ReportView, row: str, column: str) -> Cell:
    """The strongest stated degree or the number of links, then the medians; or that there is nothing."""
    alignments = view.layout.alignments(row, column)
    if row == column:
        return ["·"]
    if not alignments:
        return ["·" if row in view.layout.policy_ids else view.tr("gap")]
    degrees = {alignment.degree for alignment in alignments}
    strongest = next((degree for degree in DEGREES if degree in degrees), None)
    ratings = [line for alignment in alignments for line in view.answers.ratings(f"alignment:{alignment.id}")]
    first = view.words.word("degree", strongest) if strongest else f"~{len(alignments)}"
    return [first, *(view.answers.short(line) for line in ratings)]


def _alignments(view: ReportView) -> Table:
    tr, words = view.tr, view.words
    columns: Columns[AlignmentLine] = [
        (tr("Alignment"), lambda alignment: words.crossing(alignment.row, alignment.column)),
        (tr("Provision"), lambda alignment: alignment.provision or tr("The policy as a whole")),
        (
            tr("Stated degree"),
            lambda alignment: words.word("degree", alignment.degree) if alignment.degree else tr("none stated"),
        ),
        (
            tr("Rationale"),
            lambda alignment: f"{alignment.rationale} ({words.word('origin', alignment.origin)})",
        ),
        (tr("Source"), lambda alignment: [alignment.source, alignment.locator or tr("place not recorded")]),
        (tr("Reviewers"), lambda alignment: view.answers.cell(f"alignment:{alignment.id}")),
    ]
    return table_of(tr("Alignments"), columns, view.layout.shown_alignments())
