"""Did you mean: the words of the dossier nearest to one that it does not have.

Nearness is counted in letters put in, left out, changed or swapped with their neighbour. A word that is still being
typed is compared with the beginnings of words. All of it is bounded: so many words, so many letters.
"""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 32


def max_edits(word: str) -> int:
    """How many wrong letters a word may have: none where it is too short to be distinguished from any other."""
    return 0 if len(word) < 3 else 1 if len(word) < 7 else 2


def nearest(word: str, vocabulary: Iterable[tuple[str, int]], limit: int = 5) -> list[str]:
    """The nearest words to a folded `word`, best first; the vocabulary gives words and how many records have them."""
    allowed, mask = max_edits(word), _mask(word)
    if not allowed or len(word) > _LONGEST:
        return []
    scored: list[tuple[int, int, int, str]] = []
    for other, records in vocabulary:
        # Each slip mends at most one letter that the other word does not have: this drops nearly all, cheaply.
        if len(other) + allowed < len(word) or (mask & ~_mask(other)).bit_count() > allowed:
            continue
        prefix_distance, distance = distances(word, other[: len(word) + allowed])
        if prefix_distance <= allowed:
            # A word that is whole in one more slip is nearer than any that only begins so.
            scored.append(
                (
                    min(distance + len(other[len(word) + allowed :]), prefix_distance + 1),
                    prefix_distance,
                    -records,
                    other,
                )
            )
    return [other for *_, other in sorted(scored)[:limit]]


def distances(word: str, other: str) -> tuple[int, int]:
    """The fewest slips between a word and the best beginning of another, and the whole of it."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(word):
        older, before, row = before, row, [i + 1]
        for j, sign in enumerate(other):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (char != sign))
            if i and j and char == other[j - 1] and word[i - 1] == sign:
                cost = min(cost, older[j - 1] + 1)
            row.append(cost)
    return min(row), row[-1]


def _mask(word: str) -> int:
    """The letters of a word as bits, several letters to a bit."""
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 63)
    return mask
