"""A dossier with some of its records replaced, added or taken away, without going through all of it again.

What is looked up by is not made anew: what the dossier below says of evidence and alignments is corrected by the few
records that are other. So laying a change over a hundred thousand claims takes some milliseconds; what crosses them all
(`crossings`) is made when it is asked for, as of any dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast

from ilo_tui.dossier.facets import DRAFTS
from ilo_tui.dossier.model import TABLES, Alignment, Dimension, Evidence, Meta, Policy, Record, Scale
from ilo_tui.dossier.reader import SCALE, DossierReader, R
from ilo_tui.dossier.repository import Dossier

if TYPE_CHECKING:
    from ilo_tui.dossier.crossings import Crossings
    from ilo_tui.dossier.parts import Provision
    from ilo_tui.dossier.voices import Voices

C = TypeVar("C", Evidence, Alignment)
Replaced = Mapping[type[Record], Mapping[str, Record | None]]
"""By table (the class in `TABLES`) and id the record that stands in place of what was there; None of a removed one."""
DraftsByRecord = Mapping[tuple[type[Record], str], Collection[str]]
"""By table and id the drafts that add or change a record, as the filter `draft:` names them."""
NO_DRAFTS: DraftsByRecord = MappingProxyType({})


class OverlaidDossier:
    """A `DossierReader` over another one; `meta` may be replaced, but is always there."""

    def __init__(self, published: DossierReader, replaced: Replaced, drafts: DraftsByRecord = NO_DRAFTS) -> None:
        """Lay `replaced` over `published`; what is new stands last in its table.

        `drafts` says for filters which drafts add or change a record, whether they are laid over or not.
        """
        self.published, self._replaced, self._drafts = published, replaced, drafts
        self._tables: dict[type[Record], dict[str, Record]] = {}
        self._place_of: dict[type[Record], dict[str, int]] = {}
        self.meta: Meta = next(iter(self.records(Meta)))
        self._before = self._alone(lambda kind, ident, record: published.get(kind, ident))
        self._after = self._alone(lambda kind, ident, record: record)

    def _alone(self, choose: Callable[[type[Record], str, Record | None], Record | None]) -> Dossier:
        """A dossier of one state of the replaced records alone, which looks them up as any dossier does."""
        tables: dict[str, dict[str, Record]] = {"meta": {"1": self.meta}}
        for name, kind in TABLES.items():
            chosen = (choose(kind, ident, record) for ident, record in self._replaced.get(kind, {}).items())
            if name != "meta":
                tables[name] = {record.id: record for record in chosen if record}
        return Dossier(tables, self.path)

    @property
    def drafts(self) -> Sequence[str]:
        """The ids of the drafts that add or change a record."""
        return sorted({name for names in self._drafts.values() for name in names} - {*DRAFTS})

    def drafts_of(self, record: Record) -> Collection[str]:
        """Those of a record, and beside them `mine` and `all`."""
        return self._drafts.get((_table_of(record), record.id), ())

    @property
    def path(self) -> Path:
        """The file of the published dossier."""
        return self.published.path

    def _table(self, kind: type[R]) -> dict[str, R]:
        """A table with the replaced records; copied once, where any of it is replaced."""
        if kind not in self._tables:
            rows: dict[str, Record] = {record.id: record for record in self.published.records(kind)}
            for ident, record in self._replaced[kind].items():
                if record is None:
                    rows.pop(ident, None)
                else:
                    rows[ident] = record
            if kind is Dimension:
                in_order = sorted(cast("dict[str, Dimension]", rows).values(), key=lambda dimension: dimension.order)
                rows = {dimension.id: dimension for dimension in in_order}
            self._tables[kind] = rows
        return cast("dict[str, R]", self._tables[kind])

    def get(self, kind: type[R], ident: str | None) -> R | None:
        """The record of this id in a table; None where there is none."""
        replaced = self._replaced.get(kind, {})
        if ident is not None and ident in replaced:
            return cast("R | None", replaced[ident])
        return self.published.get(kind, ident)

    def record(self, kind: type[R], ident: str) -> R:
        """The record of this id, which is known to be in the table; raises `KeyError` where it is not."""
        record = self.get(kind, ident)
        if record is None:
            raise KeyError(ident)
        return record

    def find(self, ident: str) -> Record | None:
        """The record of this id, of whatever table; scales after all others."""
        if ident.startswith(SCALE):
            return self.get(Scale, ident.removeprefix(SCALE))
        record = self.published.find(ident)
        if record is not None and ident not in self._replaced.get(_table_of(record), {}):
            return record
        return self._after.find(ident)

    def records(self, kind: type[R]) -> Collection[R]:
        """A table's records in the order of the file, new ones last; dimensions in causal order."""
        return self._table(kind).values() if self._replaced.get(kind) else self.published.records(kind)

    def ids(self, kind: type[Record]) -> Collection[str]:
        """A table's ids in the order of its records; whether one is among them is known without going through them."""
        return self._table(kind).keys() if self._replaced.get(kind) else self.published.ids(kind)

    def count(self, kind: type[Record]) -> int:
        """How many records a table has."""
        return len(self._table(kind)) if self._replaced.get(kind) else self.published.count(kind)

    def column(self, kind: type[Record], field: str) -> Iterator[object]:
        """One field of every record of a table, in their order."""
        if not self._replaced.get(kind):
            return self.published.column(kind, field)
        return map(attrgetter(field), self._table(kind).values())

    @cached_property
    def content_hash(self) -> str:
        """16 hex digits over everything in it, the replaced records included."""
        from ilo_tui.dossier.hashing import content_hash

        return content_hash(self)

    def provision(self, policy: str, ident: str | None) -> Provision | None:
        """A provision of a policy, by its id within the policy; raises `KeyError` of an unknown policy."""
        provisions = self.record(Policy, policy).provisions
        return next((provision for provision in provisions if provision.id == ident), None)

    @cached_property
    def crossings(self) -> Crossings:
        """The gap map, the policy matrix and the gaps, made when they are first asked for."""
        if not self._replaced:
            return self.published.crossings
        from ilo_tui.dossier.crossings import Crossings

        return Crossings(self)

    @cached_property
    def voices(self) -> Voices:
        """Who speaks in the claims, looked up when it is first asked for."""
        if not self._replaced:
            return self.published.voices
        from ilo_tui.dossier.voices import Voices

        return Voices(self)

    def evidence_of(self, field: str, ident: str) -> Sequence[Evidence]:
        """The evidence whose `field` is this id, in the order of `records`."""
        lists = (dossier.evidence_of(field, ident) for dossier in (self.published, self._before, self._after))
        return self._corrected(Evidence, *lists)

    def alignments_of(self, field: str, ident: str) -> Sequence[Alignment]:
        """The alignments whose `field` is this id, in the order of `records`."""
        lists = (dossier.alignments_of(field, ident) for dossier in (self.published, self._before, self._after))
        return self._corrected(Alignment, *lists)

    def _corrected(self, kind: type[C], published: Sequence[C], before: Sequence[C], after: Sequence[C]) -> Sequence[C]:
        """What was found, with the replaced records as they are now."""
        if not before and not after:
            return published
        now = {record.id: record for record in after}
        removed = {record.id for record in before} - now.keys()
        listed = [now.pop(record.id, record) for record in published if record.id not in removed]
        if not now:
            return listed
        listed += now.values()
        places = self._places(kind)
        return sorted(listed, key=lambda record: places[record.id])

    def _places(self, kind: type[Record]) -> Mapping[str, int]:
        """By id at which place each record of a table stands; looked through once."""
        if kind not in self._place_of:
            self._place_of[kind] = {ident: place for place, ident in enumerate(self.ids(kind))}
        return self._place_of[kind]


def _table_of(record: Record) -> type[Record]:
    """The class that stands for the table of a record, which may be of an older schema."""
    return next(kind for kind in TABLES.values() if isinstance(record, kind))
