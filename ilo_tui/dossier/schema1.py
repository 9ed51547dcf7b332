"""What a dossier file of schema 1 lacks, and its records: those of schema 2 whose new fields are never read.

A record of schema 1 is a subclass, so that whoever asks for `Evidence` gets both. Its new fields go by keys that no
file has: they keep their defaults, whatever stands under their names, and are left out when the record is encoded. So
hashes are those of version 0.1. Records of the two schemas are never equal, though what they are encoded to may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import GenericAlias
from typing import Any, Literal, TypeVar, cast

import msgspec

from ilo_tui.core.records import Part
from ilo_tui.dossier.model import (
    SCHEMA,
    TABLES,
    Alignment,
    Confidence,
    Dimension,
    Evidence,
    Meta,
    Policy,
    Record,
    Scale,
    Source,
    Suggestion,
)
from ilo_tui.dossier.parts import Excerpt, Value

HIDDEN = "\uffff"
"""What the keys of fields begin with that are not read: no text of Unicode has this character."""

NEW_TABLES = frozenset({"actors", "aims", "findings"})
"""The tables that schema 1 does not have."""

NEW_FIELDS: Mapping[type[Part], tuple[str, ...]] = {
    Meta: ("evaluated", "periods", "searches", "about", "history", "carried", "place_names", "office_key"),
    Source: ("voice", "data_of", "no_copy"),
    Dimension: ("level",),
    Evidence: (
        *("actor", "said_by", "tie", "tie_why", "aim", "aim_reached", "trend", "note", "same_as"),
        *("places", "start", "end", "data_of", "reading"),
    ),
    Excerpt: ("page",),
    Policy: ("other_sources", "expected_of"),
    Alignment: ("tie", "note", "other_sources"),
    Suggestion: ("editor_questions",),
    Scale: ("after",),
    Value: ("reason",),
}
"""The fields that schema 1 does not have, by the records and parts that have them in schema 2."""

_Origin = Literal["thesis", "source", "editor", "iati"]
AppliesTo = Literal["evidence", "cell", "alignment", "suggestion", "gap", "attribution"]
"""Of what a scale of schema 1 can be asked."""


P = TypeVar("P", bound=Part)


@lru_cache(maxsize=4)
def kinds_of(schema: int) -> Mapping[str, type[Record]]:
    """The tables of a file of this schema, in the order of the format, each with what its documents are read as."""
    if schema >= SCHEMA:
        return TABLES
    excerpt, values = _former(Excerpt) | None, GenericAlias(list, (_former(Value),))
    former: Mapping[type[Record], type[Record]] = {
        Source: _former(Source, ("kind", str)),
        Evidence: _former(Evidence, ("confidence", Confidence), ("origin", _Origin), ("excerpt", excerpt, None)),
        Alignment: _former(Alignment, ("origin", _Origin)),
        Suggestion: _former(Suggestion, ("origin", _Origin)),
        Scale: _former(Scale, ("applies_to", AppliesTo), ("values", values)),
    }
    return {name: former.get(kind) or _former(kind) for name, kind in TABLES.items() if name not in NEW_TABLES}


def is_read(kind: type[Record], field: str, schema: int) -> bool:
    """Whether a field of a record is read in a file of this schema."""
    return schema >= SCHEMA or field not in NEW_FIELDS.get(kind, ())


def _former(kind: type[P], *retyped: tuple[str, Any] | tuple[str, Any, Any]) -> type[P]:
    """A record or part as schema 1 has it: new fields are hidden; `retyped` are (name, type, default if it has any)."""
    fields = [*_hidden(kind), *retyped]
    former = msgspec.defstruct(
        kind.__name__,
        fields,
        bases=(kind,),
        module=kind.__module__,
        frozen=True,
        kw_only=True,
        omit_defaults=True,
        gc=False,
    )
    return cast("type[P]", former)


def _hidden(kind: type[Part]) -> Iterator[tuple[str, Any, Any]]:
    """The new fields of a record or part, each with a key that no file has and the default that it keeps."""
    new = NEW_FIELDS.get(kind, ())
    for info in msgspec.structs.fields(kind):
        if info.name in new:
            yield info.name, info.type, _field(f"{HIDDEN}{info.name}", info)


def _field(key: str, info: msgspec.structs.FieldInfo) -> object:
    """A field of this key, with the default of another."""
    if info.default_factory is msgspec.NODEFAULT:
        return msgspec.field(name=key, default=info.default)
    return msgspec.field(name=key, default_factory=info.default_factory)
