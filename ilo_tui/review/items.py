"""What reviewers judge: the items of a dossier, by name, with their hash and the questions asked of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from msgspec.structs import replace

from ilo_tui.core.translator import N_
from ilo_tui.dossier.evidence import is_judged
from ilo_tui.dossier.gapmap import GapMap
from ilo_tui.dossier.model import AppliesTo, Scale
from ilo_tui.dossier.parts import Value
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.carried import CarriedHashes
from ilo_tui.review.errors import AnswerError
from ilo_tui.review.item_kinds import BESIDE, ITEM_KINDS, QUEUES, Item, kind_of
from ilo_tui.review.model import Decision, DossierRef, Queue


def question_kind(queue: Queue, item: str) -> AppliesTo:
    """Which scales a queue asks of an item: those of the item's kind, or those of attribution or of bearing."""
    spec = QUEUES.get(queue.kind)
    return spec.scales if spec and spec.scales in BESIDE else kind_of(item)


def is_cannot(scale: Scale, value: Value) -> bool:
    """Whether an answer says that the question cannot be answered.

    So it is where it has no rank and others of its scale have one, or where its code begins with `cannot` or `unable`.
    """
    if value.code.startswith(("cannot", "unable")):
        return True
    return value.rank is None and any(other.rank is not None for other in scale.values)


class Items:
    """The items of one dossier. Hashes and crossings are made when first asked for, and kept."""

    def __init__(self, dossier: DossierReader) -> None:
        """Name the items of `dossier`, which is published."""
        self.dossier, self._published = dossier, dossier
        self._hashes: dict[str, str | None] = {}

    @cached_property
    def ref(self) -> DossierRef:
        """Which published dossier this is, with its hash: the first call goes through all of it."""
        meta = self._published.meta
        return DossierRef(id=meta.id, edition=meta.edition, hash=self._published.content_hash)

    def lay_over(self, dossier: DossierReader) -> None:
        """Name from now on the items of what an author's drafts make of the published dossier.

        An item of a draft has the hash that it will have once the draft is published: decisions on it count then.
        """
        self.dossier = dossier
        self._hashes = {}
        for cached in ("judgeable", "carried", "_scales", "_dependent"):
            self.__dict__.pop(cached, None)

    def published(self) -> Items:
        """The items of the published dossier, by which decisions are counted."""
        return self if self.dossier is self._published else self._of_published

    @cached_property
    def _of_published(self) -> Items:
        return Items(self._published)

    @property
    def gap_map(self) -> GapMap:
        """Programmes x dimensions."""
        return self.dossier.crossings.gap_map

    @cached_property
    def judgeable(self) -> dict[tuple[str, str], list[str]]:
        """By row and column of the gap map: the ids of its claims that belong into verdict queues."""
        cell = self.gap_map.cell
        return {
            (row, column): [evidence.id for evidence in cell(row, column).evidence if is_judged(evidence)]
            for row in self.gap_map.rows
            for column in self.gap_map.columns
        }

    def find(self, item: str) -> Item | None:
        """What an item names; None where the dossier has no such thing, or no longer."""
        name, _, ident = item.partition(":")
        kind = ITEM_KINDS.get(name)
        return kind.find(self, ident) if kind else None

    def hash_of(self, item: str) -> str | None:
        """The item's hash; None where the dossier has no such item."""
        if item not in self._hashes:
            name, _, ident = item.partition(":")
            kind = ITEM_KINDS.get(name)
            self._hashes[item] = kind.hash_of(self, ident) if kind else None
        return self._hashes[item]

    @cached_property
    def carried(self) -> CarriedHashes:
        """The hashes of records that are linked over editions."""
        return CarriedHashes(self.dossier.meta.carried)

    def canonical_hash(self, item: str) -> str | None:
        """The item's hash as it is compared with those of other editions; None where the dossier has no such item."""
        current = self.hash_of(item)
        return None if current is None else self._canonical(item, current)

    def is_current(self, item: str, item_hash: str) -> bool:
        """Whether an item is in the dossier and says what it said when its hash was `item_hash`."""
        current = self.hash_of(item)
        if current is None or current == item_hash:
            return current is not None
        return self._canonical(item, current) == self._canonical(item, item_hash)

    def _canonical(self, item: str, item_hash: str) -> str:
        name, _, ident = item.partition(":")
        return ITEM_KINDS[name].canonical(self, ident, item_hash)

    @cached_property
    def _scales(self) -> dict[str, list[Scale]]:
        scales: defaultdict[str, list[Scale]] = defaultdict(list)
        for scale in sorted(self.dossier.records(Scale), key=lambda scale: scale.order):
            scales[scale.applies_to].append(scale)
        return scales

    def scales(self, kind: AppliesTo) -> list[Scale]:
        """Every scale of a kind of item, in the order of asking."""
        return self._scales.get(kind, [])

    def applicable_scales(self, kind: AppliesTo, values: Mapping[str, str]) -> list[Scale]:
        """The scales asked after these answers: the first; those that name answers (`after`) where these were given.

        All others are asked once the first has another answer than "cannot". What an item of another kind must have
        been answered is decided where the queue is made: here such a scale is asked.
        """
        scales, dependent = self.scales(kind), self._dependent.get(kind, frozenset())
        goes_on, applicable = bool(scales) and _can_answer(scales[0], values), dict[str, Scale]()
        for scale in scales:
            if scale.after and scale.id in dependent:
                due = scale.after.scale in applicable and values.get(scale.after.scale) in scale.after.codes
            else:
                due = goes_on or scale is scales[0]
            if due:
                applicable[scale.id] = scale
        return list(applicable.values())

    @cached_property
    def _dependent(self) -> dict[str, frozenset[str]]:
        """By kind the ids of the scales that are asked after answers to another scale of the same item."""
        ids = {kind: {scale.id for scale in scales} for kind, scales in self._scales.items()}
        return {
            kind: frozenset(scale.id for scale in scales if scale.after and scale.after.scale in ids[kind])
            for kind, scales in self._scales.items()
        }

    def counted_values(self, kind: AppliesTo, values: Mapping[str, str]) -> Mapping[str, str]:
        """The answers but those to a question that is not asked after the others.

        Such an answer was given before another one was changed, or in an earlier edition: it stays in the journal, and
        counts nowhere. Answers that the edition cannot place are left in.
        """
        dependent = self._dependent.get(kind)
        if not dependent or dependent.isdisjoint(values):
            return values
        applicable = {scale.id for scale in self.applicable_scales(kind, values)}
        return {scale: code for scale, code in values.items() if scale not in dependent or scale in applicable}

    def counted(self, kind: AppliesTo, decision: Decision) -> Decision:
        """A decision with the answers that count alone."""
        values = self.counted_values(kind, decision.values)
        return decision if len(values) == len(decision.values) else replace(decision, values=dict(values))

    def question(self, kind: AppliesTo, values: Mapping[str, str]) -> Scale | None:
        """The next scale to ask; None when every one asked is answered, in a code that it has in this edition."""
        return next((scale for scale in self.applicable_scales(kind, values) if not _answers(scale, values)), None)

    def is_judged(self, kind: AppliesTo, values: Mapping[str, str]) -> bool:
        """Whether every scale asked is answered; without a scale nothing is ever judged."""
        return bool(self.scales(kind)) and self.question(kind, values) is None

    def reasons_due(self, kind: AppliesTo, values: Mapping[str, str]) -> list[Value]:
        """Those of the answers that count only with a note which says why (`reason`)."""
        counted = self.counted_values(kind, values)
        return [
            value
            for scale in self.scales(kind)
            for value in scale.values
            if value.reason and counted.get(scale.id) == value.code
        ]

    def known_values(self, kind: AppliesTo, values: Mapping[str, str]) -> dict[str, str]:
        """The answers that count, without those to a question, or in a code, that this edition does not have."""
        counted = self.counted_values(kind, values)
        return {scale.id: counted[scale.id] for scale in self.scales(kind) if _answers(scale, counted)}

    def checked(self, kind: AppliesTo, values: Mapping[str, str]) -> dict[str, str]:
        """The answers to scales that are asked; raises `AnswerError` of an unknown scale or code.

        An answer to what is no longer asked goes, as a strength does when the verdict becomes "cannot tell".
        """
        codes = {scale.id: {value.code for value in scale.values} for scale in self.scales(kind)}
        for scale, code in values.items():
            if code not in codes.get(scale, ()):
                message = N_("{code} is no answer to {scale}")
                raise AnswerError(message, N_("Answer with one of the keys shown."), code=code, scale=scale)
        return {scale.id: values[scale.id] for scale in self.applicable_scales(kind, values) if scale.id in values}


def _can_answer(scale: Scale, values: Mapping[str, str]) -> bool:
    """Whether a scale has an answer, and another than that it cannot be answered."""
    answer = next((value for value in scale.values if value.code == values.get(scale.id)), None)
    return answer is not None and not is_cannot(scale, answer)


def _answers(scale: Scale, values: Mapping[str, str]) -> bool:
    code = values.get(scale.id)
    return code is not None and any(value.code == code for value in scale.values)


def item_hash(dossier: DossierReader, item: str) -> str | None:
    """The hash of one item; None where the dossier has none such. For many of them, keep an `Items`."""
    return Items(dossier).hash_of(item)
