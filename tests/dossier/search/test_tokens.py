"""What a word is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.text import clean
from ilo_tui.dossier.search.tokens import LONGEST, MOST_WORDS, cut_long, folded, folded_places, query_words, split
from tests.dossier.search.samples import hostile


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("undang-undang", ["undang", "undang"]),
        ("Convention C-182 (1999)", ["convention", "c", "182", "1999"]),
        ("Études e\u0301tudes ÉTUDES", ["etudes", "etudes", "etudes"]),
        ("İstanbul IŞIK ışık", ["istanbul", "isik", "ısık"]),
        ("straße STRASSE", ["strasse", "strasse"]),
        ("أَطْفَال أطفال", ["اطفال", "اطفال"]),
        ("“quoted” – dash…", ["quoted", "dash"]),
        ("child\u00adren pro\u200dgramme", ["children", "programme"]),
        ("snake_case don't", ["snake", "case", "don", "t"]),
        ("ΟΔΟΣ οδος", ["οδοσ", "οδοσ"]),
        ("𝐀 ﬁne", ["a", "fine"]),
        ("", []),
        ("\0*\"'", []),
    ],
)
def test_words_are_folded_and_parted(text: str, words: list[str]) -> None:
    assert split(text) == words


@pytest.mark.parametrize("word", ["កម្ពុជា", "การศึกษา", "शिक्षा"])
def test_vowel_signs_do_not_part_words(word: str) -> None:
    assert len(split(word)) == 1


@given(st.text() | hostile)
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text() | hostile)
def test_what_cannot_be_shown_parts_no_words(text: str) -> None:
    """So that a match is found again in the text as it is shown."""
    assert split(clean(text)) == split(text)


@given(st.text() | hostile)
def test_every_folded_letter_knows_where_it_came_from(text: str) -> None:
    plain, places = folded_places(text)
    assert plain == folded(text)
    assert len(places) == len(plain) + 1
    assert list(places) == sorted(places)
    assert all(letter in folded(text[place]) for letter, place in zip(plain, places, strict=False))


def test_words_that_ask_for_nothing_more_are_dropped() -> None:
    assert query_words("child c Labour child labour") == ("child", "labour")


def test_of_a_book_pasted_in_only_the_first_words_count() -> None:
    assert query_words(" ".join(f"w{number}" for number in range(1000, 9000)))[-1] == f"w{999 + MOST_WORDS}"


def test_very_long_words_are_cut_alike_on_both_sides() -> None:
    word = "ab" * 20_000
    assert split(word) == [word[:LONGEST]]
    assert cut_long(f"one {word} two") == f"one {word[:LONGEST]} two"
