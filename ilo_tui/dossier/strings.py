"""Every string of a record, of whatever depth, as filters by words and lint read it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct


def strings(value: object) -> Iterator[str]:
    """Every string inside a record, a list or a text by language, for searching."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from strings(getattr(value, name))
