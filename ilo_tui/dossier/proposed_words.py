"""Words proposed for the evidence at a crossing, and for the agreement in it; nobody's judgement, never set by itself.

After the guidance note of the Intergovernmental Panel on Climate Change of 2010: evidence is limited, medium or robust,
agreement is low, medium or high, and the two are never made one word of confidence. Only independent voices count, by
the low end. An own, funder's, implementer's or subject's voice is independent in what it says against, and only there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from msgspec import Struct

from ilo_tui.dossier.facts import Fact
from ilo_tui.dossier.model import Evidence, Source, Stance
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import TieLevel, tie_level
from ilo_tui.dossier.voices import Voice
from ilo_tui.dossier.weighing import facts_at

EvidenceWord = Literal["limited", "medium", "robust"]
AgreementWord = Literal["low", "medium", "high"]

_MEASURING = frozenset({"evaluation", "survey", "statistics", "research"})
_FEWEST = 3
"""Voices of which on there is agreement to speak of."""


class EvidenceProposal(Struct, frozen=True):
    """A word for the evidence, with what it rests on.

    `independent` is how many voices are certainly independent (I); `direct` those of them that speak in a claim tied
    directly and read in its source's own text (D); `kinds` the kinds of their sources (K); `claims` the claims of D;
    `verified` how many of these a review verified. `lacks_review` is whether only review keeps it from being robust.
    """

    word: EvidenceWord
    independent: int
    direct: tuple[Voice, ...]
    kinds: tuple[str, ...]
    claims: tuple[Evidence, ...]
    verified: int
    lacks_review: bool


class AgreementProposal(Struct, frozen=True):
    """A word for the agreement in direction of independent voices; None where they are too few to speak of it."""

    word: AgreementWord | None
    supports: int
    contradicts: int
    mixed: int

    @property
    def voices(self) -> int:
        """How many independent voices take a side."""
        return self.supports + self.contradicts + self.mixed


class Proposal(Struct, frozen=True):
    """Both words for the same facts; they are never combined."""

    evidence: EvidenceProposal
    agreement: AgreementProposal


def propose(dossier: DossierReader, facts: Iterable[Fact], level: TieLevel, verified: Collection[str] = ()) -> Proposal:
    """The words for the facts that count at a tie level; `verified` are ids of claims that a review verified."""
    counted = facts_at(dossier, facts, level)
    return Proposal(_evidence(dossier, counted, verified), _agreement(dossier, counted))


def _evidence(dossier: DossierReader, facts: Sequence[Fact], verified: Collection[str]) -> EvidenceProposal:
    members = ((fact, claim) for fact in facts for claim in fact.members)
    spoken = [(voice, fact, claim) for fact, claim in members for voice in _independent(dossier, claim)]
    rests_on = [
        (voice, claim)
        for voice, fact, claim in spoken
        if tie_level(dossier, fact.claim) == "direct" and claim.reading == "direct"
    ]
    direct = tuple(dict.fromkeys(voice for voice, _ in rests_on))
    claims = tuple({claim.id: claim for _, claim in rests_on}.values())
    kinds = tuple(dict.fromkeys(dossier.record(Source, claim.source).kind for _, _, claim in spoken))
    confirmed = sum(claim.id in verified for claim in claims)
    n = dossier.voices.count(facts).independent.low
    broad = n >= 3 and len(direct) >= 2 and len(kinds) >= 2 and not _MEASURING.isdisjoint(kinds)
    word: EvidenceWord = "limited" if n <= 1 or not direct else "medium"
    if broad and confirmed >= 2:
        word = "robust"
    return EvidenceProposal(word, n, direct, kinds, claims, confirmed, lacks_review=broad and confirmed < 2)


def _independent(dossier: DossierReader, claim: Evidence) -> list[Voice]:
    """The voices that certainly speak in a claim and are certainly independent there."""
    speakers = dossier.voices.speakers(claim)
    return [speaker.voice for speaker in speakers if speaker.certain and speaker.is_independent(claim.stance) is True]


def _agreement(dossier: DossierReader, facts: Iterable[Fact]) -> AgreementProposal:
    sides: dict[Voice, set[Stance]] = {}
    for fact in facts:
        for claim in fact.members if fact.claim.stance != "context" else ():
            for voice in _independent(dossier, claim):
                sides.setdefault(voice, set()).add(fact.claim.stance)
    mixed = sum(len(side) > 1 for side in sides.values())
    supports, contradicts = (sum(side == {stance} for side in sides.values()) for stance in ("supports", "contradicts"))
    return AgreementProposal(_agreement_word(supports, contradicts, mixed), supports, contradicts, mixed)


def _agreement_word(supports: int, contradicts: int, mixed: int) -> AgreementWord | None:
    n = supports + contradicts + mixed
    if n < _FEWEST:
        return None
    larger = max(supports, contradicts)
    # In whole numbers: 0.8 and 0.6 of n.
    return "high" if larger * 10 >= n * 8 else "medium" if larger * 10 >= n * 6 else "low"
