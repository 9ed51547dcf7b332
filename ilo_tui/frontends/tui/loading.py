"""Reading the rest of a large dossier while the first rows are on the screen already; showing what is wrong with it."""

from __future__ import annotations

import gc
from asyncio import wait_for
from contextlib import suppress
from functools import cached_property
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

from msgspec import MsgspecError
from textual import events
from textual.app import ComposeResult
from textual.worker import get_current_worker

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.core.errors import StoppedError
from ilo_tui.core.translator import N_
from ilo_tui.dossier.errors import DossierError, FaultyError, UnreadableError
from ilo_tui.frontends.tui.base import RecordScreen, TabView
from ilo_tui.frontends.tui.bindings_in_force import KeysBelow, key_of
from ilo_tui.frontends.tui.notices import Notices
from ilo_tui.frontends.tui.widgets.ascii import AsciiApp
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.rows import RowList
from ilo_tui.frontends.tui.workers import work
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import block

if TYPE_CHECKING:
    from ilo_tui.dossier.loading import Loading
    from ilo_tui.dossier.repository import Dossier
    from ilo_tui.dossier.search.finder import Search
    from ilo_tui.frontends.tui.main import MainScreen

_NEED_ALL = frozenset({"review", "report", "observe", "indicators", "copy"})
"""Actions that make no sense before everything is read; search and filter wait by themselves."""

_WORK, _REST = 0.01, 0.001
"""Seconds after which the reader rests, and for how long."""

_AHEAD = 2.0
"""Seconds for which keys wait for a tab that is being made."""


class LoadingApp(InContext, AsciiApp):
    """An app that can be used while its dossier is still being read."""

    key_time: float = 0.0
    """When the last key was pressed, in seconds of a clock that never goes back."""
    fault: DossierError | None = None
    """What is wrong with the dossier, where that was found out after the first rows were shown."""

    @cached_property
    def loading_notices(self) -> Notices:
        """What has to wait until everything is read."""
        return Notices(self)

    @property
    def main(self) -> MainScreen | None:
        """The screen with the tabs."""
        raise NotImplementedError

    @cached_property
    def search(self) -> Search:
        """Finds records by their words."""
        raise NotImplementedError

    def on_loaded(self) -> None:
        """Everything is read. Nothing of it will be garbage: collecting it would cost time at every turn."""
        gc.freeze()
        gc.enable()

    def read_on(self) -> None:
        """Read what is still missing, then go on with `on_loaded`."""
        if self.context.loading is None:
            self.on_loaded()
        else:
            self._read(self.context.loading)

    @work(thread=True)
    def _read(self, loading: Loading) -> None:
        worker, reported, resumed = get_current_worker(), 0, perf_counter()

        def pause() -> None:
            nonlocal reported, resumed
            if worker.is_cancelled:
                raise StoppedError
            if (step := int(loading.share * 10)) > reported:
                reported = step
                self.call_from_thread(self._show_progress)
            if perf_counter() > resumed + _WORK:
                sleep(_REST)
                resumed = perf_counter()

        try:
            self._read_programmes(loading)
            dossier = loading.load_all(pause)
            pause()
            dossier.crossings.precompute(pause)
            self.call_from_thread(self._replace_dossier, dossier)
        except (FaultyError, UnreadableError) as error:
            self.call_from_thread(self._show_fault, error)
        except StoppedError:
            return
        except Exception as error:
            # Without all of it no screen can go on: what is wrong stands on a screen that says how to leave.
            reason = getattr(error, "strerror", None) or f"{type(error).__name__} {error}"
            mend = N_("Check that the disk is there and nothing else writes to the file, then start again.")
            fault = UnreadableError(loading.dossier.path, N_("reading it to its end failed: {what}"), mend, what=reason)
            self.call_from_thread(self._show_fault, fault)

    def _read_programmes(self, loading: Loading) -> None:
        """Read the programmes that the first rows did not need; what is wrong with one is shown later."""
        if loading.partly:
            with suppress(DossierError, MsgspecError, RecursionError, ValueError, StopIteration):
                loading.all_programmes()
                self.call_from_thread(self._take_programmes, loading)

    def _take_programmes(self, loading: Loading) -> None:
        self.contexts.replace_dossier(loading.dossier, loading)
        if self.main and self.main.is_mounted:
            self.main.on_programmes_loaded()

    def _show_progress(self) -> None:
        if self.main and self.main.is_mounted:
            self.main.tab.show_progress(progress_text(self.context))

    def _replace_dossier(self, dossier: Dossier) -> None:
        self.contexts.replace_dossier(dossier)
        # A search that was begun knows only of what was read then.
        self.__dict__.pop("search", None)
        if self.main:
            # The tabs are bound to the screen, and so are made in its name.
            self.main.call_later(self._write_loaded, self.main)

    def _write_loaded(self, main: MainScreen) -> None:
        from ilo_tui.frontends.tui.screens.search import SearchScreen

        main.on_loaded()
        self.on_loaded()
        # That something has to wait is true no more.
        self.loading_notices.withdraw()
        if isinstance(self.screen, SearchScreen):
            self.screen.again(self.search)

    def _show_fault(self, error: DossierError) -> None:
        self.fault = error
        self.push_screen(FaultScreen(self.contexts, error), lambda _: self.exit(return_code=1))

    async def on_key(self, event: events.Key) -> None:
        """What was typed ahead, as a slow connection sends it, goes to the tab or the line that it was meant for."""
        # Before its action is run: what keys do may depend on how soon they follow one another.
        self.key_time = event.time
        if self.main and self.main is self.screen and self.main.is_mounted and not self.main.tab.focus_taken.is_set():
            with suppress(TimeoutError):
                await wait_for(self.main.tab.focus_taken.wait(), _AHEAD)
        if not (self.screen.is_modal and event.character and event.is_printable):
            return
        from textual.widgets import Input

        for line in self.screen.query(Input).results():
            line.insert_text_at_cursor(event.character)
            break

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """Run an action, unless it needs what is not read yet: then say so."""
        name = action if isinstance(action, str) else action[1]
        if self.context.loading and name.partition("(")[0].rpartition(".")[2] in _NEED_ALL:
            self.loading_notices.show(self.context.tr("The dossier is still being read; this goes in a moment."))
            return True
        return await super().run_action(action, default_namespace, namespaces)


def progress_text(context: ViewContext) -> str:
    """How far a dossier is read; what takes long after the last record is decoded is named, for it has no share."""
    loading = context.loading
    if loading and not loading.checking:
        return context.tr("reading the dossier: {percent} %", percent=round(100 * loading.share))
    return (
        context.tr("checking the dossier ...")
        if loading and loading.share < 1
        else context.tr("counting and crossing ...")
    )


class LoadingTab(TabView):
    """Stands for a tab that needs everything, until everything is read."""

    PANES = ("waiting",)
    stands_in = True

    def compose(self) -> ComposeResult:
        """One empty pane; its title says how far it is."""
        yield Pane(RowList(), id="waiting", first=True)

    def write(self) -> None:
        """Say that this is being read."""
        self.show_progress(progress_text(self.context))


class FaultScreen(RecordScreen):
    """The first faults of a dossier that cannot be used; closing it leaves the program."""

    def __init__(self, contexts: Contexts, error: DossierError) -> None:
        """Show `error`."""
        super().__init__(contexts)
        self.error = error

    def compose(self) -> ComposeResult:
        """The lines, as the command line would print them, and the keys."""
        yield Pane(Page(id="faults"), id="fault", first=True)
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Take the focus."""
        self.write()
        self.query_one("#faults", Page).focus()

    def write(self) -> None:
        """Write what is wrong, and how to leave."""
        tr = self.context.tr
        blocks = [block(line, hang=2) for line in self.error.localise(tr)]
        blocks += [
            block(),
            block(
                tr("{back} or {quit} leaves the program.", back=key_of(self, "back"), quit=key_of(self, "quit")), "dim"
            ),
        ]
        self.query_one("#faults", Page).write(lambda width: blocks)
        self.query_one(Pane).set_title(tr("This dossier cannot be used"))

    def current(self) -> str | None:
        """Nothing here is a record."""
        return None
