"""Records half typed in the editor: kept beside the draft as unfinished notes are beside a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.review.drafts.history import DraftHistory
from ilo_tui.review.drafts.model import Document, RecordKey
from ilo_tui.review.model import UNDECODABLE
from ilo_tui.review.unfinished_notes import Failed, UnfinishedNote, UnfinishedNotes

_FIELDS = msgspec.json.Decoder(Document)


class UnfinishedRecords:
    """The records of one draft that are half typed, each as a JSON object of whatever its editor has in its fields.

    A record is unfinished if it was typed after the last change of it that stands. Any thread may call.
    """

    def __init__(  # noqa: PLR0913 - where they are, and what they belong to
        self,
        reviews: Path,
        draft: str,
        history: Callable[[], DraftHistory],
        disk: Disk = DISK,
        next_seq: Callable[[], int] = lambda: 0,
        *,
        read_only: bool = False,
    ) -> None:
        """`next_seq` is called before fields are written, and raises `ReviewError` where they may not be."""
        self._texts = UnfinishedNotes(reviews, draft, disk, next_seq, read_only=read_only)
        self._history = history

    def keep(self, table: str, record: str, fields: Mapping[str, object], failed: Failed | None = None) -> None:
        """Have the fields written beside whatever else is done; returns at once. See `UnfinishedNotes.keep`."""
        self._texts.keep(_item(table, record), _text(fields), failed)

    def save(self, table: str, record: str, fields: Mapping[str, object]) -> None:
        """Keep the fields, durably when this returns; raises `ReviewError`."""
        self._texts.save(_item(table, record), _text(fields))

    def load(self, table: str, record: str) -> Document | None:
        """What is half typed of a record; None where nothing is."""
        return self.all().get((table, record))

    def all(self) -> dict[RecordKey, Document]:
        """Everything that is half typed."""
        notes = {key: note for note in self._texts.all() if (key := _key(note.item)) and self._is_unfinished(key, note)}
        return {key: fields for key, note in notes.items() if (fields := _fields(note.text)) is not None}

    def drop(self, table: str, record: str) -> None:
        """Forget what was typed of a record, after it was saved or given up."""
        self._texts.drop(_item(table, record))

    def flush(self) -> None:
        """Wait until everything that was to be kept is on the disk, or has failed."""
        self._texts.flush()

    def close(self) -> None:
        """Flush, and write nothing more."""
        self._texts.close()

    def take_over(self, other: UnfinishedRecords) -> None:
        """Keep here what is half typed there."""
        for (table, record), fields in other.all().items():
            self.keep(table, record, fields)

    def _is_unfinished(self, key: RecordKey, note: UnfinishedNote) -> bool:
        saved = self._history().change_of(key)
        return saved is None or note.is_after(saved.seq, saved.at)


def _item(table: str, record: str) -> str:
    """The name under which a record is kept among the texts; no table has a colon in its name."""
    return f"{table}:{record}"


def _key(item: str) -> RecordKey | None:
    table, colon, record = item.partition(":")
    return (table, record) if colon else None


def _text(fields: Mapping[str, object]) -> str:
    return msgspec.json.encode(fields).decode()


def _fields(text: str) -> Document | None:
    try:
        return _FIELDS.decode(text)
    except UNDECODABLE:
        return None
