"""References between records: each must name a record that is in the table it refers to."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from operator import attrgetter

from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import TABLES, Meta, Record
from ilo_tui.dossier.schema1 import is_read

REFERENCES: dict[str, dict[str, str]] = {
    "meta": {"evaluated": "actors"},
    "actors": {"voice_of": "actors", "parent": "actors"},
    "aims": {"programme": "programmes", "source": "sources"},
    "sources": {"voice": "actors", "data_of": "sources"},
    "programmes": {"sources": "sources"},
    "dimensions": {"source": "sources", "conclusion.source": "sources"},
    "evidence": {
        "programme": "programmes",
        "policy": "policies",
        "indicator": "indicators",
        "suggestion": "suggestions",
        "dimension": "dimensions",
        "source": "sources",
        "other_sources.source": "sources",
        "actor": "actors",
        "said_by": "actors",
        "aim": "aims",
        "same_as": "evidence",
        "data_of": "sources",
    },
    "indicators": {
        "dimension": "dimensions",
        "programmes": "programmes",
        "segments.points.source": "sources",
    },
    "policies": {"source": "sources", "other_sources.source": "sources", "expected_of": "programmes"},
    "alignments": {
        "programme": "programmes",
        "from_policy": "policies",
        "policy": "policies",
        "source": "sources",
        "other_sources.source": "sources",
    },
    "suggestions": {
        "programmes": "programmes",
        "dimensions": "dimensions",
        "policies": "policies",
        "source": "sources",
    },
    "findings": {"programme": "programmes", "dimension": "dimensions", "evidence": "evidence"},
    "scales": {"after.scale": "scales"},
}
"""Which field of which table refers to which other table; a dot steps into a part or every part of a list."""

ALL = "all"
"""What stands for every programme."""

_MAY_BE_ALL = {"expected_of"}


def dangling(
    tables: Tables, schema: int, faults: Sequence[Fault] = (), pause: Callable[[], None] = lambda: None
) -> Iterator[Fault]:
    """The references that name no record; `faults` are those of records that could not be decoded."""
    known = {table: {record.id for record in rows.values()} for table, rows in tables.items()}
    for fault in faults:
        # A record with a fault of its own is there all the same.
        known.setdefault(fault.table, set()).add(fault.id)
    yield from _carried(tables, known)
    for table, fields in REFERENCES.items():
        for path, target in fields.items():
            first, *steps = path.split(".")
            if not is_read(TABLES[table], first, schema):
                continue
            pause()
            targets, read = known.get(target, set()), attrgetter(first)
            every = ALL if path in _MAY_BE_ALL else None
            for doc, record in tables.get(table, {}).items():
                reference = read(record)
                # Nearly every reference is one id that is there.
                if not reference or (isinstance(reference, str) and (reference in targets or reference == every)):
                    continue
                for ident in _targets(reference, steps):
                    if ident not in targets:
                        message = N_("{field} names {ref}, which is not in {target}")
                        yield Fault(table, doc, record.id, message, {"field": path, "ref": ident, "target": target})


def references_of(table: str, record: Record, schema: int) -> Iterator[tuple[str, str, str]]:
    """What a record of a table refers to: the field as `REFERENCES` has it, the table that it names, the id."""
    for path, target in REFERENCES.get(table, {}).items():
        first, *steps = path.split(".")
        if is_read(TABLES[table], first, schema):
            for ident in _targets(getattr(record, first), steps):
                if ident != ALL or path not in _MAY_BE_ALL:
                    yield path, target, ident


def cited_among(
    idents: Container[str], table: str, schema: int, column: Callable[[type[Record], str], Iterator[object]]
) -> set[str]:
    """Those of some ids of a table to which any record refers; `column` gives a field of every record of a table."""
    cited: set[str] = set()
    for name, fields in REFERENCES.items():
        for path, target in fields.items():
            first, *steps = path.split(".")
            if target != table or not is_read(TABLES[name], first, schema):
                continue
            for reference in column(TABLES[name], first):
                if isinstance(reference, str):
                    if reference in idents:
                        cited.add(reference)
                elif reference:
                    cited.update(ident for ident in _targets(reference, steps) if ident in idents)
    return cited


def _carried(tables: Tables, known: Mapping[str, Container[str]]) -> Iterator[Fault]:
    """The records in `carried`: each names its table beside its id."""
    for doc, meta in tables["meta"].items():
        for number, entry in enumerate(meta.carried if isinstance(meta, Meta) else ()):
            values: dict[str, object] = {"field": f"carried[{number}]", "ref": entry.record, "target": entry.table}
            if entry.table not in TABLES:
                message = N_("{field} names the table {target}, which there is not: write one of the dossier's tables")
                yield Fault("meta", doc, meta.id, message, values)
            elif entry.record not in known.get(entry.table, ()):
                message = N_("{field} names {ref}, which is not in {target}")
                yield Fault("meta", doc, meta.id, message, values)


def _targets(value: object, path: list[str]) -> Iterator[str]:
    """The ids found along a dotted path, through lists and parts."""
    if value is None:
        return
    if isinstance(value, list):
        for item in value:
            yield from _targets(item, path)
    elif path:
        yield from _targets(getattr(value, path[0]), path[1:])
    elif isinstance(value, str):
        yield value
