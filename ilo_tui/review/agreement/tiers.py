"""How grave it is that answers differ: three tiers, within them a distance.

Tier 1 is a reversal: one reviewer says the opposite of another. Tier 2 is any other difference that is one of meaning.
Tier 3 is one step on a ranked scale: worth an annex, and never counted as a disagreement.

Which pairs of answers are a reversal is said by their codes for the scales that this program knows, whatever the scale
is called in a dossier. Of any other scale nothing is known but its ranks: two steps are tier 2, as are the two ends of
a scale of two ranks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ilo_tui.dossier.model import Scale
from ilo_tui.review.agreement.ratings_matrix import categories

Tier = Literal[1, 2, 3]
REVERSAL: Tier = 1
DIFFERENCE: Tier = 2
ONE_STEP: Tier = 3

_OPPOSITES = frozenset(
    map(
        frozenset,
        [
            ("holds", "does_not_hold"),
            ("holds", "not_in_source"),
            ("for", "against"),
            ("traced", "others_doing"),
            ("contributed", "others_doing"),
            # The attribution scale of the first edition: `none` is that nothing ties the change to the programme.
            ("shown", "none"),
            ("contribution_only", "none"),
            ("principal", "not_targeted"),
        ],
    )
)
_RATING = "effectiveness"
_RATING_RANKS = 6


@dataclass(frozen=True)
class Difference:
    """How far apart the answers to one scale are.

    `tier` is that of the gravest pair; `distance` the mean over all pairs of answers, 0 to 1, those that are the same
    among them; `minority` the share of answers outside the largest group.
    """

    tier: Tier
    distance: float
    minority: float

    @property
    def order(self) -> tuple[int, float, float]:
        """Sorts the gravest difference first."""
        return self.tier, -self.distance, -self.minority


class Tiers:
    """The tier and the distance of answers to one scale."""

    def __init__(self, scale: Scale) -> None:
        """Know the ranks of `scale`; answers that the question cannot be answered have none."""
        self._codes = {value.code for value in scale.values}
        self._places = categories(scale) if scale.kind == "ordinal" else {}
        ranks = len(set(self._places.values()))
        self._top = ranks - 1
        self._rating = scale.id == _RATING and ranks == _RATING_RANKS

    def difference(self, answers: Iterable[str]) -> Difference | None:
        """Of the answers of all reviewers; None where no two differ. A code that the scale lacks is no answer."""
        counts = Counter(code for code in answers if code in self._codes)
        pairs = [
            (tier, self._distance(low, high), counts[low] * counts[high])
            for low, high in combinations(sorted(counts), 2)
            if (tier := self.tier(low, high)) is not None
        ]
        if not pairs:
            return None
        number = counts.total()
        distance = sum(apart * times for _, apart, times in pairs) / (number * (number - 1) / 2)
        return Difference(min(tier for tier, *_ in pairs), distance, 1 - max(counts.values()) / number)

    def tier(self, first: str, second: str) -> Tier | None:
        """Of two answers that the scale has; None where they say the same, as two codes of one rank do."""
        if first == second:
            return None
        if frozenset((first, second)) in _OPPOSITES:
            return REVERSAL
        steps = self._steps(first, second)
        if steps is None:
            return DIFFERENCE
        if not steps:
            return None
        return self._rating_tier(first, second, steps) if self._rating else self._ranked_tier(steps)

    def _ranked_tier(self, steps: int) -> Tier:
        return ONE_STEP if steps == 1 and self._top > 1 else DIFFERENCE

    def _rating_tier(self, first: str, second: str, steps: int) -> Tier:
        """On the six ranks of a rating it counts whether the answers lie on two sides of its middle."""
        middle = _RATING_RANKS // 2
        across = (self._places[first] < middle) != (self._places[second] < middle)
        if steps > 2 or (steps == 2 and across):
            return REVERSAL
        return DIFFERENCE if steps == 2 or across else ONE_STEP

    def _distance(self, first: str, second: str) -> float:
        steps = self._steps(first, second)
        if steps is not None:
            return steps / self._top
        return 1.0 if frozenset((first, second)) in _OPPOSITES else 0.5

    def _steps(self, first: str, second: str) -> int | None:
        """How many ranks lie between two answers; None where either has none."""
        if not {first, second} <= self._places.keys():
            return None
        return abs(self._places[first] - self._places[second])
