"""A note of several lines. What is half typed is saved as it is typed, so that it survives a kill."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Label, TextArea

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.unfinished import NoteForm
from ilo_tui.core.text import join_sentences
from ilo_tui.frontends.tui.dialog import Dialog
from ilo_tui.review.errors import ReviewError


class NoteScreen(Dialog[str | None]):
    """Writes a note; Esc hands the text back to be saved."""

    CSS_PATH = "prompt.tcss"

    @dataclass
    class SaveFailed(Message):
        """What is half typed is not on the disk; sent from the thread that writes it."""

        error: ReviewError

    def __init__(self, contexts: Contexts, form: NoteForm) -> None:
        """Write the note of a form."""
        super().__init__()
        self.contexts, self.form = contexts, form

    def compose(self) -> ComposeResult:
        """What to do, and the text."""
        with Vertical():
            yield Label(self.title_text(), classes="question", markup=False)
            yield TextArea(self.form.text, soft_wrap=True, tab_behavior="focus")
            yield Label(self.hint_text(), classes="hint", markup=False)

    def title_text(self) -> str:
        """What the note is on."""
        return self.context.tr("Note on {item}", item=self.form.item)

    def hint_text(self) -> str:
        """What Esc does, or that what is typed is not on the disk."""
        tr = self.context.tr
        if self.form.error:
            why = join_sentences(self.form.error.localise(tr))
            return tr("What you type is not on the disk: {why} Esc tries to save it as your note.", why=why)
        if self.form.unfinished is not None:
            return tr("An unfinished note was found. Esc saves it.")
        return tr("Esc saves and closes.")

    def write(self) -> None:
        """Write title and hint anew; the text stays as it is typed."""
        self.query_one(".question", Label).update(self.title_text())
        self.query_one(".hint", Label).update(self.hint_text())

    def on_mount(self) -> None:
        """Write at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @on(TextArea.Changed)
    def typed(self, event: TextArea.Changed) -> None:
        """Keep what is typed so far, beside the screen; the last text wins."""
        self.form.keep(event.text_area.text, lambda error: self.post_message(self.SaveFailed(error)))

    @on(SaveFailed)
    def on_save_failed(self, event: SaveFailed) -> None:
        """Say once that what is typed is not on the disk; it stays on the screen."""
        event.stop()
        self.form.error = event.error
        self.write()

    def on_key(self, event: events.Key) -> None:
        """Esc closes; a text that did not change is not saved again."""
        if event.key == "escape":
            event.stop()
            self.dismiss(self.form.close(self.query_one(TextArea).text))
