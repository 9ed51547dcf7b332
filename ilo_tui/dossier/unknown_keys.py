"""Warnings about tables and keys that the format does not know; they are left alone.

Nearly all documents have none. So each is read by structs that refuse unknown keys and skip every value that is no part
with keys of its own; only what they refuse is gone through key by key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import Union, get_args, get_origin

import msgspec
from msgspec import Struct

from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import schema_of
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import Record
from ilo_tui.dossier.schema1 import HIDDEN, kinds_of


def unknown_keys(raws: Mapping[str, Mapping[str, msgspec.Raw]]) -> Iterator[Fault]:
    """The unknown tables and keys of undecoded documents, as `ReadOnlyStorage.raws` gives them."""
    kinds = kinds_of(schema_of(raws.get("meta", {}).values()))
    for table, rows in raws.items():
        if table not in kinds:
            yield Fault(table, "", "", N_("unknown table, not read"), warning=True)
            continue
        decode = msgspec.json.Decoder(_strict(kinds[table])).decode
        for doc, raw in rows.items():
            try:
                decode(raw)
            except (msgspec.MsgspecError, RecursionError, ValueError):
                yield from _of_document(table, kinds[table], doc, raw)


def _of_document(table: str, kind: type[Record], doc: str, raw: msgspec.Raw) -> Iterator[Fault]:
    from msgspec import inspect

    try:
        document = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, RecursionError):
        return
    ident = document.get("id", "") if isinstance(document, dict) else ""
    for path in _keys(document, inspect.type_info(kind), ""):
        yield Fault(table, doc, str(ident), N_("unknown key {field}, not read"), {"field": path}, warning=True)


def _keys(value: object, kind: object, path: str) -> Iterator[str]:
    from msgspec import inspect

    if isinstance(kind, inspect.StructType) and isinstance(value, dict):
        fields = {field.encode_name: field.type for field in kind.fields}
        for key, item in value.items():
            step = f"{path}.{key}".lstrip(".")
            if key in fields:
                yield from _keys(item, fields[key], step)
            else:
                yield step
    elif isinstance(kind, inspect.ListType) and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _keys(item, kind.item_type, f"{path}[{number}]")
    elif isinstance(kind, inspect.UnionType):
        for option in kind.types:
            yield from _keys(value, option, path)


@lru_cache(maxsize=64)
def _strict(kind: type[Struct]) -> type[Struct]:
    """A struct with the same keys, none of them needed, and no other."""
    fields = [
        (field.encode_name, _strictly(field.type), None)
        for field in msgspec.structs.fields(kind)
        if not field.encode_name.startswith(HIDDEN)
    ]
    return msgspec.defstruct(kind.__name__, fields, forbid_unknown_fields=True)


def _strictly(kind: object) -> object:
    """The strict kind of a part, of a list of parts or of either; anything else is skipped."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _strict(kind)
    if get_origin(kind) is list:
        inner = _strictly(get_args(kind)[0])
        return msgspec.Raw if inner is msgspec.Raw else GenericAlias(list, (inner,))
    if get_origin(kind) in {Union, UnionType}:
        options = [option if option is type(None) else _strictly(option) for option in get_args(kind)]
        return msgspec.Raw if msgspec.Raw in options else reduce(or_, options)
    return msgspec.Raw
