"""Work beside the screen: whatever goes wrong in it is said in one plain line, and nothing waits for ever."""

from __future__ import annotations

import ast
import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

import ilo_tui.frontends.tui
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.loading import Loading
from ilo_tui.dossier.search.finder import Search
from ilo_tui.frontends.tui import filter_state, record_list
from ilo_tui.frontends.tui.loading_screens import FaultScreen
from ilo_tui.frontends.tui.review_commands import ReviewCommands
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.merge import MergeScreen
from ilo_tui.frontends.tui.workers import error_line
from ilo_tui.review import merge
from tests.conftest import MakeApp
from tests.frontends.tui.large import Held, app_of, write_portfolio
from tests.frontends.tui.screen import screen_text
from tests.frontends.tui.starting import keys, to_the_end, two_sessions, typed, until_idle

SOURCES = sorted(Path(ilo_tui.frontends.tui.__path__[0]).rglob("*.py"))


def around(tree: ast.AST) -> Iterator[str]:
    """Ways to start a worker that go around the one helper."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr="run_worker" | "_new_worker"):
                yield "run_worker"
            case ast.keyword(arg="exit_on_error"):
                yield "exit_on_error"
            case ast.ImportFrom(module=str(module), names=names) if module.split(".")[0] == "textual":
                yield from (name.name for name in names if name.name in {"work", "Worker", "WorkerManager"})
            case _:
                pass


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_worker_is_started_but_by_the_one_helper(path: Path) -> None:
    result = list(around(ast.parse(path.read_text(encoding="utf-8"))))
    assert result == [] if path.name != "workers.py" else result


def test_the_proof_finds_what_it_looks_for() -> None:
    for code in ("from textual import on, work", "self.run_worker(x)", "@f(exit_on_error=False)\ndef g(): ..."):
        assert list(around(ast.parse(code)))


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device", "/stick/x\x1b[31m"), OSError(), MemoryError(), RecursionError("deep"),
        ValueError("two\nlines \x1b[2J [red]x[/]"), KeyError("x"), AssertionError(),
    ],
    ids=repr,
)  # fmt: skip
def test_every_error_has_one_plain_line(language: str, error: Exception) -> None:
    line = error_line(error, Translator(language))
    assert line and "\n" not in line and "\x1b" not in line and "Traceback" not in line
    assert line.endswith(".")


def fail(*_: Any, **__: Any) -> Any:
    """What a disk does that is gone."""
    raise OSError(5, "Input/output error", "/stick")


MESSAGE = "/stick: Input/output error. Check that the disk or stick is there"


def on_screen(app: App[Any]) -> str:
    """The screen as one line, without frames."""
    return " ".join(" ".join(screen_text(app).replace("▌", " ").replace("│", " ").split()).split())


@pytest.mark.slow
async def test_reading_the_sessions_that_fails_is_said_where_the_figures_would_stand(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(reviews=str(two_sessions(tmp_path / "reviews")), reviewer="sok")
    async with app.run_test(size=(100, 30)) as pilot:
        await keys(pilot, "5")
        monkeypatch.setattr("ilo_tui.app.agreement.analyse", fail)
        await keys(pilot, "d")
        await until_idle(pilot)
        assert MESSAGE in on_screen(app)
        assert "Reading" not in on_screen(app)
        # It goes on, and works once the disk is back.
        monkeypatch.undo()
        await keys(pilot, "escape", "d")
        await until_idle(pilot)
        assert "Figures of agreement" in on_screen(app)


@pytest.mark.slow
async def test_a_folder_that_cannot_be_looked_at_is_said_where_its_files_would_stand(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(reviews=str(two_sessions(tmp_path / "reviews")), reviewer="sok")
    for name, pressed in (("plan", ""), ("apply_plan", "m")):
        monkeypatch.setattr(merge, name, fail)
        async with app.run_test(size=(100, 30)) as pilot:
            await keys(pilot, "5")
            app.push_screen(MergeScreen(app.contexts, app.reviewing, two_sessions(tmp_path / f"stick-{name}")))
            await until_idle(pilot)
            await keys(pilot, *([pressed] if pressed else []))
            await until_idle(pilot)
            assert MESSAGE in on_screen(app)
            assert "Looking" not in on_screen(app)
        monkeypatch.undo()
        app = make_app(reviews=str(tmp_path / "reviews"), reviewer="sok")


async def test_a_filter_that_fails_is_said_in_its_line_and_the_list_stays(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        before = await to_the_end(pilot)
        monkeypatch.setattr(filter_state, "MANY", 0)
        monkeypatch.setattr("ilo_tui.dossier.filter_result.FilterResult", fail)
        await keys(pilot, "f")
        await typed(pilot, "brick")
        await until_idle(pilot)
        assert MESSAGE in on_screen(app)
        assert "looking" not in on_screen(app)
        assert screen_text(app).splitlines()[3:12] == before.splitlines()[3:12]


@pytest.mark.slow
async def test_a_long_list_whose_filter_fails_says_so(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await keys(pilot, "2", "G l l l l", "enter")
        assert isinstance(app.screen, CellScreen)
        monkeypatch.setattr(record_list, "MANY", 0)
        monkeypatch.setattr("ilo_tui.dossier.filters.Query.matches", fail)
        await keys(pilot, "f")
        await typed(pilot, "brick")
        await until_idle(pilot)
        assert MESSAGE in on_screen(app)


@pytest.mark.slow
async def test_hits_that_cannot_be_put_into_order_stay_and_that_is_said(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        monkeypatch.setattr(Search, "rank", fail)
        await keys(pilot, "slash")
        await typed(pilot, "labour")
        await pilot.pause(0.5)
        await until_idle(pilot)
        assert MESSAGE in on_screen(app)
        assert "Programmes (" in on_screen(app)


async def failing(commands: ReviewCommands) -> None:
    """A command that fails, and nobody waits for it."""
    await asyncio.sleep(0)
    fail()


async def test_what_nobody_waits_for_is_said_in_passing_and_the_app_goes_on(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    monkeypatch.setattr(ReviewCommands, "_new_session", failing)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await keys(pilot, "5", "n")
        await until_idle(pilot)
        assert "/stick: Input/output error." in on_screen(app)
        assert "none independent" in await keys(pilot, "2")
        assert app.return_code is None


async def until(pilot: Pilot[Any], words: str) -> None:
    """Wait for words on the screen."""
    for _ in range(500):
        if words in on_screen(pilot.app):
            return
        await pilot.pause(0.02)
    raise AssertionError(on_screen(pilot.app))


@pytest.mark.slow
@pytest.mark.share(4)
@pytest.mark.parametrize("how", ["truncated", "emptied", "gone", "a folder"])
async def test_a_large_dossier_that_changes_while_it_is_read_is_reported_and_how_to_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    path = write_portfolio(tmp_path / "large.json", 1000, 6000)
    app, loading = app_of(path, held=True)
    assert isinstance(loading, Held) and loading.partly
    go, read_on = loading.go, Loading.all_programmes

    def held(self: Loading) -> None:
        assert go.wait(60)
        read_on(self)

    monkeypatch.setattr(Loading, "all_programmes", held)
    async with app.run_test(size=(100, 30)) as pilot:
        await keys(pilot, "j")
        if how == "truncated":
            os.truncate(path, path.stat().st_size // 2)
        else:
            path.unlink()
        if how == "emptied":
            path.touch()
        if how == "a folder":
            path.mkdir()
        loading.go.set()
        await until(pilot, "This dossier cannot be used")
        assert isinstance(app.screen, FaultScreen)
        await keys(pilot, "escape")
    assert app.return_code == 1 and app.loader.fault is not None


@pytest.mark.slow
async def test_an_error_nobody_thought_of_while_reading_is_reported_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, loading = app_of(write_portfolio(tmp_path / "large.json", 1000, 6000), held=True)
    assert isinstance(loading, Held)
    monkeypatch.setattr("ilo_tui.dossier.loading.Interner.intern", fail)
    async with app.run_test(size=(100, 30)) as pilot:
        await keys(pilot, "2")
        loading.go.set()
        await until(pilot, "This dossier cannot be used")
        assert "reading it to its end failed: Input/output error" in on_screen(app)
        await keys(pilot, "q")
    assert app.loader.fault is not None
