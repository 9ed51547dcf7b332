"""Passages of a document's text: where they stand on its pages, and the text made ready to look for them.

Positions are those of a page's text as it was extracted, so that a view can mark them; `SearchableText` is to be kept
by whoever shows a document, since folding a long one takes longer than looking in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, NamedTuple

from ilo_tui.copies.folding import FoldedText
from ilo_tui.copies.model import DocumentText, TextPage

MarkKind = Literal["excerpt", "figure"]


class Passage(NamedTuple):
    """Words on one page. What runs over a page break, or leaves words out, is several of them."""

    page_number: int
    label: str
    """The page's label, empty where it has none."""
    start: int
    end: int
    """From and to where it stands in the text of the page."""


class Mark(NamedTuple):
    """What of a page's text is to be marked, from `start` to `end`."""

    start: int
    end: int
    kind: MarkKind


class SearchableText:
    """A document's text, folded once, over all pages: a sentence may run over a page break, and so may a hyphen."""

    def __init__(self, document: DocumentText) -> None:
        """Make a document's text ready; nothing is folded before something is looked for."""
        self.document = document
        self._numbers = {page.number: place for place, page in enumerate(document.pages)}
        self._starts = [0]
        for page in document.pages:
            self._starts.append(self._starts[-1] + len(page.text) + 1)

    @cached_property
    def folded(self) -> FoldedText:
        """The text of all pages, folded."""
        return FoldedText("\n".join(page.text for page in self.document.pages))

    @property
    def pages(self) -> tuple[TextPage, ...]:
        """The pages of the document."""
        return self.document.pages

    def page(self, number: int) -> TextPage | None:
        """The page of a number; None where there is none."""
        place = self._numbers.get(number)
        return None if place is None else self.document.pages[place]

    def page_place(self, folded_index: int) -> int:
        """The place in `pages` of the page on which a folded letter stands."""
        return self._place_of(self.folded.original_start(folded_index))

    def folded_range(self, place: int) -> tuple[int, int]:
        """From and to where in the folded text the page at a place in `pages` stands."""
        return self.folded.folded_start(self._starts[place]), self.folded.folded_start(self._starts[place + 1] - 1)

    def passages(self, start: int, stop: int) -> tuple[Passage, ...]:
        """Folded letters `start` to `stop` as passages, one for each page on which some of them stand."""
        return tuple(self._by_page(self.folded.original_start(start), self.folded.original_stop(stop)))

    def passage_text(self, passages: Iterable[Passage]) -> str:
        """The words of passages as they were extracted; hostile text."""
        pages = ((self.page(passage.page_number), passage) for passage in passages)
        return "\n".join(page.text[passage.start : passage.end] for page, passage in pages if page)

    def _place_of(self, position: int) -> int:
        return min(bisect_right(self._starts, position), len(self.document.pages)) - 1

    def _by_page(self, start: int, stop: int) -> Iterable[Passage]:
        for place in range(self._place_of(start), self._place_of(max(start, stop - 1)) + 1):
            page, offset = self.document.pages[place], self._starts[place]
            first, last = max(0, start - offset), min(len(page.text), stop - offset)
            if first < last:
                yield Passage(page.number, page.label, first, last)
