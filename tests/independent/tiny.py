"""Dossiers small enough to count by hand: a programme `p`, seven actors, and a source for each who speaks."""

from __future__ import annotations

from typing import Any

from tests.independent.crossings import ALWAYS, STANCES, Document
from tests.independent.weights import expected

Dossier = dict[str, dict[str, Document]]

ACTORS: list[Document] = [
    {"id": "ilo", "name": {"en": "ILO"}, "stake": "own"},
    {"id": "office", "name": {"en": "ILO office"}, "voice_of": "ilo"},
    {"id": "donor", "name": {"en": "The Donor"}, "stake": "funder"},
    {"id": "ministry", "name": {"en": "Ministry", "id": "Kementerian"}, "stake": "subject"},
    {"id": "bureau", "name": {"en": "Bureau"}, "voice_of": "ministry", "stake": "none"},
    {"id": "ngo", "name": {"en": "Watch"}, "stake": "none"},
    {"id": "union", "name": {"en": "Union"}, "stake": "none"},
    {"id": "firm", "name": {"en": "A firm"}},
]
SOURCES: list[Document] = [
    {"id": "s-ilo", "kind": "monitoring", "voice": "ilo"},
    {"id": "s-donor", "kind": "monitoring", "voice": "donor"},
    {"id": "s-ministry", "kind": "other", "voice": "ministry"},
    {"id": "s-bureau", "kind": "statistics", "voice": "bureau"},
    {"id": "s-ngo", "kind": "ngo", "voice": "ngo"},
    {"id": "s-union", "kind": "ngo", "voice": "union"},
    {"id": "s-firm", "kind": "other", "voice": "firm"},
    {"id": "s-survey", "kind": "survey", "voice": "bureau"},
    {"id": "s-repeats", "kind": "ngo", "voice": "ngo", "data_of": "s-survey"},
    {"id": "s-daily", "kind": "press", "publisher": "The  Daily"},
    {"id": "s-weekly", "kind": "press", "publisher": "Weekly"},
    {"id": "s-quotes-ministry", "kind": "press", "publisher": " KEMENTERIAN "},
    {"id": "s-journal", "kind": "research", "publisher": "Journal"},
    {"id": "s-blank", "kind": "other"},
    {"id": "s-thesis", "kind": "research", "publisher": "A university"},
]
DIMENSIONS: list[Document] = [
    {"id": "impact", "order": 3, "level": "impact"},
    {"id": "output", "order": 1, "level": "output"},
    {"id": "outcome", "order": 2, "level": "outcome"},
]
META = {"schema": 2, "id": "tiny", "evaluated": "ilo"}


def claim(ident: str, source: str, stance: str = "supports", **fields: Any) -> Document:
    """A claim of p on the outcome, tied directly; a field that is None is left out."""
    filed = {"programme": "p", "dimension": "outcome", "tie": "direct", "origin": "source"}
    values = filed | {"id": ident, "source": source, "stance": stance} | fields
    return {key: value for key, value in values.items() if value is not None}


def tiny(*claims: Document, meta: Document | None = None, **tables: list[Document]) -> Dossier:
    """A dossier file of these claims; `meta` adds to what stands there, tables replace those above."""
    usual: dict[str, list[Document]] = {
        "actors": ACTORS,
        "sources": SOURCES,
        "dimensions": DIMENSIONS,
        "programmes": [{"id": "p"}],
    }
    rows = usual | tables | {"meta": [META | (meta or {})], "evidence": list(claims)}
    return {name: {str(number): row for number, row in enumerate(table, 1)} for name, table in rows.items()}


def counts(dossier: Dossier, cell: str = "p/outcome", level: str = "direct", period: str = ALWAYS) -> Document:
    """The counts of a crossing at one level in one period."""
    counted: Document = expected(dossier)["cells"][cell]["counts"][period][level]
    return counted


def numbers(counted: dict[str, int]) -> list[int]:
    """For, against, context."""
    return [counted[stance] for stance in STANCES]
