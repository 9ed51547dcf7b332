"""Before a record is saved: why it was changed, and whether decisions on it go on to count."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from ilo_tui.app.contexts import Contexts
from ilo_tui.frontends.tui.dialog import Dialog
from ilo_tui.frontends.tui.widgets.input_line import InputLine
from ilo_tui.review.errors import ReviewError


class HowToSave(NamedTuple):
    """The reason, which may be empty, and whether the change is minor."""

    why: str
    minor: bool


class SaveQuestion(Dialog[HowToSave | None]):
    """Enter saves; M, as long as no reason is typed, makes the change minor; Esc goes back to the form."""

    CSS_PATH = "save_question.tcss"

    def __init__(self, contexts: Contexts, title: str, refusal: Callable[[], ReviewError | None], notes: str) -> None:
        """Ask about the record called `title`; `refusal` is why it cannot be minor; `notes` what `check` says of it."""
        super().__init__()
        self.contexts, self._title, self._refusal, self._notes = contexts, title, refusal, notes
        self.minor = False
        self._why_not = ""

    def compose(self) -> ComposeResult:
        """What is saved, the reason, what M does, what is still wrong."""
        with Vertical():
            yield Label("", classes="question", markup=False)
            yield InputLine(compact=True)
            yield Label("", classes="hint", markup=False)
            yield Label(self._notes, classes="notes", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self.query_one(".notes").display = bool(self._notes)
        self.write()

    def write(self) -> None:
        """Say all in the language in force; the reason stays."""
        tr = self.context.tr
        self.query_one(".question", Label).update(tr("Save {title}: why? (may be empty)", title=self._title))
        self.query_one(InputLine).hint(tr("as the second edition of the report corrects it"))
        self.query_one(".hint", Label).update(self._hint())

    def _hint(self) -> str:
        tr = self.context.tr
        if self._why_not:
            return self._why_not
        if self.minor:
            return tr("Minor: decisions on it go on to count. Enter saves, M before the reason takes that back.")
        if self._refusal() is None:
            return tr("Enter saves. M before the reason: minor, decisions on it go on to count. Esc goes back.")
        return tr("Enter saves, Esc goes back.")

    def on_key(self, event: events.Key) -> None:
        """M in the empty line; Esc saves nothing."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """An M alone in the line is the key, not a reason."""
        if event.value != "M":
            return
        event.input.value = ""
        refusal = self._refusal()
        self._why_not = refusal.line(self.context.tr) if refusal else ""
        self.minor = not self.minor and refusal is None
        self.write()

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Save."""
        self.dismiss(HowToSave(event.value.strip(), self.minor))
