"""Keys that come faster than screens are made, as over a slow connection, go where they were meant."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.widgets.grid import Grid
from ilo_tui.frontends.tui.widgets.row_list import RowList
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press
from tests.frontends.tui.starting import type_fast


@pytest.mark.slow
async def test_keys_wait_for_a_tab_that_is_being_made(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        await type_fast(pilot, "2", "j", "j", "l")
        await press(pilot)
        assert app.screen.query_one("#gap-grid", Grid).at == ("efa", "outcome")
        assert app.screen.query_one("#programme-list", RowList).target == "clm"
        await type_fast(pilot, "3", "j", "1", "j", "4", "j", "2", "k")
        await press(pilot)
        assert isinstance(app.screen, MainScreen)
        assert app.screen.open == "dimensions"
        assert app.screen.query_one("#gap-grid", Grid).at == ("csr", "outcome")
        assert app.screen.query_one("#programme-list", RowList).target == "csr"


@pytest.mark.slow
async def test_what_is_typed_before_the_line_is_there_goes_into_the_line(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        await type_fast(pilot, "2", "f", *"brick")
        await press(pilot)
        assert app.screen.query_one(Input).value == "brick"


async def test_a_page_follows_its_list_also_while_another_tab_is_open(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "1")
        await type_fast(pilot, "j", "2")
        await press(pilot)
        shown = await press(pilot, "1")
        assert "CSR · programme" in shown
        assert "CLM · programme" not in shown
