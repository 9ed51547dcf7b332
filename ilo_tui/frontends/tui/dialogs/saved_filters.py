"""Filters by name: saved ones, those of the program, and a line that saves the one in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.filter_offers import FilterMenu, FilterOffer
from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.dialog import Dialog
from ilo_tui.frontends.tui.widgets.bars import KeyBar
from ilo_tui.frontends.tui.widgets.pane import StatusLine
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.frontends.tui.widgets.sections import Section, SectionRows
from ilo_tui.views.markup import Line, Span, clip, fit, width_of

_SAVE = "save"
_LONGEST_NAME = 24
"""Cells that a name takes at most in its line."""


@dataclass(frozen=True)
class TakeFilter:
    """A filter is to be put in force."""

    offer: FilterOffer


@dataclass(frozen=True)
class SaveFilter:
    """The filter in force is to be saved."""


@dataclass(frozen=True)
class DeleteFilter:
    """A saved filter is to be deleted."""

    offer: FilterOffer


FilterStep = TakeFilter | SaveFilter | DeleteFilter
"""What somebody wants to do."""


class SavedFilterDialog(Dialog[FilterStep | None]):
    """A digit, or Enter on a line, puts a filter in force; `s` saves the one in force, `d` deletes one."""

    CSS_PATH = "saved_filters.tcss"

    def __init__(self, contexts: Contexts, menu: FilterMenu, message: str = "", at: str = "") -> None:
        """Offer what `menu` offers, the cursor on the filter of the name `at`; a `message` stands below at first."""
        super().__init__()
        self.contexts, self.menu, self._message, self._at = contexts, menu, message, at
        self._begins_on: str | None = None
        self.offers: list[FilterOffer] = []

    def compose(self) -> ComposeResult:
        """Title, what is wrong with the file, filters, what is under the cursor in full, keys."""
        with Vertical():
            yield Label("", classes="title", markup=False)
            yield Label("", classes="fault", markup=False)
            yield RowList()
            yield StatusLine()
            yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is."""
        self.query_one(RowList).focus()
        self.write()
        place = next((number for number, offer in enumerate(self.offers) if offer.name == self._at), None)
        if place is not None:
            self.query_one(RowList).point(str(place))
        self._begins_on = self.query_one(RowList).target

    def write(self) -> None:
        """Write every line anew; the cursor stays."""
        tr, rows = self.context.tr, self.query_one(RowList)
        self.offers = self.menu.offers()
        self.query_one(".title", Label).update(tr("Filters by name"))
        fault = self.query_one(".fault", Label)
        fault.update(self.menu.fault)
        fault.display = bool(self.menu.fault)
        rows.show(SectionRows(self._sections()), rows.target)
        self._show_keys()

    def _sections(self) -> list[Section[Any]]:
        tr = self.context.tr
        places = range(len(self.offers))
        saved = [place for place in places if self.offers[place].saved]
        of_program = [place for place in places if not self.offers[place].saved]
        head = tr("Saved for this dossier") if saved else tr("No filter is saved for this dossier yet")
        sections: list[Section[Any]] = [Section(head, saved, self._line, str)]
        if of_program:
            sections += [Section(""), Section(tr("Always offered"), of_program, self._line, str)]
        if self.menu.in_force:
            return [*sections, Section("", [_SAVE], self._save_line, str)]
        return [*sections, Section(""), Section(tr("A filter that is in force can be saved here."), role="dim")]

    def _line(self, place: int, width: int) -> Line:
        """`1 kampot   place kampot`; of one that cannot be meant here, why."""
        offer = self.offers[place]
        digit = str(place + 1) if place < 9 else " "
        names = min(max(width_of(other.name) for other in self.offers), _LONGEST_NAME, max(width // 2, 1))
        head = f" {digit} {fit(clip(offer.name, names), names)}  "
        text = f"! {offer.error}" if offer.error else offer.words
        return (Span(head), Span(fit(text, max(width - width_of(head), 1)), "warn" if offer.error else "dim"))

    def _save_line(self, target: str, width: int) -> Line:
        text = self.context.tr("save the filter in force as ... ({filter})", filter=self.menu.in_words())
        return (Span(fit(f" s {text}", width)),)

    def _show_keys(self) -> None:
        tr = self.context.tr
        keys = [("Enter", tr("take")), *([("s", tr("save"))] if self.menu.in_force else [])]
        offer = self._offer()
        delete = [("d", tr("delete"))] if offer and offer.saved else []
        self.query_one(KeyBar).keys = (*keys, *delete, ("Esc", tr("back")))

    def _offer(self) -> FilterOffer | None:
        """The filter under the cursor."""
        target = self.query_one(RowList).target
        return self.offers[int(target)] if target and target != _SAVE else None

    @on(RowList.Highlighted)
    def follow(self, event: RowList.Highlighted) -> None:
        """Show all of what is under the cursor; before that moves, the message."""
        event.stop()
        offer = self._offer()
        if event.target != self._begins_on:
            self._message = ""
        text = " · ".join(filter(None, [clean(offer.text), offer.error])) if offer else ""
        self.query_one(StatusLine).show(self._message or text, wrap=True)
        self._show_keys()

    @on(RowList.Chosen)
    def chosen(self, event: RowList.Chosen) -> None:
        """Close with what the line stands for."""
        event.stop()
        self._choose(event.target)

    def _choose(self, target: str) -> None:
        """Close with a line; one that cannot be meant here stays where it is, and says why."""
        if target == _SAVE:
            self.dismiss(SaveFilter())
        elif not self.offers[int(target)].error:
            self.dismiss(TakeFilter(self.offers[int(target)]))

    def on_key(self, event: events.Key) -> None:
        """Digits, `s` and `d`; Esc changes nothing."""
        offer = self._offer()
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key == "s" and self.menu.in_force:
            event.stop()
            self.dismiss(SaveFilter())
        elif event.key in {"d", "delete"} and offer and offer.saved:
            event.stop()
            self.dismiss(DeleteFilter(offer))
        elif event.key in set("123456789") and int(event.key) <= len(self.offers):
            event.stop()
            self.query_one(RowList).point(str(int(event.key) - 1))
            self._choose(str(int(event.key) - 1))
