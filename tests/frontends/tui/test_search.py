"""Searching everything: hits as one types, Enter goes to the right place, Esc comes back to where one was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from ilo_tui.dossier.model import TABLES, Evidence, Indicator
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.search.finder import Search
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.browse import IndicatorsScreen
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.record import PageScreen
from ilo_tui.frontends.tui.screens.search import SearchScreen
from ilo_tui.frontends.tui.widgets.bars import KeyBar
from ilo_tui.frontends.tui.widgets.row_list import RowList
from tests.conftest import MakeApp
from tests.dossier.small import both, claim, numbered, opened, small, small2, with_strength_twice
from tests.frontends.tui.screen import screen_text
from tests.frontends.tui.starting import keys, quiet, ranked, type_fast, typed, until_idle


def hits(app: IloApp) -> list[str]:
    """The ids of what is found, in the order on the screen."""
    rows = app.screen.query_one("#hits", RowList).rows
    return [target for index in range(len(rows)) if (target := rows.target(index))]


async def search_for(pilot: Pilot[Any], words: str) -> str:
    """Open the search and type."""
    await keys(pilot, "slash")
    return await typed(pilot, words)


async def goes_to(pilot: Pilot[Any], ident: str) -> str:
    """Put the cursor on a hit, and press Enter."""
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    if screen._later:
        # Hits that are put into order meanwhile are another matter.
        screen._later.stop()
    assert screen.query_one("#hits", RowList).point(ident)
    await keys(pilot, "enter")
    return await until_idle(pilot)


@pytest.fixture
def marked(tmp_path: Path) -> Dossier:
    """A small dossier with texts that differ between the languages and have diacritics."""
    tables = small()
    tables["evidence"] = numbered(
        claim("ev-1", programme="one", statement={"en": "The Café of Phnom Penh", "id": "Kedai undang-undang"}),
        claim("ev-2", programme="two", statement=both("Café without the town")),
        claim("ev-3", stance="contradicts", statement=both("nothing of that")),
    )
    return opened(tmp_path, tables)


HITS = {
    "cafe": ["ev-1", "ev-2"],
    "CAFÉ": ["ev-1", "ev-2"],
    "caf": ["ev-1", "ev-2"],
    "phnom cafe": ["ev-1"],
    "phn caf": ["ev-1"],
    "undang": ["ev-1"],
    "kedai cafe": ["ev-1"],
    "afe": [],
    "cafe nothing": [],
}


@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_all_words_or_their_beginnings_in_any_language_case_and_without_diacritics(
    make_app: MakeApp, marked: Dossier, language: str
) -> None:
    app = make_app(language, opened=marked)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "slash")
        for words, result in HITS.items():
            app.screen.query_one(Input).value = words
            await quiet(pilot)
            assert hits(app) == result, words


@pytest.mark.slow
async def test_hits_come_with_every_letter_under_a_heading_for_each_kind(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 60)) as pilot:
        assert "search everything" in await keys(pilot, "slash")
        before = app.context.dossier.count(Evidence)
        for letter in "traffick":
            await keys(pilot, letter)
            now = len(hits(app))
            assert 0 < now <= before or letter == "t"
            before = now
        text = await ranked(pilot)
        idents = hits(app)
        assert f"{len(idents)} found" in text
        dossier = app.context.dossier
        numbers = {
            heading: sum(ident in dossier.ids(TABLES[heading.lower()]) for ident in idents)
            for heading in ("Programmes", "Evidence", "Policies", "Indicators")
        }
        assert all(numbers.values())
        places = [text.index(f"{heading} ({number})") for heading, number in numbers.items()]
        assert places == sorted(places)
        # The match is set off from the text around it.
        rows = app.screen.query_one("#hits", RowList)
        matches = [span.text for index in range(len(rows.rows)) for span in rows.rows.line(index, 70)[1:]]
        assert "traffick" in matches


async def test_the_screen_tells_its_keys(make_app: MakeApp) -> None:
    app = make_app("id")
    async with app.run_test(size=(40, 12)) as pilot:
        text = await keys(pilot, "slash")
        assert app.screen.query_one(KeyBar).shown()
        assert "Enter buka" in text and "Esc" in text


@pytest.mark.slow
async def test_a_programme_is_found_on_its_tab_with_the_cursor_on_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "j j l")
        await search_for(pilot, "education for all")
        assert hits(app)[0] == "efa"
        await keys(pilot, "enter")
        await until_idle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert (app.screen.open, app.screen.tab.cursor) == ("programmes", "efa")


@pytest.mark.slow
async def test_what_has_a_line_on_a_tab_is_shown_there(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for tab in ("dimensions", "policies", "suggestions"):
            ident = list(app.context.dossier.ids(TABLES[tab]))[1]
            await search_for(pilot, ident)
            await goes_to(pilot, ident)
            assert isinstance(app.screen, MainScreen)
            assert app.screen.open == tab
            assert app.screen.tab.cursor.rpartition("|")[2] == ident


@pytest.mark.slow
async def test_what_has_no_line_on_a_tab_has_a_page_over_where_one_was(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4", "j", "j")
        assert app.main
        spot = app.main.tab.cursor
        for table in ("evidence", "sources", "alignments"):
            ident = list(app.context.dossier.ids(TABLES[table]))[3]
            await search_for(pilot, ident)
            text = await goes_to(pilot, ident)
            assert isinstance(app.screen, PageScreen)
            assert f"· {ident}" in text.splitlines()[0]
            await keys(pilot, "escape", "escape")
            assert isinstance(app.screen, MainScreen)
            assert (app.screen.open, app.screen.tab.cursor) == ("suggestions", spot)


async def test_a_scale_is_found_beside_a_dimension_of_the_same_id(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(opened=opened(tmp_path, with_strength_twice()))
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "strength")
        assert {"strength", "scale:strength"} <= set(hits(app))
        text = await goes_to(pilot, "scale:strength")
        assert isinstance(app.screen, PageScreen)
        assert "· strength" in text.splitlines()[0] and "How?" in text
        await keys(pilot, "escape")
        await goes_to(pilot, "strength")
        assert isinstance(app.screen, MainScreen) and app.screen.open == "dimensions"


@pytest.mark.slow
async def test_an_indicator_is_shown_in_their_list_and_escape_returns(make_app: MakeApp) -> None:
    app = make_app()
    ident = list(app.context.dossier.ids(Indicator))[5]
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "j", "j")
        assert app.main
        spot = app.main.tab.cursor
        await search_for(pilot, ident)
        await goes_to(pilot, ident)
        assert isinstance(app.screen, IndicatorsScreen)
        assert app.screen.current() == ident
        await keys(pilot, "escape")
        assert isinstance(app.screen, SearchScreen)
        await keys(pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        assert (app.screen.open, app.screen.tab.cursor) == ("programmes", spot)


@pytest.mark.slow
async def test_escape_returns_to_the_same_tab_and_cursor(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.main
        for tab, moves in (("2", "j j l"), ("3", "j j j l l"), ("4", "j j"), ("1", "j j j")):
            await keys(pilot, tab, moves)
            before = (app.main.open, app.main.tab.cursor)
            await search_for(pilot, "skills")
            await goes_to(pilot, "skills")
            assert (app.main.open, app.main.tab.cursor) == ("programmes", "skills")
            await keys(pilot, "enter", "j", "escape", "escape")
            assert isinstance(app.screen, SearchScreen)
            await keys(pilot, "escape")
            assert (app.main.open, app.main.tab.cursor) == before
            # It was a way back: the way forward leads to what was found.
            await keys(pilot, "greater_than_sign")
            assert (app.main.open, app.main.tab.cursor) == ("programmes", "skills")


@pytest.mark.slow
async def test_escape_returns_into_a_cell_with_its_cursor_and_its_own_filter(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "l", "enter", "f")
        await typed(pilot, "stance:against")
        await keys(pilot, "enter", "j", "j")
        assert isinstance(app.screen, CellScreen)
        before, count = app.screen.current(), len(app.screen.matching())
        await search_for(pilot, "skills")
        await goes_to(pilot, "skills")
        assert isinstance(app.screen, MainScreen)
        await keys(pilot, "escape", "escape")
        assert isinstance(app.screen, CellScreen)
        assert (app.screen.current(), len(app.screen.matching())) == (before, count)


@pytest.mark.slow
@pytest.mark.share(4)
@pytest.mark.parametrize("down", [1, 6, 30])
async def test_escape_returns_from_a_hit_to_the_search_as_it_was_left(make_app: MakeApp, down: int) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "j l")
        assert app.main
        before = (app.main.open, app.main.tab.cursor)
        await search_for(pilot, "labour")
        await ranked(pilot)
        await keys(pilot, " ".join(["down"] * down))
        rows = app.screen.query_one("#hits", RowList)
        remaining, order, shown = rows.target, hits(app), screen_text(app)
        await keys(pilot, "enter")
        assert not isinstance(app.screen, SearchScreen)
        # One looks around there, and comes back step by step.
        await keys(pilot, "j", "slash", "escape", "escape")
        await keys(pilot, *(["escape"] if not isinstance(app.screen, SearchScreen) else []))
        text = screen_text(app)
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.query_one(Input).value == "labour"
        assert app.screen.query_one(Input).has_focus
        rows = app.screen.query_one("#hits", RowList)
        assert (rows.target, hits(app)) == (remaining, order)
        assert text.splitlines()[1] == shown.splitlines()[1]
        # Another hit from there, and back; then the search is left.
        await keys(pilot, "down", "enter", "escape", "escape")
        assert isinstance(app.screen, MainScreen)
        assert (app.main.open, app.main.tab.cursor) == before


@pytest.mark.slow
async def test_a_search_in_a_search_comes_back_one_by_one(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for text in ("clm-001", "clm-002"):
            await search_for(pilot, text)
            await goes_to(pilot, text)
        for text in ("clm-002", "clm-001"):
            await keys(pilot, "escape")
            assert app.screen.query_one(Input).value == text
            await keys(pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        assert await keys(pilot, "escape") == screen_text(app)


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize("leave", ["escape", "enter"])
async def test_a_search_opened_later_offers_the_last_words_selected_with_their_hits(
    make_app: MakeApp, leave: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "labour insp")
        before = hits(app)
        assert before
        await keys(pilot, leave)
        assert not isinstance(app.screen, SearchScreen)
        await keys(pilot, "3", "j", "slash")
        line = app.screen.query_one(Input)
        assert (line.value, line.selected_text) == ("labour insp", "labour insp")
        assert hits(app) == before and f"{len(before)} found" in await ranked(pilot)
        # A letter takes the place of all of it; an arrow goes on with it.
        await typed(pilot, "kiln")
        assert line.value == "kiln" and hits(app) != before
        await keys(pilot, "escape", "slash", "end")
        assert app.screen.query_one(Input).value == "kiln"
        await typed(pilot, "s")
        assert app.screen.query_one(Input).value == "kilns"


@pytest.mark.slow
async def test_words_that_were_taken_away_are_not_offered_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "kiln")
        await keys(pilot, "escape", "slash", "backspace", "escape", "slash")
        assert app.screen.query_one(Input).value == ""
        assert hits(app) == []


async def test_what_is_typed_before_the_search_is_there_takes_the_place_of_the_last_words(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "kiln")
        await keys(pilot, "escape")
        await type_fast(pilot, "slash", *"brick")
        assert app.screen.query_one(Input).value == "brick"


@pytest.mark.slow
async def test_escape_leads_back_through_pages_that_were_opened_from_a_hit_to_its_search(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "monitoring")
        await ranked(pilot)
        shown = screen_text(app)
        await goes_to(pilot, "clm-001")
        await keys(pilot, "G", "enter", "i", "j")
        depth = len(app.screen_stack)
        assert depth >= 3 and isinstance(app.screen, IndicatorsScreen)
        for _ in range(depth - 1):
            await keys(pilot, "escape")
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.query_one(Input).value == "monitoring"
        assert app.screen.query_one("#hits", RowList).target == "clm-001"
        assert screen_text(app).splitlines()[:2] == shown.splitlines()[:2]


@pytest.mark.slow
async def test_a_hit_on_a_tab_from_the_page_of_a_hit_leads_back_to_both_searches(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4")
        await search_for(pilot, "clm-001")
        await goes_to(pilot, "clm-001")
        await search_for(pilot, "skills")
        await goes_to(pilot, "skills")
        assert isinstance(app.screen, MainScreen) and app.screen.open == "programmes"
        await keys(pilot, "escape")
        assert app.screen.query_one(Input).value == "skills"
        await keys(pilot, "escape")
        assert isinstance(app.screen, PageScreen) and app.screen.ident == "clm-001"
        await keys(pilot, "escape")
        assert app.screen.query_one(Input).value == "clm-001"
        await keys(pilot, "escape")
        assert isinstance(app.screen, MainScreen) and app.screen.open == "suggestions"


async def test_the_last_words_find_nothing_that_is_hidden_while_one_judges(make_app: MakeApp, tmp_path: Path) -> None:
    tables = small2()
    tables["evidence"]["1"]["note"] = both("a zebra that sways")
    app = make_app(opened=opened(tmp_path, tables), reviews=str(tmp_path / "r"), reviewer="Sok Dara")
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "zebra")
        assert hits(app) == ["ev-1"]
        await goes_to(pilot, "ev-1")
        await keys(pilot, "r")
        await until_idle(pilot)
        assert isinstance(app.screen, JudgeScreen)
        await keys(pilot, "slash")
        assert app.screen.query_one(Input).value == "zebra"
        assert hits(app) == [] and "zebra that sways" not in await until_idle(pilot)


async def test_whoever_goes_elsewhere_from_a_hit_does_not_come_back_to_the_search(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "skills")
        await goes_to(pilot, "skills")
        await keys(pilot, "3", "1", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_hits_of_an_older_search_never_come_over_newer_ones(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "skills")
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        older, result = screen._number, screen.results
        screen.again(Search(app.context.dossier))
        await typed(pilot, "x")
        await keys(pilot, "backspace")
        screen._ranked(older, replace(result, groups=()), ["never"])
        assert hits(app) and "never" not in await keys(pilot)


async def test_escape_leaves_the_search_where_one_was(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        before = await keys(pilot, "2", "j", "l")
        await search_for(pilot, "skills")
        assert await keys(pilot, "escape") == before


async def test_arrows_move_in_the_hits_while_one_types_on(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "labour")
        rows = app.screen.query_one("#hits", RowList)
        assert rows.target == hits(app)[0]
        await keys(pilot, "down", "down")
        assert rows.target == hits(app)[2]
        await keys(pilot, "pagedown")
        assert rows.cursor > 10
        await keys(pilot, "pageup", "up")
        assert app.screen.query_one(Input).has_focus


@pytest.mark.share(3)
@pytest.mark.parametrize("index", ["fts5", "no such module"])
async def test_where_nothing_is_found_the_nearest_words_are_offered_and_tab_takes_them(
    make_app: MakeApp, index: str
) -> None:
    app = make_app()
    app.__dict__["search"] = search = Search(app.context.dossier, index)
    assert search.build() is (index == "fts5")
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "traficking")
        text = await ranked(pilot)
        assert "nothing found; did you mean: trafficking? (Tab takes the first)" in text
        assert hits(app) == []
        await keys(pilot, "tab")
        assert app.screen.query_one(Input).value == "trafficking"
        assert f"{len(hits(app))} found" in await ranked(pilot)
        assert "clm-021" in hits(app)


@pytest.mark.slow
async def test_without_an_index_the_same_is_found(make_app: MakeApp) -> None:
    app = make_app()
    with_index, without = Search(app.context.dossier), Search(app.context.dossier, "no such module")
    with_index.build()
    async with app.run_test(size=(80, 24)) as pilot:
        items = []
        for search in (with_index, without):
            app.__dict__["search"] = search
            await search_for(pilot, "labour insp")
            items.append(hits(app))
            await keys(pilot, "escape")
        assert items[0] == items[1] != []


@pytest.mark.slow
async def test_whatever_is_typed_finds_something_or_nothing_and_never_fails(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "slash")
        for text in ("[/]", "' OR \"", "\\", '"', "*", "NEAR(", "\u202e", "\0", "🙂", "a" * 5000, "a " * 500):
            app.screen.query_one(Input).value = text
            await quiet(pilot)
            assert app.return_code is None
            await typed(pilot, "x")
        app.screen.query_one(Input).value = "]] labour ("
        await quiet(pilot)
        assert "clm-001" in hits(app)


async def test_enter_on_nothing_found_stays(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await search_for(pilot, "qqqq")
        await keys(pilot, "enter")
        assert isinstance(app.screen, SearchScreen)


async def test_what_is_written_in_another_language_only_is_marked(make_app: MakeApp, tmp_path: Path) -> None:
    tables = small()
    tables["evidence"] = numbered(claim("ev-1", statement={"en": "only English here"}))
    async with make_app("id", opened=opened(tmp_path, tables)).run_test(size=(80, 24)) as pilot:
        assert "[en] only English here" in await search_for(pilot, "english")
