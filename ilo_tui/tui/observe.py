"""An observation from the field: what was seen, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, TextArea

from ilo_tui.exchange.pages.book import Book
from ilo_tui.tui.widgets.inputline import InputLine


@dataclass(frozen=True)
class Observed:
    """What was written, and the crossing that it is about."""

    item: str
    text: str
    place: str
    date: str


class ObserveScreen(ModalScreen[Observed | None]):
    """Text, place and date; Esc keeps what was written, an empty text is nothing."""

    CSS_PATH = "prompt.tcss"

    def __init__(self, book: Book, item: str) -> None:
        """About the crossing `item`; its dimension can be changed."""
        super().__init__()
        self.book, self.item = book, item

    def compose(self) -> ComposeResult:
        """Title, text, place, date, hints."""
        say = self.book.say
        row, _, column = self.item.removeprefix("cell:").partition("/")
        with Vertical():
            yield Label(say("Observation: {programme}", programme=self.book.name(row)), markup=False)
            yield TextArea("", soft_wrap=True, tab_behavior="focus")
            yield InputLine(placeholder=say("place"), compact=True, id="place")
            yield InputLine(placeholder=say("date, e.g. 2026-11-24"), compact=True, id="date")
            yield InputLine(column, placeholder=say("dimension"), compact=True, id="dimension")
            yield Label(
                say("Do not name children or informants. Tab goes on, Esc saves; empty is nothing."),
                classes="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Begin with the text."""
        self.query_one(TextArea).focus()

    def on_key(self, event: events.Key) -> None:
        """Esc hands back what was written."""
        if event.key != "escape":
            return
        event.stop()
        text = self.query_one(TextArea).text.strip()
        place, date, dimension = (
            self.query_one(f"#{name}", Input).value.strip() for name in ("place", "date", "dimension")
        )
        if dimension not in self.book.dossier.dimensions:
            known = ", ".join(self.book.dossier.dimensions)
            self.query_one(".hint", Label).update(self.book.say("The dimension is one of: {known}", known=known))
            return
        row = self.item.removeprefix("cell:").partition("/")[0]
        self.dismiss(Observed(f"cell:{row}/{dimension}", text, place, date) if text else None)
