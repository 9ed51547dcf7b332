"""The timeline: years across, a year in words, Enter into a year, a programme or a policy, and back to the year."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.browse import IndicatorsScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.record import PageScreen
from ilo_tui.frontends.tui.screens.timeline import TimelineScreen
from ilo_tui.frontends.tui.screens.year import PoliciesScreen, YearScreen
from ilo_tui.frontends.tui.widgets.bars import KeyBar
from ilo_tui.frontends.tui.widgets.year_chart import YearChart
from tests.conftest import MakeApp
from tests.dossier.small import opened
from tests.dossier.timeline_case import timeline_tables
from tests.frontends.tui.large import app_of, write_portfolio
from tests.frontends.tui.starting import keys, started, typed, until_idle

BACK, FORTH = "less_than_sign", "greater_than_sign"


@pytest.fixture
def case(tmp_path: Path) -> Dossier:
    return opened(tmp_path, timeline_tables())


def timeline(app: IloApp) -> TimelineScreen:
    screen = app.screen
    assert isinstance(screen, TimelineScreen)
    return screen


def row(app: IloApp) -> str | None:
    return timeline(app).query_one(YearChart).target


def claims(app: IloApp) -> list[str]:
    screen = app.screen
    assert isinstance(screen, YearScreen)
    return [record.id for record in screen.matching()]


async def test_what_happened_when_is_seen_after_a_key_and_a_year_opens_with_another(make_app: MakeApp) -> None:
    """Question 9 of a newcomer: programmes, policies and evidence on one line of time, with two keys."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await keys(pilot, "t")
        for text in ("1973–2030, 1 year a cell", "2004-2008:", "TBP Time-Bound", "policies  ", "measured  ", "against"):
            assert text in shown
        assert "2001 · voices: 3 for, 0 against, 1 context; 19 claims" in shown
        assert "Programmes: EFA (begins), VOC (begins)" in shown
        shown = await keys(pilot, "enter")
        assert isinstance(app.screen, YearScreen) and "2001 (21)" in shown


@pytest.mark.slow
async def test_keys_go_along_years_and_rows_and_the_line_below_follows(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "2005 · voices: 2 for" in await keys(pilot, "t"), "where the first programme begins"
        assert timeline(app).year == "2005" and row(app) == "*years"
        for pressed, year in (
            ("l", "2006"), ("right", "2007"), ("h", "2006"), ("left", "2005"), ("g", "1999"), ("h", "1999"),
            ("pagedown", "2009"), ("pagedown", "undated"), ("G", "2016"), ("pageup", "2006"), ("end", "2016"),
            ("l", "undated"), ("l", "undated"), ("home", "1999"),
        ):  # fmt: skip
            shown = await keys(pilot, pressed)
            assert timeline(app).year == year, pressed
            assert f"\n {year} · " in shown
        await keys(pilot, "j j j")
        assert row(app) == "one"
        await keys(pilot, "k")
        assert row(app) == "period:after"
        await keys(pilot, "j " * 30)
        assert row(app) == "*claims"
        await keys(pilot, "k " * 30)
        assert row(app) == "*years"


@pytest.mark.slow
async def test_enter_opens_a_year_and_escape_comes_back_to_it(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "t", "l l", "enter")
        assert claims(app) == ["b"]
        await keys(pilot, "escape")
        assert (timeline(app).year, row(app)) == ("2007", "*years")
        await keys(pilot, "G l", "enter")
        assert claims(app) == ["e"]
        await keys(pilot, "escape", "h", "enter")
        assert claims(app) == [] and "No claim falls into this time." in await keys(pilot)


@pytest.mark.slow
@pytest.mark.share(8)
@pytest.mark.parametrize(
    ("down", "screen", "shown"),
    [
        (1, YearScreen, "First (4)"),
        (3, PageScreen, "Programme one"),
        (6, PageScreen, "Policy law"),
        (9, PoliciesScreen, "year 2006"),
        (10, IndicatorsScreen, "year 2006"),
        (11, YearScreen, "2006 (3)"),
        (14, YearScreen, "2006 (3)"),
    ],
)
async def test_enter_opens_what_a_row_stands_for(case: Dossier, down: int, screen: type[object], shown: str) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "t", "l", "j " * down, "enter")
        await until_idle(pilot)
        assert isinstance(app.screen, screen) and shown in await keys(pilot)
        await keys(pilot, "escape")
        assert timeline(app).year == "2006"


async def test_policies_of_a_year_are_those_that_the_year_has(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "t", "l", "j " * 9, "enter")
        await until_idle(pilot)
        screen = app.screen
        assert isinstance(screen, PoliciesScreen)
        assert [record.id for record in screen.matching()] == ["plan", "law"]
        await keys(pilot, "F")
        assert len(screen.matching()) == 3


@pytest.mark.slow
async def test_the_list_of_a_year_is_filtered_and_reviewed_like_any_other(case: Dossier, tmp_path: Path) -> None:
    app = started(opened=case, lang="en", reviews=str(tmp_path / "reviews"), reviewer="Sok Dara")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "t", "l", "enter", "f")
        await typed(pilot, "stance:for")
        await keys(pilot, "enter")
        assert claims(app) == ["c"]
        await keys(pilot, "R")
        assert isinstance(app.screen, JudgeScreen)


@pytest.mark.slow
async def test_a_filter_is_carried_from_the_tab_and_typed_on_the_timeline(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "f")
        await typed(pilot, "programme:one")
        shown = await keys(pilot, "enter", "t")
        assert "filter: programme ONE (2 of 6)" in shown and "LATER" not in shown
        await keys(pilot, "enter")
        assert claims(app) == ["a", "c"] and "filter: programme ONE" in await keys(pilot)
        shown = await keys(pilot, "escape", "F")
        assert "filter:" not in shown and "LATER" in shown
        await keys(pilot, "f")
        await typed(pilot, "stance:against")
        shown = await keys(pilot, "enter")
        assert "filter: speaks against (1 of 6)" in shown and "ONE" not in shown
        await keys(pilot, "enter")
        assert claims(app) == ["b"]
        # The tab keeps its own.
        assert "filter: programme ONE" in await keys(pilot, "escape", "escape")


@pytest.mark.slow
async def test_what_is_counted_is_said_as_elsewhere_and_changes_at_once(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await keys(pilot, "t")
        assert "voices tied directly · all periods · as recorded" in shown
        assert "2005 · voices: 2 for, 0 against" in shown and "direct +2 -0" in shown
        shown = await keys(pilot, "w", "w")
        assert "voices tied in any way" in shown and "2005 · voices: 2 for, 1 against" in shown
        shown = await keys(pilot, "right_square_bracket")
        assert "· First ·" in shown and "2005 · voices: 2 for, 1 against, 0 context; 2 claims" in shown
        await keys(pilot, "l", "l")
        assert "2007 · voices: 0 for, 1 against" in await keys(pilot), "its claim is in the period, too"
        await keys(pilot, "right_square_bracket", "h", "h", "enter")
        assert claims(app) == ["b"]
        await keys(pilot, "left_square_bracket")
        assert claims(app) == ["a", "b", "c"], "the list is of the period in force"


@pytest.mark.slow
async def test_the_timeline_is_a_place_in_the_history(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "t", "l l", "enter")
        assert claims(app) == ["b"]
        await keys(pilot, BACK)
        assert timeline(app).year == "2007"
        await keys(pilot, BACK)
        assert isinstance(app.screen, MainScreen) and app.screen.open == "dimensions"
        await keys(pilot, FORTH, FORTH)
        assert claims(app) == ["b"]
        await keys(pilot, BACK, "j j j", "enter", BACK)
        assert (timeline(app).year, row(app)) == ("2007", "one")


@pytest.mark.slow
async def test_the_year_is_where_it_was_when_the_timeline_opens_again_and_at_the_next_start(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "t", "l l l", "escape", "t")
        assert timeline(app).year == "2008"
        await keys(pilot, "l", "q")
    [path] = (state_folder() / "places").glob("*.json")
    assert json.loads(path.read_text("utf-8"))["place"]["spots"]["timeline"] == "2009"
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "t")
        assert timeline(app).year == "2009"


@pytest.mark.share(4)
@pytest.mark.parametrize("year", ["3000", "nonsense", "period:first", "²"])
async def test_a_year_that_is_not_there_any_more_is_forgotten(case: Dossier, year: str) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.main
        app.main.keep_cursor("timeline", year)
        await keys(pilot, "t")
        assert timeline(app).year == "2005"


async def test_the_key_is_not_offered_on_the_timeline_itself(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot)
        assert ("t", "timeline") in app.screen.query_one(KeyBar).keys
        await keys(pilot, "t")
        assert ("t", "timeline") not in app.screen.query_one(KeyBar).keys
        await keys(pilot, "t")
        assert len(app.screen_stack) == 2


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize("size", [(40, 12), (59, 30), (80, 12)])
async def test_where_there_is_little_room_years_stand_down(case: Dossier, size: tuple[int, int]) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=size) as pilot:
        shown = await keys(pilot, "t")
        assert "2005    +2 -0 ·0   2 ONE" in shown
        await keys(pilot, "j")
        assert timeline(app).year == "2006"
        shown = await keys(pilot, "tab")
        assert "voices: 1 for, 0 against" in shown and "Programmes: ONE, LATER (begins)" in shown
        await keys(pilot, "escape", "enter")
        assert claims(app) == ["b", "c", "d"]
        await keys(pilot, "escape", "G", "enter")
        assert claims(app) == ["e"]


async def test_a_page_of_a_year_leads_to_its_programmes(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "t", "tab", "j j j j j j", "enter")
        screen = app.screen
        assert isinstance(screen, PageScreen) and screen.ident == "one"


@pytest.mark.slow
async def test_a_terminal_that_grows_has_room_for_other_years(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(40, 12)) as pilot:
        await keys(pilot, "t", "j")
        await pilot.resize_terminal(80, 24)
        shown = await keys(pilot)
        assert timeline(app).year == "2006" and "1999–2016, 1 year a cell" in shown
        await keys(pilot, "l", "enter")
        assert claims(app) == ["b"]


@pytest.mark.slow
async def test_where_a_cell_has_several_years_the_year_is_all_of_them(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "t", "l l l l")
        assert timeline(app).year == "2005"
        await pilot.resize_terminal(60, 24)
        assert "2004–2005 · " in await keys(pilot)
        await keys(pilot, "enter")
        assert isinstance(app.screen, YearScreen) and app.screen.route == ("year", "2004..2005")
        await keys(pilot, "escape", "l")
        assert "2006–2007 · " in await keys(pilot)


async def test_the_other_language_is_spoken_at_once(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "1 tahun per sel" in await keys(pilot, "t", "L")


@pytest.mark.share(2)
@pytest.mark.parametrize("ascii_only", [True, False])
async def test_columns_are_told_apart_in_ascii_too(make_app: MakeApp, ascii_only: bool) -> None:
    app = make_app(ascii=ascii_only)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await keys(pilot, "t")
        [line] = [line for line in shown.splitlines() if line.startswith("claims, most")]
        signs = set(line.removeprefix("claims, most 49"))
        assert len(signs & set(".:-=+*%#" if ascii_only else "▁▂▃▄▅▆▇█")) >= 6
        assert shown.isascii() == ascii_only


@pytest.mark.slow
async def test_above_a_judging_screen_nothing_gives_an_answer_away(case: Dossier, tmp_path: Path) -> None:
    app = started(opened=case, lang="en", reviews=str(tmp_path / "reviews"), reviewer="Sok Dara")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "t", "enter", "R")
        assert isinstance(app.screen, JudgeScreen)
        # The first of them waits and the third; the second is about no programme, and so is not judged.
        shown = await keys(pilot, "t")
        assert "2005 · voices: 0 for, 0 against, 0 context; 3 claims, 2 hidden until judged" in shown
        await keys(pilot, "f")
        await typed(pilot, "stance:for")
        shown = await keys(pilot, "enter")
        assert "hidden" not in shown and "ONE" not in shown, "a filter that would give them away leaves them out"
        assert [claim.id for claim in all_claims(timeline(app))] == ["e"]


async def test_a_click_goes_to_a_year_and_another_opens_it(case: Dossier) -> None:
    app = started(opened=case, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "t")
        chart = timeline(app).query_one(YearChart)
        assert chart.chart
        at = (chart.chart.name_width + 7 * chart.chart.cell_width, 0)
        await pilot.click(YearChart, offset=at)
        await keys(pilot)
        assert timeline(app).year == "2006"
        await pilot.click(YearChart, offset=at)
        await keys(pilot)
        assert claims(app) == ["b", "c", "d"]


@pytest.mark.slow
async def test_a_large_dossier_is_counted_beside_the_screen(tmp_path: Path) -> None:
    path = write_portfolio(tmp_path / "large.json", 600, 6000)
    app, _ = app_of(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app, pilot)
        await keys(pilot, "t")
        shown = await until_idle(pilot)
        assert "1 year a cell" in shown
        counted = timeline(app).run.counted
        assert counted is not None and timeline(app).run.takes_long
        spread = {claim.id for step in counted.chart.columns for claim in counted.chart.timeline.claims(step)}
        assert spread == set(app.context.dossier.ids(Evidence))
        await keys(pilot, "f")
        await typed(pilot, "stance:against")
        await keys(pilot, "enter")
        assert "filter: speaks against" in await until_idle(pilot)
        assert all(claim.stance == "contradicts" for claim in all_claims(timeline(app)))
        await keys(pilot, "w")
        await pilot.resize_terminal(80, 24)
        assert "filter: speaks against" in await until_idle(pilot)


def all_claims(screen: TimelineScreen) -> list[Evidence]:
    assert screen.run.counted
    chart = screen.run.counted.chart
    return [claim for step in chart.columns for claim in chart.timeline.claims(step)]


async def loaded(app: IloApp, pilot: Pilot[Any]) -> None:
    while app.context.loading:
        await pilot.pause(0.01)
    await keys(pilot)
