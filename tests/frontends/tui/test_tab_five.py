"""Tab 5: what it draws is worked out once for each state, and a folder that begins to fail ends nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from ilo_tui.app import reviewer_context
from ilo_tui.core.folders import state_folder
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.summary import SummaryScreen
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.review import reviewer_decisions
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.reviewers import writer_id
from ilo_tui.review.session_repository import SessionRepository
from tests.conftest import MakeApp
from tests.frontends.tui.screen import screen_text
from tests.frontends.tui.starting import DEFAULT, OTHER, keys, two_sessions, until_idle
from tests.frontends.tui.together import flat, page_text, to_line


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    """Two sessions."""
    return two_sessions(tmp_path / "reviews")


@pytest.mark.slow
async def test_the_coverage_is_worked_out_once_for_each_state(
    make_app: MakeApp, reviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[None] = []
    worked_out = reviewer_decisions.coverage

    def counting(*arguments: Any) -> Any:
        counted.append(None)
        return worked_out(*arguments)

    monkeypatch.setattr(reviewer_context, "coverage", counting)
    app = make_app(reviews=str(reviews), reviewer="sok <sok-0001>")
    async with app.run_test(size=(120, 40)) as pilot:
        text = await keys(pilot, "5")
        assert "Coverage" in text and "1/" in text
        first = text[text.index("Coverage") :]
        assert len(counted) == 1
        for _ in range(5):
            text = await keys(pilot, "j", "k")
            assert "1/" in text[text.index("Coverage") :]
        await keys(pilot, "L", "L")
        assert len(counted) == 1
        # What is decided is counted at once.
        await keys(pilot, "1", "r", "1", "4", "escape", "5")
        await until_idle(pilot)
        text = await keys(pilot)
        assert len(counted) == 2
        assert text[text.index("Coverage") :] != first


@pytest.mark.share(6)
@pytest.mark.parametrize("answer", [("escape",), ("enter",), ("2", "escape"), ("A", "escape")])
async def test_nothing_is_moved_aside_before_that_is_confirmed(
    make_app: MakeApp, reviews: Path, answer: tuple[str, ...]
) -> None:
    app = make_app(reviews=str(reviews), reviewer="sok <sok-0001>")
    async with app.run_test(size=(80, 24)) as pilot:
        text = await keys(pilot, "5", "A")
        assert "Move it into the archive folder, where it is neither listed nor counted?" in flat(text)
        assert "Review sessions (2)" in await keys(pilot, *answer)
        assert isinstance(app.screen, MainScreen)
        assert "Review sessions (1)" in await keys(pilot, "A", "j", "enter")
    assert len(list((reviews / "archive").glob("*.json"))) == 1


async def test_a_file_that_is_no_session_is_asked_about_by_its_name(make_app: MakeApp, reviews: Path) -> None:
    for path in reviews.glob("*.json"):
        path.unlink()
    (reviews / "2026-11-24-nobody-00000000.json").write_text("no session", encoding="utf-8")
    app = make_app(reviews=str(reviews), reviewer="sok <sok-0001>")
    async with app.run_test(size=(80, 24)) as pilot:
        text = flat(await keys(pilot, "5", "A"))
        assert "2026-11-24-nobody-00000000.json" in text
        assert "Give it a name under which it is not tried again?" in text
        assert "Review sessions (0)" in await keys(pilot, "j", "enter")


FAILS = {
    "a file in its place": lambda folder: folder.write_text("no folder", encoding="utf-8"),
    "a link to itself": lambda folder: folder.symlink_to(folder),
}


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize("how", FAILS)
async def test_a_folder_that_begins_to_fail_is_reported_and_the_app_goes_on(
    make_app: MakeApp, reviews: Path, how: str
) -> None:
    app = make_app(reviews=str(reviews), reviewer="sok <sok-0001>")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await keys(pilot, "1", "enter", "escape", "5")
        shutil.move(reviews, reviews.with_name("aside"))
        FAILS[how](reviews)
        for pressed in (
            "j",
            "k",
            "L",
            "L",
            "enter",
            "F",
            "d",
            "c",
            "A",
            "escape",
            "n",
            "escape",
            "2",
            "enter",
            "escape",
        ):
            await keys(pilot, pressed)
            await until_idle(pilot)
            assert app.return_code is None, pressed
        app.clear_notifications()
        await keys(pilot, "5", "A")
        text = " ".join(re.sub("[▌│]", " ", await until_idle(pilot)).split())
        assert "the sessions cannot be listed" in text
        assert "no session here" not in text
        await keys(pilot, "escape")
        # Once the folder is there again, so are the sessions.
        reviews.unlink()
        shutil.move(reviews.with_name("aside"), reviews)
        app.rewrite()
        assert isinstance(app.screen, MainScreen)
        assert "Review sessions (2)" in await keys(pilot, "1", "5")


@pytest.mark.slow
async def test_a_session_whose_dossier_has_a_damaged_name_is_said(make_app: MakeApp, reviews: Path) -> None:
    path = sorted(reviews.glob("*.json"))[0]
    tables = json.loads(path.read_text(encoding="utf-8"))
    session = next(iter(tables["session"].values()))
    for ident, shown in (("ilo-ipec-cambodiq", True), ("ilo-ipec-cambodiq", False)):
        session["dossier"]["id"] = ident
        if not shown:
            for decision in tables["decisions"].values():
                decision["item_hash"] = "0" * 64
        path.write_text(json.dumps(tables), encoding="utf-8")
        app = make_app(reviews=str(reviews), reviewer="sok <sok-0001>")
        async with app.run_test(size=(120, 40)) as pilot:
            await keys(pilot, "5")
            pages = [" ".join((await keys(pilot, key)).split()) for key in ("g", "j")]
            assert any("may be damaged" in page for page in pages) == shown


@pytest.fixture
def observed(reviews: Path) -> Path:
    """The same folder, in which the second reviewer has seen something of a claim and of a crossing."""
    repository = SessionRepository(ReviewEnvironment(reviews, Items(DEFAULT), writer_id(state_folder())))
    session = repository.open(repository.sessions_of(OTHER.id)[0])
    session.observe("evidence:clm-002", "No lamp in the classroom", "Kampot", "2016-03-12")
    session.observe("cell:clm/impact", "The kiln is closed")
    session.close()
    return reviews


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_what_was_seen_stands_on_the_page_of_its_session_and_enter_opens_what_it_is_about(
    make_app: MakeApp, observed: Path, size: tuple[int, int]
) -> None:
    app = make_app(opened=DEFAULT, reviews=str(observed), reviewer="sok <sok-0001>")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "5")
        await to_session(pilot, "chan")
        await keys(pilot, "tab")
        page = app.screen.query_one("#session-page", Page)
        text = flat(page_text(page))
        assert "Observations: 2" in text
        assert "Observations 12 March 2016, Kampot · chan (staff) No lamp in the classroom About: clm-002, " in text
        assert "date not recorded, place not recorded · chan (staff) The kiln is closed About: " in text
        # A page that is longer than the screen is scrolled before its links are reached.
        while page.target is None:
            await keys(pilot, "j")
        await keys(pilot, "enter")
        assert screen_text(app).startswith(" Evidence · clm-002")
        await keys(pilot, "escape")
        while page.target == "clm-002":
            await keys(pilot, "j")
        await keys(pilot, "enter")
        assert screen_text(app).startswith(" Crossing · clm/impact")
        await keys(pilot, "escape")
        assert isinstance(app.screen, MainScreen)


@pytest.mark.slow
async def test_while_one_judges_what_others_saw_of_it_has_only_its_number(make_app: MakeApp, observed: Path) -> None:
    app = make_app(opened=DEFAULT, reviews=str(observed), reviewer="sok <sok-0001>")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5")
        await to_session(pilot, "sok")
        await keys(pilot, "enter")
        assert isinstance(app.screen, JudgeScreen)
        assert app.screen.item == "evidence:clm-002"
        app.navigator.open_page("clm")
        await keys(pilot)
        shown = flat(page_text(app.screen.query_one(Page)))
        assert "The kiln is closed" in shown and "No lamp" not in shown
        assert "1 observation of another reviewer: shown after your answer" in shown
        await keys(pilot, "escape", "1 4")
        app.navigator.open_page("clm")
        await keys(pilot)
        assert "No lamp in the classroom" in flat(page_text(app.screen.query_one(Page)))


@pytest.mark.slow
async def test_from_a_summary_one_comes_to_what_was_seen_and_may_add_to_it(make_app: MakeApp, observed: Path) -> None:
    app = make_app(opened=DEFAULT, reviews=str(observed), reviewer="chan <chan-0002>")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5")
        await to_session(pilot, "chan")
        await keys(pilot, "F")
        assert isinstance(app.screen, SummaryScreen)
        assert "No lamp in the classroom" in flat(page_text(app.screen.query_one(Page)))
        await keys(pilot, "g j enter")
        assert screen_text(app).startswith(" Evidence · clm-002")
        await keys(pilot, "a", "m o r e", "escape")
        await until_idle(pilot)
        assert "more" in flat(page_text(app.screen.query_one(Page)))
        await keys(pilot, "escape")
        assert isinstance(app.screen, MainScreen)


async def to_session(pilot: Pilot[Any], name: str) -> None:
    """Go down the list to the session of a reviewer."""
    rows = pilot.app.screen.query_one("#session-list", RowList)
    await to_line(
        pilot, next(target for target in map(rows.rows.target, range(len(rows.rows))) if target and name in target)
    )
