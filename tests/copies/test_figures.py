"""A figure is known in every spelling, and never within a longer number or a code."""

from __future__ import annotations

import pytest

from ilo_tui.copies.figures import figures_in, figures_of

NBSP, THIN = "\u00a0", "\u2009"


def _spelt(text: str) -> dict[str, set[str]]:
    return {text[figure.start : figure.end]: set(figure.readings) for figure in figures_in(text)}


@pytest.mark.parametrize(
    ("spelling", "readings"),
    [
        ("1234", {"1234"}),
        ("1,234", {"1234", "1.234"}),
        ("1.234", {"1234", "1.234"}),
        ("1 234", {"1234"}),
        (f"1{NBSP}234{THIN}567", {"1234567"}),
        ("1'234", {"1234"}),
        ("1,234,567", {"1234567"}),
        ("1.234,5", {"1234.5"}),
        ("1,234.50", {"1234.5"}),
        ("1 234,5", {"1234.5"}),
        ("12.5", {"12.5"}),
        ("12,50", {"12.5"}),
        ("0.125", {"0.125"}),
        ("007", {"7"}),
        ("12.0", {"12"}),
        ("1.2 million", {"1200000"}),
        ("1,25 juta", {"1250000"}),
        ("three", {"3"}),
        ("Sepuluh", {"10"}),
        ("\u17e1\u17e2", {"12"}),
        ("4.1.2", {"4.1.2"}),
        ("12,34,567", {"12,34,567"}),
    ],
)
def test_what_a_spelling_can_be(spelling: str, readings: set[str]) -> None:
    assert _spelt(f"({spelling}).") == {spelling: readings}


@pytest.mark.parametrize(
    "text", ["C182", "12th", "COVID-19", "12/5", "10:30", "x2", "stone", "onerous", "1\u00b2x", "A.1", ""]
)
def test_codes_dates_and_parts_of_words_are_no_figures(text: str) -> None:
    assert _spelt(text) == {}


@pytest.mark.parametrize(
    "longer", ["12345", "1,2345", "91234", "5.1234", "1234.5", "21 234", "1234,567", "12,341,234", "0.1234"]
)
def test_a_figure_is_not_found_within_a_longer_number(longer: str) -> None:
    (figure,) = figures_of(["1234"])
    assert not any(figure.is_spelt_by(other) for other in figures_in(longer))
    assert any(figure.is_spelt_by(other) for other in figures_in(f"{longer}; 1 234"))


def test_figures_stand_beside_signs_and_scripts_without_spaces() -> None:
    assert _spelt("45% (45), $45; \u1780\u17bb45\u1793\u17b6\u1780\u17cb") == {"45": {"45"}}
    assert [figure.start for figure in figures_in("45% of 45, in 45.")] == [0, 7, 14]
    assert [figure.end for figure in figures_in("45% of 45, in 45.")] == [2, 9, 16]
    assert list(_spelt("2012-2016")) == ["2012", "2016"]


def test_years_and_words_are_weak() -> None:
    weak = {
        figure.spelling: figure.weak for figure in figures_in("2012 1899 1900 2100 2101 seven 7 2,012 2012 million")
    }
    assert weak == {
        "2012": True, "1899": False, "1900": True, "2100": True, "2101": False, "seven": True, "7": False,
        "2,012": False, "2012 million": False,
    }  # fmt: skip


def test_the_figures_of_a_claim_are_each_once_whatever_their_spelling() -> None:
    figures = figures_of(["1,234 of 7 in 2012", "1.234 dari tujuh pada 2012"], [1234, 12.5, -3, 2012, 1e6])
    assert [(figure.spelling, figure.weak) for figure in figures] == [
        ("1234", False), ("12.5", False), ("3", False), ("1000000", False), ("7", False), ("2012", True),
    ]  # fmt: skip
    assert figures_of([], [0.1])[0].readings == {"0.1"}


def test_long_rows_of_digits_take_linear_time() -> None:
    for part in ("1", "1 ", "1,", "123 ", "1.", "1 1", "000 "):
        assert isinstance(list(figures_in(part * (20_000 // len(part)) + "x")), list)
