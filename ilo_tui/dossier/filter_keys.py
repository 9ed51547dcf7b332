"""Which keys a filter may have, by the kind of what is filtered, and what is said of one that is none."""

from __future__ import annotations

from msgspec import Struct

from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.errors import DossierError
from ilo_tui.dossier.filter_aliases import key_label
from ilo_tui.dossier.filter_scope import DOSSIER, QUESTIONS
from ilo_tui.dossier.model import SCHEMA
from ilo_tui.dossier.reader import DossierReader

KEYS: dict[str, tuple[str, ...]] = {
    "programmes": ("programme", "kind", "source", "year", "place", "has", "gap", "draft"),
    "dimensions": ("dimension", "source", "draft"),
    "evidence": (
        "programme", "policy", "indicator", "suggestion", "dimension", "stance", "source", "confidence", "origin",
        "year", "has", "actor", "said_by", "tie", "trend", "reading", "period", "place", "publisher", "aim",
        "voices", "gap", "stake", "draft",
    ),
    "policies": ("policy", "kind", "source", "year", "has", "draft"),
    "alignments": (
        "programme", "policy", "from_policy", "degree", "tie", "origin", "source", "publisher", "has", "draft",
    ),
    "suggestions": ("suggestion", "programme", "dimension", "policy", "origin", "source", "draft"),
    "indicators": ("indicator", "programme", "dimension", "source", "year", "has", "draft"),
    "sources": ("source", "kind", "publisher", "year", "has", "draft"),
    "scales": ("kind", "applies_to", "draft"),
    "gaps": ("kind", "gap", "programme", "dimension", "policy", "suggestion"),
    "actors": ("actor", "stake", "draft"),
    "aims": ("aim", "programme", "source", "year", "place", "has", "draft"),
    "findings": ("finding", "kind", "programme", "dimension", "has", "draft"),
    "places": ("place", "level", "programme"),
    "voices": ("kind", "stake", "source", "programme"),
    "provisions": ("policy", "kind", "programme", "has"),
}  # fmt: skip
"""The keys that a filter may use, by the kind of what is listed: records, and what is `Derived` and has an id too."""

_OF_DOSSIER = (
    "programme", "dimension", "stance", "source", "year", "confidence", "has", "origin", "indicator", "policy",
    "degree", "kind", "actor", "said_by", "tie", "trend", "reading", "period", "place", "publisher", "aim",
    "voices", "gap", "stake", "draft",
)  # fmt: skip

DERIVED_KEYS: dict[str, tuple[str, ...]] = {
    "cells": ("programme", "dimension"),
    "timeline": _OF_DOSSIER,
    "directions": ("programme", "dimension", "stake", "trend"),
    "copies": ("source", "kind", "publisher", "year", "has"),
}
"""The same of what is worked out for a list only (`views.derived_lists`): rows of it are found by no id of theirs."""

_OF_SEVERAL = {DOSSIER: _OF_DOSSIER, QUESTIONS: (*KEYS["suggestions"], "kind")}
_OF_SCHEMA_1 = frozenset({"confidence"})
_OF_SCHEMA_2 = frozenset({"actor", "said_by", "tie", "trend", "reading", "period", "place", "aim", "stake"})


def keys_of(kind: str) -> tuple[str, ...]:
    """The keys that a filter for `kind` takes, or for one of the filters that are of several kinds."""
    return _OF_SEVERAL.get(kind) or {**KEYS, **DERIVED_KEYS}[kind]


def is_filter_kind(kind: str) -> bool:
    """Whether there is a filter for this kind."""
    return kind in KEYS or kind in _OF_SEVERAL


def offered_keys(kind: str, dossier: DossierReader) -> tuple[str, ...]:
    """Those of the keys that mean something in a dossier of this schema."""
    other = _OF_SCHEMA_1 if dossier.meta.schema >= SCHEMA else _OF_SCHEMA_2
    return tuple(key for key in keys_of(kind) if key not in other)


def is_outdated(key: str, dossier: DossierReader) -> bool:
    """Whether a key is of an earlier schema than the dossier, and read only so that old filters go on working."""
    return key in _OF_SCHEMA_1 and dossier.meta.schema >= SCHEMA


class KeyNames(Struct, frozen=True):
    """Keys of filters in an error: each is called there as in the reader's language, in which it can be typed, too."""

    keys: tuple[str, ...]

    def localise(self, tr: Translator) -> str:
        """The names, with commas between."""
        return ", ".join(key_label(key, tr) for key in self.keys)


class QueryError(DossierError):
    """A filter that cannot be meant: an unknown key or value."""


def unknown_key(key: str, keys: tuple[str, ...]) -> QueryError:
    """That a key is none, and which are."""
    return QueryError(N_("{key} is no key here; these are: {keys}"), key=key, keys=KeyNames(keys))
