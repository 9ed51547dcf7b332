"""Writing the report from the app: chosen, named, written; nothing that exists is replaced."""

from __future__ import annotations

import asyncio
import csv
import json
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.dialogs.choosing import Choose
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.review.session_file import SessionFile
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press
from tests.frontends.tui.together import NAMES, crowd, flat, merged_folder, to_line, until

FORMS = ("html", "md", "csv", "xlsx", "json")


@pytest.fixture
def app(tmp_path: Path, dossier: Dossier, make_app: MakeApp) -> IloApp:
    """The app over the sessions of three reviewers."""
    reviews = merged_folder(tmp_path / "reviews", crowd(dossier))
    return make_app(reviews=str(reviews), reviewer="Ana")


def named(form: str) -> Path:
    """Where the report goes if nothing else is typed."""
    return Path.home() / ("report-ilo-ipec-cambodia" + ("" if form == "csv" else f".{form}"))


def texts(path: Path) -> str:
    """All that a report says; a workbook is read for the texts that it shares."""
    from zipfile import ZipFile

    if path.is_dir():
        return "".join(path.read_text("utf-8") for path in sorted(path.iterdir()))
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    with ZipFile(path) as context:
        return "".join(context.read(name).decode() for name in context.namelist() if name.endswith(".xml"))


async def wait_for_message(app: IloApp, words: str) -> None:
    """Wait until something is told in passing."""
    await app.workers.wait_for_complete()
    assert any(words in notification.message for notification in app._notifications), [
        notification.message for notification in app._notifications
    ]


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize("anonymous", ["", "anonymous "])
async def test_every_form_is_written_where_it_is_offered(app: IloApp, anonymous: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for form in FORMS:
            await press(pilot, "e")
            await to_line(pilot, anonymous + form)
            text = await press(pilot, "enter")
            assert "It is written there; nothing that exists is replaced." in text
            assert not named(form).exists()
            await press(pilot, "enter")
            await wait_for_message(app, f"written: {named(form)}")
            printed = texts(named(form))
            assert "CLM" in printed
            assert [name for name in NAMES if name in printed] == ([] if anonymous else list(NAMES))
    assert not [path.name for path in Path.home().iterdir() if path.name.startswith(".report")]


async def test_keys_typed_at_once_ask_once(app: IloApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            app.post_message(events.Key("e", "e"))
        await until(pilot, "The report as")
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)


@pytest.mark.slow
async def test_what_exists_is_reported_and_another_place_asked_for(app: IloApp) -> None:
    named("html").write_text("precious")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e", "enter", "enter")
        text = await until(pilot, "this file exists already")
        assert "--force" not in text
        assert isinstance(app.screen, Prompt)
        app.screen.query_one(Input).value = str(Path.home() / "second.html")
        await press(pilot, "enter")
        await wait_for_message(app, "second.html")
    assert named("html").read_text() == "precious"
    assert "CLM" in (Path.home() / "second.html").read_text("utf-8")


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/no/such/folder/report.html", "its folder does not exist"),
        ("~nobody-of-this-name/report.html", "there is no user of that name"),
        ("x" * 300, "it cannot be written"),
    ],
)
async def test_a_place_that_cannot_be_is_reported_and_another_asked_for(app: IloApp, typed: str, words: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e", "enter")
        app.screen.query_one(Input).value = typed
        await press(pilot, "enter")
        text = await until(pilot, words)
        assert "-o" not in flat(text).split()
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        assert not app._notifications


@pytest.mark.slow
async def test_a_folder_takes_the_report_under_its_name(app: IloApp) -> None:
    stick = Path.home() / "stick"
    stick.mkdir()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e")
        await to_line(pilot, "json")
        await press(pilot, "enter")
        app.screen.query_one(Input).value = str(stick)
        await press(pilot, "enter")
        await wait_for_message(app, f"written: {stick / named('json').name}")
    assert json.loads((stick / named("json").name).read_text("utf-8"))


@pytest.mark.slow
async def test_tables_go_into_an_empty_folder_and_no_other(app: IloApp) -> None:
    full = Path.home() / "full"
    full.mkdir()
    (full / "letter.txt").write_text("precious")
    empty = Path.home() / "empty"
    empty.mkdir()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e")
        await to_line(pilot, "csv")
        await press(pilot, "enter")
        app.screen.query_one(Input).value = str(full)
        await press(pilot, "enter")
        await until(pilot, "this folder is not empty")
        app.screen.query_one(Input).value = str(empty)
        await press(pilot, "enter")
        await wait_for_message(app, f"written: {empty}")
    assert [path.name for path in full.iterdir()] == ["letter.txt"]
    tables = sorted(empty.iterdir())
    assert tables
    assert all(list(csv.reader(path.read_text("utf-8").splitlines())) for path in tables)


@pytest.mark.slow
async def test_escape_writes_nothing_at_any_step(app: IloApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e")
        assert isinstance(app.screen, Choose)
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        await press(pilot, "e", "enter")
        assert isinstance(app.screen, Prompt)
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        await app.workers.wait_for_complete()
    assert not [path for path in Path.home().iterdir() if "report" in path.name]


async def test_forty_columns_tell_with_and_without_names_apart(app: IloApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        text = await press(pilot, "e")
        lines = [line.strip(" │") for line in text.splitlines() if "│" in line]
        assert len(lines) == len(set(lines))
        assert "without names: a page to read…" in lines


@pytest.mark.slow
async def test_the_report_speaks_the_language_of_the_screen(app: IloApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "L", "e", "j", "enter", "enter")
        await wait_for_message(app, "ditulis: ")
    assert "Kesepakatan" in named("md").read_text("utf-8")


async def test_read_only_offers_no_report(tmp_path: Path, make_app: MakeApp) -> None:
    app = make_app(reviews=str(tmp_path / "reviews"), read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e")
        await wait_for_message(app, "no report")
        assert isinstance(app.screen, MainScreen)


async def test_leaving_the_app_meanwhile_ends_the_report_before_its_next_step(
    app: IloApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = threading.Event(), threading.Event()
    async with app.run_test(size=(80, 24)) as pilot:
        repository = app.reviewing.repository
        entries = repository.entries

        def entries_slowly() -> Sequence[SessionFile]:
            # The screen itself looks at the sessions as well, and is not to wait.
            if threading.current_thread() is not threading.main_thread():
                reading.set()
                go_on.wait(20)
            return entries()

        monkeypatch.setattr(repository, "entries", entries_slowly)
        await press(pilot, "e", "enter", "enter")
        assert await asyncio.to_thread(reading.wait, 20)
    go_on.set()
    await asyncio.get_running_loop().shutdown_default_executor()
    assert not named("html").exists()
