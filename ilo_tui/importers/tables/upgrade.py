"""Records of schema 1 as schema 2 has them: what was read from such a file goes into one that is written now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast, get_args

import msgspec
from msgspec.structs import replace

from ilo_tui.dossier.model import TABLES, Dimension, Evidence, Level, Record, Source, SourceKind
from ilo_tui.dossier.schema1 import NEW_FIELDS

R = TypeVar("R", bound=Record)

NEW_OF_EVIDENCE = NEW_FIELDS[Evidence]
"""The fields of claims that schema 1 does not have."""

_KINDS = frozenset(get_args(SourceKind))
_KNOWN_KINDS: dict[str, SourceKind] = {
    "thesis": "research",
    "paper": "research",
    "article": "research",
    "book": "research",
    "law": "law_or_plan",
    "convention": "law_or_plan",
    "plan": "law_or_plan",
    "policy": "law_or_plan",
    "newspaper": "press",
    "news": "press",
    "iati-activity": "project_document",
}
"""Kinds of sources of schema 1, where any word was one, that can only be one of those of schema 2."""


def source_kind(written: str) -> SourceKind:
    """The kind of a source by the code of schema 2, or a word of schema 1; `other` where nothing is certain."""
    kind = next((kind for kind in _KINDS if kind == written), None)
    return kind or _KNOWN_KINDS.get(written, "other")


def as_schema2(record: R) -> R:
    """A record of whatever schema as one of schema 2: a source has a coded kind, a dimension its level."""
    kind = next(kind for kind in type(record).__mro__ if kind in _RECORDS)
    created: Record = record if type(record) is kind else msgspec.convert(msgspec.to_builtins(record), kind)
    if isinstance(created, Source):
        created = replace(created, kind=source_kind(created.kind))
    elif isinstance(created, Dimension) and type(record) is not Dimension:
        created = replace(created, level=next((level for level in get_args(Level) if level == created.id), None))
    return cast("R", created)


_RECORDS = frozenset(TABLES.values())


def as_schema1(evidence: Evidence) -> Evidence:
    """A claim without what schema 1 cannot say of it; its confidence stays."""
    excerpt = replace(evidence.excerpt, page=None) if evidence.excerpt else None
    return replace(without(evidence, NEW_OF_EVIDENCE), excerpt=excerpt)


def without(evidence: Evidence, names: Iterable[str]) -> Evidence:
    """A claim without what these fields say."""
    fields = {info.name: info for info in msgspec.structs.fields(Evidence)}
    return replace(evidence, **{name: _default(fields[name]) for name in names})


def _default(info: msgspec.structs.FieldInfo) -> object:
    """The default of a field, made anew where it is a list."""
    return info.default if info.default_factory is msgspec.NODEFAULT else info.default_factory()


def with_fields(record: Evidence, other: Evidence, names: frozenset[str]) -> Evidence:
    """A claim with these fields as another one has them."""
    return replace(record, **{name: getattr(other, name) for name in names})
