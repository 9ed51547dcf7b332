"""What all reviewers of a folder make of the claims: which are out, and which were verified."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilo_tui.review.model import Basis
    from ilo_tui.review.results import ReviewResults

_DISMISSING = frozenset({"does_not_hold", "not_in_source"})
_VERIFYING: frozenset[Basis] = frozenset({"source_read", "own_observation", "interview"})
"""The bases on which a claim is checked against something else than the dossier."""


@dataclass(frozen=True)
class ReviewedClaims:
    """What all review sessions of a folder make of the claims, by their ids.

    `dismissed` are those whose final answer is that they are not true or that their source does not say so; `verified`
    those on which somebody decided by the source read, by own observation or an interview, and that are not dismissed.
    `waiting` are those that wait for the reader's own answer: of their crossings it is not shown what others found.
    """

    dismissed: frozenset[str] = frozenset()
    verified: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()


def standing_in(results: ReviewResults, waiting: Iterable[str] = ()) -> ReviewedClaims:
    """What some sessions make of the claims; `waiting` are the items that wait for the reader's answer.

    Where nothing was adjudicated a claim is out once all its reviewers, or the only one, give the same of these
    answers: who differ have no final answer.
    """
    dismissed, verified = set[str](), set[str]()
    scale = next((scale.id for scale in results.items.scales("evidence")), "")
    for item in results.items_of("evidence"):
        claim = item.partition(":")[2]
        codes = {decision.values.get(scale) for decision in results.decisions(item)}
        if len(codes) == 1 and codes <= _DISMISSING:
            dismissed.add(claim)
        elif any(basis in _VERIFYING for basis in _bases(results, item)):
            verified.add(claim)
    claims = (item.partition(":")[2] for item in waiting if item.startswith("evidence:"))
    return ReviewedClaims(frozenset(dismissed), frozenset(verified), frozenset(claims))


def _bases(results: ReviewResults, item: str) -> Iterable[Basis]:
    """On what decisions on a claim rest: those of its reviewers, and what an adjudication decided."""
    final = results.final(item)
    yield from (rating.decision.basis for rating in results.ratings.of(item))
    yield from [final.basis] if final else ()
