"""What all reviewers of the folder make of the claims, read beside the screen and shown on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from ilo_tui.frontends.tui.workers import start_worker

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.review.reviewer_decisions import ReviewerDecisions
    from ilo_tui.review.standing import ReviewedClaims


class StandingReader:
    """Reads it after the dossier is read, and again after each change; of several readings the last one counts."""

    def __init__(self, app: IloApp) -> None:
        """For the screens of `app`."""
        self._app = app

    def read(self) -> None:
        """Read it beside the screen; screens are written again once it is another than before."""
        decisions = self._app.reviewing.decisions()
        start_worker(self._app, self._read, decisions, group="standing", exclusive=True, thread=True)

    def _read(self, decisions: ReviewerDecisions) -> None:
        from ilo_tui.review.errors import ReviewError

        try:
            standing = self._app.reviewing.standing(decisions)
        except ReviewError:
            # Whoever began this shows what keeps the folder from being read; what was known stands.
            return
        if not get_current_worker().is_cancelled:
            self._app.call_from_thread(self._show, standing)

    def _show(self, standing: ReviewedClaims | None) -> None:
        if standing != self._app.context.standing:
            self._app.contexts.show_standing(standing)
            self._app.write_screens()
