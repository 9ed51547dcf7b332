"""A large dossier in two steps: what the first rows need at once, everything else beside the screen.

Where the first programmes stand near the beginning of the file, no more of it is read before they are shown. Then it is
split into its tables, which takes little, and these are decoded in small pieces, each let go of as soon as it is
decoded, so that the file and its records are never both in memory as a whole. Texts and ids that recur, as names and
units of figures do, are kept once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from itertools import chain, islice
from mmap import mmap
from pathlib import Path
from types import GenericAlias
from typing import Any

import msgspec

from ilo_tui.core.records import Part
from ilo_tui.dossier.codec import ReadOnlyStorage, Tables, decoder, is_utf8, schema_of
from ilo_tui.dossier.errors import FaultyError, UnreadableError
from ilo_tui.dossier.model import TABLES, Evidence, Record
from ilo_tui.dossier.parts import Texts
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.schema1 import kinds_of

LARGE = 5_000_000
"""Bytes from which on a dossier is opened in two steps."""

FIRST = ("meta", "programmes", "dimensions")
"""What the first rows need."""

_BEGINNING, _SOME = 1 << 20, 100
"""Bytes of the file in which the first programmes are looked for, and how many: more than any screen has lines."""

_BETWEEN, _TRIES = rb'\}(?=\s*,\s*"[0-9]+"\s*:\s*\{)', 3
"""The end of a document before another one, and how often one is taken for that which stands in a text."""

_RECURRING = (
    *("programme", "policy", "indicator", "suggestion", "dimension", "source", "from_policy", "provision"),
    *("locator", "name", "unit", "place"),
)
"""Fields whose values recur."""

_DECODED = 0.7
"""The share of the reading after which records are only checked, all at once."""

_PIECE = 400
"""Records that are decoded at a time: about two milliseconds."""


class Loading:
    """The first step is done; `load_all` does the second."""

    def __init__(self, storage: ReadOnlyStorage, beginning: int = _BEGINNING) -> None:
        """Decode what the first rows need, if possible from the `beginning` of the file, in bytes.

        Raises what msgspec raises, `OSError`, `UnreadableError`, or `StopIteration` without a `meta` document.
        """
        self.share = 0.0
        """How much is read, from 0 to 1."""
        self.partly = True
        """Whether only some of the programmes are known."""
        self._storage = storage
        self._raws: Mapping[str, msgspec.Raw] = {}
        self._kinds: Mapping[str, type[Record]] = {}
        self._first: Tables = {}
        self.dossier = self._glimpsed(storage.read_head(beginning)) or self._with_programmes()
        """What is known so far."""

    @property
    def checking(self) -> bool:
        """Whether all is decoded, and what is left has no share of its own."""
        return self.share >= _DECODED

    def all_programmes(self) -> None:
        """Decode all programmes, so that they are in `dossier`; raises as the first step does."""
        if self.partly:
            self.dossier = self._with_programmes()

    def _with_programmes(self) -> Dossier:
        self._raws, schema = self._storage.split()
        self._kinds = kinds_of(schema)
        self._first = {
            name: msgspec.json.decode(self._raws[name], type=_table(self._kinds[name])) if name in self._raws else {}
            for name in FIRST
        }
        self.partly = False
        return Dossier(self._first, self._storage.path)

    def _glimpsed(self, head: bytes) -> Dossier | None:
        """What the beginning of the file shows where enough programmes are in it, cut off after a document."""
        ends = [match.end() for match in re.finditer(_BETWEEN, head)]
        for end in reversed(ends[-_TRIES:]):
            with suppress(msgspec.MsgspecError):
                tables = msgspec.json.decode(head[:end] + b"}}", type=dict[str, dict[str, msgspec.Raw]])
                kinds = kinds_of(schema_of(tables.get("meta", {}).values()))
                rows = islice(tables.get("programmes", {}).items(), _SOME)
                decode = decoder(kinds["programmes"]).decode
                programmes: dict[str, Record] = {doc: decode(raw) for doc, raw in rows}
                if len(programmes) < _SOME or "meta" not in tables:
                    return None
                self._storage.check_schemas(tables["meta"].values())
                decode = decoder(kinds["meta"]).decode
                meta: dict[str, Record] = {doc: decode(raw) for doc, raw in tables["meta"].items()}
                return Dossier({"meta": meta, "programmes": programmes}, self._storage.path)
        return None

    def load_all(self, pause: Callable[[], None] = lambda: None) -> Dossier:
        """Decode and check everything; raises `UnreadableError` or `FaultyError`. To be called once.

        `pause` is called every few milliseconds: it may let others run, look at `share`, or raise to stop.
        """
        try:
            self.all_programmes()
            pieces = self._pieces(pause)
        except (msgspec.MsgspecError, RecursionError, ValueError, StopIteration):
            pieces = None
        if pieces is None:
            return load(self._storage.path)
        tables: Tables = {name: {} for name in TABLES} | self._first
        interner, total = Interner(), len(pieces)
        try:
            while pieces:
                name, ids, piece = pieces.pop()
                with piece:
                    records: list[Record] = msgspec.json.decode(piece, type=_rows(self._kinds[name]))
                for record in records:
                    interner.intern(record)
                tables[name].update(zip(ids, records, strict=True))
                self.share = _DECODED * (1 - len(pieces) / total)
                pause()
        except (msgspec.MsgspecError, RecursionError, ValueError):
            # What is wrong is found by reading it again, document by document.
            return load(self._storage.path)
        return self._checked(tables, pause)

    def _pieces(self, pause: Callable[[], None]) -> list[tuple[str, list[str], mmap]] | None:
        """Table, document ids and some records as JSON, the last one first; None where something is wrong with them."""
        pieces = []
        for name in self._kinds:
            if name in FIRST or name not in self._raws:
                continue
            rows: dict[str, msgspec.Raw] = msgspec.json.decode(self._raws[name], type=dict[str, msgspec.Raw])
            remaining = iter(rows.items())
            while batch := list(islice(remaining, _PIECE)):
                piece = b"[%b]" % b",".join([memoryview(raw) for _, raw in batch])
                if not is_utf8(piece):
                    return None
                pieces.append((name, [doc for doc, _ in batch], _in_own_memory(piece)))
                pause()
        # The file as it was read goes here.
        self._raws = {}
        numbers = chain(*self._first.values(), *(ids for _, ids, _ in pieces))
        sound = all(doc.isascii() and doc.isdigit() for doc in numbers)
        return pieces[::-1] if sound and self._first["meta"] else None

    def _checked(self, tables: Tables, pause: Callable[[], None]) -> Dossier:
        from ilo_tui.dossier.validation import check_tables

        if faults := check_tables(tables, pause=pause):
            raise FaultyError(self._storage.path, faults)
        self.share = 1.0
        return Dossier(tables, self._storage.path)


def start_loading(path: Path) -> Loading | None:
    """The first step of a large dossier; None where it is small, or anything is wrong with it that `load` will name."""
    try:
        if path.stat().st_size < LARGE:
            return None
        return Loading(ReadOnlyStorage(path))
    except (OSError, ValueError, UnreadableError, msgspec.MsgspecError, RecursionError, StopIteration):
        return None


class Interner:
    """Keeps of equal ids, equal short texts and empty lists only the first, in records that nobody has seen yet."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._ids: dict[str, str] = {}
        self._texts: dict[tuple[tuple[str, str], ...], Texts] = {}
        self._nothing: list[object] = []

    def intern(self, record: Part) -> None:
        """Replace what recurs in a record and its figures."""
        for name in _recurring(type(record)):
            value = getattr(record, name)
            if value is None:
                continue
            if isinstance(value, dict):
                shared: object = self._texts.setdefault(tuple(value.items()), value)
            else:
                shared = self._ids.setdefault(value, value)
            if shared is not value:
                msgspec.structs.force_setattr(record, name, shared)
        if isinstance(record, Evidence):
            for figure in record.figures:
                self.intern(figure)
            # Each would have an empty list of its own for what it lacks; nobody changes a frozen record.
            for name in _LISTS:
                if not getattr(record, name):
                    msgspec.structs.force_setattr(record, name, self._nothing)


_LISTS = ("actor", "figures", "other_sources", "places")
"""What most claims of a large dossier lack, of what may be several."""


@lru_cache(maxsize=64)
def _recurring(kind: type[Part]) -> tuple[str, ...]:
    return tuple(name for name in _RECURRING if name in kind.__struct_fields__)


def _in_own_memory(piece: bytes) -> mmap:
    """A piece in memory of its own, which goes back to the system as soon as it is closed."""
    memory = mmap(-1, len(piece))
    memory.write(piece)
    return memory


def _table(kind: type[Record]) -> Any:
    return GenericAlias(dict, (str, kind))


def _rows(kind: type[Record]) -> Any:
    return GenericAlias(list, (kind,))
