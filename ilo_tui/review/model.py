"""The records of a review file, as frozen structs: fields and names are those of the file.

Times are UTC, ISO, to the second (`2026-11-24T14:02:11Z`). An item is named `evidence:ID`, `cell:PROGRAMME/DIMENSION`,
`alignment:ID`, `suggestion:ID`, `gap:PROGRAMME/DIMENSION:KIND` or `gap:PROGRAMME/POLICY:none`. What is empty is left
out of the file. Whoever adds something raises `SCHEMA`, so that an older program refuses a file that has it and drops
nothing; a file without it is written in the schema that it takes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta as Constraint
from msgspec import Raw, Struct

from ilo_tui.core.records import Part, form

Basis = Literal["source_read", "own_observation", "interview", "dossier_only", "other"]
Role = Literal["staff", "partner", "independent", "other"]
Order = Literal["dossier", "shuffled"]
SessionKind = Literal["review", "adjudication"]
QueueKind = Literal["evidence", "cells", "alignments", "suggestions", "gaps", "attribution", "bearing", "mixed"]
Seq = Annotated[int, Constraint(ge=1)]
ItemName = Annotated[str, Constraint(pattern=r"^(evidence|cell|alignment|suggestion|gap):.")]
Time = Annotated[str, form(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")]
Percent = Annotated[int, Constraint(ge=0, le=100)]

SCHEMA = 2
"""The latest schema that is read. What is of schema 1 is written as version 0.1 reads it: see `schema_of`."""
UNDECODABLE = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
"""What decoding bytes that may be anything raises."""


class Reviewer(Part, frozen=True, kw_only=True):
    """Who judges. The id, `<slug>-<4 hex>`, tells two people of one name apart."""

    id: str
    name: str
    role: Role


class DossierRef(Part, frozen=True, kw_only=True):
    """Which dossier is judged: `hash` is of its whole content when the session began."""

    id: str
    edition: str
    hash: str


class Share(Part, frozen=True, kw_only=True):
    """Part `part` of `of` parts of the work; `overlap` percent of the items stand in every part."""

    part: Seq
    of: Seq
    overlap: Percent = 0


class Queue(Part, frozen=True, kw_only=True):
    """What a session judges: how it was chosen, and the items themselves, which no later change of the dossier moves.

    `where` is the filter as one types it; `sample` is `40` or `20%`; `listed` means that a list was taken as it stood;
    a `loose` queue grows by what its reviewer picks; `continues` is the session whose rest this is.
    """

    kind: QueueKind
    items: list[ItemName]
    where: str = ""
    not_judged: bool = False
    flagged: bool = False
    sample: str = ""
    listed: bool = False
    loose: bool = False
    continues: str = ""


def schema_of(queue: Queue) -> int:
    """The lowest schema that holds a session on a queue: version 0.1 knows all but bearing."""
    return SCHEMA if queue.kind == "bearing" else 1


class Session(Part, frozen=True, kw_only=True):
    """What session this is. Only `queue.items` of a loose session grows, and finishing adds the last two."""

    schema: int
    id: str
    kind: SessionKind
    reviewer: Reviewer
    writer: str
    dossier: DossierRef
    queue: Queue
    order: Order
    seed: int
    language: str
    started: Time
    share: Share | None = None
    finished: Time | None = None
    check_code: str | None = None


class Decision(Part, frozen=True, kw_only=True):
    """The full new state of an item. `values` holds the code answered by scale id; `item_hash` is of what was read.

    `inputs` are the ratings an adjudication saw, each `(session, seq)`, or the sheet that an answer was keyed from.
    """

    seq: Seq
    item: ItemName
    item_hash: str
    values: dict[str, str]
    basis: Basis
    flagged: bool
    skipped: bool
    at: Time
    note: str = ""
    inputs: list[tuple[str, Seq]] = []


class Withdrawal(Part, frozen=True, kw_only=True):
    """An undo: the record of seq `withdraws` no longer stands."""

    seq: Seq
    withdraws: Seq
    at: Time


class Seen(Part, frozen=True, kw_only=True):
    """What somebody saw in the field; `date` is as precise as known."""

    text: str
    place: str = ""
    date: str = ""


class Observation(Part, frozen=True, kw_only=True):
    """An observation from the field about an item; it stands beside the item's state."""

    seq: Seq
    item: ItemName
    observation: Seen
    at: Time


JournalRecord = Decision | Withdrawal | Observation
Standing = Decision | Observation


class _Keys(Struct):
    """The keys that tell the three kinds of record apart."""

    withdraws: Raw = Raw()
    observation: Raw = Raw()


_KEYS = msgspec.json.Decoder(_Keys)
_DECISION = msgspec.json.Decoder(Decision)
_WITHDRAWAL = msgspec.json.Decoder(Withdrawal)
_OBSERVATION = msgspec.json.Decoder(Observation)


def decode_record(raw: Raw | bytes) -> JournalRecord:
    """One record of the decisions table, told by its keys; raises `msgspec.MsgspecError`."""
    keys = _KEYS.decode(raw)
    record: JournalRecord
    if bytes(keys.withdraws):
        record = _WITHDRAWAL.decode(raw)
    elif bytes(keys.observation):
        record = _OBSERVATION.decode(raw)
    else:
        record = _DECISION.decode(raw)
    check_time(record.at)
    return record


def check_time(text: str) -> None:
    """Refuse what has the form of a time and is none, as the 31st of February; raises `msgspec.ValidationError`."""
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise msgspec.ValidationError(str(error)) from None
