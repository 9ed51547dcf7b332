"""Passages of a document's text: where they stand on its pages, and the text made ready to look for them.

Positions are those of a page's text as it was extracted, so that a view can mark them; `SearchableText` is to be kept
by whoever shows a document, since folding a long one takes longer than looking in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from ilo_tui.copies.folding import FoldedText
from ilo_tui.copies.model import DocumentText, TextPage
from ilo_tui.copies.running_lines import body_ranges

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
        starts = [0]
        for page in document.pages:
            starts.append(starts[-1] + len(page.text) + 1)
        self._starts = starts

    @cached_property
    def body(self) -> FoldedPages:
        """The text without running heads and page numbers, so that it runs on from page to page."""
        ranges = body_ranges([page.text for page in self.pages]) if self.document.has_printed_pages else self._complete
        return FoldedPages(self.pages, self._starts, ranges)

    @cached_property
    def complete(self) -> FoldedPages:
        """The text with all that stands on the pages; the same where there is nothing but the body."""
        return (
            self.body if self.body.ranges == self._complete else FoldedPages(self.pages, self._starts, self._complete)
        )

    def foldings(self) -> Iterator[FoldedPages]:
        """The body, then all that stands on the pages if that is more; each is folded when it is come to."""
        yield self.body
        if self.complete is not self.body:
            yield self.complete

    @property
    def _complete(self) -> list[tuple[int, int]]:
        return [(0, len(page.text)) for page in self.pages]

    @property
    def pages(self) -> tuple[TextPage, ...]:
        """The pages of the document."""
        return self.document.pages

    def page(self, number: int) -> TextPage | None:
        """The page of a number; None where there is none."""
        place = self._numbers.get(number)
        return None if place is None else self.document.pages[place]

    def passage_text(self, passages: Iterable[Passage]) -> str:
        """The words of passages as they were extracted; hostile text."""
        pages = ((self.page(passage.page_number), passage) for passage in passages)
        return "\n".join(page.text[passage.start : passage.end] for page, passage in pages if page)


class FoldedPages:
    """The folded text of pages, or of a range of each, and where of them each of its letters stands."""

    def __init__(self, pages: Sequence[TextPage], starts: Sequence[int], ranges: Sequence[tuple[int, int]]) -> None:
        """Fold a range of each page; `starts` is where each page begins in the text of all of them."""
        self.pages, self.ranges = pages, ranges
        self._starts = starts
        # What is left out becomes white space of the same length, so that every position stays.
        self.folded = FoldedText(
            "\n".join(
                page.text
                if (start, stop) == (0, len(page.text))
                else " " * start + page.text[start:stop] + " " * (len(page.text) - stop)
                for page, (start, stop) in zip(pages, ranges, strict=True)
            )
        )

    @property
    def text(self) -> str:
        """The folded letters of all pages."""
        return self.folded.text

    def page_place(self, index: int) -> int:
        """The place in `pages` of the page on which a folded letter stands."""
        return self._place_of(self.folded.original_start(index))

    def passages(self, start: int, stop: int) -> tuple[Passage, ...]:
        """Folded letters `start` to `stop` as passages, one for each page on which some of them stand."""
        return tuple(self._by_page(self.folded.original_start(start), self.folded.original_stop(stop)))

    def _place_of(self, position: int) -> int:
        return min(bisect_right(self._starts, position), len(self.pages)) - 1

    def _by_page(self, start: int, stop: int) -> Iterator[Passage]:
        for place in range(self._place_of(start), self._place_of(max(start, stop - 1)) + 1):
            page, (body_start, body_stop) = self.pages[place], self.ranges[place]
            first = max(body_start, start - self._starts[place])
            last = min(body_stop, stop - self._starts[place])
            if text := page.text[first:last].strip():
                first = page.text.index(text, first)
                yield Passage(page.number, page.label, first, first + len(text))
