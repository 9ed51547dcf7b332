"""Times for people: by this machine's clock, as the language writes them, and the same on every screen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator, local_time, zone_names

EN, ID = Translator("en"), Translator("id")
SAVED = datetime(2026, 11, 29, 12, 7, 34, tzinfo=UTC)


@contextmanager
def clock_of(zone: str) -> Iterator[None]:
    """Set the clock of this machine to another zone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def kiritimati() -> Iterator[None]:
    """A place 14 hours east of UTC, where it is tomorrow already."""
    with clock_of("Pacific/Kiritimati"):
        yield


@pytest.mark.usefixtures("kiritimati")
def test_a_time_is_reported_by_the_clock_on_the_wall() -> None:
    assert EN.moment("2026-11-29T12:07:34Z") == "30 November 2026, 02:07"
    assert ID.moment("2026-11-29T12:07:34Z") == "30 November 2026 pukul 02.07"
    assert (EN.day("2026-11-29T12:07:34Z"), ID.day("2026-05-01T12:07:34Z")) == ("30 November 2026", "2 Mei 2026")
    assert (EN.clock(SAVED), ID.clock(SAVED)) == ("02:07:34", "02.07.34")
    assert zone_names(["2026-11-29T12:07:34Z"]) == ["UTC+14"]


@pytest.mark.usefixtures("kiritimati")
def test_a_day_without_a_time_is_nobodys_clock() -> None:
    assert (EN.moment("2026-11-29"), EN.day("2026-11-29")) == ("29 November 2026", "29 November 2026")


def test_where_clocks_are_turned_both_zones_are_said() -> None:
    with clock_of("Europe/Paris"):
        assert zone_names(["2026-07-01T00:00:00Z", "2026-12-01T00:00:00Z"]) == ["UTC+1", "UTC+2"]
    with clock_of("Asia/Kolkata"):
        assert zone_names(["2026-07-01T00:00:00Z"]) == ["UTC+5:30"]
    with clock_of("America/St_Johns"):
        assert zone_names(["2026-12-01T00:00:00Z"]) == ["UTC-3:30"]
    assert zone_names(["2026-12-01T00:00:00Z"]) == ["UTC"]


@pytest.mark.usefixtures("kiritimati")
def test_the_ends_of_the_calendar_are_reported_too() -> None:
    assert EN.moment("9999-12-31T23:59:59Z") == "31 December 9999, 23:59"
    assert local_time("0001-01-01T00:00:00Z").year == 1


@given(st.text())
def test_what_is_no_date_stands_as_it_is(text: str) -> None:
    for tr in (EN, ID):
        assert isinstance(tr.date(text), str)
