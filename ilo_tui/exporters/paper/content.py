"""What stands on a judging sheet: the questions once, then every item as a reviewer may see it before the answer.

The dossier's own confidence and degree, and what anybody has said of an item, are never on it. Where a crossing is
judged, each of its claims has its source and place with it, since on paper nothing can be followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.model import AppliesTo, Dimension, Evidence, Policy, Scale, Suggestion
from ilo_tui.dossier.parts import After
from ilo_tui.exporters.paper.codes import Codes, ItemQuestion
from ilo_tui.review.item_kinds import QUEUES
from ilo_tui.review.items import Items, is_cannot
from ilo_tui.review.model import Queue, QueueKind, Share
from ilo_tui.views.claim_head import provenance, tie_mark
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, block
from ilo_tui.views.pages.citation import locator, reference, source_blocks
from ilo_tui.views.pages.decisions import BASES, item_blocks, item_title
from ilo_tui.views.pages.evidence import evidence_block, source_notes
from ilo_tui.views.pages.judging import question_lines
from ilo_tui.views.weights import voices_line

SHEET_NAMES: dict[QueueKind, str] = {
    "evidence": N_("claims"),
    "cells": N_("programmes on a dimension"),
    "alignments": N_("alignments"),
    "suggestions": N_("research suggestions"),
    "gaps": N_("gaps"),
    "attribution": N_("attribution of changes"),
    "bearing": N_("for or against the programme"),
}


class Box(Struct, frozen=True):
    """A box to tick: the digit to key in, its label, and what it means."""

    key: str
    label: str
    definition: str = ""


class Condition(Struct, frozen=True):
    """After which answers a question is asked: to question `number` of this sheet, else to a `question` on another."""

    answers: str
    number: int = 0
    question: str = ""


class Question(Struct, frozen=True):
    """A question with its boxes, and when it is asked.

    That is after an answer of `after`; where it has none, `unless` are the labels of the first question after which it
    is not asked. `reasons` are the keys of answers that need a reason.
    """

    text: str
    boxes: list[Box]
    unless: list[str] = []
    after: Condition | None = None
    reasons: str = ""


class SheetItem(Struct, frozen=True):
    """One item to judge: its number on the sheet, its code, and what it says."""

    number: int
    code: str
    blocks: list[Block]


class Sheet(Struct, frozen=True):
    """A sheet in words; `example` are digits as they are keyed in for an item."""

    language: str
    title: str
    dossier: str
    queue: str
    questions: list[Question]
    bases: list[Box]
    items: list[SheetItem]
    example: str = ""


def build_sheet(context: ViewContext, items: Items, queue: Queue, share: Share | None = None) -> Sheet:
    """The sheet of a queue of one kind, in the language of `context`."""
    context = context.for_file()
    tr, codes, kind = context.tr, Codes(items), QUEUES[queue.kind].scales
    meta, scales = items.dossier.meta, items.scales(kind)
    edition = tr("edition {edition}", edition=clean(meta.edition))
    return Sheet(
        language=tr.language,
        title=tr("Judging sheet: {queue}", queue=tr(SHEET_NAMES[queue.kind])),
        dossier=f"{tr.text(meta.title)} ({clean(meta.id)}, {edition})",
        queue=_queue(tr, queue, share),
        questions=_questions(context, scales),
        bases=[Box(f"/{number}", tr(label)) for number, label in enumerate(BASES.values(), 1)],
        items=[
            SheetItem(number, codes.code_of(ItemQuestion(item, kind)), _item_on_sheet(context, items, item, kind))
            for number, item in enumerate(queue.items, 1)
        ],
        example=" ".join(scale.values[0].key for scale in scales if scale.values),
    )


def _queue(tr: Translator, queue: Queue, share: Share | None) -> str:
    """How many items, and how they were chosen."""
    parts = [tr.many("1 item", "{n} items", len(queue.items)), clean(queue.where)]
    parts.append(tr("sample {sample}", sample=clean(queue.sample)) if queue.sample else "")
    parts.append(tr("part {part} of {of}", part=share.part, of=share.of) if share else "")
    return "; ".join(filter(None, parts))


def _questions(context: ViewContext, scales: Sequence[Scale]) -> list[Question]:
    tr = context.tr
    first = scales[0].values if scales else []
    cannot = [tr.text(value.label) for value in first if is_cannot(scales[0], value)]
    return [
        Question(
            tr.text(scale.question),
            [Box(value.key, tr.text(value.label), tr.text(value.definition)) for value in scale.values],
            cannot if place and not scale.after else [],
            _condition(context, scale.after, scales) if scale.after else None,
            tr(" or ").join(value.key for value in scale.values if value.reason),
        )
        for place, scale in enumerate(scales)
    ]


def _condition(context: ViewContext, after: After, scales: Sequence[Scale]) -> Condition:
    """By their digits alone where the other question stands on the sheet, else with their words."""
    tr, other = context.tr, context.dossier.record(Scale, after.scale)
    answers = [value for value in other.values if value.code in after.codes]
    number = next((number for number, scale in enumerate(scales, 1) if scale.id == other.id), 0)
    if number:
        return Condition(tr(" or ").join(value.key for value in answers), number)
    words = tr(" or ").join(f"{value.key} ({tr.text(value.label)})" for value in answers)
    return Condition(words, question=tr.text(other.question))


def _item_on_sheet(context: ViewContext, items: Items, item: str, kind: AppliesTo) -> list[Block]:
    """An item as it stands on the sheet, without empty lines."""
    subject = items.find(item)
    blocks = (
        _crossing_blocks(context, items, item, subject)
        if isinstance(subject, Cell | Gap)
        else item_blocks(context, items, item)
    )
    if isinstance(subject, Suggestion):
        blocks += source_blocks(context, subject.source, subject.locator)
    blocks += question_lines(context, items, item, kind)
    if isinstance(subject, Evidence) and subject.dimension and kind == "attribution":
        dimension = context.dossier.record(Dimension, subject.dimension)
        blocks.append(block(context.tr.text(dimension.definition), "dim"))
    return [line for line in blocks if line.spans]


def _crossing_blocks(context: ViewContext, items: Items, item: str, crossing: Cell | Gap) -> list[Block]:
    """A crossing or gap: what it is, what is asked there, and the claims in it, each with its source."""
    row, column = (
        (crossing.row, crossing.column) if isinstance(crossing, Cell) else (crossing.programme, crossing.dimension)
    )
    blocks = [block(item_title(context, items, item), "title"), block(context.name(row))]
    if isinstance(crossing, Gap) and crossing.policy:
        policy = context.dossier.record(Policy, crossing.policy)
        return [*blocks, block(f"{context.name(policy.id)}: {context.tr.text(policy.summary)}")]
    blocks.append(block(context.tr.text(context.dossier.record(Dimension, column or "").question), "dim"))
    evidence_list = items.gap_map.cell(row, column or "").evidence
    claims = _evidence_blocks(context, evidence_list)
    return [*blocks, Block(voices_line(context, evidence_list)), *claims, *source_notes(context, evidence_list)]


def _evidence_blocks(context: ViewContext, evidence_list: Iterable[Evidence]) -> list[Block]:
    blocks: list[Block] = []
    for evidence in evidence_list:
        # The id that stands on the screen to be followed says nothing on paper.
        mark, statement, *_ = evidence_block(context, evidence).spans
        cited = [(evidence.source, evidence.locator), *((cite.source, cite.locator) for cite in evidence.other_sources)]
        citations = "; ".join(
            f"{reference(context, source)} {context.tr('Locator: ')}{locator(context, where)}"
            for source, where in cited
        )
        beside = "; ".join(filter(None, [provenance(context, evidence, source=False), tie_mark(context, evidence)]))
        blocks += [Block((mark, statement), 1), *([block(beside, indent=2)] if beside else [])]
        blocks.append(Block((Span(citations, "dim"),), 2))
    return blocks
