"""The matter of a page: blocks of marked text, wrapped to lines of a width in terminal cells.

A role says what a stretch of text is (`for`, `against`, `heading`, ...), never how it looks: the screen maps roles to
theme colours, plain output drops them. So meaning always stands in the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from rich.cells import get_character_cell_size

from ilo_tui.core.text import clean
from ilo_tui.views.clusters import cells_of, fitting, joined, pieces

_CACHED_LETTERS = 1024
_LONGEST_CACHED = 16384
"""Letters of the longest text, and of the longest block, that the caches hold."""

ROLES = ("", "title", "heading", "dim", "for", "against", "context", "link", "warn", "mark", "bar")


class Span(Struct, frozen=True):
    """Literal text and what it is.

    `link` is an address that `views.source_links` made, for terminals that open such; empty of nearly all.
    """

    text: str
    role: str = ""
    link: str = ""


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
    return cells_of(text)


def clip(text: str, width: int) -> str:
    """The text cut to `width` cells, its end marked by an ellipsis where something is lost."""
    # Only what may be shown is looked at, and only short texts are kept with what became of them.
    return _clip(text, width) if len(text) <= _CACHED_LETTERS else _cut(text, width)


@lru_cache(maxsize=16384)
def _clip(text: str, width: int) -> str:
    return text if width_of(text) <= width else _cut(text, width)


def _cut(text: str, width: int) -> str:
    if width <= 0:
        return ""
    return text if fitting(text, width) == len(text) else f"{text[: fitting(text, width - 1)]}…"


def clip_start(text: str, width: int) -> str:
    """The end of a text in `width` cells, its lost start marked: long codes differ in their last letters."""
    if width_of(text) <= width:
        return text
    start, room = len(text), width - 1
    while start and (room := room - get_character_cell_size(text[start - 1])) >= 0:
        start -= 1
    while joined(text, start):
        start += 1
    return "…" + text[start:] if width > 0 else ""


def fit(text: str, width: int) -> str:
    """The text cut or filled with spaces to exactly `width` cells."""
    cut = clip(text, width)
    return cut + " " * (width - width_of(cut))


def _words(spans: Iterable[Span]) -> Iterator[tuple[str, str, str]]:
    """Words and single spaces in turn, each with its role and its link."""
    for span in spans:
        role, link = span.role, span.link
        for number, word in enumerate(span.text.split(" ")):
            if number:
                yield " ", role, link
            if word:
                yield word, role, link


def wrap(paragraph: Block, width: int) -> tuple[Line, ...]:
    """The lines of a block at a width in cells; a word longer than a line is broken, between clusters of letters.

    Cached, because the same claim is drawn again and again while its neighbours are read; but no very long block.
    """
    long = sum(len(span.text) for span in paragraph.spans) > _LONGEST_CACHED
    return _wrapped(paragraph, width) if long else _cached_wrap(paragraph, width)


@lru_cache(maxsize=2048)
def _cached_wrap(paragraph: Block, width: int) -> tuple[Line, ...]:
    return _wrapped(paragraph, width)


def _wrapped(paragraph: Block, width: int) -> tuple[Line, ...]:
    # The widest letters take two cells, so there is always room for one.
    width = max(width, 2)
    start = used = min(paragraph.indent, width - 2)
    hang = min(paragraph.indent + paragraph.hang, width // 2, width - 2)
    lines: list[Line] = []
    current: list[Span] = [Span(" " * start)] if start else []
    for word, role, link in _words(paragraph.spans):
        wide = width_of(word)
        if used + wide <= width:
            if word != " " or used != start:
                current.append(Span(word, role, link))
                used += wide
            continue
        if word == " ":
            continue
        if used != start:
            lines.append(_joined(current))
            start = used = hang
            current = [Span(" " * used)] if used else []
        # Where the word fits on a line of its own, it is the only piece.
        *full, last = pieces(word, width - used, width - hang)
        for part in full:
            current.append(Span(part, role, link))
            lines.append(_joined(current))
            start = used = hang
            current = [Span(" " * used)] if used else []
        current.append(Span(last, role, link))
        used += width_of(last)
    lines.append(_joined(current))
    return tuple(lines)


def _joined(spans: Sequence[Span]) -> Line:
    """A line of as few spans as say the same: each is drawn by itself."""
    merged: list[Span] = []
    texts: list[str] = []
    role = link = ""
    for span in spans:
        if texts and (span.role != role or span.link != link):
            merged.append(Span("".join(texts), role, link))
            texts = []
        role, link = span.role, span.link
        texts.append(span.text)
    return (*merged, Span("".join(texts), role, link)) if texts else ()


def plain_lines(blocks: Iterable[Block], width: int) -> Iterator[str]:
    """Blocks as lines of plain text; what a block leads to stands behind it in brackets."""
    for paragraph in blocks:
        shown = (
            paragraph
            if paragraph.target is None
            else Block((*paragraph.spans, Span(f" [{clean(paragraph.target)}]")), paragraph.indent, paragraph.hang)
        )
        for line in wrap(shown, width):
            yield "".join(span.text for span in line).rstrip()
