"""A large dossier in two steps: what the first rows need at once, everything else beside the screen.

The whole file is split into its tables, which takes little; of these only the first rows' are decoded. The others
follow in small pieces, each let go of as soon as it is decoded, so that the file and its records are never both in
memory as a whole. Texts and ids that recur, as names and units of figures do, are kept once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import islice
from mmap import mmap
from pathlib import Path
from types import GenericAlias
from typing import Any

import msgspec

from ilo_tui.dossier.faults import FaultyError, UnreadableError
from ilo_tui.dossier.records import TABLES, Evidence, Part, Record, Texts
from ilo_tui.dossier.storage import ReadOnlyStorage, Tables, is_utf8
from ilo_tui.dossier.store import Dossier, load

LARGE = 5_000_000
"""Bytes from which on a dossier is opened in two steps."""

FIRST = ("meta", "programmes", "dimensions", "scales")
"""What the first rows need."""

_RECURRING = (
    *("programme", "policy", "indicator", "suggestion", "dimension", "source", "from_policy", "provision"),
    *("locator", "name", "unit", "place"),
)
"""Fields whose values recur."""

_PIECE = 400
"""Records that are decoded at a time: about two milliseconds."""


class Loading:
    """The first step is done; `whole` does the second."""

    def __init__(self, storage: ReadOnlyStorage, raws: dict[str, msgspec.Raw]) -> None:
        """Decode what the first rows need; raises what msgspec raises, or `StopIteration` without a `meta` document."""
        self.share = 0.0
        """How much is read, from 0 to 1."""
        self._storage = storage
        self._raws: Mapping[str, msgspec.Raw] = raws
        self._first: Tables = {
            name: msgspec.json.decode(raws[name], type=_table(TABLES[name])) if name in raws else {} for name in FIRST
        }
        self.dossier = Dossier(self._first, storage.path)
        """What is known so far."""

    def whole(self, pause: Callable[[], None] = lambda: None) -> Dossier:
        """Decode and check everything; raises `UnreadableError` or `FaultyError`. To be called once.

        `pause` is called every few milliseconds: it may let others run, look at `share`, or raise to stop.
        """
        pieces = self._pieces(pause)
        if pieces is None:
            return load(self._storage.path)
        tables: Tables = {name: {} for name in TABLES} | self._first
        once, every = Once(), len(pieces)
        try:
            while pieces:
                name, ids, piece = pieces.pop()
                with piece:
                    records: list[Record] = msgspec.json.decode(piece, type=_rows(TABLES[name]))
                for record in records:
                    once.keep(record)
                tables[name].update(zip(ids, records, strict=True))
                self.share = 0.7 * (1 - len(pieces) / every)
                pause()
        except (msgspec.MsgspecError, RecursionError, ValueError):
            # What is wrong is told by reading it again, document by document.
            return load(self._storage.path)
        return self._checked(tables, pause)

    def _pieces(self, pause: Callable[[], None]) -> list[tuple[str, list[str], mmap]] | None:
        """Table, document ids and some records as JSON, the last one first; None where something is wrong with them."""
        pieces = []
        try:
            for name in TABLES:
                if name in FIRST or name not in self._raws:
                    continue
                rows: dict[str, msgspec.Raw] = msgspec.json.decode(self._raws[name], type=dict[str, msgspec.Raw])
                left = iter(rows.items())
                while some := list(islice(left, _PIECE)):
                    piece = b"[%b]" % b",".join([memoryview(raw) for _, raw in some])
                    if not is_utf8(piece):
                        return None
                    pieces.append((name, [doc for doc, _ in some], _apart(piece)))
                    pause()
        except (msgspec.MsgspecError, RecursionError):
            return None
        # The file as it was read goes here.
        self._raws = {}
        sound = all(doc.isascii() and doc.isdigit() for _, ids, _ in pieces for doc in ids)
        return pieces[::-1] if sound and self._first["meta"] else None

    def _checked(self, tables: Tables, pause: Callable[[], None]) -> Dossier:
        from ilo_tui.dossier.check import check_tables

        if faults := check_tables(tables, pause=pause):
            raise FaultyError(self._storage.path, faults)
        self.share = 1.0
        return Dossier(tables, self._storage.path)


def begin(path: Path) -> Loading | None:
    """The first step of a large dossier; None where it is small, or anything is wrong with it that `load` will tell."""
    try:
        if path.stat().st_size < LARGE:
            return None
        storage = ReadOnlyStorage(path)
        return Loading(storage, storage.split())
    except (OSError, ValueError, UnreadableError, msgspec.MsgspecError, RecursionError, StopIteration):
        return None


class Once:
    """Keeps of equal ids and of equal short texts only the first, in records that nobody has seen yet."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._ids: dict[str, str] = {}
        self._texts: dict[tuple[tuple[str, str], ...], Texts] = {}

    def keep(self, record: Part) -> None:
        """Replace what recurs in a record and its figures."""
        for name in _recurring(type(record)):
            value = getattr(record, name)
            if value is None:
                continue
            if isinstance(value, dict):
                kept: object = self._texts.setdefault(tuple(value.items()), value)
            else:
                kept = self._ids.setdefault(value, value)
            if kept is not value:
                msgspec.structs.force_setattr(record, name, kept)
        if isinstance(record, Evidence):
            for figure in record.figures:
                self.keep(figure)


@lru_cache(maxsize=64)
def _recurring(kind: type[Part]) -> tuple[str, ...]:
    return tuple(name for name in _RECURRING if name in kind.__struct_fields__)


def _apart(piece: bytes) -> mmap:
    """A piece in memory of its own, which goes back to the system as soon as it is closed."""
    made = mmap(-1, len(piece))
    made.write(piece)
    return made


def _table(kind: type[Record]) -> Any:
    return GenericAlias(dict, (str, kind))


def _rows(kind: type[Record]) -> Any:
    return GenericAlias(list, (kind,))
