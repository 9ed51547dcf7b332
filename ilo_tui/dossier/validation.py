"""Checking a dossier: every fault in one go, with table, document, id and field.

Reading already proves each record on its own; here are the faults between records (references, ids that stand twice,
texts without the default language) and the warnings (unknown keys and tables, languages that are missing). Files of
schema 1 are held to the rules of version 0.1 only. The rules themselves are in `checks`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Raw

from ilo_tui.core.translator import N_
from ilo_tui.dossier.checks.claims import claim_faults
from ilo_tui.dossier.checks.coded import asked_after, scale_faults, source_kinds
from ilo_tui.dossier.checks.dates import date_faults
from ilo_tui.dossier.checks.links import cycles, same_facts
from ilo_tui.dossier.checks.meta import meta_faults, name_faults
from ilo_tui.dossier.checks.references import dangling
from ilo_tui.dossier.checks.texts import missing_languages, text_faults
from ilo_tui.dossier.codec import ReadOnlyStorage, Tables, decode_documents, schema_of
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import SCHEMA, Alignment, Meta, Policy
from ilo_tui.dossier.unknown_keys import unknown_keys


def check_file(path: Path) -> list[Fault]:
    """Every fault and warning of the dossier at `path`; raises `UnreadableError` where it is none at all."""
    return check_raws(ReadOnlyStorage(path).raws())


def check_raws(raws: Mapping[str, Mapping[str, Raw]]) -> list[Fault]:
    """Every fault and warning of undecoded documents."""
    schema = schema_of(raws.get("meta", {}).values(), unnamed=1)
    tables, faults = decode_documents(raws)
    weak = list(missing_languages(tables)) if tables["meta"] else []
    return [*faults, *_check(tables, schema, faults), *weak, *unknown_keys(raws)]


def check_tables(tables: Tables, pause: Callable[[], None] = lambda: None) -> list[Fault]:
    """The faults between records, each of which is sound.

    `pause` is called now and then, so that a worker can let others run or stop.
    """
    schema = next((meta.schema for meta in tables["meta"].values() if isinstance(meta, Meta)), 1)
    return _check(tables, schema, (), pause)


def _check(
    tables: Tables, schema: int, faults: Sequence[Fault], pause: Callable[[], None] = lambda: None
) -> list[Fault]:
    """The faults between records of a `schema`; `faults` are those of records that could not be decoded."""
    return [
        *meta_faults(tables),
        *_duplicates(tables),
        *dangling(tables, schema, faults, pause),
        *_alignment_faults(tables),
        *scale_faults(tables),
        *(_schema2_faults(tables, pause) if schema >= SCHEMA else ()),
        *(text_faults(tables, pause) if tables["meta"] else ()),
    ]


def _schema2_faults(tables: Tables, pause: Callable[[], None]) -> Iterator[Fault]:
    """What only schema 2 asks of records."""
    yield from name_faults(tables)
    yield from source_kinds(tables)
    yield from claim_faults(tables)
    yield from same_facts(tables)
    yield from cycles(tables)
    yield from asked_after(tables)
    yield from date_faults(tables, pause)


def _duplicates(tables: Tables) -> Iterator[Fault]:
    """Ids that stand twice: over all tables, but scales, which are never cited beside others, have ids of their own."""
    for scales in (False, True):
        yield from _repeated({name: rows for name, rows in tables.items() if (name == "scales") == scales})
    for doc, policy in tables["policies"].items():
        seen: set[str] = set()
        for provision in policy.provisions if isinstance(policy, Policy) else ():
            if provision.id in seen:
                message = N_("the provision {provision} stands twice")
                yield Fault("policies", doc, policy.id, message, {"provision": provision.id})
            seen.add(provision.id)


def _repeated(tables: Tables) -> Iterator[Fault]:
    ids = Counter(record.id for rows in tables.values() for record in rows.values())
    if len(ids) == ids.total():
        return
    first: dict[str, str] = {}
    for table, rows in tables.items():
        for doc, record in rows.items():
            place = f"{table}/{doc}"
            if first.setdefault(record.id, place) != place:
                yield Fault(table, doc, record.id, N_("the id stands already at {place}"), {"place": first[record.id]})


def _alignment_faults(tables: Tables) -> Iterator[Fault]:
    provisions = {
        policy.id: {provision.id for provision in policy.provisions}
        for policy in tables["policies"].values()
        if isinstance(policy, Policy)
    }
    for doc, record in tables["alignments"].items():
        if not isinstance(record, Alignment):
            continue
        if (record.programme is None) == (record.from_policy is None):
            yield Fault("alignments", doc, record.id, N_("exactly one of programme and from_policy is needed"))
        if record.provision and record.provision not in provisions.get(record.policy, {record.provision}):
            message = N_("provision names {ref}, which is not in {target}")
            yield Fault("alignments", doc, record.id, message, {"ref": record.provision, "target": record.policy})
