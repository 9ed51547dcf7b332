"""What is known of a new record from where it is begun: a record, a crossing, a passage of a source, an observation.

Nothing is invented: what is not known is left to whoever writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ilo_tui.dossier.model import (
    Actor,
    Aim,
    Alignment,
    Dimension,
    Evidence,
    Indicator,
    Policy,
    Programme,
    Record,
    Source,
    Suggestion,
)
from ilo_tui.dossier.places import PLACE, Place
from ilo_tui.dossier.reader import DossierReader

_KEYS: Mapping[type[Record], str] = {
    Programme: "programme",
    Dimension: "dimension",
    Policy: "policy",
    Indicator: "indicator",
    Suggestion: "suggestion",
    Source: "source",
    Aim: "aim",
}
"""The field of a claim that names a record of a table."""
_FROM_CLAIM = ("programme", "dimension", "policy", "indicator", "suggestion", "source")
_BEGUN_ON: Mapping[str, Mapping[type[Record], str]] = {
    "alignments": {Programme: "programme", Policy: "policy"},
    "aims": {Programme: "programme", Source: "source"},
    "findings": {Programme: "programme", Dimension: "dimension"},
    "policies": {Source: "source"},
    "suggestions": {Source: "source"},
    "indicators": {Dimension: "dimension"},
}
"""The field of a record of another table that names the one on which it is begun."""
SOURCE, OBSERVATION = "source", "observation"


@dataclass(frozen=True)
class Passage:
    """Words of a source that were marked in its copy: in which language, on which page as it is labelled."""

    source: str
    text: str
    language: str
    page: str = ""
    locator: str = ""


def claim_at(dossier: DossierReader, ident: str | None) -> dict[str, object]:
    """A claim begun on a record, on a crossing (`cell:PROGRAMME/DIMENSION`) or at a place (`place:KEY`)."""
    fields: dict[str, object] = {}
    if ident and ident.startswith(PLACE):
        place = dossier.crossings.places.find(ident.removeprefix(PLACE))
        fields = _at(place) if place else {}
    elif ident and ident.startswith(("cell:", "gap:")):
        row, _, column = ident.split(":")[1].partition("/")
        fields = {**_about(dossier.get(Programme, row)), **_about(dossier.get(Dimension, column))}
    elif ident and (record := dossier.find(ident)):
        fields = _about(record)
    return fields


def _at(place: Place) -> dict[str, object]:
    """Where a claim holds; only a name that the dossier has is one by which claims are filtered."""
    if not place.name:
        return {}
    return {"place": dict(place.name), **({"places": [dict(place.name)]} if place.level else {})}


def _about(record: Record | None) -> dict[str, object]:
    """What a claim about a record, or beside another claim, has in common with it."""
    if isinstance(record, Evidence):
        return {field: value for field in _FROM_CLAIM if (value := getattr(record, field))}
    if isinstance(record, Alignment):
        return {"programme": record.programme} if record.programme else {}
    if isinstance(record, Actor):
        return {"actor": [record.id]}
    if isinstance(record, Aim):
        return {"programme": record.programme, "aim": record.id}
    # A record of schema 1 is of a class below.
    return {name: record.id for kind, name in _KEYS.items() if record and isinstance(record, kind)}


def claim_from_passage(passage: Passage, begun: Mapping[str, object]) -> dict[str, object]:
    """A claim of words marked in a source, which were read there; `begun` is what else is known."""
    excerpt = {"lang": passage.language, "text": passage.text, **({"page": passage.page} if passage.page else {})}
    known = {key: value for key, value in begun.items() if key not in {"source", "locator"}}
    return {
        **known,
        "source": passage.source,
        **({"locator": passage.locator} if passage.locator else {}),
        "excerpt": excerpt,
        "origin": SOURCE,
        "reading": "direct",
    }


def claim_from_observation(
    begun: Mapping[str, object], text: str, language: str, *, place: str = "", date: str = ""
) -> dict[str, object]:
    """A claim of what was seen in the field, on a day or in a year; its words are the observer's."""
    when: dict[str, object] = {}
    if date:
        when = {"year": int(date)} if len(date) == len("2014") else {"start": date, "end": date}
    return {
        **{key: value for key, value in begun.items() if key not in {"source", "locator"}},
        "statement": {language: text},
        **({"place": {language: place}} if place else {}),
        **when,
        "origin": OBSERVATION,
    }


def record_at(dossier: DossierReader, table: str, ident: str | None) -> dict[str, object]:
    """A record of any table, begun on another one: the fields that name records of its kind."""
    if table == "evidence":
        return claim_at(dossier, ident)
    record = dossier.find(ident) if ident else None
    if record is None:
        return {}
    if table == "findings" and isinstance(record, Evidence):
        return {"evidence": [record.id], **({"programme": record.programme} if record.programme else {})}
    return {name: record.id for kind, name in _BEGUN_ON.get(table, {}).items() if isinstance(record, kind)}
