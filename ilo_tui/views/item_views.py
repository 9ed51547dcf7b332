"""What an item looks like, kind by kind: its name in a line, its text before the answer, what stands beside it.

The kinds themselves are in `review.item_kinds`; a kind that is added there has its view in `VIEWS` here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.model import Alignment, Evidence, Policy, Suggestion
from ilo_tui.review.item_kinds import Item
from ilo_tui.views.claim_head import tie_word
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import CONFIDENCE_WORDS, DEGREES, GAPS, ORIGINS, STANCES
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.citation import field, source_blocks
from ilo_tui.views.pages.claim import about_source, editors_blocks, evidence_blocks
from ilo_tui.views.pages.evidence import evidence_block, source_notes
from ilo_tui.views.pages.policy import alignment_notes, provision_line
from ilo_tui.views.pages.suggestion import editor_questions
from ilo_tui.views.weights import voices_line

T = TypeVar("T")


class AnyItemView(Protocol):
    """The view of a kind of item, for whoever does not know the kind. Each asks first whether it `shows` an item."""

    def shows(self, item: Item) -> bool:
        """Whether an item is of this kind."""
        ...

    def title_of(self, context: ViewContext, item: Item) -> str:
        """What it is, in one line."""
        ...

    def blocks_of(self, context: ViewContext, item: Item) -> list[Block]:
        """What a reviewer sees of it before the answer."""
        ...

    def opinion_of(self, context: ViewContext, item: Item) -> str:
        """What the dossier itself thinks of it, in a line; empty where it thinks nothing."""
        ...

    def afterwards_of(self, context: ViewContext, item: Item) -> list[Block]:
        """What the dossier's editors make of it, in full; to be shown once it is answered."""
        ...

    def neighbours_of(self, context: ViewContext, item: Item) -> list[Block]:
        """What else is said on the same matter."""
        ...


def _no_opinion(context: ViewContext, item: object) -> str:
    return ""


def _nothing(context: ViewContext, item: object) -> list[Block]:
    return []


@dataclass(frozen=True)
class ItemView(Generic[T]):
    """The view of one kind of item: what judging and lists say of it."""

    kind: type[T]
    title: Callable[[ViewContext, T], str]
    blocks: Callable[[ViewContext, T], list[Block]]
    opinion: Callable[[ViewContext, T], str] = _no_opinion
    neighbours: Callable[[ViewContext, T], list[Block]] = _nothing
    afterwards: Callable[[ViewContext, T], list[Block]] = _nothing

    def shows(self, item: object) -> bool:
        """Whether an item is of this kind."""
        return isinstance(item, self.kind)

    def _checked(self, item: object) -> T:
        if not isinstance(item, self.kind):
            raise TypeError(f"{item!r} is no {self.kind.__name__}")
        return item

    def title_of(self, context: ViewContext, item: object) -> str:
        """What it is, in one line."""
        return self.title(context, self._checked(item))

    def blocks_of(self, context: ViewContext, item: object) -> list[Block]:
        """What a reviewer sees of it before the answer: without the dossier's own confidence or degree."""
        return self.blocks(context, self._checked(item))

    def opinion_of(self, context: ViewContext, item: object) -> str:
        """What the dossier itself thinks of it, in a line."""
        return self.opinion(context, self._checked(item))

    def afterwards_of(self, context: ViewContext, item: object) -> list[Block]:
        """What the dossier's editors make of it, in full; to be shown once it is answered."""
        return self.afterwards(context, self._checked(item))

    def neighbours_of(self, context: ViewContext, item: object) -> list[Block]:
        """What else is said on the same matter."""
        return self.neighbours(context, self._checked(item))


def view_of(item: Item) -> AnyItemView:
    """The view of an item."""
    return next(view for view in VIEWS if view.shows(item))


def _evidence_title(context: ViewContext, evidence: Evidence) -> str:
    return context.title(evidence)


def _evidence_opinion(context: ViewContext, evidence: Evidence) -> str:
    stance = context.tr(STANCES[evidence.stance][1])
    if evidence.confidence is None or evidence.reading or evidence.origin == "thesis":
        tie = tie_word(context, evidence)
        return context.tr("the dossier: {stance}", stance=", ".join(filter(None, [stance, tie])))
    confidence = context.tr(CONFIDENCE_WORDS[evidence.confidence])
    return context.tr("the dossier: {stance}, confidence {confidence}", stance=stance, confidence=confidence)


def _other_evidence(context: ViewContext, evidence: Evidence) -> list[Evidence]:
    """The other evidence of the same crossing, or on the same policy or indicator."""
    fields = {"programme": evidence.programme, "policy": evidence.policy, "indicator": evidence.indicator}
    name, ident = next(((name, ident) for name, ident in fields.items() if ident), ("dimension", evidence.dimension))
    same = context.dossier.evidence_of(name, ident) if ident else ()
    return [other for other in same if other.dimension == evidence.dimension and other is not evidence]


def _evidence_neighbours(context: ViewContext, evidence: Evidence) -> list[Block]:
    """What else speaks for and against; what still waits for an answer in a list of its own."""
    others = _other_evidence(context, evidence)
    waiting = [other for other in others if context.blinding.hides_stance(other)]
    visible = [other for other in others if other not in waiting]
    groups = [
        (context.tr("What else speaks for"), [other for other in visible if other.stance == "supports"]),
        (context.tr("What else speaks against"), [other for other in visible if other.stance == "contradicts"]),
    ]
    if waiting:
        rest = context.tr("What else is claimed; for or against is shown after your answer")
        groups = [*(group for group in groups if group[1]), (rest, waiting)]
    blocks: list[Block] = []
    for title, evidence_list in groups:
        blocks += heading(f"{title} ({len(evidence_list)})")
        blocks += [evidence_block(context, other) for other in evidence_list]
    return blocks


def _record_title(context: ViewContext, record: Alignment | Suggestion) -> str:
    return context.title(record)


def _alignment_page(context: ViewContext, alignment: Alignment) -> list[Block]:
    tr = context.tr
    row = alignment.programme or alignment.from_policy or ""
    provision = context.dossier.provision(alignment.policy, alignment.provision)
    blocks = [block(f"{context.name(row)} × {context.name(alignment.policy)}", "title")]
    if provision:
        blocks.append(field(tr("Provision"), provision_line(context, provision)))
    blocks += [block(tr.text(alignment.rationale)), *source_blocks(context, alignment.source, alignment.locator)]
    blocks += about_source(context, alignment.source)
    return [*blocks, field(tr("Origin"), tr(ORIGINS[alignment.origin]))]


def _alignment_opinion(context: ViewContext, alignment: Alignment) -> str:
    degree = context.tr(DEGREES[alignment.degree][1]) if alignment.degree else context.tr("none stated")
    return context.tr("the dossier: degree {degree}", degree=degree)


def _suggestion_page(context: ViewContext, suggestion: Suggestion) -> list[Block]:
    tr = context.tr
    return [
        block(tr.text(suggestion.title), "title"),
        block(tr.text(suggestion.text)),
        *(Block((Span("- "), Span(tr.text(text))), 0, 2) for text in suggestion.sub_questions),
        *editor_questions(context, suggestion),
    ]


def _evidence_at(context: ViewContext, row: str, column: str) -> list[Block]:
    evidence_list = context.gap_map.cell(row, column).evidence
    counts = Block(voices_line(context, evidence_list))
    claims = [evidence_block(context, evidence) for evidence in evidence_list]
    return [counts, Block(), *claims, *source_notes(context, evidence_list)]


def _cell_title(context: ViewContext, cell: Cell) -> str:
    return f"{context.code(cell.row)} × {context.name(cell.column)}"


def _cell_page(context: ViewContext, cell: Cell) -> list[Block]:
    title = block(f"{context.name(cell.row)} × {context.name(cell.column)}", "title")
    return [title, *_evidence_at(context, cell.row, cell.column)]


def _gap_title(context: ViewContext, gap: Gap) -> str:
    crossed = gap.dimension or gap.policy or ""
    return f"{context.code(gap.programme)} × {context.name(crossed)}: {context.tr(GAPS[gap.kind])}"


def _gap_page(context: ViewContext, gap: Gap) -> list[Block]:
    tr, crossed = context.tr, gap.dimension or gap.policy or ""
    blocks = [
        block(f"{context.name(gap.programme)} × {context.name(crossed)}", "title"),
        block(tr("! Gap: {what}", what=_gap_title(context, gap)), "warn"),
    ]
    if gap.policy:
        return [*blocks, block(tr.text(context.dossier.record(Policy, gap.policy).summary))]
    return [*blocks, *_evidence_at(context, gap.programme, crossed)]


VIEWS: tuple[AnyItemView, ...] = (
    ItemView(
        Evidence, _evidence_title, evidence_blocks, _evidence_opinion, _evidence_neighbours, afterwards=editors_blocks
    ),
    ItemView(Cell, _cell_title, _cell_page),
    ItemView(Alignment, _record_title, _alignment_page, _alignment_opinion, afterwards=alignment_notes),
    ItemView(Suggestion, _record_title, _suggestion_page),
    ItemView(Gap, _gap_title, _gap_page),
)
"""The view of each kind of item."""
