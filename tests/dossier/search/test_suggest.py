"""Did you mean."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.search.finder import Search
from ilo_tui.dossier.search.suggest import distances, nearest
from tests.dossier.search.samples import indexed, sources


@pytest.fixture(scope="module")
def search(dossiers: Mapping[bool, Dossier]) -> Search:
    """A search of the default dossier, whose index is there."""
    return indexed(dossiers[False])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("chidlren", "children"),
        ("chldren", "children"),
        ("chidlr", "children"),
        ("pendidkan", "pendidikan"),
        ("pendidikkan", "pendidikan"),
        ("Kambodja", "kamboja"),
        ("undnag-undang", "undang"),
        ("chidl labour", "child labour"),
    ],
)
def test_slips_of_the_hand_are_understood(search: Search, typed: str, expected: str) -> None:
    assert not search.find(typed) or expected == "undang"
    assert any(expected in suggestion for suggestion in search.suggest(typed))


def test_every_suggestion_finds_something(search: Search) -> None:
    for typed in ("chidl labuor", "ministrry of labuor", "pekreja anak"):
        near = search.suggest(typed)
        assert near
        assert all(search.find(suggestion) for suggestion in near)


def test_where_nothing_is_near_nothing_is_suggested(search: Search) -> None:
    for typed in ("xyzzyxyzzy", "", "q", "qx", "w" * 5000):
        assert search.suggest(typed) == []


def test_words_that_exist_but_not_together_are_not_changed() -> None:
    search = indexed(sources("children", "inspectors"))
    assert not search.find("children inspectors")
    assert search.suggest("children inspectors") == []


def test_numbers_are_near_only_where_digits_were_typed() -> None:
    search = indexed(sources("2012 201x"))
    assert search.suggest("2102") == ["2012"]
    assert search.suggest("oldo") == []


def test_the_nearest_comes_first_and_of_those_the_most_frequent() -> None:
    assert nearest("labor", [("labour", 2), ("lab", 9), ("tabor", 3)]) == ["tabor", "labour"]
    assert nearest("labro", [("laborious", 2), ("labor", 1)]) == ["labor", "laborious"]


@pytest.mark.parametrize(
    ("word", "other", "begun", "full"),
    [("abc", "abc", 0, 0), ("abc", "acb", 1, 1), ("abc", "abcdef", 0, 3), ("abc", "xabc", 1, 1), ("abc", "", 3, 3)],
)
def test_distances(word: str, other: str, begun: int, full: int) -> None:
    assert distances(word, other) == (begun, full)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distances_are_those_of_their_definition(word: str, other: str) -> None:
    assert distances(word, other)[1] == slow(word, other)
    assert distances(word, other)[0] == min(slow(word, other[:end]) for end in range(len(other) + 1))


def slow(a: str, b: str) -> int:
    """The distance, as it is defined."""
    if not a or not b:
        return len(a) + len(b)
    best = min(slow(a[:-1], b) + 1, slow(a, b[:-1]) + 1, slow(a[:-1], b[:-1]) + (a[-1] != b[-1]))
    if len(a) > 1 and len(b) > 1 and a[-2:] == b[-1] + b[-2]:
        best = min(best, slow(a[:-2], b[:-2]) + 1)
    return best
