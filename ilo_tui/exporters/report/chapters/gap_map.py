"""The gap map: programmes and dimensions, and what the dossier concludes on each dimension."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.exporters.report.chapters import voices
from ilo_tui.exporters.report.dossier_content import ProgrammeLine
from ilo_tui.exporters.report.parts import Heading, Paragraph, Part, Remark, Statement
from ilo_tui.exporters.report.table import Cell, Columns, table_of
from ilo_tui.exporters.report.view import ReportView


def parts(view: ReportView) -> Iterator[Part]:
    """How to read it, the matrix, the conclusions."""
    tr, report, layout = view.tr, view.report, view.layout
    yield Paragraph(
        tr(
            "Each cell tells how many claims speak for and against and give context, then what the cell lacks, then "
            "the median of the reviewers' answers with the number of ratings (n)."
        )
    )
    if layout.rows_hidden:
        yield Remark(
            tr(
                "The matrix is shortened to the {shown} of {all} rows about which reviewers said something; the "
                "tables have all.",
                shown=len(layout.rows),
                all=len(report.programmes),
            )
        )
    columns: Columns[ProgrammeLine] = [
        (tr("Programme"), lambda row: row.name),
        *((line.name, lambda row, line=line: _cell(view, row.id, line.id)) for line in report.dimensions),
    ]
    yield table_of(tr("Gap map: programmes and dimensions"), columns, layout.rows, matrix=True)
    yield from voices.parts(view)
    yield Heading(3, tr("What the dossier concludes on each dimension"))
    for dimension in report.dimensions:
        if dimension.conclusion:
            source = view.words.source(dimension.conclusion_source, dimension.conclusion_locator)
            yield Statement(dimension.name, [dimension.conclusion, source])


def gaps_of(view: ReportView, row: str, column: str) -> list[str]:
    """What a crossing lacks."""
    return [view.tr("gap: {kind}", kind=view.words.word("gap", kind)) for kind in view.layout.cells[row, column].gaps]


def _cell(view: ReportView, row: str, column: str) -> Cell:
    """`3 for, 2 against, 1 context`, the gaps, then the medians."""
    tr, cell = view.tr, view.layout.cells[row, column]
    counts = [
        tr("{n} for", n=cell.supports),
        tr("{n} against", n=cell.contradicts),
        tr("{n} context", n=cell.context),
    ]
    ratings = view.answers.ratings(f"cell:{row}/{column}")
    medians = [f"{view.words.scale(line.scale)}: {view.answers.short(line)}" for line in ratings]
    return [", ".join(counts), *gaps_of(view, row, column), *medians]
