"""Agreement as rows and as lines: what `ilo-tui agreement` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ilo_tui.core.translator import Translator
from ilo_tui.review.adjudication import FinalAnswer
from ilo_tui.review.agreement.analysis import Agreement
from ilo_tui.review.agreement.editors import EditorsAgreement
from ilo_tui.review.agreement.figures import Figure
from ilo_tui.review.agreement.ratings import Ratings
from ilo_tui.review.hashing import shuffle_key
from ilo_tui.review.items import Items
from ilo_tui.review.reviewer_names import display_names, letters
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.agreement import agreement_blocks, disagreement_list

_UNCUT = 10_000


def figure_rows(figures: Sequence[Figure]) -> list[dict[str, object]]:
    """A row a figure: scale, pair (two reviewer ids, or "all"), items, reviewers, missing, percent, alpha, ac1.

    Agreement is from 0 to 1, alpha and AC1 from -1 to 1; what is not defined is null.
    """
    return [
        {
            "scale": figure.scale,
            "pair": list(figure.pair) if figure.pair else "all",
            "items": figure.items,
            "reviewers": figure.reviewers,
            "missing": figure.missing,
            "percent": figure.percent,
            "alpha": figure.alpha,
            "ac1": figure.ac1,
        }
        for figure in figures
    ]


def editors_rows(editors: EditorsAgreement) -> list[dict[str, object]]:
    """A row in which the editors stand for the pair, where bearing was asked; with these fields more.

    `agreeing`, `cannot` and `divided` are counts of claims, `items` those that can be compared, `differing` the claims
    on which editors and reviewers differ. What figures have and this has not is null.
    """
    if not editors:
        return []
    agreeing, compared = len(editors.agreeing), editors.compared
    return [
        {
            "scale": editors.scale,
            "pair": "editors",
            "items": compared,
            "reviewers": editors.reviewers,
            "missing": 0,
            "percent": agreeing / compared if compared else None,
            "alpha": None,
            "ac1": None,
            "agreeing": agreeing,
            "cannot": len(editors.cannot),
            "divided": len(editors.divided),
            "differing": editors.differing,
        }
    ]


def reviewer_labels(
    ratings: Ratings, hidden: bool, tr: Translator | None = None, final_answers: Iterable[FinalAnswer] = ()
) -> dict[str, str]:
    """What reviewers are called, by id; those who only adjudicated (`final_answers`) come last.

    A name that several share stands with its id.

    `hidden` gives "Reviewer A", "Reviewer B" and so on (without `tr` the letter alone), in an order that tells nothing
    of the names and in which the same sessions give everybody the same letter again.
    """
    adjudicators = {
        answer.reviewer.id: answer.reviewer for answer in final_answers if answer.reviewer.id not in ratings.reviewers
    }
    reviewers = {**ratings.reviewers, **adjudicators}
    if not hidden:
        return display_names(reviewers.values())
    order = [
        ident
        for group in (ratings.reviewers, adjudicators)
        for ident in sorted(group, key=lambda ident: shuffle_key(0, "name", ident))
    ]
    lettered = {ident: letters(place) for place, ident in enumerate(order)}
    return {ident: tr("Reviewer {letter}", letter=letter) if tr else letter for ident, letter in lettered.items()}


def agreement_lines(
    context: ViewContext, items: Items, agreement: Agreement, *, hidden: bool = False, width: int | None = None
) -> Iterator[str]:
    """The figures, how they are made, what was left out, and every disagreement, wrapped to `width` cells if given."""
    names = reviewer_labels(agreement.ratings, hidden, context.tr, agreement.final_answers.values())
    blocks = [*agreement_blocks(context, agreement, names), *disagreement_list(context, items, agreement)]
    yield from plain_lines(blocks[1:] if blocks and not blocks[0].spans else blocks, width or _UNCUT)
