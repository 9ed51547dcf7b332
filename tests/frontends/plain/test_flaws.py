"""The ten flaws in plain lines: a flaw is opened by its number, a case by its own, and so a claim."""

from __future__ import annotations

from pathlib import Path

from tests.dossier.small import opened
from tests.frontends.plain.help import walked
from tests.review.flaws.built import desk_on, flawed, review_flawed, save_answers
from tests.review.help import SOK

FLAWS = "17"


def in_lines(shown: str) -> str:
    """What was printed, each paragraph in a line of its own."""
    return shown.replace("\n  ", " ")


def test_a_flaw_leads_to_its_records_and_back(tmp_path: Path) -> None:
    dossier = opened(tmp_path, flawed())
    shown = walked(dossier, FLAWS, "4", "3", "1", "b", "b", "b", "b", "q", reviews=str(tmp_path / "none"))
    assert "10. General from single" in shown
    at = [shown.index(text) for text in ("4 Unsubstantiated", "Claims that are second-hand: 1 of 9 [3]")]
    page = shown.index("Claims that are second-hand: 1 of 9\n")
    claim = shown.index("Statement better", page + 90)
    assert at[0] < at[1] < page < claim
    assert shown.count("4 Unsubstantiated") == 2


def test_reviews_are_counted_and_what_is_no_record_is_not_judged(tmp_path: Path) -> None:
    desk = desk_on(tmp_path, flawed())
    review_flawed(desk)
    typed = (FLAWS, "2", "r", "b", "b", "q")
    shown = in_lines(walked(opened(tmp_path, flawed()), *typed, reviews=str(desk.reviews), reviewer="Ana Lim"))
    assert "ONE × name outcome: rated; tied claims, all from monitoring or project documents: 2 [1]" in shown
    assert "There is nothing to judge here." in shown


def test_a_folder_that_cannot_be_read_is_said_and_the_menu_goes_on(tmp_path: Path) -> None:
    (tmp_path / "reviews").write_text("a file where the folder should be")
    shown = walked(opened(tmp_path, flawed()), FLAWS, "q", reviews=str(tmp_path / "reviews"))
    assert "the sessions cannot be listed" in in_lines(shown) and shown.count("17. Ten flaws") == 2


def test_a_crossing_says_how_it_counts_as_reviewed(tmp_path: Path) -> None:
    desk = desk_on(tmp_path, flawed())
    save_answers(desk, SOK, [("evidence:planned", {"verdict": "does_not_hold"}, "source_read", "")])
    counts = "as recorded +2 -0, as reviewed +1 -0, verified +0 -0"
    for read_only in (False, True):
        dossier = opened(tmp_path, flawed())
        shown = walked(dossier, "3", "1", "2", "q", reviews=str(desk.reviews), read_only=read_only)
        assert counts in in_lines(shown)
