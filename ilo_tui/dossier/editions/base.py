"""The edition that drafts are folded into, and what is looked up in it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Raw

from ilo_tui.dossier.codec import decode_documents, decoder, schema_of
from ilo_tui.dossier.editions.model import RawTables
from ilo_tui.dossier.editions.published import META, Published, ids_of
from ilo_tui.dossier.hashing import hash_of
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.schema1 import kinds_of


class BaseEdition:
    """A sound dossier as undecoded tables; a record is decoded when it is asked for."""

    def __init__(self, tables: RawTables) -> None:
        """Nothing but `meta` is decoded yet."""
        self.tables, self.published = tables, Published(tables)
        self._kinds = kinds_of(schema_of(tables.get(META, {}).values()))
        self._ids: dict[str, dict[str, str]] = {}

    def number(self, table: str, record: str) -> str | None:
        """The number of a record's document; None where it is not there."""
        if table not in self._ids:
            self._ids[table] = ids_of(self.tables.get(table, {}))
        return self._ids[table].get(record)

    def document(self, table: str, record: str) -> Raw | None:
        """A record's document."""
        number = self.number(table, record)
        return None if number is None else self.tables[table][number]

    def record_hash(self, table: str, raw: Raw) -> str:
        """The hash of a document of a table; empty where it cannot be one."""
        try:
            return hash_of(decoder(self._kinds[table]).decode(raw))
        except (msgspec.MsgspecError, RecursionError, ValueError):
            return ""

    @cached_property
    def content_hash(self) -> str:
        """The hash of all of it."""
        return Dossier(decode_documents(self.tables)[0], Path()).content_hash
