"""What `list`, `show` and `search` make of the reviews: what they hide, and how they say so; what they add to pages."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ilo_tui.core.output import print_error

if TYPE_CHECKING:
    from ilo_tui.app.folder_reviews import FolderReviews
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.views.context import ViewContext


def apply_blinding(context: ViewContext, options: Options, settings: Settings) -> ViewContext:
    """The context without what waits for an answer in an unfinished session of the reviewer; open with `--unblind`."""
    reviews = None if options.unblind else _folder_reviews(context, settings)
    return _blinded(context, reviews) if reviews else context


def apply_reviews(context: ViewContext, options: Options, settings: Settings) -> ViewContext:
    """The same, with what all reviewers make of the claims, and saw in the field: each session is read once."""
    reviews = _folder_reviews(context, settings)
    if reviews is None:
        return context
    from ilo_tui.review.errors import ReviewError

    with suppress(ReviewError):
        context = context.with_observations(reviews.observations()).with_standing(reviews.standing())
    return context if options.unblind else _blinded(context, reviews)


def _blinded(context: ViewContext, reviews: FolderReviews) -> ViewContext:
    """A folder that cannot be read hides nothing."""
    from ilo_tui.review.errors import ReviewError

    with suppress(ReviewError):
        return hide_waiting(context, reviews.waiting())
    return context


def hide_waiting(context: ViewContext, waiting: frozenset[str]) -> ViewContext:
    """The context without these items, which wait for an answer."""
    from ilo_tui.views.blinding import blinding_of

    return context.blinded(blinding_of(waiting))


def print_blinding_note(context: ViewContext, options: Options) -> None:
    """Say that something was hidden, or that nothing was because that was asked for."""
    tr = context.tr
    if options.unblind:
        print_error(tr("--unblind: also what you have not judged yet is shown in full."))
    elif count := len(context.blinding.encountered):
        print_error(
            tr.many(
                "1 record waits for your answer in an unfinished session; what would sway it is hidden (?). "
                "--unblind shows it.",
                "{n} records wait for your answer in an unfinished session; what would sway it is hidden (?). "
                "--unblind shows it.",
                count,
            )
        )


def _folder_reviews(context: ViewContext, settings: Settings) -> FolderReviews | None:
    """The sessions as the configured reviewer, else the one who reviewed here last, sees them; None without any.

    Then nothing of what reviewing is made of is imported.
    """
    from ilo_tui.core.settings import reviews_folder

    folder = reviews_folder(settings)
    try:
        if not any(folder.glob("*.json")):
            return None
    except OSError:
        return None
    from ilo_tui.app.folder_reviews import reviews_in

    return reviews_in(folder, context.dossier, settings.text("reviewer"))
