"""What can still be read of a damaged session file: files of this program have a document a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from ilo_tui.review.drafts.model import DraftHead, DraftRecord, decode_change
from ilo_tui.review.journal_reading import without_mark
from ilo_tui.review.model import UNDECODABLE, JournalRecord, Session, decode_record

_ROW = re.compile(rb'"([0-9]{1,9})":')
_HEADS = (msgspec.json.Decoder(Session), msgspec.json.Decoder(DraftHead))
_TABLE = b'"decisions":{'


@dataclass(frozen=True)
class Salvage:
    """The document of the session or draft if it is whole (`raw` as it stands), and the whole records with their seq.

    `highest_seq` is the highest of which anything is there; `has_unknown` says that there is a whole document in the
    records that is no record, as somebody's hand may leave it.
    """

    session: Session | DraftHead | None
    raw: bytes
    rows: tuple[tuple[int, bytes], ...]
    highest_seq: int
    has_unknown: bool


def salvage(data: bytes) -> Salvage:
    """Look through a damaged file line by line."""
    session, raw, highest, foreign = None, b"", 0, False
    rows: list[tuple[int, bytes]] = []
    in_records = False
    for line in without_mark(data).splitlines():
        in_records = in_records or line.endswith(_TABLE)
        if not (numbered := _ROW.match(line)):
            continue
        document = line[numbered.end() :].removesuffix(b",")
        highest = max(highest, int(numbered[1])) if in_records else highest
        if (seq := _seq(document)) is not None:
            rows.append((seq, document))
            highest = max(highest, seq)
        elif session is None and (document_session := _session(document)):
            session, raw = document_session, document
        else:
            foreign = foreign or _is_json(document)
    return Salvage(session, raw, tuple(rows), highest, foreign)


def _is_json(document: bytes) -> bool:
    try:
        msgspec.json.decode(document)
    except UNDECODABLE:
        return False
    return True


def decode_salvaged(document: bytes) -> JournalRecord | DraftRecord:
    """A record of a session or of a draft, whichever it is; raises `msgspec.MsgspecError`."""
    try:
        return decode_record(document)
    except msgspec.MsgspecError:
        return decode_change(document)


def _seq(document: bytes) -> int | None:
    try:
        # Also of a key that nobody knows, which is compared all the same.
        document.decode()
        return decode_salvaged(document).seq
    except UNDECODABLE:
        return None


def _session(document: bytes) -> Session | DraftHead | None:
    for decoder in _HEADS:
        try:
            document.decode()
            head: Session | DraftHead = decoder.decode(document)
        except UNDECODABLE:
            continue
        return head
    return None
