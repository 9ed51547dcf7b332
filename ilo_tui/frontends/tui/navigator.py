"""Going from place to place: tabs, pages, hits of a search, back and on; and keeping where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.hits import Hits
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.navigation import (
    TIMELINE,
    History,
    Location,
    carried_text,
    location_at,
    restore_cursor,
    route_to,
    screen_for,
)
from ilo_tui.frontends.tui.protocols import GoesBack
from ilo_tui.frontends.tui.ui_state import UiState, UiStateKeeper

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp


class Navigator:
    """Moves through the screens of an app. What closes screens asks them first, through the app's `leave`."""

    def __init__(self, app: IloApp, keeper: UiStateKeeper) -> None:
        """Nowhere yet; where one is goes to `keeper`, too."""
        self._app, self._keeper = app, keeper
        self.history = History()
        self.hits = Hits(app, self)

    @property
    def main(self) -> MainScreen | None:
        """The screen with the tabs."""
        first = self._app.screen_stack[0]
        return first if isinstance(first, MainScreen) else None

    def location(self) -> Location | None:
        """Where one is, unless that is a screen to which one does not come back."""
        if self.main is None or not self.main.is_mounted:
            return None
        screen, tab = self._app.screen, self.main.open
        cursor = self.main.cursors.get(tab, "")
        if isinstance(screen, MainScreen):
            return Location(tab, cursor)
        route = screen.route if isinstance(screen, RecordScreen) and screen.is_mounted else ()
        return location_at(tab, cursor, screen, route) if route else None

    def record(self) -> bool:
        """Keep where one is in the history, and for the next time; False where one does not come back here."""
        location = self.location()
        if location:
            self.history.visit(location)
            self._keep_year(location)
        if state := self.ui_state():
            self._keeper.visit(location, state)
        return location is not None

    def save_cursor(self) -> None:
        """Keep in the history where the cursor is, before one goes elsewhere."""
        if location := self.location():
            self.history.update(location)
            self._keep_year(location)

    def _keep_year(self, location: Location) -> None:
        """Keep where the cursor of the timeline is, for when that is opened again."""
        if self.main and location.route[:1] == (TIMELINE,):
            self.main.keep_cursor(*location.route)

    def timeline(self) -> None:
        """Open the timeline, where its cursor was, and narrowed as the open tab is."""
        from ilo_tui.frontends.tui.screens.timeline import TimelineScreen

        if self.main is not None:
            year = self.main.cursors.get(TIMELINE, "")
            self.push(TimelineScreen(self._app.contexts, year, carried_text(self.main.filter)))

    def ui_state(self) -> UiState | None:
        """What to keep for the next time this dossier is opened; None while it is being read."""
        main, context = self.main, self._app.context
        if main is None or context.loading:
            return None
        return UiState(main.open, main.cursors, main.filters, context.tr.language, self._app.theme)

    def save_state(self) -> None:
        """Keep it now: the program ends."""
        self.save_cursor()
        if state := self.ui_state():
            self._keeper.save(state)

    def step(self, by: int) -> None:
        """Go to the location before or after this one in the history."""
        self._app.leave.ask(lambda: self._step(by))

    def _step(self, by: int) -> None:
        self.save_cursor()
        if location := self.history.step(by):
            self.hits.forget_tabs()
            self.show(location)

    def show(self, location: Location, *, unhide: bool = False) -> Screen[Any] | None:
        """Go there at once; to `unhide` it, a filter that hides it is taken away. Returns what lies over the tab."""
        if self.main is None:
            return None
        self.close_overlays()
        self.main.go_to(location.tab, location.cursor, unhide=unhide)
        screen = screen_for(self._app.contexts, location.route, self.main.filter)
        if screen:
            self._app.push_screen(screen)
            screen.call_after_refresh(restore_cursor, screen, location)
        return screen

    def close_overlays(self) -> None:
        """Close all that lies over the tabs, unasked: only within what `Leave.ask` was given to do."""
        while len(self._app.screen_stack) > 1:
            self._app.screen.dismiss(None)

    def open_tab(self, tab: str) -> None:
        """Close what lies over the tabs and open one."""
        self._app.leave.ask(lambda: self._open_tab(tab))

    def _open_tab(self, tab: str) -> None:
        if self.main is None:
            return
        self.save_cursor()
        self.close_overlays()
        self.hits.forget_tabs()
        self.save_cursor()
        self.main.open = tab

    def push(self, screen: Screen[None]) -> None:
        """Lay a screen over where one is, which stays in the history."""
        self.save_cursor()
        self._app.push_screen(screen)

    def open_page(self, ident: str) -> Screen[None]:
        """Lay the page of a record or item over where one is."""
        return self.open_route(route_to(ident))

    def open_route(self, route: tuple[str, ...]) -> Screen[None]:
        """Lay the screen to which a route leads over where one is."""
        screen = screen_for(self._app.contexts, route, self.main.filter if self.main else None)
        if screen is None:
            raise ValueError(route)
        self.push(screen)
        return screen

    def search(self) -> None:
        """Search everything, and go to a hit; Esc comes back to the search from there."""
        location = self.location()
        if location:
            self.history.visit(location)
            self.history.update(location)
        self.hits.search(location)

    def back(self) -> None:
        """A pane back, else to the search of a hit, else close the screen on top."""
        screen = self._app.screen
        if isinstance(screen, GoesBack) and screen.back():
            return
        self.save_cursor()
        if not self.hits.back() and len(self._app.screen_stack) > 1:
            self._app.leave.ask(lambda: screen.dismiss(None), [screen])
