"""No screen over a judging screen gives the answer away: contexts are made in one place, and blinded there."""

from __future__ import annotations

import ast
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

import ilo_tui
from ilo_tui.app.contexts import InContext
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.screens.browse import IndicatorsScreen
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.record import PageScreen, PolicyCellScreen
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press

ITEM = "evidence:clm-001"
PACKAGE = Path(ilo_tui.__file__).parent
MAKERS = {
    "ViewContext": {"frontends/console/opening.py"},
    "Contexts": {
        *("frontends/console/enter.py", "frontends/console/opening.py"),
        *("frontends/plain/console_io.py", "frontends/tui/app.py"),
    },
    "blinded": {"app/contexts.py", "frontends/console/blinding.py"},
}
"""What makes a context, or the object that gives contexts, and the only modules that may call it."""

Open = Callable[[IloApp, Pilot[Any]], Awaitable[None]]


async def page(app: IloApp, pilot: Pilot[Any]) -> None:
    app.navigator.open_page("clm-001")


async def programme(app: IloApp, pilot: Pilot[Any]) -> None:
    app.navigator.open_page("clm")


async def cell(app: IloApp, pilot: Pilot[Any]) -> None:
    await app.push_screen(CellScreen(app.contexts, "clm", "output"))


async def crossing(app: IloApp, pilot: Pilot[Any]) -> None:
    await app.push_screen(PolicyCellScreen(app.contexts, "clm", "c182"))


async def indicators(app: IloApp, pilot: Pilot[Any]) -> None:
    await app.push_screen(IndicatorsScreen(app.contexts))


async def places(app: IloApp, pilot: Pilot[Any]) -> None:
    await press(pilot, "p")


async def place(app: IloApp, pilot: Pilot[Any]) -> None:
    app.navigator.open_page("place:kampong_cham")


async def page_on_page(app: IloApp, pilot: Pilot[Any]) -> None:
    await app.push_screen(PageScreen(app.contexts, "clm"))
    await app.push_screen(PageScreen(app.contexts, "clm-001"))


async def search(app: IloApp, pilot: Pilot[Any]) -> None:
    await press(pilot, "slash")


async def other_language(app: IloApp, pilot: Pilot[Any]) -> None:
    app.action_language()
    app.navigator.open_page("clm-001")


async def whole_dossier(app: IloApp, pilot: Pilot[Any]) -> None:
    app.contexts.replace_dossier(app.context.dossier)
    app.navigator.open_page("clm-001")


@pytest.mark.share(12)
@pytest.mark.parametrize(
    "open_screen",
    [page, programme, cell, crossing, indicators, places, place, page_on_page, search, other_language, whole_dossier],
)
async def test_no_screen_over_a_judging_screen_has_an_open_context(
    make_app: MakeApp, tmp_path: Path, open_screen: Open
) -> None:
    app = make_app(reviews=str(tmp_path / "reviews"), reviewer="Sok Dara")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "r")
        await open_screen(app, pilot)
        await pilot.pause()
        above = app.screen_stack[2:]
        assert isinstance(app.screen_stack[1], JudgeScreen)
        assert above
        nodes = [node for screen in above for node in screen.walk_children(with_self=True)]
        in_context = [node for node in nodes if isinstance(node, InContext)]
        assert in_context
        assert all(node.context.blinding.hides(ITEM) for node in in_context)
        assert not app.context.blinding.hides("evidence:no-such")


async def test_after_judging_contexts_are_open_again(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(reviews=str(tmp_path / "reviews"), reviewer="Sok Dara")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "r")
        assert app.context.blinding.hides(ITEM)
        await press(pilot, "escape")
        assert not isinstance(app.screen, JudgeScreen)
        assert not app.context.blinding.hides(ITEM)


@pytest.mark.slow
def test_contexts_are_made_in_one_place() -> None:
    for path in PACKAGE.rglob("*.py"):
        calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in calls}
        matches = {name for name in names & MAKERS.keys() if path.relative_to(PACKAGE).as_posix() not in MAKERS[name]}
        assert not matches, path
