"""The matter of a page: blocks of marked text, wrapped to lines of a width in terminal cells.

A role says what a stretch of text is (`for`, `against`, `heading`, ...), never how it looks: the screen maps roles to
theme colours, plain output drops them. So meaning always stands in the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from rich.cells import cached_cell_len, get_character_cell_size

ROLES = ("", "title", "heading", "dim", "for", "against", "context", "link", "warn", "mark", "bar")


class Span(Struct, frozen=True):
    """Literal text and what it is."""

    text: str
    role: str = ""


Line = tuple[Span, ...]


class Block(Struct, frozen=True):
    """A paragraph: `indent` cells before each line, `hang` more before all but the first.

    `target` is the id of what the block stands for; following it opens that.
    """

    spans: Line = ()
    indent: int = 0
    hang: int = 0
    target: str | None = None


def block(text: str = "", role: str = "", *, indent: int = 0, hang: int = 0, target: str | None = None) -> Block:
    """A block of one span."""
    return Block((Span(text, role),) if text else (), indent, hang, target)


def heading(text: str) -> list[Block]:
    """An empty line and a heading."""
    return [Block(), block(text, "heading")]


def bar_cells(value: float, top: float, room: int) -> int:
    """How many cells long the bar of a number is, where that of `top` has `room`."""
    try:
        return round(abs(value) / top * room) if top else 0
    except OverflowError:
        # Beside a whole number of more than 308 digits, which a file may hold, any fraction is nothing.
        return 0


def width_of(text: str) -> int:
    """Terminal cells that a text takes."""
    # Rich takes a letter after a joiner for part of the one before, as it is in emoji; no other script is drawn so.
    return len(text) if text.isascii() else cached_cell_len(text.replace("\u200d", "\u200c"))


@lru_cache(maxsize=16384)
def clip(text: str, width: int) -> str:
    """The text cut to `width` cells, its end marked by an ellipsis where something is lost."""
    if width_of(text) <= width:
        return text
    return _head(text, width - 1)[0] + "…" if width > 0 else ""


def clip_start(text: str, width: int) -> str:
    """The end of a text in `width` cells, its lost start marked: long codes differ in their last letters."""
    if width_of(text) <= width:
        return text
    start, left = len(text), width - 1
    while start and (left := left - get_character_cell_size(text[start - 1])) >= 0:
        start -= 1
    return "…" + text[start:] if width > 0 else ""


def fit(text: str, width: int) -> str:
    """The text cut or filled with spaces to exactly `width` cells."""
    cut = clip(text, width)
    return cut + " " * (width - width_of(cut))


def _head(text: str, width: int) -> tuple[str, str]:
    """The longest start of a text that fits, and the rest; marks of no width stay with their letter."""
    if text.isascii():
        return text[:width], text[width:]
    used = 0
    for place, char in enumerate(text):
        used += get_character_cell_size(char)
        if used > width:
            return text[:place], text[place:]
    return text, ""


def _words(spans: Iterable[Span]) -> Iterator[tuple[str, str]]:
    """Words and single spaces in turn, each with its role."""
    for span in spans:
        for number, word in enumerate(span.text.split(" ")):
            if number:
                yield " ", span.role
            if word:
                yield word, span.role


@lru_cache(maxsize=2048)
def wrap(paragraph: Block, width: int) -> tuple[Line, ...]:
    """The lines of a block at a width in cells; a word longer than a line is broken.

    Kept, because the same claim is drawn again and again as one goes through its neighbours.
    """
    # The widest letters take two cells, so there is always room for one.
    width = max(width, 2)
    start = used = min(paragraph.indent, width - 2)
    hang = min(paragraph.indent + paragraph.hang, width // 2, width - 2)
    lines: list[Line] = []
    current: list[Span] = [Span(" " * start)] if start else []
    for word, role in _words(paragraph.spans):
        rest = word
        while used + width_of(rest) > width:
            if rest == " ":
                rest = ""
                break
            if used == start:
                head, rest = _head(rest, width - used)
                current.append(Span(head, role))
            lines.append(_joined(current))
            start = used = hang
            current = [Span(" " * used)] if used else []
        if rest and not (rest == " " and used == start):
            current.append(Span(rest, role))
            used += width_of(rest)
    lines.append(_joined(current))
    return tuple(lines)


def _joined(spans: Sequence[Span]) -> Line:
    """A line of as few spans as say the same: each is drawn by itself."""
    made: list[Span] = []
    texts: list[str] = []
    role = ""
    for span in spans:
        if span.role != role and texts:
            made.append(Span("".join(texts), role))
            texts = []
        role = span.role
        texts.append(span.text)
    return (*made, Span("".join(texts), role)) if texts else ()


def plain(blocks: Iterable[Block], width: int) -> Iterator[str]:
    """Blocks as lines of plain text; what a block leads to stands behind it in brackets."""
    for one in blocks:
        shown = one if one.target is None else Block((*one.spans, Span(f" [{one.target}]")), one.indent, one.hang)
        for line in wrap(shown, width):
            yield "".join(span.text for span in line).rstrip()
