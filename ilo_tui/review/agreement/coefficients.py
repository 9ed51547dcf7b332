"""Agreement among any number of reviewers who need not all have judged everything, from counts alone.

Units are given as counts per category, in the categories' order, and how many units have just these counts: three
units on which two of four reviewers said the first thing and one the second are `{(2, 1, 0): 3}`. All figures are
None where they are not defined.

Percent and AC1 are of K. Gwet, Handbook of Inter-Rater Reliability, 4th edition (2014), chapter 5; alpha is of
K. Krippendorff, Content Analysis, 3rd edition (2013), chapter 12.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

Units = Mapping[tuple[int, ...], int]
Metric = Callable[[Sequence[int], int, int], float]
"""The squared difference of two categories, the first one the lower; all categories' totals come first."""


def nominal(totals: Sequence[int], low: int, high: int) -> float:
    """Two different things are different, and no two more than others."""
    return 1.0


def ordinal(totals: Sequence[int], low: int, high: int) -> float:
    """How many answers lie between two ranks, half of those at either end among them; squared."""
    return (sum(totals[low : high + 1]) - (totals[low] + totals[high]) / 2) ** 2


def percent(units: Units) -> float | None:
    """Of each unit with two answers or more the share of pairs that agree; the mean of these shares, 0 to 1."""
    shares = [(n, _agreeing(counts) / _pairs(counts)) for counts, n in units.items() if _pairs(counts)]
    total = sum(n for n, _ in shares)
    return sum(n * share for n, share in shares) / total if total else None


def alpha(units: Units, metric: Metric) -> float | None:
    """Krippendorff's alpha; not defined where no unit has two answers, or all of those are the same."""
    paired = [(counts, n) for counts, n in units.items() if _pairs(counts)]
    totals = [sum(n * counts[place] for counts, n in paired) for place in range(_size(units))]
    differing = [(low, high) for low, high in combinations(range(len(totals)), 2) if totals[low] and totals[high]]
    if not differing:
        return None
    observed = expected = 0.0
    for low, high in differing:
        distance = metric(totals, low, high)
        pairs = sum(n * counts[low] * counts[high] / (sum(counts) - 1) for counts, n in paired)
        observed += pairs * distance
        expected += totals[low] * totals[high] * distance
    return 1 - (sum(totals) - 1) * observed / expected


def ac1(units: Units) -> float | None:
    """Gwet's AC1, which takes every category for as different as any other.

    A category's prevalence is the mean of its shares over all units with an answer, also those with only one. Not
    defined where `percent` is not, or there is only one category.
    """
    agreement, size = percent(units), _size(units)
    if agreement is None or size < 2:
        return None
    answered = [(counts, n) for counts, n in units.items() if any(counts)]
    number = sum(n for _, n in answered)
    shares = [sum(n * counts[place] / sum(counts) for counts, n in answered) / number for place in range(size)]
    chance = sum(share * (1 - share) for share in shares) / (size - 1)
    return (agreement - chance) / (1 - chance)


def _pairs(counts: Sequence[int]) -> int:
    """Ordered pairs of answers on a unit."""
    answers = sum(counts)
    return answers * (answers - 1)


def _agreeing(counts: Sequence[int]) -> int:
    """Ordered pairs of answers on a unit that are the same."""
    return sum(count * (count - 1) for count in counts)


def _size(units: Units) -> int:
    """How many categories there are, the same on every unit; 0 without units."""
    return len(next(iter(units), ()))
