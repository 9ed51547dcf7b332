"""What of a known document its extracted text gives back, by producer and by feature.

    python benchmarks/extraction.py [--pypdf-layout] [--show]

Nine known pages (columns, table, footnotes, ligatures, hyphenation, Indonesian, Khmer, Arabic) are made into PDF by
LibreOffice, Chromium and fpdf2, and into DOCX and HTML, read by the program as any copy is, and compared page by page:

- words: how many of the known words are in the page's text, wherever; of Khmer, which has no spaces, letters
- in order: how many are in it in the known order
- sentences: how many sentences, rows and notes are in it as they are known, but for white space, ligatures and
  hyphens at the ends of lines: only such a sentence can be proven to be in the copy

A producer that is not installed is left out, and named.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from extraction_documents import PRODUCERS, LackingError, docx_by_libreoffice, html_of
from extraction_texts import PAGES, SOFT_HYPHEN, PageText
from rapidfuzz.distance import LCSseq

from ilo_tui.copies.extraction import extract, extractor_of
from ilo_tui.copies.model import Media

_HASH = "0" * 64


class Recovered(NamedTuple):
    """Of a page: parts of what is known, from 0 to 1."""

    words: float
    in_order: float
    sentences: float

    def __str__(self) -> str:
        """As in the table."""
        return " / ".join(f"{round(part * 100)}" for part in self)


def folded(text: str) -> str:
    """Without ligatures and hyphens at the ends of lines; white space is a space."""
    text = re.sub(r"[-\u2010\u00ad][ \t]*\n[ \t]*", "", unicodedata.normalize("NFKC", text))
    return " ".join(text.replace(SOFT_HYPHEN, "").replace("\u200b", "").split())


def compare(page: PageText, text: str) -> Recovered:
    """What of a known page is in the text that was read."""
    known = _units(page, " ".join((*page.paragraphs, *(" ".join(row) for row in page.rows), *page.notes)))
    read = _units(page, text)
    common = Counter(known) & Counter(read)
    joined = _solid(text)
    sentences = page.sentences()
    intact = sum(_solid(sentence) in joined for sentence in sentences)
    in_order = LCSseq.similarity(known, read)
    return Recovered(common.total() / len(known), in_order / len(known), intact / len(sentences))


def _units(page: PageText, text: str) -> list[str]:
    words = folded(text)
    # A reference to a note that is joined to a word does not lose the word.
    words = re.sub(r"(?<=[a-z.])\d(?= |$)", "", words)
    return list(words.replace(" ", "")) if page.language == "km" else words.split()


def _solid(text: str) -> str:
    return folded(text).replace(" ", "")


def texts_of(path: Path, media: Media) -> list[str]:
    """The pages as the program reads them."""
    return [page.text for page in extract(path, media, _HASH).pages]


def layout_texts_of(path: Path, _media: Media) -> list[str]:
    """The pages in the other mode of pypdf, which keeps the places of words on the page."""
    from pypdf import PdfReader

    return [page.extract_text(extraction_mode="layout") for page in PdfReader(path).pages]


def pdfs(folder: Path, texts: Callable[[Path, Media], list[str]]) -> Iterator[tuple[str, list[str]]]:
    """By producer, the texts of its pages."""
    for name, producer in PRODUCERS.items():
        try:
            yield f"PDF, {name}", texts(producer(folder), "pdf")
        except LackingError as lacking:
            print(f"{name} is left out: {lacking} is not installed.", file=sys.stderr)


def others(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """DOCX and HTML, which have no pages: each known page is looked for in all of the text."""
    try:
        yield "DOCX, LibreOffice", ["\n".join(texts_of(docx_by_libreoffice(folder), "docx"))] * len(PAGES)
    except LackingError as lacking:
        print(f"DOCX is left out: {lacking} is not installed.", file=sys.stderr)
    page = folder / "page.html"
    page.write_text(html_of(PAGES), encoding="utf-8")
    yield "HTML", ["\n".join(texts_of(page, "html"))] * len(PAGES)


def table(results: Mapping[str, Sequence[Recovered]]) -> str:
    """Markdown: a row for each feature, a column for each document."""
    lines = ["| words / in order / sentences, % | " + " | ".join(results) + " |", "|---|" + "---|" * len(results)]
    for number, page in enumerate(PAGES):
        lines.append(f"| {page.feature} | " + " | ".join(str(rows[number]) for rows in results.values()) + " |")
    return "\n".join(lines)


def main() -> None:
    """Make, read, compare, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pypdf-layout", action="store_true", help="the other mode of pypdf, to compare")
    parser.add_argument("--show", action="store_true", help="the texts too")
    chosen = parser.parse_args()
    results: dict[str, list[Recovered]] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        documents = list(pdfs(folder, layout_texts_of if chosen.pypdf_layout else texts_of))
        documents += [] if chosen.pypdf_layout else list(others(folder))
    for title, texts in documents:
        if chosen.show:
            print(f"--- {title}", *texts, sep="\n")
        results[title] = [compare(page, text) for page, text in zip(PAGES, texts, strict=True)]
    print(f"{extractor_of('pdf')}{' in layout mode' if chosen.pypdf_layout else ''}; {extractor_of('docx')}")
    print(table(results))


if __name__ == "__main__":
    main()
