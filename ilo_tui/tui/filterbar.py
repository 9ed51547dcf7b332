"""The filter line: what is typed narrows the list at hand with every key."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from ilo_tui.i18n import Say


class FilterLine(ModalScreen[None]):
    """One line over the key bar; Enter keeps the filter, Esc takes it away."""

    CSS_PATH = "filterbar.tcss"

    def __init__(self, say: Say, text: str, narrow: Callable[[str], str]) -> None:
        """Begin with `text`; `narrow` is told of every change, and says how much is left or what is wrong."""
        super().__init__()
        self.say, self.text, self.narrow = say, text, narrow

    def compose(self) -> ComposeResult:
        """A label and the line."""
        with Horizontal():
            yield Label(self.say("filter: "), markup=False)
            yield Input(self.text, placeholder=self.say("words; Enter keeps, Esc clears"), compact=True)
            yield Label("", classes="told", markup=False)

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Narrow the list by what stands there now."""
        self.query_one(".told", Label).update(self.narrow(event.value))

    @on(Input.Submitted)
    def keep(self) -> None:
        """Keep the filter and go back to the list."""
        self.dismiss()

    def on_key(self, event: events.Key) -> None:
        """Esc shows everything again."""
        if event.key == "escape":
            event.stop()
            self.narrow("")
            self.dismiss()
