"""Where a copy is opened beside a claim: at its locator, else its excerpt, else its figures, else the beginning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from ilo_tui.copies.excerpts import Proof, find_excerpt
from ilo_tui.copies.figures import Figure, figures_of, figures_on
from ilo_tui.copies.locators import How, LocatorPages, pages_of_locator
from ilo_tui.copies.model import TextPage
from ilo_tui.copies.passages import Mark, Passage, SearchableText
from ilo_tui.dossier.model import Evidence

By = Literal["locator", "excerpt", "figures", "beginning"]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a copy is opened, and by what one came there."""

    how: By
    page_number: int
    """0 where the copy has no page at all."""
    marks: tuple[Mark, ...]
    """What is to be marked on this page; for other pages ask `marks`."""
    locator: How
    """What the locator led to: `none` where there is no locator either."""
    cited_pages: tuple[int, ...] = ()
    """The pages to which the locator leads."""
    proof: Proof | None = None
    """What the copy says of the excerpt; None where there is none."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Where the excerpt stands."""
        return self.proof.passages if self.proof else ()


def place_of_evidence(text: SearchableText, evidence: Evidence) -> Place:
    """Where a copy is opened beside a claim of a dossier."""
    excerpt = evidence.excerpt.text if evidence.excerpt else None
    return _place_of(text, excerpt, cited_pages(text, evidence), figures_of_claim(evidence))


def place_of_claim(
    text: SearchableText, excerpt: str | None, locator: str | None, figures: Sequence[Figure] = ()
) -> Place:
    """Where a copy is opened beside whatever has an excerpt, a locator or figures."""
    return _place_of(text, excerpt, pages_of_locator(text, locator or ""), figures)


def cited_pages(text: SearchableText, evidence: Evidence) -> LocatorPages:
    """The pages that a claim cites: that of its excerpt, else those of its locator."""
    page = evidence.excerpt.page if evidence.excerpt else None
    of_excerpt = pages_of_locator(text, page or "")
    return of_excerpt if of_excerpt.numbers else pages_of_locator(text, evidence.locator or page or "")


def words_that_lead(text: SearchableText, evidence: Evidence, page_number: int) -> str | None:
    """Of what a claim says of its place, what leads to a page: its locator, else the page of its excerpt.

    Where neither does, its locator; None of a claim that says nothing.
    """
    page = evidence.excerpt.page if evidence.excerpt else None
    cited = (words for words in (evidence.locator, page) if words)
    leading = (words for words in cited if page_number in pages_of_locator(text, words).numbers)
    return next(leading, evidence.locator or page)


def figures_of_claim(evidence: Evidence) -> tuple[Figure, ...]:
    """The figures of a claim: those it records, and those in its statement in any language."""
    return figures_of(evidence.statement.values(), (figure.value for figure in evidence.figures))


def _place_of(text: SearchableText, excerpt: str | None, cited: LocatorPages, figures: Sequence[Figure]) -> Place:
    proof = find_excerpt(text, excerpt, cited.numbers) if excerpt and excerpt.strip() else None
    how, number = _place(text, cited.numbers, proof, figures)
    page = text.page(number)
    drawn = marks(page, proof.passages if proof else (), figures) if page else ()
    return Place(how=how, page_number=number, marks=drawn, locator=cited.how, cited_pages=cited.numbers, proof=proof)


def _place(
    text: SearchableText, cited: Sequence[int], proof: Proof | None, figures: Sequence[Figure]
) -> tuple[By, int]:
    on_pages = [passage.page_number for passage in proof.passages] if proof else []
    if cited:
        return "locator", next((number for number in on_pages if number in cited), cited[0])
    if on_pages:
        return "excerpt", on_pages[0]
    if number := page_of_figures(text, figures):
        return "figures", number
    return "beginning", text.pages[0].number if text.pages else 0


def page_of_figures(text: SearchableText, figures: Sequence[Figure]) -> int:
    """The first page with most of these figures, strong ones before weak ones; 0 where none has a strong one."""
    best, number = (0, 0), 0
    for page in text.pages if any(not figure.weak for figure in figures) else ():
        present = list(figures_on(page.text))
        on_page = [figure for figure in figures if any(figure.is_spelt_by(other) for other in present)]
        strong = sum(not figure.weak for figure in on_page)
        if strong and (strong, len(on_page)) > best:
            best, number = (strong, len(on_page)), page.number
    return number


def marks(page: TextPage, passages: Iterable[Passage], figures: Sequence[Figure]) -> tuple[Mark, ...]:
    """What is to be marked on a page, in order: its part of the excerpt, and the claim's figures in any spelling.

    Of a claim with other figures years are not: they stand everywhere.
    """
    figures = [figure for figure in figures if not figure.is_year] or figures
    drawn = [Mark(item.start, item.end, "excerpt") for item in passages if item.page_number == page.number]
    if figures:
        drawn += [
            Mark(other.start, other.end, "figure")
            for other in figures_on(page.text)
            if any(figure.is_spelt_by(other) for figure in figures)
        ]
    return tuple(sorted(drawn))
