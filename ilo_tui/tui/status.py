"""Screens that ask for answers: all that is told stands on a line above the keys, and no toast lies over what is asked."""

from __future__ import annotations

from ilo_tui.exchange.pages.book import Book
from ilo_tui.tui.told import Pushed
from ilo_tui.tui.widgets.pane import Told


class StatusScreen(Pushed):
    """A screen with a line `#saved`, which says what happened last and stays until something else is said."""

    def __init__(self, book: Book) -> None:
        """Nothing is told yet."""
        super().__init__(book)
        self.told, self.bad = "", False

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Say something on the line above the keys."""
        self.told, self.bad = text, bad
        if self.is_mounted:
            self.write_status()

    def announce(self, text: str, *, bad: bool = False) -> None:
        """Say what did not come of an answer, as the app does in passing: what is said of saving stays beside it."""
        self.tell(" · ".join(filter(None, [self.told if self.holds() else "", text])), bad=bad or self.holds())

    def holds(self) -> bool:
        """Whether something is unsaved now."""
        raise NotImplementedError

    def write_status(self) -> None:
        """Write the line."""
        line = self.query_one("#saved", Told)
        line.say(self.told, whole=self.bad)
        line.set_class(self.bad, "-bad")
