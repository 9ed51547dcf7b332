"""Bindings from the command table; the one place where commands meet Textual."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from ilo_tui.core.commands import COMMANDS


def bindings(*scopes: str) -> list[BindingType]:
    """The bindings of every command of these scopes; ids let the config file change their keys."""
    return [
        Binding(one.keys, one.action, one.label, id=one.id, show=one.bar > 0) for one in COMMANDS if one.scope in scopes
    ]


def app_bindings(*ids: str) -> list[BindingType]:
    """The bindings of some commands of the app, for a dialog, which the app's own keys do not pass."""
    return [
        Binding(one.keys, f"app.{one.action}", one.label, id=one.id, show=False) for one in COMMANDS if one.id in ids
    ]
