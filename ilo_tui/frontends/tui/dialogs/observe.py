"""An observation from the field: what was seen, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label, TextArea

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.model import Dimension
from ilo_tui.frontends.tui.dialog import Dialog
from ilo_tui.frontends.tui.widgets.input_line import InputLine
from ilo_tui.review.items import Items
from ilo_tui.views.pages.decisions import observed_title


@dataclass(frozen=True)
class NewObservation:
    """What was written, and the claim or crossing that it is about."""

    item: str
    text: str
    place: str
    date: str


class ObserveScreen(Dialog[NewObservation | None]):
    """Text, place and date; Esc keeps what was written, an empty text is nothing.

    On a cell the dimension can be changed; on a claim there is none to change.
    """

    CSS_PATH = "prompt.tcss"

    def __init__(self, contexts: Contexts, items: Items, item: str) -> None:
        """About `item`, a claim or a cell of the gap map."""
        super().__init__()
        self.contexts, self.items, self.item = contexts, items, item
        self.unknown_dimension = False
        """Whether the dimension that was typed is none."""

    @property
    def on_claim(self) -> bool:
        """Whether it is about a claim."""
        return self.item.startswith("evidence:")

    def compose(self) -> ComposeResult:
        """Title, text, place, date, hints."""
        column = self.item.partition("/")[2]
        with Vertical():
            yield Label(self.title_text(), classes="question", markup=False)
            yield TextArea("", soft_wrap=True, tab_behavior="focus")
            yield InputLine(compact=True, id="place")
            yield InputLine(compact=True, id="date")
            if not self.on_claim:
                yield InputLine(column, compact=True, id="dimension")
            yield Label("", classes="hint", markup=False)

    def title_text(self) -> str:
        """What is observed: a claim in its words, else a programme."""
        if self.on_claim:
            return self.context.tr("Observation: {title}", title=observed_title(self.context, self.items, self.item))
        row = self.item.removeprefix("cell:").partition("/")[0]
        return self.context.tr("Observation: {programme}", programme=self.context.name(row))

    def write(self) -> None:
        """Write title, hints and what belongs in each line; what was typed stays."""
        tr = self.context.tr
        self.query_one(".question", Label).update(self.title_text())
        hints = {"place": tr("place"), "date": tr("date, e.g. 2026-11-24"), "dimension": tr("dimension")}
        for line in self.query(Input):
            line.placeholder = hints[line.id or ""]
        hint = tr("Do not name children or informants. Tab goes on, Esc saves; empty is nothing.")
        if self.unknown_dimension:
            hint = tr("The dimension is one of: {known}", known=", ".join(self.context.dossier.ids(Dimension)))
        self.query_one(".hint", Label).update(hint)

    def on_mount(self) -> None:
        """Begin with the text."""
        self.write()
        self.query_one(TextArea).focus()

    def on_key(self, event: events.Key) -> None:
        """Esc hands back what was written."""
        if event.key != "escape":
            return
        event.stop()
        text = self.query_one(TextArea).text.strip()
        typed = {line.id: line.value.strip() for line in self.query(Input)}
        item = self.item if self.on_claim else f"{self.item.partition('/')[0]}/{typed['dimension']}"
        self.unknown_dimension = bool(text) and self.items.find(item) is None
        if self.unknown_dimension:
            self.write()
            return
        self.dismiss(NewObservation(item, text, typed["place"], typed["date"]) if text else None)
