"""What can be written in a record, field by field, as the model has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from ilo_tui.app.record_form.paths import Path
from ilo_tui.dossier.checks.references import REFERENCES
from ilo_tui.dossier.parts import Date, Texts
from ilo_tui.dossier.schema1 import HIDDEN, kinds_of

FieldKind = Literal[
    "text", "texts", "choice", "reference", "provision", "date", "year", "whole", "number", "flag", "part"
]
"""What is written in a field: see `parsing`. Of a `part` the fields in it are written."""

_NEVER_WRITTEN: Mapping[str, frozenset[str]] = {"meta": frozenset({"schema", "edition", "history", "carried"})}
"""What no draft changes, beside the id."""
_ORDER: Mapping[str, tuple[str, ...]] = {
    "evidence": (
        *("statement", "stance", "programme", "dimension", "source", "locator", "excerpt", "origin", "reading"),
        *("actor", "said_by", "tie", "tie_why", "trend", "figures", "place", "places", "year", "start", "end", "note"),
        *("aim", "aim_reached", "policy", "indicator", "suggestion", "other_sources", "data_of", "same_as"),
    ),
    "alignments": ("programme", "from_policy", "policy", "provision", "rationale", "degree", "source", "locator"),
    "findings": ("kind", "title", "text", "programme", "dimension", "evidence", "by"),
    "indicators": ("name", "unit", "definition", "dimension", "programmes", "segments", "note"),
}
"""The order in which the fields of a table are written, where that is not the model's; others stand behind."""
_PLAIN: Mapping[object, FieldKind] = {str: "text", bool: "flag", Date: "date", int: "whole", Texts: "texts"}
_PROVISION = ("alignments", "provision")


@dataclass(frozen=True)
class FieldSpec:
    """A field: its key in the file, what is written in it, and whether the record is unsound without it.

    `many` is a list of such. `options` are the codes of a choice, `target` the table of a reference, `part` what a part
    is. `kind_of_value` is the type of one value, by which it is checked.
    """

    key: str
    kind: FieldKind
    needed: bool
    kind_of_value: object
    many: bool = False
    options: tuple[str, ...] = ()
    target: str = ""
    part: type[Struct] | None = None
    may_be_all: bool = False
    """Whether the word `all` may stand in place of a list."""


@lru_cache(maxsize=64)
def record_fields(table: str, schema: int) -> tuple[FieldSpec, ...]:
    """The fields of a table's records that are written by hand, in the order in which they are shown."""
    never = {"id", *_NEVER_WRITTEN.get(table, ())}
    specs = [spec for spec in part_fields(kinds_of(schema)[table], table, "") if spec.key not in never]
    order = _ORDER.get(table, ())
    return tuple(sorted(specs, key=lambda spec: order.index(spec.key) if spec.key in order else len(order)))


@lru_cache(maxsize=256)
def part_fields(kind: type[Struct], table: str, path: str) -> tuple[FieldSpec, ...]:
    """The fields of a record or part; `path` is where it stands in a record of `table`, as `REFERENCES` has it."""
    return tuple(
        _spec(field, table, f"{path}.{field.encode_name}".removeprefix("."))
        for field in msgspec.structs.fields(kind)
        if not field.encode_name.startswith(HIDDEN)
    )


@lru_cache(maxsize=64)
def key_order(kind: type[Struct]) -> tuple[str, ...]:
    """The keys of a record or part in the order of the format."""
    return tuple(field.encode_name for field in msgspec.structs.fields(kind))


def inner_fields(spec: FieldSpec, table: str, path: Path) -> tuple[FieldSpec, ...]:
    """The fields of the part that stands at `path`."""
    named = ".".join(step for step in path if isinstance(step, str))
    return part_fields(spec.part, table, named) if spec.part else ()


def spec_at(table: str, schema: int, path: Path) -> FieldSpec:
    """The field that a place belongs to: of an item the list's, of a language the text's. Raises `KeyError`."""
    specs, spec, reached = record_fields(table, schema), None, 0
    for number, step in enumerate(path):
        if isinstance(step, int) or (spec and spec.kind == "texts"):
            continue
        spec = next((field for field in specs if field.key == step), None)
        if spec is None:
            raise KeyError(step)
        reached = number + 1
        specs = inner_fields(spec, table, path[:reached])
    if spec is None:
        raise KeyError("")
    return spec


def _spec(field: msgspec.structs.FieldInfo, table: str, path: str) -> FieldSpec:
    value, many, may_be_all = _value_type(field.type)
    kind, options, part = _kind_of(value, field.encode_name)
    target = REFERENCES.get(table, {}).get(path, "")
    if target:
        kind = "reference"
    elif (table, path) == _PROVISION:
        kind = "provision"
    return FieldSpec(
        key=field.encode_name,
        kind=kind,
        needed=field.required,
        kind_of_value=value,
        many=many,
        options=options,
        target=target,
        part=part,
        may_be_all=may_be_all,
    )


def _value_type(kind: object) -> tuple[object, bool, bool]:
    """The type of one value, whether there is a list of them, and whether `all` may stand for them."""
    may_be_all = False
    if get_origin(kind) in {Union, UnionType}:
        options = [option for option in get_args(kind) if option is not NoneType]
        may_be_all = Literal["all"] in options
        options = [option for option in options if option != Literal["all"]]
        kind = Union[tuple(options)] if options else kind  # noqa: UP007 - of as many as there are
    if get_origin(kind) is list:
        return get_args(kind)[0], True, may_be_all
    return kind, False, may_be_all


def _kind_of(kind: object, key: str) -> tuple[FieldKind, tuple[str, ...], type[Struct] | None]:
    if isinstance(kind, type) and issubclass(kind, Struct):
        return "part", (), kind
    if get_origin(kind) is Literal:
        return "choice", tuple(map(str, get_args(kind))), None
    if codes := _enumerated(kind):
        return "choice", codes, None
    if kind is int and key == "year":
        return "year", (), None
    if get_origin(kind) in {Union, UnionType}:
        return "number", (), None
    return _PLAIN.get(kind, "text"), (), None


def _enumerated(kind: object) -> tuple[str, ...]:
    """The codes of a text that is one of some codes in the schema that is written."""
    if get_origin(kind) is not Annotated:
        return ()
    schemas = [meta.extra_json_schema or {} for meta in get_args(kind)[1:] if isinstance(meta, msgspec.Meta)]
    return tuple(code for schema in schemas for code in schema.get("enum", ()))


def tables_of(schema: int) -> tuple[str, ...]:
    """The tables of a file of this schema in which new records can be made."""
    return tuple(table for table in kinds_of(schema) if table != "meta")
