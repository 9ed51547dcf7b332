"""What commands that show a page make of the reviews: counts as reviewed, and which claims are verified."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.views.context import ViewContext


def apply_standing(context: ViewContext, settings: Settings) -> ViewContext:
    """The context with what all reviewers make of the claims; as it is where there is no session, or none can be read.

    Where there is none, nothing of what reviewing is made of is imported.
    """
    from ilo_tui.core.settings import reviews_folder

    with suppress(OSError):
        if any(reviews_folder(settings).glob("*.json")):
            return _with_standing(context, settings)
    return context


def _with_standing(context: ViewContext, settings: Settings) -> ViewContext:
    from ilo_tui.app.folder_reviews import FolderReviews
    from ilo_tui.frontends.console.opening import open_sessions
    from ilo_tui.review.errors import ReviewError
    from ilo_tui.review.items import Items

    with suppress(ReviewError):
        repository = open_sessions(settings, Items(context.dossier))
        return context.with_standing(FolderReviews(repository, settings.text("reviewer")).standing())
    return context
