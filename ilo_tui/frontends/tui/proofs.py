"""What the copies that were read before say of excerpts, looked up beside the screen and shown on all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from ilo_tui.frontends.tui.workers import start_worker

if TYPE_CHECKING:
    from ilo_tui.copies.proof import QuoteCheck
    from ilo_tui.frontends.tui.app import IloApp


class ProofReader:
    """Proves excerpts once the dossier is read, and again after a document was read for the first time."""

    def __init__(self, app: IloApp) -> None:
        """For the screens of `app`."""
        self._app = app

    def read(self) -> None:
        """Do so beside the screen."""
        start_worker(self._app, self._read, group="proofs", exclusive=True, thread=True)

    def _read(self) -> None:
        app = self._app
        if not app.context.copies.links():
            return
        from ilo_tui.app.proofs import stored_quote_proofs

        proofs = stored_quote_proofs(app.source_texts, app.context.dossier)
        if not get_current_worker().is_cancelled:
            app.call_from_thread(self._show, proofs)

    def _show(self, proofs: Mapping[str, QuoteCheck]) -> None:
        if proofs != self._app.context.proofs:
            self._app.contexts.show_proofs(proofs)
            self._app.write_screens()
