"""Every entry of the menu leads somewhere, in both languages, by numbers, and back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ilo_tui.dossier.model import Evidence, Programme
from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.queues import Choice
from tests.dossier.small import opened, small2
from tests.frontends.plain.help import ROOT, reviewed, walked

MENU = 25


def entry(dossier: Dossier, label: str, language: str = "en") -> str:
    """The number of a line of the menu."""
    for line in walked(dossier, language=language).splitlines():
        number, _, shown = line.partition(". ")
        if shown == label:
            return number
    raise AssertionError(f"{label} is not in the menu")


def test_the_menu_is_numbered_without_a_hole_and_b_leaves(dossier: Dossier) -> None:
    shown = walked(dossier, "b", "1")
    numbers = [line.partition(".")[0] for line in shown.splitlines() if line[:1].isdecimal()]
    assert numbers == [str(number) for number in range(1, MENU + 1)]
    assert shown.count("> \n") == 1


@pytest.mark.share(4)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("number", range(1, MENU + 1))
def test_every_entry_opens_and_the_input_may_end_anywhere(dossier: Dossier, number: int, language: str) -> None:
    shown = walked(dossier, str(number), "1", "1", "", "?", "zz", "b", "b", "b", language=language, reviewer="Sok Dara")
    assert "Traceback" not in shown
    assert len(shown.splitlines()) > MENU + 1


def test_a_programme_its_claims_and_their_source_and_back(dossier: Dossier) -> None:
    programme = next(iter(dossier.records(Programme)))
    claim = dossier.evidence_of("programme", programme.id)[0]

    def linked(text: str, *typed: str) -> str:
        """The number of what is told of in such words, once these lines are typed."""
        printed = " ".join(walked(dossier, "1", "1", *typed).split())
        return printed.partition(text)[2].partition("[")[2].partition("]")[0]

    first = linked(claim.statement["en"], "m", "m")
    source = linked("Source: ", "m", "m", first)
    shown = walked(dossier, "1", "1", first, source, "b", "b", "b", "b", "q")
    assert f"1. {programme.code}, {programme.name['en']}: " in shown
    assert programme.summary["en"][:40] in shown
    assert "How it was read: " in shown
    assert "Cited for " in shown
    # Back the way one came: claim, programme, list, menu.
    after = shown.split("Cited for ")[1]
    places = [after.index("How it was read: "), after.index("Alignments"), after.index("Programmes\n1. ")]
    assert places == sorted(places)
    assert after.index("24. Help") > places[-1]


def test_long_lists_come_twenty_at_a_time(dossier: Dossier) -> None:
    number = entry(dossier, "Evidence by a filter")
    many = dossier.count(Evidence)
    shown = walked(dossier, number, "", *["m"] * (many // 20 + 2))
    first = shown.split("> \n")[2]
    assert f"Evidence: 1 to 20 of {many}" in first
    assert "\n20. " in first
    assert "\n21. " not in first
    assert f"\n{many}. " in shown
    assert shown.count("That was all.") == 2
    assert all(f"{evidence.id}, " in shown for evidence in dossier.records(Evidence))


def test_lists_are_filtered_by_keys_and_words(dossier: Dossier) -> None:
    number = entry(dossier, "Evidence by a filter")
    wanted = [
        evidence.id
        for evidence in dossier.records(Evidence)
        if evidence.programme == "clm" and evidence.stance == "contradicts"
    ]
    shown = walked(dossier, number, "programme:clm stance:against")
    assert [ident for ident in dossier.ids(Evidence) if f". {ident}, " in shown] == wanted
    narrowed = walked(dossier, "1", "f monitoring", "f nokey:x", "f")
    assert "\n1. CLM, " in narrowed
    assert narrowed.count("VOC, ") == 2
    assert "nokey" not in narrowed.split("> \n")[-2]
    wrong = walked(dossier, number, "colour:red")
    assert "colour is no key here" in wrong


def test_claims_of_schema_2_are_filtered_by_its_keys(tmp_path: Path) -> None:
    second = opened(tmp_path, small2())
    number = entry(second, "Evidence by a filter")
    shown = walked(second, number, "actor:agency not:has:said_by")
    assert [ident for ident in second.ids(Evidence) if f". {ident}, " in shown] == ["ev-3"]
    assert "actor: nothing" not in shown and "of version 0.1" not in shown
    assert "confidence: is of version 0.1" in walked(second, number, "confidence:high")
    assert "confidence: is of version 0.1" in walked(second, number, "", "f confidence:high")


def test_search_finds_in_every_kind_and_language(dossier: Dossier) -> None:
    number = entry(dossier, "Search everything")
    shown = walked(dossier, number, "BRICK kiln", "1")
    assert ". Indicator ind-brick-kilns: " in shown
    assert ". Evidence clm-020: " in shown
    assert ". Source trf2019: " in shown
    place = next(line for line in shown.splitlines() if "Indicator ind-brick-kilns" in line).partition(".")[0]
    assert "2019 638" in walked(dossier, number, "BRICK kiln", place)
    assert ". Evidence " in walked(dossier, number, "pekerja anak")
    assert "Search: brik: nothing" in (missed := walked(dossier, number, "brik"))
    assert "Did you mean: brick" in missed
    assert "Did you mean" not in walked(dossier, number, "zzzzzzzzzz")


def test_the_gap_map_says_what_is_there_and_what_is_not(dossier: Dossier) -> None:
    shown = walked(dossier, entry(dossier, "Gap map"), "1", "1")
    rows = shown.split("> \n")[1].replace("\n   ", " ").splitlines()
    counts = sum(row.count(" for, ") for row in rows)
    cells = [(evidence.programme, evidence.dimension) for evidence in dossier.records(Evidence) if evidence.programme]
    assert counts >= len(set(cells))
    assert any("Impact Gap: nothing recorded" in row for row in rows)
    assert "Child Labour Monitoring × Output" in shown


def test_policy_alignment_row_by_row(dossier: Dossier) -> None:
    shown = walked(dossier, entry(dossier, "Policy alignment"), "1", "1", "1")
    assert "NPA16 1 link, no degree" in shown
    assert "Degree: none stated" in shown


def test_the_language_changes_for_all_that_follows(dossier: Dossier) -> None:
    shown = walked(dossier, entry(dossier, "Language: English"), "1", "1")
    assert "1. Programmes" in shown
    after = shown.split("> \n")[1]
    assert "1. Program\n" in after
    programme = next(iter(dossier.records(Programme)))
    assert programme.summary["id"][:30] in shown


def test_a_page_can_be_cited_and_judged(dossier: Dossier, tmp_path: Path) -> None:
    number = entry(dossier, "Evidence by a filter")
    shown = walked(dossier, number, "", "1", "y", "r", "0", reviewer="Sok Dara", reviews=str(tmp_path / "r"))
    assert "[ilo-ipec-cambodia" in shown
    assert "Item 1 of 1: evidence " in shown
    assert "Saved " in shown
    assert len(list((tmp_path / "r").glob("*.json"))) == 1


def test_sessions_are_begun_by_a_form_and_gone_on_with(dossier: Dossier, tmp_path: Path) -> None:
    reviews = str(tmp_path / "r")
    review, sessions = entry(dossier, "Begin judging"), entry(dossier, "Review sessions")
    shown = walked(
        dossier, review, "", "Chan Thy", "7", "5", "4", "programme:nowhere", "4", "", "10", "0", reviews=reviews
    )
    assert "Your name, as reviewer?" in shown
    assert "Without a name nothing can be judged." in shown
    begun = walked(dossier, review, "Chan Thy", "4", "programme:nowhere", "4", "", "7", "5", "10", "0", reviews=reviews)
    assert "10. Start: nothing begins with nowhere for programme" in begun.replace("\n    ", " ")
    assert "10. Start: 5 items" in begun
    assert "Item 2 of 5" in begun
    again = walked(dossier, review, "1", reviews=reviews)
    assert "1. unfinished: evidence, a sample of 5, 1 of 5 judged, Chan Thy" in again
    assert "Item 2 of 5" in again
    listed = walked(dossier, sessions, "1", "g", "p", "b", reviews=reviews)
    assert "Items judged: 1 of 5" in listed
    assert "Item 2 of 5" in listed
    assert "Paused: 1 of 5 judged." in listed


def test_read_only_lets_one_look_and_judges_nothing(dossier: Dossier, tmp_path: Path) -> None:
    shown = walked(dossier, "12", "11", "1", "1", "r", read_only=True, reviewer="Sok Dara", reviews=str(tmp_path / "r"))
    assert "Read only: nothing is written" in shown
    assert not (tmp_path / "r").exists()


def test_pages_tell_what_this_reviewer_has_decided(dossier: Dossier, tmp_path: Path) -> None:
    typed = {"reviewer": "Sok Dara", "reviews": str(tmp_path / "r")}
    claim = next(
        evidence
        for evidence in dossier.records(Evidence)
        if evidence.programme == "clm" and evidence.dimension == "output"
    )
    reviewed(dossier, "3", "4", "n seen it", choice=Choice(where="programme:clm dimension:output"), **typed)
    shown = walked(dossier, "3", "1", "1", "2", "m", **typed)
    assert claim.statement["en"][:40] in shown
    assert "[you: True]" in shown.replace("\n  ", " ")
    assert "Your decision: True, High; dossier only" in shown
    assert "you: " not in walked(dossier, "3", "1", "1", "2", "m", **{**typed, "reviewer": "Chan Thy"})


@pytest.mark.slow
def test_no_textual_is_loaded() -> None:
    code = (
        "import sys; from io import StringIO; from tests.frontends.plain.help import walked;"
        "from ilo_tui.dossier.repository import *;"
        "walked(load(default_path()), '1', '1', 'b', 'b', '12', 'Sok Dara', '10', '0');"
        "sys.exit(any(name.split('.')[0] == 'textual' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
