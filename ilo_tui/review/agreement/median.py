"""What reviewers said of one item together: how often each answer, and the middle one; never a mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilo_tui.dossier.model import Scale
from ilo_tui.review.agreement.ratings import Ratings
from ilo_tui.review.items import is_cannot


def distribution(ratings: Ratings, item: str, scale: Scale) -> dict[str, int]:
    """How many reviewers gave each answer of a scale, in its order, those that nobody gave among them."""
    counts = {value.code: 0 for value in scale.values}
    for rating in ratings.of(item, scale.applies_to):
        code = rating.decision.values.get(scale.id)
        if code is not None and code in counts:
            counts[code] += 1
    return counts


def median(ratings: Ratings, item: str, scale: Scale) -> tuple[int, int] | None:
    """The middle rank, twice, or the two ranks between which it falls; None of a nominal scale or without a rank.

    Answers that the question cannot be answered have no rank and are left out.
    """
    return middle_of(ranks_of(ratings, [item], scale))


def ranks_of(ratings: Ratings, items: Iterable[str], scale: Scale) -> list[int]:
    """The ranks of all answers to a scale about some items, in order; none of a nominal scale."""
    if scale.kind == "nominal":
        return []
    ranked = {value.code: value.rank for value in scale.values if not is_cannot(scale, value)}
    counts = [distribution(ratings, item, scale) for item in items]
    ranks = ((rank, sum(count[code] for count in counts)) for code, rank in ranked.items() if rank is not None)
    return sorted(rank for rank, n in ranks for _ in range(n))


def middle_of(ranks: Sequence[int]) -> tuple[int, int] | None:
    """The middle one of ranks in order, twice, or the two between which it falls; None of none."""
    return (ranks[(len(ranks) - 1) // 2], ranks[len(ranks) // 2]) if ranks else None


def middle_text(middle: tuple[int, int] | None) -> str:
    """`4`, or `4-5` where the median falls between; nothing of none."""
    if middle is None:
        return ""
    low, high = middle
    return str(low) if low == high else f"{low}-{high}"
