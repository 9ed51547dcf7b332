"""The fields of one record that several drafts change: those that go together, and those in conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ilo_tui.core.records import Part
from ilo_tui.dossier.editions.drafted import DraftedEdit, DraftedRecord
from ilo_tui.dossier.editions.field_merge import MergedField, merge_field
from ilo_tui.dossier.editions.fields import FieldEdit, Path, same, value_at, value_of
from ilo_tui.dossier.editions.model import MEANING, Change, Conflict, ConflictKind, Document, Side
from ilo_tui.dossier.editions.resolutions import Resolutions


class MergedFields(Part, frozen=True, kw_only=True):
    """The edits that go together, whether all of them are minor, and what is in conflict."""

    edits: dict[Path, FieldEdit]
    minor: bool
    conflicts: list[Conflict]


class RecordFields:
    """Puts together the fields of the record `ident` of a table, of which `changes` are all changes."""

    def __init__(self, table: str, ident: str, changes: Sequence[Change], resolutions: Resolutions) -> None:
        """Nothing is compared yet."""
        self._table, self._ident, self._changes, self._resolutions = table, ident, changes, resolutions

    def merge(self, document: Document, drafted: Sequence[DraftedRecord]) -> MergedFields:
        """The fields of a document after what drafts change of it."""
        by_path: defaultdict[Path, list[DraftedEdit]] = defaultdict(list)
        for record in drafted:
            for path, edit in record.edits.items():
                by_path[path].append(edit)
        merged = {path: self._merge_field(value_at(document, path), path, by_path[path]) for path in by_path}
        split = _split_keys(merged)
        conflicts = [self._conflict("field", (key,), document, _key_sides(key, drafted)) for key in split]
        for path in sorted(path for path in merged if path[0] not in split):
            conflicts += self._conflict_of(path, document, merged[path])
        barred = {conflict.path for conflict in conflicts}
        agreed = {path: field for path, field in merged.items() if field.edit and not _in(barred, path)}
        return MergedFields(
            edits={path: field.edit for path, field in agreed.items() if field.edit},
            minor=all(field.minor for field in agreed.values()),
            conflicts=conflicts,
        )

    def _merge_field(self, value: object, path: Path, edits: Sequence[DraftedEdit]) -> MergedField:
        """One field; where it is in conflict, what somebody has chosen between its sides."""
        merged = merge_field(value, edits, self._has_seen)
        sides = merged.against or merged.sides
        choice = self._resolutions.choice_between(self._table, self._ident, sides) if sides else None
        if choice is None or choice.document is None:
            return merged
        contested = merged.against or (merged.minor and path[0] in MEANING)
        if not contested and not self._resolutions.is_against_removal(choice):
            return merged
        chosen = value_at(choice.document, path)
        if same(chosen, value):
            return MergedField()
        edit = next((edit.edit for edit in edits if same(edit.edit.new, chosen)), None)
        return MergedField(edit=edit, minor=choice.minor, sides=sides) if edit else merged

    def _has_seen(self, edit: DraftedEdit) -> bool:
        """Whether a choice goes by what another draft has in its field."""
        path, old = edit.edit.path, edit.edit.old
        others = (change.document for change in self._changes if change.draft != edit.side.draft)
        return edit.chosen and any(document and same(value_at(document, path), old) for document in others)

    def _conflict_of(self, path: Path, document: Document, field: MergedField) -> list[Conflict]:
        if field.against:
            return [self._conflict("field", path, document, field.against)]
        if field.edit and field.minor and path[0] in MEANING:
            return [self._conflict("minor", path, document, field.sides)]
        return []

    def _conflict(self, kind: ConflictKind, path: Path, document: Document, drafted: Sequence[Side]) -> Conflict:
        sides = [Side(value=value_at(document, path)), *drafted]
        return Conflict(kind=kind, table=self._table, record=self._ident, path=path, sides=sides)


def _in(barred: set[Path], path: Path) -> bool:
    return path in barred or path[:1] in barred


def _split_keys(merged: Mapping[Path, MergedField]) -> list[str]:
    """The keys that some change as a whole and others in a part."""
    changed = [path for path, field in merged.items() if field.edit or field.against]
    return sorted({path[0] for path in changed if len(path) == 1} & {path[0] for path in changed if len(path) > 1})


def _key_sides(key: str, drafted: Sequence[DraftedRecord]) -> list[Side]:
    """What each draft that changes a key has there."""
    touching = [record for record in drafted if any(path[0] == key for path in record.edits)]
    return [record.side(value_of(record.last.document or {}, key)) for record in touching]
