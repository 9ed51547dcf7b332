"""Filters: `programme:clm stance:contradicts year:2012..2016 has:figures` and plain words, all of which must hold.

A key's value may be several, of which one must hold (`stance:supports,context`). A value that is no id itself matches
what begins with it, so that `source:dol` finds every report. Plain words are looked for in every text of a record, in
all languages, with case and diacritics folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from msgspec import Struct

from ilo_tui.core.text import fold
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.errors import DossierError
from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.filter_aliases import key_label, resolve_key, value_words
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.gapmap import DEGREES, Gap
from ilo_tui.dossier.model import (
    TABLES,
    AppliesTo,
    Confidence,
    Evidence,
    Indicator,
    Origin,
    Programme,
    Record,
    Stance,
    Suggestion,
)
from ilo_tui.dossier.parts import Conclusion, Period
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.strings import strings

_YEARS = r"([0-9]{1,4})?(?:(\.\.)([0-9]{1,4})?)?"
_CLOSED: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "confidence": get_args(Confidence),
    "origin": get_args(Origin),
    "degree": DEGREES,
    "applies_to": get_args(AppliesTo),
    "has": (
        "figures",
        "locator",
        "excerpt",
        "place",
        "year",
        "note",
        "degree",
        "provision",
        "other_sources",
        "points",
    ),
}
_ALIASES = {"for": "supports", "against": "contradicts"}

KEYS: dict[str, tuple[str, ...]] = {
    "programmes": ("programme", "kind", "source", "year", "has"),
    "dimensions": ("dimension", "source"),
    "evidence": (
        "programme", "policy", "indicator", "suggestion", "dimension", "stance", "source", "confidence", "origin",
        "year", "has",
    ),
    "policies": ("policy", "kind", "source", "year", "has"),
    "alignments": ("programme", "policy", "from_policy", "degree", "origin", "source", "has"),
    "suggestions": ("suggestion", "programme", "dimension", "policy", "origin", "source"),
    "indicators": ("indicator", "programme", "dimension", "source", "year", "has"),
    "sources": ("source", "kind", "year", "has"),
    "scales": ("kind", "applies_to"),
    "gaps": ("kind", "programme", "dimension", "policy", "suggestion"),
}  # fmt: skip
"""The keys that a filter may use, by the kind of what is listed."""

_OF_DOSSIER = (
    "programme", "dimension", "stance", "source", "year", "confidence", "has", "origin", "indicator", "policy",
    "degree", "kind",
)  # fmt: skip


def keys_of(kind: str) -> tuple[str, ...]:
    """The keys of a filter for `kind`, or for `DOSSIER`: the filter that is carried from tab to tab."""
    return _OF_DOSSIER if kind == DOSSIER else KEYS[kind]


class KeyNames(Struct, frozen=True):
    """Keys of filters in an error: each is called there as in the reader's language, in which it can be typed, too."""

    keys: tuple[str, ...]

    def localise(self, tr: Translator) -> str:
        """The names, with commas between."""
        return ", ".join(key_label(key, tr) for key in self.keys)


class QueryError(DossierError):
    """A filter that cannot be meant: an unknown key or value."""


class Term(Struct, frozen=True):
    """One `key:value` of a filter; `values` are the ids or codes of which one must hold."""

    key: str
    values: frozenset[str]
    written: str


class Query(Struct, frozen=True):
    """A filter for one kind of record: every term and every word must hold."""

    kind: str
    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it filters anything."""
        return bool(self.terms or self.words)

    def __str__(self) -> str:
        """The filter as one would type it."""
        return " ".join([*(f"{term.key}:{term.written}" for term in self.terms), *self.words])

    def matches(self, record: Record | Gap, also: str = "") -> bool:
        """Whether a record passes; `also` is more text in which to look for the words."""
        if not all(passes(record, term) for term in self.terms):
            return False
        if not self.words:
            return True
        text = fold(" ".join([*(strings(record) if isinstance(record, Record) else _gap_words(record)), also]))
        return all(word in text for word in self.words)


def passes(record: Record | Gap, term: Term) -> bool:
    """Whether one term of a filter holds for a record."""
    if term.key == "programme" and isinstance(record, Suggestion) and not record.programmes:
        # It asks about all of them.
        return True
    return any(value in term.values for value in facet_values(record, term.key))


def parse(text: str, kind: str, dossier: DossierReader) -> Query:
    """Read a filter for records of `kind` (a key of `KEYS`, or `DOSSIER`); `QueryError` says what cannot be meant."""
    terms, words = [], []
    for part in text.split():
        typed, colon, written = part.partition(":")
        key = resolve_key(typed)
        if not colon or not written or not typed.isidentifier():
            words.append(fold(part))
        elif key not in keys_of(kind):
            raise unknown_key(typed, kind)
        else:
            terms.append(Term(key, _resolve_values(key, written.lower(), kind, dossier), written.lower()))
    return Query(kind, tuple(terms), tuple(words))


def unknown_key(key: str, kind: str) -> QueryError:
    """That a key is none for this kind, and which are."""
    return QueryError(N_("{key} is no key here; these are: {keys}"), key=key, keys=KeyNames(tuple(keys_of(kind))))


def _resolve_values(key: str, written: str, kind: str, dossier: DossierReader) -> frozenset[str]:
    """The ids or codes that a written value stands for."""
    if key == "year":
        return _years(written)
    known = values_of(key, kind, dossier)
    translated = {word: code for word, code in value_words(key, dossier).items() if code in known.values()}
    codes: set[str] = set()
    for value in [part for part in written.split(",") if part] or [written]:
        matching = _beginning(value, known) or _beginning(value, translated)
        if not matching:
            examples = ", ".join(list(dict.fromkeys(known.values()))[:12])
            raise QueryError(
                N_("nothing begins with {value} for {key}; there is: {some}"),
                value=value,
                key=KeyNames((key,)),
                some=examples,
            )
        codes |= matching
    return frozenset(codes)


def _beginning(value: str, known: Mapping[str, str]) -> set[str]:
    """What a value means: itself, else all that begins with it."""
    return {known[value]} if value in known else {code for name, code in known.items() if name.startswith(value)}


def values_of(key: str, kind: str, dossier: DossierReader) -> dict[str, str]:
    """What may stand after a key, as typed, and the id or code that it means."""
    if key in _CLOSED:
        return {**{value: value for value in _CLOSED[key]}, **(_ALIASES if key == "stance" else {})}
    if key == "kind":
        if kind == "gaps":
            return {value: value for value in ("none", "one_source", "one_stance")}
        records = dossier.records(TABLES["programmes" if kind == DOSSIER else kind])
        return {value.lower(): value for record in records for value in facet_values(record, "kind")}
    if key == "programme":
        return {name: record.id for record in dossier.records(Programme) for name in (record.code.lower(), record.id)}
    table = {"from_policy": "policies", "policy": "policies"}.get(key, f"{key}s")
    return {ident: ident for ident in dossier.ids(TABLES[table])}


def _years(written: str) -> frozenset[str]:
    parts = re.fullmatch(_YEARS, written)
    if not parts or not (parts[1] or parts[3]):
        raise QueryError(N_("{value} is no year; write year:2012 or year:2012..2016"), value=written)
    first = int(parts[1] or 1)
    last = int(parts[3] or 9999) if parts[2] else first
    if first > last:
        raise QueryError(N_("{value} is no year; write year:2012 or year:2012..2016"), value=written)
    return frozenset(str(year) for year in range(first, last + 1))


def facet_values(record: Record | Gap, key: str) -> Iterator[str]:
    """The values of a record under a key: ids, codes, years or the names of fields that it has."""
    if key == "year":
        yield from (str(year) for year in _record_years(record))
    elif key == "has":
        names = {"points": "segments"}
        yield from (name for name in _CLOSED["has"] if getattr(record, names.get(name, name), None))
    elif key == "source":
        yield from _record_sources(record)
    else:
        yield from _referenced_ids(record, key)


def _referenced_ids(record: Record | Gap, key: str) -> Iterator[str]:
    if type(record).__name__.lower() == key and isinstance(record, Record):
        yield record.id
        return
    plurals = {"policy": "policies"}
    for name in (key, plurals.get(key, f"{key}s")):
        value = getattr(record, name, None)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))


def _record_sources(record: Record | Gap) -> Iterator[str]:
    if isinstance(record, Evidence):
        yield from sources_of(record)
    elif isinstance(record, Programme):
        yield from record.sources
    elif isinstance(record, Indicator):
        yield from (point.source for segment in record.segments for point in segment.points)
    elif type(record).__name__ == "Source" and isinstance(record, Record):
        yield record.id
    elif source := getattr(record, "source", None):
        yield source
    if isinstance(conclusion := getattr(record, "conclusion", None), Conclusion):
        yield conclusion.source


def _record_years(record: Record | Gap) -> Iterable[int]:
    if (year := getattr(record, "year", None)) is not None:
        yield year
    for figure in getattr(record, "figures", ()):
        if figure.year is not None:
            yield figure.year
    if isinstance(record, Indicator):
        yield from (point.year for segment in record.segments for point in segment.points)
    if isinstance(period := getattr(record, "period", None), Period):
        start, end = (int(date[:4]) if date else None for date in (period.start, period.end))
        first, last = start or end, end or start
        if first is not None and last is not None:
            yield from range(first, last + 1)
    for name in ("adopted", "ratified"):
        if date := getattr(record, name, None):
            yield int(date[:4])


def _gap_words(gap: Gap) -> list[str]:
    return [gap.kind, gap.programme, gap.dimension or "", gap.policy or "", *gap.suggestions]
