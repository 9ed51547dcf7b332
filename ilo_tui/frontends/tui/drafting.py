"""The drafts of whoever writes, over the screens of an app: laid over the dossier, undone, a record removed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import cached_property
from typing import TYPE_CHECKING, ParamSpec

from ilo_tui.app.authoring import Authoring
from ilo_tui.frontends.tui.filter_state import MANY
from ilo_tui.frontends.tui.workers import pause_of_worker, start_worker

if TYPE_CHECKING:
    from ilo_tui.app.record_form.prefill import Passage
    from ilo_tui.dossier.reader import DossierReader
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.views.context import DraftTexts

P = ParamSpec("P")


class Drafting:
    """Shows the dossier with drafts laid over it. What drafts are made of is imported when it is first asked for."""

    def __init__(self, app: IloApp) -> None:
        """Over the screens of `app`; nothing is read yet."""
        self._app = app
        self._shown = 0
        """How often a dossier was handed over: of several only the last counts."""

    @cached_property
    def authoring(self) -> Authoring:
        """What changes records; made when the first draft is read or written."""
        return Authoring(lambda: self._app.reviewing, self._show)

    def read(self) -> None:
        """Lay the author's open drafts over the dossier, once that is read, where the folder holds anything at all.

        Of a large dossier the file is read again for it, beside the screen.
        """
        from ilo_tui.core.settings import reviews_folder
        from ilo_tui.dossier.model import Evidence

        if not (any(reviews_folder(self._app.settings).glob("*.json")) and self._app.main):
            return
        if self._app.context.dossier.count(Evidence) > MANY:
            start_worker(self._app, self.authoring.refresh, group="read-drafts", thread=True)
        else:
            self.authoring.refresh()

    def _show(self, dossier: DossierReader, drafts: DraftTexts) -> None:
        """Put a dossier in force; a large one once its records are crossed, beside the screen. From any thread."""
        from ilo_tui.dossier.model import Evidence

        self._shown += 1
        # Drafts of others are only listed: then nothing has to be crossed again.
        crossed = dossier.crossings is self._app.contexts.published.crossings
        if crossed or dossier.count(Evidence) <= MANY:
            self._app.reviewing.lay_over(dossier, drafts)
            self._app.call_later(self._app.on_dossier_changed)
        else:
            self._app.call_later(self._start_crossing, dossier, drafts, self._shown)

    def _start_crossing(self, dossier: DossierReader, drafts: DraftTexts, number: int) -> None:
        start_worker(self._app, self._cross, dossier, drafts, number, group="drafts", exclusive=True, thread=True)

    def _cross(self, dossier: DossierReader, drafts: DraftTexts, number: int) -> None:
        from ilo_tui.core.errors import StoppedError

        try:
            dossier.crossings.precompute(pause_of_worker())
        except StoppedError:
            return
        self._app.call_from_thread(self._take_over, dossier, drafts, number)

    def _take_over(self, dossier: DossierReader, drafts: DraftTexts, number: int) -> None:
        if number == self._shown:
            self._app.reviewing.lay_over(dossier, drafts)
            self._app.on_dossier_changed()

    def _start(self, call: Callable[P, Coroutine[None, None, None]], *args: P.args, **kwargs: P.kwargs) -> None:
        """Do something beside the screen, unless a dialog is open by then: a key typed twice at once asks once."""

        async def once() -> None:
            if not self._app.screen.is_modal:
                await call(*args, **kwargs)

        start_worker(self._app, once)

    def undo(self) -> None:
        """Withdraw the latest change."""
        from ilo_tui.frontends.tui import draft_commands

        self._start(draft_commands.undo, self._app)

    def edit(self, ident: str | None) -> None:
        """Write a record."""
        from ilo_tui.frontends.tui import record_editing

        self._start(record_editing.edit, self._app, ident)

    def begin(self, ident: str | None) -> None:
        """Write a new record, begun on another."""
        from ilo_tui.frontends.tui import record_editing

        self._start(record_editing.begin, self._app, ident)

    def write_passage(self, passage: Passage, subject: str) -> None:
        """Write a claim of words marked in a source, or the excerpt of the claim `subject`."""
        from ilo_tui.frontends.tui import record_editing

        self._start(record_editing.write_passage, self._app, passage, subject)

    def remove(self, ident: str | None) -> None:
        """Remove a record, for a reason."""
        from ilo_tui.frontends.tui import draft_commands

        self._start(draft_commands.remove, self._app, ident)

    def publish(self) -> None:
        """Show what an edition would be."""
        from ilo_tui.frontends.tui import draft_commands

        self._start(draft_commands.publish, self._app)

    def close(self) -> None:
        """Leave the draft to other programs."""
        if "authoring" in self.__dict__:
            self.authoring.close()
