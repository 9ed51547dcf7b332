"""Numbers and dates: read where they mean one thing, and only there."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.text import name_key
from ilo_tui.importers.tables.ids import IDENT, ident_of
from ilo_tui.importers.tables.values import day, number, year

NUMBERS: list[tuple[str, int | float | None]] = [
    ("28.7", 28.7),
    ("28,7", 28.7),
    (" 45 % ", 45),
    ("-3", -3),
    ("\u22123,5", -3.5),
    ("+3", 3),
    ("1.234,5", 1234.5),
    ("1,234.5", 1234.5),
    ("1,234,567", 1234567),
    ("1.234.567,8", 1234567.8),
    ("12\u00a0345,5", 12345.5),
    ("1 234", 1234),
    ("0,125", 0.125),
    ("12345,678", 12345.678),
    ("1e3", 1000.0),
    ("1,234", None),
    ("12,34,56", None),
    ("1 23", None),
    ("1.2.3", None),
    ("N=41;P=56", None),
    ("nan", None),
    ("inf", None),
    ("1e999", None),
    ("1_000", None),
    ("٣", None),
    ("½", None),
    ("", None),
    ("%", None),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers(text: str, value: int | float | None) -> None:
    result = number(text)
    assert (result, type(result)) == (value, type(value))


@given(st.integers(-(2**53) + 1, 2**53 - 1))
def test_every_whole_number_is_read_as_it_is_written(value: int) -> None:
    assert number(str(value)) == value
    if abs(value) > 999_999:
        assert number(f"{value:,}") == value
        assert number(f"{value:,}".replace(",", ".")) == value


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_decimal_commas_are_decimal_points(value: object) -> None:
    assert number(str(value).replace(".", ",")) == float(str(value))


@given(st.text())
def test_whatever_is_written_is_a_finite_number_or_none(text: str) -> None:
    result = number(text)
    assert result is None or math.isfinite(result)


@given(st.dates())
def test_every_date_is_read(value: date) -> None:
    assert day(value.isoformat()) == value.isoformat()
    assert day(f"{value.isoformat()}T10:00:00+07:00") == value.isoformat()
    assert day(value.isoformat()[:7]) == value.isoformat()[:7]
    assert year(value.isoformat()) == value.year


@pytest.mark.parametrize(
    "text", ["2020-02-30", "0000-01-01", "2020-13", "20-01-01", "1/2/2020", "2020-1-1", "", "2020-01-01 x"]
)
def test_what_is_no_date(text: str) -> None:
    assert day(text) is None
    assert year(text) is None


@given(st.sets(st.text(min_size=1).map(name_key).filter(bool), max_size=30), st.sets(st.text(max_size=3)))
def test_ids_are_of_the_format_and_tell_names_apart_whatever_else_there_is(keys: set[str], reserved: set[str]) -> None:
    result = {key: ident_of(key, "other", reserved) for key in keys}
    assert len(set(result.values())) == len(keys)
    assert not reserved & set(result.values())
    for key, ident in result.items():
        assert IDENT.fullmatch(ident) and ident.isascii() and "." not in ident and len(ident) <= 90
        assert ident == ident_of(key, "other", reserved)
