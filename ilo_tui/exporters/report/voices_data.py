"""What each crossing of a report weighs: voices at each tie level and by what reviews made of them, proposed words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.proposed_words import Proposal
from ilo_tui.dossier.ties import LEVELS, TieLevel
from ilo_tui.dossier.voices import Tally
from ilo_tui.dossier.weighing import in_period, makes_difference
from ilo_tui.exporters.report.dossier_content import VoicesLine, WordsLine
from ilo_tui.views.context import ViewContext
from ilo_tui.views.pages.proposed_words import proposal_of
from ilo_tui.views.weights import cell_weight, reviewed_claims, voices_fields, weight_of


def voices_lines(context: ViewContext) -> list[VoicesLine]:
    """Of each crossing with claims a line for each tie level as recorded, then what reviews leave of the claims."""
    return [line for cell in _cells(context) for line in _of_cell(context, cell)]


def _cells(context: ViewContext) -> Iterator[Cell]:
    gap_map = context.gap_map
    cells = (gap_map.cell(row, column) for row in gap_map.rows for column in gap_map.columns)
    return (cell for cell in cells if cell.evidence)


def _of_cell(context: ViewContext, cell: Cell) -> Iterator[VoicesLine]:
    dossier, period = context.dossier, context.weighing.period
    levels: Sequence[TieLevel] = LEVELS if makes_difference(context.dossier) else LEVELS[:1]
    for level in levels:
        yield _line(cell, level, "recorded", cell_weight(context, cell, level).tally)
    for count, claims in reviewed_claims(context, cell.evidence).items():
        yield _line(cell, context.weighing.level, count, weight_of(context, in_period(dossier, claims, period)).tally)


def _line(cell: Cell, level: TieLevel, count: str, tally: Tally) -> VoicesLine:
    return VoicesLine(
        row=cell.row,
        column=cell.column,
        level=level,
        count=count,
        **voices_fields(tally, stances=("supports", "contradicts")),
        independent_supports=tally.supports.independent.low,
        independent_contradicts=tally.contradicts.independent.low,
        thesis_supports=tally.thesis["supports"],
        thesis_contradicts=tally.thesis["contradicts"],
    )


def words_lines(context: ViewContext) -> list[WordsLine]:
    """The proposed words for each crossing of a programme with an outcome or impact of which something is claimed."""
    proposals = ((cell, proposal_of(context, cell, context.weighing.level)) for cell in _cells(context))
    return [_words(cell, proposal) for cell, proposal in proposals if proposal]


def _words(cell: Cell, proposal: Proposal) -> WordsLine:
    evidence, agreement = proposal.evidence, proposal.agreement
    return WordsLine(
        row=cell.row,
        column=cell.column,
        evidence=evidence.word,
        independent=evidence.independent,
        direct=len(evidence.direct),
        kinds=list(evidence.kinds),
        verified=evidence.verified,
        agreement=agreement.word,
        supports=agreement.supports,
        contradicts=agreement.contradicts,
        mixed=agreement.mixed,
    )
