"""Records written by questions: one field a question; what was answered is saved, or kept where it is left."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.review.drafts.model import Change
from tests.app.authors import start
from tests.dossier.small import small2, written
from tests.frontends.plain.help import walked


def small_dossier(folder: Path) -> Dossier:
    written(folder, small2())
    return load(folder / "dossier.json")


def walk(folder: Path, *typed: str) -> str:
    """What plain mode tells on the small dossier in this folder."""
    return walked(small_dossier(folder), *typed, reviewer="Sok Dara", reviews=str(folder / "reviews"))


def change_of(folder: Path, record: str) -> Change:
    program = start(folder)
    change = program.authoring.changes()["evidence", record]
    program.authoring.close()
    return change


def test_a_record_is_changed_by_its_questions_and_saved_for_a_reason(tmp_path: Path) -> None:
    text = walk(tmp_path, "edit ev-1", "It was so.", "", ".", "m", "misread", "q")
    assert "Saved in your draft" in text
    change = change_of(tmp_path, "ev-1")
    assert list(change.was) == ["statement"] and change.why == "misread" and change.minor
    assert change.document and change.document["statement"] == {"en": "It was so.", "id": "Statement ev-1 (id)"}


def test_a_fault_is_asked_about_again_and_a_question_explains_itself(tmp_path: Path) -> None:
    text = walk(tmp_path, "edit ev-1", ".year", "16", "?", "2016", "<", ".nothing", ".", "s", "", "q")
    assert "! 16 is no year: write four digits, as 2014" in text
    assert "when it holds: a year, or else" in text
    assert "there is no field nothing" in text
    assert change_of(tmp_path, "ev-1").was.keys() == {"year"}


def test_a_new_claim_begins_on_the_page_that_is_read(tmp_path: Path) -> None:
    claim = ("Boats.", "Perahu.", "1", "", "", "src")
    text = walk(tmp_path, "1", "1", "new", *claim, ".origin", "2", ".", "s", "", "b", "b", "q")
    assert "programme: Programme one (one)" in text
    record = text.partition("Claim ev-")[2][:8]
    document = change_of(tmp_path, f"ev-{record}").document
    assert document == {
        "id": f"ev-{record}",
        "stance": "supports",
        "statement": {"en": "Boats.", "id": "Perahu."},
        "source": "src",
        "origin": "source",
        "programme": "one",
    }


def test_where_the_input_ends_what_was_answered_is_unfinished_and_gone_on_with(tmp_path: Path) -> None:
    walk(tmp_path, "new", "Half a sen")
    text = walk(tmp_path, "new", "", ".", "b", "q")
    assert "Gone on with what was unfinished." in text and "statement (en): Half a sen" in text
    walk(tmp_path, "new", ".", "x", "q")
    assert "Gone on" not in walk(tmp_path, "new", ".", "b", "q")


def test_rows_are_added_and_taken_out_by_questions(tmp_path: Path) -> None:
    walk(tmp_path, "edit ev-1", ".other sources", "+", "other", "p. 4", ".", "s", "", "q")
    document = change_of(tmp_path, "ev-1").document
    assert document and document["other_sources"] == [{"source": "other", "locator": "p. 4"}]


def test_what_is_no_record_and_no_table_is_said_and_nobody_writes_while_judging(tmp_path: Path) -> None:
    text = walk(tmp_path, "edit nobody", "new planets", "12", "10", "edit ev-1", "q")
    assert "there is no record nobody" in text
    assert "planets is no table. There are: actors, aims" in text
    assert "Not while you judge: go back first." in text
