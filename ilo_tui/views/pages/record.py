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
from ilo_tui.views.pages.evidence import claim_block, counts, evidence_page, source_page
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


def dimension_page(context: ViewContext, one: Dimension) -> list[Block]:
    """A dimension: question, definition, what is concluded, and the claims on the framework itself."""
    tr = context.tr
    evidence = [
        item
        for item in context.dossier.evidence_of("dimension", one.id)
        if not (item.programme or item.policy or item.indicator or item.suggestion)
    ]
    blocks = [
        block(tr.text(one.name), "title"),
        block(tr.text(one.question), "mark"),
        Block(),
        block(tr.text(one.definition)),
        *source_blocks(context, one.source, None)[:1],
        *heading(tr("Conclusion")),
        *_conclusion(context, one),
    ]
    if evidence:
        blocks += [
            *heading(tr("On the framework and the whole")),
            *(claim_block(context, item) for item in evidence),
        ]
    return blocks


def _conclusion(context: ViewContext, one: Dimension) -> list[Block]:
    if context.blinding.concluded(one):
        return [block(context.tr(AFTER), "dim")]
    return [
        block(context.tr.text(one.conclusion.text)),
        *source_blocks(context, one.conclusion.source, one.conclusion.locator),
    ]


def suggestion_page(context: ViewContext, one: Suggestion) -> list[Block]:
    """A question for further research: its parts, scope, source and the gaps it covers."""
    tr = context.tr
    blocks = [block(tr.text(one.title), "title"), block(tr.text(one.text)), *heading(tr("Its questions"))]
    blocks += [
        Block((Span(f"{number}. "), Span(tr.text(text))), 0, 3) for number, text in enumerate(one.sub_questions, 1)
    ]
    blocks += heading(tr("Scope"))
    everything = tr("all programmes")
    blocks += [block(context.name(ident), "link", hang=2, target=ident) for ident in one.programmes] or [
        block(everything)
    ]
    blocks += [block(context.name(ident), "link", hang=2, target=ident) for ident in (*one.dimensions, *one.policies)]
    blocks += source_blocks(context, one.source, one.locator)
    blocks += context.own(f"suggestion:{one.id}")
    covered = [gap for gap in context.gaps.covered_by(one) if not context.blinding.gap(gap, context.gap_map)]
    if not covered:
        return [*blocks, Block(), block(tr("It covers no gap: it names no dimension or policy that has one."), "dim")]
    blocks += heading(tr.many("Covers 1 gap", "Covers {n} gaps", len(covered)))
    return [*blocks, *(gap_block(context, gap) for gap in covered)]


def suggestion_evidence(context: ViewContext, one: Suggestion) -> list[Block]:
    """What is known already that bears on the question."""
    evidence = context.dossier.evidence_of("suggestion", one.id)
    if not evidence:
        return []
    return [
        *heading(context.tr("What is there to start from")),
        *(claim_block(context, item) for item in evidence),
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
    told = f" × {_crossed(context, gap)}: {context.tr(GAPS[gap.kind])}"
    code = clip_start(context.code(gap.programme), max(width - 3 - width_of(told), _LEAST))
    return (Span(fit(f" ! {code}{told}", width)),)


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
        *context.own(gap.id),
        *heading(tr("Suggestions that cover it")),
        *[block(context.name(ident), "link", hang=2, target=ident) for ident in gap.suggestions],
    ]
    if not gap.suggestions:
        blocks.append(block(tr("none"), "dim"))
    if gap.dimension:
        cell = context.gap_map.cell(gap.programme, gap.dimension)
        blocks += [*heading(tr("What is there")), Block(counts(context, cell.evidence))]
        blocks += [claim_block(context, item) for item in cell.evidence]
    return blocks


def scale_page(context: ViewContext, one: Scale) -> list[Block]:
    """A scale: the question and every answer with its key and definition."""
    tr = context.tr
    blocks = [
        block(tr.text(one.question), "title"),
        field(tr("Asked of"), clean(one.applies_to)),
        field(tr("Kind"), tr(SCALE_KINDS[one.kind])),
        Block(),
    ]
    for value in one.values:
        rank = (
            "" if value.rank is not None or one.kind == "nominal" else tr(" (no rank: left out of ordinal statistics)")
        )
        spans = (
            Span(f"{value.key} ", "mark"),
            Span(tr.text(value.label)),
            Span(f": {tr.text(value.definition)}{rank}", "dim"),
        )
        blocks.append(Block(spans, 0, 2))
    return blocks


def _whole_programme(context: ViewContext, one: Programme) -> list[Block]:
    return [*programme_page(context, one), *programme_evidence(context, one)]


def _whole_suggestion(context: ViewContext, one: Suggestion) -> list[Block]:
    return [*suggestion_page(context, one), *suggestion_evidence(context, one)]


_PAGES: dict[type, Callable[[ViewContext, Any], list[Block]]] = {
    Evidence: evidence_page,
    Programme: _whole_programme,
    Policy: policy_page,
    Source: source_page,
    Alignment: alignment_page,
    Dimension: dimension_page,
    Suggestion: _whole_suggestion,
    Scale: scale_page,
    Meta: meta_page,
}
