"""What a dossier says of itself in `meta`: one document, its languages, and in schema 2 names of periods and places."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import Meta


def meta_faults(tables: Tables) -> Iterator[Fault]:
    """More than one document, or a default language that is not among the languages."""
    metas = list(tables["meta"].items())
    for doc, _ in metas[1:]:
        yield Fault("meta", doc, "", N_("there is more than one document that says what dossier this is"))
    for doc, meta in metas[:1]:
        if isinstance(meta, Meta) and meta.default_language not in meta.languages:
            message = N_("default_language {language} is not among the languages")
            yield Fault("meta", doc, meta.id, message, {"language": meta.default_language})


def name_faults(tables: Tables) -> Iterator[Fault]:
    """Periods and places that go by the same name."""
    for doc, meta in tables["meta"].items():
        if isinstance(meta, Meta):
            for message, values in (*_periods(meta), *_places(meta)):
                yield Fault("meta", doc, meta.id, message, values)


def _periods(meta: Meta) -> Iterator[tuple[str, dict[str, object]]]:
    seen: set[str] = set()
    for period in meta.periods:
        if period.id in seen:
            yield N_("the period {period} stands twice: give one of them another id"), {"period": period.id}
        seen.add(period.id)


def _places(meta: Meta) -> Iterator[tuple[str, dict[str, object]]]:
    """A spelling belongs to one place."""
    places: dict[str, int] = {}
    for number, place in enumerate(meta.place_names):
        for name in dict.fromkeys((*place.name.values(), *place.also)):
            if places.setdefault(name_key(name), number) != number:
                message = N_("place_names has {name} for two places: leave it with one of them")
                yield message, {"name": name}
