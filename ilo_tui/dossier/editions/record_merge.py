"""One record that several drafts add, change or remove: its new document, or conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET, Raw

from ilo_tui.core.records import Part
from ilo_tui.dossier.editions.drafted import DraftedRecord, drafted_records
from ilo_tui.dossier.editions.fields import decoded, field_name, new_document, put_fields, same, value_at
from ilo_tui.dossier.editions.model import Change, Conflict, ConflictKind, Document, Side
from ilo_tui.dossier.editions.record_fields import MergedFields, RecordFields
from ilo_tui.dossier.editions.resolutions import Resolutions
from ilo_tui.dossier.hashing import hash_of


class MergedRecord(Part, frozen=True, kw_only=True):
    """What comes of a record: its document, None where it is not in the edition.

    What is in conflict is as the edition has it; of a record that some remove and others change, as these have it.
    `minor` where nothing but minor changes made it another.
    """

    document: Raw | None
    fields: list[str] = []
    minor: bool = False
    conflicts: list[Conflict] = []


class RecordMerge:
    """Puts together what drafts do to the record `ident` of a table."""

    def __init__(self, table: str, ident: str, base: Raw | None) -> None:
        """`base` is its document in the edition, None where it is not there."""
        self._table, self._ident, self._base = table, ident, base

    def merge(self, changes: Sequence[Change], resolutions: Resolutions) -> MergedRecord:
        """The record after these changes, which are all of it."""
        drafted = drafted_records(changes, resolutions, present=self._base is not None)
        added = [record for record in drafted if record.kind == "added"]
        rest = [record for record in drafted if record.kind != "added"]
        current = self._base
        if not _same_documents(self._base, added):
            sides = list(map(_document_side, added))
            choice = resolutions.choice_between(self._table, self._ident, sides)
            if choice is None or choice.document is None or self._base is not None:
                return self._conflict("added", self._base, [*self._base_side(), *sides])
            current = new_document(self._table, choice.document)
        elif added and current is None:
            current = new_document(self._table, added[0].document or {})
        if current is None:
            missing = [Side(), *(_document_side(record) for record in rest if _needs_record(record))]
            return self._conflict("missing", None, missing) if len(missing) > 1 else MergedRecord(document=None)
        return self._go_on(current, rest, changes, resolutions)

    def _base_side(self) -> list[Side]:
        return [] if self._base is None else [Side(value=decoded(self._base))]

    def _go_on(
        self, current: Raw, drafted: Sequence[DraftedRecord], changes: Sequence[Change], resolutions: Resolutions
    ) -> MergedRecord:
        """Change or remove what is there now."""
        removals = [record for record in drafted if record.kind == "removed"]
        changing = [record for record in drafted if record.kind == "changed"]
        fields = RecordFields(self._table, self._ident, changes, resolutions)
        merged = _changed(self._table, current, fields.merge(decoded(current), changing))
        if not removals:
            return merged
        before = decoded(current)
        others = [_document_side(record) for record in changing if _makes_another(record, before)]
        if others or any(hash_of(before) not in record.seen for record in removals):
            removed = [record.side(UNSET) for record in removals]
            return self._conflict("removed", merged.document, [Side(value=before), *others, *removed])
        return MergedRecord(document=None)

    def _conflict(self, kind: ConflictKind, document: Raw | None, sides: Sequence[Side]) -> MergedRecord:
        conflict = Conflict(kind=kind, table=self._table, record=self._ident, sides=list(sides))
        return MergedRecord(document=document, conflicts=[conflict])


def _changed(table: str, current: Raw, merged: MergedFields) -> MergedRecord:
    return MergedRecord(
        document=put_fields(current, merged.edits, table) if merged.edits else current,
        fields=sorted({field_name(path) for path in merged.edits}),
        minor=merged.minor,
        conflicts=merged.conflicts,
    )


def _needs_record(record: DraftedRecord) -> bool:
    """Whether a draft makes something of a record, which has to be there for that."""
    chosen = any(change.resolves for change in record.changes)
    return record.kind == "changed" and (bool(record.edits) or chosen)


def _same_documents(base: Raw | None, added: Sequence[DraftedRecord]) -> bool:
    """Whether what is added under one id is the same, and the same as what has the id already."""
    documents: list[Document | None] = [record.document for record in added]
    documents += [decoded(base)] if base is not None and added else []
    return all(same(document, documents[0]) for document in documents)


def _document_side(record: DraftedRecord) -> Side:
    return record.side(record.last.document)


def _makes_another(record: DraftedRecord, before: Document) -> bool:
    return any(not same(edit.edit.new, value_at(before, path)) for path, edit in record.edits.items())
