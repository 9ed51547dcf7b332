"""Dates as people type them: what a text can mean, as ISO dates as precise as it is. Which is meant is never guessed.

`3/4/2026` is 3 April or 4 March: it has two readings, and a person chooses. A year that is left out is that of the
latest such day that has come already; of two digits it is of this century, unless that is far off. What needs the words
of a language takes them from `DateWords`, see `core.date_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ilo_tui.core.dates import is_date
from ilo_tui.core.text import fold

_LONGEST = 60
"""Letters of the longest text that is read."""
_FIRST_YEAR = 1000
_ABBREVIATED = 3
"""Letters that the beginning of a month's name has at least."""
_AHEAD = 20
"""Years from now up to which two digits may mean a year to come."""
_LEAP_YEARS_APART = 8
_SEPARATORS = re.compile(r"[\s.,/\\'’\-–]+")
_PARTS = re.compile(r"\d+|\D+")


class DateWords(NamedTuple):
    """What dates are made of in some languages, all folded; see `core.text.fold`."""

    months: Sequence[Sequence[str]] = ((),) * 12
    """The names of the twelve months."""
    days_ago: Mapping[str, int] = {}
    """Words for days near today, by how many days ago they are."""
    fillers: frozenset[str] = frozenset()
    """What may stand in a date and says nothing, as the `th` of `12th`."""


class TypedDate(NamedTuple):
    """What a text can mean as a date; without readings it is none."""

    readings: tuple[str, ...] = ()
    future: frozenset[str] = frozenset()
    """Those of the readings that have not begun yet."""

    @property
    def certain(self) -> str:
        """The date where there is one reading, and it has come; else empty: a person has to say what is meant."""
        return self.readings[0] if len(self.readings) == 1 and not self.future else ""


def read_date(text: str, today: date, words: DateWords) -> TypedDate:
    """Everything that a text can mean as a date, the day before the month first."""
    readings = tuple(dict.fromkeys(_readings(text.strip(), today, words)))
    return TypedDate(readings, frozenset(reading for reading in readings if _first_day(reading) > today))


def _first_day(reading: str) -> date:
    year, month, day = (*map(int, reading.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _readings(text: str, today: date, words: DateWords) -> Iterator[str]:
    if is_date(text):
        yield text
        return
    folded = " ".join(fold(text).split()) if len(text) <= _LONGEST else ""
    if (days := words.days_ago.get(folded)) is not None:
        yield (today - timedelta(days)).isoformat()
        return
    parts = [part for piece in _SEPARATORS.split(folded) for part in _PARTS.findall(piece)]
    parts = [part for part in parts if part not in words.fillers]
    numbers = [part for part in parts if part.isdecimal()]
    name = " ".join(part for part in parts if not part.isdecimal())
    if not name:
        yield from _of_numbers(numbers, today)
    for month in _months(name, words):
        yield from _of_month(numbers, month, today, name_first=not parts[0].isdecimal())


def _months(name: str, words: DateWords) -> Iterator[int]:
    """The months that a word names, in full or by its beginning."""
    for month, names in enumerate(words.months, 1):
        if name and (name in names or (len(name) >= _ABBREVIATED and any(full.startswith(name) for full in names))):
            yield month


def _of_month(numbers: Sequence[str], month: int, today: date, *, name_first: bool) -> Iterator[str]:
    """What the numbers beside the name of a month mean: day, year or both."""
    match numbers:
        case []:
            yield from _latest(month, None, today)
        case [number]:
            yield from _latest(month, number, today)
            # In tables `Mar 16` is March 2016; `16 Mar` is a day everywhere.
            if name_first or len(number) > 2:
                yield from _dates(number, month, None, today)
        case [first, last]:
            yield from _dates(last, month, first, today)
            if len(first) > 2:
                yield from _dates(first, month, last, today)


def _of_numbers(numbers: Sequence[str], today: date) -> Iterator[str]:
    """What numbers alone mean: day before or behind month, year at the end or, in full, at the beginning."""
    match numbers:
        case [number]:
            yield from _of_one_number(number, today)
        case [first, last] if len(first) > 2:
            yield from _dates(first, last, None, today)
        case [first, last]:
            yield from _latest(last, first, today)
            yield from _latest(first, last, today)
            yield from _dates(last, first, None, today)
        case [first, second, last]:
            yield from _dates(last, second, first, today)
            yield from _dates(last, first, second, today)
            yield from _dates(first, second, last, today)


def _of_one_number(number: str, today: date) -> Iterator[str]:
    """A year, or a day without signs between: `20260324`, `24032026`."""
    if len(number) == len("2026") and int(number) >= _FIRST_YEAR:
        yield f"{int(number)}"
    elif len(number) == len("20260324"):
        yield from _dates(number[:4], number[4:6], number[6:], today)
        yield from _dates(number[4:], number[2:4], number[:2], today)
        yield from _dates(number[4:], number[:2], number[2:4], today)


def _latest(month: str | int, day: str | None, today: date) -> Iterator[str]:
    """The latest such day or month that has come; nothing of what no calendar has."""
    for year in range(today.year, today.year - _LEAP_YEARS_APART - 1, -1):
        reading = _iso(year, month, day)
        if reading and _first_day(reading) <= today:
            yield reading
            return


def _dates(year: str, month: str | int, day: str | None, today: date) -> Iterator[str]:
    """The day or month, of each year that the digits of `year` may mean."""
    for full_year in _years(year, today):
        if reading := _iso(full_year, month, day):
            yield reading


def _years(digits: str, today: date) -> Iterator[int]:
    if len(digits) == len("2026") and int(digits) >= _FIRST_YEAR:
        yield int(digits)
    elif len(digits) == len("26"):
        year = today.year - today.year % 100 + int(digits)
        if year > today.year:
            yield year - 100
        if year <= today.year + _AHEAD:
            yield year


def _iso(year: int, month: str | int, day: str | None) -> str:
    """A date in ISO; empty where the calendar has none such, or a month or day has more than two digits."""
    if len(str(month)) > 2 or len(day or "") > 2:
        return ""
    try:
        iso = date(year, int(month), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return iso if day else iso[: len("2026-03")]
