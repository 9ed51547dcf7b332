"""A line to type in."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from ilo_tui.views.markup import clip


class InputLine(Input):
    """An input whose width the screen gives: what is typed changes no layout, so no letter has the screen made anew."""

    virtual_size = Reactive(Size(0, 0))
    _hint = ""

    def hint(self, text: str) -> None:
        """Show what may be typed as long as nothing is; where there is no room for all of it, a mark says so."""
        self._hint = text
        self._write_hint()

    def on_resize(self) -> None:
        """Cut the hint for the room at hand."""
        self._write_hint()

    def _write_hint(self) -> None:
        room = self.scrollable_content_region.width
        self.placeholder = clip(self._hint, room) if room else self._hint
