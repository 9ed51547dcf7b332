"""Palette and help: every command and setting is there, found by words, run with Enter, shown with its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from ilo_tui.core.commands import COMMANDS
from ilo_tui.core.key_names import key_label
from ilo_tui.core.settings import NAMES
from ilo_tui.core.theme_names import THEMES
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.help.help_screen import CommandRows, HelpScreen
from ilo_tui.frontends.tui.help.palette import SETTINGS
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.browse import IndicatorsScreen
from ilo_tui.frontends.tui.screens.search import SearchScreen
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.views.markup import Line
from tests.conftest import MakeApp
from tests.frontends.tui.starting import FIRST, keys, quiet, started, to_the_end, two_sessions, typed, until_idle


def offered(app: IloApp) -> CommandRows:
    """What is in the list."""
    rows = app.screen.query_one("#help-list", RowList).rows
    assert isinstance(rows, CommandRows)
    return rows


def read(line: Line) -> str:
    """A line as one reads it."""
    return "".join(span.text for span in line)


OPENED = {
    "a list": ("1",),
    "a matrix": ("2",),
    "sessions": ("5",),
    "a cell": ("2", "enter"),
    "judging": ("1", "r"),
    "agreement": ("5", "d"),
}


@pytest.mark.slow
async def test_it_holds_every_command_and_every_setting_wherever_it_is_opened(tmp_path: Path) -> None:
    reviews = two_sessions(tmp_path / "reviews")
    app = started(lang="id", reviews=str(reviews), reviewer=f"{FIRST.name} <{FIRST.id}>")
    async with app.run_test(size=(80, 24)) as pilot:
        for place, pressed in OPENED.items():
            app.action_language()
            await keys(pilot, *pressed)
            await until_idle(pilot)
            await keys(pilot, "colon")
            assert isinstance(app.screen, HelpScreen), place
            rows, tr = offered(app), app.context.tr
            lines = [read(rows.line(index, 400)) for index in range(len(rows))]
            for command in (*COMMANDS, *SETTINGS):
                assert [line for line in lines if tr(command.help) in line], (place, command.id)
            for name in NAMES:
                assert [line for line in lines if f" {name} = " in line], (place, name)
            # What cannot be run here is told, and the cursor does not go there.
            runs = [rows.target(index) for index in range(len(rows))]
            assert runs[: len(rows.entries)] == [entry.command.id for entry in rows.entries]
            assert set(runs[len(rows.entries) :]) == {None}
            await keys(pilot, "escape", "escape", "escape")


async def test_it_tells_where_a_command_works_that_does_not_work_here(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "colon")
        for words, where in (("flag item", "judging screen"), ("merge stick", "Review"), ("column left", "matrices")):
            app.screen.query_one(Input).value = words
            text = await keys(pilot)
            assert where in text, words
            assert app.screen.query_one(RowList).target is None
            await keys(pilot, "enter")
            assert isinstance(app.screen, HelpScreen)


@pytest.mark.slow
async def test_every_command_in_force_is_run_by_enter_as_by_its_key(make_app: MakeApp) -> None:
    outcomes: dict[str, Callable[[Any], bool]] = {
        "programmes": lambda app: app.main.open == "programmes",
        "dimensions": lambda app: app.main.open == "dimensions",
        "search": lambda app: isinstance(app.screen, SearchScreen),
        "indicators": lambda app: isinstance(app.screen, IndicatorsScreen),
        "help": lambda app: isinstance(app.screen, HelpScreen),
        "bottom": lambda app: app.focused.cursor == len(app.focused.rows) - 1,
        "next-pane": lambda app: app.focused.id.endswith("-page"),
        "theme": lambda app: app.theme == "light",
    }
    for command, reached in outcomes.items():
        app = make_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await keys(pilot, "colon")
            assert app.screen.query_one(RowList).point(command)
            await keys(pilot, "enter")
            await until_idle(pilot)
            assert reached(app), command


@pytest.mark.slow
async def test_themes_languages_and_ascii_are_changed_at_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        backgrounds = set()
        for theme in (*THEMES[1:], THEMES[0]):
            await keys(pilot, "colon")
            await typed(pilot, f"theme-{theme}")
            await keys(pilot, "enter")
            assert app.theme == theme
            backgrounds.add(app.screen.styles.background.hex)
        assert len(backgrounds) == len(THEMES)
        await keys(pilot, "colon")
        await typed(pilot, "indonesian")
        assert "Dimensi" in await keys(pilot, "enter")
        await keys(pilot, "colon")
        # In the other language now, also by its words.
        await typed(pilot, "bahasa english")
        text = await keys(pilot, "enter")
        assert "Dimensions" in text
        assert not text.isascii()
        await keys(pilot, "colon")
        await typed(pilot, "ascii")
        assert (await keys(pilot, "enter")).isascii()
        await keys(pilot, "colon")
        assert (await typed(pilot, "ascii")).isascii()
        assert not (await keys(pilot, "enter")).isascii()


@pytest.mark.slow
async def test_settings_are_shown_with_their_origin_and_hostile_values_literally(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('theme = "light"\nreviewer = "[red]A\\u202eB"\n', encoding="utf-8")
    app = started(config, lang="en")
    async with app.run_test(size=(120, 60)) as pilot:
        await keys(pilot, "colon")
        text = await typed(pilot, "=")
        assert "theme = light (config)" in text
        assert "lang = en (option)" in text
        assert "ascii = False (default)" in text
        assert "reviewer = [red]AB (config)" in text
        app.screen.query_one(Input).value = "next start"
        assert "Settings at the next start, in" in await keys(pilot)


@pytest.mark.share(3)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_help_is_found_by_key_label_help_and_id(make_app: MakeApp, language: str) -> None:
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "question_mark")
        command = next(command for command in COMMANDS if command.id == "indicators")
        for words in (app.context.tr(command.label).upper(), app.context.tr(command.help)[:12], "indicators"):
            app.screen.query_one(Input).value = words
            await quiet(pilot)
            assert "indicators" in [entry.command.id for entry in offered(app).entries], words
        app.screen.query_one(Input).value = "Esc"
        await quiet(pilot)
        assert offered(app).entries[0].command.id == "back"


@pytest.mark.slow
async def test_help_lists_what_is_in_force_here_and_nothing_else(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        for pressed, has, lacks in (
            (("1",), {"open", "down", "filter", "next-pane"}, {"left", "sort", "skip", "clear-filter"}),
            (("2",), {"open", "left", "sort"}, {"skip", "review-list"}),
            (("5",), {"new-session", "finish", "merge"}, {"filter", "sort", "left"}),
            (("2", "enter"), {"review-list", "filter", "sort"}, {"left", "skip"}),
        ):
            await keys(pilot, *pressed, "question_mark")
            ids = {entry.command.id for entry in offered(app).entries}
            assert has <= ids and not lacks & ids, pressed
            for index, entry in enumerate(offered(app).entries):
                assert read(offered(app).line(index, 70)).startswith(f" {key_label(entry.keys)[:10]}")
            await keys(pilot, "escape", "escape")


@pytest.mark.slow
async def test_help_begins_with_what_only_this_screen_can_do(tmp_path: Path) -> None:
    reviews = two_sessions(tmp_path / "reviews")
    app = started(reviews=str(reviews), reviewer=f"{FIRST.name} <{FIRST.id}>")
    async with app.run_test(size=(40, 12)) as pilot:
        for place, scopes in (("judging", ["judge", "answers"]), ("sessions", ["sessions"]), ("a matrix", ["sorted"])):
            await keys(pilot, *OPENED[place])
            await until_idle(pilot)
            text = await keys(pilot, "question_mark")
            in_order = list(dict.fromkeys(entry.command.scope for entry in offered(app).entries))
            assert in_order[: len(scopes)] == scopes, place
            if place == "judging":
                assert " n         Write a note on th" in text
            await keys(pilot, "escape", "escape")


async def test_arrows_move_while_one_types_and_escape_closes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        before = await to_the_end(pilot)
        await keys(pilot, "question_mark", "down down up down")
        rows = app.screen.query_one(RowList)
        assert rows.cursor == 2
        await keys(pilot, "pagedown")
        assert rows.cursor > 10
        assert app.screen.query_one(Input).has_focus
        await keys(pilot, "escape")
        assert await to_the_end(pilot) == before
        assert isinstance(app.screen, MainScreen)


async def test_whatever_is_typed_finds_something_or_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "colon")
        for text in ("[/]", "x" * 3000, "{file}", "   "):
            app.screen.query_one(Input).value = text
            await keys(pilot)
            assert app.return_code is None
