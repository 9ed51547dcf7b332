"""Files of others as changes in one's draft: each row shown against what is there, and taken alone or with all.

It knows no screen. Nothing that is in no row is removed, and what is taken goes into the draft in one save.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from ilo_tui.core.errors import UsageError
from ilo_tui.core.records import Part
from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import ReadOnlyStorage, schema_of
from ilo_tui.dossier.editions.base import BaseEdition
from ilo_tui.dossier.editions.compare import RecordDifference, fields_between
from ilo_tui.dossier.editions.model import Document, RawTables
from ilo_tui.dossier.editions.published import ids_of
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import SCHEMA
from ilo_tui.dossier.validation import check_raws
from ilo_tui.importers.imported_records import DraftTarget, ImportedRecord
from ilo_tui.importers.importer import Importer, ImportReport, ImportRequest, Progress, no_progress
from ilo_tui.review.drafts.documents import storable
from ilo_tui.review.drafts.draft import Edit
from ilo_tui.review.drafts.model import RecordKey
from ilo_tui.review.drafts.new_ids import new_id

RowKind = Literal["new", "changed", "same"]


class RowChange(Part, frozen=True, kw_only=True):
    """What a row makes of a record: the record before, where there is one, and after, and the fields that differ."""

    file: str
    row: int
    difference: RecordDifference

    @property
    def kind(self) -> RowKind:
        """Whether the record is new, changed, or as it is there already."""
        if self.difference.before is None:
            return "new"
        return "changed" if self.difference.fields else "same"


class DraftImport:
    """One import into a draft."""

    def __init__(
        self, importer: Importer, request: ImportRequest, dossier: Path, drafted: Mapping[RecordKey, Document | None]
    ) -> None:
        """Read into the dossier in a file with what is `drafted` laid over it: by record its state, None if removed.

        Nothing is read yet. Raises `UsageError` where the files cannot go into a draft.
        """
        if importer.draft is None:
            message = N_("--draft is for tables and references; {name} makes a dossier of its own")
            raise UsageError(message, N_("Name the dossier to write with -o."), name=importer.name)
        self._run, self._request = importer.draft, request
        self._dossier, self._drafted = dossier, drafted
        self._tables: RawTables = {}
        self._reserved: set[str] = set()
        self.rows: list[RowChange] = []
        """Every row, in the order in which records refer to each other."""
        self.report: ImportReport | None = None
        """How the files were understood."""

    def read(self, progress: Progress = no_progress) -> None:
        """Read the files; raises `AppError`, of bad cells with a line for each."""
        tables = ReadOnlyStorage(self._dossier).raws()
        if schema_of(tables["meta"].values(), unnamed=1) < SCHEMA:
            message = N_("it is of schema 1, and editions are written in schema 2")
            raise UsageError(message, N_('Write "schema": 2 into meta, and mend what check names then.'), self._dossier)
        self._tables = laid_over(tables, self._drafted)
        self._reserved = {ident for rows in self._tables.values() for ident in ids_of(rows)}
        records, self.report = self._run(self._request, DraftTarget(self._tables, self._new_id), progress)
        base = BaseEdition(self._tables)
        self.rows = [_row(record, base) for record in records]

    def _new_id(self, table: str) -> str:
        ident = new_id(table, self._reserved.__contains__)
        self._reserved.add(ident)
        return ident

    def counts(self) -> Counter[RowKind]:
        """How many rows are new, changed and the same."""
        return Counter(row.kind for row in self.rows)

    def changes(self) -> list[RowChange]:
        """The rows that change something."""
        return [row for row in self.rows if row.kind != "same"]

    def faults(self, rows: Iterable[RowChange]) -> list[Fault]:
        """What `check` would say of the records of these rows, were they published: goes through all of the dossier."""
        records = {(row.difference.table, row.difference.record): row.difference.after for row in rows}
        idents = {ident for _, ident in records}
        faults = (fault for fault in check_raws(laid_over(self._tables, records)) if not fault.warning)
        return [fault for fault in faults if idents & {fault.id, *map(str, fault.values.values())}]


def edits_of(rows: Iterable[RowChange], why: str) -> list[Edit]:
    """The edits that take rows into a draft, in one save; those that change nothing are left out."""
    return [
        Edit(row.difference.table, row.difference.record, row.difference.after, why)
        for row in rows
        if row.kind != "same"
    ]


def laid_over(tables: RawTables, drafted: Mapping[RecordKey, Document | None]) -> RawTables:
    """Tables with records in other states, None for those that are removed; new ones stand behind."""
    base, result = BaseEdition(tables), {name: dict(rows) for name, rows in tables.items()}
    last = {table: max(map(int, result.get(table, ())), default=0) for table in {table for table, _ in drafted}}
    for (table, record), document in drafted.items():
        rows, number = result.setdefault(table, {}), base.number(table, record)
        if document is None:
            rows.pop(number or "", None)
            continue
        if number is None:
            last[table] += 1
        rows[number or str(last[table])] = msgspec.Raw(msgspec.json.encode(document))
    return result


def _row(record: ImportedRecord, base: BaseEdition) -> RowChange:
    raw, after = base.document(record.table, record.record), storable(record.document)
    before = None if raw is None else msgspec.json.decode(raw, type=Document)
    fields = list(fields_between(record.table, before or {}, after))
    difference = RecordDifference(table=record.table, record=record.record, before=before, after=after, fields=fields)
    return RowChange(file=record.file, row=record.row, difference=difference)
