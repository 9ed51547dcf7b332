"""Drawing with ASCII only, for terminals and readers that know nothing else."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_LIKE = str.maketrans("·█▏…‹›–—×“”‘’│─╭╮╰╯●○▲▼•¦°░◄►△▽◁▷", ".#!~<>--x\"\"''|-++++*o^v*|o:<>^v<>")
_BLOCKS = "▁▂▃▄▅▆▇▔▊▋▌▍▎▐"


COLUMNS = str.maketrans("▁▂▃▄▅▆▇", ".:-=+*%")
"""Columns of some eighths as signs that fill their cell more and more, up to `#`, where a chart is drawn with them."""


class ToAscii(LineFilter):
    """Draws every line of every widget in ASCII, each sign as wide as it was."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with their texts in ASCII."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]


TO_ASCII = ToAscii()
"""One for all, since Textual keeps what it was asked for by the filter that gave it."""


@lru_cache(maxsize=4096)
def in_ascii(text: str) -> str:
    """The text in ASCII, as many cells wide: signs by their like, letters without marks, what is unknown as `?`."""
    if text.isascii():
        return text
    return "".join(_char_in_ascii(char) for char in text.translate(_LIKE))


def _char_in_ascii(char: str) -> str:
    width = get_character_cell_size(char)
    if char.isascii() or not width:
        return char if char.isascii() else ""
    if char in _BLOCKS:
        return "#"
    plain = normalize("NFKD", char)[0]
    return (plain if plain.isascii() and plain.isprintable() else "?").ljust(width, "?")
