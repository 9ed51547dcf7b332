"""Choosing between the sides of conflicts: what the publisher's own draft has to say so that they are none any more.

All conflicts of a record are chosen at once, or none: a choice says what is in each key that was in conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import cast

from msgspec import UNSET

from ilo_tui.dossier.editions.base import BaseEdition
from ilo_tui.dossier.editions.fields import FieldEdit, decoded, put_fields, was_of
from ilo_tui.dossier.editions.model import Choice, Conflict, Document, Folded, Ref, Side
from ilo_tui.dossier.editions.published import ids_of
from ilo_tui.dossier.hashing import hash_of

Chooser = Callable[[Conflict], Side | None]
"""Which side of a conflict it shall be; None where that is not decided."""

CHOOSABLE = frozenset({"field", "removed", "added", "missing", "minor"})
"""The kinds of conflict that end with the choice of a side; the others have to be mended."""


def preferring(drafts: Sequence[str], edition: str = "") -> Chooser:
    """Choose the side of the first of these drafts that is in a conflict; `edition` is what the edition has."""

    def choose(conflict: Conflict) -> Side | None:
        sides = {side.draft or edition: side for side in conflict.sides}
        return next((sides[draft] for draft in drafts if draft in sides), None)

    return choose


def choices(base: BaseEdition, folded: Folded, choose: Chooser) -> list[Choice]:
    """What the publisher's draft has to say so that the conflicts of `folded` end as `choose` says, record by record.

    `folded` is made of `base`. Left out are records of which a conflict is not decided, cannot be chosen, or is about a
    record that is only added by these drafts.
    """
    by_record: defaultdict[tuple[str, str], list[Conflict]] = defaultdict(list)
    for conflict in folded.conflicts:
        by_record[conflict.table, conflict.record].append(conflict)
    chosen = (_choice(base, folded, conflicts, choose) for _, conflicts in sorted(by_record.items()))
    return [choice for choice in chosen if choice]


def _choice(base: BaseEdition, folded: Folded, conflicts: Sequence[Conflict], choose: Chooser) -> Choice | None:
    if any(conflict.kind not in CHOOSABLE for conflict in conflicts):
        return None
    sides = [choose(conflict) for conflict in conflicts]
    first, raw = conflicts[0], base.document(conflicts[0].table, conflicts[0].record)
    if raw is None:
        return _anew(first, sides[0]) if sides[0] and first.kind in {"added", "missing"} else None
    before = decoded(raw)
    pairs = [(conflict, side) for conflict, side in zip(conflicts, sides, strict=True) if side]
    if len(pairs) < len(conflicts):
        return None
    document: Document | None
    if first.path:
        document = _with_fields(folded, pairs)
        was = {conflict.path[0]: before.get(conflict.path[0]) for conflict in conflicts}
    else:
        document, was = _of_record(folded, before, *pairs[0])
    return Choice(
        table=first.table,
        record=first.record,
        document=document,
        base=hash_of(before),
        was=was,
        minor=_is_minor(conflicts),
        resolves=_resolved(pairs),
    )


def _is_minor(conflicts: Sequence[Conflict]) -> bool:
    """Whether a choice between these fields changes no meaning, whichever it is: no side does."""
    drafted = [side for conflict in conflicts for side in conflict.sides if side.draft]
    return all(conflict.kind == "field" for conflict in conflicts) and all(side.minor for side in drafted)


def _anew(conflict: Conflict, side: Side) -> Choice:
    """The choice on a record that is not in the edition: to add it so, or not."""
    document = side.value if isinstance(side.value, dict) else None
    resolves = _resolved([(conflict, side)])
    return Choice(table=conflict.table, record=conflict.record, document=document, base=None, was={}, resolves=resolves)


def _with_fields(folded: Folded, pairs: Sequence[tuple[Conflict, Side]]) -> Document:
    """The record with what goes together in it, and the chosen values."""
    conflict = pairs[0][0]
    rows = folded.tables[conflict.table]
    current = rows[ids_of(rows)[conflict.record]]
    edits = {conflict.path: FieldEdit(path=conflict.path, old=UNSET, new=side.value) for conflict, side in pairs}
    return decoded(put_fields(current, edits, conflict.table))


def _of_record(folded: Folded, before: Document, conflict: Conflict, side: Side) -> tuple[Document | None, Document]:
    """The document and `was` of a choice on all of a record."""
    if side.value is UNSET:
        return None, {}
    if not side.draft:
        # Also what was changed shall not be: each key that any side has otherwise is as it was.
        values = [other.value for other in conflict.sides if isinstance(other.value, dict)]
        return before, {key: before.get(key) for value in values for key in was_of(before, value)}
    if conflict.kind == "removed":
        rows = folded.tables[conflict.table]
        current, value = decoded(rows[ids_of(rows)[conflict.record]]), cast("Document", side.value)
        # What was chosen to stay stays as that side has it, also where others changed the same fields.
        differing = {key: before.get(key) for key in was_of(before, value) if current.get(key) != value.get(key)}
        others = {key: content for key, content in current.items() if key not in differing}
        return {**others, **{key: value[key] for key in differing if key in value}}, differing
    document = cast("Document", side.value)
    return document, was_of(before, document)


def _resolved(pairs: Sequence[tuple[Conflict, Side]]) -> list[Ref]:
    """The changes in whose place a choice stands: those of every side, but for a removal that is not to be."""
    refs: set[Ref] = set()
    for conflict, side in pairs:
        stays = conflict.kind == "removed" and side.draft and side.value is not UNSET
        refs |= {
            (other.draft, other.seq)
            for other in conflict.sides
            if other.draft and not (stays and other.value is not UNSET)
        }
    return sorted(refs)
