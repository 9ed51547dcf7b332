"""What one draft does to one record in the end, whatever number of changes that took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol

import msgspec

from ilo_tui.core.records import Part
from ilo_tui.dossier.editions.fields import FieldEdit, Path, edits_of, value_of
from ilo_tui.dossier.editions.model import Change, Document, Ref, Side
from ilo_tui.dossier.editions.resolutions import Resolutions


class DraftedEdit(Part, frozen=True, kw_only=True):
    """A field as one draft changes it; a `chosen` one has seen the values that it stands in place of."""

    edit: FieldEdit
    minor: bool
    side: Side
    chosen: bool = False


class DraftedRecord(Part, frozen=True, kw_only=True):
    """A record as one draft has it: added, removed, or changed in some fields.

    `seen` are the hashes of what its changes were made on; None among them where there was nothing.
    """

    kind: Literal["added", "removed", "changed"]
    document: Document | None
    seen: frozenset[str | None]
    edits: Mapping[Path, DraftedEdit]
    changes: list[Change]

    @property
    def last(self) -> Change:
        """The last change of it."""
        return self.changes[-1]

    @property
    def refs(self) -> list[Ref]:
        """Its changes, as they are cited."""
        return [change.ref for change in self.changes]

    def side(self, value: object) -> Side:
        """The draft's side of a conflict."""
        return side_of(self.changes, value)


def side_of(changes: Sequence[Change], value: object) -> Side:
    """The side of a draft whose changes these are."""
    last = changes[-1]
    why = "; ".join(dict.fromkeys(change.why for change in changes if change.why))
    return Side(
        value=value,
        draft=last.draft,
        seq=last.seq,
        author=last.author,
        at=last.at,
        why=why,
        minor=all(change.minor for change in changes),
    )


def drafted_records(changes: Iterable[Change], resolutions: Resolutions, *, present: bool) -> list[DraftedRecord]:
    """What each draft does to a record, of all changes of it, by (at, draft); `present` as in `Resolutions`."""
    by_draft: defaultdict[str, list[Change]] = defaultdict(list)
    for change in sorted(changes, key=lambda change: change.seq):
        by_draft[change.draft].append(change)
    drafted = (_drafted(rows, resolutions, present=present) for rows in by_draft.values())
    return sorted(filter(None, drafted), key=lambda record: (record.last.at, record.last.draft))


def _drafted(changes: Sequence[Change], resolutions: Resolutions, *, present: bool) -> DraftedRecord | None:
    counting = [change for change in changes if not resolutions.is_replaced(change, present=present)]
    if not counting:
        return None
    kind: Literal["added", "removed", "changed"] | None = None
    document: Document | None = None
    for change in counting:
        if change.document is None:
            kind, document = (None if kind == "added" else "removed"), None
        elif document is not None:
            document = patched(document, change)
        elif change.base is None:
            kind, document = "added", dict(change.document)
        else:
            kind = "changed"
    if kind is None:
        return None
    edits = _edits(counting, resolutions) if kind == "changed" else {}
    return DraftedRecord(
        kind=kind, document=document, seen=frozenset(change.base for change in changes), edits=edits, changes=counting
    )


class DocumentChange(Protocol):
    """What of a change says what becomes of a record; see `Change`."""

    @property
    def document(self) -> Document | None:
        """The full new state; None of a removed record."""
        ...

    @property
    def base(self) -> str | None:
        """The hash of what was changed; None of an added record."""
        ...

    @property
    def was(self) -> Document:
        """The values before of the keys that were changed."""
        ...


def patched(document: Document, change: DocumentChange) -> Document:
    """The document with the keys that a change touched as it has them."""
    after = change.document or {}
    touched = {key: after.get(key) for key in change.was}
    return {key: value for key, value in {**document, **touched}.items() if value is not None}


def _edits(changes: Sequence[Change], resolutions: Resolutions) -> dict[Path, DraftedEdit]:
    """By field, what was there before the first change of it that counts, and what is after the last."""
    edits: dict[Path, DraftedEdit] = {}
    for key in dict.fromkeys(key for change in changes for key in change.was):
        steps = [(change, edit) for change in changes if key in change.was for edit in _between(key, [change])]
        rows = [change for change in changes if key in change.was]
        replaced = {change.ref for change, edit in steps if resolutions.is_replaced_in(change, edit.path)}
        if not replaced or any(len(edit.path) == 1 for _, edit in steps):
            rows = [change for change in rows if change.ref not in replaced]
            edits |= {edit.path: _drafted_edit(edit, rows) for edit in (_between(key, rows) if rows else ())}
            continue
        for path in dict.fromkeys(edit.path for _, edit in steps):
            of_path = [(change, edit) for change, edit in steps if edit.path == path]
            of_path = [(change, edit) for change, edit in of_path if not resolutions.is_replaced_in(change, path)]
            if of_path:
                last = msgspec.structs.replace(of_path[-1][1], old=of_path[0][1].old)
                edits[path] = _drafted_edit(last, [change for change, _ in of_path])
    return edits


def _drafted_edit(edit: FieldEdit, changes: Sequence[Change]) -> DraftedEdit:
    return DraftedEdit(
        edit=edit,
        minor=all(change.minor for change in changes),
        side=side_of(changes, edit.new),
        chosen=any(change.resolves for change in changes),
    )


def _between(key: str, changes: Sequence[Change]) -> list[FieldEdit]:
    before, after = value_of(changes[0].was, key), value_of(changes[-1].document or {}, key)
    return edits_of(changes[0].table, key, before, after)
