"""A date is a year, a month or a day that the calendar has, in the digits 0 to 9."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.dates import is_date


@given(st.dates(), st.sampled_from((4, 7, 10)))
def test_every_day_is_a_date_and_so_are_its_month_and_its_year(day: date, precision: int) -> None:
    assert is_date(day.isoformat()[:precision])


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-13-01", "2026-13", "2026-00", "2026-02-29", "2026-11-31", "0000", "26-11-24"),
        *("2026-11-24\n", "24-11-2026", "2026/11/24", "20261124", "2026-1-2", "last week", "٢٠٢٦"),
    ],
)
def test_what_no_calendar_has_is_none(text: str) -> None:
    assert not is_date(text)


def test_the_leap_day_is_one_in_a_leap_year() -> None:
    assert is_date("2024-02-29")
