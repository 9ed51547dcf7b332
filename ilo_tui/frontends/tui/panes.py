"""Panes beside one another: which of them has the focus, and which is there where there is room for one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.dom import DOMNode

from ilo_tui.frontends.tui.widgets.pane import Pane


class PaneGroup:
    """Panes beside one another; on a narrow terminal only one of them is there at a time."""

    def __init__(self, root: DOMNode, names: Sequence[str]) -> None:
        """Panes by their ids under `root`, from left to right."""
        self._root, self.names = root, names
        self._at = 0

    def pane(self, name: str) -> Pane:
        """A pane by its id."""
        return self._root.query_one(f"#{name}", Pane)

    def go(self, position: int) -> bool:
        """Move the focus to a pane that is there; False where there is none."""
        if not 0 <= position < len(self.names) or not self._root.query(f"#{self.names[position]}"):
            return False
        for number, name in enumerate(self.names):
            for pane in self._root.query(f"#{name}"):
                pane.set_class(number == position, "-shown")
        self._at = position
        if not self.pane(self.names[position]).display:
            return False
        # At once: what `focus` does only later would come after keys that were typed ahead.
        self._root.screen.set_focus(self.pane(self.names[position]).rows)
        return True

    def turn(self, by: int) -> bool:
        """On a narrow screen show the next of the two panes that have something there; False where there is one."""
        at, panes = self.focused(), min(len(self.names), 2)
        return panes > 1 and self.go((at + by) % panes)

    def focused(self) -> int:
        """The pane that has the focus."""
        for number, name in enumerate(self.names):
            if any(pane.rows.has_focus for pane in self._root.query(f"#{name}").results(Pane)):
                return number
        return self._at

    def pane_in_focus(self) -> Pane:
        """The pane that has the focus, or had it last."""
        return self.pane(self.names[self.focused()])

    def back(self) -> bool:
        """Go a pane back; False where this is the first."""
        return self.go(self.focused() - 1)
