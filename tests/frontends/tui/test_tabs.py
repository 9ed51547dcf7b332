"""A tab is added in one place, the registry; everything that lists tabs or keys has it from there."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from ilo_tui.core.commands import COMMANDS
from ilo_tui.core.tabs import TABS, TabSpec
from ilo_tui.frontends.tui.base import TabView
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.tabs import tab_view
from ilo_tui.frontends.tui.widgets.grid import Grid
from tests.frontends.tui.starting import keys, started


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_each_tab_has_a_view_and_a_command(tab: TabSpec) -> None:
    assert issubclass(tab_view(tab), TabView) and tab_view(tab).PANES
    (command,) = [command for command in COMMANDS if command.action == f"tab('{tab.name}')"]
    assert (command.id, command.keys, command.label) == (tab.command_id, tab.key, tab.title)


def test_an_entry_that_names_no_tab_is_an_error() -> None:
    with pytest.raises(TypeError, match="no TabView"):
        tab_view(TabSpec("x", "9", "X", "", "ilo_tui.core.tabs:TabSpec"))


@pytest.mark.slow
def test_a_sixth_tab_is_one_entry_and_one_class() -> None:
    """In a program of its own: the table of commands is made when it is imported."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.frontends.tui.sixth"], check=False, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    assert " 6 Remarks" in seen["tab"] and "written by a test" in seen["tab"]
    assert "What was noted" in seen["help"] and "What was noted" in seen["palette"]
    assert "written by a test" in seen["again"], "the tab that was open is open again"
    assert any(line.split()[:1] == ["6"] and "What was noted" in line for line in seen["keys"].splitlines())


@pytest.mark.slow
async def test_a_click_on_a_matrix_goes_to_a_cell_and_only_another_opens_it() -> None:
    app = started(lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2")
        grid = app.screen.query_one(Grid)
        at = (grid.head_width() + grid.matrix.cell_width + 1, 3)
        await pilot.click(Grid, offset=at)
        await keys(pilot)
        assert isinstance(app.screen, MainScreen) and (grid.cursor, grid.column) == (2, 1)
        await pilot.click(Grid, offset=at)
        await keys(pilot)
        assert isinstance(app.screen, CellScreen)
