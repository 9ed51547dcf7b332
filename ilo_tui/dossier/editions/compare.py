"""What is different between two dossiers, record by record and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Raw

from ilo_tui.core.records import Part
from ilo_tui.dossier.editions.fields import FieldEdit, decoded, edits_of, value_of
from ilo_tui.dossier.editions.model import Document, RawTables
from ilo_tui.dossier.editions.published import META, ids_of
from ilo_tui.dossier.model import TABLES

_WRITTEN_BY_PUBLISHING = frozenset({"edition", "history", "carried"})
"""What of `meta` differs in every edition."""


class RecordDifference(Part, frozen=True, kw_only=True):
    """A record that is new (`before` is None), removed (`after` is None), or different in these fields."""

    table: str
    record: str
    before: Document | None
    after: Document | None
    fields: list[FieldEdit] = []


def compare(old: RawTables, new: RawTables) -> Iterator[RecordDifference]:
    """Every record that differs, table by table in the order of the format, in the order of the new file.

    What was removed stands last in its table.
    """
    for table in TABLES:
        yield from _compare_table(table, old.get(table, {}), new.get(table, {}))


def _compare_table(table: str, old: Mapping[str, Raw], new: Mapping[str, Raw]) -> Iterator[RecordDifference]:
    before, after = ids_of(old), ids_of(new)
    for ident, number in after.items():
        if ident not in before:
            yield RecordDifference(table=table, record=ident, before=None, after=decoded(new[number]))
        elif old[before[ident]] != new[number]:
            documents = decoded(old[before[ident]]), decoded(new[number])
            if fields := list(fields_between(table, *documents)):
                yield RecordDifference(
                    table=table, record=ident, before=documents[0], after=documents[1], fields=fields
                )
    for ident in before:
        if ident not in after:
            yield RecordDifference(table=table, record=ident, before=decoded(old[before[ident]]), after=None)


def fields_between(table: str, before: Document, after: Document) -> Iterator[FieldEdit]:
    """The fields that differ between two documents of a table, but for those that publishing writes."""
    for key in dict.fromkeys((*before, *after)):
        if table != META or key not in _WRITTEN_BY_PUBLISHING:
            yield from edits_of(table, key, value_of(before, key), value_of(after, key))
