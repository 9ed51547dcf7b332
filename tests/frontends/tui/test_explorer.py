"""The four tabs as a person drives them with the keyboard."""

from __future__ import annotations

import re

import pytest

from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.dossier.model import Evidence, Indicator, Programme
from ilo_tui.dossier.weighing import NARROWEST
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.frontends.tui.screens.record import PageScreen
from ilo_tui.frontends.tui.tabs.dimensions import DimensionsTab
from ilo_tui.frontends.tui.widgets.bars import KeyBar
from ilo_tui.frontends.tui.widgets.row_list import RowList
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press, screen_text


async def test_the_first_screen_lists_both_groups_with_counts(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot)
        assert "Programmes (6)" in text
        assert "Supporting actions (4)" in text
        assert "Child Labour Monitoring" in text
        context = app.context
        tallies = [context.gap_map.tally(ident, TOTAL, NARROWEST) for ident in context.dossier.ids(Programme)]
        counts = [(tally.supports.voices.low, tally.contradicts.voices.low) for tally in tallies]
        shown = [(int(plus), int(minus)) for plus, minus in re.findall(r" \+(\d+) +-(\d+)\b", text)]
        assert len(shown) >= 9 and shown == counts[: len(shown)]


async def test_the_page_follows_the_cursor(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "j", "j")
        assert "EFA · programme" in text


@pytest.mark.share(6)
@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2", "Outcome"),
        ("3", "NPA16"),
        ("4", "Gaps without a suggestion ("),
        ("5", "Review"),
    ],
)
async def test_a_digit_opens_its_tab(make_app: MakeApp, key: str, words: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert words in await press(pilot, key)


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("language", "size", "head"),
    [("en", (80, 24), "policies 1-6/14 ›"), ("id", (80, 24), "kebijakan 1-6/14 ›"), ("en", (40, 12), "  1-3/14 ›")],
)
async def test_where_columns_are_out_of_view_it_is_said_which_are_seen_and_what_they_are(
    make_app: MakeApp, language: str, size: tuple[int, int], head: str
) -> None:
    async with make_app(language).run_test(size=size) as pilot:
        assert head in await press(pilot, "3")


@pytest.mark.slow
async def test_a_cell_opens_its_evidence_and_escape_goes_back_the_way_one_came(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "l", "enter")
        assert isinstance(app.screen, BrowseScreen)
        text = await press(pilot, "enter", *["j"] * 6, "enter")
        assert isinstance(app.screen, PageScreen)
        assert "Source · dol2012" in text
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.open == "dimensions"


async def test_the_gap_map_counts_add_up_to_all_evidence(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2")
        gap_map = app.context.gap_map
        shown = [gap_map.cell(row, column) for row in gap_map.rows for column in gap_map.columns]
        assert sum(sum(cell.counts) for cell in shown) == app.context.dossier.count(Evidence)
        assert sum(gap_map.cell(TOTAL, TOTAL).counts) == app.context.dossier.count(Evidence)


@pytest.mark.slow
async def test_a_filter_narrows_with_every_letter_and_escape_clears_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "f", *"vocational")
        assert "5 of 10" in text
        assert "Social Dialogue" not in text
        text = await press(pilot, "escape")
        assert "Social Dialogue" in text
        assert isinstance(app.screen, MainScreen)


@pytest.mark.slow
async def test_a_filter_that_cannot_be_meant_says_why(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        text = await press(pilot, "2", "enter", "f", *"stance:x")
        assert "nothing begins with x for stance" in text


@pytest.mark.slow
async def test_a_filter_is_offered_only_where_there_is_a_list(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert "f filter" in await press(pilot)
        assert "f filter" not in await press(pilot, "5")
        assert "f filter" in await press(pilot, "2", "enter")
        assert "f filter" not in await press(pilot, "enter", "j", "enter")


@pytest.mark.slow
async def test_a_kept_filter_stays_on_screen_in_words(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "2", "f", *"csr", "enter")
        assert "filter: “csr” (2 of 10) · F shows all" in text
        assert re.search(r"all evidence +\+\d+ -\d+ ", text)


@pytest.mark.slow
async def test_the_language_changes_at_once_everywhere(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "enter")
        text = await press(pilot, "L")
        assert "menurut catatan" in text
        assert "Keluaran" in text
        text = await press(pilot, "escape")
        assert "Keluaran" in text
        assert "Dimensi" in text
        text = await press(pilot, "L", "1")
        assert "Programmes (6)" in text


@pytest.mark.slow
async def test_help_lists_the_keys_in_force_and_runs_one(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "question_mark")
        assert "Open what is under the cursor" in text
        text = await press(pilot, *"measured")
        assert "Measured series" in text
        assert "Leave the program" not in text
        text = await press(pilot, "enter")
        assert "Working children, 5-14" in text


async def test_configured_keys_are_the_keys_in_force(make_app: MakeApp) -> None:
    app = make_app()
    app.settings.keys["indicators"] = "x"
    async with app.run_test(size=(80, 24)) as pilot:
        assert "x indicators" in await press(pilot)
        assert "Working children, 5-14" in await press(pilot, "x")


@pytest.mark.slow
@pytest.mark.share(4)
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12), (120, 40)])
@pytest.mark.parametrize("language", ["en", "id"])
async def test_the_key_bar_fits_and_ends_with_help(make_app: MakeApp, size: tuple[int, int], language: str) -> None:
    app = make_app(language)
    async with app.run_test(size=size) as pilot:
        for key in "12345":
            await press(pilot, key)
            bar = app.screen.query_one(KeyBar)
            shown = bar.shown()
            assert 2 <= len(shown) <= KeyBar.MOST
            assert shown[-1][0] == "?"
            assert sum(len(item) + len(label) + 3 for item, label in shown) <= size[0]


async def test_home_and_end_and_pages_move_in_lists(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i", "end")
        rows = app.screen.query_one("#record-list", RowList)
        last = list(app.context.dossier.ids(Indicator))[-1]
        assert rows.target == last
        await press(pilot, "g")
        assert rows.target == next(iter(app.context.dossier.ids(Indicator)))
        await press(pilot, "pagedown")
        assert rows.cursor > 10
        await press(pilot, "G", "k")
        assert rows.cursor == app.context.dossier.count(Indicator) - 2


async def test_indicators_are_bars_by_year_with_segments_apart(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "i")
        assert "2009 28.7 █" in text
        assert "compare years within a" in text


@pytest.mark.slow
async def test_a_policy_cell_shows_provision_rationale_origin_and_leads_to_the_policy(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "3", "enter")
        assert "aim 4" in text
        assert "Degree: none stated" in text
        text = await press(pilot, "G", "enter")
        assert "Policy · npa2016" in text
        text = await press(pilot, "pagedown", "pagedown")
        assert "nobody's alignment names this provision" in text


@pytest.mark.slow
async def test_the_terminal_may_shrink_and_grow_while_open(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "l", "j")
        for size in ((40, 12), (20, 5), (80, 24), (10, 3), (120, 40)):
            await pilot.resize_terminal(*size)
            await press(pilot, "j", "k")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(DimensionsTab).grid.at is not None
        assert "Outcome" in screen_text(app)


async def test_on_a_narrow_terminal_there_is_one_pane_at_a_time(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(40, 12)) as pilot:
        text = await press(pilot)
        assert "Programmes (6)" in text
        assert "CLM · programme" not in text
        text = await press(pilot, "enter")
        assert "CLM · programme" in text
        assert "Programmes (6)" not in text
        assert "Programmes (6)" in await press(pilot, "escape")


async def test_a_wide_terminal_has_list_detail_and_evidence_side_by_side(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        text = await press(pilot)
        line = next(line for line in text.splitlines() if "+ for - against" in line)
        assert "CLM" in line
        assert "Evidence by dimension" in line


@pytest.mark.slow
async def test_ascii_draws_with_ascii_only(make_app: MakeApp) -> None:
    async with make_app(ascii=True).run_test(size=(80, 24)) as pilot:
        for key in "1234i":
            text = await press(pilot, key)
            drawn = "\n".join(line.rstrip("▁▂▃▄▅▆▇█ ") for line in text.splitlines())
            scrollbars_inside = {char for char in drawn if not char.isascii()} <= set("▁▂▃▄▅▆▇")
            assert scrollbars_inside, key


async def test_copying_says_what_was_done_and_writes_a_file(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "enter", "y")
        messages = [notification.message for notification in app._notifications]
        assert any("citation.txt" in item or "Copied with" in item for item in messages)
        assert "clm-001" in app.clipboard
        assert "ILO-IPEC (2005). Experiences and Lessons Learned" in app.clipboard
