"""A page of a source's copy: how one came there, whether the excerpt stands in it, and the text with its marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ilo_tui.copies.excerpts import Proof
from ilo_tui.copies.locators import How as LocatorHow
from ilo_tui.copies.model import DocumentText, TextPage
from ilo_tui.copies.passages import Mark
from ilo_tui.copies.proof import page_names_of
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.views.markup import Block, Span
from ilo_tui.views.proof_words import MARKS, page_names

How = Literal["locator", "excerpt", "figures", "beginning", "page", "hit"]
"""How one came to a page: led by what a claim says of its place, or by a key."""

_HOW = {
    "locator": N_("opened at the locator: {locator}"),
    "excerpt": N_("opened where the excerpt stands"),
    "figures": N_("opened where figures of the claim stand"),
    "beginning": N_("opened at the beginning: nothing says where"),
}
_LOCATOR_LED_NOWHERE = {
    "none": N_("the locator “{locator}” leads to no page of this copy"),
    "no_printed_pages": N_("the locator “{locator}” names a page, and this copy has no printed pages"),
}
_NOTES = {
    "no_text": N_("This copy has pages and no text (a scan?): open the document itself to read it."),
    "encrypted": N_("This copy is encrypted: without its password its text cannot be read."),
    "damaged": N_("This copy is damaged: what could be read of it is here."),
    "stopped": N_("This copy took too long to read: what was read by then is here."),
    "too_long": N_("This copy is longer than is read: its first pages are here."),
}
EXCERPT_SIGN, HIT_SIGN, FIGURE_SIGN = "▌", ">", "·"
_EXCERPT, _HIT, _FIGURE = (EXCERPT_SIGN, "mark"), (HIT_SIGN, "title"), (FIGURE_SIGN, "link")
"""What stands before a line with some of it, and the role of its letters: no mark rests on colour alone."""


class Hit(NamedTuple):
    """Words that were looked for: on the page of which number, and from where to where there."""

    page: int
    start: int
    end: int


@dataclass(frozen=True)
class PageOfCopy:
    """The page of a copy that is shown, and what is known of it."""

    document: DocumentText
    page: TextPage | None
    """None where the copy has none."""
    how: How
    locator: str | None
    """The place that is cited."""
    locator_led: LocatorHow
    proof: Proof | None
    """Whether the claim's excerpt stands in this copy; None where it has none from this source."""
    marks: Sequence[Mark] = ()
    """The excerpt and the claim's figures, as far as they stand on this page."""
    words: str = ""
    """What was looked for last."""
    hits: Sequence[Hit] = ()
    """Where that stands in the copy."""
    hit: Hit | None = None
    """The hit one is at."""


def place_line(tr: Translator, copy: PageOfCopy) -> str:
    """`p. iv (4 of 36)`, `part 3 of 9: Findings`; empty of a copy without pages."""
    page, count = copy.page, len(copy.document.pages)
    if page is None:
        return ""
    if not copy.document.has_printed_pages:
        part = tr("part {n} of {all}", n=page.number, all=count)
        return f"{part}: {clean(page.label)}" if page.label else part
    if not page.label or page.label == str(page.number):
        return tr("p. {n} of {all}", n=page.number, all=count)
    return tr("p. {label} ({n} of {all})", label=clean(page.label), n=page.number, all=count)


def about_lines(tr: Translator, copy: PageOfCopy) -> list[str]:
    """What is to be known of the page: notes on the copy, how one came there, the excerpt, the hits."""
    locator = clean(copy.locator or "")
    lines = [tr(_NOTES[note]) for note in copy.document.notes]
    if copy.how in _HOW:
        if locator and (nowhere := _LOCATOR_LED_NOWHERE.get(copy.locator_led)):
            lines.append(tr(nowhere, locator=locator))
        lines.append(tr(_HOW[copy.how], locator=locator))
    if copy.proof:
        lines.append(tr("Excerpt: {words}", words=_proof_words(tr, copy.proof, copy.document)))
    return [*lines, _hits_line(tr, copy)] if copy.words else lines


def mark_block(copy: PageOfCopy) -> int | None:
    """Which block of `copy_blocks` has the hit one is at, else the excerpt, else a figure; None without any."""
    if copy.page is None:
        return None
    starts = [copy.hit.start] if copy.hit and copy.how == "hit" else []
    starts += [mark.start for kind in ("excerpt", "figure") for mark in copy.marks if mark.kind == kind]
    if not starts:
        return None
    return copy.page.text.count("\n", 0, starts[0])


def _proof_words(tr: Translator, proof: Proof, document: DocumentText) -> str:
    """Whether the excerpt stands in the copy, and on which page."""
    stands = [passage.page_number for passage in proof.passages]
    page, cited = (page_names(page_names_of(document, numbers), tr) for numbers in (stands, proof.cited_pages))
    return tr(MARKS[proof.state], page=page, cited=cited)


def _hits_line(tr: Translator, copy: PageOfCopy) -> str:
    words = clean(copy.words)
    if not copy.hits:
        return tr("“{words}” stands nowhere in this copy", words=words)
    number = list(copy.hits).index(copy.hit) + 1 if copy.hit else 0
    return tr("“{words}”: hit {n} of {all}", words=words, n=number, all=len(copy.hits))


def copy_blocks(copy: PageOfCopy) -> Iterator[Block]:
    """The lines as they stand on the page, those with a mark behind a sign."""
    if copy.page is None:
        return
    marks = [(mark.start, mark.end, _EXCERPT if mark.kind == "excerpt" else _FIGURE) for mark in copy.marks]
    marks += [(hit.start, hit.end, _HIT) for hit in copy.hits if hit.page == copy.page.number]
    start = 0
    for line in copy.page.text.split("\n"):
        end = start + len(line)
        yield _line(line, start, [mark for mark in marks if mark[0] < end and mark[1] > start])
        start = end + 1


def _line(line: str, start: int, marks: list[tuple[int, int, tuple[str, str]]]) -> Block:
    if not line.strip():
        return Block()
    roles = [""] * len(line)
    # What is laid over the others comes last: an excerpt over its figures, a hit over both.
    for first, last, (_, role) in sorted(marks, key=lambda mark: (mark[2] == _HIT, mark[2] == _EXCERPT)):
        for place in range(max(first - start, 0), min(last - start, len(line))):
            roles[place] = role
    signs = [sign for _, _, sign in marks]
    sign = next((known for known in (_HIT, _EXCERPT, _FIGURE) if known in signs), (" ", ""))
    spans, begin = [Span(f"{sign[0]} ", sign[1])], 0
    for place in range(1, len(line) + 1):
        if place == len(line) or roles[place] != roles[begin]:
            spans.append(Span(clean(line[begin:place]), roles[begin]))
            begin = place
    return Block(tuple(spans), 0, 2)
