"""Gaps: as a line of a page, as a line of a list, and in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.gaps import Gap
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import GAPS, GAPS_IN_BRIEF
from ilo_tui.views.markup import Block, Line, Span, block, clip_start, fit, heading, width_of
from ilo_tui.views.pages.citation import field
from ilo_tui.views.pages.evidence import evidence_block
from ilo_tui.views.weights import voices_line

_LEAST = 8
"""Cells that are left of a programme's code in any case."""


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
    rest = f" × {_crossed(context, gap)}: {context.tr(GAPS_IN_BRIEF[gap.kind])}"
    code = clip_start(context.code(gap.programme), max(width - 3 - width_of(rest), _LEAST))
    return (Span(fit(f" ! {code}{rest}", width)),)


def _crossed(context: ViewContext, gap: Gap) -> str:
    return context.name(gap.dimension) if gap.dimension else context.code(gap.policy or "")


def gap_page(context: ViewContext, gap: Gap) -> list[Block]:
    """A gap: what is crossed, what is missing, which suggestion would answer it, what is there."""
    return [*gap_about(context, gap), *gap_evidence(context, gap)]


class SearchedPlace(Protocol):
    """A search for evidence, as a dossier or a report has it."""

    @property
    def where(self) -> str:
        """In what one searched."""
        ...

    @property
    def when(self) -> str:
        """The date."""
        ...

    @property
    def words(self) -> str:
        """With what words."""
        ...

    @property
    def hits(self) -> int:
        """How many records came up."""
        ...

    @property
    def retained(self) -> int:
        """How many were taken in."""
        ...


def searched_line(context: ViewContext) -> str:
    """That a gap is one of this dossier only, and where somebody searched for more."""
    return searched_words(context.tr, context.dossier.meta.searches)


def searched_words(tr: Translator, searches: Sequence[SearchedPlace]) -> str:
    """The same of searches of a dossier or a report."""
    texts = [
        tr(
            "{where}, {when}, “{words}”: {hits} found, {kept} kept",
            where=clean(search.where),
            when=tr.date(search.when),
            words=clean(search.words),
            hits=search.hits,
            kept=search.retained,
        )
        for search in searches
    ]
    return tr("A gap is a gap in this dossier. Searched: {where}.", where="; ".join(texts) or tr("not recorded"))


def gap_about(context: ViewContext, gap: Gap) -> list[Block]:
    """The same without what is there."""
    tr = context.tr
    crossed = gap.dimension or gap.policy or ""
    blocks = [
        block(f"{context.name(gap.programme)} × {context.name(crossed)}", "title"),
        block(f"! {tr(GAPS[gap.kind])}", "warn"),
        block(searched_line(context), "dim"),
        Block(),
        field(tr("Programme"), context.name(gap.programme), "link", gap.programme),
        field(tr("Dimension") if gap.dimension else tr("Policy"), context.name(crossed), "link", crossed),
        *context.decision_blocks(gap.id),
        *context.observation_blocks(gap.id),
        *heading(tr("Suggestions that cover it")),
        *[block(context.name(ident), "link", hang=2, target=ident) for ident in gap.suggestions],
    ]
    if not gap.suggestions:
        blocks.append(block(tr("none"), "dim"))
    return blocks


def gap_evidence(context: ViewContext, gap: Gap) -> list[Block]:
    """What is there all the same; nothing of a crossing with a policy, where a gap is that there is no link."""
    if not gap.dimension:
        return []
    evidence_list = context.gap_map.cell(gap.programme, gap.dimension).evidence
    return [
        *heading(context.tr("What is there")),
        Block(voices_line(context, evidence_list)),
        *(evidence_block(context, evidence) for evidence in evidence_list),
    ]
