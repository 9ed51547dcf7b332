"""The text of a page of a copy, as wide as there is room, with a sign before each line in which something is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ilo_tui.core.text import clean
from ilo_tui.views.markup import Block, Line, Span, wrap
from ilo_tui.views.pages.reading import Kind, PageOfCopy

SIGNS: Mapping[Kind, str] = {"hit": ">", "other hit": ":", "excerpt": "▌", "figure": "="}
"""What stands before a line with some of it, the first that applies: no mark rests on colour alone."""
_ROLES: Mapping[str, str] = {"hit": "mark", "other hit": "title", "excerpt": "mark", "figure": "link", "": ""}
_LAID_OVER: Sequence[Kind] = ("figure", "excerpt", "other hit", "hit")
"""What lies over the others comes last."""
LINE = "line:"
"""Before the number of a line that can be chosen."""
CHOSEN = "+ "
"""Stands before a line that is chosen."""
_MARGIN = 2
"""Cells for the sign and a space."""
_FULL = 0.85
"""The part of a page's longest line from which a line counts as full: letters are of different widths in print."""
_BULLETS = ("•", "–", "—", "-", "*", "·", "◦", "▪", "■")

_ENDS = re.compile(r"[.!?:;…।။។][\s)\]”’»\"'\d¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
"""How a sentence ends, a mark of quotation or the number of a note behind it."""


class _Marked(NamedTuple):
    """Letters of a page that are marked, from and to where."""

    start: int
    end: int
    kind: Kind


def copy_blocks(copy: PageOfCopy, width: int | None = None) -> Iterator[Block]:
    """The lines of the page, wrapped to `width` cells, else as they are; the first span of each is its sign.

    Where lines of a printed page are longer than there is room, those that were full run on as a paragraph.
    """
    if copy.page is None:
        return
    text, room = copy.page.text, None if width is None else max(width - _MARGIN, 1)
    marks = _marks(copy)
    for start, end in _paragraphs(text, room, copy.page.label if copy.document.has_printed_pages else None):
        if not text[start:end].strip():
            yield Block()
            continue
        spans = _spans(text, start, end, [mark for mark in marks if mark.start < end and mark.end > start])
        lines = (spans,) if room is None else wrap(Block(spans), room)
        yield from map(_with_sign, lines)


def lines_as_marked(blocks: Iterable[Block], chosen: range) -> Iterator[Block]:
    """Every line as one that can be chosen, by its number, with a sign before those that are."""
    for number, line in enumerate(blocks):
        spans, target = line.spans, f"{LINE}{number}"
        if number in chosen:
            yield Block((Span(CHOSEN, "mark"), *spans[1:]), 0, _MARGIN, target)
        else:
            yield Block(spans, line.indent, line.hang, target)


def text_of_lines(copy: PageOfCopy, width: int, chosen: range) -> str:
    """What stands in lines of the page when it is wrapped to `width` cells, as it stands in the document."""
    if copy.page is None:
        return ""
    lines = [sum(len("".join(span.text.split())) for span in line.spans[1:]) for line in copy_blocks(copy, width)]
    first, end = sum(lines[: chosen.start]), sum(lines[: chosen.stop])
    # Lines were wrapped at white space only, so that their letters are those of the page, in order.
    places = [place for place, letter in enumerate(copy.page.text) if clean(letter).strip()]
    return copy.page.text[places[first] : places[end - 1] + 1] if first < end else ""


def mark_block(copy: PageOfCopy, width: int | None = None) -> int | None:
    """Which block of `copy_blocks` has the hit one is at, else the excerpt, else a figure; None without any."""
    signs = [block.spans[0].text.strip() if block.spans else "" for block in copy_blocks(copy, width)]
    wanted: tuple[Kind, ...] = ("hit", "excerpt", "figure") if copy.how == "hit" else ("excerpt", "figure")
    return next((signs.index(SIGNS[kind]) for kind in wanted if SIGNS[kind] in signs), None)


def _marks(copy: PageOfCopy) -> list[_Marked]:
    marks = [_Marked(*mark) for mark in copy.marks]
    hits = (hit for hit in copy.hits if copy.page and hit.page == copy.page.number)
    marks += (_Marked(hit.start, hit.end, "hit" if hit == copy.hit else "other hit") for hit in hits)
    return sorted(marks, key=lambda mark: _LAID_OVER.index(mark.kind))


def _paragraphs(text: str, room: int | None, label: str | None) -> Iterator[tuple[int, int]]:
    """From and to where each line stands; of a printed page, which has a `label`, lines that run on as one."""
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    longest = max(end - start for start, end in lines)
    if room is None or label is None or longest <= room:
        yield from lines
        return
    begin = 0
    for (start, end), (next_start, next_end) in pairwise(lines):
        if not _runs_on(text[start:end], text[next_start:next_end], longest, label):
            yield begin, end
            begin = next_start
    yield begin, len(text)


def _runs_on(line: str, following: str, longest: int, label: str) -> bool:
    """Whether a line is full, so that the first word of the following one had no room in it, that one no cell."""
    words, full = following.split(maxsplit=1), longest * _FULL
    if not line.strip() or not words or words[0].startswith(_BULLETS) or following.strip() == label:
        return False
    is_sentence = len(following) + len(words[0]) > full or bool(_ENDS.search(following))
    return is_sentence and len(line) + 1 + len(words[0]) > full


def _spans(text: str, start: int, end: int, marks: Sequence[_Marked]) -> Line:
    """Letters of a page, the kind of what is marked in place of a role."""
    kinds = [""] * (end - start)
    for mark in marks:
        for place in range(max(mark.start - start, 0), min(mark.end, end) - start):
            kinds[place] = mark.kind
    spans, begin = [], 0
    for place in range(1, len(kinds) + 1):
        if place == len(kinds) or kinds[place] != kinds[begin]:
            # A hyphen at the end of a line that runs on stays, as it is not known whether it is of the word.
            spans.append(Span(clean(text[start + begin : start + place].replace("-\n", "-")), kinds[begin]))
            begin = place
    return tuple(spans)


def _with_sign(line: Line) -> Block:
    kinds = {span.role for span in line}
    shown = tuple(Span(span.text, _ROLES[span.role]) for span in line)
    for kind, sign in SIGNS.items():
        if kind in kinds:
            return Block((Span(f"{sign} ", "mark" if kind == "excerpt" else "title"), *shown), 0, _MARGIN)
    return Block((Span(""), *shown), _MARGIN)
