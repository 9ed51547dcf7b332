"""Screens that ask for answers: what is told stands on a line above the keys, and no toast lies over the question."""

from __future__ import annotations

from ilo_tui.exchange.pages.book import Book
from ilo_tui.tui.guard import AnswerGuard, pressed_at
from ilo_tui.tui.told import Pushed
from ilo_tui.tui.widgets.pane import Told


class StatusScreen(Pushed):
    """A screen with a line `#saved`, which says what happened last and stays until something else is said."""

    def __init__(self, book: Book) -> None:
        """Nothing is told yet."""
        super().__init__(book)
        self.told, self.bad = "", False
        self.guard = AnswerGuard()
        self.too_small = False
        """Whether question and answers do not fit, so that no digit answers."""

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Say something on the line above the keys."""
        self.told, self.bad = text, bad
        if self.is_mounted:
            self.write_status()

    def announce(self, text: str, *, bad: bool = False) -> None:
        """Say what did not come of an answer; while something is unsaved, that stays beside it."""
        unsaved = self.told if self.unsaved else ""
        self.tell(" · ".join(filter(None, [unsaved, text])), bad=bad or self.unsaved)

    @property
    def unsaved(self) -> bool:
        """Whether saving has failed and something is on no disk."""
        raise NotImplementedError

    def passed_over(self, key: str) -> bool:
        """Whether a digit is no answer now, as it came too soon or the question cannot be seen; that is said then."""
        say, takes = self.book.say, self.guard.takes(key, pressed_at(self))
        if self.too_small:
            self.tell(say("{key} was not taken: make the window larger.", key=key))
        elif not takes:
            # What was saved just now stays to be read.
            hint = say("{key} came too soon and was not taken", key=key)
            before = self.told.removesuffix(hint).removesuffix(" · ")
            self.tell(" · ".join(filter(None, [before, hint])), bad=self.bad)
        else:
            return False
        return True

    def write_status(self) -> None:
        """Write the line."""
        line = self.query_one("#saved", Told)
        line.say(self.told, whole=self.bad)
        line.set_class(self.bad, "-bad")
