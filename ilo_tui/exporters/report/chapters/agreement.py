"""Agreement between reviewers: the figures of all, how they are made, and those of pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ilo_tui.exporters.report.content import AgreementLine
from ilo_tui.exporters.report.parts import Items, Paragraph, Part, Remark
from ilo_tui.exporters.report.table import ROWS, Cell, Columns, table_of
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.views.pages.agreement import FIGURE_NOTES, EditorsCounts, decimal, editors_lines, share


def _bearing(view: ReportView) -> Iterator[Part]:
    """On how many claims editors and reviewers agree, and which are the others, where that was asked."""
    line = view.report.bearing
    if line is None:
        return
    counts = EditorsCounts(line.agreeing, line.compared, line.cannot, line.divided)
    yield Paragraph(" ".join(editors_lines(view.tr, counts)))
    if line.differing:
        names = [item.removeprefix("evidence:") for item in line.differing[:ROWS]]
        names += ["…"] if len(line.differing) > ROWS else []
        yield Paragraph(view.tr("They differ on: {names}.", names=", ".join(names)))


def parts(view: ReportView) -> Iterator[Part]:
    """How far reviewers read claims as editors do; the figures of each scale that two or more answered on one item."""
    tr = view.tr
    yield from _bearing(view)
    figures = [line for line in view.report.agreement if not line.pair and line.items]
    if not figures:
        yield Remark(tr("Not known: nothing was judged by two reviewers."))
        return
    scale: tuple[str, Callable[[AgreementLine], Cell]] = (tr("Scale"), lambda line: view.words.scale(line.scale))
    shares: Columns[AgreementLine] = [
        (tr("Agreement"), lambda line: share(tr, line.percent)),
        (tr("Krippendorff's alpha"), lambda line: decimal(tr, line.alpha)),
        (tr("Gwet's AC1"), lambda line: decimal(tr, line.ac1)),
    ]
    columns: Columns[AgreementLine] = [
        scale,
        (tr("Items judged by two or more"), lambda line: line.items),
        (tr("Reviewers"), lambda line: line.reviewers),
        (tr("Missing answers"), lambda line: line.missing),
        *shares,
        (tr("Remark"), lambda line: tr("too few items to rely on") if line.few else ""),
    ]
    yield table_of(tr("Agreement among all reviewers"), columns, figures)
    yield Items([tr(note) for note in FIGURE_NOTES])
    pairs = [line for line in view.report.agreement if line.pair]
    if pairs:
        of_pairs: Columns[AgreementLine] = [
            (tr("Pair"), lambda line: ", ".join(view.words.reviewer(ident) for ident in line.pair)),
            scale,
            (tr("Items"), lambda line: line.items),
            *shares,
        ]
        yield from view.shortened(table_of(tr("Agreement of pairs"), of_pairs, pairs, shown=ROWS))
