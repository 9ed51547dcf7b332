"""Chains of references in schema 2: none may lead back to where it began, and a fact is told by one record at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter

from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import Evidence

_CHAINS = (
    ("actors", "voice_of"),
    ("actors", "parent"),
    ("sources", "data_of"),
    ("scales", "after.scale"),
)
"""Tables and the fields by which their records refer to others of the same table, and so on."""


def cycles(tables: Tables) -> Iterator[Fault]:
    """Chains that lead back to where they began, each named once, at the first of its records in the file."""
    for table, path in _CHAINS:
        first, _, step = path.partition(".")
        read = attrgetter(first)
        following: dict[str, str] = {}
        for record in tables[table].values():
            if (reference := read(record)) is not None:
                following[record.id] = getattr(reference, step) if step else reference
        known: set[str] = set()
        for doc, record in tables[table].items():
            cycle = cycle_through(record.id, following) if record.id not in known else ()
            known.update(cycle)
            if cycle:
                message = N_("{field} leads back to itself ({chain}): take one of these links out")
                chain = " > ".join((*cycle, record.id))
                yield Fault(table, doc, record.id, message, {"field": path, "chain": chain})


def cycle_through(start: str, following: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the cycle that `start` lies on, beginning with it; empty where its chain does not come back to it."""
    chain = [start]
    seen = {start}
    while (ident := following.get(chain[-1])) is not None:
        if ident == start:
            return tuple(chain)
        if ident in seen:
            return ()
        seen.add(ident)
        chain.append(ident)
    return ()


def same_facts(tables: Tables) -> Iterator[Fault]:
    """Claims whose fullest record of the same fact differs in stance or dimension, or names a fuller one itself."""
    claims = {record.id: record for record in tables["evidence"].values() if isinstance(record, Evidence)}
    for doc, record in tables["evidence"].items():
        if not isinstance(record, Evidence) or record.same_as is None or record.same_as not in claims:
            continue
        fullest = claims[record.same_as]
        if fullest.same_as is not None:
            message = N_("same_as names {ref}, which has a same_as itself: name the fullest record of the fact")
            yield Fault("evidence", doc, record.id, message, {"ref": fullest.id})
            continue
        for field in ("stance", "dimension"):
            if getattr(record, field) != getattr(fullest, field):
                message = N_("same_as names {ref}, whose {field} is another: make them the same, or take same_as out")
                yield Fault("evidence", doc, record.id, message, {"ref": fullest.id, "field": field})
