"""What is half typed of a record: written beside whatever else is done, found again when the record is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from ilo_tui.app.record_form.paths import Document
from ilo_tui.review.drafts.draft import Edit
from ilo_tui.review.drafts.model import RecordKey
from ilo_tui.review.errors import ReviewError


class KeepsRecords(Protocol):
    """Where records half typed are kept; see `UnfinishedRecords`."""

    def keep(
        self,
        table: str,
        record: str,
        fields: Mapping[str, object],
        failed: Callable[[ReviewError], object] | None = None,
    ) -> None:
        """Have the fields written; returns at once."""

    def load(self, table: str, record: str) -> Document | None:
        """What is half typed of a record."""
        ...

    def all(self) -> dict[RecordKey, Document]:
        """Everything that is half typed."""
        ...

    def drop(self, table: str, record: str) -> None:
        """Forget what was typed of a record."""

    def flush(self) -> None:
        """Wait until everything that was to be kept is on the disk, or has failed."""


class Author(Protocol):
    """What changes the records of a dossier; see `Authoring`."""

    @property
    def unfinished(self) -> KeepsRecords:
        """Records half typed. Raises `ReviewError` where nobody may write."""
        ...

    def document(self, table: str, record: str) -> Document | None:
        """A record as it stands with the drafts laid over it."""
        ...

    def new_id(self, table: str) -> str:
        """An id that no record has."""
        ...

    def save(self, edits: Iterable[Edit]) -> datetime:
        """Make changes; raises `ReviewError`."""
        ...


class HalfTyped:
    """What a form has that is not saved: the values that are other than the record's, and texts that are no values."""

    def __init__(self, values: Document | None = None, typed: dict[str, str] | None = None) -> None:
        """Nothing is typed yet, or these."""
        self.values, self.typed = values or {}, typed or {}

    @property
    def empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.values and not self.typed

    def fields(self) -> Document:
        """It as it is kept."""
        return {"values": self.values, "typed": self.typed}


def half_typed(fields: Document | None) -> HalfTyped | None:
    """What was kept, as far as it can be that; a file may hold anything."""
    if fields is None:
        return None
    values, typed = fields.get("values"), fields.get("typed")
    return HalfTyped(
        {key: value for key, value in values.items() if key != "id"} if isinstance(values, dict) else {},
        {key: text for key, text in typed.items() if isinstance(text, str)} if isinstance(typed, dict) else {},
    )


def unfinished_new(author: Author, table: str) -> list[str]:
    """The ids of new records of a table that are half typed and not saved yet, by name. Raises `ReviewError`."""
    keys = author.unfinished.all()
    return sorted(record for name, record in keys if name == table and author.document(table, record) is None)
