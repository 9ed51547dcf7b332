"""Dates of schema 2: each is a day, month or year that there is, and nothing ends before it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import msgspec
from msgspec import Struct

from ilo_tui.core.dates import is_date
from ilo_tui.core.translator import N_
from ilo_tui.dossier.checks.fields import inner_type
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import TABLES
from ilo_tui.dossier.parts import Date

_CHUNK = 500
"""Records that are checked between two pauses."""


def date_faults(tables: Tables, pause: Callable[[], None] = lambda: None) -> Iterator[Fault]:
    """The dates that no calendar has, and the ends that lie before their start."""
    for table, rows in tables.items():
        if not _date_fields(TABLES[table]):
            continue
        for number, (doc, record) in enumerate(rows.items()):
            if not number % _CHUNK:
                pause()
            if not _is_sound(record):
                for message, values in _of_part(record, ""):
                    yield Fault(table, doc, record.id, message, values)


def _is_sound(part: Struct) -> bool:
    """Whether every date in a record, and in its parts, is right: true of nearly all, and quickly proved."""
    start = None
    for name, is_part in _date_fields(type(part)):
        content = getattr(part, name)
        if not content:
            continue
        if is_part:
            for item in content if isinstance(content, list) else (content,):
                if not _is_sound(item):
                    return False
        elif not is_date(content):
            return False
        elif name == "start":
            start = content
        elif name == "end" and start is not None and is_before(content, start):
            return False
    return True


def _of_part(part: Struct, path: str) -> Iterator[tuple[str, dict[str, object]]]:
    """What is wrong with the dates of a record or of one of its parts, and of the parts in it."""
    dates: dict[str, str] = {}
    for name, is_part in _date_fields(type(part)):
        content = getattr(part, name)
        if not content:
            continue
        if is_part:
            for number, item in enumerate(content) if isinstance(content, list) else ((-1, content),):
                yield from _of_part(item, f"{path}{name}[{number}]." if number >= 0 else f"{path}{name}.")
        elif is_date(content):
            dates[name] = content
        else:
            message = N_("{field}: there is no date {date}; write a year, month or day, as 2014, 2014-03 or 2014-03-31")
            yield message, {"field": f"{path}{name}", "date": content}
    if "start" in dates and "end" in dates and is_before(dates["end"], dates["start"]):
        message = N_("{field} {end} lies before start {start}: one of them is wrong")
        yield message, {"field": f"{path}end", "end": dates["end"], "start": dates["start"]}


def is_before(first: str, second: str) -> bool:
    """Whether one date is surely before another, as precisely as both are known: `2014` is not before `2014-03`."""
    known = min(len(first), len(second))
    return first[:known] < second[:known]


@lru_cache(maxsize=64)
def _date_fields(kind: type[Struct]) -> tuple[tuple[str, bool], ...]:
    """The fields of a struct that are dates, and those that are parts, or lists of parts, with dates in them."""
    fields: list[tuple[str, bool]] = []
    for field in msgspec.structs.fields(kind):
        inner = inner_type(field.type)
        if inner == Date:
            fields.append((field.name, False))
        elif isinstance(inner, type) and issubclass(inner, Struct) and _date_fields(inner):
            fields.append((field.name, True))
    return tuple(fields)
