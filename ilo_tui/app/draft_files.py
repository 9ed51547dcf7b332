"""The drafts in a folder of journals, read only: what changes of them stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Raw, Struct

from ilo_tui.core.errors import InputError
from ilo_tui.core.files import read_small
from ilo_tui.core.translator import N_
from ilo_tui.dossier.editions.model import Change, Document, Draft, Ref
from ilo_tui.review.journal import LARGEST_SESSION, MARK
from ilo_tui.review.model import UNDECODABLE, DossierRef, Reviewer

DRAFT = "draft"


class _Kind(Struct):
    """Which kind of journal it is."""

    kind: str = ""


class _Head(Struct):
    """What of a draft's session document matters here."""

    id: str
    reviewer: Reviewer
    dossier: DossierRef
    finished: str | None = None


class _Row(Struct):
    """A change, or an undo, which `withdraws` one."""

    seq: int
    at: str
    withdraws: int | None = None
    table: str = ""
    record: str = ""
    document: Document | None = None
    base: str | None = None
    was: Document = {}
    why: str = ""
    minor: bool = False
    resolves: list[Ref] = []


class DraftsOnDisk(NamedTuple):
    """The drafts on a dossier, and the files of which nobody can tell whether they hold one."""

    drafts: list[Draft]
    unreadable: list[Path]


def drafts_on(dossier: str, folder: Path) -> DraftsOnDisk:
    """The drafts on a dossier, by its id; of two copies of a draft the one that went on.

    Raises `InputError` of a draft that cannot be read: an edition without it would not say so.
    """
    unreadable: list[Path] = []
    states: dict[str, dict[int, _Row]] = {}
    drafts: dict[str, Draft] = {}
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        for head, rows in _read(path, unreadable):
            if head.dossier.id != dossier:
                continue
            draft = _draft(head, rows)
            other = drafts.get(head.id)
            if other and not rows.items() >= states[head.id].items():
                if states[head.id].items() >= rows.items():
                    continue
                # Each has what the other lacks: both are folded in, and where they differ that is named.
                draft = msgspec.structs.replace(draft, changes=[*other.changes, *draft.changes])
            drafts[head.id], states[head.id] = draft, rows
    return DraftsOnDisk(list(drafts.values()), unreadable)


def _read(path: Path, unreadable: list[Path]) -> Iterator[tuple[_Head, dict[int, _Row]]]:
    """The draft in a file; nothing where it holds none."""
    try:
        data = read_small(path, LARGEST_SESSION).removeprefix(MARK)
        tables = msgspec.json.decode(data, type=dict[str, dict[str, Raw]])
        sessions = list(tables.get("session", {}).values())
        if not sessions or msgspec.json.decode(sessions[0], type=_Kind).kind != DRAFT:
            return
    except (OSError, *UNDECODABLE):
        unreadable.append(path)
        return
    try:
        head = msgspec.json.decode(sessions[0], type=_Head)
        yield head, _rows(tables.get("decisions", {}))
    except UNDECODABLE as error:
        message = N_("it is cut off or damaged ({reason})")
        raise InputError.of(path, message, N_("Copy it again from where it came."), reason=error) from None


def _rows(table: Mapping[str, Raw]) -> dict[int, _Row]:
    rows = [msgspec.json.decode(raw, type=_Row) for raw in table.values()]
    return {row.seq: row for row in sorted(rows, key=lambda row: row.seq)}


def _draft(head: _Head, rows: Mapping[int, _Row]) -> Draft:
    withdrawn = {row.withdraws for row in rows.values()}
    changes = [
        Change(
            table=row.table,
            record=row.record,
            document=row.document,
            base=row.base,
            was=row.was,
            why=row.why,
            minor=row.minor,
            resolves=row.resolves,
            at=row.at,
            draft=head.id,
            seq=row.seq,
            author=head.reviewer.name,
        )
        for row in rows.values()
        if row.withdraws is None and row.seq not in withdrawn
    ]
    return Draft(
        id=head.id,
        author=head.reviewer.name,
        reviewer=head.reviewer.id,
        finished=head.finished is not None,
        changes=changes,
    )
