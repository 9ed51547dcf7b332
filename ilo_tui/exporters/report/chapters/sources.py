"""Sources, cited in full."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.exporters.report.dossier_content import SourceLine
from ilo_tui.exporters.report.parts import Part
from ilo_tui.exporters.report.table import ROWS, Columns, table_of
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.views.copy_words import state_word

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
    if any(source.copy != "none" for source in sources):
        columns = [*columns, (tr("Copy"), lambda source: _copy(view, source))]
    yield from view.shortened(table_of(tr("Sources"), columns, sources, shown=SHOWN))


def _copy(view: ReportView, source: SourceLine) -> str:
    """Whether its document was at hand where the report was made, else why none can be had."""
    words = [state_word(view.tr, source.copy), *([source.no_copy] if source.no_copy else [])]
    return ": ".join(filter(None, words))
