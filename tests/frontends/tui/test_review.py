"""Reviewing as a person does it with the keyboard; what the screen calls saved is in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from ilo_tui.dossier.evidence import is_judged
from ilo_tui.dossier.model import Evidence
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.summary import SummaryScreen
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press, screen_text


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    return tmp_path / "reviews"


def records(reviews: Path) -> list[dict[str, Any]]:
    """The decisions in the one session of a folder, read as stock TinyDB would."""
    (path,) = reviews.glob("*.json")
    tables = json.loads(path.read_text(encoding="utf-8"))
    assert set(tables) == {"session", "decisions"}
    return list(tables["decisions"].values())


@pytest.mark.slow
async def test_from_start_to_first_decision_in_three_keys_and_a_name(make_app: MakeApp, reviews: Path) -> None:
    app = make_app(reviews=str(reviews))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        assert app.screen.query_one(Input).has_focus
        await press(pilot, *"Sok", "enter")
        assert isinstance(app.screen, JudgeScreen)
        text = await press(pilot, "3")
        assert "Saved" in text
        (decision,) = records(reviews)
        assert decision["item"] == "evidence:clm-001"
        assert decision["values"] == {"verdict": "holds"}


async def begun(make_app: MakeApp, reviews: Path, language: str = "en") -> Any:
    return make_app(language, reviews=str(reviews), reviewer="Sok Dara")


@pytest.mark.slow
async def test_every_key_of_the_judging_screen(make_app: MakeApp, reviews: Path) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        text = await press(pilot, "3", "4")
        assert "1 of 34 judged" in text
        assert "the dossier: for, direct" in text
        text = await press(pilot, "s")
        assert "evidence:clm-003" in text
        text = await press(pilot, "b")
        assert "1 flagged" in text
        text = await press(pilot, "n", *"hello")
        assert "Note on evidence:clm-003" in text
        text = await press(pilot, "escape")
        assert "note" in text
        text = await press(pilot, "B")
        assert "5 other" in text
        text = await press(pilot, "5")
        assert "basis: other" in text
        text = await press(pilot, "backspace")
        assert "evidence:clm-002" in text
        text = await press(pilot, "o")
        assert "x judged" in text
        text = await press(pilot, "enter")
        assert "evidence:clm-002" in text
        text = await press(pilot, "L")
        assert "Atas dasar ini" in text or "1 dari 34" in text
        await press(pilot, "L", "escape")
        assert isinstance(app.screen, MainScreen)
    states = records(reviews)
    assert [state["seq"] for state in states] == list(range(1, len(states) + 1))
    assert any(state.get("note") == "hello" and state["flagged"] for state in states)
    assert any(state["skipped"] for state in states)


async def test_undo_goes_back_decision_by_decision_and_keeps_the_history(make_app: MakeApp, reviews: Path) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "3", "3", "0")
        text = await press(pilot, "u")
        assert "1 of 34 judged" in text
        assert "evidence:clm-002" in text
        text = await press(pilot, "u", "u")
        assert "0 of 34 judged" in text
        text = await press(pilot, "u")
        assert "Nothing is left to undo." in text
    kinds = ["withdraws" in record for record in records(reviews)]
    assert kinds == [False, False, False, True, True, True]


async def test_another_verdict_on_a_judged_item_appends(make_app: MakeApp, reviews: Path) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "3", "3", "backspace", "1")
    values = [record["values"] for record in records(reviews)]
    assert values == [
        {"verdict": "holds"},
        {"verdict": "holds", "strength": "moderate"},
        {"verdict": "does_not_hold"},
    ]


async def test_what_the_dossier_thinks_is_hidden_until_the_answer(make_app: MakeApp, reviews: Path) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(120, 50)) as pilot:
        text = await press(pilot, "r")
        assert "Tie: direct" not in text
        assert "Tie, trend, aim and the editors' note: shown after your answer" in _own_page(app)
        await press(pilot, "0")
        assert not app.context.blinding.hides("evidence:clm-001")
        assert app.context.blinding.hides("evidence:clm-002")
        assert "Tie: direct" in _own_page(app)


def _own_page(app: Any) -> str:
    from ilo_tui.views.pages.record import page_of

    return "".join(span.text for block in page_of(app.context, "clm-001") or () for span in block.spans)


async def test_a_digit_that_is_no_answer_is_said_and_saves_nothing(make_app: MakeApp, reviews: Path) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "r", "7")
        assert "7 is no answer here" in text
    assert not list(reviews.glob("*.json")) or records(reviews) == []


@pytest.mark.slow
async def test_a_session_is_resumed_at_the_very_item_and_finished_with_a_check_code(
    make_app: MakeApp, reviews: Path
) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "3", "3", "3", "escape")
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "5")
        assert "1/34 Sok Dara" in text
        text = await press(pilot, "enter")
        assert "evidence:clm-002" in text
        assert "How far can this source be relied on for this" in text
        await press(pilot, "escape", "F")
        assert isinstance(app.screen, SummaryScreen)
        text = await press(pilot, "F")
        assert "Check code" in text
        text = await press(pilot, "escape")
        assert "finished" in text
        text = await press(pilot, "A")
        assert "Move it into the archive folder" in text
        text = await press(pilot, "j", "enter")
        assert "Review sessions (0)" in text
    assert list((reviews / "archive").glob("*.json"))


@pytest.mark.slow
async def test_the_form_begins_a_shuffled_sample(make_app: MakeApp, reviews: Path) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "5", "n")
        assert f"{sum(map(is_judged, app.context.dossier.records(Evidence)))} items" in text
        await press(pilot, "j", "j", "j", "enter", *"programme:clm", "enter")
        text = await press(pilot, "j", "j", "enter", "j", "enter", *"5", "enter")
        assert "5 items" in text
        text = await press(pilot, "G", "enter")
        assert "0 of 5 judged" in text
        await press(pilot, "s")
    (path,) = reviews.glob("*.json")
    session = json.loads(path.read_text(encoding="utf-8"))["session"]["1"]
    assert session["order"] == "shuffled"
    assert session["queue"]["where"] == "programme:clm"


@pytest.mark.slow
async def test_a_filtered_list_is_reviewed_as_it_stands(make_app: MakeApp, reviews: Path) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "l", "enter", "f", *"stance:against", "enter")
        text = await press(pilot, "R")
        against = app.context.gap_map.cell("clm", "outcome").counts[1]
        assert against > 1
        assert f"0 of {against} judged" in text


@pytest.mark.slow
async def test_own_decisions_show_beside_the_evidence(make_app: MakeApp, reviews: Path) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(120, 50)) as pilot:
        await press(pilot, "2", "enter", "r", "3", "4")
        text = screen_text(app)
        assert "Your decision: True, High" in text
    again = await begun(make_app, reviews)
    async with again.run_test(size=(120, 50)) as pilot:
        assert "Your decision: True, High" in await press(pilot, "2", "enter")
        assert "[you: True]" in await press(pilot, "1")


@pytest.mark.slow
async def test_an_observation_is_saved_on_its_cell(make_app: MakeApp, reviews: Path) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "2", "l", "a")
        assert "Do not name children or informants" in text
        await press(pilot, *"seen", "tab", *"Kampot", "escape")
        await app.workers.wait_for_complete()
    (record,) = records(reviews)
    assert record["item"] == "cell:clm/outcome"
    assert record["observation"] == {"text": "seen", "place": "Kampot"}


async def test_read_only_says_so_and_writes_nothing(make_app: MakeApp, reviews: Path) -> None:
    app = make_app(reviews=str(reviews), read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        assert any("Read only" in notification.message for notification in app._notifications)
    assert not reviews.exists()


async def test_when_saving_fails_the_decision_stays_and_goes_elsewhere(
    make_app: MakeApp, reviews: Path, tmp_path: Path
) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "3")
        moved = reviews.rename(tmp_path / "pulled-out")
        reviews.write_text("a file where the folder was")
        text = await press(pilot, "4")
        assert "NOT SAVED" in text
        other = tmp_path / "other"
        await press(pilot, "x")
        field = app.screen.query_one(Input)
        field.value = str(other)
        text = await press(pilot, "enter")
        assert "Saved in" in text
    (decisions,) = [json.loads(path.read_text())["decisions"] for path in other.glob("*.json")]
    assert decisions["2"]["values"] == {"verdict": "holds", "strength": "high"}
    assert len(list(moved.glob("*.json"))) == 1


@pytest.mark.slow
async def test_a_folder_that_cannot_be_is_reported_and_what_is_not_saved_stays(
    make_app: MakeApp, reviews: Path, tmp_path: Path
) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "3")
        reviews.rename(tmp_path / "pulled-out")
        reviews.write_text("a file where the folder was")
        assert "NOT SAVED" in await press(pilot, "4")
        await press(pilot, "x")
        for typed in ("~nosuchperson/stick", "a\ud800b"):
            app.screen.query_one(Input).value = typed
            text = await press(pilot, "enter")
            assert "there is no user of that name" in text or "cannot write such a name" in text
            assert isinstance(app.screen, Prompt)
            assert app.screen.query_one(Input).value == typed
        text = await press(pilot, "escape")
        assert "NOT SAVED" in text
        await press(pilot, "x")
        app.screen.query_one(Input).value = str(tmp_path / "other")
        assert "Saved in" in await press(pilot, "enter")
    (decisions,) = [json.loads(path.read_text())["decisions"] for path in (tmp_path / "other").glob("*.json")]
    assert decisions["2"]["values"] == {"verdict": "holds", "strength": "high"}


async def test_every_key_of_an_empty_tab_says_something(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for key, words in (
            ("F", "Only an unfinished session can be finished."),
            ("A", "There is no session here to move aside."),
            ("c", "Only a session of another machine"),
        ):
            await press(pilot, "5", key)
            assert any(words in notification.message for notification in app._notifications), key


@pytest.mark.slow
async def test_enter_is_in_the_key_bar_of_a_list_that_has_rows(make_app: MakeApp, reviews: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Enter open" not in (await press(pilot, "5")).split("\n")[-1]
        assert "Enter open" in (await press(pilot, "1")).split("\n")[-1]
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Enter open" in (await press(pilot, "r", "3", "1", "escape", "5")).split("\n")[-1]


@pytest.mark.slow
async def test_enter_is_in_the_key_bar_of_a_page_that_leads_somewhere(make_app: MakeApp, reviews: Path) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "r", "3", "1", "escape", "5", "F")
        assert isinstance(app.screen, SummaryScreen)
        assert "Enter open" not in text.split("\n")[-1]
        assert "Enter open" in (await press(pilot, "escape", "1", "enter")).split("\n")[-1]


@pytest.mark.slow
async def test_no_screen_over_the_judging_screen_tells_the_side_of_what_is_to_be_judged(
    make_app: MakeApp, reviews: Path
) -> None:
    app = await begun(make_app, reviews)
    async with app.run_test(size=(120, 50)) as pilot:
        text = await press(pilot, "r")
        assert "What else is claimed; for or against" in text
        await press(pilot, "slash", *"clm-002")
        text = await press(pilot, "enter")
        assert "? for or against: shown after your answer" in text
        assert "+ for" not in text
        text = await press(pilot, "escape", "escape", "3", "4")
        assert "evidence:clm-002" in text
        await press(pilot, "slash", *"clm-001")
        assert "+ for" in await press(pilot, "enter")
        # Gone back to the tabs, one may look at everything.
        await press(pilot, "escape", "escape", "escape", "1")
        assert not app.context.blinding.hides("evidence:clm-002")
