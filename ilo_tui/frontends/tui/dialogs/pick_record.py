"""Picking the record that a field names: words, the records with these words, a new one."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.record_form.references import Offer, ReferenceFinder
from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.dialog import Dialog
from ilo_tui.frontends.tui.widgets.input_line import InputLine
from ilo_tui.frontends.tui.widgets.row_list import FixedRows, RowList
from ilo_tui.views.markup import Line, Span, fit

NEW, NOTHING = "*new", "*nothing"
"""What is picked where a record is to be made, and where the field is to name none."""


class PickRecord(Dialog[str | None]):
    """Dismissed with the id of a record, `NEW`, `NOTHING`, or None on Esc."""

    CSS_PATH = "pick_record.tcss"

    def __init__(self, contexts: Contexts, finder: ReferenceFinder, table: str, title: str, *, optional: bool) -> None:
        """Offer the records of a table for the field that is called `title`; an `optional` one may name none."""
        super().__init__()
        self.contexts, self._finder, self._table, self._title, self._optional = (
            contexts,
            finder,
            table,
            title,
            optional,
        )

    def compose(self) -> ComposeResult:
        """Title, line, records."""
        with Vertical():
            yield Label(clean(self._title), markup=False)
            yield InputLine(compact=True)
            yield RowList()

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self.write()

    def write(self) -> None:
        """Say all in the language in force; the words stay."""
        self.query_one(InputLine).hint(self.context.tr("words of its name, or its id; arrows choose, Enter takes"))
        self._offer(self.query_one(Input).value)

    def _offer(self, words: str) -> None:
        tr = self.context.tr
        offers = self._finder.search(self._table, words)
        rows: list[tuple[Callable[[int], Line], str | None]] = [(_line(offer), offer.ident) for offer in offers]
        if not offers:
            rows.append((_words(" " + tr("nothing found"), "dim"), None))
        rows.append((_words(" + " + tr("a new record"), "mark"), NEW))
        if self._optional and not words.strip():
            rows.append((_words(" - " + tr("nothing"), "mark"), NOTHING))
        listed = self.query_one(RowList)
        listed.show(FixedRows(rows))
        listed.action_top()

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Offer what has the words."""
        self._offer(event.value)

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Take what is under the cursor."""
        self.query_one(RowList).action_open()

    @on(RowList.Chosen)
    def chosen(self, event: RowList.Chosen) -> None:
        """Close with it."""
        event.stop()
        self.dismiss(event.target)

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the records while one types; Esc picks nothing."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif self.query_one(RowList).move_by(event.key):
            event.stop()


def _words(text: str, style: str) -> Callable[[int], Line]:
    return lambda width: (Span(fit(text, width), style),)


def _line(offer: Offer) -> Callable[[int], Line]:
    def line(width: int) -> Line:
        name = fit(clean(offer.ident), min(16, width // 3))
        return (Span(f" {name} ", "dim"), Span(fit(offer.title, max(width - len(name) - 2, 1))))

    return line
