"""Filters by name: put in force, saved, replaced and deleted with the keyboard; they are there at the next start."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from ilo_tui.app.saved_filters import SavedFilter, SavedFilters
from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.filter_scope import DOSSIER, QUESTIONS
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.dialogs.saved_filters import SavedFilterDialog
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.options import SafeChoice
from ilo_tui.frontends.tui.screens.browse import IndicatorsScreen
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.new_session import NewSession
from ilo_tui.frontends.tui.widgets.bars import KeyBar
from ilo_tui.frontends.tui.widgets.row_list import RowList
from tests.conftest import MakeApp
from tests.frontends.tui.starting import keys, typed, until_idle
from tests.frontends.tui.together import flat

SIZES = [(80, 24), (120, 40), (40, 12)]


def store_of(app: IloApp) -> SavedFilters:
    """What is saved for the dossier of an app."""
    return SavedFilters(state_folder(), app.context.dossier.meta.id)


async def narrow(pilot: Pilot[Any], text: str) -> str:
    """Put a filter in force by the filter line."""
    await keys(pilot, "f")
    pilot.app.screen.query_one(Input).value = text
    return await keys(pilot, "enter")


async def opened(pilot: Pilot[Any]) -> str:
    """Press the key, and read the dialog."""
    await keys(pilot, "apostrophe")
    return await until_idle(pilot)


async def saved_as(pilot: Pilot[Any], name: str) -> str:
    """Save the filter in force from the dialog, which is open."""
    await keys(pilot, "s")
    await typed(pilot, name)
    return await keys(pilot, "enter")


def filters(app: IloApp) -> dict[str, str]:
    """The filters in force."""
    assert app.main
    return app.main.filters


def on(app: IloApp, kind: type[object]) -> bool:
    """Whether a screen of this kind is on top."""
    return type(app.screen) is kind


@pytest.mark.slow
async def test_a_filter_is_saved_by_name_and_put_in_force_by_its_digit_after_the_next_start(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await narrow(pilot, "stance:against year:2012..2016")
        text = await opened(pilot)
        assert "No filter is saved for this dossier yet" in text
        assert "s save the filter in force as ... (speaks against, year 2012–2016)" in text
        await keys(pilot, "s")
        assert isinstance(app.screen, Prompt) and "speaks against, year 2012–2016" in await until_idle(pilot)
        await typed(pilot, "hard years")
        text = await keys(pilot, "enter")
        assert isinstance(app.screen, SavedFilterDialog)
        assert "1 hard years" in text and "Saved as “hard years”." in text
        assert await keys(pilot, "escape") and isinstance(app.screen, MainScreen)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "F")
        assert filters(app) == {}
        await opened(pilot)
        text = await keys(pilot, "1")
        assert isinstance(app.screen, MainScreen) and "filter: speaks against, year 2012–2016" in text
        assert filters(app) == {DOSSIER: "stance:against year:2012..2016"}


@pytest.mark.slow
@pytest.mark.share(6)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_those_of_the_program_need_not_be_saved(make_app: MakeApp, size: tuple[int, int], language: str) -> None:
    app = make_app(language)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        text = await keys(pilot, "j", "k")
        assert app.screen.query_one(KeyBar).shown()[-1][0] == "Esc" and "stance:contradicts" in text
        await keys(pilot, "2")
        assert filters(app) == {DOSSIER: "not:has:locator"}
        words = {"en": "without a locator", "id": "tanpa letak dalam sumber"}[language]
        assert words[:9] in flat(await keys(pilot))
        await keys(pilot, "4")
        await opened(pilot)
        await keys(pilot, "1")
        assert filters(app)[QUESTIONS] == "kind:none"
    assert not store_of(app).path.exists()


@pytest.mark.slow
async def test_a_list_over_the_tabs_has_its_own_filter(make_app: MakeApp) -> None:
    app = make_app()
    store_of(app).save("measured", "year:2012 dimension:impact")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "l", "enter")
        screen = app.screen
        assert isinstance(screen, CellScreen)
        every = len(screen.matching())
        await opened(pilot)
        await keys(pilot, "2")
        assert screen.filter.text == "stance:contradicts" and 0 < len(screen.matching()) < every
        assert filters(app) == {}
        await keys(pilot, "escape", "i")
        assert isinstance(app.screen, IndicatorsScreen)
        assert "Always offered" not in await opened(pilot)
        await keys(pilot, "enter")
        assert isinstance(app.screen, IndicatorsScreen) and app.screen.filter.text == "year:2012 dimension:impact"


async def test_one_that_cannot_be_meant_here_says_why_and_is_not_put_in_force(make_app: MakeApp) -> None:
    app = make_app()
    store_of(app).save("gaps", "kind:one_voice")
    async with app.run_test(size=(80, 24)) as pilot:
        text = flat(await opened(pilot))
        assert "! nothing begins with one_voice for kind" in text
        before = app.screen
        for key in ("1", "enter"):
            await keys(pilot, key)
            assert app.screen is before
        await keys(pilot, "escape", "4")
        await opened(pilot)
        await keys(pilot, "1")
        assert filters(app) == {QUESTIONS: "kind:one_voice"}


@pytest.mark.slow
async def test_a_name_that_is_there_already_is_asked_about_and_a_bad_one_again(make_app: MakeApp) -> None:
    app = make_app()
    store_of(app).save("Mine", "brick")
    async with app.run_test(size=(80, 24)) as pilot:
        await narrow(pilot, "stance:against")
        await opened(pilot)
        text = await saved_as(pilot, "mine")
        assert isinstance(app.screen, SafeChoice) and "“Mine” is saved already: brick" in text
        await keys(pilot, "enter")
        assert isinstance(app.screen, Prompt) and app.screen.query_one(Input).value == "mine"
        app.screen.query_one(Input).value = "@"
        assert "needs a name of 1 to 60 letters" in await keys(pilot, "enter")
        app.screen.query_one(Input).value = "mine"
        await keys(pilot, "enter", "j", "enter")
        assert isinstance(app.screen, SavedFilterDialog)
        assert store_of(app).load() == [SavedFilter("mine", "stance:against")]
        await keys(pilot, "s", "escape")
        assert isinstance(app.screen, SavedFilterDialog)


async def test_a_saved_filter_is_deleted_once_that_is_confirmed_and_one_of_the_program_never(make_app: MakeApp) -> None:
    app = make_app()
    for name in ("a", "b"):
        store_of(app).save(name, "brick")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = await keys(pilot, "j", "d")
        assert isinstance(app.screen, SafeChoice) and "Delete “b”: brick?" in text
        await keys(pilot, "enter")
        assert [entry.name for entry in store_of(app).load()] == ["a", "b"]
        text = await keys(pilot, "j", "d", "j", "enter")
        assert "“b” is deleted." in text and [entry.name for entry in store_of(app).load()] == ["a"]
        before = await keys(pilot, "j")
        assert "d delete" not in before and await keys(pilot, "d") == before


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize("size", SIZES)
async def test_a_damaged_file_is_named_and_what_is_saved_then_says_where_it_went(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    path = store_of(app).path
    path.parent.mkdir()
    path.write_text("{")
    async with app.run_test(size=size) as pilot:
        await narrow(pilot, "brick")
        text = (await opened(pilot)).replace("│", "")
        assert "this file of saved filters is damaged" in flat(text)
        assert size[0] < 60 or path.name in "".join(text.split())
        text = flat(await saved_as(pilot, "kilns"))
        assert "Saved as “kilns”" in text
        assert [entry.name for entry in store_of(app).load()] == ["kilns"]
    (aside,) = path.parent.glob("*.unreadable")
    assert aside.read_text() == "{"


@pytest.mark.slow
async def test_read_only_offers_what_is_saved_and_says_that_nothing_is_written(make_app: MakeApp) -> None:
    store = store_of(make_app())
    store.save("kilns", "brick")
    content = store.path.read_bytes()
    app = make_app(read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await narrow(pilot, "stance:against")
        await opened(pilot)
        assert "--read-only" in flat(await saved_as(pilot, "more"))
        await keys(pilot, "escape", "d", "j", "enter")
        assert "--read-only" in flat(await until_idle(pilot))
        await keys(pilot, "1")
        assert filters(app) == {DOSSIER: "brick"}
    assert store.path.read_bytes() == content and len(list(store.path.parent.iterdir())) == 1


async def test_where_nothing_can_be_filtered_the_key_does_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5")
        before = await until_idle(pilot)
        assert await opened(pilot) == before
        assert "Filters by name" not in await keys(pilot, "question_mark")
        await keys(pilot, "escape", "1", "question_mark")
        assert "'         Filters by name: put one in force, save or delete one" in await typed(pilot, "by name")


async def test_the_dialog_follows_the_language_and_shows_hostile_names_literally(make_app: MakeApp) -> None:
    app = make_app()
    store = store_of(app)
    store.save("x", "[red]brick[/]")
    text = store.path.read_text().replace('"name":"x"', '"name":"[b]x[/b]\\u001b[31m\\u202e"')
    store.path.write_text(text)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await opened(pilot)
        assert "[b]x[/b]␛[31m" in shown and "“[red]brick[/]”" in shown
        assert "\x1b" not in shown and "\u202e" not in shown
        assert "Saringan bernama" in await keys(pilot, "L")
        await keys(pilot, "1")
        assert filters(app) == {DOSSIER: "[red]brick[/]"}


@pytest.mark.slow
async def test_the_form_of_a_new_session_takes_one_and_the_session_has_its_text(
    make_app: MakeApp, tmp_path: Path
) -> None:
    app = make_app(reviews=str(tmp_path), reviewer="Sok Dara")
    for name, text in (("my years", "Year:2012..2016 Programme:CLM"), ("gaps", "kind:one_voice")):
        store_of(app).save(name, text)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await keys(pilot, "5", "n")
        assert on(app, NewSession) and "filters by name: '" in text
        await opened(pilot)
        text = await keys(pilot, "1")
        assert on(app, NewSession)
        assert "Year:2012..2016 Programme:CLM" in text and "filters by name" not in text
        # What stands in the form can be saved as well, and typed by its name.
        await opened(pilot)
        await saved_as(pilot, "again")
        await keys(pilot, "escape", "enter")
        app.screen.query_one(Input).value = "@my years stance:against"
        assert "Year:2012..2016 Programme:CLM stance:a" in await keys(pilot, "enter")
        await keys(pilot, "enter")
        app.screen.query_one(Input).value = "@nobody"
        assert "! no saved filter is called nobody" in await keys(pilot, "enter")
        await opened(pilot)
        await keys(pilot, "1", "G", "enter")
        await until_idle(pilot)
        assert on(app, JudgeScreen)
        await keys(pilot, "s", "escape", "5")
        text = flat(await until_idle(pilot))
        assert "evidence, year:2012..2016 programme:clm" in text and "Saved filter: my years" in text
    (path,) = tmp_path.glob("*.json")
    session = json.loads(path.read_text(encoding="utf-8"))["session"]["1"]
    assert session["queue"]["where"] == "year:2012..2016 programme:clm" and "my years" not in path.read_text()


@pytest.mark.slow
async def test_of_a_queue_only_filters_are_offered_that_it_takes(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(reviews=str(tmp_path), reviewer="Sok Dara")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5", "n")
        assert "against" in await opened(pilot)
        await keys(pilot, "escape", "j j")
        # Of bearing nothing may be asked that tells the side of a claim.
        while "bearing" not in await keys(pilot, "enter"):
            pass
        text = await opened(pilot)
        assert "against" not in text and "undated" in text and "second hand" in text and "no excerpt" not in text
        rows = app.screen.query_one(RowList)
        assert [row for index in range(len(rows.rows)) if (row := rows.rows.target(index))] == ["0", "1"]
