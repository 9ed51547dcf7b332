"""Places in a document, as `figures[0].name.en`: looked up, and changed without touching anything else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec
from msgspec import UNSET

Document = dict[str, object]
"""A record as its file has it."""
Path = tuple[str | int, ...]
"""Keys and, in lists, numbers; empty is the document."""
Orders = Callable[[Path], Sequence[str]]
"""The keys of what stands at a place, in the order of the format."""


def written(path: Path) -> str:
    """A place as faults write it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def path_of(name: str) -> Path:
    """The place that faults write so."""
    steps = re.findall(r"\[(\d{1,6})\]|([^.\[\]]+)", name)
    return tuple(int(number) if number else key for number, key in steps)


def generic(path: Path) -> str:
    """A place without the numbers of its parts, as `REFERENCES` has fields."""
    return ".".join(step for step in path if isinstance(step, str))


def value_at(value: object, path: Path) -> object:
    """What stands at a place; `UNSET` where nothing does."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step, UNSET)
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return UNSET
    return value


def with_value(container: object, path: Path, value: object, order_at: Orders, above: Path = ()) -> object:
    """The container with another value at a place, made of copies where it is other; `UNSET` takes it out.

    A key that was there keeps its place; a new one comes before those that follow it in the order of the format.
    `above` is where the container stands in the document.
    """
    step, *rest = path
    if isinstance(step, int):
        items = list(container) if isinstance(container, list) else []
        inner = items[step] if step < len(items) else UNSET
        changed = with_value(inner, tuple(rest), value, order_at, (*above, step)) if rest else value
        items[step : step + 1] = [] if changed is UNSET else [changed]
        return items
    fields: Document = dict(container) if isinstance(container, dict) else {}
    inner = fields.get(step, UNSET)
    changed = with_value(inner, tuple(rest), value, order_at, (*above, step)) if rest else value
    if changed is UNSET:
        fields.pop(step, None)
        return fields
    return _placed(fields, step, changed, order_at(above))


def _placed(fields: Document, key: str, value: object, order: Sequence[str]) -> Document:
    if key in fields or key not in order:
        return {**fields, key: value}
    behind = set(order[order.index(key) + 1 :])
    entries = list(fields.items())
    place = next((number for number, (name, _) in enumerate(entries) if name in behind), len(entries))
    return dict([*entries[:place], (key, value), *entries[place:]])


def copied(document: Document) -> Document:
    """A copy that shares nothing with the document."""
    copy: Document = msgspec.json.decode(msgspec.json.encode(document), type=Document)
    return copy
