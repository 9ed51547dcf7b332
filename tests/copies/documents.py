"""Documents of a few pages, as an extractor gives them."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.copies.model import DocumentText, Media, TextPage
from ilo_tui.copies.passages import Passage, SearchableText


def document(*texts: str, labels: Sequence[str] = (), media: Media = "pdf") -> DocumentText:
    """A document of these pages, labelled from 1 unless labels are given."""
    names = labels or [str(number) for number in range(1, len(texts) + 1)]
    pages = (TextPage(number, names[number - 1], text) for number, text in enumerate(texts, 1))
    return DocumentText(extractor="test 1", sha256="0" * 64, media=media, pages=tuple(pages))


def searchable(*texts: str, labels: Sequence[str] = (), media: Media = "pdf") -> SearchableText:
    """The same, made ready to be searched."""
    return SearchableText(document(*texts, labels=labels, media=media))


def words_of(text: SearchableText, passages: Sequence[Passage]) -> list[tuple[int, str]]:
    """The page of each passage, and what stands there."""
    return [(passage.page_number, text.passage_text([passage])) for passage in passages]
