"""Drafts on the screen: what is changed is shown at once, marked, listed, undone; a large dossier does not stall."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from ilo_tui.dossier.model import Evidence
from ilo_tui.frontends.tui import drafting
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.screens.draft import DraftScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.record import PageScreen
from ilo_tui.review.drafts.draft import Edit
from tests.conftest import MakeApp
from tests.frontends.tui.starting import keys, two_sessions, until_idle
from tests.frontends.tui.together import flat, until

CLAIM = "clm-001"


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path) -> IloApp:
    return make_app(reviews=str(tmp_path / "reviews"), reviewer="sok <sok-0001>")


async def notified(pilot: Pilot[Any], text: str) -> str:
    """Wait until a notice says something, and read the screen."""
    for _ in range(500):
        if any(text in notice.message for notice in pilot.app._notifications):
            return flat(await keys(pilot))
        await pilot.pause(0.01)
    raise AssertionError(f"nobody said {text}")


def change(app: IloApp, **fields: object) -> None:
    """Change a claim as the record editor does."""
    document = app.authoring.document("evidence", CLAIM) or {}
    app.authoring.save([Edit("evidence", CLAIM, {**document, **fields}, "as the report says")])


async def test_a_changed_record_is_marked_in_lists_and_its_page_says_what_it_was(app: IloApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await until_idle(pilot)
        statement = app.context.dossier.record(Evidence, CLAIM).statement["en"]
        change(app, statement={"en": f"{statement} Twice.", "id": "Dua kali."})
        await keys(pilot)
        assert "[changed]" in await keys(pilot, "tab")
        app.navigator.open_page(CLAIM)
        text = flat(await keys(pilot))
        assert "Changed in your draft, not published yet" in text
        assert "as the report says" in text and "{+ Twice.+}" in text
        await keys(pilot, "u")
        assert "Changed in your draft" not in await notified(pilot, "Undone: [changed] Evidence clm-001")
        await keys(pilot, "u")
        await notified(pilot, "There is nothing to undo")


async def test_a_record_is_removed_for_a_reason_and_stands_in_the_draft_of_tab_5(app: IloApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await until_idle(pilot)
        everything = app.context.dossier.count(Evidence)
        app.navigator.open_page("clm-002")
        await until(pilot, "Evidence · clm-002")
        await keys(pilot, "D", "enter")
        await until(pilot, "A reason is needed")
        await keys(pilot, *"twice", "enter")
        text = await notified(pilot, "Removed in your draft: clm-002")
        assert "Removed in your draft, not published yet" in text and "adopted a child labour monitoring" in text
        assert app.context.dossier.count(Evidence) == everything - 1
        assert app.contexts.published.count(Evidence) == everything
        text = flat(await keys(pilot, "5"))
        assert "Drafts (1)" in text and "1 change · yours" in text
        assert "[removed] Evidence clm-002" in flat(await keys(pilot, "enter"))
        assert isinstance(app.screen, DraftScreen)
        await keys(pilot, "u")
        await until(pilot, "No change stands in this draft")


async def test_from_a_draft_one_goes_to_the_record(app: IloApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_idle(pilot)
        change(app, note={"en": "Checked", "id": "Diperiksa"})
        await keys(pilot, "5", "enter")
        await keys(pilot, "enter")
        assert isinstance(app.screen, PageScreen)
        assert app.screen.ident == CLAIM


@pytest.mark.slow
async def test_while_judging_and_on_sessions_nothing_is_removed_or_undone(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(reviews=str(two_sessions(tmp_path / "reviews")), reviewer="sok <sok-0001>")
    async with app.run_test(size=(120, 40)) as pilot:
        await until_idle(pilot)
        change(app, note={"en": "Checked", "id": "Diperiksa"})
        await keys(pilot, "5")
        assert not app.records.is_enabled("remove_record")
        assert not app.records.is_enabled("publish"), "on a session"
        await keys(pilot, "enter")
        assert isinstance(app.screen, JudgeScreen)
        for action in ("remove_record", "publish", "undo_change"):
            assert not app.records.is_enabled(action)
        await keys(pilot, "u")
        assert ("evidence", CLAIM) in app.authoring.changes()


@pytest.mark.slow
async def test_what_is_hidden_before_the_answer_is_hidden_of_a_draft_too(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(reviews=str(two_sessions(tmp_path / "reviews")), reviewer="sok <sok-0001>")
    async with app.run_test(size=(120, 40)) as pilot:
        await until_idle(pilot)
        document = app.authoring.document("evidence", "clm-002") or {}
        changed = {**document, "stance": "contradicts", "year": 1999}
        app.authoring.save([Edit("evidence", "clm-002", changed, "the source denies it")])
        await keys(pilot, "5", "enter")
        assert isinstance(app.screen, JudgeScreen)
        app.navigator.open_page("clm-002")
        text = flat(await keys(pilot))
        assert "Changed in your draft" in text and "1999" in text
        assert "More of it is shown after your answer" in text
        assert "denies" not in text and "contradicts" not in text
        app.push_screen(DraftScreen(app.contexts, app.authoring.entries()[0].path.name))
        text = flat(await keys(pilot))
        assert "1999" in text
        assert "denies" not in text and "contradicts" not in text


async def test_a_large_dossier_is_crossed_again_beside_the_screen(app: IloApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "MANY", 10)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_idle(pilot)
        before = app.context.dossier
        change(app, note={"en": "Checked", "id": "Diperiksa"})
        assert app.context.dossier is before
        await until_idle(pilot)
        assert app.context.dossier.record(Evidence, CLAIM).note == {"en": "Checked", "id": "Diperiksa"}
        assert "gap_map" in vars(app.context.dossier.crossings)


async def test_drafts_of_the_last_time_are_there_at_the_start_and_found_by_their_words(
    make_app: MakeApp, tmp_path: Path
) -> None:
    options = {"reviews": str(tmp_path / "reviews"), "reviewer": "sok <sok-0001>"}
    first = make_app(**options)
    async with first.run_test(size=(120, 40)) as pilot:
        await until_idle(pilot)
        change(first, statement={"en": "Zanzibar is far away.", "id": "Zanzibar jauh."})
    second = make_app(**options)
    async with second.run_test(size=(120, 40)) as pilot:
        await until_idle(pilot)
        await keys(pilot, "slash", *"zanzibar")
        await until(pilot, "Zanzibar is far away")
