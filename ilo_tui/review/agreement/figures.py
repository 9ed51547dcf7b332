"""Agreement in figures: of each scale over all its reviewers, and of pairs of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

from ilo_tui.dossier.model import Scale
from ilo_tui.review.agreement.coefficients import ac1, alpha, nominal, ordinal, percent
from ilo_tui.review.agreement.ratings import Ratings
from ilo_tui.review.agreement.ratings_matrix import RatingsMatrix, Sums
from ilo_tui.review.items import Items

FEW = 10
"""Below so many items chance alone moves the figures far."""
PAIRS = 100


@dataclass(frozen=True)
class Figure:
    """Agreement on one scale, of a `pair` of reviewer ids or of all; percent, alpha and AC1 None where not defined.

    `items` are those judged by two or more of its `reviewers`; `missing` is how many answers are not there of all that
    these could have given on the items that any of them answered. `pairs_omitted` is of all: how many pairs that share
    items have no figure of their own here.
    """

    scale: str
    pair: tuple[str, str] | None
    items: int
    reviewers: int
    missing: int
    percent: float | None
    alpha: float | None
    ac1: float | None
    pairs_omitted: int

    @property
    def few(self) -> bool:
        """Whether there are too few items to rely on the figures."""
        return self.items < FEW


def figures(ratings: Ratings, items: Items, *, pairs: int | None = PAIRS) -> list[Figure]:
    """Of each scale that anybody answered, in the dossier's order: all, then the `pairs` pairs with most items shared.

    Pairs without a shared item are never listed, and 0 spares the search for pairs; None is every pair that shares one.
    """
    return [figure for scale in items.dossier.records(Scale) for figure in _of_scale(ratings, scale, pairs)]


def _of_scale(ratings: Ratings, scale: Scale, pairs: int | None) -> Iterator[Figure]:
    answers = RatingsMatrix(ratings, scale)
    if not answers.reviewers:
        return
    chosen, omitted = _pairs(answers, pairs)
    yield _figure(scale, None, len(answers.reviewers), answers.all(), omitted)
    for pair in chosen:
        yield _figure(scale, pair, 2, answers.of(*pair))


def _pairs(answers: RatingsMatrix, limit: int | None) -> tuple[list[tuple[str, str]], int]:
    """The pairs with most shared items, then by id, and how many others share some."""
    if limit == 0:
        return [], 0
    number = 0

    def sharing() -> Iterable[tuple[int, str, str]]:
        nonlocal number
        for first, second in combinations(answers.reviewers, 2):
            if shared := answers.shared(first, second):
                number += 1
                yield -shared, first, second

    chosen = sorted(sharing()) if limit is None else nsmallest(limit, sharing())
    return [(first, second) for _, first, second in chosen], number - len(chosen)


def _figure(scale: Scale, pair: tuple[str, str] | None, reviewers: int, sums: Sums, omitted: int = 0) -> Figure:
    units = sums.units
    return Figure(
        scale=scale.id,
        pair=pair,
        items=sum(n for counts, n in units.items() if sum(counts) > 1),
        reviewers=reviewers,
        missing=sums.missing,
        percent=percent(units),
        alpha=alpha(units, nominal if scale.kind == "nominal" else ordinal),
        ac1=ac1(units),
        pairs_omitted=omitted,
    )
