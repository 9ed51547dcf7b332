"""Letters with what is written on, under and around them: where a text may be cut without tearing one apart.

Khmer, Burmese, Thai, Lao, Sinhala and the scripts of India write no spaces between words, or long words, and build one
sign of several characters: a consonant, others stacked below it, vowels on any side, marks. All of it here takes time
in proportion to the length of a text, whatever is in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

Cluster = tuple[int, int, int]
"""Where a cluster begins and ends in its text, and how many terminal cells it takes."""

_STACKING = frozenset(
    "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2\u1a60\u1b44\u1baa\ua806\ua8c4\ua9c0"
    "\U00011046\U00011133\U000110b9"
)
"""Signs that put the next consonant below or into the one before."""
_JOINERS = frozenset("\u200c\u200d")
_BEFORE = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
"""Vowels of Thai and Lao that are written before the consonant to which they belong."""
_BEHIND = frozenset("\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ec6")
"""Those that are written behind it, and are no marks for Unicode; and the sign of repetition."""


def cells_of(text: str) -> int:
    """Terminal cells that a text takes; the measure of a long text is not kept in memory with it."""
    # Rich takes a letter after a joiner for part of the one before, as it is in emoji; no other script is drawn so.
    return len(text) if text.isascii() else cell_len(text.replace("\u200d", "\u200c"))


@lru_cache(maxsize=4096)
def _clings(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    code = ord(char)
    if code < 0x300:
        return False
    # Vowels and finals of Hangul that is written letter by letter, and the colours of faces.
    inside = 0x1160 <= code <= 0x11FF or 0x1F3FB <= code <= 0x1F3FF
    return inside or char in _BEHIND or char in _JOINERS or unicodedata.category(char)[0] == "M"


@lru_cache(maxsize=4096)
def _draws(char: str) -> bool:
    """Whether a character takes the letter after it to itself."""
    return char in _STACKING or char in _BEFORE or char == "\u200d"


def clusters(text: str) -> Iterator[Cluster]:
    """The clusters of a text in their order, one after the other."""
    start, pulled = 0, False
    for index, char in enumerate(text):
        if index and not _clings(char) and not (pulled and char.isalpha()):
            yield start, index, cells_of(text[start:index])
            start = index
        pulled = _draws(char)
    if text:
        yield start, len(text), cells_of(text[start:])


def joined(text: str, index: int) -> bool:
    """Whether cutting a text before `place` would tear a cluster."""
    if not 0 < index < len(text):
        return False
    return _clings(text[index]) or (_draws(text[index - 1]) and text[index].isalpha())


def fitting(text: str, width: int) -> int:
    """How many characters of a text fit into so many cells; a cluster is torn only where it is the first, and wider."""
    used = 0
    for offset, end, wide in clusters(text):
        if used + wide > width:
            return offset if offset else _letters(text[:end], width)
        used += wide
    return len(text)


def _letters(cluster: str, width: int) -> int:
    used = 0
    for index, char in enumerate(cluster):
        used += get_character_cell_size(char)
        if used > width:
            return index
    return len(cluster)


def pieces(word: str, first: int, room: int) -> Iterator[str]:
    """A word in pieces of at most `room` cells, the first one of at most `first`; both are 2 or more."""
    if word.isascii():
        yield word[:first]
        yield from (word[offset : offset + room] for offset in range(first, len(word), room))
        return
    start, used, space = 0, 0, first
    for offset, _, wide in _parts(word, min(first, room)):
        if used + wide > space and offset > start:
            yield word[start:offset]
            start, used, space = offset, 0, room
        used += wide
    yield word[start:]


def _parts(word: str, most: int) -> Iterator[Cluster]:
    """The clusters of a word; one that is wider than any line letter by letter."""
    for offset, end, wide in clusters(word):
        if wide <= most:
            yield offset, end, wide
        else:
            yield from ((index, index + 1, get_character_cell_size(word[index])) for index in range(offset, end))
