"""Parts of the screen front end know one another by protocols: none guesses what another has or what the app is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App

from ilo_tui.frontends import tui
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.protocols import AnnouncesMessages, Citable, Filterable, GoesBack, HasCursor, Turns, services
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from tests.conftest import MakeApp

FOLDER = Path(tui.__file__).parent
PLATFORM = {"terminal.py"}
"""Where the names of signals are asked for, which differ by system."""


def guesses(tree: ast.AST) -> Iterator[str]:
    """Calls that ask an object what it has, and names of the app or a screen that may be anything."""
    for node in ast.walk(tree):
        text = ast.unparse(node) if isinstance(node, ast.Call | ast.AnnAssign) else ""
        asks = text.startswith(("hasattr(", "getattr(")) and "__name__" not in text
        asks_app = text.startswith("isinstance(self.app") and not text.startswith("isinstance(self.app.screen")
        if asks or asks_app or (isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "Any"):
            yield text


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_nothing_is_guessed(path: Path) -> None:
    if path.name not in PLATFORM:
        assert not list(guesses(ast.parse(path.read_text(encoding="utf-8"))))


def test_what_screens_offer() -> None:
    for screen in (MainScreen, BrowseScreen, CellScreen):
        assert issubclass(screen, Filterable) and issubclass(screen, Citable)
    assert not issubclass(RecordScreen, Filterable)
    assert issubclass(RecordScreen, GoesBack) and issubclass(RecordScreen, HasCursor)
    assert issubclass(MainScreen, Turns) and issubclass(JudgeScreen, Turns)
    assert issubclass(JudgeScreen, AnnouncesMessages) and not issubclass(MainScreen, AnnouncesMessages)
    assert JudgeScreen.JUDGES and not RecordScreen.JUDGES


async def test_an_app_offers_its_services_to_each_of_its_nodes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test():
        assert services(app.screen) is app and services(app) is app
    other: App[int] = App()
    async with other.run_test():
        with pytest.raises(TypeError, match="no services"):
            services(other.screen)


async def test_a_command_is_offered_where_it_makes_sense(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.records.is_enabled("filter") and not app.records.is_enabled("clear_filter")
        assert app.main is not None
        app.main.narrow_to("child")
        assert app.records.is_enabled("clear_filter")
        app.main.open = "review"
        await pilot.pause()
        assert not app.records.is_enabled("filter") and not app.records.is_enabled("clear_filter")
