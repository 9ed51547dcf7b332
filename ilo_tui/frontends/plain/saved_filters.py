"""Filters by name in numbered lines: a number takes one, `s NAME` saves the one in force, `d N` deletes one."""

from __future__ import annotations

from ilo_tui.app.filter_offers import Check, FilterMenu, FilterOffer, expand
from ilo_tui.app.saved_filters import saved_filters_of
from ilo_tui.core.text import clean
from ilo_tui.frontends.plain.console_io import ConsoleIO, parse_number
from ilo_tui.review.errors import ReviewError

KEY = "'"
"""What is typed in place of a filter to choose one by its name."""


def choose_filter(console: ConsoleIO, kind: str, check: Check, in_force: str = "") -> str | None:
    """The text of the filter that the reader takes, of a `kind` and as `check` reads it; None where they go back."""
    store = saved_filters_of(console.context.dossier, console.settings)
    return _FilterLines(console, FilterMenu(console.contexts, store, kind, check, in_force)).choose()


def expand_names(console: ConsoleIO, text: str) -> str:
    """A filter as typed, each `@NAME` in it replaced; raises `SavedFilterError` of a name that none has."""
    return expand(text, saved_filters_of(console.context.dossier, console.settings))


class _FilterLines:
    """The filters that a menu offers, as lines; what cannot be taken back is done when it is typed twice."""

    def __init__(self, console: ConsoleIO, menu: FilterMenu) -> None:
        self.console, self.menu = console, menu
        self.offers: list[FilterOffer] = []
        self._before = ""
        """What was typed before, where that was not carried out."""

    def choose(self) -> str | None:
        """Let the reader choose, save and delete."""
        self._show()
        while (typed := self.console.command(self._help())) not in {"b", "back"}:
            word, _, rest = typed.partition(" ")
            again, self._before = typed == self._before, typed
            offer = self._offer(typed)
            if offer and not offer.error:
                return offer.text
            if offer:
                self.console.put(offer.error)
            elif word in {"s", "save"} and self.menu.in_force:
                self._save(rest, again=again)
            elif word in {"d", "delete"} and (chosen := self._offer(rest.strip())) and chosen.saved:
                self._delete(chosen, again=again)
            else:
                message = [self.console.tr("{typed} is nothing that can be opened here.", typed=clean(typed))]
                self.console.put(*(message if typed else []), *self._help())
        return None

    def _offer(self, typed: str) -> FilterOffer | None:
        number = parse_number(typed)
        return self.offers[number - 1] if number and number <= len(self.offers) else None

    def _show(self) -> None:
        tr = self.console.tr
        self.offers = self.menu.offers()
        self.console.put("", *filter(None, [self.menu.fault]), tr("Filters by name"))
        for number, offer in enumerate(self.offers, 1):
            text = f"! {offer.error}" if offer.error else offer.words
            name = offer.name if offer.saved else tr("{name} (always offered)", name=offer.name)
            self.console.put(f"{number}. {name}: {text}", hang=len(str(number)) + 2)
        if not self.offers:
            self.console.put(tr("No filter is saved for this dossier yet"))

    def _save(self, name: str, *, again: bool) -> None:
        """Save the filter in force; in the place of another when that is typed `again`."""
        try:
            if (before := self.menu.existing(name)) and not again:
                tr = self.console.tr
                text = tr("“{name}” is saved already: {filter}", name=clean(before.name), filter=clean(before.text))
                self.console.put(text, tr("The same again saves the filter in force in its place."))
                return
            self.console.put(*self.menu.save(name))
            self._show()
        except ReviewError as error:
            self.console.put(*error.localise(self.console.tr))

    def _delete(self, offer: FilterOffer, *, again: bool) -> None:
        """Delete a filter when that is typed `again`."""
        if not again:
            self.console.put(self.console.tr("The same again deletes “{name}”.", name=offer.name))
            return
        try:
            self.console.put(self.menu.delete(offer))
            # Typed once more it would mean another filter, which has the number now.
            self._before = ""
            self._show()
        except ReviewError as error:
            self.console.put(*error.localise(self.console.tr))

    def _help(self) -> list[str]:
        tr, count = self.console.tr, len(self.offers)
        lines = [tr("A number from 1 to {n}: take that filter", n=count)] if count else []
        if self.menu.in_force:
            lines.append(tr("s NAME: save the filter in force ({filter})", filter=self.menu.in_words()))
        if any(offer.saved for offer in self.offers):
            lines.append(tr("d N: delete the filter of this number"))
        return [*lines, tr("b: back")]
