"""Finding the record that a field is to name: by its id, its code, or words of what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.core.text import fold
from ilo_tui.dossier.model import TABLES, Policy, Programme, Record
from ilo_tui.dossier.reader import DossierReader

MOST = 200
"""Records that are offered at a time."""


class Offer(NamedTuple):
    """A record that may be named: its id, or a code, and what it is called."""

    ident: str
    title: str


class ReferenceFinder(InContext):
    """Looks records up in the dossier in force; what is searched of a table is folded once."""

    def __init__(self, contexts: Contexts) -> None:
        """Look in whatever dossier is in force when something is looked for."""
        self.contexts = contexts
        self._folded: dict[str, list[tuple[Offer, str]]] = {}
        self._read_from: DossierReader | None = None
        self._language = ""

    def count(self, table: str) -> int:
        """How many records a table has."""
        return self.context.dossier.count(TABLES[table])

    def name(self, ident: str) -> str:
        """What a record is called; its id where there is none."""
        return self.context.name(ident)

    def resolve(self, table: str, typed: str) -> str:
        """The id of the record that a text names: by its id or code, or as the only one that is called so; or empty."""
        text = typed.strip()
        if text in self.context.dossier.ids(TABLES[table]):
            return text
        words = fold(text)
        if exact := [offer.ident for offer, names in self._records(table) if words in names.split("\n")]:
            return exact[0] if len(exact) == 1 else ""
        near = self.search(table, text)
        return near[0].ident if len(near) == 1 else ""

    def search(self, table: str, words: str, most: int = MOST) -> list[Offer]:
        """The records in whose id, code and names all these words are, in the order of the dossier; of none all."""
        wanted = fold(words).split()
        offers = (offer for offer, names in self._records(table) if all(word in names for word in wanted))
        return [offer for offer, _ in zip(offers, range(most), strict=False)]

    def _records(self, table: str) -> list[tuple[Offer, str]]:
        dossier, language = self.context.dossier, self.context.tr.language
        if self._read_from is not dossier or self._language != language:
            self._folded.clear()
            self._read_from, self._language = dossier, language
        if table not in self._folded:
            self._folded[table] = [
                (Offer(record.id, self.context.title(record)), fold("\n".join(_names(record))))
                for record in dossier.records(TABLES[table])
            ]
        return self._folded[table]


def _names(record: Record) -> Iterator[str]:
    """By what a record may be found, each a line."""
    yield record.id
    if isinstance(record, Programme | Policy):
        yield record.code
    for field in ("name", "title", "text", "statement", "question", "publisher"):
        value = getattr(record, field, None)
        yield from value.values() if isinstance(value, dict) else filter(None, [value])
