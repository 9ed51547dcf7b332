"""How many cells a text takes on the screen, where its letters are joined by a zero width joiner, and where it ends.

Terminals do not agree on it: tmux draws the joined letters in one cell, most others each in its own. So such a text is
put on blanks, and the cursor is put where it ends by our own measure: nothing beside it is ever moved.

Rich takes the letter after a joiner for part of the one before, as it is in emoji. Those are never shown joined here
(`text.clean` drops that joiner); in Sinhala, Hindi or Arabic both letters have cells of their own, and a line that was
measured too short would run over the edge of the screen.
"""

from __future__ import annotations

import re

from rich import cells
from textual.driver import Driver

_cell_len, _split_graphemes = cells._cell_len, cells.split_graphemes


_TEXT = re.compile("\x1b\\[[^@-~]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[^\x00-\x1f\x7f-\x9f]+")
"""A control sequence, a command to the terminal as those of links, or a text up to the next."""


def _unjoined(text: str) -> str:
    """As wide as the text: the zero width non-joiner takes no more room, and means nothing to Rich."""
    return text.replace("\u200d", "\u200c")


def cell_len(text: str, unicode_version: str) -> int:
    """Cells of a text."""
    return _cell_len(_unjoined(text), unicode_version)


def split_graphemes(text: str, unicode_version: str = "auto") -> tuple[list[cells.CellSpan], int]:
    """The letters of a text with their marks, as begin, end and cells of each; and the cells of all."""
    return _split_graphemes(_unjoined(text), unicode_version)


def measure_joined() -> None:
    """Have Rich, and with it Textual, measure joined letters each by itself."""
    cells._cell_len = cell_len
    cells.split_graphemes = split_graphemes


def position_joins(data: str) -> str:
    """What is written to a terminal, each text with a joiner in it in a place of its own."""
    return _TEXT.sub(_in_place, data) if "\u200d" in data else data


def _in_place(match: re.Match[str]) -> str:
    text = match[0]
    if "\u200d" not in text:
        return text
    room = cells.cell_len(text)
    # The cursor is kept, goes over the blanks and back, over the text and back, and on by as many cells.
    return f"\x1b7{' ' * room}\x1b8{text}\x1b8\x1b[{room}C"


def positioning_driver(driver: type[Driver]) -> type[Driver]:
    """A driver that writes as `driver` does, with joined letters in their place."""

    def write(self: Driver, data: str) -> None:
        driver.write(self, position_joins(data))

    return type(f"Placing{driver.__name__}", (driver,), {"write": write})
