"""One disagreement: the item, all ratings and notes beside each other, and the final answer if there is any."""

from __future__ import annotations

from collections.abc import Mapping

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.review.adjudication import FinalAnswer
from ilo_tui.review.agreement.disagreements import Disagreement
from ilo_tui.review.agreement.median import distribution, median, middle_text
from ilo_tui.review.agreement.ratings import Rating, Ratings
from ilo_tui.review.items import Items
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import scale_name
from ilo_tui.views.markup import Block, Line, Span, block, fit, heading, width_of
from ilo_tui.views.pages.decisions import ROLES, answers_line, item_blocks, item_title, label_of


def spread_text(tr: Translator, ratings: Ratings, item: str, scale: Scale) -> str:
    """How often each answer was given, and of a ranked scale the middle rank: `high 1, low 2; median 1`."""
    counts = distribution(ratings, item, scale)
    answers = ", ".join(f"{label_of(tr, scale, code)} {n}" for code, n in counts.items() if n)
    middle = middle_text(median(ratings, item, scale))
    return "; ".join(filter(None, [answers, tr("median {rank}", rank=middle) if middle else ""]))


def state_word(tr: Translator, disagreement: Disagreement) -> str:
    """Whether a disagreement is adjudicated, in a word or two."""
    if disagreement.final_answer is None:
        return tr("not adjudicated")
    if disagreement.final_answer.changed:
        return tr("adjudicated, but the item has changed")
    return (
        tr("adjudicated, but decisions came in since") if disagreement.final_answer.new_ratings else tr("adjudicated")
    )


def disagreement_line(context: ViewContext, items: Items, ratings: Ratings, disagreement: Disagreement) -> Line:
    """The item's name, the spread on each scale on which reviewers differ, its state, and what it is."""
    tr = context.tr
    spreads = {
        ident: spread_text(tr, ratings, disagreement.item, context.dossier.record(Scale, ident))
        for ident in disagreement.widths
    }
    spread_list = [f"{scale_name(tr, ident)}: {spread}" for ident, spread in spreads.items()]
    state = Span(state_word(tr, disagreement), "dim" if disagreement.adjudicated else "warn")
    title = item_title(context, items, disagreement.item)
    return Span(clean(disagreement.item), "link"), Span(f"  {'; '.join(spread_list)}  ["), state, Span(f"]  {title}")


def disagreement_blocks(
    context: ViewContext, items: Items, ratings: Ratings, disagreement: Disagreement, names: Mapping[str, str]
) -> list[Block]:
    """The page of one disagreement, the ratings before the item.

    `names` are reviewers' by id, or letters where they are hidden.
    """
    tr = context.tr
    decisions = tr("Decisions")
    blocks = [
        block(item_title(context, items, disagreement.item), "title"),
        *heading(f"{decisions} ({len(disagreement.ratings)})"),
    ]
    wide = max(width_of(names[rating.reviewer.id]) for rating in disagreement.ratings)
    for rating in sorted(
        disagreement.ratings, key=lambda rating: (width_of(names[rating.reviewer.id]), names[rating.reviewer.id])
    ):
        blocks += _rating_blocks(context, rating, names[rating.reviewer.id], wide)
    blocks += heading(tr("Answers"))
    for scale in items.scales(disagreement.kind):
        spread = spread_text(tr, ratings, disagreement.item, scale)
        name = Span(f"{scale_name(tr, scale.id)}: ")
        blocks.append(Block((name, Span(spread, "warn" if scale.id in disagreement.widths else "")), hang=2))
    blocks += final_answer_blocks(context, disagreement.final_answer, names)
    return [*blocks, *heading(tr("What was judged")), *item_blocks(context, items, disagreement.item)]


def _rating_blocks(context: ViewContext, rating: Rating, name: str, wide: int) -> list[Block]:
    """One rating and its note, the answers of all ratings one below the other."""
    tr, decision = context.tr, rating.decision
    text = f"{answers_line(tr, context.dossier, decision)}; {tr(ROLES[rating.reviewer.role])}; {tr.moment(decision.at)}"
    blocks = [Block((Span(fit(name, wide), "mark"), Span(f"  {text}")), hang=wide + 2)]
    if decision.note.strip():
        blocks.append(block(f"“{clean(decision.note)}”", indent=wide + 2))
    return blocks


def final_answer_blocks(
    context: ViewContext, final_answer: FinalAnswer | None, names: Mapping[str, str]
) -> list[Block]:
    """What was agreed, by whom (if `names` has them) and why, and whether it has to be gone through again."""
    if final_answer is None:
        return []
    tr, decision = context.tr, final_answer.decision
    name = names.get(final_answer.reviewer.id) or tr("another reviewer")
    signature = tr("{name}, {date}", name=name, date=tr.moment(decision.at))
    inputs_line = tr.many("{n} decision was seen", "{n} decisions were seen", len(final_answer.inputs))
    blocks = [
        *heading(tr("Final answer")),
        Block(
            (Span(signature, "mark"), Span(f"  {answers_line(tr, context.dossier, decision)}; {inputs_line}")), hang=2
        ),
        block(f"“{clean(decision.note)}”", indent=2),
    ]
    if final_answer.new_ratings:
        since = tr.many(
            "! {n} decision has come in since", "! {n} decisions have come in since", len(final_answer.new_ratings)
        )
        blocks.append(block(since, "warn"))
    if final_answer.changed:
        blocks.append(block(tr("! the item has changed since"), "warn"))
    return blocks
