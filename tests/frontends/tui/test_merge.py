"""Merging sessions from a stick with the keyboard: nothing is written before it is asked for, and nothing is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from benchmarks.reviewers import Crowd
from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.dialogs import choosing
from ilo_tui.frontends.tui.dialogs.choosing import THIS_FOLDER, ChooseFolder
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.merge import MergeScreen
from ilo_tui.frontends.tui.widgets.bars import KeyBar
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.row_list import RowList
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press, screen_text
from tests.frontends.tui.together import contents, crowd, flat, page_text, stick_of, to_line, until


@pytest.fixture(autouse=True)
def no_other_sticks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is mounted on the machine that runs the tests is not offered."""
    monkeypatch.setattr(choosing, "_MOUNT_POINTS", ())


@pytest.fixture
def stick(dossier: Dossier) -> Path:
    return stick_of(Path.home() / "stick", crowd(dossier))


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    return tmp_path / "reviews"


def app_of(make_app: MakeApp, reviews: Path, language: str = "en") -> IloApp:
    return make_app(language, reviews=str(reviews), reviewer="Ana")


async def looked(pilot: Pilot[Any], stick: Path) -> str:
    """From tab 5 to what merging from the stick would do."""
    await press(pilot, "5", "m")
    await to_line(pilot, str(stick))
    text = await press(pilot, "enter")
    assert "take this folder and those in it (0 files here)" in text
    await press(pilot, "enter")
    return await until(pilot, "files looked at")


@pytest.mark.slow
async def test_looking_writes_nothing_and_escape_leaves_everything_as_it_is(
    make_app: MakeApp, stick: Path, reviews: Path
) -> None:
    before = contents(stick)
    app = app_of(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await looked(pilot, stick)
        assert "Nothing is written yet. m merges, Esc leaves everything as it is." in text
        shown = flat(text)
        assert "new: 3" in shown
        assert "on another dossier: 1" in shown
        assert "3 sessions in the folder" in shown
        text = await press(pilot, "escape")
        assert "Review sessions (0)" in text
    assert not reviews.exists()
    assert contents(stick) == before


async def test_m_merges_every_session_once_and_the_tab_lists_them(
    make_app: MakeApp, dossier: Dossier, stick: Path, reviews: Path
) -> None:
    before = contents(stick)
    app = app_of(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot, stick)
        await press(pilot, "m")
        text = await until(pilot, "Merged:")
        assert "Nothing is written yet" not in text
        text = await press(pilot, "escape")
        assert "Review sessions (3)" in text
        assert "100/100 Kim Dara" in text
    created = {item.name: item.data for item in crowd(dossier)}
    assert {name: data for name, data in contents(reviews).items() if name in created} == created
    assert contents(stick) == before


@pytest.mark.slow
async def test_merging_again_finds_nothing_new_and_offers_no_key_for_it(
    make_app: MakeApp, stick: Path, reviews: Path
) -> None:
    app = app_of(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot, stick)
        assert ("m", "merge") in app.screen.query_one(KeyBar).shown()
        await press(pilot, "m")
        await until(pilot, "Merged:")
        assert ("m", "merge") not in app.screen.query_one(KeyBar).shown()
        held = contents(reviews)
        await press(pilot, "m", "escape")
        text = await looked(pilot, stick)
        assert "There is nothing new to merge here." in text
        await press(pilot, "m")
        assert ("m", "merge") not in app.screen.query_one(KeyBar).shown()
    assert contents(reviews) == held


@pytest.mark.slow
async def test_what_needs_a_person_stands_first(make_app: MakeApp, stick: Path, reviews: Path) -> None:
    (stick / "one" / "notes.json").write_bytes(b'{"shopping": ["rice"]}')
    app = app_of(make_app, reviews)
    async with app.run_test(size=(120, 60)) as pilot:
        await looked(pilot, stick)
        shown = page_text(app.screen.query_one(Page))
        files = shown[shown.index("1 file needs a person") :].split("\n\n")[1]
        assert "zeros-0.json: damaged: left as it is" in files.splitlines()[0]
        for words in (
            "notes.json: no review session: left where it is",
            "foreign-0.json: on another dossier, another-dossier: left where it is",
            "a damaged copy of what is there whole",
            "already there, in a later state",
            "check code",
        ):
            assert words in " ".join(files.split()), words


@pytest.mark.slow
async def test_the_folder_screen_goes_up_and_down_and_escape_gives_up(
    make_app: MakeApp, stick: Path, reviews: Path
) -> None:
    app = app_of(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "5", "m")
        assert f"Merge from: {Path.home()}" in flat(text)
        await to_line(pilot, str(stick))
        await press(pilot, "enter")
        rows = app.screen.query_one(RowList)
        assert rows.target == THIS_FOLDER
        await press(pilot, "j", "enter")
        assert rows.target == str(stick)
        await to_line(pilot, str(Path.home().parent))
        await press(pilot, *["enter", "g", "j"] * len(stick.parts))
        assert isinstance(app.screen, ChooseFolder)
        assert app.screen.folder == Path("/")
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)
    assert not reviews.exists()


@pytest.mark.slow
async def test_a_stick_that_is_pulled_out_is_reported(make_app: MakeApp, stick: Path, reviews: Path) -> None:
    app = app_of(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "m")
        await to_line(pilot, str(stick))
        shutil.rmtree(stick)
        assert "No such file or directory" in await press(pilot, "enter")
        await press(pilot, "enter")
        text = await until(pilot, "there is no such file or folder")
        assert "Check the name, and that its disk is in." in text
        assert "Review sessions (0)" in await press(pilot, "escape")


@pytest.mark.slow
async def test_a_reviews_folder_that_cannot_be_written_is_reported(
    make_app: MakeApp, stick: Path, reviews: Path
) -> None:
    app = app_of(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot, stick)
        reviews.write_text("a file where the folder was")
        await press(pilot, "m")
        await until(pilot, "not saved: the folder is no longer there")
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)
    assert reviews.read_text() == "a file where the folder was"


async def test_a_state_folder_that_cannot_be_used_is_reported(make_app: MakeApp, reviews: Path) -> None:
    (state_folder() / "writer").mkdir(parents=True)
    app = make_app(reviews=str(reviews))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "not saved" in await press(pilot, "5")
        for key in ("m", "d", "e", "n", "A", "c"):
            app.clear_notifications()
            await press(pilot, key)
            assert isinstance(app.screen, MainScreen), key
            assert any("not saved" in notification.message for notification in app._notifications), key


async def test_read_only_refuses(make_app: MakeApp, stick: Path, reviews: Path) -> None:
    app = make_app(reviews=str(reviews), read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "m")
        assert isinstance(app.screen, MainScreen)
        assert any("nothing can be merged" in notification.message for notification in app._notifications)
    assert not reviews.exists()


@pytest.mark.slow
async def test_the_language_changes_on_the_screen(make_app: MakeApp, stick: Path, reviews: Path) -> None:
    app = app_of(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot, stick)
        text = await press(pilot, "L")
        assert "Gabungkan dari …/stick" in text
        assert "Belum ada yang ditulis." in text
        assert "3 sesi dalam folder" in text
        assert "Nothing is written yet." in await press(pilot, "L")


@pytest.mark.slow
async def test_forty_columns_have_room_for_it(make_app: MakeApp, stick: Path, reviews: Path) -> None:
    app = app_of(make_app, reviews)
    async with app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "5", "m")
        await to_line(pilot, str(stick))
        await press(pilot, "enter", "enter")
        text = await until(pilot, "files looked at")
        assert "Nothing is written yet." in text
        assert "m merge" in text
        assert all(len(line) <= 40 for line in text.splitlines())
        await press(pilot, "m")
        await until(pilot, "Merged:")


@pytest.mark.slow
async def test_leaving_in_the_middle_leaves_whole_files_and_the_rest_comes_later(
    make_app: MakeApp, dossier: Dossier, reviews: Path
) -> None:
    created = crowd(dossier, Crowd(reviewers=150, decisions=10))
    stick = stick_of(Path.home() / "stick", created)
    app = app_of(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot, stick)
        await pilot.press("m", "escape")
        await press(pilot)
        assert isinstance(app.screen, MainScreen)
        await app.workers.wait_for_complete()
        complete = {item.name: item.data for item in created}
        for path in reviews.glob("*"):
            assert path.name.startswith(".") or path.name == "damaged" or path.read_bytes() == complete[path.name]
        await looked(pilot, stick)
        if isinstance(app.screen, MergeScreen) and "Nothing is written yet" in screen_text(app):
            await press(pilot, "m")
            await until(pilot, "Merged:")
        assert "Review sessions (150)" in await press(pilot, "escape")
    assert {path.name for path in reviews.glob("*.json")} == complete.keys()
    assert all(json.loads(path.read_bytes()) for path in reviews.glob("*.json"))
