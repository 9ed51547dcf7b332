"""Documents without pages, in parts by heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ilo_tui.copies.extraction.limits import PART_LETTERS
from ilo_tui.copies.extraction.messages import Message, Page
from ilo_tui.copies.model import TextPage


class Block(NamedTuple):
    """A paragraph, a row of a table, a line of a list, or a heading."""

    text: str
    is_heading: bool = False
    is_row: bool = False
    """Whether it follows another row without an empty line."""


def parts_of(blocks: Iterable[Block], most: int = PART_LETTERS) -> Iterator[Message]:
    """Parts that begin with a heading, or where that would be too long at a paragraph; numbered from 1."""
    number, label, text = 0, "", ""
    after_row = False
    for block in _short(blocks, most):
        joint = "" if not text else "\n" if block.is_row and after_row else "\n\n"
        after_row = block.is_row
        if text and (block.is_heading or len(text) + len(joint) + len(block.text) > most):
            number += 1
            yield Page(TextPage(number, label, text))
            text = joint = ""
        if block.is_heading:
            label = block.text
        text += joint + block.text
    if text:
        yield Page(TextPage(number + 1, label, text))


def _short(blocks: Iterable[Block], most: int) -> Iterator[Block]:
    for block in blocks:
        rest = block.text
        while len(rest) > most:
            end = _last_break(rest, most)
            yield block._replace(text=rest[:end].rstrip())
            rest = rest[end:].lstrip()
            block = block._replace(is_heading=False)  # noqa: PLW2901 - the rest of a long heading is text
        if rest:
            yield block._replace(text=rest)


def _last_break(text: str, most: int) -> int:
    """Where to cut: after the last line, sentence or word that fits, at worst in the middle of a word."""
    for mark in ("\n", ". ", " "):
        if (place := text.rfind(mark, most // 2, most - len(mark))) >= 0:
            return place + len(mark)
    return most
