"""Searching everything by words: the hits kind by kind, the best of each first, and what may have been meant."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Record
from ilo_tui.dossier.search.finder import Search
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import RECORDS


class Finder:
    """Searches a book's dossier, once for each words asked; without an index, which is for typing."""

    def __init__(self, context: ViewContext) -> None:
        """Search in the dossier of `context`, for a reader of its language."""
        self.context, self._search = context, Search(context.dossier)

    def found(self, words: str) -> list[Record]:
        """The records that have every one of these words, in whatever language; none of no words."""
        return list(self._found(words))

    def _found(self, words: str) -> Iterator[Record]:
        for group in self._search.everything(words, self.context.tr.language).groups:
            table = self.context.dossier.table(group.kind)
            yield from (table[ident] for ident in group.ids)

    def near(self, words: str) -> list[str]:
        """What may have been meant by words that find nothing."""
        return [clean(one) for one in self._search.near(words)]

    def line(self, one: Record) -> str:
        """A record of whatever kind in one line: its kind, id and name."""
        kind = self.context.tr(RECORDS[type(one).__name__.lower()])
        return f"{kind} {clean(one.id)}: {self.context.title(one)}"
