"""Checking a dossier: every fault in one go, with table, document, id and field.

Reading already proves each record on its own; here are the faults between records (references, ids that stand twice,
texts without the default language) and the warnings (unknown keys and tables, languages that are missing).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from ilo_tui.dossier.faults import Fault
from ilo_tui.dossier.records import TABLES, Alignment, Meta, Policy, Record, Scale, Texts
from ilo_tui.dossier.storage import ReadOnlyStorage, Tables
from ilo_tui.i18n import N_

_REFERENCES: dict[str, dict[str, str]] = {
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
    },
    "indicators": {
        "dimension": "dimensions",
        "programmes": "programmes",
        "segments.points.source": "sources",
    },
    "policies": {"source": "sources"},
    "alignments": {
        "programme": "programmes",
        "from_policy": "policies",
        "policy": "policies",
        "source": "sources",
    },
    "suggestions": {
        "programmes": "programmes",
        "dimensions": "dimensions",
        "policies": "policies",
        "source": "sources",
    },
}
"""Which field of which table refers to which other table; a dot steps into a part or every part of a list."""


def check_file(path: Path) -> list[Fault]:
    """Every fault and warning of the dossier at `path`; raises `UnreadableError` where it is none at all."""
    storage = ReadOnlyStorage(path)
    tables, faults = storage.sound()
    weak = list(missing_languages(tables)) if tables["meta"] else []
    return [*faults, *check_tables(tables, faults), *weak, *_unknown(storage)]


def check_tables(tables: Tables, faults: Sequence[Fault] = ()) -> list[Fault]:
    """The faults between sound records; `faults` are those of records that could not be decoded."""
    found = [
        *_duplicates(tables),
        *_dangling(tables, faults),
        *_alignment_faults(tables),
        *_scale_faults(tables),
    ]
    return [*_meta_faults(tables), *found, *_text_faults(tables)] if tables["meta"] else found


def _rows(tables: Tables) -> Iterator[tuple[str, str, Record]]:
    for table, rows in tables.items():
        for doc, record in rows.items():
            yield table, doc, record


def _meta_faults(tables: Tables) -> Iterator[Fault]:
    metas = list(tables["meta"].items())
    for doc, _ in metas[1:]:
        yield Fault("meta", doc, "", N_("there is more than one document that says what dossier this is"))
    doc, meta = metas[0]
    if isinstance(meta, Meta) and meta.default_language not in meta.languages:
        message = N_("default_language {language} is not among the languages")
        yield Fault("meta", doc, meta.id, message, {"language": meta.default_language})


def _duplicates(tables: Tables) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for table, doc, record in _rows(tables):
        place = f"{table}/{doc}"
        if first.setdefault(record.id, place) != place:
            yield Fault(table, doc, record.id, N_("the id stands already at {place}"), {"place": first[record.id]})
        if isinstance(record, Policy):
            seen: set[str] = set()
            for provision in record.provisions:
                if provision.id in seen:
                    message = N_("the provision {provision} stands twice")
                    yield Fault(table, doc, record.id, message, {"provision": provision.id})
                seen.add(provision.id)


def _targets(value: Any, path: list[str]) -> Iterator[str]:
    """The ids found along a dotted path, through lists and parts."""
    if value is None:
        return
    if isinstance(value, list):
        for item in value:
            yield from _targets(item, path)
    elif path:
        yield from _targets(getattr(value, path[0]), path[1:])
    else:
        yield value


def _dangling(tables: Tables, faults: Sequence[Fault]) -> Iterator[Fault]:
    known = {table: {record.id for record in rows.values()} for table, rows in tables.items()}
    for fault in faults:
        # A record with a fault of its own is there all the same.
        known.setdefault(fault.table, set()).add(fault.id)
    for table, fields in _REFERENCES.items():
        for path, target in fields.items():
            steps = path.split(".")
            for doc, record in tables[table].items():
                for ident in _targets(record, steps):
                    if ident not in known[target]:
                        message = N_("{field} names {ref}, which is not in {target}")
                        yield Fault(table, doc, record.id, message, {"field": path, "ref": ident, "target": target})


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


def _scale_faults(tables: Tables) -> Iterator[Fault]:
    for doc, record in tables["scales"].items():
        if not isinstance(record, Scale):
            continue
        for field in ("code", "key"):
            seen = [getattr(value, field) for value in record.values]
            for twice in sorted({one for one in seen if seen.count(one) > 1}):
                message = N_("the {field} {value} stands twice in this scale")
                yield Fault("scales", doc, record.id, message, {"field": field, "value": twice})
        if record.kind == "ordinal" and sum(value.rank is not None for value in record.values) < 2:
            yield Fault("scales", doc, record.id, N_("an ordinal scale needs at least two values with a rank"))


def texts_of(value: Struct, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text by language inside a record, with its path, e.g. `figures[0].name`."""
    for name, inner in _text_fields(type(value)):
        found = getattr(value, name)
        step = f"{path}{name}"
        if isinstance(found, list):
            for number, item in enumerate(found):
                yield from texts_of(item, f"{step}[{number}].") if inner else [(f"{step}[{number}]", item)]
        elif found is not None:
            yield from texts_of(found, f"{step}.") if inner else [(step, found)]


@lru_cache(maxsize=64)
def _text_fields(kind: type[Struct]) -> tuple[tuple[str, type[Struct] | None], ...]:
    """The fields of a struct that hold texts by language, and the kind of part in which they lie, if in one."""
    found: list[tuple[str, type[Struct] | None]] = []
    for field in msgspec.structs.fields(kind):
        inner = _inner(field.type)
        if inner == Texts:
            found.append((field.name, None))
        elif isinstance(inner, type) and issubclass(inner, Struct) and _text_fields(inner):
            found.append((field.name, inner))
    return tuple(found)


def _inner(kind: Any) -> Any:
    """A type without `| None` and without `list[...]`."""
    if get_origin(kind) in {Union, UnionType}:
        kind = next(one for one in get_args(kind) if one is not NoneType)
    return get_args(kind)[0] if get_origin(kind) is list else kind


def _all_texts(tables: Tables) -> Iterator[tuple[str, str, Record, str, dict[str, str]]]:
    for table, doc, record in _rows(tables):
        for path, texts in texts_of(record):
            yield table, doc, record, path, texts


def _languages(tables: Tables) -> tuple[str, list[str]]:
    meta = next(iter(tables["meta"].values()))
    return (meta.default_language, meta.languages) if isinstance(meta, Meta) else ("en", ["en"])


def _text_faults(tables: Tables) -> Iterator[Fault]:
    default, _ = _languages(tables)
    for table, doc, record, path, texts in _all_texts(tables):
        for language, text in texts.items():
            if not text.strip():
                message = N_("{field} is empty in the language {language}")
                yield Fault(table, doc, record.id, message, {"field": path, "language": language})
        if default not in texts:
            message = N_("{field} is missing in the default language {language}")
            yield Fault(table, doc, record.id, message, {"field": path, "language": default})


def missing_languages(tables: Tables) -> Iterator[Fault]:
    """Warnings: texts that lack one of the dossier's languages, and so are shown in the default one."""
    default, languages = _languages(tables)
    for table, doc, record, path, texts in _all_texts(tables):
        for language in languages:
            if language != default and language not in texts:
                message = N_("{field} is missing in the language {language}")
                yield Fault(table, doc, record.id, message, {"field": path, "language": language}, warning=True)


def _unknown(storage: ReadOnlyStorage) -> Iterator[Fault]:
    """Warnings: tables and keys that the format does not know; they are left alone."""
    from msgspec import inspect

    for table, rows in storage.raws().items():
        if table not in TABLES:
            yield Fault(table, "", "", N_("unknown table, not read"), warning=True)
            continue
        kind = inspect.type_info(TABLES[table])
        for doc, raw in rows.items():
            try:
                document = msgspec.json.decode(raw)
            except (msgspec.MsgspecError, RecursionError):
                continue
            ident = document.get("id", "") if isinstance(document, dict) else ""
            for path in _unknown_keys(document, kind, ""):
                yield Fault(table, doc, str(ident), N_("unknown key {field}, not read"), {"field": path}, warning=True)


def _unknown_keys(value: Any, kind: Any, path: str) -> Iterator[str]:
    from msgspec import inspect

    if isinstance(kind, inspect.StructType) and isinstance(value, dict):
        fields = {field.encode_name: field.type for field in kind.fields}
        for key, item in value.items():
            step = f"{path}.{key}".lstrip(".")
            if key in fields:
                yield from _unknown_keys(item, fields[key], step)
            else:
                yield step
    elif isinstance(kind, inspect.ListType) and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _unknown_keys(item, kind.item_type, f"{path}[{number}]")
    elif isinstance(kind, inspect.UnionType):
        for option in kind.types:
            yield from _unknown_keys(value, option, path)
