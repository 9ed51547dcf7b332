"""The kinds of item that reviewers judge, and the queues of them: a kind is added to the two tables at the end.

What an item of it looks like is in `views.item_views`. The names of kinds and queues stand in files, as codes of
`dossier.model.AppliesTo` and `review.model.QueueKind`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from ilo_tui.core.translator import N_
from ilo_tui.dossier.evidence import is_judged
from ilo_tui.dossier.filter_keys import KEYS
from ilo_tui.dossier.filters import Query
from ilo_tui.dossier.gap_list import all_gaps, find_gap, gap_kinds_at
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.levels import OUTPUT, dimension_level
from ilo_tui.dossier.model import (
    SCHEMA,
    TABLES,
    Alignment,
    AppliesTo,
    Dimension,
    Evidence,
    Policy,
    Programme,
    Record,
    Suggestion,
)
from ilo_tui.review.errors import AnswerError
from ilo_tui.review.hashing import crossing_hash, hash_of
from ilo_tui.review.model import QueueKind

if TYPE_CHECKING:
    from ilo_tui.review.items import Items
    from ilo_tui.review.reviewer_decisions import ReviewerDecisions

Item = Evidence | Alignment | Suggestion | Cell | Gap
R = TypeVar("R", Evidence, Alignment, Suggestion)


class ItemKind(Protocol):
    """What is known of all items of a kind. An item is called `NAME:IDENT`."""

    @property
    def name(self) -> AppliesTo:
        """The kind, as it begins the names of its items; also the kind of scales asked of them."""
        ...

    @property
    def weighs_dimensions(self) -> bool:
        """Whether what the dossier concludes on a dimension would sway the answer."""
        ...

    def find(self, items: Items, ident: str) -> Item | None:
        """What the rest of an item's name stands for; None where the dossier has no such thing, or no longer."""
        ...

    def hash_of(self, items: Items, ident: str) -> str | None:
        """The hash of what is judged; None where the dossier has no such thing."""
        ...

    def canonical(self, items: Items, ident: str, item_hash: str) -> str:
        """The hash by which a hash of what is judged is compared: changes that are carried make no difference."""
        ...

    def idents(self, items: Items) -> Iterator[str]:
        """Everything of this kind that is in the dossier."""
        ...


@dataclass(frozen=True)
class RecordKind(Generic[R]):
    """Items that are records of a table, by their ids."""

    name: AppliesTo
    record: type[R]
    weighs_dimensions: bool = False

    def find(self, items: Items, ident: str) -> R | None:
        """The record of this id."""
        return items.dossier.get(self.record, ident)

    def hash_of(self, items: Items, ident: str) -> str | None:
        """The hash of the record."""
        record = self.find(items, ident)
        return hash_of(record) if record else None

    def canonical(self, items: Items, ident: str, item_hash: str) -> str:
        """The first of the hashes that are linked with a hash of the record."""
        table = next(name for name, kind in TABLES.items() if kind is self.record)
        return items.carried.canonical(table, ident, item_hash)

    def idents(self, items: Items) -> Iterator[str]:
        """The ids of the table."""
        yield from items.dossier.ids(self.record)


class CellKind:
    """Crossings of a programme and a dimension, `PROGRAMME/DIMENSION`: what is judged is all their evidence."""

    name: ClassVar[AppliesTo] = "cell"
    weighs_dimensions: ClassVar[bool] = True

    def find(self, items: Items, ident: str) -> Cell | None:
        """The cell of the gap map; one of its special rows and columns is none that is judged."""
        row, _, column = ident.partition("/")
        real = row in items.dossier.ids(Programme) and column in items.dossier.ids(Dimension)
        return items.gap_map.cell(row, column) if real else None

    def hash_of(self, items: Items, ident: str) -> str | None:
        """The hash of the crossing's evidence: all of it, however it is tied and whenever it was."""
        cell = self.find(items, ident)
        return crossing_hash(cell.evidence, record_hash=items.carried.evidence_hash) if cell else None

    def canonical(self, items: Items, ident: str, item_hash: str) -> str:
        """The hash itself: it is made of canonical ones."""
        return item_hash

    def idents(self, items: Items) -> Iterator[str]:
        """Every crossing, row by row."""
        for programme in items.dossier.ids(Programme):
            yield from (f"{programme}/{dimension}" for dimension in items.dossier.ids(Dimension))


class GapKind:
    """What is lacking at a crossing, `PROGRAMME/DIMENSION:KIND` or `PROGRAMME/POLICY:none`."""

    name: ClassVar[AppliesTo] = "gap"
    weighs_dimensions: ClassVar[bool] = False

    def find(self, items: Items, ident: str) -> Gap | None:
        """The gap, as long as it is one at some tie level, or is one by the rules of version 0.1."""
        return find_gap(items.dossier, ident)

    def hash_of(self, items: Items, ident: str) -> str | None:
        """The hash of what is there at the crossing, and of what is said to be lacking."""
        gap = self.find(items, ident)
        if gap is None:
            return None
        evidence = items.gap_map.cell(gap.programme, gap.dimension).evidence if gap.dimension else ()
        return crossing_hash(evidence, gap.kind, items.carried.evidence_hash)

    def canonical(self, items: Items, ident: str, item_hash: str) -> str:
        """The hash itself: it is made of canonical ones."""
        return item_hash

    def idents(self, items: Items) -> Iterator[str]:
        """Every gap of the gap map at any tie level and of the policy matrix, and those of version 0.1.

        Sheets that were printed for them are keyed in later.
        """
        crossings, matrix = items.dossier.crossings, items.dossier.crossings.matrix
        for programme in items.dossier.ids(Programme):
            for crossed in (*items.dossier.ids(Dimension), *items.dossier.ids(Policy)):
                kinds = gap_kinds_at(crossings.gap_map, matrix, programme, crossed)
                yield from (f"{programme}/{crossed}:{kind}" for kind in sorted(kinds))


Candidates = Callable[["Items", Query, "ReviewerDecisions"], Iterator[str]]
"""The items that pass a filter, in the order of the dossier, for a reviewer who has decided this."""


@dataclass(frozen=True)
class QueueSpec:
    """A queue that can be chosen: of which items it is, which scales it asks, how it is filtered and filled."""

    item_kind: AppliesTo
    scales: AppliesTo
    filter_kind: str
    """A key of `dossier.filters.KEYS`: cells are filtered as gaps, by programme and dimension."""
    candidates: Candidates
    filter_keys: tuple[str, ...] = ()
    """The only keys that the filter may have; empty where all of its kind make sense."""
    sample: str = ""
    """The sample that is drawn where nobody asks for another, as `Choice.sample`; empty where all items are judged."""
    remedy: str = N_("Choose another queue or filter.")
    """What to do where there is nothing in it."""


def kind_of(item: str) -> AppliesTo:
    """The kind of an item, by its name; raises `AnswerError` of what names none."""
    name, colon, _ = item.partition(":")
    if not colon or name not in ITEM_KINDS:
        raise AnswerError(N_("{item} is nothing that can be judged"), N_("Choose from the lists."), item=item)
    return ITEM_KINDS[name].name


def weighs_dimensions(item: str) -> bool:
    """Whether what is concluded on a dimension would sway the answer on an item."""
    kind = ITEM_KINDS.get(item.partition(":")[0])
    return kind is not None and kind.weighs_dimensions


def item_of(record: Record) -> str | None:
    """The item that judging a record means; None of a record that is not judged."""
    return next((f"{kind.name}:{record.id}" for kind in RECORD_KINDS if isinstance(record, kind.record)), None)


def every_item(items: Items) -> Iterator[str]:
    """Every item of a dossier, kind by kind."""
    for kind in ITEM_KINDS.values():
        yield from (f"{kind.name}:{ident}" for ident in kind.idents(items))


def _passing(kind: AppliesTo, query: Query, records: Iterable[Record]) -> Iterator[str]:
    return (f"{kind}:{record.id}" for record in records if query.matches(record))


def _evidence(items: Items, query: Query, decisions: ReviewerDecisions) -> Iterator[str]:
    return _passing(
        "evidence", query, (evidence for evidence in items.dossier.records(Evidence) if is_judged(evidence))
    )


def _alignments(items: Items, query: Query, decisions: ReviewerDecisions) -> Iterator[str]:
    return _passing("alignment", query, items.dossier.records(Alignment))


def _suggestions(items: Items, query: Query, decisions: ReviewerDecisions) -> Iterator[str]:
    return _passing("suggestion", query, items.dossier.records(Suggestion))


def _cells(items: Items, query: Query, decisions: ReviewerDecisions) -> Iterator[str]:
    crossings = (ident.partition("/") for ident in CELL.idents(items))
    return (f"cell:{row}/{column}" for row, _, column in crossings if query.matches(Gap("none", row, column)))


def _gaps(items: Items, query: Query, decisions: ReviewerDecisions) -> Iterator[str]:
    """Every gap; with the suggestions that cover it only where the filter may look at them, since that takes long."""
    if query.words or any(term.key == "suggestion" for term in query.terms):
        gaps = all_gaps(items.dossier)
    else:
        gaps = _gaps_without_suggestions(items)
    return (gap.id for gap in gaps if query.matches(gap))


def _gaps_without_suggestions(items: Items) -> list[Gap]:
    return [*items.gap_map.gaps("direct"), *items.dossier.crossings.matrix.gaps()]


def _attributable(items: Items, query: Query, decisions: ReviewerDecisions) -> Iterator[str]:
    """Claims of a programme's outcome or impact that hold for this reviewer, on whichever side they stand."""
    for evidence in items.dossier.records(Evidence):
        if _is_effect(items, evidence) and is_affirmed(items, decisions, evidence.id) and query.matches(evidence):
            yield f"evidence:{evidence.id}"


def _is_effect(items: Items, evidence: Evidence) -> bool:
    """Whether a claim tells of a programme's effect; in schema 1 of a good effect beyond its first dimension."""
    if not evidence.programme or not evidence.dimension:
        return False
    if items.dossier.meta.schema >= SCHEMA:
        return dimension_level(items.dossier, evidence.dimension) != OUTPUT
    effects = list(items.dossier.ids(Dimension))[1:]
    return evidence.dimension in effects and evidence.stance == "supports"


def is_affirmed(items: Items, decisions: ReviewerDecisions, evidence: str) -> bool:
    """Whether a claim holds, at least in part: by this reviewer's verdict, in schema 2 also by the final answer.

    Which answers say so is named by the scale of attribution (`after`), else they are those of 0.1.
    """
    item, verdicts = f"evidence:{evidence}", items.scales("evidence")
    after = next((scale.after for scale in items.scales("attribution")), None)
    scale = after.scale if after else verdicts[0].id if verdicts else ""
    codes = after.codes if after else AFFIRMED
    if decisions.answered(item, scale, codes):
        return True
    return items.dossier.meta.schema >= SCHEMA and decisions.final(item, scale) in codes


def _bearing(items: Items, query: Query, decisions: ReviewerDecisions) -> Iterator[str]:
    """Claims of a programme on a dimension, whatever the dossier makes of them."""
    for evidence in items.dossier.records(Evidence):
        if evidence.programme and evidence.dimension and is_judged(evidence) and query.matches(evidence):
            yield f"evidence:{evidence.id}"


EVIDENCE = RecordKind("evidence", Evidence, weighs_dimensions=True)
CELL = CellKind()
ALIGNMENT = RecordKind("alignment", Alignment)
SUGGESTION = RecordKind("suggestion", Suggestion)
GAP = GapKind()
RECORD_KINDS = (EVIDENCE, ALIGNMENT, SUGGESTION)

AFFIRMED = frozenset({"holds", "holds_in_part"})
"""The codes of a verdict that leave something to attribute, where the scale of attribution names none."""
_REVEALING = frozenset({"stance", "confidence", "tie", "trend", "aim", "has", "voices", "gap"})
_BLIND_KEYS = tuple(key for key in KEYS["evidence"] if key not in _REVEALING)
"""The keys of a filter by which nobody learns on which side a claim stands."""

_ALL: tuple[ItemKind, ...] = (EVIDENCE, CELL, ALIGNMENT, SUGGESTION, GAP)
ITEM_KINDS: Mapping[str, ItemKind] = {kind.name: kind for kind in _ALL}
"""Every kind of item by its name, in the order of reports."""

QUEUES: Mapping[QueueKind, QueueSpec] = {
    "evidence": QueueSpec("evidence", "evidence", "evidence", _evidence),
    "cells": QueueSpec("cell", "cell", "gaps", _cells, ("programme", "dimension")),
    "alignments": QueueSpec("alignment", "alignment", "alignments", _alignments),
    "suggestions": QueueSpec("suggestion", "suggestion", "suggestions", _suggestions),
    "gaps": QueueSpec("gap", "gap", "gaps", _gaps),
    "attribution": QueueSpec(
        "evidence",
        "attribution",
        "evidence",
        _attributable,
        remedy=N_("Claims of an effect stand in it once you judge them true: begin with the queue of evidence."),
    ),
    "bearing": QueueSpec("evidence", "bearing", "evidence", _bearing, _BLIND_KEYS, "20%"),
}
"""Every queue that can be chosen, in the order of lists; a mixed one is made by judging items one by one."""

BESIDE = frozenset(spec.scales for spec in QUEUES.values() if spec.scales != spec.item_kind)
"""What is asked of claims beside the verdict, in a session of its own: attribution, bearing."""
