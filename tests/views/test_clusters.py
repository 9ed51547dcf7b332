"""Signs of several characters are never torn, and an unbroken word of any length wraps in time in proportion to it."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.text import clean
from ilo_tui.views.clusters import clusters, joined, pieces
from ilo_tui.views.markup import block, clip, clip_start, width_of, wrap

SIGNS = {
    "Khmer": ["\u1780\u17d2\u1793\u17bb\u17c6", "\u179f\u17d2\u178f\u17d2\u179a\u17b8", "\u1780\u17b6", "\u17a2\u17c2"],
    "Burmese": ["\u1019\u103c", "\u1014\u103a", "\u101e\u1039\u1010", "\u1004\u103a\u1039\u1000\u102c", "\u1000"],
    "Thai": ["\u0e01\u0e33", "\u0e40\u0e14\u0e47", "\u0e41\u0e01\u0e48", "\u0e01\u0e34", "\u0e1b\u0e32"],
    "Lao": ["\u0e81\u0eb3", "\u0ec0\u0e94\u0ebb", "\u0e9b\u0eb2", "\u0e81\u0eb4"],
    "Sinhala": ["\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u0d9a\u0dca\u200d\u0dc2", "\u0d9a\u0ddc"],
    "Devanagari": ["\u0915\u094d\u0937\u093f", "\u0915\u094b", "\u0928"],
    "Latin with marks": ["e\u0301\u0323", "o\u0302\u0303", "a"],
    "Hangul": ["\u1100\u1161\u11a8", "\u1112\u1161\u11ab"],
}
"""Signs that may not be torn."""
ALL = [sign for signs in SIGNS.values() for sign in signs]
words = st.sampled_from(sorted(SIGNS)).flatmap(
    lambda script: st.lists(st.sampled_from(SIGNS[script]), min_size=1, max_size=40)
)


def cut_at(parts: list[str]) -> set[int]:
    """Where a text was cut into these parts."""
    return set(accumulate(map(len, parts)))


@given(words, st.integers(8, 30))
def test_no_sign_is_torn_at_the_end_of_a_line(signs: list[str], width: int) -> None:
    word = "".join(signs)
    shown = ["".join(span.text for span in line) for line in wrap(block(word), width)]
    assert "".join(shown) == word
    assert cut_at(shown) <= cut_at(signs)
    assert all(width_of(line) <= width for line in shown)


@pytest.mark.parametrize("sign", ALL)
def test_a_sign_is_one_cluster(sign: str) -> None:
    assert [(begin, end) for begin, end, _ in clusters(sign)] == [(0, len(sign))]


@given(st.text(max_size=40).map(clean), st.integers(2, 9), st.integers(2, 9))
def test_pieces_are_the_word_and_none_is_too_wide(word: str, first: int, room: int) -> None:
    result = list(pieces(word, first, room))
    assert "".join(result) == word
    assert not result or width_of(result[0]) <= first
    assert all(width_of(piece) <= room for piece in result[1:])
    assert sum(wide for *_, wide in clusters(word)) == width_of(word)


@given(words, st.integers(1, 12))
def test_clipping_tears_no_sign(signs: list[str], width: int) -> None:
    word = "".join(signs)
    for cut in (clip(word, width), clip_start(word, width)):
        assert width_of(cut) <= width
        if cut != word:
            place = len(cut) - 1 if cut.endswith("…") else len(word) - len(cut) + 1
            fits_none = next(wide for *_, wide in clusters(word)) > width - 1
            assert not joined(word, place) or (fits_none and cut.endswith("…"))


def seconds(work: Callable[[], object]) -> float:
    """How much of the processor it takes, of five times the least: other programs take time of the clock, not of it."""
    items = []
    for _ in range(5):
        begun = time.process_time()
        work()
        items.append(time.process_time() - begun)
    return min(items)


@pytest.mark.share(6)
@pytest.mark.parametrize(
    "sign", ["\u1780", "\u1780\u17d2\u1793\u17bb\u17c6", "\u4e2d", "\u0e01", "e\u0301", "\u17d2\u1780"], ids=ascii
)
def test_a_word_twice_as_long_takes_about_twice_as_long(sign: str) -> None:
    # Four times as long would be four times, and sixteen where the time grows with the square.
    short, long = (sign * (count // len(sign)) for count in (20_000, 80_000))
    before = seconds(lambda: wrap(block(short), 80))
    assert seconds(lambda: wrap(block(long), 80)) < 9 * before + 0.05


@pytest.mark.slow
def test_of_a_long_text_only_what_is_shown_is_looked_at() -> None:
    long = "\u1780\u17b6" * 700_000
    begun = time.perf_counter()
    assert all(width_of(clip(long, width)) == width for width in range(1, 60))
    measured = time.perf_counter() - begun
    assert measured < seconds(lambda: width_of(long)) + 0.5
