"""The crossings of the gap map as a list: what each weighs at the tie level and in the period in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ilo_tui.dossier.filters import Query
from ilo_tui.dossier.gapmap import UNASSIGNED, Cell
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.proposed_words import Proposal
from ilo_tui.dossier.voices import Tally, VoiceCount
from ilo_tui.dossier.weighing import in_period
from ilo_tui.views.context import ViewContext
from ilo_tui.views.derived_lists import DerivedList, Fields
from ilo_tui.views.labels import GAPS
from ilo_tui.views.pages.cell import shown_gap
from ilo_tui.views.pages.proposed_words import proposal_of
from ilo_tui.views.weights import cell_weight, pair

_STANCES = ("supports", "contradicts", "context")
_COUNTS = (*_STANCES, "all")


def _rows(context: ViewContext, query: Query) -> Iterator[Cell]:
    """The crossings that pass a filter, row by row: those of programmes, then what else the map counts."""
    gap_map = context.gap_map
    for row in gap_map.rows:
        for column in gap_map.columns:
            dimension = None if column == UNASSIGNED else column
            if query.matches(Gap("none", row, dimension), f"{context.name(row)} {context.name(column)}"):
                yield gap_map.cell(row, column)


def cell_fields(context: ViewContext, cell: Cell) -> Fields:
    """A crossing as plain values: voices by stance as `low` and `high`, facts, words; `hidden` claims count nowhere."""
    weight = cell_weight(context, cell)
    proposal = proposal_of(context, cell, context.weighing.level)
    return {
        "row": cell.row,
        "column": cell.column,
        "level": context.weighing.level,
        "period": context.weighing.period,
        "gap": shown_gap(context, cell),
        "voices": _ranges(weight.tally, independent=False),
        "independent": _ranges(weight.tally, independent=True),
        "facts": dict(weight.tally.facts),
        "thesis": dict(weight.tally.thesis),
        "claims": len(in_period(context.dossier, cell.evidence, context.weighing.period)),
        "hidden": weight.hidden,
        "words": _words(proposal),
    }


def _ranges(tally: Tally, *, independent: bool) -> dict[str, dict[str, int]]:
    counts: Sequence[VoiceCount] = (tally.supports, tally.contradicts, tally.context, tally.total)
    ranges = [count.independent if independent else count.voices for count in counts]
    return {name: {"low": range_.low, "high": range_.high} for name, range_ in zip(_COUNTS, ranges, strict=True)}


def _words(proposal: Proposal | None) -> dict[str, object] | None:
    """The proposed words with what they rest on; None where there are none."""
    if proposal is None:
        return None
    evidence, agreement = proposal.evidence, proposal.agreement
    return {
        "evidence": evidence.word,
        "independent": evidence.independent,
        "direct": len(evidence.direct),
        "kinds": list(evidence.kinds),
        "rests_on": [claim.id for claim in evidence.claims],
        "agreement": agreement.word,
        "supports": agreement.supports,
        "contradicts": agreement.contradicts,
        "mixed": agreement.mixed,
    }


def _line(context: ViewContext, cell: Cell) -> Sequence[str]:
    weight = cell_weight(context, cell)
    kind = shown_gap(context, cell)
    return cell.row, cell.column, pair(weight.tally, exact=True), kind or "-", context.tr(GAPS[kind]) if kind else ""


_WORDS = ("evidence", "independent", "direct", "kinds", "rests_on", "agreement", "supports", "contradicts", "mixed")
LIST = DerivedList(
    _rows,
    cell_fields,
    _line,
    (
        *("row", "column", "level", "period", "gap"),
        *(
            f"{name}_{count}_{end}"
            for name in ("voices", "independent")
            for count in _COUNTS
            for end in ("low", "high")
        ),
        *(f"{name}_{stance}" for name in ("facts", "thesis") for stance in _STANCES),
        *("claims", "hidden"),
        *(f"words_{name}" for name in _WORDS),
    ),
)
