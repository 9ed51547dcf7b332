"""The effect direction plot on the screen: its key on crossings and gaps, what is counted, the way back, arrows."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.effect_direction import DIRECTIONS
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.model import Source
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.dialogs.observe import ObserveScreen
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.gap_matrix import GapMatrix
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.navigation import map_crossing
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.directions import DirectionsScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.record import PageScreen
from ilo_tui.frontends.tui.tabs.dimensions import DimensionsTab
from ilo_tui.frontends.tui.widgets.bars import KeyBar
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import width_of
from tests.conftest import MakeApp
from tests.dossier.directions import claim, dossier_of
from tests.frontends.tui.starting import keys, typed, until_idle

SMALL, LARGE, TINY, ROOMY = (80, 24), (120, 40), (40, 12), (160, 40)
TBP_OUTCOME = ("2", "j j j l")
"""From any tab to the cell of the map."""
BACK, FORTH = "less_than_sign", "greater_than_sign"


def plot_shown(app: IloApp) -> DirectionsScreen:
    screen = app.screen
    assert isinstance(screen, DirectionsScreen)
    return screen


async def test_x_shows_the_plot_of_the_cell_under_the_cursor_and_escape_leads_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        text = await keys(pilot, *TBP_OUTCOME, "x")
        assert "TBP × Outcome: effect direction" in text
        assert "2 voices (tied directly): 2▲ better" in text
        assert "  ▲▲     better (2 of 2 better): Government of Cambodia" in text
        assert (plot_shown(app).row, plot_shown(app).column) == ("tbp", "outcome")
        await keys(pilot, "escape")
        assert isinstance(app.screen, MainScreen) and app.main and app.main.tab.cursor == "tbp|outcome"


@pytest.mark.slow
async def test_the_key_is_in_the_bar_of_map_and_cell(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        for step in ("2", "l", "enter"):
            await keys(pilot, step)
            assert ("x", "directions") in app.screen.query_one(KeyBar).shown()
        # A claim is no crossing, and the tab of suggestions has few.
        app.navigator.open_page("clm-001")
        await keys(pilot)
        assert ("x", "directions") not in app.screen.query_one(KeyBar).shown()
        await keys(pilot, "4")
        assert ("x", "directions") not in app.screen.query_one(KeyBar).shown()


@pytest.mark.slow
async def test_on_the_list_of_a_cell_the_plot_is_that_of_the_cell(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, *TBP_OUTCOME, "enter", "j j", "x")
        assert plot_shown(app).route == ("directions", "tbp", "outcome")
        await keys(pilot, "escape")
        assert isinstance(app.screen, CellScreen)


@pytest.mark.slow
async def test_enter_on_the_summary_line_of_the_cell_opens_the_plot_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await keys(pilot, *TBP_OUTCOME, "tab", "tab", "j", "enter")
        assert plot_shown(app).route == ("directions", "tbp", "outcome")


@pytest.mark.slow
async def test_a_voice_leads_to_its_page_and_a_claim_to_its_own(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, *TBP_OUTCOME, "x", "j", "enter")
        assert isinstance(app.screen, PageScreen) and app.screen.ident == "government"
        await keys(pilot, "escape", "G", "enter")
        assert isinstance(app.screen, PageScreen) and app.screen.ident.startswith("tbp-")


@pytest.mark.share(4)
@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (("2", "x"), "What was done moved nothing yet"),
        (("2", "l l l l", "x"), "An effect direction is shown where one programme"),
        (("2", "G l", "x"), "An effect direction is shown where one programme"),
        (("4", "x"), "There is no crossing of a programme and a dimension under the cursor."),
    ],
)
async def test_where_there_is_no_plot_it_is_said_why(make_app: MakeApp, steps: tuple[str, ...], words: str) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await keys(pilot, *steps)
        assert isinstance(app.screen, MainScreen)
        assert [note.message.startswith(words) for note in app._notifications] == [True]


@pytest.mark.slow
async def test_a_gap_has_the_plot_of_its_crossing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "4", "j j j", "x")
        gap = app.context.gaps.uncovered[0]
        assert gap.dimension and plot_shown(app).route == ("directions", gap.programme, gap.dimension)
        await keys(pilot, "escape")
        app.navigator.open_page(gap.id)
        await keys(pilot, "x")
        assert plot_shown(app).route == ("directions", gap.programme, gap.dimension)


@pytest.mark.slow
async def test_tie_level_and_period_write_the_plot_anew(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "2", "j l", "x")
        seen = [await keys(pilot, *key) for key in ((), *["w"] * 4)]
        assert "1 voice (tied directly): 1▲ better" in seen[0]
        assert "4 voices (tied directly or through the organisation): ▲ better: 4▲ better" in " ".join(seen[1].split())
        assert "4 voices (tied in any way): ▲ better: 4▲ better" in seen[2]
        assert "voices everything, tied or not" in seen[3] and "4 voices (tied in any way)" in seen[3]
        assert seen[4] == seen[0]
        before = await keys(pilot, "w", "left_square_bracket")
        assert "undated" in before and "(tied directly or through the organisation)" in " ".join(before.split())
        assert await keys(pilot, "right_square_bracket") == seen[1]


@pytest.mark.slow
async def test_back_and_forward_go_through_the_plot_as_through_other_screens(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, *TBP_OUTCOME, "x", "j", "enter", "1")
        await keys(pilot, BACK)
        assert isinstance(app.screen, PageScreen)
        await keys(pilot, BACK)
        assert plot_shown(app).route == ("directions", "tbp", "outcome")
        assert plot_shown(app).page.target == "government"
        await keys(pilot, BACK)
        assert isinstance(app.screen, MainScreen) and app.main and app.main.tab.cursor == "tbp|outcome"
        await keys(pilot, FORTH)
        assert plot_shown(app).route == ("directions", "tbp", "outcome")


@pytest.mark.slow
async def test_a_filter_of_the_map_narrows_the_plot_and_is_said(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, *TBP_OUTCOME, "f")
        await typed(pilot, "stance:for")
        await keys(pilot, "enter")
        # While one typed, the filter left less, and the cursor went elsewhere.
        assert app.main
        app.main.tab.go_to("tbp|outcome")
        assert "filter: speaks for" in await keys(pilot, "x")
        assert {claim.stance for claim in plot_shown(app).cell.evidence} == {"supports"}
        await keys(pilot, "escape", "F", "x")
        assert "filter: " not in await keys(pilot)
        assert len(plot_shown(app).cell.evidence) == 9


async def test_a_filter_that_is_still_being_looked_for_is_said_where_it_narrows_the_plot(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await until_idle(pilot)
        state = FilterState(DOSSIER, app.contexts)
        state.set_text("stance:for")
        await app.push_screen(DirectionsScreen(app.contexts, "tbp", "outcome", state))
        assert "filter: speaks for" in await until_idle(pilot)
        assert {claim.stance for claim in plot_shown(app).cell.evidence} == {"supports"}


async def test_it_is_read_in_another_language_and_at_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, *TBP_OUTCOME, "x")
        text = await keys(pilot, "L")
        assert "arah perubahan" in text and "membaik (2 dari 2 membaik): Pemerintah Kamboja" in text


async def test_on_a_very_small_terminal_it_is_read_line_by_line(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=TINY) as pilot:
        text = await keys(pilot, *TBP_OUTCOME, "x")
        assert "effect direction" in text and "2 voices (tied directly): 2▲ better" in " ".join(text.split())
        text = await keys(pilot, "pagedown")
        assert "▲▲     better (2 of 2 better)" in text


@pytest.mark.slow
async def test_r_judges_the_crossing_and_while_judging_x_saves_elsewhere(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(reviews=str(tmp_path), reviewer="Ana Lim <ana-lim-00aa>")
    async with app.run_test(size=LARGE) as pilot:
        await keys(pilot, *TBP_OUTCOME, "x", "r")
        await until_idle(pilot)
        assert isinstance(app.screen, JudgeScreen) and app.screen.judging.item == "cell:tbp/outcome"
        active = app.screen.active_bindings["x"].binding
        assert active.id == "elsewhere"


@pytest.mark.slow
async def test_r_on_the_summary_line_judges_the_crossing_and_a_observes_it(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(reviews=str(tmp_path), reviewer="Ana Lim <ana-lim-00aa>")
    async with app.run_test(size=LARGE) as pilot:
        await keys(pilot, *TBP_OUTCOME, "tab", "tab", "j")
        assert app.main and app.main.current() == "directions:tbp/outcome"
        await keys(pilot, "a")
        await until_idle(pilot)
        assert isinstance(app.screen, ObserveScreen) and app.screen.form.item == "cell:tbp/outcome"
        await keys(pilot, "escape", "r")
        await until_idle(pilot)
        assert isinstance(app.screen, JudgeScreen) and app.screen.judging.item == "cell:tbp/outcome"


@pytest.mark.slow
async def test_before_the_answer_what_waits_is_not_drawn(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(reviews=str(tmp_path), reviewer="Ana Lim <ana-lim-00aa>")
    async with app.run_test(size=LARGE) as pilot:
        await keys(pilot, *TBP_OUTCOME, "enter", "R")
        await until_idle(pilot)
        assert isinstance(app.screen, JudgeScreen)
        app.navigator.open_page("directions:tbp/outcome")
        text = " ".join((await until_idle(pilot)).split())
        assert "9 claims wait for your answer; they are not drawn" in text
        assert "better (" not in text


@pytest.mark.parametrize(
    ("ident", "crossing"),
    [
        ("cell:p/outcome", ("p", "outcome")),
        ("directions:p/outcome", ("p", "outcome")),
        ("gap:p/outcome:one_voice", ("p", "outcome")),
        ("gap:p/law:none", ("p", "law")),
        ("links:p/law", None),
        ("ev-1", None),
        ("cell:p", None),
        ("", None),
    ],
)
def test_a_crossing_is_known_by_what_stands_for_it(ident: str, crossing: tuple[str, str] | None) -> None:
    assert map_crossing(ident) == crossing


@pytest.mark.share(4)
@pytest.mark.parametrize(("size", "arrows"), [(LARGE, False), ((159, 40), False), (ROOMY, True), ((220, 50), True)])
async def test_on_a_roomy_terminal_the_map_says_which_way_things_moved(
    make_app: MakeApp, size: tuple[int, int], arrows: bool
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        text = await keys(pilot, "2", "w")
        csr = next(line for line in text.splitlines() if line.startswith("CSR"))
        assert ("▲ 4▲" in csr) == ("▲▼ which way things moved" in text) == arrows
        tab = app.screen.query_one(DimensionsTab)
        assert isinstance(tab.grid.matrix, GapMatrix) and tab.grid.matrix.arrows == arrows
        # Its pages are where they are on every wide terminal.
        assert tab.query_one("#cell").display and tab.query_one("#dimension").display


@pytest.mark.parametrize(
    ("voices", "arrow"),
    [
        ((3, 1, 0, 0), "▲ 3▲ 1▼"),
        ((2, 1, 0, 0), "◄► 2▲ 1▼"),
        ((2, 0, 0, 0), "2▲"),
        ((0, 1, 9, 0), "─ 1▼ 9─"),
        ((3, 1, 2, 1), "◄► 3▲1▼2─1◄►"),
        ((12, 3, 10, 14), "◄► 12▲3▼10─…"),
        ((0, 0, 0, 0), ""),
    ],
)
def test_an_arrow_has_its_counts_and_says_where_there_is_no_room_for_them(
    voices: tuple[int, int, int, int], arrow: str
) -> None:
    trends = [trend for trend, n in zip(DIRECTIONS, voices, strict=True) for _ in range(n)]
    sources = [Source(id=f"s{n}", title="", kind="ngo", publisher=f"P {n}") for n in range(len(trends))]
    claims = [claim(f"s{n}", trend) for n, trend in enumerate(trends)] or [claim("union", None)]
    context = ViewContext(dossier_of(*claims, sources=sources), Translator("en"))
    matrix = GapMatrix(context, context.gap_map, ["p"], 160)
    (span,) = (span for span in matrix.cell("p", "outcome") if span.role == "bar")
    assert span.text.strip() == arrow and width_of(arrow) <= 12
    assert sum(width_of(span.text) for span in matrix.cell("p", "outcome")) <= matrix.cell_width


@pytest.mark.slow
async def test_the_map_takes_its_arrows_away_where_the_terminal_becomes_narrower(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=ROOMY) as pilot:
        assert "which way things moved" in await keys(pilot, "2")
        for width, shown in ((120, False), (160, True), (80, False)):
            await pilot.resize_terminal(width, 40)
            assert ("which way things moved" in await until_idle(pilot)) == shown


async def test_the_key_can_be_another(make_app: MakeApp) -> None:
    app = make_app()
    app.settings = load_settings({"lang": "en"}, {})
    app.settings.keys["directions"] = "ctrl+t"
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, *TBP_OUTCOME, "x")
        assert isinstance(app.screen, MainScreen)
        await keys(pilot, "ctrl+t")
        assert plot_shown(app)
