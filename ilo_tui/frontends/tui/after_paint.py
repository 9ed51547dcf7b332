"""Pages that follow a cursor: they are written once its own move is on the screen."""

from __future__ import annotations

from collections.abc import Callable

from textual.dom import DOMNode

from ilo_tui.frontends.tui.workers import is_open


class AfterPaint:
    """Writes pages after the next paint, so that no key waits for them; of several moves only the last counts."""

    def __init__(self, node: DOMNode) -> None:
        """Pages of `node`, a tab or screen."""
        self._node = node
        self._write: Callable[[], None] | None = None

    def schedule(self, write: Callable[[], None]) -> None:
        """Have `write` called; one that was to be called and was not yet is forgotten."""
        waiting = self._write is not None
        self._write = write
        if not waiting:
            self._node.call_after_refresh(self._now)

    def _now(self) -> None:
        write, self._write = self._write, None
        if write and is_open(self._node):
            write()
