"""What comes nearest to an excerpt that does not stand in a copy: the window that holds most of its rare words."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Mapping
from math import log

from ilo_tui.copies.folding_rules import is_unspaced
from ilo_tui.copies.passages import Passage, SearchableText

_WORD = re.compile(r"[^\s.,;:!?()\[\]']+")
_MOST_WORDS, _MOST_PLACES, _LONGEST = 24, 200, 8
"""Words of an excerpt that are looked for, places of each, letters of one: longer ones are cut, as in Khmer."""
_RARE, _ENOUGH = 20, 3
"""At how many places a word is rare, and of how many rare words others are not asked."""
_SHORTEST, _WIDER = 40, 1.5
"""Letters that the passage may always have, and how much longer than the excerpt it may be."""
_EQUAL = 1e-9
_LEAST_SHARE = 0.4
"""Of the weight of the words, what a passage must hold to be shown."""


def nearest_words(text: SearchableText, excerpt: str) -> tuple[Passage, ...]:
    """The passage that holds most of an excerpt's words (folded), rare ones counting more; none where none does."""
    folded = text.body.text
    places = {word: _places(folded, word) for word in _pieces(excerpt)}
    if sum(0 < len(at) <= _RARE for at in places.values()) >= _ENOUGH:
        places = {word: at for word, at in places.items() if len(at) <= _RARE}
    weights = {word: 1 / log(2 + len(at)) for word, at in places.items()}
    best, start, stop = _best_window(places, weights, max(_SHORTEST, len(excerpt) * _WIDER))
    if not best or best < _LEAST_SHARE * sum(weights.values()):
        return ()
    return text.body.passages(start, _word_end(folded, stop))


def _best_window(
    places: Mapping[str, list[int]], weights: Mapping[str, float], widest: float
) -> tuple[float, int, int]:
    """The weight of the words in the shortest of the heaviest windows, and from and to where that stands."""
    hits = deque[tuple[int, str]]()
    best, weight = (0.0, 0, 0), 0.0
    inside: Counter[str] = Counter()
    for at, word in sorted((at, word) for word, starts in places.items() for at in starts):
        hits.append((at, word))
        weight += 0 if inside[word] else weights[word]
        inside[word] += 1
        # What stands in the window once more is not needed at its beginning.
        while at + len(word) - hits[0][0] > widest or inside[hits[0][1]] > 1:
            _, dropped = hits.popleft()
            inside[dropped] -= 1
            weight -= 0 if inside[dropped] else weights[dropped]
        start, stop = hits[0][0], at + len(word)
        shorter = stop - start < best[2] - best[1]
        if weight > best[0] + _EQUAL or (shorter and weight > best[0] - _EQUAL):
            best = (weight, start, stop)
    return best


def _word_end(folded: str, index: int) -> int:
    """Where the word ends of which a piece does."""
    while index < len(folded) and folded[index].isalnum() and not is_unspaced(folded[index]):
        index += 1
    return index


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
