"""The commands that are in force on a screen, with the keys they have now, and the bar that shows some of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from textual.dom import DOMNode
from textual.screen import Screen

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.core.commands import COMMANDS, Command, first_key
from ilo_tui.core.key_names import key_label
from ilo_tui.frontends.tui.protocols import OffersCommands, services
from ilo_tui.frontends.tui.widgets.bars import KeyBar

_SHARED = frozenset({"app", "screen", "list", "grid"})
"""Scopes that are in force on many screens."""


class ActiveCommand(Struct, frozen=True):
    """A command in force: its keys, and where its action runs."""

    command: Command
    keys: str
    node: DOMNode

    @property
    def is_shared(self) -> bool:
        """Whether other screens have it too."""
        return self.command.scope in _SHARED


def active_commands(screen: Screen[Any]) -> list[ActiveCommand]:
    """The commands in force on a screen, in the order of the table, each with its keys as configured."""
    commands: dict[str, ActiveCommand] = {}
    known = {command.id: command for command in COMMANDS}
    for key, active in screen.active_bindings.items():
        command = known.get(active.binding.id or "")
        if command is None or not active.enabled:
            continue
        earlier = commands.get(command.id)
        keys = f"{earlier.keys},{key}" if earlier else key
        commands[command.id] = ActiveCommand(command, keys, active.node)
    return [commands[command.id] for command in COMMANDS if command.id in commands]


def screen_first(entries: Iterable[ActiveCommand]) -> list[ActiveCommand]:
    """What only this screen can do first, the ten digits last of that, then what works on other screens too."""
    return sorted(entries, key=lambda entry: (entry.is_shared, entry.command.keys.isdecimal()))


def key_of(node: DOMNode, command: str) -> str:
    """What is printed on the key of a command, for a sentence that names it."""
    return first_key(services(node).settings.keys, command)


def _offered(entry: ActiveCommand) -> bool:
    return not isinstance(entry.node, OffersCommands) or entry.node.offers(entry.command.action)


class KeysBelow(InContext, KeyBar):
    """The key bar of a screen: the commands in force, whatever has the focus; help comes last."""

    def __init__(self, contexts: Contexts) -> None:
        """Named in the language in force."""
        super().__init__()
        self.contexts = contexts

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self.follow)
        self.call_after_refresh(self.follow, self.screen)

    def follow(self, screen: Screen[Any]) -> None:
        """Show the keys that are in force now."""
        entries = [entry for entry in active_commands(screen) if entry.command.bar and _offered(entry)]
        # What only this screen can do comes first, and the source of what is on it; help last.
        entries.sort(key=lambda entry: (entry.is_shared and entry.command.id != "source", entry.command.bar))
        self.keys = tuple(
            (key_label(entry.keys.split(",")[0]), self.context.tr(entry.command.label)) for entry in entries
        )
