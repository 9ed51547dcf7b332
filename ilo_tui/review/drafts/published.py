"""The documents of the published edition on which a draft is made, as they stand in the dossier's file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import msgspec
from msgspec import Raw, Struct

from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.drafts.model import Document
from ilo_tui.review.model import UNDECODABLE


class PublishedDocuments(Protocol):
    """Where a draft looks up what it changes."""

    def document(self, table: str, record: str) -> Document | None:
        """The document of a record with all its keys; None where the edition has none such."""
        ...


def last_published(dossier: DossierReader, draft: str) -> int:
    """The seq up to which the changes of a draft are in this edition, or were in one before; 0 where none is."""
    taken_in = (entry for edition in dossier.meta.history for entry in edition.drafts)
    return max((seq for ident, seq in taken_in if ident == draft), default=0)


class _WithId(Struct):
    """What tells a document from the others of its table."""

    id: str = ""


_TABLE = msgspec.json.Decoder(dict[str, Raw])
_ID = msgspec.json.Decoder(_WithId)
_DOCUMENT = msgspec.json.Decoder(Document)


class DossierDocuments:
    """The documents of a dossier's file, which is read when the first is looked up, and decoded no further than asked.

    Raises `UnreadableError` then, where the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        """Nothing is read yet."""
        self._path = path
        self._tables: dict[str, Raw] | None = None
        self._by_id: dict[str, dict[str, Raw]] = {}

    def document(self, table: str, record: str) -> Document | None:
        """The document of a record; None where the file has none such."""
        if table not in self._by_id:
            self._by_id[table] = {ident: raw for raw in self._rows(table) if (ident := _id_of(raw))}
        raw = self._by_id[table].get(record)
        return None if raw is None else _DOCUMENT.decode(raw)

    def _rows(self, table: str) -> list[Raw]:
        if self._tables is None:
            self._tables, _ = ReadOnlyStorage(self._path).split()
        return list(_TABLE.decode(self._tables[table]).values()) if table in self._tables else []


def _id_of(raw: Raw) -> str:
    try:
        return _ID.decode(raw).id
    except UNDECODABLE:
        return ""
