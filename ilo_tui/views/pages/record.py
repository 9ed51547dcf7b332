"""The page of any record, by its id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ilo_tui.core.text import clean
from ilo_tui.dossier.gapmap import Gap
from ilo_tui.dossier.model import (
    Alignment,
    Dimension,
    Evidence,
    Indicator,
    Meta,
    Policy,
    Programme,
    Scale,
    Source,
    Suggestion,
)
from ilo_tui.views.blinding import AFTER
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import GAPS, SCALE_KINDS
from ilo_tui.views.markup import Block, Line, Span, block, clip_start, fit, heading, width_of
from ilo_tui.views.pages.citation import field, source_blocks
from ilo_tui.views.pages.evidence import evidence_block, evidence_page, source_page, stance_counts
from ilo_tui.views.pages.indicator import indicator_page
from ilo_tui.views.pages.policy import alignment_page, policy_page
from ilo_tui.views.pages.programme import programme_evidence, programme_page

_LEAST = 8
"""Cells that are left of a programme's code in any case."""


def page_of(context: ViewContext, ident: str, width: int = 80) -> list[Block] | None:
    """The page of the record `ident`, drawn for a width in cells; None where there is no such record."""
    record = context.dossier.find(ident)
    if isinstance(record, Indicator):
        return indicator_page(context, record, width)
    write: Callable[[ViewContext, Any], list[Block]] | None = _PAGES.get(type(record))
    return write(context, record) if write else None


def meta_page(context: ViewContext, meta: Meta) -> list[Block]:
    """What dossier this is."""
    tr = context.tr
    return [
        block(tr.text(meta.title), "title"),
        field(tr("Edition"), clean(meta.edition)),
        field(tr("Languages"), ", ".join(clean(language) for language in meta.languages)),
        field(tr("Licence"), clean(meta.licence) if meta.licence else tr("not stated")),
    ]


def dimension_page(context: ViewContext, dimension: Dimension) -> list[Block]:
    """A dimension: question, definition, what is concluded, and the claims on the framework itself."""
    tr = context.tr
    evidence_list = [
        evidence
        for evidence in context.dossier.evidence_of("dimension", dimension.id)
        if not (evidence.programme or evidence.policy or evidence.indicator or evidence.suggestion)
    ]
    blocks = [
        block(tr.text(dimension.name), "title"),
        block(tr.text(dimension.question), "mark"),
        Block(),
        block(tr.text(dimension.definition)),
        *source_blocks(context, dimension.source, None)[:1],
        *heading(tr("Conclusion")),
        *_conclusion(context, dimension),
    ]
    if evidence_list:
        blocks += [
            *heading(tr("On the framework and the whole")),
            *(evidence_block(context, evidence) for evidence in evidence_list),
        ]
    return blocks


def _conclusion(context: ViewContext, dimension: Dimension) -> list[Block]:
    if context.blinding.hides_conclusion(dimension):
        return [block(context.tr(AFTER), "dim")]
    return [
        block(context.tr.text(dimension.conclusion.text)),
        *source_blocks(context, dimension.conclusion.source, dimension.conclusion.locator),
    ]


def suggestion_page(context: ViewContext, suggestion: Suggestion) -> list[Block]:
    """A question for further research: its parts, scope, source and the gaps it covers."""
    tr = context.tr
    blocks = [block(tr.text(suggestion.title), "title"), block(tr.text(suggestion.text)), *heading(tr("Its questions"))]
    blocks += [
        Block((Span(f"{number}. "), Span(tr.text(text))), 0, 3)
        for number, text in enumerate(suggestion.sub_questions, 1)
    ]
    blocks += heading(tr("Scope"))
    everything = tr("all programmes")
    blocks += [block(context.name(ident), "link", hang=2, target=ident) for ident in suggestion.programmes] or [
        block(everything)
    ]
    blocks += [
        block(context.name(ident), "link", hang=2, target=ident)
        for ident in (*suggestion.dimensions, *suggestion.policies)
    ]
    blocks += source_blocks(context, suggestion.source, suggestion.locator)
    blocks += context.decision_blocks(f"suggestion:{suggestion.id}")
    covered = [
        gap for gap in context.gaps.covered_by(suggestion) if not context.blinding.hides_gap(gap, context.gap_map)
    ]
    if not covered:
        return [*blocks, Block(), block(tr("It covers no gap: it names no dimension or policy that has one."), "dim")]
    blocks += heading(tr.many("Covers 1 gap", "Covers {n} gaps", len(covered)))
    return [*blocks, *(gap_block(context, gap) for gap in covered)]


def suggestion_evidence(context: ViewContext, suggestion: Suggestion) -> list[Block]:
    """What is known already that bears on the question."""
    evidence_list = context.dossier.evidence_of("suggestion", suggestion.id)
    if not evidence_list:
        return []
    return [
        *heading(context.tr("What is there to start from")),
        *(evidence_block(context, evidence) for evidence in evidence_list),
    ]


def gap_block(context: ViewContext, gap: Gap) -> Block:
    """A gap in one line."""
    spans = (
        Span("! ", "warn"),
        Span(f"{context.code(gap.programme)} × {_crossed(context, gap)}: "),
        Span(context.tr(GAPS[gap.kind]), "dim"),
    )
    return Block(spans, 0, 2, gap.programme)


def gap_line(context: ViewContext, gap: Gap, width: int) -> Line:
    """A gap in a line of `width` cells: where there is no room, a long code gives way, not what is missing."""
    rest = f" × {_crossed(context, gap)}: {context.tr(GAPS[gap.kind])}"
    code = clip_start(context.code(gap.programme), max(width - 3 - width_of(rest), _LEAST))
    return (Span(fit(f" ! {code}{rest}", width)),)


def _crossed(context: ViewContext, gap: Gap) -> str:
    return context.name(gap.dimension) if gap.dimension else context.code(gap.policy or "")


def gap_page(context: ViewContext, gap: Gap) -> list[Block]:
    """A gap: what is crossed, what is missing, which suggestion would answer it, what is there."""
    tr = context.tr
    crossed = gap.dimension or gap.policy or ""
    blocks = [
        block(f"{context.name(gap.programme)} × {context.name(crossed)}", "title"),
        block(f"! {tr(GAPS[gap.kind])}", "warn"),
        Block(),
        field(tr("Programme"), context.name(gap.programme), "link", gap.programme),
        field(tr("Dimension") if gap.dimension else tr("Policy"), context.name(crossed), "link", crossed),
        *context.decision_blocks(gap.id),
        *heading(tr("Suggestions that cover it")),
        *[block(context.name(ident), "link", hang=2, target=ident) for ident in gap.suggestions],
    ]
    if not gap.suggestions:
        blocks.append(block(tr("none"), "dim"))
    if gap.dimension:
        cell = context.gap_map.cell(gap.programme, gap.dimension)
        blocks += [*heading(tr("What is there")), Block(stance_counts(context, cell.evidence))]
        blocks += [evidence_block(context, evidence) for evidence in cell.evidence]
    return blocks


def scale_page(context: ViewContext, scale: Scale) -> list[Block]:
    """A scale: the question and every answer with its key and definition."""
    tr = context.tr
    blocks = [
        block(tr.text(scale.question), "title"),
        field(tr("Asked of"), clean(scale.applies_to)),
        field(tr("Kind"), tr(SCALE_KINDS[scale.kind])),
        Block(),
    ]
    for value in scale.values:
        rank = (
            ""
            if value.rank is not None or scale.kind == "nominal"
            else tr(" (no rank: left out of ordinal statistics)")
        )
        spans = (
            Span(f"{value.key} ", "mark"),
            Span(tr.text(value.label)),
            Span(f": {tr.text(value.definition)}{rank}", "dim"),
        )
        blocks.append(Block(spans, 0, 2))
    return blocks


def _full_programme_page(context: ViewContext, programme: Programme) -> list[Block]:
    return [*programme_page(context, programme), *programme_evidence(context, programme)]


def _full_suggestion_page(context: ViewContext, suggestion: Suggestion) -> list[Block]:
    return [*suggestion_page(context, suggestion), *suggestion_evidence(context, suggestion)]


_PAGES: dict[type, Callable[[ViewContext, Any], list[Block]]] = {
    Evidence: evidence_page,
    Programme: _full_programme_page,
    Policy: policy_page,
    Source: source_page,
    Alignment: alignment_page,
    Dimension: dimension_page,
    Suggestion: _full_suggestion_page,
    Scale: scale_page,
    Meta: meta_page,
}
