"""A dossier in memory: its records by id and the few ways in which they are looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ilo_tui.dossier.codec import ReadOnlyStorage, Tables
from ilo_tui.dossier.errors import FaultyError
from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.model import (
    SCHEMA,
    TABLES,
    Actor,
    Aim,
    Alignment,
    Dimension,
    Evidence,
    Finding,
    Indicator,
    Meta,
    Policy,
    Programme,
    Record,
    Scale,
    Source,
    Suggestion,
)
from ilo_tui.dossier.parts import Provision
from ilo_tui.dossier.reader import SCALE, R

if TYPE_CHECKING:
    from ilo_tui.dossier.crossings import Crossings
    from ilo_tui.dossier.voices import Voices

_LARGEST_FIRST: tuple[type[Record], ...] = (
    Evidence,
    Programme,
    Source,
    Policy,
    Indicator,
    Alignment,
    Dimension,
    Suggestion,
    Aim,
    Finding,
    Actor,
    Meta,
    Scale,
)


_OF_SCHEMA_2 = ("said_by", "aim", "same_as", "data_of")
"""Fields with one id, beside `actor` with several, by which evidence of schema 2 is looked up."""


def default_path() -> Path:
    """Where the dossier that ships with the program is: in the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "data" / "db.json"
    return inside if inside.exists() else package.parent / "data" / "db.json"


def load(path: Path) -> Dossier:
    """Read and check the dossier at `path`; raises `UnreadableError` or `FaultyError`.

    The one that ships with the program is proved sound by the tests, and not again at every start.
    """
    tables = ReadOnlyStorage(path).records()
    if path == default_path():
        return Dossier(tables, path)
    from ilo_tui.dossier.validation import check_tables

    if faults := check_tables(tables):
        raise FaultyError(path, faults)
    return Dossier(tables, path)


class Dossier:
    """A dossier in memory: a `DossierReader` over dicts by id, in the order of the file."""

    def __init__(self, tables: Tables, path: Path) -> None:
        """Hold checked `tables`, as `ReadOnlyStorage.records` gives them."""
        self.path = path
        self._tables: dict[type[Record], dict[str, Record]] = {
            kind: {record.id: record for record in tables.get(name, {}).values() if isinstance(record, kind)}
            for name, kind in TABLES.items()
        }
        in_order = sorted(self.records(Dimension), key=lambda dimension: dimension.order)
        self._tables[Dimension] = {dimension.id: dimension for dimension in in_order}
        self.meta = next(iter(self.records(Meta)))

    drafts: Sequence[str] = ()

    def drafts_of(self, record: Record) -> Collection[str]:
        """No draft: it is as its file has it."""
        return ()

    def _table(self, kind: type[R]) -> dict[str, R]:
        # The constructor has put nothing else under this class.
        return cast("dict[str, R]", self._tables[kind])

    def get(self, kind: type[R], ident: str | None) -> R | None:
        """The record of this id in a table; None where there is none."""
        return self._table(kind).get(ident) if ident is not None else None

    def record(self, kind: type[R], ident: str) -> R:
        """The record of this id, which is known to be in the table; raises `KeyError` where it is not."""
        return self._table(kind)[ident]

    def find(self, ident: str) -> Record | None:
        """The record of this id, of whatever table; the largest tables are looked at first, scales after all others."""
        if ident.startswith(SCALE):
            return self.get(Scale, ident.removeprefix(SCALE))
        tables = (self._tables[kind] for kind in _LARGEST_FIRST)
        return next((table[ident] for table in tables if ident in table), None)

    def records(self, kind: type[R]) -> Collection[R]:
        """A table's records in the order of the file; dimensions in causal order."""
        return self._table(kind).values()

    def ids(self, kind: type[Record]) -> Collection[str]:
        """A table's ids in the order of its records; whether one is among them is known without going through them."""
        return self._tables[kind].keys()

    def count(self, kind: type[Record]) -> int:
        """How many records a table has."""
        return len(self._tables[kind])

    def column(self, kind: type[Record], field: str) -> Iterator[object]:
        """One field of every record of a table, in their order."""
        return map(attrgetter(field), self._tables[kind].values())

    @cached_property
    def content_hash(self) -> str:
        """16 hex digits over everything in it, however the file is laid out."""
        from ilo_tui.dossier.hashing import content_hash

        return content_hash(self)

    def provision(self, policy: str, ident: str | None) -> Provision | None:
        """A provision of a policy, by its id within the policy; raises `KeyError` of an unknown policy."""
        provisions = self.record(Policy, policy).provisions
        return next((provision for provision in provisions if provision.id == ident), None)

    @cached_property
    def crossings(self) -> Crossings:
        """The gap map, the policy matrix and the gaps of this dossier, made when they are first asked for."""
        from ilo_tui.dossier.crossings import Crossings

        return Crossings(self)

    @cached_property
    def voices(self) -> Voices:
        """Who speaks in the claims of this dossier, looked up when it is first asked for."""
        from ilo_tui.dossier.voices import Voices

        return Voices(self)

    @cached_property
    def _evidence_by(self) -> dict[tuple[str, str], list[Evidence]]:
        """Evidence by `(field, id)`, e.g. `("programme", "clm")`; sources count wherever they are cited."""
        index: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for evidence in self.records(Evidence):
            for field in ("programme", "policy", "indicator", "suggestion", "dimension"):
                if ident := getattr(evidence, field):
                    index[field, ident].append(evidence)
            for source in sources_of(evidence):
                index["source", source].append(evidence)
        return index

    @cached_property
    def _schema_2_by(self) -> dict[tuple[str, str], list[Evidence]]:
        """Evidence by the fields that only schema 2 has, so that a dossier of schema 1 pays nothing for them."""
        index: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
        if self.meta.schema < SCHEMA:
            return index
        for evidence in self.records(Evidence):
            for field in _OF_SCHEMA_2:
                if ident := getattr(evidence, field):
                    index[field, ident].append(evidence)
            for ident in dict.fromkeys(evidence.actor):
                index["actor", ident].append(evidence)
        return index

    def evidence_of(self, field: str, ident: str) -> Sequence[Evidence]:
        """The evidence whose `field` (programme, policy, source, actor, ...) is this id, in the order of the file."""
        index = self._schema_2_by if field == "actor" or field in _OF_SCHEMA_2 else self._evidence_by
        return index.get((field, ident), [])

    @cached_property
    def _alignments_by(self) -> dict[tuple[str, str], list[Alignment]]:
        """Alignments by `(field, id)`, e.g. `("policy", "c182")`."""
        index: defaultdict[tuple[str, str], list[Alignment]] = defaultdict(list)
        for alignment in self.records(Alignment):
            for field in ("programme", "from_policy", "policy", "source"):
                if ident := getattr(alignment, field):
                    index[field, ident].append(alignment)
        return index

    def alignments_of(self, field: str, ident: str) -> Sequence[Alignment]:
        """The alignments whose `field` (programme, from_policy, policy, source) is this id."""
        return self._alignments_by.get((field, ident), [])
