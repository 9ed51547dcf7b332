"""Authors who draft changes upon an edition, as the record editor writes them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ilo_tui.dossier.editions.base import BaseEdition
from ilo_tui.dossier.editions.fields import was_of
from ilo_tui.dossier.editions.fold import fold
from ilo_tui.dossier.editions.layout import laid_out
from ilo_tui.dossier.editions.model import Change, Choice, Folded, RawTables
from ilo_tui.dossier.hashing import hash_of
from tests.dossier.small import Document, Plain, small2

Alter = Callable[[Document], object]


def raws(plain: Plain) -> RawTables:
    """Tables as they are read from a file."""
    return msgspec.json.decode(msgspec.json.encode(plain), type=RawTables)


def base() -> RawTables:
    """The small dossier of schema 2."""
    return raws(small2())


def plain(tables: RawTables) -> Plain:
    """Tables as plain values."""
    return {name: {number: msgspec.json.decode(raw) for number, raw in rows.items()} for name, rows in tables.items()}


def data(tables: RawTables) -> bytes:
    """The file of an edition."""
    return b"".join(laid_out(tables))


def record(tables: RawTables, ident: str) -> Document:
    """A record by its id; empty where it is not there."""
    rows = (document for table in plain(tables).values() for document in table.values())
    return next((document for document in rows if document["id"] == ident), {})


def records(tables: RawTables) -> Plain:
    """All but `meta`, which tells of the publishing itself."""
    return {name: rows for name, rows in plain(tables).items() if name != "meta"}


@dataclass
class Author:
    """Somebody with one draft, who sees the edition with this draft laid over it."""

    name: str
    tables: RawTables
    day: int = 1
    draft: str = ""
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draft = self.draft or f"draft-{self.name}"

    def go_on(self, tables: RawTables) -> None:
        """The same draft upon a later edition."""
        self.tables = tables

    def seen(self, table: str, ident: str) -> Document | None:
        """The record as this author sees it."""
        current = BaseEdition(self.tables).document(table, ident)
        document: Document | None = msgspec.json.decode(current) if current else None
        for change in self.changes:
            if (change.table, change.record) == (table, ident):
                document = copy.deepcopy(change.document)
        return document

    def edit(self, table: str, ident: str, alter: Alter, **more: Any) -> Change:
        """Change a record in place."""
        before = self.seen(table, ident)
        assert before is not None
        after = copy.deepcopy(before)
        alter(after)
        return self._add(table, ident, before, after, **more)

    def add(self, table: str, document: Document, **more: Any) -> Change:
        """Add a record."""
        return self._add(table, document["id"], None, document, **more)

    def remove(self, table: str, ident: str, why: str = "") -> Change:
        """Remove a record."""
        return self._add(table, ident, self.seen(table, ident), None, why=why)

    def choose(self, choice: Choice) -> Change:
        """Write a choice as the journal of drafts does: `base` and `was` are those of what the author sees."""
        before = self.seen(choice.table, choice.record)
        options = {"resolves": choice.resolves, "minor": choice.minor}
        return self._add(choice.table, choice.record, before, choice.document, **options)

    def _add(self, table: str, ident: str, before: Document | None, after: Document | None, **more: Any) -> Change:
        change = Change(
            table=table,
            record=ident,
            document=after,
            base=hash_of(before) if before else None,
            was=(was_of(before, after) if after else before) if before else {},
            at=f"2027-01-{self.day:02}T08:00:{len(self.changes):02}Z",
            draft=self.draft,
            seq=len(self.changes) + 1,
            author=self.name,
            **more,
        )
        self.changes.append(change)
        return change


def published(tables: RawTables, *authors: Author, **options: Any) -> Folded:
    """What comes of the drafts of these authors."""
    return fold(tables, [change for author in authors for change in author.changes], **options)


def put(key: str, value: object, *inner: str) -> Alter:
    """Set a key, or what is within it."""

    def alter(document: Document) -> None:
        keys = (key, *inner)
        for name in keys[:-1]:
            document = document.setdefault(name, {})
        document[keys[-1]] = value

    return alter
