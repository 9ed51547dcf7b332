"""What comes nearest to an excerpt that does not stand in a copy: the window that holds most of its rare words."""

from __future__ import annotations

import re
from collections import Counter
from math import log

from ilo_tui.copies.passages import Passage, SearchableText

_WORD = re.compile(r"[^\s.,;:!?()\[\]']+")
_MOST_WORDS, _MOST_PLACES, _LONGEST = 24, 200, 8
"""Words of an excerpt that are looked for, places of each, letters of one: longer ones are cut, as in Khmer."""
_WIDER = 1.5
"""How much longer than the excerpt the passage may be."""
_LEAST_SHARE = 0.4
"""Of the weight of the words, what a passage must hold to be shown."""


def nearest_words(text: SearchableText, excerpt: str) -> tuple[Passage, ...]:
    """The passage that holds most of an excerpt's words (folded), rare ones counting more; none where none does."""
    folded = text.folded.text
    words = _pieces(excerpt)
    places = {word: _places(folded, word) for word in words}
    weights = {word: 1 / log(2 + len(at)) for word, at in places.items()}
    hits = sorted((at, word) for word, starts in places.items() for at in starts)
    best, span = 0.0, (0, 0)
    weight, first = 0.0, 0
    inside: Counter[str] = Counter()
    for last, (at, word) in enumerate(hits):
        weight += 0 if inside[word] else weights[word]
        inside[word] += 1
        while at + len(word) - hits[first][0] > max(40, len(excerpt) * _WIDER):
            dropped = hits[first][1]
            inside[dropped] -= 1
            weight -= 0 if inside[dropped] else weights[dropped]
            first += 1
        if weight > best + 1e-9:
            best, span = weight, (hits[first][0], hits[last][0] + len(word))
    return text.passages(*span) if best and best >= _LEAST_SHARE * sum(weights.values()) else ()


def _pieces(excerpt: str) -> list[str]:
    """The words to look for, in pieces of at most `_LONGEST` letters; of a long excerpt an even choice of them."""
    words = dict.fromkeys(
        word[start : start + _LONGEST]
        for word in _WORD.findall(excerpt)
        for start in range(0, len(word), _LONGEST)
        if len(word[start : start + _LONGEST]) > 2
    )
    return list(words)[:: len(words) // _MOST_WORDS + 1]


def _places(folded: str, word: str) -> list[int]:
    places: list[int] = []
    start = folded.find(word)
    while start >= 0 and len(places) < _MOST_PLACES:
        places.append(start)
        start = folded.find(word, start + len(word))
    return places
