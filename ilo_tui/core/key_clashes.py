"""Which commands want the same key at one time: those of one screen, pane or list, unless one means to take it."""

from __future__ import annotations

from collections.abc import Mapping

from ilo_tui.core.commands import COMMANDS, Command

_SCOPES_OF_ONE_SCREEN = (
    {"judge", "answers"},
    {"adjudicate", "answers"},
    {"publish", "answers"},
    {"crossing", "sorted"},
    {"crossing", "browse"},
)
"""Scopes that are in force together, besides those that are in force everywhere."""
_LIST_OF_ITS_OWN = {"list", "reading"}
"""The page of a source is a list, whose Enter is another there."""


def clashes(keys: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Keys that two commands want at one time: `(key, command id, command id)`."""
    hits = []
    by_key: dict[str, list[Command]] = {}
    for command in COMMANDS:
        for key in keys.get(command.id, command.keys).split(","):
            others = by_key.setdefault(key.strip(), [])
            hits += [(key.strip(), rival.id, command.id) for rival in others if _in_force_together(command, rival)]
            others.append(command)
    return hits


def _in_force_together(command: Command, other: Command) -> bool:
    """Whether two commands can be in force at the same time, and neither means to take the other's key."""
    scopes = {command.scope, other.scope}
    if (scopes & {"app", "grid"} or scopes == _LIST_OF_ITS_OWN) and (command.shadows or other.shadows):
        return False
    return len(scopes) == 1 or bool(scopes & {"app", "screen", "list", "grid"}) or scopes in _SCOPES_OF_ONE_SCREEN
