"""Flaw 8, others ignored: changes for which nobody else's part is recorded, and causes to which no other was held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from ilo_tui.dossier.facets import Facets
from ilo_tui.dossier.facts import fact_id
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.levels import OUTPUT, dimension_level
from ilo_tui.dossier.model import Actor, Dimension, Evidence, Programme
from ilo_tui.dossier.periods import UNDATED, periods_of
from ilo_tui.review.flaws.groups import Groups
from ilo_tui.review.flaws.result import Case, Findings, UnknownKind
from ilo_tui.review.flaws.subject import OUTSIDE, SHOWN, FlawInput, of_cell, present

_EVERYWHERE, _ALL = "", "*"
"""Under these stand doings of every place, or time, and those of any: no word of a place and no id is either."""

_ENOUGH = 2
"""Facts of which one at least is another than any fact."""


def find_ignored(subject: FlawInput) -> Findings:
    """Tied claims for an effect beside which nobody else's doing is recorded, and of which nobody said whose it was."""
    can_tell = subject.dossier.meta.evaluated is not None and subject.dossier.count(Actor) > 0
    cases = [*(_nobody_else(subject) if can_tell else ()), _no_other_cause(subject)]
    unknown: list[UnknownKind] = [] if can_tell else ["others"]
    return Findings(present(*cases), (*unknown, *subject.without_attribution(), "notes"))


def _nobody_else(subject: FlawInput) -> Iterator[Case]:
    others = _Others(subject)
    programmes, dimensions = subject.dossier.ids(Programme), subject.dossier.ids(Dimension)
    effects = [ident for ident in dimensions if dimension_level(subject.dossier, ident) != OUTPUT]
    for cell in (subject.gap_map.cell(row, column) for row, column in product(programmes, effects)):
        if claims := list(_alone(subject, others, cell)):
            values = {"row": cell.row, "column": cell.column, "n": len(claims)}
            yield Case("nobody_else", of_cell(cell, claims), values)


def _alone(subject: FlawInput, others: _Others, cell: Cell) -> Iterator[Evidence]:
    """The claims of a crossing beside which nobody else's doing is recorded; what is hidden is left out."""
    shown = [claim for claim in cell.evidence if subject.shows(claim)]
    supporting = [fact.claim for fact in subject.tied(shown) if fact.claim.stance == "supports"]
    recorded = others.recorded_in(subject.unlinked(cell.evidence)) if supporting else {}
    for claim in supporting:
        if claim.id in subject.attributions or not subject.shows_answers(f"evidence:{claim.id}"):
            continue
        beside = (recorded.get(key, set()) for key in others.beside(claim))
        if not any(facts - {fact_id(claim)} for facts in beside):
            yield claim


class _Others:
    """Whose doing claims tell besides the evaluated actor's, by place and period.

    What is national or of no place that is stated is everywhere, and what is undated is always: only what is known to
    be elsewhere, or at another time, is not beside a claim.
    """

    def __init__(self, subject: FlawInput) -> None:
        self._groups, self._facets = Groups(subject.dossier), Facets(subject.dossier)
        self._national, self._periods = subject.places_of_level("national"), subject.dossier.meta.periods

    def beside(self, claim: Evidence) -> Iterable[tuple[str, str]]:
        """The places and periods under which doings stand that lie beside a claim."""
        return product(_matching(self._places(claim)), _matching(self._times(claim)))

    def recorded_in(self, evidence: Iterable[Evidence]) -> dict[tuple[str, str], set[str]]:
        """The facts that tell what somebody else did, by place and period; two of each are enough to know one."""
        recorded: dict[tuple[str, str], set[str]] = {}
        for claim in evidence:
            if any(not self._groups.is_evaluated(actor) for actor in claim.actor):
                for key in product([*self._places(claim), _ALL], [*self._times(claim), _ALL]):
                    facts = recorded.setdefault(key, set())
                    if len(facts) < _ENOUGH:
                        facts.add(fact_id(claim))
        return recorded

    def _places(self, claim: Evidence) -> set[str]:
        places = set(self._facets.values(claim, "place"))
        return places if places and places.isdisjoint(self._national) else {_EVERYWHERE}

    def _times(self, claim: Evidence) -> set[str]:
        """The periods of a claim; of a date in none of them, a period of its own."""
        periods = set(periods_of(claim, self._periods))
        return {_EVERYWHERE} if UNDATED in periods or not self._periods else periods or {OUTSIDE}


def _matching(keys: set[str]) -> list[str]:
    return [_ALL] if _EVERYWHERE in keys else [*keys, _EVERYWHERE]


def _no_other_cause(subject: FlawInput) -> Case | None:
    """Claims called shown without a note, which would name the other causes that were weighed."""
    claims = [
        claim
        for claim, answers in subject.attributions.items()
        if any(code in SHOWN and not decision.note.strip() for code, decision in answers)
    ]
    return Case("no_other_cause", tuple(claims), {"n": len(claims)}) if claims else None
