"""How far reviewers, asked blind, read claims as the dossier's editors do: bearing against stance.

This is what hiding the stance is for. A claim counts once, by the answer that stands: what was adjudicated, else what
every reviewer of it answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilo_tui.dossier.model import Evidence, Stance
from ilo_tui.review.adjudication import FinalAnswer
from ilo_tui.review.agreement.ratings import Key, Ratings
from ilo_tui.review.items import Items

STANCE_OF: Mapping[str, Stance] = {"for": "supports", "neither": "context", "against": "contradicts"}
"""The stance that an answer of bearing means; an answer that is none of these cannot be compared."""


@dataclass(frozen=True)
class EditorsAgreement:
    """The items on which bearing was answered, by what came of it, in order of their names; by how many `reviewers`.

    `agreeing` and `differing` are compared with the editors' stance. Apart stand those on which reviewers `cannot`
    tell, and those on which reviewers are `divided` among themselves and nothing is adjudicated.
    """

    scale: str = ""
    reviewers: int = 0
    agreeing: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    cannot: list[str] = field(default_factory=list)
    divided: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether bearing was answered at all."""
        return bool(self.agreeing or self.differing or self.cannot or self.divided)

    @property
    def compared(self) -> int:
        """On how many claims reviewers and editors can be compared."""
        return len(self.agreeing) + len(self.differing)


def editors_agreement(ratings: Ratings, items: Items, answers: Mapping[Key, FinalAnswer]) -> EditorsAgreement:
    """Bearing as it was answered, beside the stances; `answers` are those of `final_answers`."""
    scale = next((scale.id for scale in items.scales("bearing")), None)
    if scale is None:
        return EditorsAgreement()
    keys = sorted(key for key in ratings.by if key[0] == "bearing")
    result = EditorsAgreement(scale, len({reviewer for key in keys for reviewer in ratings.by[key]}))
    for key in keys:
        evidence = items.find(key[1])
        if not isinstance(evidence, Evidence):
            continue
        codes = _standing(ratings, answers.get(key), key, scale)
        stances = {STANCE_OF.get(code) for code in codes}
        if len(codes) > 1:
            result.divided.append(key[1])
        elif None in stances:
            result.cannot.append(key[1])
        else:
            (result.agreeing if evidence.stance in stances else result.differing).append(key[1])
    return result


def _standing(ratings: Ratings, final: FinalAnswer | None, key: Key, scale: str) -> set[str]:
    """The final answer as long as it stands, else every different answer."""
    if final and not final.stale:
        return {final.decision.values[scale]}
    return {rating.decision.values[scale] for rating in ratings.by[key].values()}
