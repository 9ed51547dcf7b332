"""The text of a hit with the match in it, in the reader's language where it matches there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Record
from ilo_tui.dossier.search.texts import Text, texts_of, title_of
from ilo_tui.dossier.search.tokens import beginning, begins, folded, folded_places

Span = tuple[str, bool]
"""Literal text, and whether it is a match."""

Range = tuple[int, int]

_NARROWEST = 8
_LONGEST_TAIL = 12
_MOST = 200
"""Matches of a text that are shown; of more, the first."""
_PIECE, _REACH = 16384, 1024


class Snippet(Struct, frozen=True):
    """A text of a record around a match; `language` is empty where the text has none (ids, codes, titles)."""

    language: str
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        """The text alone."""
        return "".join(text for text, _ in self.spans)


def snippet(record: Record, words: Sequence[str], language: str, width: int | None = None) -> Snippet:
    """The text of `record` with most of the folded `words`: the reader's, else one of no or another language.

    It is clean, and cut to `width` characters (8 at least; wide letters take two cells) with an ellipsis at each cut.
    An id or a code tells nothing alone: what names the record follows it.
    """
    text_language, text = best_text(texts_of(record), words, language)
    if not text_language and (title := title_of(record, language))[1] != text:
        text_language, text = title[0], f"{text} · {title[1]}"
    shown = clean(text)
    return Snippet(text_language, tuple(_cut(shown, matches(shown, words), len(shown) if width is None else width)))


def best_text(texts: Sequence[Text], words: Sequence[str], language: str) -> Text:
    """The text in which most words begin; of several that in the reader's language, then the first."""
    best, best_text = (-1, 0), texts[0]
    for candidate in texts:
        preference = 2 if candidate[0] == language else 0 if candidate[0] else 1
        # Nothing can be better than every word in the reader's own language.
        plain = folded(candidate[1])
        score = (sum(begins(plain, word) for word in words), preference)
        if score > best:
            best, best_text = score, candidate
            if score == (len(words), 2):
                break
    return best_text


def matches(text: str, words: Sequence[str]) -> list[Range]:
    """Where in a text the beginnings stand that fit folded words, as places in the text itself; none overlap."""
    ranges: list[Range] = []
    for start, end in _beginnings(text, words) if words else ():
        # One letter may fold to two words, as a half to `1 2`.
        if not ranges or start >= ranges[-1][1]:
            ranges.append((start, end))
            if len(ranges) == _MOST:
                break
    return ranges


def _beginnings(text: str, words: Sequence[str]) -> Iterator[Range]:
    """Where words begin that fit, piece by piece: of a text of megabytes only a piece at a time has its places known.

    What follows a piece is looked at with it, for the word that begins at its end, and the letter before it, so that
    the middle of a word is no beginning.
    """
    pattern, before = beginning(words), ""
    for first in range(0, len(text), _PIECE):
        piece = text[first : first + _PIECE]
        looked_at = text[first : first + _PIECE + _REACH]
        # Where each letter comes from takes long to say, and is only worth it where there is a match.
        if pattern.search(before + folded(looked_at), len(before)):
            plain, places = folded_places(looked_at)
            for match in pattern.finditer(before + plain, len(before)):
                start, end = _in_text(match, places, len(before))
                if start >= len(piece):
                    break
                yield first + start, first + end
        before = folded(piece)[-1:] or before


def _in_text(match: re.Match[str], places: Sequence[int], before: int) -> Range:
    """A match in folded text as a place in the text: with the diacritics of its last letter, and that letter whole.

    So many letters are `before` the text of which the places are.
    """
    start, end = match.start() - before, match.end() - before
    return places[start], max(places[end], places[end - 1] + 1)


def _cut(text: str, ranges: Sequence[Range], width: int) -> list[Span]:
    start, end = _window(text, ranges, max(width, _NARROWEST))
    inside = [(max(first, start), min(last, end)) for first, last in ranges if first < end and last > start]
    spans: list[Span] = [("…", False)] if start else []
    place = start
    for first, last in inside:
        spans += [(text[place:first], False), (text[first:last], True)]
        place = last
    spans += [(text[place:end], False), ("…" if end < len(text) else "", False)]
    return [span for span in spans if span[0]]


def _window(text: str, ranges: Sequence[Range], width: int) -> Range:
    """From where to where a text is shown: a third of the width before the match, but no room left empty."""
    if len(text) <= width:
        return 0, len(text)
    first, last = _fullest(ranges, width // 2)
    wanted = min(first - width // 3, len(text) - width + 1)
    if wanted <= 1:
        return 0, _word_end(text, last, width - 1)
    # The first word is shown whole, if one begins soon.
    space = text.find(" ", wanted - 1, wanted + width // 4)
    start = space + 1 if space >= 0 else wanted
    end = start + width - 1
    return (start, len(text)) if end >= len(text) else (start, _word_end(text, last, end - 1))


def _fullest(ranges: Sequence[Range], width: int) -> Range:
    """The match after which most others follow within a width."""
    if not ranges:
        return 0, 0
    return max(ranges, key=lambda match: (sum(match[0] <= other[0] < match[0] + width for other in ranges), -match[0]))


def _word_end(text: str, least: int, most: int) -> int:
    """The end of the last whole word that ends between two places, or the second."""
    space = text.rfind(" ", max(most - _LONGEST_TAIL, least), most + 1)
    return space if space > 0 else most
