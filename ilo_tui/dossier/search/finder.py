"""Search over a dossier: `find` while somebody types, `rank` once they pause, `near` where nothing is found.

`build` makes the index in a thread of its own. Until it is there, and for good where SQLite has no full-text search,
`find` looks at the first records of each kind only and says so in its results; `rank` then looks at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product
from threading import Event

from ilo_tui.dossier.model import TABLES, Record
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.search.index import Index, NoIndexError
from ilo_tui.dossier.search.ranking import Ranking, unblinded
from ilo_tui.dossier.search.results import MOST, Results, group_of
from ilo_tui.dossier.search.scan import CAP, scan, vocabulary
from ilo_tui.dossier.search.snippet import Snippet, snippet
from ilo_tui.dossier.search.suggest import max_edits, nearest
from ilo_tui.dossier.search.texts import KINDS
from ilo_tui.dossier.search.tokens import query_words

LIMIT = 200
POOL = 1000
"""Hits of a kind that are put into order."""

_NUMBERS_END = ":"
"""The character after the digits: words from here on begin with no digit."""


def _never() -> bool:
    return False


def _yield_interpreter() -> None:
    """Hand the interpreter to whoever waits for it."""
    time.sleep(0)


class Search:
    """Finds records by their words. Every method may be called from any thread."""

    def __init__(self, dossier: DossierReader, module: str = "fts5") -> None:
        """Search in `dossier`; `module` is SQLite's name of what the index is made with."""
        self._dossier = dossier
        self._tables = {kind: dossier.records(TABLES[kind]) for kind in KINDS}
        self._module = module
        self._index: Index | None = None
        self._stopped = Event()

    @property
    def ready(self) -> bool:
        """Whether the index is there."""
        return self._index is not None

    def build(
        self, step: Callable[[int, int], None] | None = None, pause: Callable[[], None] = _yield_interpreter
    ) -> bool:
        """Make the index; whether it is there now. `step(indexed, total)` reports progress, `pause` lets others work.

        It takes a while for a large dossier, never holds other threads up, and ends soon after `stop`.
        """
        if self.ready:
            return True

        def report_progress(indexed: int, total: int) -> bool:
            if step:
                step(indexed, total)
            return not self._stopped.is_set()

        try:
            index = Index(self._module)
        except NoIndexError:
            return False
        if index.build(self._tables, report_progress, pause):
            self._index = index
        else:
            index.close()
        return self.ready

    def size(self) -> int:
        """Bytes that the index takes; 0 where there is none."""
        return self._index.size() if self._index else 0

    def stop(self) -> None:
        """End what is being built or ranked: the program closes, or the dossier is another."""
        self._stopped.set()

    def find(self, text: str, limit: int = LIMIT) -> Results:
        """Hits of all words of `text`, the first `limit` of each kind in the order of the file; fast."""
        words, most = query_words(text), max(MOST, limit)
        if not words:
            return Results(words)
        if self._index:
            ids_by_kind = self._index.find(words, most + 1)
        else:
            ids_by_kind = {kind: scan(islice(table, CAP), words) for kind, table in self._tables.items()}
        groups = (group_of(kind, ids, limit, most) for kind, ids in ids_by_kind.items() if ids)
        return Results(words, tuple(groups), self._index is not None or self._is_small)

    @property
    def _is_small(self) -> bool:
        """Whether a scan looks at every record."""
        return all(len(table) <= CAP for table in self._tables.values())

    def rank(
        self,
        results: Results,
        language: str,
        limit: int = LIMIT,
        stopped: Callable[[], bool] = _never,
        shown: Callable[[Record], Record] = unblinded,
    ) -> Results:
        """The same hits in the best order for a reader of `language`; of everything, where `find` saw a part.

        Of very many hits some `POOL` are put into order: those in which the words are whole words, then the first.
        Where it is `stopped`, the results come back as they were. The order is that of what is `shown` of records.
        """

        def ended() -> bool:
            return stopped() or self._stopped.is_set()

        index, ranking = self._index, Ranking(results.words, language, shown)
        if index is None:
            ranked = self._scanned(ranking, limit, ended)
        else:
            ranked = self._pooled(index, results, ranking, limit, ended)
        return results if ended() else ranked

    def _records(self, kind: str, ids: Iterable[str]) -> Iterator[Record]:
        return (self._dossier.record(TABLES[kind], ident) for ident in ids)

    def _pooled(
        self, index: Index, results: Results, ranking: Ranking, limit: int, ended: Callable[[], bool]
    ) -> Results:
        if not results.complete:
            results = self.find(" ".join(results.words), limit)
        if not results.words:
            return results
        exact_hits, prefix_hits = (index.find(results.words, POOL, exact=exact) for exact in (True, False))
        groups = []
        for group in results.groups:
            # In the order of the file: the exact hits beyond the first ones come after these.
            pool = dict.fromkeys([*prefix_hits[group.kind], *exact_hits[group.kind]])
            ids = ranking.ordered(self._records(group.kind, pool), ended)
            groups.append(group_of(group.kind, ids, limit).counted_as(group))
        return Results(results.words, tuple(groups), ranked=True)

    def find_all(self, text: str, language: str, shown: Callable[[Record], Record] = unblinded) -> Results:
        """Every hit of `text` in the best order, exactly counted, without an index: for a command that asks once.

        The order is that of what is `shown` of records.
        """
        return self._scanned(Ranking(query_words(text), language, shown), None, _never)

    def _scanned(self, ranking: Ranking, limit: int | None, ended: Callable[[], bool]) -> Results:
        words, groups = ranking.words, []
        if not words:
            return Results(words)
        for kind, table in self._tables.items():
            if ids := scan(table, words, ended):
                ids[:POOL] = ranking.ordered(self._records(kind, ids[:POOL]), ended)
                groups.append(group_of(kind, ids, limit))
        return Results(words, tuple(groups), ranked=True)

    def snippet(
        self, kind: str, ident: str, words: tuple[str, ...], language: str, width: int | None = None
    ) -> Snippet:
        """The text of a hit with its matches, as `snippet.snippet` gives it."""
        return snippet(self._dossier.record(TABLES[kind], ident), words, language, width)

    def suggest(self, text: str, limit: int = 5) -> list[str]:
        """What may have been meant where `text` finds nothing: its words with the nearest that exist, folded.

        Each suggestion finds something. None where every word exists, only not together.
        """
        words = query_words(text)
        alternatives = [[word] if self._has(word) else nearest(word, self._vocabulary(word), limit) for word in words]
        if all(options == [word] for word, options in zip(words, alternatives, strict=True)):
            return []
        candidates = (" ".join(candidate) for candidate in islice(product(*alternatives), 4 * limit))
        return list(islice((candidate for candidate in candidates if self.find(candidate, 1)), limit))

    def _has(self, word: str) -> bool:
        if self._index:
            return self._index.has(word)
        return bool(self.find(word, 1))

    def _vocabulary(self, word: str) -> list[tuple[str, int]]:
        """The words that may be near: numbers only where digits were typed."""
        if self._index:
            first = "" if any(char.isdigit() for char in word) else _NUMBERS_END
            return self._index.vocabulary(len(word) - max_edits(word), first)
        tables = self._tables.values()
        return list(vocabulary(record for table in tables for record in islice(table, CAP)).items())
