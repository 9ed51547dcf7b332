"""What `list`, `show` and `search` hide of what the reviewer is still to judge, and how they say so; observations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.core.output import print_error

if TYPE_CHECKING:
    from ilo_tui.app.reviewer_lookup import ReviewsFolder
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.views.context import ViewContext


def apply_blinding(context: ViewContext, options: Options, settings: Settings) -> ViewContext:
    """The context without what waits for an answer in an unfinished session of the reviewer; open with `--unblind`."""
    folder = None if options.unblind else _reviews_folder(context, settings)
    return _blinded(context, folder) if folder else context


def apply_reviews(context: ViewContext, options: Options, settings: Settings) -> ViewContext:
    """The same, with what reviewers saw in the field."""
    folder = _reviews_folder(context, settings)
    if folder is None:
        return context
    context = context.with_observations(folder.observations())
    return context if options.unblind else _blinded(context, folder)


def _blinded(context: ViewContext, folder: ReviewsFolder) -> ViewContext:
    from ilo_tui.views.blinding import blinding_of

    return context.blinded(blinding_of(folder.unanswered_items()))


def hide_waiting(context: ViewContext, waiting: frozenset[str]) -> ViewContext:
    """The context without these items, of which somebody else knows that they wait for an answer."""
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


def _reviews_folder(context: ViewContext, settings: Settings) -> ReviewsFolder | None:
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
    from ilo_tui.app.reviewer_lookup import ReviewsFolder

    return ReviewsFolder(context.dossier, folder, settings.text("reviewer"))
