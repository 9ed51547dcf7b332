"""The way back from a hit: Esc returns to the search as it was left, and Esc there to where it was begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ilo_tui.dossier.reader import address_of
from ilo_tui.dossier.search.finder import Search
from ilo_tui.dossier.search.results import Results
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.navigation import Location, location_of

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.frontends.tui.navigator import Navigator


@dataclass(frozen=True)
class SearchState:
    """A search as somebody left it: the words, what they found and in which order, the cursor's hit."""

    text: str
    results: Results
    search: Search
    """What found it: of another, as after a dossier is read to its end, the words are looked for anew."""
    near: tuple[str, ...] = ()
    """What was offered in place of words that find nothing."""
    ident: str = ""


@dataclass
class Hit:
    """A hit that was gone to, from where, and the search to which one comes back."""

    state: SearchState
    origin: Location | None
    """Where the search was begun, if the hit is somewhere else; None where it lies over that."""
    screen: Screen[Any] | None = None
    """The screen that shows it; None for a tab."""
    before: Hit | None = None
    """The hit on whose page the search was begun, where going to this one closed that page."""


class Hits:
    """Goes from a search to its hits and back; keeps those not yet come back from, the last one last."""

    def __init__(self, app: IloApp, navigator: Navigator) -> None:
        """For the screens of `app`, to which `navigator` goes; none yet."""
        self._app, self._navigator = app, navigator
        self._hits: list[Hit] = []
        self._words = ""

    def search(self, origin: Location | None, state: SearchState | None = None) -> None:
        """Open the search over `origin`, in the `state` in which it was left if it was, else with the last words."""
        from ilo_tui.frontends.tui.screens.search import SearchScreen

        # At once, without a worker: the next key may be there already.
        screen = SearchScreen(self._app.contexts, self._app.loader.search(), state, self._words)
        self._app.push_screen(screen, lambda state: self._open_hit(state, origin))

    def _open_hit(self, state: SearchState | None, origin: Location | None) -> None:
        if state is None:
            return
        self._words = state.text
        record = self._app.context.dossier.find(state.ident)
        if record is None:
            return
        location = location_of(record)
        judging = any(isinstance(screen, RecordScreen) and screen.JUDGES for screen in self._app.screen_stack)
        if judging or location.route[:1] == ("page",):
            # A page lies over where one was, and Esc closes it; so looking something up leads nobody away from judging.
            self._hits.append(Hit(state, None, self._navigator.open_page(address_of(record))))
        else:
            self._app.leave.ask(lambda: self._jump(location, Hit(state, origin)))

    def _jump(self, location: Location, hit: Hit) -> None:
        hit.before = self._on_top()
        self._navigator.history.push(location)
        hit.screen = self._navigator.show(location, unhide=True)
        self._hits.append(hit)

    def forget_tabs(self) -> None:
        """One went elsewhere by another way: Esc leads back from no tab any more."""
        self._hits = [hit for hit in self._hits if hit.screen]

    def back(self) -> bool:
        """From the hit that is on top to its search, over where that was begun; False where there is no such hit."""
        hit = self._on_top()
        if hit is None:
            return False
        self._hits.remove(hit)
        if hit.screen:
            self._app.screen.dismiss(None)
        if hit.origin:
            self._return_to(hit.origin, hit.before)
        self.search(hit.origin or self._navigator.location(), hit.state)
        return True

    def _on_top(self) -> Hit | None:
        """The hit that is shown on top; None where something else is."""
        stack = self._app.screen_stack
        self._hits = [hit for hit in self._hits if hit.screen is None or hit.screen in stack]
        shown = stack[-1] if len(stack) > 1 else None
        return self._hits[-1] if self._hits and self._hits[-1].screen is shown else None

    def _return_to(self, origin: Location, before: Hit | None) -> None:
        """Show where a search was begun; a hit that was there is shown there again."""
        self._navigator.save_cursor()
        self._navigator.history.return_to(origin)
        screen = self._navigator.show(origin)
        if before and screen:
            before.screen = screen
            self._hits.append(before)
