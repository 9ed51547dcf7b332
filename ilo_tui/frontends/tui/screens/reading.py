"""The reading view as a screen: the claim, and beside it, or over it where there is no room, the source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App, ComposeResult
from textual.containers import Horizontal

from ilo_tui.app.contexts import Contexts
from ilo_tui.frontends.tui.base import WIDE, RecordScreen
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.widgets.copy_pane import CopyPane
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.views.pages.record import page_blocks

_NAME = "reading"


def show_reading(app: App[Any], contexts: Contexts, subject: str, shown: Callable[[], None] | None = None) -> None:
    """Lay the sources of `subject` over what is on the screen; `shown` is called once a page of one is to be seen.

    The screen is kept when it is closed: to make it anew takes longer than all else that has to be done for `v`.
    """
    if not app.is_screen_installed(_NAME):
        app.install_screen(ReadingScreen(contexts, subject, shown), _NAME)
        app.push_screen(_NAME)
        return
    screen = app.get_screen(_NAME, ReadingScreen)
    if screen in app.screen_stack or screen.size != app.size:
        app.push_screen(ReadingScreen(contexts, subject, shown))
    else:
        screen.reopen(subject, shown)
        app.push_screen(_NAME)


class ReadingScreen(RecordScreen):
    """A copy at the place that a record or item cites; Esc goes back to where one was."""

    CSS_PATH = "reading.tcss"
    SHOWS_RECORDS = False

    def __init__(self, contexts: Contexts, subject: str, shown: Callable[[], None] | None = None) -> None:
        """The sources of `subject`; `shown` is called once a page of one is on the screen."""
        super().__init__(contexts)
        self.subject, self._shown = subject, shown

    def compose(self) -> ComposeResult:
        """The record beside its source."""
        with Horizontal():
            yield Pane(Page(id="record-page"), id="record")
            yield CopyPane(self.contexts, id="copy")
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Open the source."""
        self._open()

    def reopen(self, subject: str, shown: Callable[[], None] | None) -> None:
        """Open the sources of something else, after the screen was closed."""
        self.subject, self._shown = subject, shown
        self._open()

    def _open(self) -> None:
        self.pane.rows.focus()
        self._write_record()
        self.pane.open(self.subject)

    def on_screen_suspend(self) -> None:
        """Stop reading where this was closed, and nothing only laid over it."""
        if self not in self.app.screen_stack:
            self.pane.close()

    @property
    def route(self) -> tuple[str, ...]:
        """None over a question: one comes back to that."""
        return () if self._shown else ("source", self.subject)

    @property
    def pane(self) -> CopyPane:
        """The source."""
        return self.query_one(CopyPane)

    def on_resize(self) -> None:
        """Where there is no room for the record any more, keys go to the source."""
        if self.app.size.width < WIDE and self.query_one("#record-page").has_focus:
            self.pane.rows.focus()

    def write(self) -> None:
        """Write both in the language in force."""
        self._write_record()
        self.pane.write()

    def _write_record(self) -> None:
        ident = self.subject if self.context.dossier.find(self.subject) else self.subject.partition(":")[2]
        self.query_one("#record", Pane).set_title(ident)
        self.query_one("#record-page", Page).write(lambda width: page_blocks(self.context, ident, width) or ())

    def on_copy_pane_shown(self, event: CopyPane.Shown) -> None:
        """Tell that a page was on the screen."""
        event.stop()
        if self._shown and event.subject == self.pane.subject:
            self._shown()

    def show_source(self) -> bool:
        """To the next source that is cited."""
        self.pane.next_source()
        return True

    def source_in_view(self) -> str | None:
        """The source that is open."""
        return self.pane.source

    def current(self) -> str | None:
        """What is read about."""
        return self.query_one("#record-page", Page).target or self.subject
