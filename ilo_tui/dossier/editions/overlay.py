"""Drafts laid over the edition that they are on: the dossier as their author sees it before it is published.

What is in a draft may be half right. Here it is made such that every reference leads somewhere: a record as far as it
can be read, without the fields that name what there is not, else as it is published. What is wrong with it is told by
`check`, not here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

import msgspec
from msgspec import Raw

from ilo_tui.core.records import Part
from ilo_tui.dossier.checks.references import cited_among, references_of
from ilo_tui.dossier.codec import decoder
from ilo_tui.dossier.editions.compare import fields_between
from ilo_tui.dossier.editions.drafted import DocumentChange, patched
from ilo_tui.dossier.editions.fields import FieldEdit
from ilo_tui.dossier.editions.model import Document
from ilo_tui.dossier.model import TABLES, Record
from ilo_tui.dossier.overlaid import OverlaidDossier
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.schema1 import kinds_of

RecordKey = tuple[str, str]
"""A record by its table and its id."""
OverlayKind = Literal["added", "changed", "removed"]


class RecordOverlay(Part, frozen=True, kw_only=True):
    """A record as it is published (`before`) and as drafts have it (`after`); None where it is not there."""

    table: str
    record: str
    before: Document | None
    after: Document | None

    @property
    def key(self) -> RecordKey:
        """By what it is found."""
        return self.table, self.record

    @property
    def kind(self) -> OverlayKind:
        """What drafts do to it."""
        if self.after is None:
            return "removed"
        return "added" if self.before is None else "changed"

    def fields(self) -> list[FieldEdit]:
        """The fields that differ from what is published."""
        return list(fields_between(self.table, self.before or {}, self.after or {}))


def record_overlay(
    key: RecordKey, published: Document | None, changes: Iterable[DocumentChange]
) -> RecordOverlay | None:
    """What changes make of a record, in the order in which they were made; None where it is as published.

    A change is of the fields that it touched: what the edition says otherwise since in others stays.
    """
    after = published
    for change in changes:
        if change.document is None:
            after = None
        elif after is None or change.base is None:
            after = dict(change.document)
        else:
            after = patched(after, change)
    overlay = RecordOverlay(table=key[0], record=key[1], before=published, after=after)
    return overlay if (published is None) != (after is None) or (after is not None and overlay.fields()) else None


class Overlay(Part, frozen=True, kw_only=True):
    """The dossier with drafts laid over it, and the records of which not all could be."""

    dossier: DossierReader
    incomplete: frozenset[RecordKey]


def lay_over(
    published: DossierReader,
    records: Sequence[RecordOverlay],
    drafts: Mapping[RecordKey, Collection[str]] = MappingProxyType({}),
) -> Overlay:
    """The published dossier with these records as drafts have them, as far as they can be read.

    `drafts` says which drafts add or change a record, for the filter `draft:`; these need not be laid over.
    """
    overlaying = _Overlaying(published, records, drafts)
    if not overlaying.records and not drafts:
        return Overlay(dossier=published, incomplete=frozenset(overlaying.incomplete))
    dossier = overlaying.sound()
    return Overlay(dossier=dossier, incomplete=frozenset(overlaying.incomplete))


class _Overlaying:
    """Takes back what cannot be laid over, until every reference leads somewhere."""

    def __init__(
        self, published: DossierReader, records: Sequence[RecordOverlay], drafts: Mapping[RecordKey, Collection[str]]
    ) -> None:
        self._drafts = {(TABLES[table], ident): names for (table, ident), names in drafts.items() if table in TABLES}
        self._published, self._kinds = published, kinds_of(published.meta.schema)
        self.incomplete: set[RecordKey] = set()
        self.records: dict[RecordKey, Record | None] = {}
        self._documents: dict[RecordKey, Document] = {}
        self._overlays = {overlay.key: overlay for overlay in records if overlay.table in self._kinds}
        for overlay in self._overlays.values():
            self._read(overlay)

    def _read(self, overlay: RecordOverlay) -> None:
        """The record as far as it can be read; none at all is as published."""
        if overlay.after is None:
            self.records[overlay.key] = None
            return
        document, bad = readable(self._kinds[overlay.table], overlay)
        record = _decoded(self._kinds[overlay.table], document)
        if bad or record is None:
            self.incomplete.add(overlay.key)
        if record is not None:
            self.records[overlay.key], self._documents[overlay.key] = record, document

    def sound(self) -> DossierReader:
        """The dossier, once nothing in it refers to what there is not."""
        while True:
            dossier = self._dossier()
            # Each round takes something back, so that there is an end.
            if cited := list(self._cited(dossier)):
                for key in cited:
                    self.incomplete.add(key)
                    del self.records[key]
            elif dangling := list(self._dangling(dossier)):
                for key, field in dangling:
                    self._take_back(key, field)
            else:
                return dossier

    def _dossier(self) -> OverlaidDossier:
        replaced: defaultdict[type[Record], dict[str, Record | None]] = defaultdict(dict)
        for (table, ident), record in self.records.items():
            replaced[TABLES[table]][ident] = record
        return OverlaidDossier(self._published, replaced, self._drafts)

    def _dangling(self, dossier: DossierReader) -> Iterator[tuple[RecordKey, str]]:
        """The fields of drafted records that name a record which is not there."""
        for (table, ident), record in self.records.items():
            if record is not None:
                references = references_of(table, record, self._published.meta.schema)
                fields = (path for path, target, named in references if named not in dossier.ids(TABLES[target]))
                yield from (((table, ident), field) for field in dict.fromkeys(map(_first_step, fields)))

    def _cited(self, dossier: DossierReader) -> Iterator[RecordKey]:
        """The removed records that others, as they are now, refer to."""
        removed: defaultdict[str, set[str]] = defaultdict(set)
        for (table, ident), record in self.records.items():
            if record is None:
                removed[table].add(ident)
        for target, idents in removed.items():
            named = cited_among(idents, target, self._published.meta.schema, dossier.column)
            yield from ((target, ident) for ident in sorted(named))

    def _take_back(self, key: RecordKey, field: str) -> None:
        """Have a field as it is published, else without it; where that cannot be, the record as published."""
        self.incomplete.add(key)
        if key not in self.records:
            return
        before, document = self._overlays[key].before or {}, self._documents[key]
        document = {name: value for name, value in document.items() if name != field}
        if before.get(field) != self._documents[key].get(field) and before.get(field) is not None:
            document[field] = before[field]
        record = _decoded(self._kinds[key[0]], document)
        if record is None:
            del self.records[key]
        else:
            self.records[key], self._documents[key] = record, document


def readable(kind: type[Record], overlay: RecordOverlay) -> tuple[Document, list[str]]:
    """A drafted document with the fields that can be read, others as they are published, and which those are."""
    document, bad = dict(overlay.after or {}), []
    before = overlay.before or {}
    for spec in msgspec.structs.fields(kind):
        name = spec.encode_name
        if name in document and not _can_be(spec.type, document[name]):
            bad.append(name)
            del document[name]
        elif name not in document and spec.required:
            bad.append(name)
        if name not in document and name in bad and name in before:
            document[name] = before[name]
    return document, bad


def _can_be(kind: object, value: object) -> bool:
    try:
        decoder(kind).decode(msgspec.json.encode(value))
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return False
    return True


def _decoded(kind: type[Record], document: Mapping[str, object]) -> Record | None:
    try:
        record: Record = decoder(kind).decode(Raw(msgspec.json.encode(document)))
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    return record


def _first_step(path: str) -> str:
    return path.partition(".")[0]
