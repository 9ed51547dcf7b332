"""What `list`, `show` and `search` hide of what the reviewer is still to judge, and how they say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.core.output import print_error

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.views.context import ViewContext


def apply_blinding(context: ViewContext, options: Options, settings: Settings) -> ViewContext:
    """The context without what waits for an answer in an unfinished session of the reviewer; open with `--unblind`."""
    if options.unblind:
        return context
    from ilo_tui.views.blinding import blinding_of

    return context.blinded(blinding_of(_unanswered_items(context, settings)))


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


def _unanswered_items(context: ViewContext, settings: Settings) -> frozenset[str]:
    """What the configured reviewer, else the one who reviewed here last, has still to judge; see `app.reviewer_lookup`.

    Where there is no session at all, nothing of what reviewing is made of is imported.
    """
    from ilo_tui.core.settings import reviews_folder

    folder = reviews_folder(settings)
    try:
        if not any(folder.glob("*.json")):
            return frozenset()
    except OSError:
        return frozenset()
    from ilo_tui.app.reviewer_lookup import unanswered_items

    return unanswered_items(context.dossier, folder, settings.text("reviewer"))
