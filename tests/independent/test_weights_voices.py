"""Who speaks, and how many voices there are, counted by hand beside the independent count."""

from __future__ import annotations

import pytest

from tests.independent.crossings import Document
from tests.independent.tiny import claim, counts, numbers, tiny


def voices(*claims: Document, level: str = "direct") -> list[list[int]]:
    """Voices in all and independent ones, each low and high."""
    counted = counts(tiny(*claims), level=level)
    return [counted["voices"]["all"], counted["independent"]["all"]]


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({"source": "s-ngo", "said_by": "ministry"}, [[1, 1], [0, 0]]),
        ({"source": "s-ministry", "data_of": "s-repeats"}, [[1, 1], [1, 1]]),  # the bureau
        ({"source": "s-ilo"}, [[1, 1], [0, 0]]),
        ({"source": "s-firm"}, [[1, 1], [0, 1]]),  # its stake is not stated
        ({"source": "s-journal"}, [[1, 1], [0, 1]]),
        ({"source": "s-daily"}, [[1, 1], [0, 1]]),
        ({"source": "s-quotes-ministry"}, [[1, 1], [0, 0]]),  # its publisher is a name of the ministry
        ({"source": "s-blank"}, [[1, 1], [0, 1]]),
        ({"source": "s-thesis", "origin": "thesis", "said_by": "ngo"}, [[0, 0], [0, 0]]),
    ],
)
def test_who_speaks_in_one_claim(fields: Document, counted: list[list[int]]) -> None:
    assert voices(claim("a", **fields)) == counted


def test_figures_are_the_voice_of_the_source_from_which_they_come() -> None:
    survey, repeated = claim("a", "s-survey"), claim("b", "s-repeats", figures=[{"value": 9}])
    assert voices(survey, repeated) == [[1, 1], [1, 1]]
    assert voices(survey, claim("b", "s-repeats")) == [[2, 2], [2, 2]]


def test_actors_speak_with_the_voice_of_the_last_above_them_and_have_the_first_stake_that_is_stated() -> None:
    office, ilo = claim("a", "s-ngo", said_by="office"), claim("b", "s-ilo")
    assert voices(office, ilo) == [[1, 1], [0, 0]]
    bureau, ministry = claim("c", "s-bureau"), claim("d", "s-ministry")
    assert voices(bureau, ministry) == [[1, 1], [1, 1]]  # one voice, independent where the bureau speaks


def test_who_may_only_repeat_another_makes_a_range() -> None:
    repeated = [{"source": source} for source in ("s-ngo", "s-union", "s-daily", "s-thesis")]
    thesis = claim("t", "s-thesis", origin="thesis")
    ilo = claim("a", "s-ilo", other_sources=repeated)
    assert voices(ilo, thesis) == [[1, 4], [0, 3]]
    assert voices(ilo) == [[1, 5], [0, 4]]  # the thesis's source counts where it has no claim of the thesis
    assert voices(ilo, thesis, claim("b", "s-union")) == [[2, 4], [1, 3]]
    assert voices({**ilo, "said_by": "donor"}, thesis) == [[1, 1], [0, 0]]
    assert voices({**ilo, "data_of": "s-survey"}, thesis) == [[1, 1], [1, 1]]


def test_only_uncertain_voices_are_at_least_one_and_not_surely_independent() -> None:
    assert voices(claim("a", "s-daily"), claim("b", "s-weekly"), claim("c", "s-blank")) == [[1, 3], [0, 3]]


def test_a_voice_with_a_stake_is_independent_where_it_speaks_against() -> None:
    counted = counts(
        tiny(
            claim("a", "s-ilo"),
            claim("b", "s-ilo", "contradicts"),
            claim("c", "s-donor", "context"),
            claim("d", "s-ngo"),
            claim("e", "s-firm"),
        )
    )
    assert counted["voices"] == {"supports": [3, 3], "contradicts": [1, 1], "context": [1, 1], "all": [4, 4]}
    assert counted["independent"] == {"supports": [1, 2], "contradicts": [1, 1], "context": [0, 0], "all": [2, 3]}


def test_whoever_it_is_that_speaks_against_is_one_independent_voice() -> None:
    against = claim("a", "s-daily", "contradicts", other_sources=[{"source": "s-ministry"}])
    assert voices(against) == [[1, 2], [1, 2]]


def test_the_thesis_stands_beside_the_voices() -> None:
    counted = counts(
        tiny(
            claim("a", "s-ngo"),
            claim("t", "s-thesis", origin="thesis"),
            claim("u", "s-thesis", "context", origin="thesis"),
            claim("u1", "s-thesis", "context", origin="thesis", same_as="u"),
        )
    )
    assert (numbers(counted["facts"]), numbers(counted["thesis"])) == ([2, 0, 1], [1, 0, 1])
    assert counted["voices"]["all"] == [1, 1]
