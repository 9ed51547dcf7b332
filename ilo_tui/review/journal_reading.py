"""Reading a journal's file that may be anything, as far as sessions and drafts are alike in it."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from ilo_tui.core.files import read_small
from ilo_tui.core.translator import N_
from ilo_tui.review.errors import UnreadableSessionError
from ilo_tui.review.journal import LARGEST_SESSION, MARK, row
from ilo_tui.review.model import SCHEMA, UNDECODABLE, Withdrawal
from ilo_tui.review.open_journal import Numbered

R = TypeVar("R", bound=Numbered)

_COPY = N_("Copy it again from where it came; nothing here overwrites it.")
_TABLES = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_DRAFT = "draft"
_SIGN_OF_DRAFT = re.compile(rb'"kind"\s*:\s*"draft"|"seq"\s*:\s*[0-9]+\s*,\s*"table"\s*:')


@dataclass(frozen=True)
class JournalTables:
    """The tables of a file that is a journal's, not looked into: the document of its head, and its records."""

    head: msgspec.Raw
    is_draft: bool
    records: dict[str, msgspec.Raw]


def read_bytes(path: Path) -> bytes:
    """The content of a journal's file; raises `UnreadableSessionError`."""
    try:
        return read_small(path, LARGEST_SESSION)
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


def split_tables(path: Path, data: bytes) -> JournalTables:
    """The tables in `data`, the content of `path`; raises `UnreadableSessionError`."""
    tables = _split(path, without_mark(data))
    if "session" not in tables or "decisions" not in tables:
        message = N_("this is no review session: the tables session and decisions are expected")
        raise UnreadableSessionError(path, "no_session", message, N_("Move it to another folder."))
    if len(tables["session"]) != 1:
        raise damaged(path, N_("it must hold one session, not {n}"), n=len(tables["session"]))
    head = next(iter(tables["session"].values()))
    return JournalTables(head, _checked_kind(path, head) == _DRAFT, tables["decisions"])


def _split(path: Path, data: bytes) -> dict[str, dict[str, msgspec.Raw]]:
    if not data.strip(b" \t\r\n\0"):
        message = N_("the file holds nothing but zeros") if b"\0" in data else N_("the file is empty")
        raise damaged(path, message)
    try:
        return _TABLES.decode(data)
    except msgspec.ValidationError as error:
        message = N_("this is JSON, but no review session")
        raise UnreadableSessionError(path, "no_session", message, N_("Move it to another folder.")) from error
    except UNDECODABLE as error:
        raise damaged(path, N_("it is cut off or damaged ({reason})"), reason=error) from error


def looks_like_draft(data: bytes) -> bool:
    """Whether a file that cannot be read was a draft, as far as its bytes show: a text in it cannot look so."""
    return _SIGN_OF_DRAFT.search(data) is not None


def check_encoding(path: Path, data: bytes) -> None:
    """Refuse what is no UTF-8 also in keys that nobody knows, which msgspec does not decode."""
    try:
        if not data.isascii():
            data.decode()
    except UnicodeDecodeError as error:
        raise damaged(path, N_("it is cut off or damaged ({reason})"), reason=error) from error


def _checked_kind(path: Path, raw: msgspec.Raw) -> object:
    """The kind of a journal; what a newer program wrote is refused before fields that it may have changed are read."""
    document: object = None
    try:
        document = msgspec.json.decode(raw)
    except UNDECODABLE as error:
        raise faulty_head(path, error) from error
    if not isinstance(document, dict):
        return None
    schema = document.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        message = N_("it is of schema {schema}; this program reads up to schema {known}")
        mend = N_("Open it with a newer ilo-tui.")
        raise UnreadableSessionError(path, "newer", message, mend, schema=schema, known=SCHEMA)
    return document.get("kind")


def decode_records(
    path: Path, table: dict[str, msgspec.Raw], decode: Callable[[msgspec.Raw], R]
) -> tuple[tuple[R, ...], tuple[bytes, ...]]:
    """The records of a table in order, each by `decode`, and the rows of the file that hold them."""
    decoded: list[tuple[R, msgspec.Raw]] = []
    for doc, raw in table.items():
        try:
            decoded.append((decode(raw), raw))
        except UNDECODABLE as error:
            raise damaged(path, N_("the record {doc} is faulty ({reason})"), doc=doc, reason=error) from error
    decoded.sort(key=lambda pair: pair[0].seq)
    records = tuple(record for record, _ in decoded)
    _check_order(path, records)
    return records, tuple(row(record.seq, bytes(raw)) for record, raw in decoded)


def _check_order(path: Path, records: Sequence[Numbered]) -> None:
    """Records are numbered from 1 without a hole, and an undo names an earlier record that is no undo."""
    for number, record in enumerate(records, 1):
        if record.seq != number:
            raise damaged(path, N_("record {n} is missing or stands twice"), n=number)
        if isinstance(record, Withdrawal):
            earlier = record.withdraws < number
            if not earlier or isinstance(records[record.withdraws - 1], Withdrawal):
                raise damaged(path, N_("record {n} takes back what is no decision before it"), n=number)


def faulty_head(path: Path, error: Exception) -> UnreadableSessionError:
    """The error of a document in the table `session` that cannot be read."""
    return damaged(path, N_("its session document is faulty ({reason})"), reason=error)


def damaged(path: Path, message: str, **values: object) -> UnreadableSessionError:
    """The error of a file that was cut off or changed."""
    return UnreadableSessionError(path, "damaged", message, _COPY, **values)
