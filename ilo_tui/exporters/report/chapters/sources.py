"""Sources, cited in full."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.exporters.report.dossier_content import SourceLine
from ilo_tui.exporters.report.parts import Part
from ilo_tui.exporters.report.table import ROWS, Columns, table_of
from ilo_tui.exporters.report.view import ReportView

SHOWN = 5 * ROWS


def parts(view: ReportView) -> Iterator[Part]:
    """Every source; of too many those with most claims."""
    tr, sources = view.tr, view.report.sources
    if len(sources) > SHOWN:
        sources = sorted(sources, key=lambda source: -source.evidence_count)
    columns: Columns[SourceLine] = [
        (tr("Id"), lambda source: source.id),
        (tr("Source"), lambda source: source.reference),
        (tr("Kind"), lambda source: view.words.source_kind(source.kind)),
        (tr("Note"), lambda source: source.note or ""),
        (tr("Claims"), lambda source: source.evidence_count),
        (tr("Alignments"), lambda source: source.alignments),
    ]
    yield from view.shortened(table_of(tr("Sources"), columns, sources, shown=SHOWN))
