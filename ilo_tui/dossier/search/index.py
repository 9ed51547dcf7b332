"""The index: one full-text table a kind in SQLite's memory, over words that are folded here.

Tables hold no text (`content=''`) and no positions (`detail=none`): only which record has which word. Row 1 of a table
is the first record of that kind in the file. SQLite gives up the interpreter while it works, so that building here and
asking from another thread hold nobody up.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice

from ilo_tui.core.translator import N_
from ilo_tui.dossier.errors import DossierError
from ilo_tui.dossier.model import Record
from ilo_tui.dossier.search.texts import folded_text

Tables = Mapping[str, Collection[Record]]
"""Records by kind, in the order of the file."""

_CHUNK = 20
_PREFIXES = 3
_MANY = 64
_VOCABULARY = 100_000


class NoIndexError(DossierError):
    """SQLite cannot be had, or has no full-text search."""

    def __init__(self, reason: str) -> None:
        """Say why, in SQLite's or Python's own words."""
        message = N_("no index of words can be made ({reason})")
        super().__init__(message, N_("Searching goes on without one, more slowly."), reason=reason)


class Index:
    """Which records have which words. Built in one thread, asked from any."""

    def __init__(self, module: str = "fts5") -> None:
        """An empty index; `NoIndexError` where SQLite, or the `module` in it, is missing."""
        try:
            import sqlite3
        except ImportError as error:
            raise NoIndexError(str(error)) from None
        self._lock = threading.Lock()
        self._ids: dict[str, list[str]] = {}
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            self._db.execute(f"CREATE VIRTUAL TABLE probe USING {module}(words)")
        except sqlite3.OperationalError as error:
            self._db.close()
            raise NoIndexError(str(error)) from None
        self._db.execute("DROP TABLE probe")
        self._module = module

    def __del__(self) -> None:
        """Give the memory back where nobody did, which Python asks for from 3.13 on."""
        if database := getattr(self, "_db", None):
            database.close()

    def close(self) -> None:
        """Give the memory back."""
        with self._lock:
            self._db.close()

    def build(self, tables: Tables, step: Callable[[int, int], bool], pause: Callable[[], None]) -> bool:
        """Index every record; False where `step(indexed, total)` said to stop. `pause` is called between chunks."""
        total, indexed = sum(map(len, tables.values())), 0
        self._db.execute("PRAGMA journal_mode = OFF")
        for kind, records in tables.items():
            self._create(kind)
            self._ids[kind] = []
            for chunk in _chunks(records):
                self._add(kind, chunk)
                indexed += len(chunk)
                pause()
                if not step(indexed, total):
                    return False
            self._db.execute("COMMIT")
        self._list_words()
        return True

    def _create(self, kind: str) -> None:
        """A table for a kind, and a transaction to fill it."""
        prefixes = " ".join(str(length) for length in range(1, _PREFIXES + 1))
        options = f"content='', detail=none, columnsize=0, tokenize='ascii', prefix='{prefixes}'"
        self._db.execute(f"CREATE VIRTUAL TABLE {kind} USING {self._module}(words, {options})")
        self._db.execute(f"CREATE VIRTUAL TABLE words_{kind} USING fts5vocab({kind}, row)")
        self._db.execute("BEGIN")

    def _add(self, kind: str, chunk: Sequence[Record]) -> None:
        ids = self._ids[kind]
        rows = [(len(ids) + number, folded_text(record)) for number, record in enumerate(chunk, 1)]
        self._db.executemany(f"INSERT INTO {kind} (rowid, words) VALUES (?, ?)", rows)  # noqa: S608
        ids.extend(record.id for record in chunk)

    def _list_words(self) -> None:
        """All words in their order, and in how many records each is: SQLite's own list counts them at every look."""
        listed = " UNION ALL ".join(f"SELECT term, doc FROM words_{kind}" for kind in self._ids)  # noqa: S608
        self._db.execute("CREATE TABLE words (word TEXT PRIMARY KEY, records INTEGER) WITHOUT ROWID")
        if listed:
            self._db.execute(f"INSERT INTO words SELECT term, sum(doc) FROM ({listed}) GROUP BY term")  # noqa: S608

    def size(self) -> int:
        """Bytes that the index takes."""
        with self._lock:
            pages, size = (self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
            return int(pages * size)

    def find(self, words: Sequence[str], most: int, *, exact: bool = False) -> dict[str, list[str]]:
        """By kind the ids of up to `most` records in which every word begins, or where `exact` is, a word."""
        with self._lock:
            query = " AND ".join(f'"{word}"' if exact else self._prefix_query(word) for word in words)
            return {kind: self._rows(kind, query, most) for kind in self._ids}

    def _rows(self, kind: str, query: str, most: int) -> list[str]:
        ids = self._ids[kind]
        # All in one row: between two rows Python may take a turn elsewhere, and a letter would wait for it each time.
        query_sql = f"SELECT rowid FROM {kind} WHERE {kind} MATCH ? ORDER BY rowid LIMIT ?"  # noqa: S608
        (rows,) = self._db.execute(f"SELECT group_concat(rowid) FROM ({query_sql})", (query, most)).fetchone()  # noqa: S608
        # SQLite keeps the order of the rows, and does not say that it will.
        return [ids[row - 1] for row in sorted(map(int, rows.split(",")))] if rows else []

    def _prefix_query(self, prefix: str) -> str:
        """Asks for the words that begin so.

        For short beginnings the index has lists ready. For longer ones FTS5 would merge the lists of all words before
        it gives the first record; asked for the words one by one it gives records as it finds them.
        """
        if len(prefix) > _PREFIXES:
            words = self._words(prefix, _MANY + 1)
            if 0 < len(words) <= _MANY:
                return "(" + " OR ".join(f'"{word}"' for word in words) + ")"
        return f'"{prefix}"*'

    def _words(self, prefix: str, most: int) -> list[str]:
        query_sql = "SELECT word FROM words WHERE word >= ? AND word < ? LIMIT ?"
        return [word for (word,) in self._db.execute(query_sql, (prefix, prefix + "\U0010ffff", most))]

    def has(self, prefix: str) -> bool:
        """Whether any word begins so."""
        with self._lock:
            return bool(self._words(prefix, 1))

    def vocabulary(self, shortest: int, first: str) -> list[tuple[str, int]]:
        """Words of at least `shortest` letters from `first` on, up to 100,000, and in how many records each is."""
        with self._lock:
            query_sql = "SELECT word, records FROM words WHERE word >= ? AND length(word) >= ? LIMIT ?"
            return self._db.execute(query_sql, (first, shortest, _VOCABULARY)).fetchall()


def _chunks(records: Iterable[Record]) -> Iterable[list[Record]]:
    rest = iter(records)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
