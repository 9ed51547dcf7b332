"""Bindings from the command table; the one place where commands meet Textual."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from ilo_tui.tui.commands import COMMANDS, Command


def bindings(*scopes: str) -> list[BindingType]:
    """The bindings of every command of these scopes; ids let the config file change their keys."""
    return [_binding(one, one.action) for one in COMMANDS if one.scope in scopes]


def bindings_of(*commands: str) -> list[BindingType]:
    """The bindings of commands of the whole app that also a dialog has, which hides all others."""
    return [_binding(one, f"app.{one.action}") for one in COMMANDS if one.id in commands]


def _binding(one: Command, action: str) -> Binding:
    return Binding(one.keys, action, one.label, id=one.id, show=one.bar > 0)
