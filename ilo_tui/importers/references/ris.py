"""RIS: entries from `TY` to `ER`, a tag a line, read by rispy one entry at a time.

rispy passes over an entry without an end, and over lines before the first one; here both are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rispy import RisParser

from ilo_tui.core.errors import Problem
from ilo_tui.core.translator import N_
from ilo_tui.importers.references.reference import (
    MOST,
    Reference,
    part_of,
    plain_addresses,
    plain_line,
    plain_lines,
    too_many,
)

_LINE_END = re.compile(r"\r\n|\r|\n")
_START = re.compile(r"^TY {1,2}-", re.MULTILINE)
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*))?\Z", re.DOTALL)
_NO_TAG = "UK"
"""What rispy calls tags that it does not know; no file has it."""
_HTML = re.compile(r"</?[a-z][a-z0-9]*(?: [^<>]{0,200})?/?>")
_END = N_("Every entry begins with a line TY and ends with a line ER.")
Record = Mapping[str, object]


@dataclass
class _Entry:
    """An entry that is being read: where it begins, and its lines, those without a tag put to the one before."""

    line: int
    lines: list[list[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(parts) for parts in self.lines)


def read_ris(path: Path, text: str) -> Iterator[Reference | Problem]:
    """The references of a text in order, and what is wrong with others."""
    if sum(1 for _ in _START.finditer(text)) > MOST:
        raise too_many(path)
    # An address may have the sign in it at which rispy divides several.
    parser = RisParser(delimiter_tags_mapping={}, enforce_list_tags=False)
    for item in _entries(path, text):
        if isinstance(item, Problem):
            yield item
            continue
        (record,) = parser.parse(f"{item.text}\nER  - ")
        yield _reference(item.line, record)


def _entries(path: Path, text: str) -> Iterator[_Entry | Problem]:
    entry: _Entry | None = None
    outside = 0
    for number, line in enumerate(_LINE_END.split(text), 1):
        match = _TAG.match(line)
        tag, value = (match[1], match[2] or "") if match else ("", line.strip())
        if tag == "TY":
            if entry:
                yield Problem(str(path), N_("the entry has no end"), _END, line=entry.line)
            entry, outside = _Entry(number), 0
        if entry is None:
            if tag not in {"", "ER"} and not outside:
                outside = number
                yield Problem(str(path), N_("the entry has no beginning"), _END, line=number)
            outside = 0 if tag == "ER" else outside
        elif tag == "ER":
            yield entry
            entry = None
        elif tag and tag != _NO_TAG:
            entry.lines.append([f"{tag}  - {value}"])
        elif value:
            entry.lines[-1].append(value)
    if entry:
        yield Problem(str(path), N_("the entry has no end"), _END, line=entry.line)


def _reference(line: int, record: Record) -> Reference:
    first, last = _first(record, "start_page"), _first(record, "end_page")
    pages = f"{first}-{last}" if first and last and last != first else first
    return Reference(
        line=line,
        key=_first(record, "id", "label"),
        type=_first(record, "type_of_reference").lower(),
        title=_first(record, "title", "primary_title", "BT", "CT", "short_title"),
        genre=_first(record, "type_of_work"),
        publishers=plain_lines(_texts(record, "publisher")),
        container=_first(record, "secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
        part=part_of(_first(record, "volume"), _first(record, "number"), pages),
        authors=plain_lines(_texts(record, "authors", "first_authors")),
        year=_first(record, "year", "publication_year", "date"),
        doi=_first(record, "doi"),
        urls=plain_addresses(_texts(record, "urls")),
        notes=plain_lines(map(_without_html, _texts(record, "notes", "research_notes"))),
    )


def _texts(record: Record, *names: str) -> Iterator[str]:
    """The texts of some tags, those that rispy has no name for by themselves."""
    unknown = record.get("unknown_tag")
    for name in names:
        value = record.get(name) or (unknown.get(name) if isinstance(unknown, dict) else None)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                yield text


def _first(record: Record, *names: str) -> str:
    return next(filter(None, map(plain_line, _texts(record, *names))), "")


def _without_html(note: str) -> str:
    """A note that a reference manager has written as a web page, without its tags."""
    return _HTML.sub(" ", note) if note.startswith("<") else note
