"""Running heads and page numbers, which stand between the words of a sentence that runs over a page break.

A line at the edge of a page is one if it is a page number and no more, or if it stands at the edge of another page too
but for the figures in it; at most `_MOST_LINES` at each edge, from the edge inwards. What else stands there, as
footnotes do, is not told from the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

_MOST_LINES = 2
_LONGEST = 200
"""Letters of the longest line that may be a running one."""
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_NO_LETTERS = re.compile(r"[\d\W_]+")
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})\W{0,3}")

Span = tuple[int, int]


def body_ranges(pages: Sequence[str]) -> list[Span]:
    """From and to where the text of each page stands without its running heads and page numbers."""
    edges = [(_first_lines(page), _last_lines(page)) for page in pages]
    counts = Counter(
        key
        for page, both in zip(pages, edges, strict=True)
        for key in {_key(page, span) for span in (*both[0], *both[1])}
    )

    def running(page: str, lines: Iterable[Span]) -> list[Span]:
        return list(takewhile(lambda span: _is_running(page, span, counts), lines))

    ranges = []
    for page, (first, last) in zip(pages, edges, strict=True):
        start = max((stop for _, stop in running(page, first)), default=0)
        stop = min((start for start, _ in running(page, last)), default=len(page))
        ranges.append((start, stop) if start < stop else (0, len(page)))
    return ranges


def _first_lines(page: str) -> list[Span]:
    spans: list[Span] = []
    while len(spans) < _MOST_LINES and (match := _LINE.search(page, spans[-1][1] if spans else 0)):
        spans.append(match.span())
    return spans


def _last_lines(page: str) -> list[Span]:
    spans: list[Span] = []
    stop = len(page)
    while len(spans) < _MOST_LINES and stop > 0:
        start = page.rfind("\n", 0, stop) + 1
        if not page[start:stop].isspace() and start < stop:
            spans.append((start, stop))
        stop = start - 1
    return spans


def _key(page: str, span: Span) -> str:
    line = page[span[0] : min(span[1], span[0] + _LONGEST)]
    return _NO_LETTERS.sub(" ", line).strip().lower()


def _is_running(page: str, span: Span, counts: Counter[str]) -> bool:
    if span[1] - span[0] > _LONGEST:
        return False
    key = _key(page, span)
    return bool(_PAGE_NUMBER.fullmatch(page[span[0] : span[1]].strip())) or (bool(key) and counts[key] > 1)
