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


def page_of(book: ViewContext, ident: str, width: int = 80) -> list[Block] | None:
    """The page of the record `ident`, drawn for a width in cells; None where there is no such record."""
    record = book.dossier.find(ident)
    if isinstance(record, Indicator):
        return indicator_page(book, record, width)
    write: Callable[[ViewContext, Any], list[Block]] | None = _PAGES.get(type(record))
    return write(book, record) if write else None


def meta_page(book: ViewContext, meta: Meta) -> list[Block]:
    """What dossier this is."""
    say = book.say
    return [
        block(say.text(meta.title), "title"),
        field(say("Edition"), clean(meta.edition)),
        field(say("Languages"), ", ".join(clean(language) for language in meta.languages)),
        field(say("Licence"), clean(meta.licence) if meta.licence else say("not stated")),
    ]


def dimension_page(book: ViewContext, one: Dimension) -> list[Block]:
    """A dimension: question, definition, what is concluded, and the claims on the framework itself."""
    say = book.say
    evidence = [
        item
        for item in book.dossier.evidence_of("dimension", one.id)
        if not (item.programme or item.policy or item.indicator or item.suggestion)
    ]
    blocks = [
        block(say.text(one.name), "title"),
        block(say.text(one.question), "mark"),
        Block(),
        block(say.text(one.definition)),
        *source_blocks(book, one.source, None)[:1],
        *heading(say("Conclusion")),
        *_conclusion(book, one),
    ]
    if evidence:
        blocks += [
            *heading(say("On the framework and the whole")),
            *(claim_block(book, item) for item in evidence),
        ]
    return blocks


def _conclusion(book: ViewContext, one: Dimension) -> list[Block]:
    if book.blinding.concluded(one):
        return [block(book.say(AFTER), "dim")]
    return [
        block(book.say.text(one.conclusion.text)),
        *source_blocks(book, one.conclusion.source, one.conclusion.locator),
    ]


def suggestion_page(book: ViewContext, one: Suggestion) -> list[Block]:
    """A question for further research: its parts, scope, source and the gaps it covers."""
    say = book.say
    blocks = [block(say.text(one.title), "title"), block(say.text(one.text)), *heading(say("Its questions"))]
    blocks += [
        Block((Span(f"{number}. "), Span(say.text(text))), 0, 3) for number, text in enumerate(one.sub_questions, 1)
    ]
    blocks += heading(say("Scope"))
    everything = say("all programmes")
    blocks += [block(book.name(ident), "link", hang=2, target=ident) for ident in one.programmes] or [block(everything)]
    blocks += [block(book.name(ident), "link", hang=2, target=ident) for ident in (*one.dimensions, *one.policies)]
    blocks += source_blocks(book, one.source, one.locator)
    blocks += book.own(f"suggestion:{one.id}")
    covered = [gap for gap in book.gaps.covered_by(one) if not book.blinding.gap(gap, book.gap_map)]
    if not covered:
        return [*blocks, Block(), block(say("It covers no gap: it names no dimension or policy that has one."), "dim")]
    blocks += heading(say.many("Covers 1 gap", "Covers {n} gaps", len(covered)))
    return [*blocks, *(gap_block(book, gap) for gap in covered)]


def suggestion_evidence(book: ViewContext, one: Suggestion) -> list[Block]:
    """What is known already that bears on the question."""
    evidence = book.dossier.evidence_of("suggestion", one.id)
    if not evidence:
        return []
    return [
        *heading(book.say("What is there to start from")),
        *(claim_block(book, item) for item in evidence),
    ]


def gap_block(book: ViewContext, gap: Gap) -> Block:
    """A gap in one line."""
    spans = (
        Span("! ", "warn"),
        Span(f"{book.code(gap.programme)} × {_crossed(book, gap)}: "),
        Span(book.say(GAPS[gap.kind]), "dim"),
    )
    return Block(spans, 0, 2, gap.programme)


def gap_line(book: ViewContext, gap: Gap, width: int) -> Line:
    """A gap in a line of `width` cells: where there is no room, a long code gives way, not what is missing."""
    told = f" × {_crossed(book, gap)}: {book.say(GAPS[gap.kind])}"
    code = clip_start(book.code(gap.programme), max(width - 3 - width_of(told), _LEAST))
    return (Span(fit(f" ! {code}{told}", width)),)


def _crossed(book: ViewContext, gap: Gap) -> str:
    return book.name(gap.dimension) if gap.dimension else book.code(gap.policy or "")


def gap_page(book: ViewContext, gap: Gap) -> list[Block]:
    """A gap: what is crossed, what is missing, which suggestion would answer it, what is there."""
    say = book.say
    crossed = gap.dimension or gap.policy or ""
    blocks = [
        block(f"{book.name(gap.programme)} × {book.name(crossed)}", "title"),
        block(f"! {say(GAPS[gap.kind])}", "warn"),
        Block(),
        field(say("Programme"), book.name(gap.programme), "link", gap.programme),
        field(say("Dimension") if gap.dimension else say("Policy"), book.name(crossed), "link", crossed),
        *book.own(gap.id),
        *heading(say("Suggestions that cover it")),
        *[block(book.name(ident), "link", hang=2, target=ident) for ident in gap.suggestions],
    ]
    if not gap.suggestions:
        blocks.append(block(say("none"), "dim"))
    if gap.dimension:
        cell = book.gap_map.cell(gap.programme, gap.dimension)
        blocks += [*heading(say("What is there")), Block(counts(book, cell.evidence))]
        blocks += [claim_block(book, item) for item in cell.evidence]
    return blocks


def scale_page(book: ViewContext, one: Scale) -> list[Block]:
    """A scale: the question and every answer with its key and definition."""
    say = book.say
    blocks = [
        block(say.text(one.question), "title"),
        field(say("Asked of"), clean(one.applies_to)),
        field(say("Kind"), say(SCALE_KINDS[one.kind])),
        Block(),
    ]
    for value in one.values:
        rank = (
            "" if value.rank is not None or one.kind == "nominal" else say(" (no rank: left out of ordinal statistics)")
        )
        spans = (
            Span(f"{value.key} ", "mark"),
            Span(say.text(value.label)),
            Span(f": {say.text(value.definition)}{rank}", "dim"),
        )
        blocks.append(Block(spans, 0, 2))
    return blocks


def _whole_programme(book: ViewContext, one: Programme) -> list[Block]:
    return [*programme_page(book, one), *programme_evidence(book, one)]


def _whole_suggestion(book: ViewContext, one: Suggestion) -> list[Block]:
    return [*suggestion_page(book, one), *suggestion_evidence(book, one)]


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
