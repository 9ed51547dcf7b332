"""Where in its sources something of a dossier stands: to be opened, one source after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilo_tui.dossier.model import (
    Aim,
    Alignment,
    Dimension,
    Evidence,
    Finding,
    Indicator,
    Policy,
    Programme,
    Record,
    Source,
    Suggestion,
)
from ilo_tui.dossier.reader import DossierReader


@dataclass(frozen=True)
class CitedPlace:
    """A place in a source, as a record cites it."""

    source: str
    """Id of the source."""
    locator: str | None = None
    claim: str = ""
    """Id of the claim whose excerpt and figures are looked for there; empty where only the place is known."""


def cited_places(dossier: DossierReader, ident: str) -> list[CitedPlace]:
    """The places that a record, or the record of an item (`evidence:ID`), cites, each source once; the first first.

    A source is its own place. Empty of what is no record, and of what cites nothing.
    """
    record = dossier.find(ident) or dossier.find(ident.partition(":")[2])
    places: dict[str, CitedPlace] = {}
    for place in _places(dossier, record) if record else ():
        if dossier.get(Source, place.source):
            places.setdefault(place.source, place)
    return list(places.values())


def _places(dossier: DossierReader, record: Record) -> Iterator[CitedPlace]:
    match record:
        case Source():
            yield CitedPlace(record.id)
        case Evidence():
            yield from _places_of_claim(record)
        case Alignment() | Aim() | Suggestion():
            yield CitedPlace(record.source, record.locator)
        case Dimension():
            yield CitedPlace(record.conclusion.source, record.conclusion.locator)
        case Finding():
            for claim in map(dossier.find, record.evidence):
                yield from _places_of_claim(claim) if isinstance(claim, Evidence) else ()
    yield from _other_places(record)


def _other_places(record: Record) -> Iterator[CitedPlace]:
    """What a record cites besides, or without a place in it."""
    match record:
        case Alignment():
            yield from (CitedPlace(cite.source, cite.locator) for cite in record.other_sources)
        case Dimension() | Policy():
            yield CitedPlace(record.source)
        case Programme():
            yield from map(CitedPlace, record.sources)
        case Indicator():
            yield from (CitedPlace(point.source) for segment in record.segments for point in segment.points)


def _places_of_claim(claim: Evidence) -> Iterator[CitedPlace]:
    page = claim.excerpt.page if claim.excerpt else None
    yield CitedPlace(claim.source, page or claim.locator, claim.id)
    yield from (CitedPlace(cite.source, cite.locator, claim.id) for cite in claim.other_sources)
    if claim.data_of:
        yield CitedPlace(claim.data_of, None, claim.id)
