"""The check character: every single wrong character and every exchange of neighbours is noticed, proved exhaustively.

The code is linear, so that an error is noticed in all codes or in none; a test below proves the linearity that the
exhaustive ones rest on, and they are run on several codes all the same.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.exporters.paper.digits import ALPHABET, digits, is_right, normalise, with_check

BODIES = st.text(ALPHABET, min_size=7, max_size=7)
SOME = ["0000000", "ZZZZZZZ", "0123456", "7F3K2Q9", "VWXYZAB"]


@pytest.mark.parametrize("body", SOME)
def test_every_wrong_character_is_noticed(body: str) -> None:
    code = with_check(body)
    wrong = [
        code[:place] + char + code[place + 1 :]
        for place in range(len(code))
        for char in ALPHABET
        if char != code[place]
    ]
    assert len(wrong) == 8 * 31
    assert not any(is_right(code) for code in wrong)


def test_every_exchange_of_two_characters_is_noticed_wherever_they_stand() -> None:
    tried = 0
    for place, later in combinations(range(8), 2):
        for first, second in combinations(ALPHABET, 2):
            body = ["0"] * 8
            body[place], body[later] = first, second
            error = sum_of("".join(body), swapped(body, place, later))
            assert not is_right(error)
            tried += 1
    assert tried == 28 * 496


@pytest.mark.parametrize("body", SOME)
def test_every_exchange_of_neighbours_in_these_codes_is_noticed(body: str) -> None:
    code = with_check(body)
    for place in range(7):
        other = swapped(list(code), place, place + 1)
        assert is_right(other) == (other == code)


@given(BODIES, st.integers(0, 6))
def test_every_exchange_of_neighbours_is_noticed(body: str, place: int) -> None:
    code = with_check(body)
    other = swapped(list(code), place, place + 1)
    assert is_right(other) == (other == code)


@given(BODIES, BODIES)
def test_the_code_is_linear(first: str, other: str) -> None:
    assert is_right(sum_of(with_check(first), with_check(other)))


@given(BODIES)
def test_there_is_one_check_character(body: str) -> None:
    assert [char for char in ALPHABET if is_right(body + char)] == [with_check(body)[-1]]


@given(BODIES)
def test_what_is_read_is_what_was_written_in_any_case_and_with_hyphens(body: str) -> None:
    code = with_check(body)
    assert normalise(f"{code[:4]}-{code[4:]}".lower()) == code


def test_letters_that_look_like_digits_are_read_as_them() -> None:
    assert normalise("oO-iIlL") == "001111"
    assert normalise("7F3U") is None
    assert normalise("7Ｆ3K") is None
    assert normalise("-") is None


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    code = normalise(text)
    assert code is None or (set(code) <= set(ALPHABET) and is_right(code) in {True, False})


@given(st.integers(0, 2**64))
def test_digits_are_of_the_length_asked_for(number: int) -> None:
    assert len(digits(number, 4)) == 4
    assert digits(number, 13).lstrip("0") == digits(number, 20).lstrip("0")


def swapped(chars: list[str], first: int, second: int) -> str:
    other = list(chars)
    other[first], other[second] = other[second], other[first]
    return "".join(other)


def sum_of(first: str, other: str) -> str:
    """Character by character, in GF(32)."""
    return "".join(ALPHABET[ALPHABET.index(a) ^ ALPHABET.index(b)] for a, b in zip(first, other, strict=True))
