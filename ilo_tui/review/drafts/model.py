"""The records of a draft's file, as frozen structs: fields and names are those of the file.

The file has the two tables of a session. The document in `session` says what draft it is; `decisions` holds changes and
undos (`Withdrawal`). Version 0.1 refuses it by its schema.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta as Constraint
from msgspec import Raw, Struct

from ilo_tui.core.records import Part
from ilo_tui.review.model import DossierRef, Reviewer, Seq, Time, Withdrawal, check_time

Document = dict[str, object]
"""A record of a dossier as its file has it, unknown keys included."""
RecordKey = tuple[str, str]
"""A record of a dossier by its table and its id."""
Name = Annotated[str, Constraint(min_length=1)]


class DraftHead(Part, frozen=True, kw_only=True):
    """What draft this is: whose, of which dossier, begun when. Finishing adds the last two."""

    schema: Annotated[int, Constraint(ge=2)]
    id: str
    kind: Literal["draft"]
    reviewer: Reviewer
    writer: str
    dossier: DossierRef
    language: str
    started: Time
    finished: Time | None = None
    check_code: str | None = None


class Change(Part, frozen=True, kw_only=True):
    """A record that was added, altered or removed.

    `document` is the record's full new state, null of one that is removed. `base` is the hash of the document that was
    changed (`document_hash`): the published one, or what an earlier change of this draft made of it; null of a record
    that is added. `was` has the old value of every field that is other now, null where it had none: its keys are the
    fields that were changed; of an added record it is empty, of a removed one the record. `resolves` are the changes of
    which this one is the choice, each `(draft, seq)`. `minor` says that decisions on the record go on to count.
    """

    seq: Seq
    table: Name
    record: Name
    base: str | None
    was: Document
    document: Document | None
    at: Time
    why: str = ""
    minor: bool = False
    resolves: list[tuple[str, Seq]] = []

    @property
    def key(self) -> RecordKey:
        """The record that is changed."""
        return self.table, self.record


DraftRecord = Change | Withdrawal


class _Keys(Struct):
    """The key that tells the two kinds of record apart."""

    withdraws: Raw = Raw()


_KEYS = msgspec.json.Decoder(_Keys)
_CHANGE = msgspec.json.Decoder(Change)
_WITHDRAWAL = msgspec.json.Decoder(Withdrawal)


def decode_change(raw: Raw | bytes) -> DraftRecord:
    """One record of a draft, told by its keys; raises `msgspec.MsgspecError`."""
    record: DraftRecord = _WITHDRAWAL.decode(raw) if bytes(_KEYS.decode(raw).withdraws) else _CHANGE.decode(raw)
    check_time(record.at)
    if isinstance(record, Change):
        _check_document(record)
    return record


def _check_document(change: Change) -> None:
    """Refuse a change of nothing into nothing, and one with the document of another record."""
    if change.document is None and change.base is None and not change.resolves:
        raise msgspec.ValidationError("neither a `base` nor a `document`")
    if change.document is not None and change.document.get("id") != change.record:
        raise msgspec.ValidationError("the `id` of the document is not that of the `record`")
