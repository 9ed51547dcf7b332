"""One disagreement: the item, all votes and notes beside each other, and what was agreed if anything was."""

from __future__ import annotations

from collections.abc import Mapping

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.review.adjudication import Consensus
from ilo_tui.review.agreement.disagreements import Disagreement
from ilo_tui.review.agreement.median import distribution, median, middle_text
from ilo_tui.review.agreement.ratings import Rating, Ratings
from ilo_tui.review.items import Items
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import scale_name
from ilo_tui.views.markup import Block, Line, Span, block, fit, heading, width_of
from ilo_tui.views.pages.decisions import ROLES, answers_line, item_blocks, item_title, label_of


def spread_text(tr: Translator, votes: Ratings, item: str, scale: Scale) -> str:
    """How often each answer was given, and of a ranked scale the middle rank: `high 1, low 2; median 1`."""
    counts = distribution(votes, item, scale)
    given = ", ".join(f"{label_of(tr, scale, code)} {n}" for code, n in counts.items() if n)
    middle = middle_text(median(votes, item, scale))
    return "; ".join(filter(None, [given, tr("median {rank}", rank=middle) if middle else ""]))


def state_word(tr: Translator, one: Disagreement) -> str:
    """Whether a disagreement is settled, in a word or two."""
    if one.consensus is None:
        return tr("not settled")
    if one.consensus.changed:
        return tr("settled, but the item has changed")
    return tr("settled, but decisions came in since") if one.consensus.unseen else tr("settled")


def disagreement_line(context: ViewContext, items: Items, votes: Ratings, one: Disagreement) -> Line:
    """The item's name, the spread on each scale on which reviewers differ, its state, and what it is."""
    tr = context.tr
    spreads = {ident: spread_text(tr, votes, one.item, context.dossier.scales[ident]) for ident in one.widths}
    told = [f"{scale_name(tr, ident)}: {spread}" for ident, spread in spreads.items()]
    state = Span(state_word(tr, one), "dim" if one.settled else "warn")
    title = item_title(context, items, one.item)
    return Span(clean(one.item), "link"), Span(f"  {'; '.join(told)}  ["), state, Span(f"]  {title}")


def disagreement_blocks(
    context: ViewContext, items: Items, votes: Ratings, one: Disagreement, names: Mapping[str, str]
) -> list[Block]:
    """The page of one disagreement, the votes before what they are on.

    `names` are reviewers' by id, or letters where they are hidden.
    """
    tr = context.tr
    decisions = tr("Decisions")
    blocks = [block(item_title(context, items, one.item), "title"), *heading(f"{decisions} ({len(one.votes)})")]
    wide = max(width_of(names[vote.reviewer.id]) for vote in one.votes)
    for vote in sorted(one.votes, key=lambda vote: (width_of(names[vote.reviewer.id]), names[vote.reviewer.id])):
        blocks += _vote(context, vote, names[vote.reviewer.id], wide)
    blocks += heading(tr("Answers"))
    for scale in items.scales(one.asked):
        told = spread_text(tr, votes, one.item, scale)
        name = Span(f"{scale_name(tr, scale.id)}: ")
        blocks.append(Block((name, Span(told, "warn" if scale.id in one.widths else "")), hang=2))
    blocks += consensus_blocks(context, one.consensus, names)
    return [*blocks, *heading(tr("What was judged")), *item_blocks(context, items, one.item)]


def _vote(context: ViewContext, vote: Rating, name: str, wide: int) -> list[Block]:
    """One vote and its note, the answers of all votes one below the other."""
    tr, decision = context.tr, vote.decision
    told = f"{answers_line(tr, context.dossier, decision)}; {tr(ROLES[vote.reviewer.role])}; {tr.moment(decision.at)}"
    blocks = [Block((Span(fit(name, wide), "mark"), Span(f"  {told}")), hang=wide + 2)]
    if decision.note.strip():
        blocks.append(block(f"“{clean(decision.note)}”", indent=wide + 2))
    return blocks


def consensus_blocks(context: ViewContext, one: Consensus | None, names: Mapping[str, str]) -> list[Block]:
    """What was agreed, by whom (if `names` has them) and why, and whether it has to be gone through again."""
    if one is None:
        return []
    tr, decision = context.tr, one.decision
    name = names.get(one.reviewer.id) or tr("another reviewer")
    who = tr("{name}, {date}", name=name, date=tr.moment(decision.at))
    saw = tr.many("{n} decision was seen", "{n} decisions were seen", len(one.inputs))
    blocks = [
        *heading(tr("Consensus")),
        Block((Span(who, "mark"), Span(f"  {answers_line(tr, context.dossier, decision)}; {saw}")), hang=2),
        block(f"“{clean(decision.note)}”", indent=2),
    ]
    if one.unseen:
        since = tr.many("! {n} decision has come in since", "! {n} decisions have come in since", len(one.unseen))
        blocks.append(block(since, "warn"))
    if one.changed:
        blocks.append(block(tr("! the item has changed since"), "warn"))
    return blocks
