"""Where one is, where one was, and how to get there again."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from textual.screen import Screen

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.model import Dimension, Indicator, Policy, Programme, Record, Suggestion
from ilo_tui.dossier.reader import address_of
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.protocols import Filterable

_MOST_LOCATIONS = 200
TIMELINE = "timeline"
_ONE_LIST = ("indicators", "places", TIMELINE)
"""Routes to screens with one list of everything: what its cursor is on makes no other location."""


class Location(Struct, frozen=True):
    """A tab, what its cursor is on, and what lies over it.

    `cursor` is an id, or in a matrix `ROW|COLUMN`, either of which may be left out. `route` is `page ID`, `source ID`,
    `cell ROW COLUMN`, `directions ROW COLUMN`, `links ROW COLUMN`, `indicators ID`, `places ID`, `timeline YEAR`,
    `year SPAN`, `policies`, `flaws`, `claims`, `claims carried` where the tab's filter narrows them, `sources` or
    `provisions`; empty for the tab itself.
    `screen_cursor` is what the cursor of that screen is on, `filter` what its own list is filtered by.
    """

    tab: str
    cursor: str = ""
    route: tuple[str, ...] = ()
    screen_cursor: str = ""
    filter: str = ""

    def same(self, other: Location) -> bool:
        """Whether this is that location, wherever the cursor is in it."""
        return (self.tab, self._screen_shown) == (other.tab, other._screen_shown)

    @property
    def _screen_shown(self) -> tuple[str, ...]:
        return self.route[:1] if self.route and self.route[0] in _ONE_LIST else self.route


def location_of(record: Record) -> Location:
    """Where a record is shown: on its tab, and where that has no line for it, on a page over it."""
    ident = record.id
    match record:
        case Programme():
            location = Location("programmes", ident)
        case Dimension():
            location = Location("dimensions", f"|{ident}")
        case Policy():
            location = Location("policies", f"|{ident}")
        case Suggestion():
            location = Location("suggestions", ident)
        case Indicator():
            location = Location("dimensions", "", ("indicators", ident), ident)
        case _:
            location = Location("programmes", "", ("page", address_of(record)))
    return location


def map_crossing(ident: str) -> tuple[str, str] | None:
    """The row and column of a cell of the gap map, of its plot, or of a gap there; None of anything else.

    Whether a gap is one with a policy is known to who looks for its plot.
    """
    kind, _, rest = ident.partition(":")
    row, slash, column = rest.partition(":")[0].partition("/")
    return (row, column) if slash and kind in {"cell", "directions", "gap"} else None


def route_to(ident: str) -> tuple[str, ...]:
    """The route to the page of a record or item."""
    from ilo_tui.dossier.effect_direction import DIRECTIONS_OF

    crossing = map_crossing(ident) if ident.startswith(DIRECTIONS_OF) else None
    return ("directions", *crossing) if crossing else ("page", ident)


class History:
    """The locations that were visited, as a browser keeps them: going on from an earlier one forgets the later."""

    def __init__(self) -> None:
        """Nowhere yet."""
        self._locations: list[Location] = []
        self._position = -1

    @property
    def current(self) -> Location | None:
        """The location that was visited last."""
        return self._locations[self._position] if self._locations else None

    def update(self, location: Location) -> None:
        """Keep where the cursor was in the location that one is about to leave."""
        if self.current and self.current.same(location):
            self._locations[self._position] = location

    def visit(self, location: Location) -> None:
        """One is somewhere now; where that is the location before this one, one went back."""
        if self.current and self.current.same(location):
            return
        if self._position > 0 and self._locations[self._position - 1].same(location):
            self._position -= 1
            return
        if location.route and self.current and self.current.same(Location(location.tab)):
            # The tab lies under it, its cursor where it was when this was opened.
            self._locations[self._position] = Location(location.tab, location.cursor)
        self.push(location)

    def push(self, location: Location) -> None:
        """Go on to a location, also to another cursor in the one where one is."""
        self._locations = [*self._locations[: self._position + 1], location][-_MOST_LOCATIONS:]
        self._position = len(self._locations) - 1

    def return_to(self, location: Location) -> None:
        """Go back to the location that was left so, however many were visited since."""
        for position in range(self._position, -1, -1):
            if self._locations[position] == location:
                self._position = position
                return

    def step(self, by: int) -> Location | None:
        """Go to the location before (-1) or after (1); None where there is none."""
        if not 0 <= self._position + by < len(self._locations):
            return None
        self._position += by
        return self._locations[self._position]


def location_at(tab: str, cursor: str, screen: Screen[Any], route: tuple[str, ...]) -> Location:
    """The location that `screen` shows over a tab, with the cursor and filter of its list."""
    from ilo_tui.frontends.tui.widgets.row_list import RowList

    screen_cursor = next((rows.target or "" for rows in screen.query(RowList)), "")
    state = screen.filter_state() if isinstance(screen, Filterable) else None
    return Location(tab, cursor, route, screen_cursor, state.text if state else "")


def restore_cursor(screen: Screen[Any], location: Location) -> None:
    """Narrow the list of a screen that was made anew as it was narrowed before, and put its cursor there."""
    from ilo_tui.frontends.tui.widgets.row_list import RowList

    if location.filter and isinstance(screen, Filterable):
        screen.narrow_to(location.filter)
    if location.screen_cursor:
        for rows in screen.query(RowList).results(RowList):
            rows.point(location.screen_cursor)
            return


def screen_for(contexts: Contexts, route: tuple[str, ...], carried: FilterState | None = None) -> Screen[Any] | None:
    """The screen to which a route leads, made anew; None for the tab itself.

    `carried` is the tab's filter, which narrows the list of a cell and its plot, too.
    """
    from ilo_tui.frontends.tui.screens.cell import CellScreen
    from ilo_tui.frontends.tui.screens.directions import DirectionsScreen
    from ilo_tui.frontends.tui.screens.reading import ReadingScreen
    from ilo_tui.frontends.tui.screens.record import PolicyCellScreen

    if route[:1] in _OVER_TIME:
        return _screen_over_time(contexts, route, carried)
    match route:
        case ("cell", row, column):
            return CellScreen(contexts, row, column, carried)
        case ("directions", row, column):
            return DirectionsScreen(contexts, row, column, carried)
        case ("links", row, column):
            return PolicyCellScreen(contexts, row, column)
        case ("page" | "source" as kind, ident):
            return ReadingScreen(contexts, ident) if kind == "source" else page_screen(contexts, ident)
    return _screen_of_all(contexts, route, carried)


def _screen_of_all(contexts: Contexts, route: tuple[str, ...], carried: FilterState | None) -> Screen[Any] | None:
    """The screen that lists all there is of a kind."""
    from ilo_tui.frontends.tui.screens.browse import IndicatorsScreen
    from ilo_tui.frontends.tui.screens.claims import ClaimsScreen
    from ilo_tui.frontends.tui.screens.flaws import FlawsScreen
    from ilo_tui.frontends.tui.screens.places import PlacesScreen
    from ilo_tui.frontends.tui.screens.provisions import ProvisionsScreen
    from ilo_tui.frontends.tui.screens.sources import SourcesScreen

    screen: Screen[Any] | None = None
    match route:
        case ("indicators", ident):
            screen = IndicatorsScreen(contexts, ident)
        case ("places", ident):
            screen = PlacesScreen(contexts, ident)
        case ("claims", *narrowed):
            screen = ClaimsScreen(contexts, carried if narrowed else None)
        case ("sources",):
            screen = SourcesScreen(contexts)
        case ("provisions",):
            screen = ProvisionsScreen(contexts)
        case ("flaws",):
            screen = FlawsScreen(contexts)
    return screen


def page_screen(contexts: Contexts, ident: str) -> Screen[None]:
    """The screen with the page of a record, item or place."""
    from ilo_tui.dossier.places import PLACE
    from ilo_tui.frontends.tui.screens.places import PlaceScreen
    from ilo_tui.frontends.tui.screens.record import PageScreen

    return (PlaceScreen if ident.startswith(PLACE) else PageScreen)(contexts, ident)


_OVER_TIME = ((TIMELINE,), ("year",), ("policies",))
"""How the routes to the timeline begin, and to what it leads to."""


def _screen_over_time(contexts: Contexts, route: tuple[str, ...], carried: FilterState | None) -> Screen[Any] | None:
    from ilo_tui.frontends.tui.screens.timeline import TimelineScreen
    from ilo_tui.frontends.tui.screens.year import PoliciesScreen, YearScreen

    match route:
        case ("timeline", year):
            return TimelineScreen(contexts, year, carried_text(carried))
        case ("year", span):
            return YearScreen(contexts, span, carried)
        case ("policies",):
            return PoliciesScreen(contexts)
    return None


def carried_text(carried: FilterState | None) -> str:
    """The filter of a tab as it is typed, where it is about the whole dossier, so that it can be carried on."""
    return carried.text if carried and carried.kind == DOSSIER and carried.query else ""
