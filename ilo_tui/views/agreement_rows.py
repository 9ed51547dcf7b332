"""Agreement as rows and as lines: what `ilo-tui agreement` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ilo_tui.core.translator import Translator
from ilo_tui.review.adjudication import Consensus
from ilo_tui.review.agreement.analysis import Agreement
from ilo_tui.review.agreement.figures import Figure
from ilo_tui.review.agreement.ratings import Ratings
from ilo_tui.review.hashing import shuffle_key
from ilo_tui.review.items import Items
from ilo_tui.review.reviewer_names import display_names, letters
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain
from ilo_tui.views.pages.agreement import agreement_blocks, differing_blocks

_UNCUT = 10_000


def figure_rows(found: Sequence[Figure]) -> list[dict[str, Any]]:
    """A row a figure: scale, pair (two reviewer ids, or "all"), items, reviewers, missing, percent, alpha, ac1.

    Agreement is from 0 to 1, alpha and AC1 from -1 to 1; what is not defined is null.
    """
    return [
        {
            "scale": one.scale,
            "pair": list(one.pair) if one.pair else "all",
            "items": one.items,
            "reviewers": one.reviewers,
            "missing": one.missing,
            "percent": one.percent,
            "alpha": one.alpha,
            "ac1": one.ac1,
        }
        for one in found
    ]


def names_of(
    votes: Ratings, hidden: bool, tr: Translator | None = None, agreed: Iterable[Consensus] = ()
) -> dict[str, str]:
    """What reviewers are called, by id; those who only recorded a consensus in `agreed` come last.

    A name that several have stands with its id.

    `hidden` gives "Reviewer A", "Reviewer B" and so on (without `tr` the letter alone), in an order that tells nothing
    of the names and in which the same sessions give everybody the same letter again.
    """
    others = {one.reviewer.id: one.reviewer for one in agreed if one.reviewer.id not in votes.reviewers}
    known = {**votes.reviewers, **others}
    if not hidden:
        return display_names(known.values())
    order = [
        one for group in (votes.reviewers, others) for one in sorted(group, key=lambda who: shuffle_key(0, "name", who))
    ]
    lettered = {ident: letters(place) for place, ident in enumerate(order)}
    return {who: tr("Reviewer {letter}", letter=letter) if tr else letter for who, letter in lettered.items()}


def agreement_lines(
    context: ViewContext, items: Items, found: Agreement, *, hidden: bool = False, width: int | None = None
) -> Iterator[str]:
    """The figures, how they are made, what was left out, and every disagreement, wrapped to `width` cells if given."""
    names = names_of(found.votes, hidden, context.tr, found.agreed.values())
    blocks = [*agreement_blocks(context, found, names), *differing_blocks(context, items, found)]
    yield from plain(blocks[1:] if blocks and not blocks[0].spans else blocks, width or _UNCUT)
