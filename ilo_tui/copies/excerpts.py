"""Proof of an excerpt: whether its words stand in a copy in that order, on which page, and else what comes nearest.

An excerpt is proven where its folded letters stand in the folded text, not torn out of longer words or numbers. Case
matters, but for the first letter of an excerpt and of each of its parts; punctuation and quotation marks at the ends of
a part are nothing: who quotes a part of a sentence writes it so. What is left out is marked in an excerpt by `...` or
`[...]`; then its parts must stand in their order, each on the page where the part before it ends or on the next, with
at most `MOST_LEFT_OUT` letters between. Words between which a running head or a page number stands are together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

import msgspec

from ilo_tui.copies.folding import fold, is_torn
from ilo_tui.copies.nearest import nearest_words
from ilo_tui.copies.passages import FoldedPages, Passage, SearchableText

State = Literal["proven", "elsewhere", "absent"]
MOST_LEFT_OUT = 3000
"""Letters that an excerpt may leave out at one place: about a page."""
_MOST_STARTS = 1000
"""Places at which an excerpt is tried to begin; more has only what is too short to say anything."""
_ELISION = re.compile(r" ?(?:\[ ?\.\.\. ?\]|\( ?\.\.\. ?\)|\.{3,}) ?")
_OPENING = re.compile(r"(?:- |[' (\[.,;:])*")
_CLOSING = " .,;:')]"
_MOST_PARTS = 50
"""Of how many parts an excerpt may be; of more, none is looked for."""


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy says of an excerpt."""

    state: State
    """`elsewhere`: its words stand in the copy, but not on the page that is cited."""
    passages: tuple[Passage, ...] = ()
    """Where the words stand, in order; none where they do not."""
    nearest: tuple[Passage, ...] = ()
    """Of an excerpt that does not stand in the copy, the passage that shares most of its rare words, if any does."""
    cited_pages: tuple[int, ...] = ()
    """Numbers of the pages that were cited; empty where none were, or the copy has none such."""


def find_excerpt(text: SearchableText, excerpt: str, pages: Collection[int] = ()) -> Proof:
    """Prove an excerpt, on these pages (by number) where any are cited, else anywhere in the document."""
    cited = tuple(pages)
    parts = excerpt_parts(excerpt)
    first: tuple[Passage, ...] = ()
    for passages in _places(text, parts):
        if not cited or any(passage.page_number in cited for passage in passages):
            return Proof(state="proven", passages=passages, cited_pages=cited)
        first = first or passages
    if first:
        return Proof(state="elsewhere", passages=first, cited_pages=cited)
    return Proof(state="absent", nearest=nearest_words(text, " ".join(parts)), cited_pages=cited)


def excerpt_parts(excerpt: str) -> list[str]:
    """The parts between what an excerpt leaves out, folded; none of an excerpt without a letter or digit."""
    parts = (_OPENING.sub("", _without_end(part), count=1) for part in _ELISION.split(fold(excerpt)))
    return [part for part in parts if any(char.isalnum() for char in part)]


def _without_end(part: str) -> str:
    """A part without the punctuation, quotation marks and dashes at its end."""
    while (shorter := part.rstrip(_CLOSING).removesuffix(" -")) != part:
        part = shorter
    return part


def _places(text: SearchableText, parts: list[str]) -> Iterator[tuple[Passage, ...]]:
    """Where an excerpt stands: in what runs on from page to page, then in all that is there."""
    for pages in text.foldings():
        for hit in _hits(pages, parts):
            yield tuple(passage for start, stop in hit for passage in pages.passages(start, stop))


def _hits(pages: FoldedPages, parts: list[str]) -> Iterator[list[tuple[int, int]]]:
    """Where an excerpt stands, from the beginning of the document: folded positions of each of its parts."""
    if not 0 < len(parts) <= _MOST_PARTS:
        return
    for number, start in enumerate(_starts(pages.text, parts[0], 0, len(pages.text))):
        if number == _MOST_STARTS:
            return
        hit = [(start, start + len(parts[0]))]
        for part in parts[1:]:
            following = _following(pages, part, hit[-1][1])
            if following is None:
                break
            hit.append((following, following + len(part)))
        else:
            yield hit


def _following(pages: FoldedPages, part: str, after: int) -> int | None:
    """Where the next part stands: near enough, on the same page or the next."""
    last_place = pages.page_place(after - 1) + 1
    for start in _starts(pages.text, part, after, after + MOST_LEFT_OUT + len(part)):
        return start if pages.page_place(start) <= last_place else None
    return None


def _starts(text: str, part: str, start: int, stop: int) -> Iterator[int]:
    """Where a part stands between two folded positions, its first letter in either case."""
    variants = {part, part[0].upper() + part[1:], part[0].lower() + part[1:]}
    places = {variant: text.find(variant, start, stop) for variant in variants if len(variant) == len(part)}
    while places := {variant: place for variant, place in places.items() if place >= 0}:
        variant, place = min(places.items(), key=lambda item: item[1])
        if not is_torn(text, place) and not is_torn(text, place + len(part)):
            yield place
        places[variant] = text.find(variant, place + 1, stop)
