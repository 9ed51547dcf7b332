"""Leaving plain mode, finishing in it, and what it says when its input ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.queues import Choice
from tests.frontends.plain.help import Piped, reviewed, walked

CLM = Choice(where="programme:clm")


def records(reviews: Path) -> list[dict[str, Any]]:
    (path,) = reviews.glob("*.json")
    return list(json.loads(path.read_text(encoding="utf-8"))["decisions"].values())


def test_the_menu_tells_judging_from_the_list_of_sessions(dossier: Dossier) -> None:
    shown = walked(dossier, "q")
    assert "11. Review sessions\n" in shown
    assert "12. Begin judging\n" in shown
    assert "12. Mulai menilai\n" in walked(dossier, "q", language="id")


def test_finish_typed_out_finishes(dossier: Dossier, tmp_path: Path) -> None:
    code, shown = reviewed(dossier, "0", "finish", "yes", choice=CLM, reviews=str(tmp_path))
    assert code == 0
    assert "Check code: " in shown


def test_an_empty_session_is_not_finished_and_leaves_nothing(dossier: Dossier, tmp_path: Path) -> None:
    code, shown = reviewed(dossier, "finish", "p", choice=CLM, reviews=str(tmp_path / "r"))
    assert code == 0
    assert "Nothing was judged in this session: there is nothing to finish." in shown
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.first_edition
def test_an_observation_while_judging_keeps_the_claim(dossier: Dossier, tmp_path: Path) -> None:
    code, shown = reviewed(dossier, "1", "a", "seen", "Kampot", "", "r", "p", choice=CLM, reviews=str(tmp_path))
    assert code == 0
    assert "Observation: clm-001, " in shown.replace("\n  ", " ")
    assert "Your observation: seen, Kampot" in shown
    assert [record["item"] for record in records(tmp_path)] == ["evidence:clm-001"] * 2
    assert records(tmp_path)[1]["observation"] == {"text": "seen", "place": "Kampot"}


def test_a_date_that_no_calendar_has_is_asked_for_again(dossier: Dossier, tmp_path: Path) -> None:
    code, shown = reviewed(
        dossier, "1", "a", "seen", "", "2016-13-01", "2016-12-01", "finish", choice=CLM, reviews=str(tmp_path)
    )
    assert code == 0
    assert "2016-13-01 is no date. Write 2026, 2026-11 or 2026-11-24" in shown
    assert records(tmp_path)[1]["observation"] == {"text": "seen", "date": "2016-12-01"}


def test_of_a_date_with_two_readings_a_number_says_which_it_is(dossier: Dossier, tmp_path: Path) -> None:
    typed = ("1", "a", "seen", "", "3/4/2016", "9", "3/4/2016", "2", "finish")
    code, shown = reviewed(dossier, *typed, choice=CLM, reviews=str(tmp_path))
    assert code == 0
    question = "Which date is 3/4/2016? A number, or the date anew.\n1. 3 April 2016\n2. 4 March 2016\n"
    assert shown.count(question) == 2
    assert "9 is no date." in shown
    assert records(tmp_path)[1]["observation"] == {"text": "seen", "date": "2016-03-04"}


def test_a_date_in_the_future_is_asked_about(dossier: Dossier, tmp_path: Path) -> None:
    code, shown = reviewed(dossier, "1", "a", "seen", "", "2999", "2016", "p", choice=CLM, reviews=str(tmp_path))
    assert code == 0
    assert "1. 2999 (in the future)\n" in shown
    assert records(tmp_path)[1]["observation"] == {"text": "seen", "date": "2016"}


def test_how_a_date_in_words_was_read_is_printed(dossier: Dossier, tmp_path: Path) -> None:
    typed = ("1", "a", "seen", "", "12 March 2016", "p")
    code, shown = reviewed(dossier, *typed, choice=CLM, language="id", reviews=str(tmp_path))
    assert code == 0
    assert "Tanggal: 12 Maret 2016\n" in shown
    assert records(tmp_path)[1]["observation"] == {"text": "seen", "date": "2016-03-12"}


@pytest.mark.parametrize(
    "typed",
    [
        ("1", "a", "seen"),
        ("1", "a", "seen", "Kampot"),
        ("1", "a", "seen", "Kampot", "2026-13-01"),
        ("1", "a", "seen", "Kampot", "3/4/2016"),
    ],
)
def test_an_observation_is_saved_though_the_input_ends_before_place_or_date(
    dossier: Dossier, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    code, shown = reviewed(dossier, *typed, choice=CLM, reviews=str(tmp_path))
    assert code == 0
    assert records(tmp_path)[1]["observation"]["text"] == "seen"
    assert "The input has ended. Everything that was answered is saved." in shown


def test_an_observation_on_a_page_is_saved_though_the_input_ends(dossier: Dossier, tmp_path: Path) -> None:
    shown = walked(dossier, "9", "clm-001", "1", "a", "seen", reviews=str(tmp_path), reviewer="Sok Dara")
    assert "The input has ended." in shown
    assert [record["item"] for record in records(tmp_path)] == ["evidence:clm-001"]


@pytest.mark.parametrize("typed", [(), ("1",), ("1", "n"), ("1", "o"), ("1", "B"), ("0", "finish"), ("1", "x"), ("v",)])
def test_wherever_the_input_ends_all_is_saved_and_that_is_said(
    dossier: Dossier, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    code, shown = reviewed(dossier, *typed, choice=CLM, reviews=str(tmp_path))
    assert code == 0
    assert shown.rstrip().endswith("The input has ended. Everything that was answered is saved.")


def test_a_closed_input_is_said_by_the_program_itself(tmp_path: Path) -> None:
    talk = Piped("--reviews", str(tmp_path), "--reviewer", "Sok", "review", "--programme", "clm")
    talk.type("1")
    assert talk.end() == 0
    assert talk.printed.rstrip().endswith("Everything that was answered is saved.")
    assert len(records(tmp_path)) == 1


@pytest.mark.slow
@pytest.mark.first_edition
def test_leaving_names_what_would_be_lost(dossier: Dossier, tmp_path: Path) -> None:
    reviews = tmp_path / "r"
    reviewed(dossier, "1", "p", choice=CLM, reviews=str(reviews))
    talk = Piped("--reviews", str(reviews), "--reviewer", "Sok Dara", "review", "--programme", "clm")
    aside = reviews.rename(tmp_path / "aside")
    reviews.write_text("a file where the folder was")
    assert "NOT SAVED" in talk.type("4")
    shown = talk.type("q")
    assert "1 decision is saved nowhere (evidence:clm-001)." in shown
    assert "The same again leaves, and loses 1 decision." in shown
    # Something else in between keeps it, and is warned of again.
    talk.type("i")
    assert "1 decision is saved nowhere" in talk.type("p")
    reviews.unlink()
    aside.rename(reviews)
    assert "Saved " in talk.type("t")
    assert talk.end() == 0
    assert records(reviews)[-1]["values"]["strength"] == "high"


def test_notes_that_were_never_saved_are_asked_about_before_finishing(dossier: Dossier, tmp_path: Path) -> None:
    from ilo_tui.review.unfinished_notes import UnfinishedNotes

    reviewed(dossier, "0", "p", choice=CLM, reviews=str(tmp_path))
    (path,) = tmp_path.glob("*.json")
    UnfinishedNotes(tmp_path, path.stem).save("evidence:clm-001", "half")
    code, shown = reviewed(
        dossier, "o", "b", "i", "finish", "", "finish", "save", "yes", choice=CLM, reviews=str(tmp_path)
    )
    assert code == 0
    assert "1. judged, unfinished note: " in shown
    assert "Unfinished notes: 1 (evidence:clm-001)" in shown
    assert "1 note was typed and never saved" in shown
    assert "Half a note, not saved yet: half" in shown
    assert "Check code: " in shown
    assert records(tmp_path)[-1]["note"] == "half"


@pytest.mark.parametrize(("line", "typed"), [("9", "²"), ("9", "١٢"), ("7", "½"), ("8", "1/²")])
def test_what_is_wrong_in_the_form_stands_beside_its_field(
    dossier: Dossier, tmp_path: Path, line: str, typed: str
) -> None:
    shown = walked(dossier, "12", line, typed, "10", "b", reviewer="Sok Dara", reviews=str(tmp_path / "r"))
    assert f"{typed} (" in shown.replace("\n  ", " ")
    assert f"{typed} is no " in shown
    assert not list(tmp_path.rglob("*.json"))


def test_what_was_seen_stands_on_pages_and_in_its_session_whence_a_number_opens_it(
    dossier: Dossier, tmp_path: Path
) -> None:
    mine = {"reviews": str(tmp_path), "reviewer": "Sok Dara"}
    walked(dossier, "9", "clm-001", "1", "a", "Two classrooms", "Kampot", "2016-03", "b", "b", "q", **mine)
    other = {"reviews": str(tmp_path), "reviewer": "Chan Thy"}
    seen = "\nObservations\nMarch 2016, Kampot · Sok Dara (other)\n  Two classrooms\n"
    assert seen in walked(dossier, "9", "clm-001", "1", "m", "q", **other)
    shown = walked(dossier, "11", "1", "?", "1", "m", "b", "b", "b", "q", **other)
    assert "0 of 0 judged, Sok Dara, 1 observation\n" in shown
    assert "\nObservations: 1\n" in shown
    session, _, page = shown.partition("[1]\n")
    assert f"{seen}  About: clm-001, " in session
    assert "A number: open what has that number in brackets" in page
    assert seen in page
    assert page.count("Observations: 1\n") == 1


def test_read_only_shows_what_was_seen(dossier: Dossier, tmp_path: Path) -> None:
    walked(dossier, "9", "clm-001", "1", "a", "Two classrooms", "", "", "q", reviews=str(tmp_path), reviewer="Sok Dara")
    before = sorted(tmp_path.rglob("*"))
    shown = walked(dossier, "9", "clm-001", "1", "m", "q", reviews=str(tmp_path), read_only=True)
    assert "· Sok Dara (other; you)\n  Two classrooms\n" in shown
    assert sorted(tmp_path.rglob("*")) == before
