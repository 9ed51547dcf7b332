"""An observation from the field: what was seen, where and when."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label, TextArea

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.observations import NO_DATE, NewObservation, ObservationForm, date_phrase
from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Dimension
from ilo_tui.frontends.tui.dialog import Dialog, Words
from ilo_tui.frontends.tui.dialogs.choosing import Choices
from ilo_tui.frontends.tui.options import Options
from ilo_tui.frontends.tui.widgets.input_line import InputLine
from ilo_tui.frontends.tui.workers import error_line
from ilo_tui.views.pages.decisions import observed_title


class ObserveScreen(Dialog[NewObservation | None]):
    """Text, place and date; Esc keeps what was written, an empty text is nothing.

    On a cell the dimension can be changed; on a claim there is none to change.
    """

    CSS_PATH = "prompt.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]

    def __init__(self, contexts: Contexts, form: ObservationForm) -> None:
        """Write the observation of a form, which keeps what is typed."""
        super().__init__()
        self.contexts, self.form = contexts, form

    def compose(self) -> ComposeResult:
        """Title, text, place, date, hints."""
        form = self.form
        with Vertical():
            yield Label(self.title_text(), classes="question", markup=False)
            yield TextArea(form.text, soft_wrap=True, tab_behavior="focus")
            yield InputLine(form.place, compact=True, id="place")
            yield InputLine(form.date, compact=True, id="date")
            if not form.on_claim:
                yield InputLine(form.dimension, compact=True, id="dimension")
            yield Label("", classes="hint", markup=False)

    def title_text(self) -> str:
        """What is observed: a claim in its words, else a programme."""
        tr, form = self.context.tr, self.form
        if form.on_claim:
            return tr("Observation: {title}", title=observed_title(self.context, form.items, form.item))
        return tr("Observation: {programme}", programme=self.context.name(form.programme))

    def write(self) -> None:
        """Write title, hints and what belongs in each line; what was typed stays."""
        tr = self.context.tr
        self.query_one(".question", Label).update(self.title_text())
        hints = {"place": tr("place"), "date": tr("date, e.g. 2026-11-24"), "dimension": tr("dimension")}
        for line in self.query(InputLine):
            line.hint(hints[line.id or ""])
        self.query_one(".hint", Label).update(self.hint_text())

    def hint_text(self) -> str:
        """What to heed, what is wrong, or why it is not saved."""
        tr = self.context.tr
        if self.form.unknown_dimension:
            known = self.form.items.dossier.ids(Dimension)
            return tr("The dimension is one of: {known}", known=", ".join(known))
        if self.form.wrong_date:
            return tr(NO_DATE, date=clean(self.form.date.strip()))
        if self.form.error:
            why = error_line(self.form.error, tr)
            return tr("NOT SAVED: {why} Esc tries again; empty is nothing.", why=why)
        return tr("Do not name children or informants. Tab goes on, Esc saves; empty is nothing.")

    @on(Input.Changed, "#date")
    def show_reading(self, event: Input.Changed) -> None:
        """Show below the lines how a date is read that is not written as it is stored, while it is typed."""
        if not event.input.has_focus:
            # What was not saved is asked for again, and why stands there.
            return
        tr, typed = self.context.tr, self.form.read(event.value)
        phrases = [date_phrase(tr, typed, reading) for reading in typed.readings]
        as_stored = not phrases or (bool(typed.certain) and typed.certain == event.value.strip())
        text = self.hint_text() if as_stored else tr("Date: {date}", date=" / ".join(phrases))
        self.query_one(".hint", Label).update(text)

    def on_mount(self) -> None:
        """Begin at the end of the text."""
        self.write()
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def on_key(self, event: events.Key) -> None:
        """Esc hands back what was written, unless the dimension or the date is none: that is to be corrected then."""
        if event.key != "escape":
            return
        event.stop()
        form, typed = self.form, {line.id: line.value for line in self.query(Input)}
        form.text, form.place, form.date = self.query_one(TextArea).text, typed["place"] or "", typed["date"] or ""
        form.dimension = typed.get("dimension", form.dimension)
        wrong = "dimension" if form.unknown_dimension else "date" if form.wrong_date else ""
        if wrong:
            self.write()
            self.query_one(f"#{wrong}", Input).focus()
        elif form.unclear_date:
            self.query_one("#date", Input).focus()
            self.app.push_screen(Options(self._date_question, self._date_choices()), self._take_date)
        else:
            self.dismiss(form.observation())

    def _date_question(self) -> str:
        return self.context.tr("Which date is {date}?", date=clean(self.form.date.strip()))

    def _date_choices(self) -> Choices:
        """Everything that can be meant by what was typed as the date."""
        typed = self.form.typed_date

        def phrase(reading: str) -> Words:
            # The day would run into the digit before it.
            return lambda: f"= {date_phrase(self.context.tr, typed, reading)}"

        return [(reading, phrase(reading)) for reading in typed.readings]

    def _take_date(self, reading: str | None) -> None:
        """Save with the date that is meant; on Esc it is written on."""
        if reading:
            self.form.choose_date(reading)
            self.dismiss(self.form.observation())
