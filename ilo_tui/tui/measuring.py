"""How many cells a text takes on the screen, where its letters are joined by a zero width joiner.

Rich takes the letter after a joiner for part of the one before, as it is in emoji. Those are never shown joined here
(`text.clean` drops that joiner); in Sinhala, Hindi or Arabic both letters have cells of their own, and a line that was
measured too short would run over the edge of the screen.
"""

from __future__ import annotations

from rich import cells

_cell_len, _split_graphemes = cells._cell_len, cells.split_graphemes


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
