"""Closing screens that hold something unsaved: each is asked first, wherever the wish to leave came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.screen import Screen

from ilo_tui.frontends.tui.workers import start_worker


@runtime_checkable
class Holding(Protocol):
    """A screen that may hold something which closing it would lose."""

    def holds(self) -> bool:
        """Whether something is unsaved now."""

    async def may_close(self) -> bool:
        """Ask the person, or save; True = close, False = stay. It may push a dialog and wait for its answer."""


def holding(screens: Sequence[Screen[Any]]) -> list[Holding]:
    """Those of some screens that hold something unsaved now."""
    return [screen for screen in screens if isinstance(screen, Holding) and screen.holds()]


async def may_leave(screens: Sequence[Screen[Any]]) -> bool:
    """Whether all of these may be closed; they are asked from the top one down, until one says no."""
    for screen in holding(screens)[::-1]:
        if not await screen.may_close():
            return False
    return True


class Leave:
    """Goes where a person wants to go once every screen that this closes agreed; one question at a time."""

    def __init__(self, app: App[Any]) -> None:
        """For the screens of `app`."""
        self._app = app
        self._asking = False

    def ask(self, go: Callable[[], object], screens: Sequence[Screen[Any]] | None = None) -> None:
        """Call `go` when these screens, by default all over the first, may be closed.

        At once where none of them holds anything, so that keys typed ahead find the next screen; else when the person
        agreed. A wish that comes while one is still asked about is passed over: the question is on the screen.
        """
        closing = self._app.screen_stack[1:] if screens is None else screens
        if self._asking:
            return
        if not holding(closing):
            go()
            return
        self._asking = True
        start_worker(self._app, self._ask, go, closing)

    async def _ask(self, go: Callable[[], object], screens: Sequence[Screen[Any]]) -> None:
        try:
            agreed = await may_leave(screens)
        finally:
            self._asking = False
        if agreed:
            go()
