"""A small list over a screen: with a digit for every line, or without where something may be lost."""

from __future__ import annotations

from textual import events

from ilo_tui.frontends.tui.dialog import Words, words
from ilo_tui.frontends.tui.dialogs.choosing import Choices, Choose
from ilo_tui.frontends.tui.widgets.row_list import RowList


class Options(Choose):
    """At most nine lines; a digit, or Enter on a line, chooses; Esc leaves all as it is."""

    CSS_PATH = "options.tcss"

    def __init__(self, title: Words, lines: Choices, at: str = "") -> None:
        """Offer `lines`, the cursor on the one that stands for `at`."""
        super().__init__(title, lines)
        self.at = at

    def show_choices(self) -> None:
        """Offer the lines with their digits; no higher than they are."""
        numbered = [(target, f"{number} {words(label)}") for number, (target, label) in enumerate(self.lines, 1)]
        rows = self.query_one(RowList)
        rows.styles.height = len(numbered)
        self.fill(self.heading, numbered)
        if self.at:
            rows.point(self.at)

    def on_key(self, event: events.Key) -> None:
        """A digit chooses its line."""
        number = int(event.key) if event.key in set("123456789") else 0
        if 1 <= number <= len(self.lines):
            event.stop()
            self.take(self.lines[number - 1][0])


class SafeChoice(Choose):
    """A few lines, of which the first loses nothing; none has a digit, which might be typed ahead. Esc changes nothing.

    It is for what cannot be taken back with a key.
    """

    CSS_PATH = "options.tcss"

    def show_choices(self) -> None:
        """Offer the lines, the cursor on the first; no higher than they are."""
        self.query_one(RowList).styles.height = len(self.lines)
        super().show_choices()
