"""CSL-JSON: an array of objects, or an object that holds one in `items`.

A value may be of any type, whatever the form says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec

from ilo_tui.core.errors import InputError, Problem
from ilo_tui.core.translator import N_
from ilo_tui.importers.references.reference import (
    MOST,
    Reference,
    paragraphs,
    part_of,
    plain_addresses,
    plain_line,
    plain_lines,
    too_many,
)

Item: TypeAlias = Mapping[str, object]
_KEY_OF_ADDRESS = re.compile(r"https?://\S*/([^/\s]+)/?")
_EXPORT = N_("Export the references again as CSL-JSON.")


def read_csl(path: Path, text: str) -> Iterator[Reference | Problem]:
    """The references of a text in order, and what is wrong with others."""
    data = text.encode()
    position = counted = line = 0
    for raw in _items(path, data):
        # The objects of the array stand in its bytes in this order.
        start = data.index(bytes(raw), position)
        line += data.count(b"\n", counted, start)
        counted, position = start, start + len(bytes(raw))
        yield _checked(path, line + 1, raw)


def _items(path: Path, data: bytes) -> list[msgspec.Raw]:
    try:
        if data.lstrip().startswith(b"{"):
            items = msgspec.json.decode(data, type=dict[str, msgspec.Raw]).get("items", msgspec.Raw(b"[]"))
        else:
            items = msgspec.Raw(data)
        entries = msgspec.json.decode(items, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError) as error:
        message = N_("it is no CSL-JSON ({reason})")
        raise InputError.of(path, message, _EXPORT, reason=error) from None
    if len(entries) > MOST:
        raise too_many(path)
    return entries


def _checked(path: Path, line: int, raw: msgspec.Raw) -> Reference | Problem:
    try:
        item = msgspec.json.decode(raw, type=dict[str, object])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return Problem(str(path), N_("this is no object that can be read"), _EXPORT, line=line)
    return _reference(line, item)


def _reference(line: int, item: Item) -> Reference:
    def first(*names: str) -> str:
        return next(filter(None, (plain_line(_text(item.get(name))) for name in names)), "")

    return Reference(
        line=line,
        key=_KEY_OF_ADDRESS.sub(r"\1", first("citation-key", "id")),
        type=first("type").lower(),
        title=first("title"),
        genre=first("genre"),
        publishers=plain_lines([first("publisher"), first("authority")]),
        container=first("container-title"),
        part=part_of(first("volume"), first("issue"), first("page")),
        authors=plain_lines(_names(item.get("author")) or _names(item.get("editor"))),
        year=plain_line(_date(item.get("issued"))),
        doi=first("DOI"),
        urls=plain_addresses([_text(item.get("URL"))]),
        notes=plain_lines(paragraphs(_text(item.get("note")))),
    )


def _text(value: object) -> str:
    """A text or number as text; of a list its first."""
    if isinstance(value, list):
        return _text(value[0]) if value and not isinstance(value[0], list) else ""
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value) if is_plain else ""


def _names(value: object) -> list[str]:
    """People as `Family, Given`, and organisations as they are called."""
    names = [name for name in value if isinstance(name, dict)] if isinstance(value, list) else []
    people = (
        (_text(name.get("literal")), [_text(name.get(part)) for part in ("non-dropping-particle", "family", "given")])
        for name in names
    )
    return [literal or _person(*parts) for literal, parts in people]


def _person(particle: str, family: str, forename: str) -> str:
    return ", ".join(filter(None, (" ".join(filter(None, (particle, family))), forename)))


def _date(value: object) -> str:
    """The year of a date, or whatever else it says."""
    if not isinstance(value, dict):
        return _text(value)
    parts = value.get("date-parts")
    year = _text(parts[0]) if isinstance(parts, list) and parts else ""
    return year or _text(value.get("literal")) or _text(value.get("raw"))
