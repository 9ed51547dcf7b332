"""The command for filters by name: offers them over a list or form, and saves and deletes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ilo_tui.app.filter_offers import FilterMenu, FilterOffer
from ilo_tui.app.saved_filters import SavedFilter, saved_filters_of
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.dossier.filters import parse
from ilo_tui.frontends.tui.dialogs.choosing import Choices
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.dialogs.saved_filters import DeleteFilter, SavedFilterDialog, SaveFilter, TakeFilter
from ilo_tui.frontends.tui.options import SafeChoice
from ilo_tui.frontends.tui.protocols import Filterable, FilterPlace, TakesFilter
from ilo_tui.frontends.tui.workers import start_worker
from ilo_tui.review.errors import ReviewError

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp


def open_saved_filters(app: IloApp) -> None:
    """Offer the filters by name, unless a dialog is open by then."""

    async def once() -> None:
        place = None if app.screen.is_modal else _place_of(app, app.screen)
        if place:
            await _SavedFilters(app, place).run()

    start_worker(app, once)


def _place_of(app: IloApp, screen: Screen[Any]) -> FilterPlace | None:
    """Where a filter goes on a screen; None where that has no list just now."""
    if isinstance(screen, TakesFilter):
        return screen.filter_place()
    state = screen.filter_state() if isinstance(screen, Filterable) else None
    if not isinstance(screen, Filterable) or state is None:
        return None

    def put(text: str) -> None:
        screen.narrow_to(text)
        screen.refresh_bindings()

    kind = state.kind
    return FilterPlace(
        kind, lambda text: parse(text, kind, app.context.dossier), state.text if state.query else "", put
    )


class _SavedFilters:
    """The dialog, opened again after each thing that is done in it, until a filter is put in force."""

    def __init__(self, app: IloApp, place: FilterPlace) -> None:
        self._app, self._place = app, place
        store = saved_filters_of(app.context.dossier, app.settings)
        self._menu = FilterMenu(app.contexts, store, place.kind, place.check, place.in_force)

    async def run(self) -> None:
        """Offer filters, and do what is chosen."""
        message = at = ""
        while step := await self._app.push_screen_wait(SavedFilterDialog(self._app.contexts, self._menu, message, at)):
            match step:
                case TakeFilter(offer):
                    self._place.put(offer.text)
                    return
                case SaveFilter():
                    message, at = await self._save()
                case DeleteFilter(offer):
                    message, at = await self._delete(offer), ""

    async def _save(self) -> tuple[str, str]:
        """Ask for a name until it can be saved, or is given up; what to say then, and the name."""
        typed, why = "", ""

        def question() -> str:
            return self._app.context.tr("A name for this filter?")

        def hint() -> str:
            return why or self._menu.in_words()

        while name := await self._app.push_screen_wait(Prompt(question, typed, hint)):
            typed = name
            try:
                if (before := self._menu.existing(name)) and not await self._may_replace(before):
                    continue
                return join_sentences(self._menu.save(name)), name
            except ReviewError as error:
                why = error.line(self._app.context.tr)
        return "", ""

    async def _may_replace(self, before: SavedFilter) -> bool:
        ways: Choices = [
            ("keep", lambda: self._app.context.tr("write another name")),
            ("replace", lambda: self._app.context.tr("save the filter in force in its place")),
        ]

        def question() -> str:
            return self._app.context.tr(
                "“{name}” is saved already: {filter}", name=clean(before.name), filter=clean(before.text)
            )

        return await self._choose(question, ways) == "replace"

    async def _delete(self, offer: FilterOffer) -> str:
        ways: Choices = [
            ("keep", lambda: self._app.context.tr("keep it")),
            ("delete", lambda: self._app.context.tr("delete it")),
        ]

        def question() -> str:
            return self._app.context.tr("Delete “{name}”: {filter}?", name=offer.name, filter=clean(offer.text))

        if await self._choose(question, ways) != "delete":
            return ""
        try:
            return self._menu.delete(offer)
        except ReviewError as error:
            return error.line(self._app.context.tr)

    async def _choose(self, question: Callable[[], str], ways: Choices) -> str | None:
        return await self._app.push_screen_wait(SafeChoice(question, ways))
