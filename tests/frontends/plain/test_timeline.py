"""`time` in plain lines: the years in which something is or happens, from wherever commands are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.queues import Choice
from tests.dossier.small import opened
from tests.dossier.timeline_case import timeline_tables
from tests.frontends.plain.help import reviewed, walked


@pytest.fixture
def case(tmp_path: Path) -> Dossier:
    return opened(tmp_path, timeline_tables())


def flat(text: str) -> str:
    return " ".join(text.split())


def test_time_lists_the_years_in_words_and_a_number_opens_one(case: Dossier) -> None:
    shown = walked(case, "time", "3", "1", "b", "b", "b", "b")
    years, year, claim, *_ = shown.split("> \n")[1:]
    assert "voices tied directly · all periods · as recorded." in flat(years)
    assert "2. 2005: voices: 2 for, 0 against, 0 context; 2 claims (3 with repeats)." in flat(years)
    assert "9. undated: voices: 1 for, 0 against, 0 context; 1 claim" in flat(years)
    assert "Programmes: ONE, LATER (begins) Policies: LAW (ratified), PLAN (adopted)" in flat(year)
    assert "direct +1 -0, with related +1 -0, with inferred +1 -1" in flat(year) and "1. b, " in year
    assert "Statement b" in claim
    assert shown.count("\nTimeline\n") == 2, "back from the year the years are there again"


@pytest.mark.parametrize("word", ["time", "waktu"])
def test_it_goes_from_a_list_and_a_page_and_comes_back_there(case: Dossier, word: str) -> None:
    shown = walked(case, "1", "1", word, "b", word, "b", "b", "b", "b")
    after = shown.split("\nTimeline\n")[-1]
    assert "Summary later" in after, "the page is shown again"
    assert shown.count("\nTimeline\n") == 2


def test_help_and_the_menu_name_it(case: Dossier) -> None:
    help_line = "time: what happened when, year by year"
    assert "14. Timeline\n" in walked(case, "b")
    assert help_line in walked(case, "1", "?", "b", "b") and help_line in walked(case, "24", "b")
    assert "\nTimeline\n" in walked(case, "14", "b", "b")


def test_while_judging_nothing_gives_an_answer_away(case: Dossier, tmp_path: Path) -> None:
    code, shown = reviewed(
        case, "time", "b", "p", choice=Choice(where="programme:one"), reviews=str(tmp_path / "reviews")
    )
    assert code == 0
    assert "2005: voices: 0 for, 0 against, 0 context; 3 claims, 2 hidden until judged." in flat(shown)


def test_a_dossier_without_any_date_has_only_what_is_undated(tmp_path: Path) -> None:
    tables = timeline_tables()
    for table in ("programmes", "policies", "aims", "indicators", "evidence"):
        tables[table] = {}
    shown = walked(opened(tmp_path, tables), "time", "b", "b")
    assert "Timeline: nothing" in shown
