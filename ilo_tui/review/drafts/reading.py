"""Reading a draft's file, or that of any journal, which may be anything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from ilo_tui.core.translator import N_
from ilo_tui.review.drafts.model import DraftHead, DraftRecord, decode_change
from ilo_tui.review.errors import UnreadableDraftError, UnreadableSessionError
from ilo_tui.review.journal_reading import (
    JournalTables,
    check_encoding,
    decode_records,
    faulty_head,
    looks_like_draft,
    split_tables,
    without_mark,
)
from ilo_tui.review.model import UNDECODABLE, check_time
from ilo_tui.review.session_reading import Loaded, session_in

_HEAD = msgspec.json.Decoder(DraftHead)


@dataclass(frozen=True)
class LoadedDraft:
    """A sound draft's file: what draft it is, its records in order, and the rows of the file that hold them."""

    head: DraftHead
    records: tuple[DraftRecord, ...]
    rows: tuple[bytes, ...]


def parse_journal(path: Path, data: bytes) -> Loaded | LoadedDraft:
    """The session or the draft in `data`, the content of `path`; raises `UnreadableSessionError`."""
    try:
        tables = split_tables(path, data)
        return _draft_in(path, data, tables) if tables.is_draft else session_in(path, data, tables)
    except UnreadableSessionError as error:
        if looks_like_draft(data):
            raise UnreadableDraftError.of(error) from error
        raise


def parse_draft(path: Path, data: bytes) -> LoadedDraft | None:
    """The draft in `data`; None of a session, and of what is neither. Raises `UnreadableDraftError` of a bad draft."""
    try:
        tables = split_tables(path, data)
        if tables.is_draft:
            return _draft_in(path, data, tables)
        if looks_like_draft(data):
            # A draft whose kind is damaged is no sound session either, and would be in no list.
            session_in(path, data, tables)
    except UnreadableSessionError as error:
        if looks_like_draft(data):
            raise UnreadableDraftError.of(error) from error
    return None


def _draft_in(path: Path, data: bytes, tables: JournalTables) -> LoadedDraft:
    try:
        head = _HEAD.decode(tables.head)
        for moment in filter(None, (head.started, head.finished)):
            check_time(moment)
    except UNDECODABLE as error:
        raise faulty_head(path, error) from error
    records, rows = decode_records(path, tables.records, decode_change)
    check_encoding(path, without_mark(data))
    return LoadedDraft(head, records, rows)


def require_draft(path: Path, data: bytes) -> LoadedDraft:
    """The draft in `data`; raises `UnreadableSessionError` of anything else."""
    loaded = parse_draft(path, data)
    if loaded is None:
        message, mend = N_("this is no draft"), N_("The command drafts lists those of this folder.")
        raise UnreadableSessionError(path, "no_session", message, mend)
    return loaded
