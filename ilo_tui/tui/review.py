"""Tab 5: review sessions."""

from __future__ import annotations

from textual.app import ComposeResult

from ilo_tui.exchange.pages.line import block
from ilo_tui.tui.told import Tab
from ilo_tui.tui.widgets.page import Page
from ilo_tui.tui.widgets.pane import Pane


class ReviewTab(Tab):
    """Says what will be here."""

    PANES = ("sessions",)

    def compose(self) -> ComposeResult:
        """One page."""
        yield Pane(Page(id="sessions-page"), id="sessions", first=True)

    def write(self) -> None:
        """Say that review comes next."""
        say = self.book.say
        text = say("Judging the evidence in review sessions comes with the next version.")
        self.query_one(Page).write(lambda width: [block(text)])
        self.retitle("sessions", say("Review sessions"))
