"""A note of several lines. What is half typed is saved as it is typed, so that it survives a kill."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label, TextArea

from ilo_tui.exchange.pages.book import Book
from ilo_tui.review.faults import ReviewError
from ilo_tui.review.session import ReviewSession
from ilo_tui.tui.workers import work


class NoteScreen(ModalScreen[str | None]):
    """Writes a note; Esc hands the text back to be saved."""

    CSS_PATH = "prompt.tcss"

    def __init__(self, book: Book, session: ReviewSession, item: str) -> None:
        """Go on with the note, or its unfinished draft, on `item`."""
        super().__init__()
        self.book, self.session, self.item = book, session, item
        state = session.meant(item)
        self.before = state.note if state else ""
        self.draft = session.drafts.load(item)

    def compose(self) -> ComposeResult:
        """What to do, and the text."""
        say = self.book.say
        found = self.draft is not None and self.draft != self.before
        with Vertical():
            yield Label(say("Note on {item}", item=self.item), markup=False)
            yield TextArea(self.draft if found and self.draft else self.before, soft_wrap=True, tab_behavior="focus")
            hint = say("An unfinished note was found. Esc saves it.") if found else say("Esc saves and closes.")
            yield Label(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Write at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @on(TextArea.Changed)
    def typed(self, event: TextArea.Changed) -> None:
        """Keep what is typed so far."""
        if event.text_area.text != self.before:
            self.keep(event.text_area.text)

    @work(thread=True, exclusive=True)
    def keep(self, text: str) -> None:
        """Save the draft; that it cannot be saved is said, the text stays on the screen."""
        try:
            self.session.drafts.save(self.item, text)
        except ReviewError as error:
            told = " ".join(error.told(self.book.say))
            self.app.call_from_thread(self.query_one(".hint", Label).update, told)

    def on_key(self, event: events.Key) -> None:
        """Esc closes; a text that did not change is not saved again."""
        if event.key == "escape":
            event.stop()
            text = self.query_one(TextArea).text
            self.dismiss(text if text != self.before or self.draft is not None else None)
