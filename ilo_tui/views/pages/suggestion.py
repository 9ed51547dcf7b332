"""The page of a suggestion: a question for further research, the gaps it covers, and what there is to start from."""

from __future__ import annotations

from ilo_tui.dossier.model import Suggestion
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.citation import source_blocks
from ilo_tui.views.pages.evidence import evidence_block
from ilo_tui.views.pages.gap import gap_block


def suggestion_page(context: ViewContext, suggestion: Suggestion) -> list[Block]:
    """A question for further research: its parts, scope, source and the gaps it covers."""
    tr = context.tr
    blocks = [block(tr.text(suggestion.title), "title"), block(tr.text(suggestion.text))]
    blocks += heading(tr("Its questions")) if suggestion.sub_questions else []
    blocks += [
        Block((Span(f"{number}. "), Span(tr.text(text))), 0, 3)
        for number, text in enumerate(suggestion.sub_questions, 1)
    ]
    blocks += editor_questions(context, suggestion)
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
    blocks += context.observation_blocks(suggestion.id)
    covered = [
        gap for gap in context.gaps.covered_by(suggestion) if not context.blinding.hides_gap(gap, context.gap_map)
    ]
    if not covered:
        return [*blocks, Block(), block(tr("It covers no gap: it names no dimension or policy that has one."), "dim")]
    blocks += heading(tr.many("Covers 1 gap", "Covers {n} gaps", len(covered)))
    return [*blocks, *(gap_block(context, gap) for gap in covered)]


def editor_questions(context: ViewContext, suggestion: Suggestion) -> list[Block]:
    """The questions that the dossier's editors added to those of the source; nothing where there are none."""
    if not suggestion.editor_questions:
        return []
    lines = [Block((Span("- "), Span(context.tr.text(text))), 0, 2) for text in suggestion.editor_questions]
    return [*heading(context.tr("Questions that the editors add")), *lines]


def suggestion_evidence(context: ViewContext, suggestion: Suggestion) -> list[Block]:
    """What is known already that bears on the question."""
    evidence_list = context.dossier.evidence_of("suggestion", suggestion.id)
    nothing = block(context.tr("No claim is recorded on this question."), "dim")
    return [
        *heading(context.tr("What is there to start from")),
        *([evidence_block(context, evidence) for evidence in evidence_list] or [nothing]),
    ]
