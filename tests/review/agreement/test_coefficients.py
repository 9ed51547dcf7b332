"""The coefficients give the published values, and those of the `krippendorff` package on any data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any, Literal

import krippendorff
import pytest

from ilo_tui.review.agreement.coefficients import Metric, Units, ac1, alpha, nominal, ordinal, percent

GWET = ["11.1", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", ".555", "..11", "..3."]
"""Four raters and twelve units, a unit a word: Gwet (2014), which Krippendorff (2011) has as well."""
THREE = ["*****34121133*3", "1*213343*******", "**21344*21133*4"]
"""Three raters and fifteen units, a rater a word."""
TABLE = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
"""Two raters' answers crossed."""


def interval(totals: Sequence[int], low: int, high: int) -> float:
    """Categories as far apart as their numbers, for values that were published so."""
    return float((high - low) ** 2)


Level = Literal["nominal", "ordinal", "interval"]
METRICS: dict[Level, Metric] = {"nominal": nominal, "ordinal": ordinal, "interval": interval}


def units_of(words: Sequence[str], codes: str) -> Units:
    """Words, one a unit, as counts per category."""
    return Counter(tuple(word.count(code) for code in codes) for word in words)


def crossed(table: Sequence[Sequence[int]]) -> Units:
    """A table of two raters as counts per category."""
    units: Counter[tuple[int, ...]] = Counter()
    for item, row in enumerate(table):
        for other, n in enumerate(row):
            units[tuple((item, other).count(place) for place in range(len(table)))] += n
    return units


def test_the_metrics_are_those_of_the_book() -> None:
    # Krippendorff (2013), chapter 12: nominal differences are 1; ordinal ones count the answers from rank to rank,
    # those at both ends by half: of 4, 6 and 10 answers 4/2 + 6 + 10/2 lie from the first rank to the last.
    assert [nominal((4, 6, 10), *pair) for pair in ((0, 1), (0, 2))] == [1, 1]
    assert [ordinal((4, 6, 10), *pair) for pair in ((0, 1), (1, 2), (0, 2))] == [5**2, 8**2, 13**2]


def test_the_published_values_of_four_raters() -> None:
    units = units_of(GWET, "12345")
    assert f"{percent(units):.5f}" == "0.81818"
    assert f"{ac1(units):.5f}" == "0.77544"
    assert f"{alpha(units, nominal):.5f}" == "0.74342"
    assert f"{alpha(units, ordinal):.3f}" == "0.815"
    assert f"{alpha(units, interval):.3f}" == "0.849"


def test_the_published_values_of_three_raters() -> None:
    units = units_of(["".join(unit) for unit in zip(*THREE, strict=True)], "1234")
    assert f"{alpha(units, nominal):.6f}" == "0.691358"
    assert f"{alpha(units, interval):.6f}" == "0.810845"


def test_the_published_values_of_two_raters() -> None:
    units = crossed(TABLE)
    assert f"{alpha(units, nominal):.5f}" == "0.79726"
    assert f"{ac1(units):.5f}" == "0.84933"
    assert percent(units) == pytest.approx((13 + 20 + 56) / 100)


@pytest.mark.parametrize("seed", range(200))
def test_alpha_is_that_of_the_krippendorff_package(seed: int) -> None:
    random = Random(seed)
    size = random.randint(2, 7)
    raters, number = random.randint(2, 6), random.randint(3, 40)
    gaps = random.choice((0.0, 0.2, 0.6))
    # Answers lean to one category, as people's do, and at least one pair differs.
    draw = [[None if random.random() < gaps else _draw(random, size) for _ in range(number)] for _ in range(raters)]
    data = [[0, *draw[0]], [size - 1, *draw[1]], *([None, *row] for row in draw[2:])]
    units = Counter(
        tuple(sum(row[unit] == place for row in data) for place in range(size)) for unit in range(number + 1)
    )
    for level, metric in METRICS.items():
        assert alpha(units, metric) == pytest.approx(_oracle(data, size, level), abs=1e-9)


def _draw(random: Random, size: int) -> int:
    return min(random.randrange(size), random.randrange(size))


def _oracle(data: list[list[int | None]], size: int, level: Level) -> float:
    numbers: list[list[Any]] = [[float("nan") if value is None else value for value in row] for row in data]
    return float(krippendorff.alpha(numbers, value_domain=list(range(size)), level_of_measurement=level))


def test_without_variation_alpha_is_not_defined_and_ac1_is_full() -> None:
    assert percent({(3, 0): 20}) == 1
    assert alpha({(3, 0): 20}, nominal) is None
    assert ac1({(3, 0): 20}) == 1


@pytest.mark.parametrize("units", [{}, {(0, 0): 4}, {(1, 0): 3, (0, 1): 2}])
def test_without_two_answers_on_a_unit_nothing_is_defined(units: Units) -> None:
    assert percent(units) is None
    assert alpha(units, nominal) is None
    assert ac1(units) is None


def test_one_category_leaves_no_chance_to_correct_for() -> None:
    assert ac1({(2,): 5}) is None


def test_answers_that_vary_only_where_nobody_else_answered_are_no_variation() -> None:
    assert alpha({(2, 0): 5, (0, 1): 3}, nominal) is None


def test_steps_on_an_ordinal_scale_weigh_by_how_many_answers_lie_between() -> None:
    agreed: dict[tuple[int, ...], int] = {(5, 0, 0): 4, (0, 5, 0): 4, (0, 0, 5): 4}
    one_step, two_steps = (alpha({**agreed, odd: 3}, ordinal) for odd in ((1, 1, 0), (1, 0, 1)))
    assert one_step is not None and two_steps is not None
    assert two_steps < one_step
