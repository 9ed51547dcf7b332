"""The fields of a record that go together or not when several change it, and how changed ones are put into a document.

A field is a top-level key; in a text each language; in a list whose parts have ids each part, and beside them their
order; else all of the value. Values that nobody changed keep their bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import get_args

import msgspec
from msgspec import UNSET, Raw

from ilo_tui.core.records import Part
from ilo_tui.dossier.editions.model import Document
from ilo_tui.dossier.hashing import encode_sorted
from ilo_tui.dossier.model import TABLES
from ilo_tui.dossier.parts import Texts

Path = tuple[str, ...]
"""A top-level key, and in it a language, the id of a part, or `ORDER`."""
ORDER = ""
"""In place of a part: the order of all of them, a list of ids."""


class FieldEdit(Part, frozen=True, kw_only=True):
    """A field before and after; a new part of a list stands behind the part `after`, at the beginning if empty."""

    path: Path
    old: object
    new: object
    after: str = ""


def same(value: object, other: object) -> bool:
    """Whether two values are one in the file, in whatever order their keys stand."""
    if value is UNSET or other is UNSET:
        return value is other
    return encode_sorted(value) == encode_sorted(other)


def field_name(path: Path) -> str:
    """A field as it is shown: `statement.en`, `provisions` for their order."""
    return ".".join(filter(None, path))


@lru_cache(maxsize=64)
def text_keys(table: str) -> frozenset[str]:
    """The keys of a table's records that are texts by language."""
    kind = TABLES.get(table)
    fields = msgspec.structs.fields(kind) if kind else ()
    return frozenset(field.encode_name for field in fields if field.type in (Texts, Texts | None))


@lru_cache(maxsize=64)
def part_keys(table: str) -> frozenset[str]:
    """The keys of a table's records that are lists of parts with ids; a place, too, has `id`, but as a language."""
    kind = TABLES.get(table)
    return frozenset(
        field.encode_name
        for field in (msgspec.structs.fields(kind) if kind else ())
        for part in get_args(field.type)
        if isinstance(part, type) and issubclass(part, Part) and "id" in part.__struct_fields__
    )


def value_of(document: Mapping[str, object], key: str) -> object:
    """The value of a key; what is null is not there."""
    value = document.get(key)
    return UNSET if value is None else value


def was_of(before: Mapping[str, object], after: Mapping[str, object]) -> Document:
    """The `was` of a change: every top-level key that differs, with its value before, None where it was not there."""
    keys = dict.fromkeys((*before, *after))
    return {key: before.get(key) for key in keys if not same(value_of(before, key), value_of(after, key))}


def edits_of(table: str, key: str, old: object, new: object) -> list[FieldEdit]:
    """The fields that differ within one top-level key."""
    if same(old, new):
        return []
    if key in text_keys(table) and isinstance(new, dict) and (old is UNSET or isinstance(old, dict)):
        return list(_differing(key, old if isinstance(old, dict) else {}, new))
    before, after = (({} if old is UNSET else _parts(old)), _parts(new)) if key in part_keys(table) else (None, None)
    if before is not None and after is not None and (before or after):
        return list(_part_edits(key, before, after))
    return [FieldEdit(path=(key,), old=old, new=new)]


def _differing(key: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[FieldEdit]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, UNSET), after.get(name, UNSET)
        if not same(old, new):
            yield FieldEdit(path=(key, name), old=old, new=new)


def _part_edits(key: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[FieldEdit]:
    names = list(after)
    for edit in _differing(key, before, after):
        place = names.index(edit.path[1]) if edit.new is not UNSET else 0
        yield msgspec.structs.replace(edit, after=names[place - 1] if place else "")
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield FieldEdit(path=(key, ORDER), old=list(before), new=names)


def _parts(value: object) -> dict[str, object] | None:
    """The parts of a list by their ids; None of what is no list, or whose parts have no ids of their own."""
    if not isinstance(value, list):
        return None
    parts: dict[str, object] = {str(part["id"]): part for part in value if isinstance(part, dict) and part.get("id")}
    return parts if len(parts) == len(value) else None


def value_at(document: Mapping[str, object], path: Path) -> object:
    """The value of a field; `UNSET` where there is none."""
    value = value_of(document, path[0])
    if len(path) == 1:
        return value
    parts = value if isinstance(value, dict) else _parts(value)
    if parts is None:
        return UNSET
    return list(parts) if path[1] == ORDER else parts.get(path[1], UNSET)


def decoded(raw: Raw | bytes) -> Document:
    """A document as plain values."""
    document: Document = msgspec.json.decode(raw, type=Document)
    return document


def put_fields(raw: Raw | bytes, edits: Mapping[Path, FieldEdit], table: str) -> Raw:
    """The document with some fields as they are after these edits; new keys stand behind in the order of the format."""
    fields: dict[str, Raw] = msgspec.json.decode(raw, type=dict[str, Raw])
    by_key: defaultdict[str, list[FieldEdit]] = defaultdict(list)
    for path in sorted(edits):
        by_key[path[0]].append(edits[path])
    for key in sorted(by_key, key=lambda key: key_order(table, key)):
        value = _edited(fields.get(key), by_key[key])
        if value is None:
            fields.pop(key, None)
        else:
            fields[key] = value
    return Raw(msgspec.json.encode(fields))


@lru_cache(maxsize=64)
def _ranks(table: str) -> dict[str, int]:
    kind = TABLES.get(table)
    return {field.encode_name: rank for rank, field in enumerate(msgspec.structs.fields(kind))} if kind else {}


def key_order(table: str, key: str) -> tuple[int, str]:
    """Where a key stands in a new document: as in the format, then unknown ones by name."""
    ranks = _ranks(table)
    return ranks.get(key, len(ranks)), key


def new_document(table: str, document: Mapping[str, object]) -> Raw:
    """A document that was not there before, its keys in the order of the format."""
    present = {key: document[key] for key in sorted(document, key=lambda key: key_order(table, key))}
    return Raw(msgspec.json.encode({key: value for key, value in present.items() if value is not None}))


def _edited(raw: Raw | None, edits: list[FieldEdit]) -> Raw | None:
    """The value of a key after edits of it, or of languages or parts in it; None where nothing of it remains."""
    if edits[0].path[1:] == ():
        return None if edits[0].new is UNSET else Raw(msgspec.json.encode(edits[0].new))
    if _is_list(raw, edits):
        return _edited_list(raw, edits)
    texts: dict[str, Raw] = msgspec.json.decode(raw, type=dict[str, Raw]) if raw is not None else {}
    for edit in edits:
        if edit.new is UNSET:
            texts.pop(edit.path[1], None)
        else:
            texts[edit.path[1]] = Raw(msgspec.json.encode(edit.new))
    return Raw(msgspec.json.encode(texts)) if texts else None


def _is_list(raw: Raw | None, edits: list[FieldEdit]) -> bool:
    if raw is not None:
        return bytes(raw)[:1] == b"["
    return any(isinstance(edit.new, dict) for edit in edits)


class _Named(msgspec.Struct):
    """What a part of a list is called."""

    id: str


def _edited_list(raw: Raw | None, edits: list[FieldEdit]) -> Raw:
    listed: list[Raw] = msgspec.json.decode(raw, type=list[Raw]) if raw is not None else []
    parts = {msgspec.json.decode(part, type=_Named).id: part for part in listed}
    behind: defaultdict[str, list[str]] = defaultdict(list)
    names = list(parts)
    for edit in edits:
        name = edit.path[1]
        if name == ORDER:
            names = _reordered(names, edit.new)
        elif edit.new is UNSET:
            parts.pop(name, None)
        else:
            if name not in parts:
                behind[edit.after].append(name)
            parts[name] = Raw(msgspec.json.encode(edit.new))
    placed = _placed([name for name in names if name in parts], behind)
    return Raw(msgspec.json.encode([parts[name] for name in placed]))


def _reordered(names: list[str], order: object) -> list[str]:
    """Names in another order; those that it does not have stand behind, as they stood."""
    ranks = {name: rank for rank, name in enumerate(order)} if isinstance(order, list) else {}
    return sorted(names, key=lambda name: ranks.get(name, len(ranks)))


def _placed(names: list[str], behind: Mapping[str, list[str]]) -> list[str]:
    """Names with the new ones behind those that they follow; new ones of the same place by their ids.

    What follows a part that is not there any more stands at the end.
    """
    placed: dict[str, None] = {}

    def place(name: str) -> None:
        waiting = [name]
        while waiting:
            following = waiting.pop()
            if following not in placed:
                placed[following] = None
                waiting.extend(sorted(behind.get(following, ()), reverse=True))

    for name in (*sorted(behind.get("", ())), *names):
        place(name)
    for name in sorted(name for following in behind.values() for name in following):
        place(name)
    return list(placed)
