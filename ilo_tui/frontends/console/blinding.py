"""What `list`, `show` and `search` hide of what the reviewer is still to judge, and how they say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ilo_tui.frontends.console.shared import print_error

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.review.session_repository import SessionRepository
    from ilo_tui.views.context import ViewContext


def apply_blinding(context: ViewContext, options: dict[str, Any], settings: Settings) -> ViewContext:
    """The context without what waits for an answer in an unfinished session of the reviewer; open with `--unblind`."""
    if options["unblind"]:
        return context
    from ilo_tui.views.blinding import blinding_of

    return context.blinded(blinding_of(_unanswered_items(context, settings)))


def print_blinding_note(context: ViewContext, options: dict[str, Any]) -> None:
    """Say that something was hidden, or that nothing was because that was asked for."""
    tr = context.tr
    if options["unblind"]:
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
    """What the configured reviewer, else the one who reviewed here last, has still to judge.

    Only looked at: a command that shows something makes no file, and a folder that cannot be read hides nothing.
    """
    from ilo_tui.core.settings import reviews_folder

    folder = reviews_folder(settings)
    try:
        if not any(folder.glob("*.json")):
            return frozenset()
    except OSError:
        return frozenset()
    from ilo_tui.review.environment import ReviewEnvironment
    from ilo_tui.review.errors import ReviewError
    from ilo_tui.review.items import Items
    from ilo_tui.review.session_repository import SessionRepository
    from ilo_tui.views.blinding import unanswered

    items = Items(context.dossier)
    library = SessionRepository(ReviewEnvironment(folder, items, "", read_only=True))
    try:
        reviewer = _reviewer(library, settings.text("reviewer"))
        return (
            unanswered(library.sessions_of(reviewer), library.decisions_of(reviewer), items)
            if reviewer
            else frozenset()
        )
    except ReviewError:
        return frozenset()


def _reviewer(library: SessionRepository, text: str) -> str | None:
    """The id of the reviewer `named`, or remembered last; of a name alone that was never used here, by its sessions."""
    from ilo_tui.core.folders import state_folder
    from ilo_tui.review.errors import ReviewerError
    from ilo_tui.review.reviewers import known_reviewers, parse_reviewer

    remembered_reviewers = known_reviewers(state_folder())
    if not text:
        return remembered_reviewers[0].id if remembered_reviewers else None
    try:
        written = parse_reviewer(text)
    except ReviewerError:
        return None
    if written:
        return written.id
    in_sessions = (entry.session.reviewer for entry in library.entries() if entry.session)
    return next((reviewer.id for reviewer in (*remembered_reviewers, *in_sessions) if reviewer.name == text), None)
