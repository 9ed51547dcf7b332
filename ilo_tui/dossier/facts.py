"""Claims that tell one fact, told once: `same_as` names the fullest record of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from ilo_tui.dossier.model import Evidence

if TYPE_CHECKING:
    from ilo_tui.dossier.reader import DossierReader


class Fact(Struct, frozen=True):
    """A fact among some claims: the claim by which it counts, and all of them that tell it, in their order."""

    claim: Evidence
    members: tuple[Evidence, ...]


def fact_id(evidence: Evidence) -> str:
    """The id of the fullest record of the fact that a claim tells: that of the claim itself, unless it names one."""
    return evidence.same_as or evidence.id


def fact_of(dossier: DossierReader, evidence: Evidence) -> Fact:
    """The fact that a claim tells, with every claim of the dossier that tells it, as `facts_of` brings them together.

    Its fullest record stands first, whatever its place in the file.
    """
    ident = fact_id(evidence)
    fullest = evidence if evidence.id == ident else dossier.get(Evidence, ident)
    # A record that itself names a fuller one tells that fact.
    lead = (fullest,) if fullest and fact_id(fullest) == ident else ()
    members = (*lead, *dossier.evidence_of("same_as", ident))
    return Fact(members[0], members)


def facts_of(evidence: Iterable[Evidence]) -> list[Fact]:
    """The facts that claims tell, in the order in which each is first told.

    A fact counts by its fullest record, where that is among the claims, else by the first of them that tells it; its
    tie, stance and dimension are those of this claim.
    """
    evidence = list(evidence)
    if not any(claim.same_as for claim in evidence):
        return [Fact(claim, (claim,)) for claim in evidence]
    groups: dict[str, list[Evidence]] = {}
    for claim in evidence:
        groups.setdefault(fact_id(claim), []).append(claim)
    return [
        Fact(next((claim for claim in members if claim.id == ident), members[0]), tuple(members))
        for ident, members in groups.items()
    ]
