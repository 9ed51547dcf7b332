"""The page of a dimension of the framework: what it asks, and what the dossier concludes on it."""

from __future__ import annotations

from ilo_tui.dossier.model import Dimension
from ilo_tui.views.blinding import AFTER
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, block, heading
from ilo_tui.views.pages.citation import source_blocks
from ilo_tui.views.pages.evidence import evidence_block


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
