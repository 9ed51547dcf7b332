"""A page of a source's copy: how one came there, whether the excerpt stands in it, and the text with its marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ilo_tui.copies.excerpts import Proof
from ilo_tui.copies.locators import How as LocatorHow
from ilo_tui.copies.model import DocumentText, TextNote, TextPage
from ilo_tui.copies.passages import Mark
from ilo_tui.copies.proof import page_names_of
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.views.proof_words import MARKS, page_names

How = Literal["locator", "excerpt", "figures", "beginning", "page", "hit"]
"""How one came to a page: led by what a claim says of its place, or by a key."""
Kind = Literal["hit", "other hit", "excerpt", "figure"]
"""What is marked: `hit` is the one at hand of all places with the words that were looked for."""

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
NOTES: Mapping[TextNote, str] = {
    "no_text": N_("This copy has pages and no text (a scan?): open the document itself to read it."),
    "encrypted": N_(
        "This copy is encrypted, so its text cannot be read here: open it, print it to a PDF without a password, and "
        "attach that."
    ),
    "damaged": N_("This copy is damaged: what could be read of it is here."),
    "stopped": N_("This copy took too long to read: what was read by then is here."),
    "too_long": N_("This copy is longer than is read: its first pages are here."),
}

_NO_SIGNS: Mapping[Kind, str] = {}


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


def about_lines(tr: Translator, copy: PageOfCopy, signs: Mapping[Kind, str] = _NO_SIGNS) -> list[str]:
    """What is to be known of the page: notes on the copy, how one came there, the excerpt, the hits.

    `signs` stand before the lines of the page in which the excerpt, figures or hits are marked: they are explained.
    """
    locator = clean(copy.locator or "")
    marked = {mark.kind for mark in copy.marks}
    lines = [tr(NOTES[note]) for note in copy.document.notes]
    if copy.how in _HOW:
        if locator and (nowhere := _LOCATOR_LED_NOWHERE.get(copy.locator_led)):
            lines.append(tr(nowhere, locator=locator))
        lines.append(tr(_HOW[copy.how], locator=locator))
    if copy.proof:
        excerpt = tr("Excerpt: {words}", words=_proof_words(tr, copy.proof, copy.document))
        lines.append(_behind_sign(signs.get("excerpt") if "excerpt" in marked else None, excerpt))
    if "figure" in signs and "figure" in marked:
        lines.append(_behind_sign(signs["figure"], tr("Figures")))
    return [*lines, _behind_sign(signs.get("hit") if copy.hit else None, _hits_line(tr, copy))] if copy.words else lines


def _behind_sign(sign: str | None, words: str) -> str:
    return f"{sign} {words}" if sign else words


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
