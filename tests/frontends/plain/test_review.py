"""A review session in lines: answers, marks, undo, finishing; over a pipe, killed in the middle, and gone on with."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from ilo_tui.dossier.repository import Dossier, default_path
from ilo_tui.review.model import Decision
from ilo_tui.review.queues import Choice
from ilo_tui.review.session_reading import read_session
from tests.frontends.plain.help import Piped, reviewed, walked
from tests.review.help import dossier_of

SAVED = re.compile(r"^Saved \d\d:\d\d:\d\d$", re.MULTILINE)
ITEM = re.compile(r"^Item (\d+) of (\d+): evidence (\S+)$", re.MULTILINE)


def file_of(reviews: Path) -> Path:
    """The only session there."""
    (path,) = reviews.glob("*.json")
    return path


def decisions(reviews: Path) -> list[Decision]:
    """The decisions on the disk, in order; none where there is no session yet, as before the first."""
    if not list(reviews.glob("*.json")):
        return []
    return [record for record in read_session(file_of(reviews)).records if isinstance(record, Decision)]


def question(text: str) -> str:
    """The question that was told last, with its answers."""
    return text.rpartition("\n\n")[2]


def test_before_the_answer_neither_confidence_nor_other_ratings(dossier: Dossier, tmp_path: Path) -> None:
    reviews = str(tmp_path)
    choice = Choice(where="programme:clm", sample="3", seed=4)
    _, chan = reviewed(dossier, "3", "4", "n thoroughly checked", choice=choice, reviews=reviews, reviewer="Chan Thy")
    ident = ITEM.findall(chan)[0][2]
    looked = reviewed(dossier, f"v {ident}", "m", choice=choice, reviews=reviews)[1]
    assert "Tie, trend, aim and the editors' note: shown after your answer" in looked
    code, shown = reviewed(dossier, "2", "1", choice=choice, reviews=reviews)
    assert code == 0
    first, verdict, after = shown.split("> \n")[:3]
    assert "On this basis, is the statement true?" in first
    assert "How far can this source be relied on for this statement?" in verdict
    for hidden in ("onfidence", "not tied to ILO-IPEC", "Chan", "thoroughly"):
        assert hidden not in " ".join((first + verdict.partition("How far")[0]).split())
    assert "the dossier: context, not tied to ILO-IPEC" in " ".join(after.split())
    assert "Chan" not in shown
    assert "Saved" in chan


def test_a_wrong_answer_says_what_is_allowed_and_asks_again(dossier: Dossier, tmp_path: Path) -> None:
    _, shown = reviewed(dossier, "7", "12", "yes", "7" * 6000, "१", "?", reviews=str(tmp_path))
    parts = shown.split("> \n")
    for part in parts[1:4]:
        allowed = "Allowed: 3 True, 2 True in part, 1 Not true, 9 The source does not say this, 0"
        assert allowed in part.replace("\n  ", " ")
    assert SAVED.search(parts[5]), "a digit of another script is one, too"
    assert "finish: close the session" in parts[6]


def test_note_flag_skip_undo_basis_items_and_finish(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    first = ["B", "1", "1", "2", "n", "", "n", "what I saw", "f", "s", "u", "1", "2"]
    later = ["o", "3", "0", "b", "b", "i", "v e1", "b", "", "finish", "no", "F", "yes"]
    code, shown = reviewed(dossier, *first, *later, reviews=str(tmp_path / "r"))
    assert code == 0
    assert "basis: source read" in shown
    assert "flagged" in shown
    assert "Withdrawn: Statement e2" in shown
    loaded = read_session(file_of(tmp_path / "r"))
    last = {record.item: record for record in loaded.records if isinstance(record, Decision)}
    assert last["evidence:e1"].values == {"verdict": "holds", "strength": "high"}
    assert last["evidence:e1"].basis == "source_read"
    assert last["evidence:e2"].note == "what I saw"
    assert last["evidence:e2"].flagged
    assert last["evidence:e3"].values == {"verdict": "cannot_tell"}
    assert loaded.session.check_code
    assert f"Check code: {loaded.session.check_code}" in shown


def test_at_the_end_there_is_a_summary_and_the_check_code(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    code, shown = reviewed(
        dossier, *["0"] * 8, "5", "s", "n x", "finish", "ya", language="id", reviews=str(tmp_path / "r")
    )
    assert code == 0
    assert len(SAVED.findall(shown)) + shown.count("Tersimpan") >= 8
    session = read_session(file_of(tmp_path / "r")).session
    assert session.finished
    assert str(session.check_code) in shown
    assert "finished" in walked(dossier, "11", "1", reviews=str(tmp_path / "r"))


@pytest.mark.slow
def test_a_session_of_20_items_over_a_pipe_with_kills(tmp_path: Path) -> None:
    """Kill -9 after acknowledged answers: each is on the disk, and the next start asks the very next question."""
    arguments = ("review", "--reviewer", "Sok Dara", "--reviews", str(tmp_path), "--sample", "20")
    chance, saved, starts, result = random.Random(7), 0, 0, False
    while not result:
        plain = Piped(*arguments)
        starts += 1
        shown, stop = plain.first, chance.randrange(3, 9)
        expected = saved
        while stop and not result:
            key = "0" if "does the statement hold" in shown and chance.random() < 0.3 else chance.choice("123")
            shown = plain.type(key)
            assert SAVED.search(shown), shown
            saved, stop = saved + 1, stop - 1
            result = "Nothing is left to judge." in shown
        plain.kill()
        on_disk = decisions(tmp_path)
        assert len(on_disk) == saved > expected
        if not result:
            resumed = Piped(*arguments)
            assert ITEM.findall(resumed.first) == ITEM.findall(plain.printed)[-1:]
            assert question(resumed.first) == question(shown)
            assert resumed.end() == 0
            assert len(decisions(tmp_path)) == saved
    assert starts > 2
    last = Piped(*arguments)
    assert "20 of 20 judged" in last.first or "Items judged: 20 of 20" in last.first
    assert last.type("finish")
    assert "Check code: " in last.type("yes")
    assert last.end() == 0


def test_kill_before_the_acknowledgement_leaves_a_whole_file(tmp_path: Path) -> None:
    arguments = ("review", "--reviewer", "Sok Dara", "--reviews", str(tmp_path), "--sample", "20")
    acknowledged = 0
    for _ in range(6):
        plain = Piped(*arguments)
        before = len(decisions(tmp_path))
        assert before >= acknowledged
        plain.type("1")
        acknowledged = before + 1
        plain.send("1")
        plain.kill()
        assert len(decisions(tmp_path)) in {acknowledged, acknowledged + 1}


def test_input_that_ends_pauses_with_all_saved(tmp_path: Path) -> None:
    arguments = ("review", "--reviewer", "Sok Dara", "--reviews", str(tmp_path), "--lang", "id")
    plain = Piped(*arguments)
    plain.type("0")
    assert plain.end() == 0
    assert len(decisions(tmp_path)) == 1
    assert "Traceback" not in plain.printed


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize("reviewer", ["Sok Dara <sok-dara-1a2b>", "Sok Dara"])
def test_the_reviewer_is_named_remembered_or_asked_for(tmp_path: Path, reviewer: str) -> None:
    arguments = ("review", "--reviews", str(tmp_path), "--role", "staff")
    plain = Piped(*arguments)
    assert "Your name, as reviewer?" in plain.first
    assert "no reviewer" in plain.type("<nobody")
    assert "Item 1 of " in plain.type(reviewer)
    assert not list(tmp_path.iterdir())
    plain.type("f")
    plain.end()
    session = read_session(file_of(tmp_path)).session
    assert session.reviewer.name == "Sok Dara"
    assert session.reviewer.role == "staff"
    again = Piped(*arguments)
    assert "Item 1 of " in again.first
    again.end()


def test_the_dossier_that_ships_is_the_one_reviewed(tmp_path: Path) -> None:
    code, shown = reviewed(dossier_of(tmp_path), reviews=str(tmp_path / "r"))
    assert code == 0
    assert "Item 1 of 8: evidence e1" in shown
    assert default_path().exists()


def test_no_page_tells_the_side_of_what_is_to_be_judged(dossier: Dossier, tmp_path: Path) -> None:
    _, shown = reviewed(dossier, "v clm-002", "b", "v clm", "b", "p", reviews=str(tmp_path))
    assert "for or against: shown after your answer" in shown
    assert "for: The" not in shown and "against: The" not in shown.partition("clm-002")[0]
    assert "Confidence: high" not in shown


def test_commands_may_be_typed_as_words_of_any_language(dossier: Dossier, tmp_path: Path) -> None:
    typed = ("catatan Dilihat sendiri", "1", "4", "lewati", "selesai", "ya")
    code, shown = reviewed(dossier, *typed, language="id", reviews=str(tmp_path))
    assert code == 0
    assert "Kode periksa: " in shown
    assert decisions(tmp_path)[0].note == "Dilihat sendiri"
    assert read_session(file_of(tmp_path)).session.check_code
