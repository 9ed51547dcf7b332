"""Screens of one page, which has the focus from the start."""

from __future__ import annotations

from textual.app import ComposeResult

from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane


class SinglePageScreen(RecordScreen):
    """A page under a title, and the keys; `write` fills both."""

    def compose(self) -> ComposeResult:
        """The page and the keys."""
        yield Pane(Page(id="page"), id="record")
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Take the focus and write."""
        self.page.focus()
        self.write()

    @property
    def page(self) -> Page:
        """The page."""
        return self.query_one(Page)

    def set_title(self, title: str) -> None:
        """Name what the page is about."""
        self.query_one(Pane).set_title(title)
