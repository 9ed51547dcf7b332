"""One long press, or a key that bounces, answers once; whoever types fast answers each time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.app.answer_guard import TOO_SOON, AnswerGuard

GAP = TOO_SOON


@pytest.fixture(autouse=True)
def gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnswerGuard, "GAP", GAP)


def taken_presses(*presses: tuple[str, float]) -> list[bool]:
    """Which of some presses are taken as answers, each of which is one then."""
    guard, results = AnswerGuard(), []
    for key, at in presses:
        results.append(guard.takes(key, at))
        if results[-1]:
            guard.answered(at)
    return results


def test_the_gap_is_200_milliseconds() -> None:
    assert TOO_SOON == 0.2
    assert taken_presses(("1", 0), ("2", 0.199), ("3", 0.2), ("4", 0.399), ("5", 0.4)) == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_a_digit_within_the_gap_is_passed_over_whichever_it_is() -> None:
    assert taken_presses(("1", 0), ("1", 0.05), ("2", 0.19)) == [True, False, False]


def test_another_digit_after_the_gap_is_taken() -> None:
    assert taken_presses(("1", 0), ("2", 0.2), ("1", 0.4)) == [True, True, True]


def test_a_key_that_is_held_answers_once_until_it_is_let_go() -> None:
    held = [("1", number * 0.03) for number in range(40)]
    assert taken_presses(*held) == [True] + [False] * 39
    assert taken_presses(*held, ("1", 39 * 0.03 + GAP + 0.01)) == [True] + [False] * 39 + [True]


def test_before_the_first_answer_nothing_is_too_soon() -> None:
    guard = AnswerGuard()
    assert [guard.takes("9", at) for at in (0.0, 0.01, 0.02)] == [True, True, True]


@given(st.lists(st.tuples(st.sampled_from("123"), st.floats(0, 0.5)), max_size=30))
def test_no_two_answers_are_closer_than_the_gap(steps: list[tuple[str, float]]) -> None:
    at, presses = 0.0, []
    for key, pause in steps:
        at += pause
        presses.append((key, at))
    times = [time for (_, time), answers in zip(presses, taken_presses(*presses), strict=True) if answers]
    assert all(later - earlier >= AnswerGuard.GAP for earlier, later in pairwise(times))
