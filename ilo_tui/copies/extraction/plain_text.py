"""Plain texts and Markdown: paragraphs as they stand, parts by heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ilo_tui.copies.extraction.decoding import read_as_text
from ilo_tui.copies.extraction.messages import Message, Remark
from ilo_tui.copies.extraction.parts import Block, parts_of
from ilo_tui.copies.extraction.tidy import tidy

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:={3,}|-{3,})[ \t]*")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_LONGEST_HEADING = 200
_INLINE = (
    (re.compile(r"!\[[^\]\n]{0,1000}\]\([^()\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,1000})\]\([^()\n]{0,2000}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,1000})(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,1000})(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]{1,1000})`"), r"\1"),
)


def read_text(path: Path) -> Iterator[Message]:
    """Parts of a plain text; an underlined line is a heading."""
    return _read(path, is_markdown=False)


def read_markdown(path: Path) -> Iterator[Message]:
    """Parts of a Markdown text, without its marks for emphasis and links: what a person reads of it."""
    return _read(path, is_markdown=True)


def _read(path: Path, *, is_markdown: bool) -> Iterator[Message]:
    text, is_cut = read_as_text(path)
    lines = tidy(text).split("\n")
    yield from parts_of(_markdown_blocks(lines) if is_markdown else _text_blocks(lines))
    if is_cut:
        yield Remark("too_long")


def _text_blocks(lines: Iterable[str]) -> Iterator[Block]:
    paragraph: list[str] = []
    for line in lines:
        if len(paragraph) == 1 and _is_underline(paragraph[0], line):
            yield Block(paragraph.pop().strip(), is_heading=True)
        elif line.strip():
            paragraph.append(line.rstrip())
        elif paragraph:
            yield Block("\n".join(paragraph))
            paragraph = []
    yield Block("\n".join(paragraph))


def _is_underline(title: str, line: str) -> bool:
    return len(title) <= _LONGEST_HEADING and len(line) <= 2 * _LONGEST_HEADING and bool(_UNDERLINE.fullmatch(line))


def _markdown_blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Like those of a text, with `#` before headings; what stands in a fence stays as it is."""
    paragraph: list[str] = []
    in_fence = False
    for line in lines:
        if _FENCE.match(line):
            in_fence = not in_fence
        elif in_fence:
            paragraph.append(line)
        elif (title := _title(line)) is not None:
            yield from _text_blocks([*paragraph, ""])
            yield Block(_inline(title), is_heading=True)
            paragraph = []
        elif line.strip():
            if not _is_table_rule(line):
                paragraph.append(_inline(_row(line)))
        else:
            yield from _text_blocks(paragraph)
            paragraph = []
    yield from _text_blocks(paragraph)


def _title(line: str) -> str | None:
    if len(line) > 2 * _LONGEST_HEADING or not (heading := _HEADING.fullmatch(line)):
        return None
    return heading[1] or ""


def _row(line: str) -> str:
    """A row of a table with tabs in place of its bars."""
    stripped = line.strip()
    if not (stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1):
        return line
    return "\t".join(cell.strip() for cell in stripped[1:-1].split("|"))


def _is_table_rule(line: str) -> bool:
    return "|" in line and len(line) <= 2 * _LONGEST_HEADING and bool(_TABLE_RULE.fullmatch(line))


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
