"""A report as it is written: Markdown with `<!-- page iv -->` where a printed page begins, and little else.

Known are headings, paragraphs, lists, tables, captions (`Table 1: ...`), footnotes of the page (`[^1]`) and
`<!-- language id -->`, from where on the text is in that language. Anything else is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NOTE_MARK = re.compile(r"\[\^([1-9])\]")
_HEADING = re.compile(r"(#{1,3}) (.+)")
_CAPTION = re.compile(r"(Table|Tabel) [0-9]+: ")
_SIGN = re.compile(r"<!-- (page|language) (\w+) -->")
_NOTE = re.compile(r"\[\^([1-9])\]: (.+)")


@dataclass(frozen=True)
class Block:
    """A part of a page. `kind` is h1, h2, h3, text, caption, item or table; only a table has `rows`, its head first."""

    kind: str
    language: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass
class Page:
    """A printed page: its label, what stands on it, and its footnotes by number."""

    label: str
    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    def words(self) -> str:
        """All text of the page without the signs of its footnotes, a line break between blocks."""
        parts = [" ".join(cell for row in block.rows for cell in row) or block.text for block in self.blocks]
        return "\n".join(NOTE_MARK.sub("", part) for part in (*parts, *self.notes.values()))


@dataclass(frozen=True)
class Report:
    """A report: what is said of it as a whole, and its pages in order."""

    title: str
    publisher: str
    date: str
    language: str
    pages: tuple[Page, ...]


def read_report(path: Path) -> Report:
    """The report that a file holds."""
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    about = dict(line.split(": ", 1) for line in head.splitlines())
    return Report(**about, pages=tuple(_pages(body, about["language"])))


def _pages(body: str, language: str) -> Iterator[Page]:
    page: Page | None = None
    for chunk in re.split(r"\n\s*\n|(?<=-->)\n", body):
        lines = [line.strip() for line in chunk.strip().splitlines()]
        if not lines:
            continue
        if sign := _SIGN.fullmatch(lines[0]):
            if sign[1] == "language":
                language = sign[2]
                continue
            if page:
                yield page
            page = Page(sign[2])
        elif page is None:
            raise ValueError(f"text before the first page: {lines[0]}")
        elif note := _NOTE.fullmatch(" ".join(lines)):
            page.notes[note[1]] = note[2]
        else:
            page.blocks += _blocks(lines, language)
    if page:
        yield page


def _blocks(lines: list[str], language: str) -> Iterator[Block]:
    text = " ".join(lines)
    if heading := _HEADING.fullmatch(text):
        yield Block(f"h{len(heading[1])}", language, heading[2])
    elif text.startswith("|"):
        rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
        yield Block("table", language, rows=(rows[0], *rows[2:]))
    elif text.startswith("- "):
        for item in text.removeprefix("- ").split(" - "):
            yield Block("item", language, item)
    else:
        yield Block("caption" if _CAPTION.match(text) else "text", language, text)
