"""The text of a web page as a person reads it: without scripts and hidden things, tables row by row with tabs.

Nothing here calls itself for what is nested, so a page that nests a hundred thousand deep is a page like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from ilo_tui.copies.extraction.decoding import read_as_text
from ilo_tui.copies.extraction.messages import Message, Remark
from ilo_tui.copies.extraction.parts import Block, parts_of
from ilo_tui.copies.extraction.tidy import tidy

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_UNSEEN = frozenset(
    {
        "audio",
        "canvas",
        "datalist",
        "iframe",
        "noscript",
        "object",
        "script",
        "style",
        "svg",
        "template",
        "title",
        "video",
    }
)
_ROWS = frozenset({"dd", "dt", "li", "tr", "option"})
_CELLS = frozenset({"td", "th"})
_PARAGRAPHS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "div", "dl",
        "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "main", "nav", "ol",
        "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "ul",
    }
)  # fmt: skip
_LISTS = frozenset({"ol", "table", "ul"})
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_SLICE = 2**18


def read_html(path: Path) -> Iterator[Message]:
    """Parts by heading of a web page."""
    text, is_cut = read_as_text(path, declared=True)
    yield from parts_of(html_blocks(tidy(text)))
    if is_cut:
        yield Remark("too_long")


def html_blocks(text: str) -> Iterator[Block]:
    """Headings, paragraphs, lines of lists and rows of tables, in the order of the page."""
    parser = _BlockParser()
    for start in range(0, len(text), _SLICE):
        parser.feed(text[start : start + _SLICE])
        yield from parser.take_blocks()
    parser.close()
    parser.end_block()
    yield from parser.take_blocks()


class _BlockParser(HTMLParser):
    """Collects blocks; what is open stands on a stack of names, each with whether it is hidden."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._pieces: list[str] = []
        self._cells: list[str] = []
        self._stack: list[tuple[str, bool]] = []
        self._open: Counter[str] = Counter()
        self._hidden = 0
        self._is_row = False

    def take_blocks(self) -> list[Block]:
        """What was finished since the last time."""
        blocks, self._blocks = self._blocks, []
        return blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; a paragraph or a row of the same list ends with it, though nothing says so."""
        while self._stack and _ends_before(self._stack[-1][0], tag):
            self._pop()
        self._begin(tag)
        if tag not in _VOID:
            is_hidden = tag in _UNSEEN or _is_hidden(attrs)
            self._stack.append((tag, is_hidden))
            self._open[tag] += 1
            self._hidden += is_hidden

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>`; of others the slash means nothing, except where it stands in a drawing, which is not read."""
        if tag in _VOID or not self._open["svg"]:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it all in it that was not ended; an end of nothing is passed over."""
        while self._open[tag]:
            if self._pop() == tag:
                return

    def handle_data(self, data: str) -> None:
        """Text, unless it is hidden."""
        if not self._hidden:
            self._pieces.append(data if self._open["pre"] else _SPACE.sub(" ", data))

    def _pop(self) -> str:
        tag, is_hidden = self._stack.pop()
        if self._hidden == 0:
            self._end(tag)
        self._open[tag] -= 1
        self._hidden -= is_hidden
        return tag

    def _begin(self, tag: str) -> None:
        if self._hidden:
            return
        if tag == "br":
            self._pieces.append("\n")
        elif tag in _HEADINGS or tag in _LISTS:
            self.end_block()
        elif tag in _ROWS or tag in _PARAGRAPHS:
            self._break_line()
            self._is_row = tag in _ROWS

    def _end(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.end_block(is_heading=True)
        elif tag in _CELLS:
            self._cells.append(self._take_text().replace("\n", " "))
        elif tag == "tr" or tag in _LISTS:
            self.end_block()
        elif tag in _ROWS or tag in _PARAGRAPHS:
            self._break_line()

    def _break_line(self) -> None:
        """A new paragraph; within a cell of a table only a space, since a row is one line."""
        if self._open["td"] or self._open["th"]:
            self._pieces.append(" ")
        else:
            self.end_block()

    def end_block(self, *, is_heading: bool = False) -> None:
        """What was collected is a paragraph, a heading, or with cells before it a row."""
        text = self._take_text()
        if self._cells:
            text = "\t".join([*self._cells, text] if text else self._cells).rstrip("\t")
            self._cells, self._is_row = [], True
        if text.strip():
            self._blocks.append(Block(text, is_heading=is_heading, is_row=self._is_row and not is_heading))
        self._is_row = False

    def _take_text(self) -> str:
        text = "".join(self._pieces)
        self._pieces = []
        if self._open["pre"]:
            return text.strip("\n")
        return "\n".join(_SPACE.sub(" ", line).strip() for line in text.split("\n")).strip("\n")


def _ends_before(tag: str, following: str) -> bool:
    """Whether an element that nothing ended ends where another begins, as in `<li>a<li>b` and `<p>a<table>`."""
    if tag == "p":
        return following in _PARAGRAPHS or following in _HEADINGS or following in _ROWS
    if tag in _CELLS:
        return following in _CELLS or following == "tr"
    if tag in {"dd", "dt"}:
        return following in {"dd", "dt"}
    return tag == following and tag in _ROWS


def _is_hidden(attributes: list[tuple[str, str | None]]) -> bool:
    return any(
        name == "hidden" or (name == "style" and value is not None and _HIDDEN_STYLE.search(value))
        for name, value in attributes
    )
