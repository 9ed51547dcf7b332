"""What goes into an edition and what comes of it: changes of drafts, the folded tables, conflicts, choices.

Values are plain JSON; `msgspec.UNSET` stands for a field that is not there. A field is written `statement.en`,
`provisions.art-5` or `year`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Raw

from ilo_tui.core.records import Part
from ilo_tui.dossier.errors import Fault

Document = dict[str, object]
"""A record as it stands in the file."""

RawTables = dict[str, dict[str, Raw]]
"""Undecoded documents by table and document number, as `ReadOnlyStorage.raws` gives them."""

Ref = tuple[str, int]
"""A change by its draft and seq."""

ConflictKind = Literal["field", "removed", "added", "missing", "minor", "malformed", "branched", "check"]


MEANING = frozenset({"stance", "dimension", "programme", "tie", "actor", "figures", "source"})
"""The keys that a minor change may not touch: they decide what is judged, and where."""


class Change(Part, frozen=True, kw_only=True):
    """One record added, altered or removed by a draft, which still stands (it was not withdrawn).

    `document` is the full new state, None where the record is removed; `base` the hash of what was changed (`hash_of`
    the document, all its keys), None where it is added. `was` has every top-level key that was changed, with its value
    before, None where it was not there; of a removed record it is all of it. Only these keys are folded in, so that a
    draft goes on upon a later edition. A change that `resolves` others (each a draft as far as a seq) is a choice
    between them: see `resolutions`.
    """

    table: str
    record: str
    document: Document | None
    at: str
    draft: str
    seq: int
    author: str
    base: str | None = None
    was: Document = {}
    why: str = ""
    minor: bool = False
    resolves: list[Ref] = []

    @property
    def ref(self) -> Ref:
        """What this change is cited by."""
        return self.draft, self.seq


class Draft(Part, frozen=True, kw_only=True):
    """One author's changes, those that stand, and whether it is finished; `reviewer` is the author's id.

    `branches` names the files of a draft that is in several states of which none goes on from another: then it has no
    changes, for nobody can tell which of them are to count.
    """

    id: str
    author: str
    reviewer: str
    finished: bool
    changes: list[Change]
    branches: list[str] = []


class Side(Part, frozen=True, kw_only=True):
    """What one draft has at the place of a conflict, up to its change `seq`; of the edition itself without a draft.

    `value` is that of the field; of a whole record its document, `UNSET` where it is removed.
    """

    value: object = UNSET
    draft: str = ""
    seq: int = 0
    author: str = ""
    at: str = ""
    why: str = ""
    minor: bool = False


class Conflict(Part, frozen=True, kw_only=True):
    """What a person has to choose or mend before an edition can be written.

    | kind | |
    |---|---|
    | field | a field is changed to different values, or was changed in the edition since |
    | removed | one removes what another, or the edition since, changed |
    | added | two records are added under one id |
    | missing | what is changed is not in the edition, nor added by a draft |
    | minor | a change that is called minor is of a field that decides what is judged |
    | malformed | a change that cannot be one; `fault` says why |
    | branched | a draft (`record`) is in states that each went on; `fault` names their files |
    | check | the result would not be sound; `fault` says where, and the sides who changed what it names |
    """

    kind: ConflictKind
    table: str
    record: str
    path: tuple[str, ...] = ()
    sides: list[Side] = []
    fault: Fault | None = None

    @property
    def field(self) -> str:
        """The field in conflict, as it is written; empty where it is the record."""
        return ".".join(filter(None, self.path))


class Applied(Part, frozen=True, kw_only=True):
    """What became of a record; `minor` where it is carried over and decisions on it go on counting."""

    kind: Literal["added", "changed", "removed"]
    table: str
    record: str
    fields: list[str] = []
    authors: list[str] = []
    why: list[str] = []
    minor: bool = False
    changes: list[Ref] = []


class Choice(Part, frozen=True, kw_only=True):
    """What ends all conflicts of a record: a change without its draft, to be written into the publisher's own."""

    table: str
    record: str
    document: Document | None
    base: str | None
    was: Document
    resolves: list[Ref]
    minor: bool = False


class Folded(Part, frozen=True, kw_only=True):
    """The tables of the next edition, as they are to be written where there is no conflict.

    `edition` and `date` are those of the base, and `applied` is empty, where nothing was to be folded in.
    """

    tables: RawTables
    edition: str
    conflicts: list[Conflict]
    applied: list[Applied]
    drafts: list[Ref]
    """The drafts that are folded in, each with its last change."""
