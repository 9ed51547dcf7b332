"""Reading a session file that may be anything: cut off, empty, of a newer program, of another one, or sound."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ilo_tui.core.files import read_small
from ilo_tui.core.translator import N_
from ilo_tui.review.errors import UnreadableSessionError
from ilo_tui.review.journal import LARGEST_SESSION, MARK, row
from ilo_tui.review.model import SCHEMA, UNDECODABLE, JournalRecord, Session, Withdrawal, check_time, decode_record

_COPY = N_("Copy it again from where it came; nothing here overwrites it.")
_SESSION = msgspec.json.Decoder(Session)
_TABLES = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


@dataclass(frozen=True)
class Loaded:
    """A sound session file: the session, its records in order, and the rows of the file that hold them."""

    session: Session
    records: tuple[JournalRecord, ...]
    rows: tuple[bytes, ...]


def read_session(path: Path) -> Loaded:
    """The session in a file; raises `UnreadableSessionError`, which says what is wrong with it."""
    try:
        return parse_session(path, read_small(path, LARGEST_SESSION))
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise _too_large(path) from error
        message = N_("it cannot be read ({reason})")
        mend = N_("Check the rights to the file and that its disk is there.")
        raise UnreadableSessionError(path, "damaged", message, mend, reason=error.strerror or error) from error


def _too_large(path: Path) -> UnreadableSessionError:
    message, mend = N_("it is too large for a review session: more than {limit} MB"), N_("Move it to another folder.")
    return UnreadableSessionError(path, "too_large", message, mend, limit=LARGEST_SESSION // 2**20)


def without_mark(data: bytes) -> bytes:
    """The content of a file, without a byte order mark."""
    return data.removeprefix(MARK)


def parse_session(path: Path, data: bytes) -> Loaded:
    """The session in `data`, the content of `path`; raises `UnreadableSessionError`."""
    data = without_mark(data)
    tables = _split(path, data)
    if "session" not in tables or "decisions" not in tables:
        message = N_("this is no review session: the tables session and decisions are expected")
        raise UnreadableSessionError(path, "no_session", message, N_("Move it to another folder."))
    if len(tables["session"]) != 1:
        raise _damaged(path, N_("it must hold one session, not {n}"), n=len(tables["session"]))
    raw = next(iter(tables["session"].values()))
    _check_schema(path, raw)
    try:
        session = _SESSION.decode(raw)
        for moment in filter(None, (session.started, session.finished)):
            check_time(moment)
    except UNDECODABLE as error:
        raise _damaged(path, N_("its session document is faulty ({reason})"), reason=error) from error
    records, rows = _records(path, tables["decisions"])
    _check_encoding(path, data)
    return Loaded(session, records, rows)


def _split(path: Path, data: bytes) -> dict[str, dict[str, msgspec.Raw]]:
    if not data.strip(b" \t\r\n\0"):
        message = N_("the file holds nothing but zeros") if b"\0" in data else N_("the file is empty")
        raise _damaged(path, message)
    try:
        return _TABLES.decode(data)
    except msgspec.ValidationError as error:
        message = N_("this is JSON, but no review session")
        raise UnreadableSessionError(path, "no_session", message, N_("Move it to another folder.")) from error
    except UNDECODABLE as error:
        raise _damaged(path, N_("it is cut off or damaged ({reason})"), reason=error) from error


def _check_encoding(path: Path, data: bytes) -> None:
    """Refuse what is no UTF-8 also in keys that nobody knows, which msgspec does not decode."""
    try:
        if not data.isascii():
            data.decode()
    except UnicodeDecodeError as error:
        raise _damaged(path, N_("it is cut off or damaged ({reason})"), reason=error) from error


def _check_schema(path: Path, raw: msgspec.Raw) -> None:
    """Refuse what a newer program wrote before looking at fields that it may have changed."""
    document: object = None
    try:
        document = msgspec.json.decode(raw)
    except UNDECODABLE as error:
        raise _damaged(path, N_("its session document is faulty ({reason})"), reason=error) from error
    schema = document.get("schema") if isinstance(document, dict) else None
    if isinstance(schema, int) and schema > SCHEMA:
        message = N_("it is of schema {schema}; this program reads up to schema {known}")
        mend = N_("Open it with a newer ilo-tui.")
        raise UnreadableSessionError(path, "newer", message, mend, schema=schema, known=SCHEMA)


def _records(path: Path, table: dict[str, msgspec.Raw]) -> tuple[tuple[JournalRecord, ...], tuple[bytes, ...]]:
    decoded: list[tuple[JournalRecord, msgspec.Raw]] = []
    for doc, raw in table.items():
        try:
            decoded.append((decode_record(raw), raw))
        except UNDECODABLE as error:
            raise _damaged(path, N_("the record {doc} is faulty ({reason})"), doc=doc, reason=error) from error
    decoded.sort(key=lambda pair: pair[0].seq)
    records = tuple(record for record, _ in decoded)
    _check_order(path, records)
    return records, tuple(row(record.seq, bytes(raw)) for record, raw in decoded)


def _check_order(path: Path, records: Sequence[JournalRecord]) -> None:
    """Records are numbered from 1 without a hole, and an undo names an earlier record that is no undo."""
    for number, record in enumerate(records, 1):
        if record.seq != number:
            raise _damaged(path, N_("record {n} is missing or stands twice"), n=number)
        if isinstance(record, Withdrawal):
            earlier = record.withdraws < number
            if not earlier or isinstance(records[record.withdraws - 1], Withdrawal):
                raise _damaged(path, N_("record {n} takes back what is no decision before it"), n=number)


def _damaged(path: Path, message: str, **values: object) -> UnreadableSessionError:
    return UnreadableSessionError(path, "damaged", message, _COPY, **values)
