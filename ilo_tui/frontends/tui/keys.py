"""Bindings from the command table; the one place where commands meet Textual."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from ilo_tui.core.commands import COMMANDS, Command


def bindings(*scopes: str) -> list[BindingType]:
    """The bindings of every command of these scopes; ids let the config file change their keys."""
    return [_binding(command, command.action, shown=command.bar > 0) for command in COMMANDS if command.scope in scopes]


def app_bindings(*ids: str) -> list[BindingType]:
    """The bindings of some commands of the app, for a dialog, which the app's own keys do not pass."""
    return [_binding(command, f"app.{command.action}", shown=False) for command in COMMANDS if command.id in ids]


def _binding(command: Command, action: str, *, shown: bool) -> Binding:
    return Binding(command.keys, action, command.label, id=command.id, show=shown)
