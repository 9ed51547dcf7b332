"""Keys of the config file: every command works by a key of its own, no command by its old one; mistakes are named."""

from __future__ import annotations

import os
import string
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input

from ilo_tui.core.commands import COMMANDS, keys_in_force
from ilo_tui.core.key_clashes import clashes
from ilo_tui.core.key_names import SIGNS, key_label, key_name, key_names
from ilo_tui.core.settings import load_settings
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.dialogs.choosing import Choose, ChooseFolder
from ilo_tui.frontends.tui.dialogs.note import NoteScreen
from ilo_tui.frontends.tui.dialogs.observe import ObserveScreen
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.dialogs.saved_filters import SavedFilterDialog
from ilo_tui.frontends.tui.help.help_screen import HelpScreen
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.options import Options, SafeChoice
from ilo_tui.frontends.tui.screens.adjudicate import AdjudicationScreen
from ilo_tui.frontends.tui.screens.agreement import AgreementScreen
from ilo_tui.frontends.tui.screens.browse import IndicatorsScreen
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.items import ItemsScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.merge import MergeScreen
from ilo_tui.frontends.tui.screens.new_session import NewSession
from ilo_tui.frontends.tui.screens.search import SearchScreen
from ilo_tui.frontends.tui.screens.summary import SummaryScreen
from ilo_tui.frontends.tui.widgets.grid import Grid
from ilo_tui.frontends.tui.widgets.row_list import RowList
from tests.frontends.tui.starting import (
    FIRST,
    OTHER,
    keys,
    quiet,
    signs,
    started,
    two_sessions,
    type_fast,
    typed,
    until_idle,
)
from tests.frontends.tui.together import flat

OLD = {key for command in COMMANDS for key in command.keys.split(",")}
_FREE = [f"f{number}" for number in range(1, 25)]
_FREE += [f"{held}+f{number}" for held in ("shift", "ctrl") for number in range(1, 13)]
_FREE += [f"ctrl+{key}" for key in ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")]
_FREE += ["shift+home", "shift+end", "shift+up", "shift+down"]
_FREE += [key for key in string.ascii_letters if key not in OLD]
_FREE += [name for name in SIGNS if name not in OLD]
_FREE += [key for letter in "fgknortuvwxybde" if (key := f"ctrl+{letter}") not in OLD]
NEW = dict(zip([command.id for command in COMMANDS], _FREE, strict=False))
"""Every command with one key that no command has without a config file."""


def written(folder: Path, text: str) -> Path:
    """A config file."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    """Sessions of two reviewers."""
    return two_sessions(tmp_path / "reviews")


@asynccontextmanager
async def rebound(tmp_path: Path, reviews: Path) -> AsyncIterator[tuple[IloApp, Pilot[Any]]]:
    """An app with every key changed."""
    lines = "\n".join(f'{command} = "{key}"' for command, key in NEW.items())
    config = written(tmp_path, f"[keys]\n{lines}\n")
    app = started(config, lang="en", reviews=str(reviews), reviewer=f"{FIRST.name} <{FIRST.id}>")
    assert app.settings.warnings == []
    async with app.run_test(size=(80, 24)) as pilot:
        await quiet(pilot)
        yield app, pilot


async def by(pilot: Pilot[Any], *commands: str) -> str:
    """Press the new keys of commands."""
    await keys(pilot, *(NEW[command] for command in commands))
    return await until_idle(pilot)


async def dead(pilot: Pilot[Any], *scopes: str) -> None:
    """The old keys of commands that are in force here do nothing."""
    before = signs(pilot.app)
    matches = [command for command in COMMANDS if command.scope in {"app", "screen", "list", *scopes}]
    await type_fast(pilot, *(key for item in matches for key in item.keys.split(",")))
    assert (await until_idle(pilot), signs(pilot.app))[1] == before


def on(app: IloApp, kind: type[object]) -> bool:
    """Whether a screen of this kind is on top."""
    return type(app.screen) is kind


def test_the_new_keys_are_as_many_as_the_commands_and_none_is_an_old_one() -> None:
    assert len(NEW) == len(set(NEW.values())) == len(COMMANDS)
    assert not OLD & set(NEW.values())
    assert clashes(NEW) == []


@pytest.mark.slow
async def test_lists_by_new_keys(tmp_path: Path, reviews: Path) -> None:
    async with rebound(tmp_path, reviews) as (app, pilot):
        rows = app.screen.query_one("#programme-list", RowList)
        first = rows.target
        await by(pilot, "down", "down")
        second = rows.target
        assert second != first
        await by(pilot, "up", "up")
        assert rows.target == first
        await by(pilot, "bottom")
        last = rows.target
        await by(pilot, "top")
        assert rows.target == first
        await by(pilot, "page-down")
        assert rows.target == last
        await by(pilot, "page-up")
        assert rows.target == first
        await dead(pilot)
        await by(pilot, "open")
        assert app.focused is app.screen.query_one("#programme-page")
        await by(pilot, "back")
        assert app.focused is rows
        await by(pilot, "next-pane")
        assert app.focused is app.screen.query_one("#programme-page")
        await by(pilot, "previous-pane")
        assert app.focused is rows


@pytest.mark.slow
async def test_what_works_everywhere_by_new_keys(tmp_path: Path, reviews: Path) -> None:
    async with rebound(tmp_path, reviews) as (app, pilot):
        main = app.screen
        assert isinstance(main, MainScreen)
        for command, tab in (("dimensions", "dimensions"), ("policies", "policies"), ("suggestions", "suggestions")):
            await by(pilot, command)
            assert main.open == tab
            await dead(pilot, "grid", "sorted")
        await by(pilot, "review-tab")
        assert main.open == "review"
        await by(pilot, "programmes")
        assert main.open == "programmes"
        for command, kind in (("search", SearchScreen), ("help", HelpScreen), ("palette", HelpScreen)):
            await by(pilot, command)
            assert on(app, kind)
            await keys(pilot, "escape")
        assert "Indicators" in await by(pilot, "indicators")
        assert on(app, IndicatorsScreen)
        await dead(pilot, "browse")
        await by(pilot, "back")
        await by(pilot, "filter")
        await typed(pilot, "brick")
        await keys(pilot, "enter")
        assert main.filters == {"dossier": "brick"}
        await by(pilot, "clear-filter")
        assert main.filters == {}
        await by(pilot, "saved-filters")
        assert on(app, SavedFilterDialog)
        await keys(pilot, "escape")
        assert "Bahasa" in await by(pilot, "language") or app.context.tr.language == "id"
        await by(pilot, "language")
        await by(pilot, "theme")
        assert app.theme == "light"
        await by(pilot, "copy")
        assert "Child Labour Monitoring" in app.clipboard
        await by(pilot, "observe")
        assert on(app, ObserveScreen)
        await keys(pilot, "escape")
        await by(pilot, "dimensions", "earlier")
        assert main.open == "programmes"
        await by(pilot, "later")
        assert main.open == "dimensions"
        await keys(pilot, NEW["report"])
        assert on(app, Choose)
        await keys(pilot, "escape")
        await by(pilot, "quit")
        assert app.return_code == 0


@pytest.mark.slow
async def test_matrices_by_new_keys(tmp_path: Path, reviews: Path) -> None:
    async with rebound(tmp_path, reviews) as (app, pilot):
        await by(pilot, "dimensions")
        grid = app.screen.query_one("#gap-grid", Grid)
        await by(pilot, "right", "right")
        assert grid.column == 2
        await by(pilot, "left")
        assert grid.column == 1
        assert "most gaps first" in await by(pilot, "sort")
        await dead(pilot, "grid", "sorted")
        await by(pilot, "open")
        assert on(app, CellScreen)
        await dead(pilot, "browse")
        await keys(pilot, NEW["review-list"])
        await until_idle(pilot)
        assert on(app, JudgeScreen)


@pytest.mark.slow
async def test_judging_by_new_keys(tmp_path: Path, reviews: Path) -> None:
    async with rebound(tmp_path, reviews) as (app, pilot):
        await by(pilot, "review")
        screen = app.screen
        assert isinstance(screen, JudgeScreen)
        begun = screen.item
        await dead(pilot, "judge", "answers")
        answered = [await by(pilot, f"answer-{n}") for n in (9, 8, 7, 6, 5)]
        assert all("is no answer here" in text for text in answered)
        assert screen.item == begun
        for verdict, strength in (("1", "4"), ("2", "3"), ("3", "2"), ("1", "1")):
            item = screen.item
            await by(pilot, f"answer-{verdict}")
            assert screen.session.answers(item)
            await by(pilot, f"answer-{strength}")
            assert screen.item != item and screen.session.judged(item)
        item = screen.item
        await by(pilot, "answer-0")
        assert screen.session.answers(item) == {"verdict": "cannot_tell"}
        await by(pilot, "undo")
        assert screen.item == item and not screen.session.answers(item)
        await by(pilot, "previous")
        assert screen.item != item
        await by(pilot, "items")
        assert on(app, ItemsScreen)
        await dead(pilot)
        await by(pilot, "down", "open")
        assert screen.item == item
        await by(pilot, "flag")
        assert (state := screen.session.pending_state(item)) and state.flagged
        await by(pilot, "skip")
        assert screen.item != item
        before = screen.session.basis
        await by(pilot, "basis")
        assert on(app, Options)
        await keys(pilot, "2")
        assert screen.session.basis != before
        await by(pilot, "note")
        assert on(app, NoteScreen)
        await typed(pilot, "n1s ")
        await keys(pilot, "escape")
        await until_idle(pilot)
        assert (state := screen.session.pending_state(screen.item)) and state.note == "n1s "
        await by(pilot, "elsewhere")
        assert on(app, Prompt)
        app.screen.query_one(Input).value = str(tmp_path / "aside")
        await keys(pilot, "enter")
        await app.workers.wait_for_complete()
        assert "Saved in" in await until_idle(pilot)
        await by(pilot, "back")
        assert on(app, MainScreen)


@pytest.mark.slow
async def test_sessions_by_new_keys(tmp_path: Path, reviews: Path) -> None:
    async with rebound(tmp_path, reviews) as (app, pilot):
        await by(pilot, "review-tab")
        await dead(pilot, "sessions")
        assert "Only a session of another machine" in _message_with(app, await by(pilot, "go-on"))
        await by(pilot, "new-session")
        assert on(app, NewSession)
        await dead(pilot)
        await by(pilot, "back")
        await by(pilot, "finish")
        assert on(app, SummaryScreen)
        await dead(pilot, "sessions")
        assert "Check code" in await by(pilot, "finish")
        await by(pilot, "back")
        await by(pilot, "archive")
        assert on(app, SafeChoice)
        await by(pilot, "down")
        assert "Review sessions (1)" in await by(pilot, "open")
        await keys(pilot, NEW["merge"])
        assert on(app, ChooseFolder)
        await keys(pilot, "escape")


@pytest.mark.slow
async def test_merging_by_new_keys(tmp_path: Path, reviews: Path) -> None:
    stick = Path.home()
    stick.mkdir(exist_ok=True)
    brought = next(reviews.glob(f"*{OTHER.name}*.json"))
    brought.rename(stick / brought.name)
    async with rebound(tmp_path, reviews) as (app, pilot):
        await by(pilot, "review-tab")
        await keys(pilot, NEW["merge"])
        await keys(pilot, NEW["open"])
        await until_idle(pilot)
        assert on(app, MergeScreen)
        await dead(pilot, "merge")
        await by(pilot, "apply-merge")
        assert (reviews / brought.name).exists()


@pytest.mark.slow
async def test_agreement_and_adjudicating_by_new_keys(tmp_path: Path, reviews: Path) -> None:
    async with rebound(tmp_path, reviews) as (app, pilot):
        await by(pilot, "review-tab", "agreement")
        assert on(app, AgreementScreen)
        assert "chan" in await by(pilot, "down")
        assert "names hidden" in await by(pilot, "hide-names")
        await dead(pilot, "agreement")
        await keys(pilot, NEW["open"])
        screen = app.screen
        assert isinstance(screen, AdjudicationScreen)
        await dead(pilot, "adjudicate", "answers")
        await by(pilot, "answer-2")
        assert screen.adjudication.values == {"verdict": "holds_in_part"}
        await by(pilot, "take-back")
        assert screen.adjudication.values == {}
        await by(pilot, "why")
        assert "Answer the question first." in await until_idle(pilot)
        await by(pilot, "leave")
        assert on(app, AgreementScreen)


def _message_with(app: IloApp, text: str) -> str:
    return " ".join([text, *(notification.message for notification in app._notifications)])


async def test_help_bar_and_palette_show_the_new_keys(tmp_path: Path, reviews: Path) -> None:
    async with rebound(tmp_path, reviews) as (_, pilot):
        text = await by(pilot, "help")
        for command in ("open", "search", "filter", "review"):
            item = next(item for item in COMMANDS if item.id == command)
            line = next(line for line in text.splitlines() if item.help in line)
            assert f" {key_label(NEW[command])} " in line
        await keys(pilot, "escape")
        bar = (await until_idle(pilot)).splitlines()[-1]
        assert f"{key_label(NEW['help'])} help" in bar
        await by(pilot, "palette")
        assert f"{key_label(NEW['merge'])} " in await typed(pilot, "from a stick")


THREE = 'colour = "red"\n[keys]\nhelpp = "x"\ncopy = "q"\n'
MISTAKES = ("colour is no setting", "there is no command helpp", "q is asked for by both copy and quit")


async def test_three_mistakes_are_named_on_the_screen_and_the_app_goes_on(tmp_path: Path) -> None:
    app = started(written(tmp_path, THREE), lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_idle(pilot)
        text = " ".join(notification.message for notification in app._notifications)
        assert all(mistake in text for mistake in MISTAKES)
        assert len(app._notifications) == len(MISTAKES)
        assert "CLM" in await keys(pilot, "j k enter")


@pytest.mark.parametrize(
    ("written_as", "name"),
    [
        ("?", "question_mark"), (",", "comma"), ("<", "less_than_sign"), ("x", "x"), ("X", "X"), ("é", "é"),
        ("F5", "f5"), ("Ctrl+T", "ctrl+t"), ("ctrl+?", "ctrl+question_mark"), (" ", "space"), ("Escape", "escape"),
        ("question_mark", "question_mark"), ("shift+F2", "shift+f2"), ("-", "minus"), ("+", "plus"),
    ],
)  # fmt: skip
def test_keys_may_be_written_by_their_sign_or_by_their_name(written_as: str, name: str) -> None:
    assert key_name(written_as) == name


@pytest.mark.parametrize("sign", string.printable.strip())
def test_a_sign_is_called_as_textual_calls_it_and_printed_as_itself(sign: str) -> None:
    name = key_name(sign)
    assert name == _character_to_key(sign)
    assert key_label(name) == sign


@pytest.mark.parametrize("nothing", ["", "nonsense", "fn+x", "ctrl+", "f25", "\x1b", "ctrl+\x00", "hello world", "++"])
def test_what_is_no_key_is_none(nothing: str) -> None:
    assert key_name(nothing) is None


def test_several_keys_stand_between_commas_and_a_comma_is_a_key() -> None:
    assert key_names("j, Down") == [("j", "j"), (" Down", "down")]
    assert key_names(",") == [(",", "comma")]


@given(text=st.text(max_size=12))
def test_any_text_is_a_key_or_none(text: str) -> None:
    names = [name for _, name in key_names(text) if name is not None]
    assert all(name and name.isprintable() and "," not in name and " " not in name for name in names)


def test_a_key_that_no_terminal_sends_is_reported_and_the_others_count(tmp_path: Path) -> None:
    config = written(tmp_path, '[keys]\nhelp = ["fn+h", "F1"]\nquit = "nonsense"\n')
    settings = load_settings({}, {**os.environ, "ILO_TUI_CONFIG": str(config)})
    assert settings.keys == {"help": "f1"}
    shown = [str(warning.values["key"]) for warning in settings.warnings]
    assert shown == ["fn+h", "nonsense"]
    assert keys_in_force(settings.keys)["quit"] == "q"


@pytest.mark.parametrize(
    ("changed", "clash"),
    [
        ({"copy": "?"}, ("help", "copy")),
        ({"note": "1"}, ("answer-1", "note")),
        ({"answer-1": "j"}, ("down", "answer-1")),
        ({"why": "2"}, ("answer-2", "why")),
    ],
)
def test_clashes_are_found_whatever_a_key_is_written_as_and_on_screens_of_several_scopes(
    tmp_path: Path, changed: dict[str, str], clash: tuple[str, str]
) -> None:
    lines = "\n".join(f'{command} = "{key}"' for command, key in changed.items())
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(written(tmp_path, f"[keys]\n{lines}\n"))})
    assert clash in {(warning.values["one"], warning.values["other"]) for warning in settings.warnings} | {
        (warning.values["other"], warning.values["one"]) for warning in settings.warnings
    }


async def test_two_commands_may_swap_their_keys(tmp_path: Path) -> None:
    app = started(written(tmp_path, '[keys]\nindicators = "y"\ncopy = "i"\n'), lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "i")
        assert app.clipboard
        await keys(pilot, "y")
        assert on(app, IndicatorsScreen)
    assert app.settings.warnings == []


@pytest.mark.slow
async def test_sentences_name_the_new_keys(tmp_path: Path) -> None:
    labels = {command: key_label(key) for command, key in NEW.items()}
    async with rebound(tmp_path, tmp_path / "reviews") as (app, pilot):
        assert f"{labels['new-session']} begins one; {labels['review']} in any" in flat(await by(pilot, "review-tab"))
        app.action_tour()
        assert f"({labels['tour-next']} goes on, {labels['back']} ends it)" in flat(await until_idle(pilot))
        await by(pilot, "back", "programmes")
        question = flat(await by(pilot, "review"))
        assert f"{labels['answer-1']} Holds:" in question
