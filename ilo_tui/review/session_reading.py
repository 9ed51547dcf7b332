"""Reading a session file that may be anything: cut off, empty, of a newer program, of another one, or sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from ilo_tui.core.translator import N_
from ilo_tui.review.errors import UnreadableDraftError, UnreadableSessionError
from ilo_tui.review.journal_reading import (
    JournalTables,
    check_encoding,
    decode_records,
    faulty_head,
    looks_like_draft,
    read_bytes,
    split_tables,
    without_mark,
)
from ilo_tui.review.model import UNDECODABLE, JournalRecord, Session, check_time, decode_record

_SESSION = msgspec.json.Decoder(Session)


@dataclass(frozen=True)
class Loaded:
    """A sound session file: the session, its records in order, and the rows of the file that hold them."""

    session: Session
    records: tuple[JournalRecord, ...]
    rows: tuple[bytes, ...]


def read_session(path: Path) -> Loaded:
    """The session in a file; raises `UnreadableSessionError`, which says what is wrong with it."""
    return parse_session(path, read_bytes(path))


def parse_session(path: Path, data: bytes) -> Loaded:
    """The session in `data`, the content of `path`; raises `UnreadableSessionError`, of a draft its own kind of it."""
    try:
        return session_in(path, data, split_tables(path, data))
    except UnreadableSessionError as error:
        if looks_like_draft(data):
            raise UnreadableDraftError.of(error) from error
        raise


def session_in(path: Path, data: bytes, tables: JournalTables) -> Loaded:
    """The session in the tables of a file; raises `UnreadableSessionError`."""
    if tables.is_draft:
        message, mend = N_("this is a draft, and no review session"), N_("The command drafts lists it.")
        raise UnreadableDraftError(path, "no_session", message, mend)
    try:
        session = _SESSION.decode(tables.head)
        for moment in filter(None, (session.started, session.finished)):
            check_time(moment)
    except UNDECODABLE as error:
        raise faulty_head(path, error) from error
    records, rows = decode_records(path, tables.records, decode_record)
    check_encoding(path, without_mark(data))
    return Loaded(session, records, rows)
