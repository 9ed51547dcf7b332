"""Reading the rest of a large dossier while the first rows are on the screen already; showing what is wrong with it."""

from __future__ import annotations

import gc
from contextlib import suppress
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from msgspec import MsgspecError
from textual.worker import get_current_worker

from ilo_tui.core.errors import StoppedError
from ilo_tui.core.translator import N_
from ilo_tui.dossier.errors import DossierError, FaultyError, UnreadableError
from ilo_tui.frontends.tui.loading_screens import FaultScreen, progress_text
from ilo_tui.frontends.tui.notices import Notices
from ilo_tui.frontends.tui.workers import start_worker

if TYPE_CHECKING:
    from ilo_tui.dossier.loading import Loading
    from ilo_tui.dossier.reader import DossierReader
    from ilo_tui.dossier.search.finder import Search
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.frontends.tui.main import MainScreen

_NEED_ALL = frozenset((
    "review", "report", "observe", "indicators", "places", "copy", "tie_level", "period", "directions", "timeline",
    "flaws", "claims", "sources", "provisions", "saved_filters",
))  # fmt: skip
"""Actions that make no sense before everything is read; search and filter wait by themselves."""

_WORK, _REST = 0.01, 0.001
"""Seconds after which the reader rests, and for how long."""


class DossierLoader:
    """Reads the rest of a dossier beside the screens of an app, and shows what is known as it comes."""

    def __init__(self, app: IloApp) -> None:
        """For the screens of `app`."""
        self._app = app
        self._notices = Notices(app)
        """What has to wait until everything is read."""
        self._search: Search | None = None
        self.fault: DossierError | None = None
        """What is wrong with the dossier, where that was found out after the first rows were shown."""

    def start(self) -> None:
        """Read what is still missing; then, or at once where nothing is, go on with the app's `on_loaded`."""
        loading = self._app.context.loading
        if loading is None:
            self._finish()
        else:
            start_worker(self._app, self._read, loading, thread=True)

    def _finish(self) -> None:
        """Nothing of what is read will be garbage: collecting it would cost time at every turn."""
        gc.freeze()
        gc.enable()
        self._app.on_loaded()

    def _read(self, loading: Loading) -> None:
        worker, reported, resumed = get_current_worker(), 0, perf_counter()
        to_screen = self._app.call_from_thread

        def pause() -> None:
            nonlocal reported, resumed
            if worker.is_cancelled:
                raise StoppedError
            if (step := int(loading.share * 10)) > reported:
                reported = step
                to_screen(self._show_progress)
            if perf_counter() > resumed + _WORK:
                sleep(_REST)
                resumed = perf_counter()

        try:
            self._read_programmes(loading)
            dossier = loading.load_all(pause)
            pause()
            dossier.crossings.precompute(pause)
            to_screen(self._replace_dossier, dossier)
        except (FaultyError, UnreadableError) as error:
            to_screen(self._show_fault, error)
        except StoppedError:
            return
        except Exception as error:
            # Without all of it no screen can go on: what is wrong stands on a screen that says how to leave.
            to_screen(self._show_fault, _unreadable(loading, error))

    def _read_programmes(self, loading: Loading) -> None:
        """Read the programmes that the first rows did not need; what is wrong with one is shown later."""
        if loading.partly:
            with suppress(DossierError, MsgspecError, RecursionError, ValueError, StopIteration):
                loading.all_programmes()
                self._app.call_from_thread(self._take_programmes, loading)

    @property
    def _main(self) -> MainScreen | None:
        """The screen with the tabs, once it is there."""
        main = self._app.navigator.main
        return main if main and main.is_mounted else None

    def _take_programmes(self, loading: Loading) -> None:
        self._app.contexts.replace_dossier(loading.dossier, loading)
        if self._main:
            self._main.on_programmes_loaded()

    def _show_progress(self) -> None:
        if self._main:
            self._main.tab.show_progress(progress_text(self._app.context))

    def _replace_dossier(self, dossier: DossierReader) -> None:
        self._app.contexts.replace_dossier(dossier)
        # A search that was begun knows only of what was read then.
        self._search = None
        if main := self._app.navigator.main:
            # The tabs are bound to the screen, and so are made in its name.
            main.call_later(self._write_loaded, main)

    def _write_loaded(self, main: MainScreen) -> None:
        from ilo_tui.frontends.tui.screens.search import SearchScreen

        main.on_loaded()
        self._finish()
        # That something has to wait is true no more.
        self._notices.withdraw()
        if isinstance(self._app.screen, SearchScreen):
            self._app.screen.again(self.search())

    def _show_fault(self, error: DossierError) -> None:
        self.fault = error
        self._app.push_screen(FaultScreen(self._app.contexts, error), lambda _: self._app.exit(return_code=1))

    def search(self) -> Search:
        """What finds records by their words; its index is made beside the screen, when somebody first searches."""
        from ilo_tui.dossier.search.finder import Search

        if self._search is None:
            self._search = Search(self._app.context.dossier)
            if not self._app.context.loading:
                start_worker(self._app, self._search.build, thread=True)
        return self._search

    def forget_search(self) -> None:
        """Look through the dossier anew when somebody next searches: it is another one now."""
        from ilo_tui.frontends.tui.screens.search import SearchScreen

        self.stop()
        self._search = None
        if isinstance(self._app.screen, SearchScreen):
            self._app.screen.again(self.search())

    def stop(self) -> None:
        """End what is still being built."""
        if self._search:
            self._search.stop()

    def holds_up(self, action: str) -> bool:
        """Whether an action needs what is not read yet; then that is said."""
        if not self._app.context.loading or action.partition("(")[0].rpartition(".")[2] not in _NEED_ALL:
            return False
        self._notices.show(self._app.context.tr("The dossier is still being read; this goes in a moment."))
        return True


def _unreadable(loading: Loading, error: Exception) -> UnreadableError:
    reason = error.strerror if isinstance(error, OSError) else None
    mend = N_("Check that the disk is there and nothing else writes to the file, then start again.")
    message = N_("reading it to its end failed: {what}")
    return UnreadableError(loading.dossier.path, message, mend, what=reason or f"{type(error).__name__} {error}")
