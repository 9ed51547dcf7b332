"""Where reviewers differ, the gravest disagreement first, and which of it an adjudication has settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ilo_tui.dossier.model import AppliesTo, Scale
from ilo_tui.review.adjudication import Consensus
from ilo_tui.review.agreement.ratings import Key, Rating, Ratings
from ilo_tui.review.agreement.ratings_matrix import categories
from ilo_tui.review.agreement.tiers import ONE_STEP, Difference, Tier, Tiers
from ilo_tui.review.items import Items

_NONE: Mapping[Key, Consensus] = MappingProxyType({})


@dataclass(frozen=True)
class Disagreement:
    """An item on which reviewers differ, with all votes on it.

    `by_scale` has the scales on which they differ, in the order of asking. `widths` has of each of these, from 0 to 1,
    how wide the answers lie: of an ordinal scale the distance from the lowest to the highest rank given, as a part of
    the scale's (0 where they differ only in that somebody could not tell); of a nominal one the share outside the
    largest camp.
    """

    key: Key
    votes: list[Rating]
    by_scale: dict[str, Difference]
    widths: dict[str, float]
    consensus: Consensus | None = None

    @property
    def lead(self) -> Difference:
        """The gravest of the differences: it says how grave the disagreement is."""
        return min(self.by_scale.values(), key=lambda one: one.order)

    @property
    def tier(self) -> Tier:
        """1 a reversal, 2 another disagreement, 3 one step apart."""
        return self.lead.tier

    @property
    def distance(self) -> float:
        """The mean distance between two votes, on the scale on which the difference is gravest."""
        return self.lead.distance

    @property
    def one_step(self) -> bool:
        """Whether the votes lie but one step apart, which is never counted as a disagreement."""
        return self.tier == ONE_STEP

    @property
    def asked(self) -> AppliesTo:
        """What was asked: the item's kind, or `attribution`."""
        return self.key[0]

    @property
    def item(self) -> str:
        """The item's name."""
        return self.key[1]

    @property
    def settled(self) -> bool:
        """Whether a consensus that saw all these votes stands."""
        return self.consensus is not None and not self.consensus.stale


def disagreements(votes: Ratings, items: Items, agreed: Mapping[Key, Consensus] = _NONE) -> list[Disagreement]:
    """Every item on which answers to some scale differ, the gravest first; `agreed` is what `consensus` found.

    In order of tier, then of distance, then of the share of the minority; of equal ones that with more votes comes
    first. What is but one step apart is therefore at the end.
    """
    scales = {kind: [(scale, Tiers(scale)) for scale in items.scales(kind)] for kind in {key[0] for key in votes.by}}
    found = []
    for key, by in votes.by.items():
        if len(by) < 2:
            continue
        answers = [vote.decision.values for vote in by.values()]
        given = {scale.id: [one[scale.id] for one in answers if scale.id in one] for scale, _ in scales[key[0]]}
        differing = {
            scale.id: difference
            for scale, tiers in scales[key[0]]
            if (difference := tiers.difference(given[scale.id])) is not None
        }
        if differing:
            widths = {scale.id: _width(given[scale.id], scale) for scale, _ in scales[key[0]] if scale.id in differing}
            found.append(Disagreement(key, votes.of(key[1], key[0]), differing, widths, agreed.get(key)))
    return sorted(found, key=_rank)


def _rank(one: Disagreement) -> tuple[tuple[int, float, float], int, Key]:
    return one.lead.order, -len(one.votes), one.key


def _width(codes: Sequence[str], scale: Scale) -> float:
    """How far apart the answers to one scale are, from 0 to 1."""
    places = categories(scale)
    given = [places[code] for code in codes if code in places]
    if len(given) < 2 or min(given) == max(given):
        return 0.0
    if scale.kind == "ordinal":
        return (max(given) - min(given)) / max(places.values())
    return 1 - max(Counter(given).values()) / len(given)
