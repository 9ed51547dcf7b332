"""A line to type in."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class InputLine(Input):
    """An input whose width the screen gives: what is typed changes no layout, so no letter has the screen made anew."""

    virtual_size = Reactive(Size(0, 0))
