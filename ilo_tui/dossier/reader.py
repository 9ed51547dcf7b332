"""The reading interface of a dossier: all that the packages above this one know of how records are kept.

A table is named by the class of its records, so that what comes out of it has a type: `dossier.get(Programme, "clm")`.
A table whose name is known only as a string is `TABLES[name]`. Whether records lie in memory, in the order of the file,
as in `repository.Dossier`, or elsewhere, is nobody's business above.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from ilo_tui.dossier.model import Alignment, Evidence, Meta, Record, Scale
from ilo_tui.dossier.parts import Provision

if TYPE_CHECKING:
    from ilo_tui.dossier.crossings import Crossings
    from ilo_tui.dossier.voices import Voices

R = TypeVar("R", bound=Record)

SCALE = "scale:"
"""What stands before the id of a scale where any record may be named: another record may have this id, too."""


class HasId(Protocol):
    """A record, or anything else that has an id by which it is found."""

    @property
    def id(self) -> str:
        """The id."""
        ...


def address_of(record: HasId) -> str:
    """By what `DossierReader.find` finds a record for sure: `scale:ID`, of any other record its id."""
    return f"{SCALE}{record.id}" if isinstance(record, Scale) else record.id


class DossierReader(Protocol):
    """A checked dossier that does not change: what it holds, looked up by id, by table and by what it is about."""

    @property
    def path(self) -> Path:
        """The file that it was read from."""
        ...

    @property
    def meta(self) -> Meta:
        """What dossier this is."""
        ...

    @property
    def content_hash(self) -> str:
        """16 hex digits over everything in it, however the file is laid out."""
        ...

    @property
    def crossings(self) -> Crossings:
        """What crossing its records gives, made once and shared by whoever reads it."""
        ...

    @property
    def drafts(self) -> Sequence[str]:
        """The ids of the drafts that add or change any of its records; none of a dossier as it is published."""
        ...

    def drafts_of(self, record: Record) -> Collection[str]:
        """Those of a record, and beside them `mine` and `all`, as filters name them."""
        ...

    @property
    def voices(self) -> Voices:
        """Who speaks in its claims, looked up once and shared by whoever reads it."""
        ...

    def get(self, kind: type[R], ident: str | None) -> R | None:
        """The record of this id in a table; None where there is none."""
        ...

    def record(self, kind: type[R], ident: str) -> R:
        """The record of this id, which is known to be in the table; raises `KeyError` where it is not."""
        ...

    def find(self, ident: str) -> Record | None:
        """The record of this id, of whatever table, a scale if no other record has it; `scale:ID` is a scale only."""
        ...

    def records(self, kind: type[R]) -> Collection[R]:
        """A table's records in the order of the file; dimensions in causal order."""
        ...

    def ids(self, kind: type[Record]) -> Collection[str]:
        """A table's ids in the order of its records; whether one is among them is known without going through them."""
        ...

    def count(self, kind: type[Record]) -> int:
        """How many records a table has."""
        ...

    def column(self, kind: type[Record], field: str) -> Iterator[object]:
        """One field of every record of a table, in their order."""
        ...

    def provision(self, policy: str, ident: str | None) -> Provision | None:
        """A provision of a policy, by its id within the policy; raises `KeyError` of an unknown policy."""
        ...

    def evidence_of(self, field: str, ident: str) -> Sequence[Evidence]:
        """The evidence whose `field` (programme, policy, source, actor, ...) is this id, in the order of the file.

        Of `source` it is all evidence that cites it, be it as one of several; of `actor` all in which it acts, too.
        """
        ...

    def alignments_of(self, field: str, ident: str) -> Sequence[Alignment]:
        """The alignments whose `field` (programme, from_policy, policy, source) is this id."""
        ...
