"""What may stand after a key of a filter, and the ids, codes and words that it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from ilo_tui.core.text import fold
from ilo_tui.core.translator import N_
from ilo_tui.dossier.facets import DRAFTS, HAS, NOT_STATED, Facets
from ilo_tui.dossier.filter_aliases import GAP_KEYS, former_words, value_words
from ilo_tui.dossier.filter_keys import KeyNames, QueryError
from ilo_tui.dossier.filter_scope import DOSSIER, QUESTIONS
from ilo_tui.dossier.gaps import GAP_KINDS
from ilo_tui.dossier.model import (
    TABLES,
    AppliesTo,
    Confidence,
    Origin,
    Programme,
    Reading,
    Stake,
    Stance,
    Tie,
    Trend,
)
from ilo_tui.dossier.parts import PlaceLevel
from ilo_tui.dossier.periods import UNDATED
from ilo_tui.dossier.policy_matrix import DEGREES
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.voices import VoiceKind

_RANGE = r"([0-9]{1,4})?(?:(\.\.)([0-9]{1,4})?)?"
_MOST = 9999
_RANGES = {
    "year": N_("{value} is no year; write year:2012 or year:2012..2016"),
    "voices": N_("{value} is no number of voices; write voices:1 or voices:2.."),
}
"""The keys whose values are whole numbers, one or from one to another, and what is said of what is none."""
_CLOSED: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "confidence": get_args(Confidence),
    "origin": get_args(Origin),
    "degree": DEGREES,
    "applies_to": get_args(AppliesTo),
    "tie": (*get_args(Tie), NOT_STATED),
    "trend": get_args(Trend),
    "reading": get_args(Reading),
    "level": get_args(PlaceLevel),
    "stake": (*get_args(Stake), NOT_STATED),
    "gap": GAP_KINDS,
    "has": HAS,
}
_ALIASES = {"for": "supports", "against": "contradicts"}
_TABLES = {"from_policy": "policies", "policy": "policies", "said_by": "actors"}
"""The tables of keys whose values are ids, where they are not called by adding an s."""
_KINDS: dict[str, tuple[str, ...]] = {"gaps": GAP_KINDS, QUESTIONS: GAP_KINDS, "voices": get_args(VoiceKind)}
_KINDS_OF = {DOSSIER: "programmes", "provisions": "policies"}
"""What stands after `kind:` of what is no record, and of which table it is the kind, where that has another name."""
_EXAMPLES = 12


def resolve_values(key: str, written: str, kind: str, dossier: DossierReader) -> frozenset[str]:
    """The ids, codes or words that a written value stands for; `QueryError` of what stands for none."""
    if key in _RANGES:
        return _numbers(key, written)
    known = values_of(key, kind, dossier)
    translated = {word: code for word, code in value_words(key, dossier).items() if code in known.values()}
    codes: set[str] = set()
    for value in [part for part in written.split(",") if part] or [written]:
        matching = (
            _with_words(value, known)
            if key == "publisher"
            else _beginning(value, known) or _beginning(value, translated)
        )
        if not matching:
            raise _unknown_value(key, value, known.values())
        codes |= matching
    return frozenset(codes)


def is_range(key: str) -> bool:
    """Whether the values of a key are whole numbers, of which there is nothing to choose from."""
    return key in _RANGES


def former_values(key: str, written: str) -> dict[str, str]:
    """Those of the values written for a key that are of version 0.1, and what each is read as."""
    if key not in GAP_KEYS:
        return {}
    former, current = former_words(), {str(kind): str(kind) for kind in GAP_KINDS}
    beginnings = {value: sorted(_beginning(value, former)) for value in written.split(",") if value}
    return {value: ", ".join(kinds) for value, kinds in beginnings.items() if kinds and not _beginning(value, current)}


def _unknown_value(key: str, value: str, codes: Iterable[str]) -> QueryError:
    """That a value means nothing, and what there is."""
    examples = list(dict.fromkeys(codes))
    if not examples:
        return QueryError(N_("{key}: nothing in this dossier has such a value"), key=KeyNames((key,)))
    message = (
        N_("no publisher has the words {value}; there is: {some}")
        if key == "publisher"
        else N_("nothing begins with {value} for {key}; there is: {some}")
    )
    return QueryError(message, value=value, key=KeyNames((key,)), some=", ".join(examples[:_EXAMPLES]))


def _beginning(value: str, known: Mapping[str, str]) -> set[str]:
    """What a value means: itself, else all that begins with it."""
    if value in known:
        return {known[value]}
    folded = fold(value)
    return {code for name, code in known.items() if name.startswith((value, folded))}


def _with_words(value: str, known: Mapping[str, str]) -> set[str]:
    """The publishers in whose names every word of `value` begins a word."""
    parts = [part for part in fold(value).split("_") if part]
    return {
        code
        for name, code in known.items()
        if parts and all(any(word.startswith(part) for word in name.split("_")) for part in parts)
    }


def values_of(key: str, kind: str, dossier: DossierReader) -> Mapping[str, str]:
    """What may stand after a key, as typed, and the id, code or word that it means; nothing where that are numbers."""
    if key in _RANGES:
        return {}
    if key in _CLOSED:
        return {**{value: value for value in _CLOSED[key]}, **(_ALIASES if key == "stance" else {})}
    if reader := _READERS.get(key):
        return reader(kind, dossier)
    return {ident: ident for ident in dossier.ids(TABLES[_TABLES.get(key, f"{key}s")])}


def _programmes(kind: str, dossier: DossierReader) -> dict[str, str]:
    return {name: record.id for record in dossier.records(Programme) for name in (record.code.lower(), record.id)}


def _periods(kind: str, dossier: DossierReader) -> dict[str, str]:
    return {ident: ident for ident in (*(period.id for period in dossier.meta.periods), UNDATED)}


def _publishers(kind: str, dossier: DossierReader) -> dict[str, str]:
    return {word: word for word in Facets(dossier).publishers.values() if word}


def _kinds(kind: str, dossier: DossierReader) -> dict[str, str]:
    if codes := _KINDS.get(kind):
        return {value: value for value in codes}
    kinds = dossier.column(TABLES[_KINDS_OF.get(kind, kind)], "kind")
    return {value.lower(): value for value in kinds if isinstance(value, str)}


def _places(kind: str, dossier: DossierReader) -> Mapping[str, str]:
    """Every spelling that the dossier names, then the places of records that it does not name."""
    return dossier.crossings.places.spellings


def _drafts(kind: str, dossier: DossierReader) -> dict[str, str]:
    return {name: name for name in (*DRAFTS, *dossier.drafts)}


_READERS: dict[str, Callable[[str, DossierReader], Mapping[str, str]]] = {
    "kind": _kinds,
    "programme": _programmes,
    "period": _periods,
    "place": _places,
    "publisher": _publishers,
    "draft": _drafts,
}
"""What gives the values of a key, where they are not the ids of a table."""


def _numbers(key: str, written: str) -> frozenset[str]:
    parts = re.fullmatch(_RANGE, written)
    if not parts or not (parts[1] or parts[3]):
        raise QueryError(_RANGES[key], value=written)
    first = int(parts[1] or 0)
    last = int(parts[3] or _MOST) if parts[2] else first
    if first > last:
        raise QueryError(_RANGES[key], value=written)
    return frozenset(str(number) for number in range(first, last + 1))
