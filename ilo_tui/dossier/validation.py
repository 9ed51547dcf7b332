"""Checking a dossier: every fault in one go, with table, document, id and field.

Reading already proves each record on its own; here are the faults between records (references, ids that stand twice,
texts without the default language) and the warnings (unknown keys and tables, languages that are missing).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from types import NoneType, UnionType
from typing import Union, get_args, get_origin

import msgspec
from msgspec import Struct

from ilo_tui.core.languages import SOURCE
from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import ReadOnlyStorage, Tables, decode_documents
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import Alignment, Meta, Policy, Record, Scale
from ilo_tui.dossier.parts import Texts
from ilo_tui.dossier.unknown_keys import unknown_keys

_CHUNK = 500
"""Records that are checked between two pauses."""

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
    raws = ReadOnlyStorage(path).raws()
    tables, faults = decode_documents(raws)
    weak = list(missing_languages(tables)) if tables["meta"] else []
    return [*faults, *check_tables(tables, faults), *weak, *unknown_keys(raws)]


def check_tables(tables: Tables, faults: Sequence[Fault] = (), pause: Callable[[], None] = lambda: None) -> list[Fault]:
    """The faults between sound records; `faults` are those of records that could not be decoded.

    `pause` is called now and then, so that a worker can let others run or stop.
    """
    faults_between = [
        *_duplicates(tables),
        *_dangling(tables, faults, pause),
        *_alignment_faults(tables),
        *_scale_faults(tables),
    ]
    return [*_meta_faults(tables), *faults_between, *_text_faults(tables, pause)] if tables["meta"] else faults_between


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
    ids = Counter(record.id for rows in tables.values() for record in rows.values())
    if len(ids) < ids.total():
        first: dict[str, str] = {}
        for table, doc, record in _rows(tables):
            place = f"{table}/{doc}"
            if first.setdefault(record.id, place) != place:
                yield Fault(table, doc, record.id, N_("the id stands already at {place}"), {"place": first[record.id]})
    for doc, policy in tables["policies"].items():
        seen: set[str] = set()
        for provision in policy.provisions if isinstance(policy, Policy) else ():
            if provision.id in seen:
                message = N_("the provision {provision} stands twice")
                yield Fault("policies", doc, policy.id, message, {"provision": provision.id})
            seen.add(provision.id)


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


def _dangling(tables: Tables, faults: Sequence[Fault], pause: Callable[[], None]) -> Iterator[Fault]:
    known = {table: {record.id for record in rows.values()} for table, rows in tables.items()}
    for fault in faults:
        # A record with a fault of its own is there all the same.
        known.setdefault(fault.table, set()).add(fault.id)
    for table, fields in _REFERENCES.items():
        for path, target in fields.items():
            pause()
            first, *steps = path.split(".")
            targets, read = known[target], attrgetter(first)
            for doc, record in tables[table].items():
                reference = read(record)
                # Nearly every reference is one id that is there.
                if not reference or (isinstance(reference, str) and reference in targets):
                    continue
                for ident in _targets(reference, steps):
                    if ident not in targets:
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
            for duplicate in sorted({value for value in seen if seen.count(value) > 1}):
                message = N_("the {field} {value} stands twice in this scale")
                yield Fault("scales", doc, record.id, message, {"field": field, "value": duplicate})
        if record.kind == "ordinal" and sum(value.rank is not None for value in record.values) < 2:
            yield Fault("scales", doc, record.id, N_("an ordinal scale needs at least two values with a rank"))


def texts_of(value: Struct, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text by language inside a record, with its path, e.g. `figures[0].name`."""
    for name, inner in _text_fields(type(value)):
        content = getattr(value, name)
        step = f"{path}{name}"
        if isinstance(content, list):
            for number, item in enumerate(content):
                yield from texts_of(item, f"{step}[{number}].") if inner else [(f"{step}[{number}]", item)]
        elif content is not None:
            yield from texts_of(content, f"{step}.") if inner else [(step, content)]


@lru_cache(maxsize=64)
def _text_fields(kind: type[Struct]) -> tuple[tuple[str, type[Struct] | None], ...]:
    """The fields of a struct that hold texts by language, and the kind of part in which they lie, if in one."""
    fields: list[tuple[str, type[Struct] | None]] = []
    for field in msgspec.structs.fields(kind):
        inner = _inner(field.type)
        if inner == Texts:
            fields.append((field.name, None))
        elif isinstance(inner, type) and issubclass(inner, Struct) and _text_fields(inner):
            fields.append((field.name, inner))
    return tuple(fields)


def _inner(kind: object) -> object:
    """A type without `| None` and without `list[...]`."""
    if get_origin(kind) in {Union, UnionType}:
        kind = next(option for option in get_args(kind) if option is not NoneType)
    return get_args(kind)[0] if get_origin(kind) is list else kind


def _is_complete(value: Struct, languages: Sequence[str]) -> bool:
    """Whether no text in a record is empty or lacks one of the languages: true of nearly all, and quickly found out."""
    for name, inner in _text_fields(type(value)):
        content = getattr(value, name)
        for part in content if isinstance(content, list) else (content,) if content else ():
            if inner:
                if not _is_complete(part, languages):
                    return False
                continue
            for language in languages:
                if language not in part:
                    return False
            for text in part.values():
                if not text or text.isspace():
                    return False
    return True


def _weak_texts(
    tables: Tables, languages: Sequence[str], pause: Callable[[], None] = lambda: None
) -> Iterator[tuple[str, str, Record, str, dict[str, str]]]:
    """Every text of the records in which one is empty or lacks one of the languages, with where it is."""
    for number, (table, doc, record) in enumerate(_rows(tables)):
        if not number % _CHUNK:
            pause()
        if not _is_complete(record, languages):
            for path, texts in texts_of(record):
                yield table, doc, record, path, texts


def _languages(tables: Tables) -> tuple[str, list[str]]:
    meta = next(iter(tables["meta"].values()))
    return (meta.default_language, meta.languages) if isinstance(meta, Meta) else (SOURCE, [SOURCE])


def _text_faults(tables: Tables, pause: Callable[[], None]) -> Iterator[Fault]:
    default, _ = _languages(tables)
    for table, doc, record, path, texts in _weak_texts(tables, [default], pause):
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
    for table, doc, record, path, texts in _weak_texts(tables, languages):
        for language in languages:
            if language != default and language not in texts:
                message = N_("{field} is missing in the language {language}")
                yield Fault(table, doc, record.id, message, {"field": path, "language": language}, warning=True)
