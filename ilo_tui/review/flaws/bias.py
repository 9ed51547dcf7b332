"""Flaw 6, positive bias: bias itself cannot be told, only how for and against are spread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import get_args

from ilo_tui.dossier.facets import NOT_STATED
from ilo_tui.dossier.facts import Fact
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.model import Evidence, Stake, Tie
from ilo_tui.dossier.periods import UNDATED, periods_of
from ilo_tui.dossier.ties import are_stated
from ilo_tui.review.flaws.result import Case, CaseKind, Findings, UnknownKind
from ilo_tui.review.flaws.subject import OUTSIDE, FlawInput, of_cell, present

_HIGH = 5
"""From this rank of effectiveness on a crossing is rated satisfactory."""
THESIS = "thesis"
"""Of a claim that no voice makes."""


def find_bias(subject: FlawInput) -> Findings:
    """For and against by stake, tie and period; crossings rated 5 or 6 with an independent voice against."""
    claims = filter(subject.shows, subject.dossier.records(Evidence))
    facts = [fact for fact in subject.facts(claims) if fact.claim.stance != "context"]
    cases: list[Case | None] = []
    unknown: list[UnknownKind] = ["bias", *subject.without_ratings(), *subject.without_stakes()]
    if subject.dossier.voices.are_stakes_stated:
        keys = (*get_args(Stake), NOT_STATED, THESIS)
        cases += _spread("by_stake", keys, facts, lambda fact: _stakes(subject, fact))
    if are_stated(subject.dossier):
        cases += _spread("by_tie", (*get_args(Tie), NOT_STATED), facts, lambda fact: [fact.claim.tie or NOT_STATED])
    else:
        unknown.append("ties")
    if periods := subject.dossier.meta.periods:
        keys = (*(period.id for period in periods), OUTSIDE, UNDATED)
        cases += _spread("by_period", keys, facts, lambda fact: periods_of(fact.claim, periods) or [OUTSIDE])
    else:
        unknown.append("periods")
    cases += (_high_against(subject, cell) for cell in subject.rated)
    return Findings(present(*cases), tuple(unknown))


def _spread(
    kind: CaseKind, keys: Sequence[str], facts: Iterable[Fact], keys_of: Callable[[Fact], Iterable[str]]
) -> Iterator[Case]:
    """For and against under each of these keys, where there is either; a fact may stand under several."""
    groups: dict[str, list[Evidence]] = {key: [] for key in keys}
    for fact in facts:
        for key in keys_of(fact):
            groups[key].append(fact.claim)
    for key, claims in groups.items():
        if claims:
            supports = sum(claim.stance == "supports" for claim in claims)
            values = {"key": key, "supports": supports, "contradicts": len(claims) - supports}
            yield Case(kind, tuple(claim.id for claim in claims), values)


def _stakes(subject: FlawInput, fact: Fact) -> Iterable[str]:
    """The stakes of those who certainly tell a fact; of uncertain ones that it is not stated."""
    speakers = [speaker for claim in fact.members for speaker in subject.dossier.voices.speakers(claim)]
    if not speakers:
        return [THESIS]
    stakes = (speaker.stake or NOT_STATED for speaker in speakers if speaker.certain)
    return dict.fromkeys(stakes) or [NOT_STATED]


def _high_against(subject: FlawInput, cell: Cell) -> Case | None:
    """A crossing whose effectiveness was rated 5 or 6, though a voice that is tied speaks against it."""
    results = subject.results
    scales = results.items.scales("cell") if results else []
    scale = next((scale for scale in scales if scale.id == "effectiveness"), None)
    middle = results.middle(cell.id, scale) if results and scale else None
    if middle is None or middle[0] < _HIGH:
        return None
    against = [fact for fact in subject.tied(cell.evidence) if fact.claim.stance == "contradicts"]
    n = subject.dossier.voices.count(against).independent.low
    values = {"row": cell.row, "column": cell.column, "low": middle[0], "high": middle[1], "n": n}
    return Case("high_against", of_cell(cell, subject.told_by_voices(against)), values) if n else None
