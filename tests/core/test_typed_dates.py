"""A date that people type is read where it has one meaning; where it has several, all of them are known."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ilo_tui.core.date_words import date_words
from ilo_tui.core.dates import is_date
from ilo_tui.core.languages import built_in_codes, user_folder
from ilo_tui.core.translator import MONTHS, Translator
from ilo_tui.core.typed_dates import DateWords, TypedDate, read_date

TODAY = date(2026, 11, 30)
PAST = st.dates(date(1927, 1, 1), TODAY)
CODES = st.sampled_from(built_in_codes())


def read(text: str, today: date = TODAY) -> TypedDate:
    return read_date(text, today, date_words())


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("2016", "2016"),
        ("2026-03", "2026-03"),
        ("2026-3-5", "2026-03-05"),
        ("2026/3", "2026-03"),
        ("3/2026", "2026-03"),
        ("13/3/2026", "2026-03-13"),
        ("3/13/2026", "2026-03-13"),
        ("3.3.2026", "2026-03-03"),
        ("12 Maret 2026", "2026-03-12"),
        ("12 mar. 2026", "2026-03-12"),
        ("March 12th, 2026", "2026-03-12"),
        ("the 12th of March 2026", "2026-03-12"),
        ("tanggal 12 Maret 2026", "2026-03-12"),
        ("2026 March 12", "2026-03-12"),
        ("12 Mar 26", "2026-03-12"),
        ("12 Mar", "2026-03-12"),
        ("1 Dec", "2025-12-01"),
        ("30 Nov", "2026-11-30"),
        ("29 Feb", "2024-02-29"),
        ("March 2026", "2026-03"),
        ("Pebruari 2026", "2026-02"),
        ("5 Agt 2026", "2026-08-05"),
        ("Desember", "2025-12"),
        ("kemarin", "2026-11-29"),
        ("Yesterday ", "2026-11-29"),
        ("hari ini", "2026-11-30"),
        ("20260312", "2026-03-12"),
        ("13032026", "2026-03-13"),
        ("១៣/៣/២០២៦", "2026-03-13"),
    ],
)
def test_what_has_one_meaning_is_read(text: str, reading: str) -> None:
    assert read(text) == TypedDate((reading,))
    assert read(text).certain == reading


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("3/4/2026", ["2026-04-03", "2026-03-04"]),
        ("3.4.2026", ["2026-04-03", "2026-03-04"]),
        ("3/4", ["2026-04-03", "2026-03-04"]),
        ("12/3/2026", ["2026-03-12", "2026-12-03"]),
        ("12/3/26", ["2026-03-12", "2026-12-03", "2012-03-26"]),
        ("26-03-12", ["2012-03-26", "2026-03-12"]),
        ("Mar 16", ["2026-03-16", "2016-03"]),
        ("13 March 30", ["1930-03-13", "2030-03-13"]),
        ("03042026", ["2026-04-03", "2026-03-04"]),
    ],
)
def test_what_has_several_meanings_is_not_certain(text: str, readings: list[str]) -> None:
    assert list(read(text).readings) == readings
    assert read(text).certain == ""


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "12", "2026-13-01", "31 April 2026", "32/1/2026", "29/2/2026", "0/0/2026", "1/2/3/2026"),
        *("Ma 2026", "12 Mar 2026 Apr", "026-3-5", "12:30", "2026-003-05", "yesterday 5", "9" * 100, "март " * 30),
    ],
)
def test_what_no_calendar_has_has_no_reading(text: str) -> None:
    assert read(text) == TypedDate()


@pytest.mark.parametrize("text", ["2027", "2026-12", "2026-12-01", "1 December 2026", "1/13/2027"])
def test_what_has_not_begun_yet_is_in_the_future_and_not_certain(text: str) -> None:
    typed = read(text)
    assert typed.future == set(typed.readings)
    assert typed.readings and typed.certain == ""


def test_what_has_begun_is_not_in_the_future() -> None:
    assert [read(text).certain for text in ("2026", "2026-11", "2026-11-30")] == ["2026", "2026-11", "2026-11-30"]


@given(PAST, CODES)
def test_a_day_written_with_the_name_of_its_month_is_that_day_in_every_language(day: date, code: str) -> None:
    month = Translator(code)(MONTHS[day.month - 1])
    for text in (
        f"{day.day} {month} {day.year}",
        f"{month.upper()} {day.day}, {day.year}",
        Translator(code).date(f"{day}"),
    ):
        assert read(text).certain == day.isoformat()
    assert read(f"{month} {day.year}").certain == day.isoformat()[:7]


@given(PAST, st.sampled_from("/.- "))
def test_a_day_in_numbers_is_among_the_readings_whatever_comes_first(day: date, sign: str) -> None:
    parts = (day.day, day.month, day.year)
    for order in ((0, 1, 2), (1, 0, 2)):
        assert day.isoformat() in read(sign.join(str(parts[part]) for part in order)).readings
    typed = read(sign.join(str(parts[part]) for part in (2, 1, 0)))
    assert typed.readings == (day.isoformat(),)
    both = read(f"{day.day}{sign}{day.month}{sign}{day.year}").readings
    assert (len(both) == 1) == (day.day > 12 or day.day == day.month)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1900, 1, 1), date(2099, 12, 31)), CODES)
@example(date(2026, 2, 28), date(2024, 2, 29), "en")
def test_a_year_left_out_is_that_of_the_latest_such_day(today: date, day: date, code: str) -> None:
    typed = read(f"{day.day} {Translator(code)(MONTHS[day.month - 1])}", today)
    read_day = date.fromisoformat(typed.certain)
    assert read_day <= today
    assert (read_day.day, read_day.month) == (day.day, day.month)
    between = (read_day + timedelta(days) for days in range(1, (today - read_day).days + 1))
    assert all((other.day, other.month) != (day.day, day.month) for other in between)


@given(st.text() | st.from_regex(r"\d{1,4}[/. -]\d{1,4}([/. -]\d{1,4})?", fullmatch=True))
def test_whatever_is_typed_every_reading_is_a_date(text: str) -> None:
    typed = read(text)
    assert all(map(is_date, typed.readings))
    assert typed.future <= set(typed.readings)
    assert typed.certain in {"", *typed.readings}


@given(PAST, st.sampled_from((4, 7, 10)))
def test_what_is_stored_is_read_as_it_is(day: date, precision: int) -> None:
    stored = day.isoformat()[:precision]
    assert read(stored).certain == stored


def test_a_word_for_two_months_has_two_readings() -> None:
    words = DateWords(((),) * 9 + (("listopad",), ("listopad",), ()))
    assert read_date("5 listopad 2025", TODAY, words).readings == ("2025-10-05", "2025-11-05")


def test_a_language_of_a_user_brings_its_words() -> None:
    folder = user_folder() / "fr"
    folder.mkdir(parents=True)
    facts = {"name": "Français", "months": {"3": ["mars"], "8": ["août"]}, "days_ago": {"Avant-hier": 2}}
    (folder / "language.json").write_text(json.dumps({**facts, "date_fillers": ["le"]}), "utf-8")
    assert read("le 5 AOUT 2026").certain == "2026-08-05"
    assert read("avant-hier").certain == "2026-11-28"
    assert read("kemarin").certain == "2026-11-29"


@pytest.mark.share(3)
@pytest.mark.parametrize(
    "facts",
    [
        {"months": ["mars"], "days_ago": ["hier"], "date_fillers": {"le": 1}},
        {"months": {"3": "mars", "13": ["x"], "2": [3, None, "", " "]}, "days_ago": {"": 1, "far": 10**9, "hier": "1"}},
        {"months": {"3": ["m" * 10_000] * 10_000}, "days_ago": {"ago": -1}, "date_fillers": [""] * 10_000},
    ],
)
def test_words_that_are_none_are_left_out(facts: object) -> None:
    folder = user_folder() / "xx"
    folder.mkdir(parents=True)
    (folder / "language.json").write_text(json.dumps(facts), "utf-8")
    words = date_words()
    assert set(words.days_ago) == {word for word in words.days_ago if read(word).readings} - {"hier", "far", "ago", ""}
    assert all(name and len(name) <= 40 for names in words.months for name in names)
    assert max(map(len, words.months)) < 10
    assert read("12 March 2026").certain == "2026-03-12"
