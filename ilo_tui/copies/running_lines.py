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
from typing import NamedTuple

_MOST_LINES = 2
_LONGEST = 120
"""Letters of the longest line that may be a running one."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})\W{0,3}")

_NUMBER = "#"
"""What stands for figures in a line; all of a line that is a page number and no more."""
Span = tuple[int, int]


class _EdgeLine(NamedTuple):
    """A line at the edge of a page."""

    span: Span
    key: str
    """The line without its figures, the same for a running head on every page; empty where it is none."""


def body_ranges(pages: Sequence[str]) -> list[Span]:
    """From and to where the text of each page stands without its running heads and page numbers."""
    edges = [(_first_lines(page), _last_lines(page)) for page in pages]
    counts = Counter(key for first, last in edges for key in {line.key for line in (*first, *last)})

    def running(lines: Iterable[_EdgeLine]) -> list[Span]:
        is_running = takewhile(lambda line: line.key and (line.key == _NUMBER or counts[line.key] > 1), lines)
        return [line.span for line in is_running]

    ranges = []
    for page, (first, last) in zip(pages, edges, strict=True):
        start = max((stop for _, stop in running(first)), default=0)
        stop = min((start for start, _ in running(last)), default=len(page))
        ranges.append((start, stop) if start < stop else (0, len(page)))
    return ranges


def _edge_line(page: str, start: int, stop: int) -> _EdgeLine:
    line = page[start:stop].strip() if stop - start <= _LONGEST else ""
    key = _NUMBER if _PAGE_NUMBER.fullmatch(line) else _DIGITS.sub(_NUMBER, line)
    return _EdgeLine((start, stop), key)


def _first_lines(page: str) -> list[_EdgeLine]:
    lines: list[_EdgeLine] = []
    start = 0
    while len(lines) < _MOST_LINES and start < len(page):
        end = page.find("\n", start)
        stop = end if end >= 0 else len(page)
        if page[start:stop].strip():
            lines.append(_edge_line(page, start, stop))
        start = stop + 1
    return lines


def _last_lines(page: str) -> list[_EdgeLine]:
    lines: list[_EdgeLine] = []
    stop = len(page)
    while len(lines) < _MOST_LINES and stop > 0:
        start = page.rfind("\n", 0, stop) + 1
        if page[start:stop].strip():
            lines.append(_edge_line(page, start, stop))
        stop = start - 1
    return lines
