"""What `check` would say of a record as it stands in its form, each fault beside the field that it is about.

The record is checked beside those that it names and that name it, by the rules of `validation` themselves: going
through all of a large dossier at every letter would take seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_origin

import msgspec
from msgspec import UNSET, Raw, Struct

from ilo_tui.app.record_form.fields import key_order
from ilo_tui.app.record_form.paths import Document
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.checks.references import references_of
from ilo_tui.dossier.checks.texts import missing_languages
from ilo_tui.dossier.codec import Tables, decoder
from ilo_tui.dossier.errors import Fault, from_msgspec
from ilo_tui.dossier.model import TABLES, Actor, Evidence, Meta, Policy, Record, Scale, Source
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.schema1 import HIDDEN, kinds_of
from ilo_tui.dossier.validation import check_tables

NEEDED = N_("needed")
_CHAINS: Mapping[type[Record], tuple[str, ...]] = {Actor: ("voice_of", "parent"), Source: ("data_of",)}
_WORD = re.compile(r"[a-z_]+")


@dataclass(frozen=True)
class FormFault:
    """What is wrong with the field at `place`, as faults write it; empty of the record.

    It is `unreadable` where the format has no such value, so that the record cannot be saved.
    A `warning` keeps nobody from publishing the record.
    """

    place: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    warning: bool = False
    unreadable: bool = False
    elsewhere: str = ""
    """The other record that is unsound because of this one, as `alignments/al-1`."""

    def line(self, tr: Translator) -> str:
        """It in the reader's language."""
        line = tr(self.message, **{key: clean(str(value)) for key, value in self.values.items()})
        return f"{clean(self.elsewhere)}: {line}" if self.elsewhere else line


def faults_of(dossier: DossierReader, table: str, document: Document) -> list[FormFault]:
    """The faults of a document in place of the record of its id; those of values before those between records."""
    kind = kinds_of(dossier.meta.schema)[table]
    if faults := list(_value_faults(kind, document, "")):
        return faults
    try:
        record: Record = decoder(kind).decode(Raw(msgspec.json.encode(document)))
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        fault = from_msgspec(table, "", "", "", str(error))
        return [FormFault("", fault.message, fault.values, unreadable=True)]
    tables = _neighbourhood(dossier, table, record)
    alone = {**_empty(), "meta": tables["meta"], table: {"": record}}
    faults_between = [*check_tables(tables), *missing_languages(alone)]
    return [_beside_field(table, kind, fault) for fault in faults_between if _is_about(fault, record.id)]


def _value_faults(kind: type[Struct], fields: Mapping[str, object], path: str) -> Iterator[FormFault]:
    """The values that the format does not take, and those that are missing."""
    for spec in msgspec.structs.fields(kind):
        key = spec.encode_name
        if key.startswith(HIDDEN):
            continue
        value, part = fields.get(key, UNSET), _part_of(spec.type)
        if value is UNSET and spec.required and part and get_origin(spec.type) is not list:
            value = {}
        if value is UNSET:
            if spec.required:
                yield FormFault(f"{path}{key}", NEEDED, unreadable=True)
        elif part and isinstance(value, dict):
            yield from _value_faults(part, value, f"{path}{key}.")
        elif part and isinstance(value, list) and all(isinstance(item, dict) for item in value):
            for number, item in enumerate(value):
                yield from _value_faults(part, item, f"{path}{key}[{number}].")
        else:
            yield from _mistyped(spec.type, value, f"{path}{key}")


def _mistyped(kind: object, value: object, path: str) -> Iterator[FormFault]:
    try:
        decoder(kind).decode(msgspec.json.encode(value))
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        fault = from_msgspec("", "", "", path, str(error))
        yield FormFault(path, fault.message, fault.values | {"at": path}, unreadable=True)


def _part_of(kind: object) -> type[Struct] | None:
    from ilo_tui.dossier.checks.fields import inner_type

    inner = inner_type(kind)
    return inner if isinstance(inner, type) and issubclass(inner, Struct) else None


def _empty() -> Tables:
    return {name: {} for name in TABLES}


def _neighbourhood(dossier: DossierReader, table: str, record: Record) -> Tables:
    """The record with all that a fault between it and another could be about; it stands first in its table."""
    tables = _empty()
    tables[table][""] = record
    if not isinstance(record, Meta):
        tables["meta"]["meta"] = dossier.meta
    for name, other in _neighbours(dossier, table, record):
        if other.id != record.id or name != table:
            tables[name][other.id] = other
    return tables


def _neighbours(dossier: DossierReader, table: str, record: Record) -> Iterator[tuple[str, Record]]:
    for _, target, ident in references_of(table, record, dossier.meta.schema):
        if named := dossier.get(TABLES[target], ident):
            yield target, named
            yield from _chain(dossier, target, named)
    if isinstance(record, Evidence):
        yield from (("evidence", other) for other in dossier.evidence_of("same_as", record.id))
    elif isinstance(record, Policy):
        yield from (("alignments", other) for other in dossier.alignments_of("policy", record.id))
    elif isinstance(record, Scale):
        yield from (("scales", other) for other in dossier.records(Scale))
    elif isinstance(record, Meta):
        for entry in record.carried:
            if entry.table in TABLES and (named := dossier.get(TABLES[entry.table], entry.record)):
                yield entry.table, named


def _chain(dossier: DossierReader, table: str, record: Record) -> Iterator[tuple[str, Record]]:
    """What a record names in its table, and so on."""
    waiting, seen = [record], {record.id}
    while waiting:
        current = waiting.pop()
        for name in _CHAINS.get(TABLES[table], ()):
            ident = getattr(current, name)
            if ident and ident not in seen and (named := dossier.get(TABLES[table], ident)):
                seen.add(ident)
                waiting.append(named)
                yield table, named


def _is_about(fault: Fault, ident: str) -> bool:
    return fault.id == ident or ident in fault.values.values()


def _beside_field(table: str, kind: type[Struct], fault: Fault) -> FormFault:
    if fault.document:
        return FormFault("", fault.message, fault.values, fault.warning, elsewhere=f"{fault.table}/{fault.id}")
    return FormFault(_field_of(fault, key_order(kind)), fault.message, fault.values, fault.warning)


def _field_of(fault: Fault, keys: Iterable[str]) -> str:
    """The field that a fault is about: the one that it names as such, else the first that its message names."""
    named = str(fault.values.get("field", ""))
    if fault.message.startswith("{field}") and _first_key(named) in keys:
        return named
    known = set(keys)
    for word in _WORD.findall(fault.message.partition("{")[0] or fault.message):
        for key in (word, f"{word}s"):
            if key in known:
                return key
    return named if _first_key(named) in known else ""


def _first_key(path: str) -> str:
    return re.split(r"[.\[]", path, maxsplit=1)[0]
