"""The timeline: what ran and happened in each year, and what the claims about it say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Literal, get_args

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Stance
from ilo_tui.dossier.voices import Range
from ilo_tui.exporters.report.parts import Paragraph, Part, Remark
from ilo_tui.exporters.report.table import ROWS, Columns, table_of
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.views.timeline_words import SUMS
from ilo_tui.views.weights import counts_spans, range_text
from ilo_tui.views.year_lines import YearLine

_TIED = N_(
    "Voices are independent origins, first of claims that are tied directly to the actor that is evaluated, "
    "then of all that are tied in any way; neither reading stands alone. Claims are all, whatever their tie, "
    "each fact once."
)
_UNTIED = N_(
    "Voices are independent origins. The dossier does not say who is evaluated, so all claims count as tied; each fact "
    "counts once."
)
"""How it is counted where the dossier says who is evaluated, and where it does not."""


def parts(view: ReportView) -> Iterator[Part]:
    """How it is counted, then a row a year; what has no date stands last."""
    tr, years = view.tr, view.report.timeline
    if not years:
        yield Remark(tr("Nothing in this dossier is dated."))
        return
    yield Paragraph(tr(_TIED if view.report.dossier.evaluated else _UNTIED))
    yield Paragraph(tr(SUMS))
    programmes, policies = {line.id for line in view.report.programmes}, view.layout.policy_ids
    columns: Columns[YearLine] = [
        (tr("Year"), lambda line: tr("undated") if line.year is None else str(line.year)),
        (tr("Programmes"), lambda line: _names(view, line, programmes)),
        (tr("Policies"), lambda line: _names(view, line, policies)),
        *_voices(view),
        (tr("Claims"), lambda line: line.claims),
    ]
    yield from view.shortened(table_of(tr("Timeline"), columns, years, shown=ROWS))


def _voices(view: ReportView) -> Columns[YearLine]:
    """Voices at the narrowest tie level and at the widest that ties; once where all claims count as tied."""
    tr = view.tr
    if not view.report.dossier.evaluated:
        return [(tr("Voices"), lambda line: _sides(view, line, "voices"))]
    return [
        (tr("Voices tied directly"), lambda line: _sides(view, line, "voices")),
        (tr("Voices tied in any way"), lambda line: _sides(view, line, "tied")),
    ]


def _names(view: ReportView, line: YearLine, records: Collection[str]) -> list[str]:
    """What of these runs or happens in a year: `CSR (ends)`, `NPA08 (begins, adopted)`."""
    notes: dict[str, list[str]] = {ident: [] for ident in line.runs if ident in records}
    for ident, note in _notes(view, line):
        if ident in records:
            notes.setdefault(ident, []).append(note)
    codes = {ident: view.words.code(ident) for ident in notes}
    return [f"{codes[ident]} ({', '.join(words)})" if words else codes[ident] for ident, words in notes.items()]


def _notes(view: ReportView, line: YearLine) -> Iterator[tuple[str, str]]:
    """What is said of programmes and policies in a year, beside that they run."""
    tr = view.tr
    yield from ((ident, tr("begins")) for ident in line.begins)
    yield from ((ident, tr("ends")) for ident in line.ends)
    yield from ((ident, tr("adopted")) for ident in line.adopted)
    yield from ((ident, tr("ratified")) for ident in line.ratified)
    due = Counter(aim.programme for aim in view.report.aims if aim.id in line.due)
    yield from ((programme, tr.many("1 aim due", "{n} aims due", n)) for programme, n in due.items())
    yield from ((ident, tr("an end not recorded")) for ident in line.may_run)


def _sides(view: ReportView, line: YearLine, prefix: Literal["voices", "tied"]) -> str:
    """`2 for, 1–3 against, 3 context`: the voices that count at the narrowest tie level, or those `tied` in any way."""
    supports, contradicts, neutral = (
        Range(getattr(line, f"{prefix}_{stance}"), getattr(line, f"{prefix}_{stance}_high"))
        for stance in get_args(Stance)
    )
    spans = counts_spans(view.tr, supports, contradicts)
    return "".join(span.text for span in spans) + ", " + view.tr("{n} context", n=range_text(neutral))
