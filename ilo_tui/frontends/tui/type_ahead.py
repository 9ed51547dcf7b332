"""Keys that were typed ahead, as a slow connection sends them, go to the tab or the line for which they were meant."""

from __future__ import annotations

from asyncio import wait_for
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    from textual import events

    from ilo_tui.frontends.tui.main import MainScreen

_PATIENCE = 2.0
"""Seconds for which keys wait for a tab that is being made."""


async def wait_for_tab(main: MainScreen | None) -> None:
    """Let a key wait until the tab that is being made has the focus."""
    if main and main is main.app.screen and main.is_mounted and not main.tab.focus_taken.is_set():
        with suppress(TimeoutError):
            await wait_for(main.tab.focus_taken.wait(), _PATIENCE)


def type_into_line(screen: Screen[object], event: events.Key) -> None:
    """A letter that came before the line of a dialog had the focus is put into it."""
    if not (screen.is_modal and event.character and event.is_printable):
        return
    from textual.widgets import Input

    for line in screen.query(Input).results():
        # In place of what is selected there, as by the line itself.
        line.replace(event.character, *line.selection)
        break
