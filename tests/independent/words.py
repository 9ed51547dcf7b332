"""The words proposed for evidence and agreement, as METHOD 4 has them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from tests.independent.crossings import LEVELS, Document, Fact, Tables, is_tied
from tests.independent.voices import Directory, Speaking, certain, distinct, independent_range, speakings

STUDIES = {"evaluation", "survey", "statistics", "research"}
SIDES = ("supports", "contradicts")


def words(tables: Tables, tied: list[Fact], verified: AbstractSet[str]) -> Document:
    """Evidence and agreement of the facts tied at a level, with what they go by."""
    directory = Directory(tables)
    return _evidence(tables, directory, tied, verified) | _agreement(_independent(speakings(directory, tied)))


def _independent(spoken: list[Speaking]) -> list[Speaking]:
    return [speaking for speaking in certain(spoken) if speaking.is_independent]


def _evidence(tables: Tables, directory: Directory, tied: list[Fact], verified: AbstractSet[str]) -> Document:
    spoken = speakings(directory, tied)
    direct = [fact for fact in tied if is_tied(tables, fact.counted, LEVELS[0])]
    read = [speaking for speaking in _independent(speakings(directory, direct)) if _is_read(speaking.claim)]
    kinds = {directory.sources[speaking.claim["source"]]["kind"] for speaking in _independent(spoken)}
    checked = {speaking.claim["id"] for speaking in read} & verified
    voices, first_hand = independent_range(spoken)[0], len(distinct(read))
    word = "medium" if voices >= 2 and first_hand >= 1 else "limited"
    if voices >= 3 and first_hand >= 2 and len(kinds) >= 2 and kinds & STUDIES and len(checked) >= 2:
        word = "robust"
    return {"evidence": word, "I": voices, "D": first_hand, "K": sorted(kinds), "verified": sorted(checked)}


def _is_read(claim: Document) -> bool:
    return claim.get("reading") == "direct"


def _agreement(spoken: list[Speaking]) -> Document:
    """The word, and how many independent voices are for, against, both."""
    supporting, against = (
        distinct([speaking for speaking in spoken if speaking.claim["stance"] == side]) for side in SIDES
    )
    sides = {
        "for": len(supporting - against),
        "against": len(against - supporting),
        "mixed": len(supporting & against),
    }
    return {"agreement": _agreement_word(max(sides["for"], sides["against"]), sum(sides.values())), "sides": sides}


def _agreement_word(larger: int, voices: int) -> str | None:
    if voices < 3:
        return None
    if 10 * larger >= 8 * voices:
        return "high"
    return "medium" if 10 * larger >= 6 * voices else "low"
