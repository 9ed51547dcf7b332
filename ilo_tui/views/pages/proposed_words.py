"""The words proposed for the evidence at a crossing, with their rule and the claims that they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.translator import N_
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.levels import OUTPUT, dimension_level
from ilo_tui.dossier.proposed_words import AgreementProposal, EvidenceProposal, Proposal, propose
from ilo_tui.dossier.ties import LEVELS, TieLevel
from ilo_tui.dossier.weighing import in_period, makes_difference
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import source_kind
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.evidence import evidence_block
from ilo_tui.views.weighing_words import LEVEL_NAMES

EVIDENCE_WORDS = {"limited": N_("limited"), "medium": N_("medium"), "robust": N_("robust")}
AGREEMENT_WORDS = {"low": N_("low"), "medium": N_("medium"), "high": N_("high")}


def proposal_of(context: ViewContext, cell: Cell, level: TieLevel) -> Proposal | None:
    """The words for a crossing at a tie level; None of an output, of a total, of one of which something is hidden."""
    if not context.gap_map.is_crossing(cell.row, cell.column):
        return None
    if dimension_level(context.dossier, cell.column) == OUTPUT:
        return None
    evidence = in_period(context.dossier, cell.evidence, context.weighing.period)
    if not evidence or any(context.blinding.hides_stance(claim) for claim in cell.evidence):
        return None
    standing = context.standing
    # Others' decisions on what waits for the reader's answer are not to be seen in it.
    verified = standing.verified - standing.waiting if standing else frozenset[str]()
    return propose(context.dossier, facts_of(evidence), level, verified)


def proposal_blocks(context: ViewContext, cell: Cell) -> list[Block]:
    """Both words, why these, whether they depend on the tie, and the claims that the first rests on."""
    proposal = proposal_of(context, cell, context.weighing.level)
    if proposal is None:
        return []
    tr = context.tr
    return [
        *heading(tr("Proposed words (by a rule, set by nobody)")),
        Block((Span(tr("Evidence:") + " "), Span(evidence_word(context, proposal.evidence), "mark")), 0, 2),
        block(evidence_rule(context, proposal.evidence), "dim", indent=2),
        Block((Span(tr("Agreement:") + " "), Span(agreement_word(context, proposal.agreement), "mark")), 0, 2),
        block(tr("Agreement in direction, not on one finding."), "dim", indent=2),
        *(block(line, "warn") for line in _by_tie(context, cell)),
        *(evidence_block(context, claim, 2) for claim in proposal.evidence.claims),
    ]


def evidence_word(context: ViewContext, proposal: EvidenceProposal) -> str:
    """The word for the evidence."""
    return context.tr(EVIDENCE_WORDS[proposal.word])


def evidence_rule(context: ViewContext, proposal: EvidenceProposal) -> str:
    """What the word rests on, in numbers."""
    tr = context.tr
    kinds = ", ".join(source_kind(tr, kind) for kind in proposal.kinds) or tr("none")
    parts = [
        tr("independent voices: {n}", n=proposal.independent),
        tr("of these tied directly and read in the source's text: {n}", n=len(proposal.direct)),
        tr("kinds of source: {kinds}", kinds=kinds),
        tr("claims of these that a review verified: {n} of {all}", n=proposal.verified, all=len(proposal.claims)),
    ]
    if proposal.lacks_review:
        parts.append(tr("robust once two of these claims are verified"))
    return "; ".join(parts) + "."


def agreement_word(context: ViewContext, proposal: AgreementProposal) -> str:
    """The word for the agreement with its counts, or that voices are too few for one."""
    tr = context.tr
    if proposal.word is None:
        return tr("too few to speak of agreement ({n}{how})", n=proposal.voices, how=_how(context, proposal))
    return tr(
        "{word} ({supports} for, {contradicts} against, {mixed} both)",
        word=tr(AGREEMENT_WORDS[proposal.word]),
        supports=proposal.supports,
        contradicts=proposal.contradicts,
        mixed=proposal.mixed,
    )


def _how(context: ViewContext, proposal: AgreementProposal) -> str:
    """Whether two voices go the same way; nothing of fewer."""
    if proposal.voices != 2:
        return ""
    same = 2 in {proposal.supports, proposal.contradicts}
    return ", " + (context.tr("same direction") if same else context.tr("not the same direction"))


def _by_tie(context: ViewContext, cell: Cell) -> Iterator[str]:
    """That a word is another at another tie level, and which; nothing where it is the same at all of them.

    What it rests on may be more at a wider level all the same.
    """
    tr = context.tr
    if not makes_difference(context.dossier):
        return
    at_levels = [(tr(LEVEL_NAMES[level]), proposal_of(context, cell, level)) for level in LEVELS[:-1]]
    levels = [(name, proposal) for name, proposal in at_levels if proposal]
    if len({proposal.evidence.word for _, proposal in levels}) > 1:
        words = "; ".join(f"{name}: {evidence_word(context, proposal.evidence)}" for name, proposal in levels)
        yield tr("The word for {what} depends on the tie: {each}.", what=tr("evidence"), each=words)
    if len({proposal.agreement.word for _, proposal in levels}) > 1:
        words = "; ".join(f"{name}: {agreement_word(context, proposal.agreement)}" for name, proposal in levels)
        yield tr("The word for {what} depends on the tie: {each}.", what=tr("agreement"), each=words)
