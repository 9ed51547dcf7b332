"""Where reviewers differ, the gravest disagreement first, and which of it an adjudication has answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ilo_tui.dossier.model import AppliesTo, Scale
from ilo_tui.review.adjudication import FinalAnswer
from ilo_tui.review.agreement.ratings import Key, Rating, Ratings
from ilo_tui.review.agreement.ratings_matrix import categories
from ilo_tui.review.agreement.tiers import ONE_STEP, Difference, Tier, Tiers
from ilo_tui.review.items import Items

_NONE: Mapping[Key, FinalAnswer] = MappingProxyType({})


@dataclass(frozen=True)
class Disagreement:
    """An item on which reviewers differ, with all ratings on it.

    `by_scale` has the scales on which they differ, in the order of asking. `widths` has of each of these, from 0 to 1,
    how wide the answers lie: of an ordinal scale the distance from the lowest to the highest rank given, as a part of
    the scale's (0 where they differ only in that somebody could not tell); of a nominal one the share outside the
    largest camp.
    """

    key: Key
    ratings: list[Rating]
    by_scale: dict[str, Difference]
    widths: dict[str, float]
    final_answer: FinalAnswer | None = None

    @property
    def lead(self) -> Difference:
        """The gravest of the differences: it says how grave the disagreement is."""
        return min(self.by_scale.values(), key=lambda difference: difference.order)

    @property
    def tier(self) -> Tier:
        """1 a reversal, 2 another disagreement, 3 one step apart."""
        return self.lead.tier

    @property
    def distance(self) -> float:
        """The mean distance between two ratings, on the scale on which the difference is gravest."""
        return self.lead.distance

    @property
    def one_step(self) -> bool:
        """Whether the ratings lie but one step apart, which is never counted as a disagreement."""
        return self.tier == ONE_STEP

    @property
    def kind(self) -> AppliesTo:
        """What was asked: the item's kind, or `attribution`."""
        return self.key[0]

    @property
    def item(self) -> str:
        """The item's name."""
        return self.key[1]

    @property
    def adjudicated(self) -> bool:
        """Whether a final answer that saw all these ratings stands."""
        return self.final_answer is not None and not self.final_answer.stale


def disagreements(ratings: Ratings, items: Items, answers: Mapping[Key, FinalAnswer] = _NONE) -> list[Disagreement]:
    """Every item on which answers to some scale differ, the gravest first; `answers` are those of `final_answers`.

    In order of tier, then of distance, then of the share of the minority; of equal ones that with more ratings comes
    first. What is but one step apart is therefore at the end.
    """
    scales = {kind: [(scale, Tiers(scale)) for scale in items.scales(kind)] for kind in {key[0] for key in ratings.by}}
    results = []
    for key, by in ratings.by.items():
        values_list = [rating.decision.values for rating in by.values()]
        codes = {
            scale.id: [values[scale.id] for values in values_list if scale.id in values] for scale, _ in scales[key[0]]
        }
        differing = {
            scale.id: difference
            for scale, tiers in scales[key[0]]
            if (difference := tiers.difference(codes[scale.id])) is not None
        }
        if differing:
            widths = {scale.id: _width(codes[scale.id], scale) for scale, _ in scales[key[0]] if scale.id in differing}
            results.append(Disagreement(key, ratings.of(key[1], key[0]), differing, widths, answers.get(key)))
    return sorted(results, key=_rank)


def _rank(disagreement: Disagreement) -> tuple[tuple[int, float, float], int, Key]:
    return disagreement.lead.order, -len(disagreement.ratings), disagreement.key


def _width(codes: Sequence[str], scale: Scale) -> float:
    """How far apart the answers to one scale are, from 0 to 1."""
    places = categories(scale)
    ranks = [places[code] for code in codes if code in places]
    if not ranks:
        return 0.0
    if scale.kind == "ordinal":
        return (max(ranks) - min(ranks)) / max(places.values())
    return 1 - max(Counter(ranks).values()) / len(ranks)
