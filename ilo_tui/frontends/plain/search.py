"""Searching everything by words: hits kind by kind, the best of each first, and close words where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import TABLES, Record
from ilo_tui.dossier.search.finder import Search
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import RECORDS


class Finder:
    """Searches the dossier of a context, afresh at each call; without an index, which is for typing."""

    def __init__(self, context: ViewContext) -> None:
        """Search in the dossier of `context`, for a reader of its language."""
        self.context, self._search = context, Search(context.dossier)

    def find(self, words: str) -> list[Record]:
        """The records that have every one of these words, in whatever language; none of no words."""
        return list(self._records(words))

    def _records(self, words: str) -> Iterator[Record]:
        for group in self._search.find_all(words, self.context.tr.language).groups:
            kind = TABLES[group.kind]
            yield from (self.context.dossier.record(kind, ident) for ident in group.ids)

    def near(self, words: str) -> list[str]:
        """Words of the dossier that are close to these, for a search without hits."""
        return [clean(word) for word in self._search.suggest(words)]

    def line(self, record: Record) -> str:
        """A record of whatever kind in one line: its kind, id and name."""
        kind = self.context.tr(RECORDS[type(record).__name__.lower()])
        return f"{kind} {clean(record.id)}: {self.context.title(record)}"
