"""What a word is, for texts and for what is typed alike: runs of letters and digits, folded.

Case and diacritics are folded, everything else parts words, so that `undang-undang` is two and `C-182` is `c` and
`182`. Folded text goes to FTS5's `ascii` tokenizer, which parts at every ASCII character that is no letter or digit and
nowhere else; so the index and a scan cannot disagree on what a word is. Folding never looks at neighbours: a text may
be folded letter by letter to learn where each folded letter came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category, combining, normalize

from ilo_tui.core.text import Folding, clean

LONGEST = 64
"""Letters of a typed word that count; FTS5 cuts words at 32 KB, and in the middle of a letter."""

MOST_WORDS = 100
"""Typed words that count: nobody types more, but a paste may hold a book."""

LETTER = "[a-z0-9\x80-\U0010ffff]"
"""One letter of folded text."""

_FOREIGN = re.compile("[^\x00-\x7f]+")
_WORD = re.compile(f"{LETTER}+")
_LONG = re.compile(f"({LETTER}{{{LONGEST}}}){LETTER}+")


def folded(text: str) -> str:
    """Text for comparing: lower case, no diacritics; of what is not ASCII only letters, digits and their marks stay."""
    return text.lower() if text.isascii() else _FOREIGN.sub(_fold_match, text).lower()


def folded_places(text: str) -> tuple[str, Sequence[int]]:
    """`folded(text)`, and for each of its characters the place in `text` that it came from, ending with its length."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    parts: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        part = folded(char)
        parts.append(part)
        places.extend([place] * len(part))
    return "".join(parts), [*places, len(text)]


def split(text: str) -> list[str]:
    """The words of a text in their order, folded; the longest are cut."""
    return [word[:LONGEST] for word in _WORD.findall(folded(text))]


def distinct(plain: str) -> set[str]:
    """The words of folded text, each once, the longest cut; without a list of all of them."""
    return {match[0][:LONGEST] for match in _WORD.finditer(plain)}


def query_words(text: str) -> tuple[str, ...]:
    """The words that must be found, each once and not too many; one that begins another asks for nothing more."""
    words = list(dict.fromkeys(split(text)))[:MOST_WORDS]
    return tuple(word for word in words if not any(other != word and other.startswith(word) for other in words))


def spaced(plain: str) -> str:
    """Folded text as its words, with one space before, between and after them."""
    return f" {' '.join(_WORD.findall(plain))} "


def cut_long(text: str) -> str:
    """Folded text without the ends of very long words, which nothing typed can reach."""
    return _LONG.sub(r"\1", text)


def beginning(words: Sequence[str]) -> re.Pattern[str]:
    """Matches any of some folded words where a word of folded text begins with it."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(f"(?<!{LETTER})(?:{'|'.join(map(re.escape, longest_first))})")


def begins(plain: str, word: str) -> bool:
    """Whether a folded word begins anywhere in folded text; fast also in a text of megabytes."""
    place = plain.find(word)
    while place > 0 and _WORD.match(plain[place - 1]):
        place = plain.find(word, place + 1)
    return place >= 0


def _fold_match(match: re.Match[str]) -> str:
    run = match[0]
    # Most often it is a quotation mark or a letter with an accent among others.
    return _FOLDING[ord(run)] if len(run) == 1 else run.translate(_FOLDING)


def _fold_char(char: str) -> str:
    """A character that is not ASCII, folded. Decomposed twice: what a capital decomposes to may be a capital again."""
    return "".join(map(_folded_char, normalize("NFKD", normalize("NFKD", clean(char)).casefold())))


def _folded_char(char: str) -> str:
    """A letter as it is, nothing of a diacritic or an invisible character, else a space."""
    if char.isascii():
        return char
    if combining(char):
        return ""
    kind = category(char)
    # Vowel signs of Khmer, Thai or Devanagari are marks, yet no diacritics: words would fall apart without them.
    return char if kind[0] in "LNM" else "" if kind == "Cf" else " "


_FOLDING = Folding(_fold_char)
