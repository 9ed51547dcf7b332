"""One question in one line: a name, a folder, a filter."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from ilo_tui.frontends.tui.dialog import Dialog, Words, words
from ilo_tui.frontends.tui.widgets.input_line import InputLine


class Prompt(Dialog[str | None]):
    """Asks, and is dismissed with the answer, or with None on Esc."""

    CSS_PATH = "prompt.tcss"

    def __init__(self, question: Words, text: str = "", hint: Words = "") -> None:
        """Ask `question`, beginning with `text`; `hint` stands below."""
        super().__init__()
        self.question, self.text, self.hint = question, text, hint

    def compose(self) -> ComposeResult:
        """Question, line, hint."""
        with Vertical():
            yield Label(words(self.question), classes="question", markup=False)
            yield InputLine(self.text, compact=True)
            yield Label(words(self.hint), classes="hint", markup=False)

    def write(self) -> None:
        """Ask in the language in force."""
        self.query_one(".question", Label).update(words(self.question))
        self.query_one(".hint", Label).update(words(self.hint))

    @on(Input.Submitted)
    def answered(self, event: Input.Submitted) -> None:
        """Hand back what was typed."""
        self.dismiss(event.value.strip())

    def on_key(self, event: events.Key) -> None:
        """Esc answers nothing."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
