"""The one table of commands: no key is asked for twice, every command is told in both languages."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import pytest

from ilo_tui.core import commands, tabs
from ilo_tui.core.commands import COMMANDS, Command, keys_in_force
from ilo_tui.core.key_clashes import clashes
from ilo_tui.core.key_names import key_label
from ilo_tui.core.translator import Translator
from ilo_tui.views.markup import width_of

EATEN = {f"ctrl+{key}" for key in ("enter", *"imjhsqab")}
"""Keys that terminals and multiplexers keep for themselves."""


def marked() -> Iterator[str]:
    """Every message that the module of the table marks for translation."""
    sources = [ast.parse(inspect.getsource(module)) for module in (commands, tabs)]
    for node in (node for source in sources for node in ast.walk(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
            yield ast.literal_eval(node.args[0])


def test_ids_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_no_key_is_asked_for_twice() -> None:
    assert clashes(keys_in_force({})) == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda item: item.id)
def test_every_command_is_reported_and_marked(command: Command) -> None:
    texts = set(marked())
    assert command.label in texts and command.help in texts
    assert command.help[0].isupper() and not command.help.endswith(".")
    assert Translator("id")(command.help) != command.help


def test_no_key_is_one_that_terminals_eat() -> None:
    keys = {key.strip() for command in COMMANDS for key in command.keys.split(",")}
    assert not keys & EATEN
    assert not any(key.startswith("alt+") for key in keys)


def test_places_in_the_key_bar_are_not_shared_within_a_scope() -> None:
    places = [(command.scope, command.bar) for command in COMMANDS if command.bar]
    assert len(set(places)) == len(places)


def test_keys_of_the_config_file_take_the_place_of_the_own_ones() -> None:
    keys = keys_in_force({"quit": "x", "filter": "ctrl+f,slash", "no-such-command": "z"})
    assert keys["quit"] == "x"
    assert keys["filter"] == "ctrl+f,slash"
    assert keys["copy"] == "y"
    assert set(keys) == {command.id for command in COMMANDS}


def test_a_clash_names_the_key_and_both_commands() -> None:
    assert clashes(keys_in_force({"copy": "q"})) == [("q", "copy", "quit")]
    assert ("enter", "open", "quit") in clashes(keys_in_force({"quit": "x, enter"}))


@pytest.mark.parametrize(
    ("keys", "label"),
    [("question_mark", "?"), ("j,down", "j Down"), ("colon,ctrl+p", ": ^p"), ("shift+tab", "Shift+Tab"), ("G", "G")],
)
def test_keys_are_labelled_as_they_are_printed(keys: str, label: str) -> None:
    assert key_label(keys) == label


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_a_command_does_stands_whole_in_the_help_at_80_columns(language: str) -> None:
    tr = Translator(language)
    assert [command.id for command in COMMANDS if width_of(tr(command.help)) > 56] == []
