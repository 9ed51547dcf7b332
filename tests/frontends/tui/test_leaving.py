"""A screen that holds something unsaved is asked before anything closes it, whichever key would."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot

from ilo_tui.app.contexts import Contexts
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.dialogs.choosing import Choose
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.widgets.row_list import RowList
from tests.conftest import MakeApp
from tests.frontends.tui.starting import keys, quiet


class Unsaved(RecordScreen):
    """Holds something, and asks before it closes."""

    def __init__(self, contexts: Contexts) -> None:
        super().__init__(contexts)
        self.unsaved, self.times_asked = True, 0

    def compose(self) -> ComposeResult:
        """Something that has the focus."""
        yield RowList()

    def write(self) -> None:
        """Nothing."""

    def current(self) -> str | None:
        """Nothing."""
        return None

    def holds(self) -> bool:
        """Whether something is unsaved."""
        return self.unsaved

    async def may_close(self) -> bool:
        """Ask, and wait for the answer."""
        self.times_asked += 1
        return await self.app.push_screen_wait(Choose("Leave?", [("no", "stay"), ("yes", "leave")])) == "yes"


LEAVE = {
    "q": None,
    "ctrl+q": None,
    "escape": "programmes",
    "3": "policies",
    "less_than_sign": "policies",
    "colon t o u r enter": "programmes",
    "slash e f a enter": "programmes",
}
"""Keys that close a screen, and the tab that one is in then; None where the program ends."""


async def over(pilot: Pilot[Any], app: IloApp) -> Unsaved:
    """Tab 1 after tabs 2 and 3, and over it a screen that holds something."""
    await keys(pilot, "2", "3", "1")
    screen = Unsaved(app.contexts)
    app.push_screen(screen)
    await quiet(pilot)
    return screen


@pytest.mark.share(8)
@pytest.mark.parametrize("pressed", LEAVE)
async def test_whatever_closes_a_screen_asks_it_first(make_app: MakeApp, pressed: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await over(pilot, app)
        await keys(pilot, pressed)
        assert screen.times_asked == 1
        assert [type(item) for item in app.screen_stack] == [MainScreen, Unsaved, Choose]
        await keys(pilot, "enter")
        assert app.screen_stack[1:] == [screen]
        assert app.return_code is None and screen.unsaved


@pytest.mark.share(8)
@pytest.mark.parametrize(("pressed", "tab"), LEAVE.items())
async def test_who_agrees_gets_where_the_key_leads(make_app: MakeApp, pressed: str, tab: str | None) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await over(pilot, app)
        await keys(pilot, pressed, "j enter")
        assert screen.times_asked == 1
        if tab is None:
            assert app.return_code == 0
            return
        assert isinstance(app.screen, MainScreen)
        assert app.screen.open == tab


@pytest.mark.slow
async def test_one_question_at_a_time(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await over(pilot, app)
        await keys(pilot, "ctrl+q ctrl+q ctrl+q")
        assert screen.times_asked == 1
        assert len(app.screen_stack) == 3


async def test_a_screen_that_holds_nothing_closes_at_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await over(pilot, app)
        screen.unsaved = False
        await keys(pilot, "3 l")
        assert screen.times_asked == 0
        assert isinstance(app.screen, MainScreen) and app.screen.open == "policies"
