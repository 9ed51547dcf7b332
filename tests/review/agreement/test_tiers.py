"""The tier and the distance of two answers, scale by scale, and of all answers to one question."""

from __future__ import annotations

from itertools import combinations
from typing import Literal

import pytest

from ilo_tui.dossier.model import AppliesTo, Scale
from ilo_tui.dossier.parts import Value
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.review.agreement.tiers import Tiers
from tests.editions import FIRST_EDITION

SCALES, FORMER = ({scale.id: scale for scale in load(path).records(Scale)} for path in (default_path(), FIRST_EDITION))
IN_PART, SKIPPED = "holds_in_part", "not_in_source"


def scale_of(ident: str, codes: dict[str, int | None], applies_to: AppliesTo = "evidence") -> Scale:
    """A scale with these codes and ranks."""
    values = [
        Value(code=code, key=str(place), label={"en": code}, definition={"en": code}, rank=rank)
        for place, (code, rank) in enumerate(codes.items())
    ]
    kind: Literal["nominal", "ordinal"] = "ordinal" if any(rank is not None for rank in codes.values()) else "nominal"
    return Scale(id=ident, kind=kind, applies_to=applies_to, order=1, question={"en": "?"}, values=values)


VERDICT = scale_of("verdict", dict.fromkeys(("holds", IN_PART, "does_not_hold", SKIPPED, "cannot_tell")))
BEARING = scale_of("bearing", {"for": 3, "neither": 2, "against": 1, "cannot_tell": None})
ATTRIBUTION = scale_of(
    "attribution", dict.fromkeys(("traced", "contributed", "possible", "others_doing", "cannot_tell"))
)


@pytest.mark.parametrize(
    ("scale", "first", "other", "tier", "distance"),
    [
        (VERDICT, "holds", "does_not_hold", 1, 1),
        (VERDICT, "holds", SKIPPED, 1, 1),
        (VERDICT, "holds", IN_PART, 2, 0.5),
        (VERDICT, "does_not_hold", IN_PART, 2, 0.5),
        (VERDICT, "does_not_hold", SKIPPED, 2, 0.5),
        (VERDICT, "cannot_tell", "holds", 2, 0.5),
        (VERDICT, "cannot_tell", IN_PART, 2, 0.5),
        (BEARING, "for", "against", 1, 1),
        (BEARING, "for", "neither", 3, 0.5),
        (BEARING, "cannot_tell", "neither", 2, 0.5),
        (ATTRIBUTION, "traced", "others_doing", 1, 1),
        (ATTRIBUTION, "contributed", "others_doing", 1, 1),
        (ATTRIBUTION, "possible", "others_doing", 2, 0.5),
        (ATTRIBUTION, "traced", "contributed", 2, 0.5),
        (FORMER["attribution"], "shown", "none", 1, 1),
        (FORMER["attribution"], "contribution_only", "none", 1, 1),
        (FORMER["attribution"], "plausible", "none", 2, 0.5),
        (SCALES["verdict"], "holds", "does_not_hold", 1, 1),
        (SCALES["verdict"], "holds", SKIPPED, 1, 1),
        (SCALES["verdict"], IN_PART, SKIPPED, 2, 0.5),
        (FORMER["verdict"], "holds", "does_not_hold", 1, 1),
        (SCALES["attribution"], "traced", "others_doing", 1, 1),
        (SCALES["attribution"], "possible", "cannot_tell", 2, 0.5),
        (SCALES["bearing"], "for", "against", 1, 1),
        (SCALES["bearing"], "for", "neither", 3, 0.5),
        (SCALES["body-strength"], "high", "low", 2, 2 / 3),
        (SCALES["gap-priority"], "high", "low", 2, 1),
        (SCALES["alignment"], "principal", "not_targeted", 1, 1),
        (SCALES["alignment"], "principal", "significant", 3, 0.5),
        (SCALES["alignment"], "cannot_tell", "significant", 2, 0.5),
        (SCALES["strength"], "high", "moderate", 3, 1 / 3),
        (SCALES["strength"], "high", "low", 2, 2 / 3),
        (SCALES["strength"], "high", "very_low", 2, 1),
        (SCALES["priority"], "high", "medium", 3, 0.5),
        (SCALES["priority"], "high", "low", 2, 1),
    ],
)
def test_two_answers(scale: Scale, first: str, other: str, tier: int, distance: float) -> None:
    for pair in ((first, other), (other, first)):
        difference = Tiers(scale).difference(pair)
        assert difference is not None
        assert (difference.tier, difference.minority) == (tier, 0.5)
        assert difference.distance == pytest.approx(distance)


@pytest.mark.parametrize(
    ("ranks", "tier"),
    [
        *(((high, low), 1) for high, low in combinations(range(6, 0, -1), 2) if high - low > 2),
        ((6, 4), 2),
        ((5, 3), 1),
        ((4, 2), 1),
        ((3, 1), 2),
        ((6, 5), 3),
        ((5, 4), 3),
        ((4, 3), 2),
        ((3, 2), 3),
        ((2, 1), 3),
        ((6, None), 2),
    ],
)
def test_ratings_are_apart_by_steps_and_by_the_side_of_the_middle(ranks: tuple[int, int | None], tier: int) -> None:
    codes = {value.rank: value.code for value in SCALES["effectiveness"].values}
    assert Tiers(SCALES["effectiveness"]).tier(codes[ranks[0]], codes[ranks[1]]) == tier


def test_of_an_unknown_scale_the_ranks_decide() -> None:
    five = Tiers(scale_of("usefulness", {"a": 10, "b": 20, "c": 30, "d": 40, "e": 50, "none": None}))
    assert [five.tier("a", code) for code in ("a", "b", "c", "e", "none")] == [None, 3, 2, 2, 2]
    # The two ends of a scale of two are as far apart as it allows.
    assert Tiers(scale_of("yes", {"yes": 1, "no": 0})).tier("yes", "no") == 2
    assert Tiers(scale_of("alike", {"a": 1, "b": 1, "c": 2})).tier("a", "b") is None


def test_only_the_rating_with_its_six_ranks_has_a_middle() -> None:
    six: dict[str, int | None] = {letter: rank for rank, letter in enumerate("fedcba", 1)}
    four: dict[str, int | None] = {letter: rank for rank, letter in enumerate("dcba", 1)}
    other, rating, short = (
        Tiers(scale_of(*pair)) for pair in (("usefulness", six), ("effectiveness", six), ("effectiveness", four))
    )
    assert [other.tier(*pair) for pair in ("bd", "af")] == [2, 2]
    assert [rating.tier(*pair) for pair in ("bd", "af")] == [1, 1]
    assert [short.tier("a", code) for code in "bcd"] == [3, 2, 2]


def test_two_of_the_ends_of_a_scale_are_as_far_apart_as_can_be_however_many_ranks_it_has() -> None:
    for codes in ({"yes": 1, "no": 0}, {"yes": 3, "so": 2, "no": 1}):
        difference = Tiers(scale_of("usefulness", {**codes})).difference(["yes", "no"])
        assert difference is not None
        assert difference.distance == 1


def test_the_distance_is_the_mean_over_all_pairs_and_the_tier_that_of_the_gravest() -> None:
    difference = Tiers(VERDICT).difference(["holds", "holds", "does_not_hold", IN_PART])
    assert difference is not None
    assert (difference.tier, difference.minority) == (1, 0.5)
    assert difference.distance == pytest.approx((0 + 2 * 1 + 2 * 0.5 + 0.5) / 6)


def test_a_code_that_the_scale_lacks_is_no_answer() -> None:
    tiers = Tiers(VERDICT)
    assert tiers.difference(["holds", "partly"]) is None
    assert tiers.difference(["holds"]) is tiers.difference([]) is None


def test_of_one_tier_the_wider_then_the_larger_minority_comes_first() -> None:
    tiers = Tiers(VERDICT)
    items = [
        ["holds", "does_not_hold"],
        ["holds", "holds", "does_not_hold"],
        ["holds", IN_PART],
        ["holds"] * 3 + [IN_PART],
    ]
    matches = [difference for codes in items if (difference := tiers.difference(codes))]
    backwards = matches[::-1]
    assert sorted(backwards, key=lambda backward: backward.order) == matches
