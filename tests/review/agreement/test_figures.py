"""Figures of agreement from sessions: all reviewers, pairs, the rule for "cannot", what is missing and what is few."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from ilo_tui.dossier.model import Scale
from ilo_tui.review.agreement.coefficients import ac1, alpha, nominal, ordinal, percent
from ilo_tui.review.agreement.disagreements import disagreements
from ilo_tui.review.agreement.figures import Figure, figures
from ilo_tui.review.agreement.median import distribution, median
from ilo_tui.review.agreement.ratings import Rating, Ratings
from ilo_tui.review.agreement.ratings_matrix import RatingsMatrix, categories
from ilo_tui.review.items import Items
from ilo_tui.review.model import Decision, Reviewer
from tests.dossier.small import scale as scale_document
from tests.review.agreement.many import DARA, PEOPLE, claims, ratings_in, save_ratings
from tests.review.agreement.test_coefficients import GWET, units_of
from tests.review.help import CHAN, SOK, desk_at, dossier_of
from tests.review.schema2 import E1, E2, E3, E4, FALSE, HOLDS, desk2

ONE_TO_FIVE = {
    kind: {**scale_document("verdict", *((f"c{n}", str(n), n) for n in range(1, 6)), kind=kind), "order": 1}
    for kind in ("nominal", "ordinal")
}


def only(figures: Sequence[Figure], scale: str, pair: tuple[str, str] | None = None) -> Figure:
    """The one figure of this scale and pair."""
    (figure,) = [item for item in figures if (item.scale, item.pair) == (scale, pair)]
    return figure


def rating(reviewer: str, item: str, values: dict[str, str]) -> Rating:
    """A rating that was read from nowhere."""
    at = "2026-11-24T12:00:00Z"
    decision = Decision(
        seq=1, item=item, item_hash="", values=values, basis="other", flagged=False, skipped=False, at=at
    )
    return Rating(Reviewer(id=reviewer, name=reviewer, role="other"), reviewer, decision)


def ratings_from(answers: dict[tuple[str, str], str], scale: str = "verdict") -> Ratings:
    """Ratings from codes by reviewer and item."""
    ratings = Ratings()
    for (reviewer, item), code in answers.items():
        ratings.add(("evidence", item), rating(reviewer, item, {scale: code}))
    return ratings


@pytest.mark.parametrize(("kind", "expected"), [("nominal", "0.74342"), ("ordinal", "0.81539")])
def test_the_published_example_comes_out_of_ratings(tmp_path: Path, kind: str, expected: str) -> None:
    items = Items(dossier_of(tmp_path, {"scales": [ONE_TO_FIVE[kind]]}))
    cells = {(f"r{rater}", f"evidence:u{unit}"): f"c{letter}"
             for unit, word in enumerate(GWET) for rater, letter in enumerate(word) if letter != "."}  # fmt: skip
    figure = only(figures(ratings_from(cells), items), "verdict")
    assert (figure.items, figure.reviewers, figure.missing) == (11, 4, 7)
    assert f"{figure.percent:.5f}" == "0.81818"
    assert f"{figure.ac1:.5f}" == "0.77544"
    assert f"{figure.alpha:.5f}" == expected
    assert not figure.few


def test_figures_of_sessions_by_scale_and_pair(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    for reviewer, verdicts in zip(PEOPLE, ("hhpn", "hhhn", "h..."), strict=True):
        save_ratings(desk, reviewer, claims(verdicts))
    result = figures(ratings_in(desk), desk.items)
    assert [(item.scale, item.pair) for item in result if item.scale == "verdict"] == [
        ("verdict", None),
        ("verdict", (CHAN.id, SOK.id)),
        ("verdict", (CHAN.id, DARA.id)),
        ("verdict", (DARA.id, SOK.id)),
    ]
    everybody, two = only(result, "verdict"), only(result, "verdict", (CHAN.id, SOK.id))
    assert (everybody.items, everybody.reviewers, everybody.missing) == (4, 3, 3)
    assert everybody.percent == pytest.approx((1 + 1 + 0 + 1) / 4)
    assert (two.items, two.reviewers, two.missing, two.percent) == (4, 2, 0, 0.75)
    assert everybody.few and two.few
    strength = only(result, "strength")
    assert (strength.percent, strength.alpha, strength.ac1) == (1, None, 1)
    assert {item.scale for item in result} == {"verdict", "strength"}


def test_cannot_is_an_answer_on_a_nominal_scale_and_missing_on_an_ordinal_one(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    cells = [f"cell:p1/{dimension}" for dimension in ("output", "outcome", "impact")]
    supplied = (("high", "high", "not_known"), ("high", "low", "low"))
    for reviewer, codes in zip(PEOPLE, supplied, strict=False):
        shown = {cell: {"effectiveness": code, **({} if code == "not_known" else {"body": "low"})}
                for cell, code in zip(cells, codes, strict=True)}  # fmt: skip
        save_ratings(desk, reviewer, shown)
        save_ratings(desk, reviewer, claims("tt" if reviewer == SOK else "th"))
    result = figures(ratings_in(desk), desk.items)
    effectiveness, verdict = only(result, "effectiveness"), only(result, "verdict")
    assert (effectiveness.items, effectiveness.missing, effectiveness.percent) == (2, 1, 0.5)
    assert (verdict.items, verdict.missing, verdict.percent) == (2, 0, 0.5)
    strength = only(result, "strength")
    assert (strength.items, strength.reviewers, strength.percent, strength.alpha, strength.ac1) == (0, 1, *[None] * 3)


def test_categories_follow_ranks_and_leave_cannot_out(tmp_path: Path) -> None:
    def scale(kind: str, *values: tuple[str, str, int | None]) -> Scale:
        dossier = dossier_of(tmp_path, {"scales": [scale_document("one", *values, kind=kind)]})
        return dossier.record(Scale, "one")

    values = (("best", "1", 9), ("cannot_say", "2", 0), ("worst", "3", 2), ("unable", "4", None), ("middle", "5", 4))
    assert categories(scale("ordinal", *values)) == {"worst": 0, "middle": 1, "best": 2}
    assert list(categories(scale("nominal", *values))) == ["best", "cannot_say", "worst", "unable", "middle"]


def test_an_answer_that_the_scale_does_not_know_is_missing(tmp_path: Path) -> None:
    items = desk_at(tmp_path).items
    ratings = ratings_from({("a", "evidence:e1"): "holds", ("b", "evidence:e1"): "perhaps"})
    figure = only(figures(ratings, items), "verdict")
    assert (figure.items, figure.reviewers, figure.missing, figure.percent) == (0, 2, 1, None)


def test_from_ten_shared_items_on_they_are_not_few(tmp_path: Path) -> None:
    items = desk_at(tmp_path).items
    for number, few in ((9, True), (10, False)):
        supplied = {(reviewer, f"evidence:u{item}"): "holds" for reviewer in "ab" for item in range(number)}
        # What only one of them judged is not shared.
        figure = only(figures(ratings_from({**supplied, ("a", "evidence:alone"): "holds"}), items), "verdict")
        assert (figure.items, figure.few) == (number, few)


def test_who_was_not_asked_lacks_no_answer_and_who_judged_nothing_does(tmp_path: Path) -> None:
    desk, part = desk2(tmp_path), {"verdict": "holds_in_part", "strength": "low"}
    # Strength was answered by three on four claims. Sok Dara was not asked it of e2 and e5, Chan Thy not of e3;
    # Maly Keo was never asked it, and is none of the three.
    save_ratings(desk, SOK, {E1: HOLDS, E2: FALSE, E3: part, "evidence:e5": FALSE})
    save_ratings(desk, CHAN, {E1: part, E2: HOLDS, E3: FALSE})
    save_ratings(desk, DARA, {E4: HOLDS})
    save_ratings(desk, Reviewer(id="maly-keo-9f9f", name="Maly Keo", role="other"), {E1: FALSE})
    result = figures(ratings_in(desk), desk.items, pairs=None)
    strength = only(result, "strength")
    # 4 claims x 3 reviewers, of whom 5 answers are there and 2 were not asked for.
    assert (strength.items, strength.reviewers, strength.missing) == (1, 3, 4 * 3 - 5 - 2)
    answers = RatingsMatrix(ratings_in(desk), desk.items.dossier.record(Scale, "strength"))
    # The two answered 3 claims, each of them 2; each was not asked one of the 3.
    assert answers.of(CHAN.id, SOK.id).missing == 3 * 2 - 2 - 2 - 1 - 1
    # Dara Keo has not judged e1 and e3, Sok Dara not e4; that Sok Dara was not asked e2 is neither here nor there.
    assert answers.of(DARA.id, SOK.id).missing == 3 * 2 - 1 - 2
    assert answers.of(DARA.id, CHAN.id).missing == 3 * 2 - 1 - 2


def test_where_a_scale_names_no_answers_before_it_whoever_was_not_asked_lacks_one(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("ht"))
    save_ratings(desk, CHAN, claims("hh"))
    result = figures(ratings_in(desk), desk.items)
    assert [only(result, "strength", pair).missing for pair in (None, (CHAN.id, SOK.id))] == [1, 1]


def test_an_ordinal_scale_of_which_no_answer_has_a_place_has_no_figures(tmp_path: Path) -> None:
    values = (("cannot_tell", "0", 1), ("unable", "9", 2))
    document = {**scale_document("verdict", *values, kind="ordinal"), "order": 1}
    items = Items(dossier_of(tmp_path, {"scales": [document]}))
    supplied = {("a", "evidence:u1"): "cannot_tell", ("b", "evidence:u1"): "unable"}
    for figure in figures(ratings_from(supplied), items, pairs=None):
        assert (figure.items, figure.missing, figure.percent, figure.alpha, figure.ac1) == (0, 2, None, None, None)


def test_nothing_is_figured_of_nothing(tmp_path: Path) -> None:
    assert figures(Ratings(), desk_at(tmp_path).items) == []


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("scale", ["verdict", "strength"])
def test_a_pair_by_sets_is_the_pair_counted_item_by_item(tmp_path: Path, seed: int, scale: str) -> None:
    random, items = Random(seed), desk_at(tmp_path).items
    codes = [value.code for value in items.dossier.record(Scale, scale).values]
    reviewers = ["a", "b", "c"]
    supplied = {
        (reviewer, f"evidence:e{item}"): random.choice([*codes, "unknown"])
        for reviewer in reviewers
        for item in range(random.randint(1, 40))
        if random.random() < 0.7
    }
    answers = RatingsMatrix(ratings_from(supplied, scale), items.dossier.record(Scale, scale))
    metric = nominal if scale == "verdict" else ordinal
    for first, other in combinations(answers.reviewers, 2):
        theirs = {key: code for key, code in supplied.items() if key[0] in {first, other}}
        alone = RatingsMatrix(ratings_from(theirs, scale), items.dossier.record(Scale, scale))
        pair, counted = answers.of(first, other), alone.all()
        assert pair.missing == counted.missing
        for figure in (percent, ac1, lambda units: alpha(units, metric)):
            assert figure(pair.units) == pytest.approx(figure(counted.units))
        assert answers.shared(first, other) == sum(n for counts, n in counted.units.items() if sum(counts) > 1)


def test_pairs_are_those_that_share_most_and_the_rest_is_counted(tmp_path: Path) -> None:
    items = desk_at(tmp_path).items
    supplied = {(reviewer, f"evidence:e{item}"): "holds"
             for reviewer, of in {"a": range(9), "b": range(6), "c": range(5, 9), "d": range(20, 22)}.items()
             for item in of}  # fmt: skip
    every = figures(ratings_from(supplied), items, pairs=None)
    assert [item.pair for item in every] == [None, ("a", "b"), ("a", "c"), ("b", "c")]
    assert [item.items for item in every[1:]] == [6, 4, 1]
    first = figures(ratings_from(supplied), items, pairs=1)
    assert [(item.pair, item.pairs_omitted) for item in first] == [(None, 2), (("a", "b"), 0)]
    assert [figure.pair for figure in figures(ratings_from(supplied), items, pairs=0)] == [None]


def test_the_whole_of_words_and_of_ratings_is_the_same(tmp_path: Path) -> None:
    items = Items(dossier_of(tmp_path, {"scales": [ONE_TO_FIVE["nominal"]]}))
    cells = {(f"r{rater}", f"evidence:u{unit}"): f"c{letter}"
             for unit, word in enumerate(GWET) for rater, letter in enumerate(word) if letter != "."}  # fmt: skip
    assert RatingsMatrix(ratings_from(cells), items.dossier.record(Scale, "verdict")).all().units == units_of(
        GWET, "12345"
    )


def test_where_no_pairs_are_asked_for_none_are_counted_as_left_out(tmp_path: Path) -> None:
    items = Items(dossier_of(tmp_path, {"scales": [ONE_TO_FIVE["nominal"]]}))
    cells = {(reviewer, "evidence:u1"): "c1" for reviewer in ("r1", "r2", "r3")}
    (figure,) = figures(ratings_from(cells), items, pairs=0)
    assert (figure.pair, figure.pairs_omitted) == (None, 0)


def test_an_answer_that_the_scale_lacks_is_in_no_distribution(tmp_path: Path) -> None:
    items = Items(dossier_of(tmp_path, {"scales": [ONE_TO_FIVE["ordinal"]]}))
    cells = {("r1", "evidence:u1"): "c4", ("r2", "evidence:u1"): "former", ("r3", "evidence:u1"): "c2"}
    (scale,) = items.dossier.records(Scale)
    assert distribution(ratings_from(cells), "evidence:u1", scale) == {"c1": 0, "c2": 1, "c3": 0, "c4": 1, "c5": 0}
    assert median(ratings_from(cells), "evidence:u1", scale) == (2, 4)


def test_an_answer_that_one_cannot_tell_has_no_place_in_the_middle_and_no_width_even_where_it_was_given_a_rank(
    tmp_path: Path,
) -> None:
    values = (("high", "2", 2), ("low", "1", 1), ("cannot_tell", "0", 0), ("unable", "9", None))
    document = {**scale_document("verdict", *values, kind="ordinal"), "order": 1}
    items = Items(dossier_of(tmp_path, {"scales": [document]}))
    (scale,) = items.dossier.records(Scale)
    rated = ratings_from({("r1", "evidence:u1"): "cannot_tell", ("r2", "evidence:u1"): "high"})
    assert median(rated, "evidence:u1", scale) == (2, 2)
    unable = ratings_from({("r1", "evidence:u1"): "cannot_tell", ("r2", "evidence:u1"): "unable"})
    assert median(unable, "evidence:u1", scale) is None
    (disagreement,) = disagreements(unable, items)
    assert disagreement.widths == {"verdict": 0}
