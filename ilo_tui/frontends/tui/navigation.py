"""Where one is, where one was, and how to get there again; the last place is remembered for each dossier."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec
from msgspec import Struct
from textual.screen import Screen

from ilo_tui.core.files import DISK, Disk, ensure_folder, new_file
from ilo_tui.core.output import json_bytes
from ilo_tui.core.paths import read_small
from ilo_tui.dossier.model import Dimension, Indicator, Policy, Programme, Record, Suggestion
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.views.context import ViewContext

_MOST_TRAIL = 200
_MOST_DOSSIERS = 50
_BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class Place(Struct, frozen=True):
    """A tab, what its cursor is on, and what lies over it.

    `spot` is an id, or in a matrix `ROW|COLUMN`, either of which may be left out. `screen` is `page ID`,
    `cell ROW COLUMN`, `links ROW COLUMN` or `indicators ID`; empty for the tab itself. `at` is what the cursor of that
    screen is on, `filter` what its own list is filtered by.
    """

    tab: str
    spot: str = ""
    screen: tuple[str, ...] = ()
    at: str = ""
    filter: str = ""

    def same(self, other: Place) -> bool:
        """Whether this is that place, wherever the cursor is in it."""
        return (self.tab, self._lies_over) == (other.tab, other._lies_over)

    @property
    def _lies_over(self) -> tuple[str, ...]:
        # All series stand in one list: which of them is under the cursor makes no other place.
        return self.screen[:1] if self.screen[:1] == ("indicators",) else self.screen


def place_of(record: Record) -> Place:
    """Where a record is shown: on its tab, and where that has no line for it, on a page over it."""
    ident = record.id
    match record:
        case Programme():
            place = Place("programmes", ident)
        case Dimension():
            place = Place("dimensions", f"|{ident}")
        case Policy():
            place = Place("policies", f"|{ident}")
        case Suggestion():
            place = Place("suggestions", ident)
        case Indicator():
            place = Place("dimensions", "", ("indicators", ident), ident)
        case _:
            place = Place("programmes", "", ("page", ident))
    return place


class Trail:
    """The places that were visited, as a browser keeps them: going on from an earlier one forgets the later ones."""

    def __init__(self) -> None:
        """Nowhere yet."""
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """The place that was visited last."""
        return self._places[self._at] if self._places else None

    def leave(self, place: Place) -> None:
        """Keep where the cursor was in the place that one is about to leave."""
        if self.here and self.here.same(place):
            self._places[self._at] = place

    def visit(self, place: Place) -> None:
        """One is somewhere now; where that is the place before this one, one went back."""
        if self.here and self.here.same(place):
            return
        if self._at > 0 and self._places[self._at - 1].same(place):
            self._at -= 1
            return
        if place.screen and self.here and self.here.same(Place(place.tab)):
            # The tab lies under it, its cursor where it was when this was opened.
            self._places[self._at] = Place(place.tab, place.spot)
        self.jump(place)

    def jump(self, place: Place) -> None:
        """Go on to a place, also to another spot in the one where one is."""
        self._places = [*self._places[: self._at + 1], place][-_MOST_TRAIL:]
        self._at = len(self._places) - 1

    def back_to(self, place: Place) -> None:
        """Go back to the place that was left so, however many were visited since."""
        for at in range(self._at, -1, -1):
            if self._places[at] == place:
                self._at = at
                return

    def step(self, by: int) -> Place | None:
        """Go to the place before (-1) or after (1); None where there is none."""
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self._places[self._at]


class Remembered(Struct, frozen=True, omit_defaults=True):
    """What is remembered for one dossier."""

    tab: str = ""
    spots: dict[str, str] = {}
    filters: dict[str, str] = {}
    language: str = ""
    theme: str = ""


def place_at(tab: str, spot: str, screen: Screen[Any], over: tuple[str, ...]) -> Place:
    """The place that `screen` shows over a tab, with the cursor and filter of its list."""
    from ilo_tui.frontends.tui.widgets.rows import RowList

    at = next((rows.target or "" for rows in screen.query(RowList)), "")
    filtered = getattr(screen, "filter", None)
    return Place(tab, spot, over, at, filtered.typed if filtered else "")


def restore(screen: Screen[Any], place: Place) -> None:
    """Narrow the list of a screen that was made anew as it was narrowed at a place, and put its cursor there."""
    from ilo_tui.frontends.tui.widgets.rows import RowList

    if place.filter:
        getattr(screen, "narrow_to", str)(place.filter)
    if place.at:
        for rows in screen.query(RowList).results(RowList):
            rows.point(place.at)
            return


def screen_of(context: ViewContext, place: Place, carried: FilterState | None = None) -> Screen[Any] | None:
    """The screen that lies over the tab at a place, made anew; None where there is none.

    `carried` is the tab's filter, which narrows the list of a cell, too.
    """
    from ilo_tui.frontends.tui.list_detail import CellScreen, IndicatorsScreen
    from ilo_tui.frontends.tui.screens.record import PageScreen, PolicyCellScreen

    match place.screen:
        case ("cell", row, column):
            return CellScreen(context, row, column, carried)
        case ("links", row, column):
            return PolicyCellScreen(context, row, column)
        case ("indicators", ident):
            return IndicatorsScreen(context, ident)
        case ("page", ident):
            return PageScreen(context, ident)
    return None


class _Kept(Struct, frozen=True):
    """The content of the file of one dossier: its id, which the file's name does not tell, and what is remembered."""

    dossier: str
    place: Remembered


class PlaceKeeper:
    """Keeps where one is in a dossier from one start to the next, without a write at every key.

    It is written where a place is left, at most once in `PAUSE` seconds, and at the end.
    """

    PAUSE = 1.0

    def __init__(self, folder: Path, dossier: str, disk: Disk = DISK, clock: Callable[[], float] = monotonic) -> None:
        """Keep it in the state folder `folder`."""
        self._folder, self._dossier, self._disk, self._clock = folder, dossier, disk, clock
        self.kept = recall(folder, dossier)
        self._at: Place | None = None
        self._next = 0.0

    def arrived(self, at: Place | None, now: Remembered) -> None:
        """One is at a place, as is remembered in `now`; None is a screen that is no place."""
        if at is None or (self._at and self._at.same(at)):
            return
        self._at = at
        if self._clock() >= self._next:
            self.keep(now)

    def keep(self, now: Remembered) -> None:
        """Write it, unless it is there already."""
        if now != self.kept:
            self.kept = now
            remember(self._folder, self._dossier, now, self._disk)
            self._next = self._clock() + self.PAUSE


def recall(folder: Path, dossier: str) -> Remembered:
    """What is remembered for a dossier; nothing, where there is no file or it is broken."""
    with suppress(OSError, *_BROKEN):
        kept = msgspec.json.decode(_read(_file(folder, dossier)), type=_Kept)
        if kept.dossier == dossier:
            return kept.place
    with suppress(OSError, *_BROKEN):
        # Version 0.1 had all dossiers in one file, which two programs wrote over each other.
        old = msgspec.json.decode(_read(folder / "places.json"), type=dict[str, Remembered])
        return old.get(dossier, Remembered())
    return Remembered()


def _read(path: Path) -> bytes:
    """All of a file, without the mark that some editors put at its beginning."""
    return read_small(path).removeprefix(BOM_UTF8)


def remember(folder: Path, dossier: str, what: Remembered, disk: Disk = DISK) -> None:
    """Remember something for a dossier in place of what was; a folder that cannot be written to forgets."""
    path = _file(folder, dossier)
    # Where one was is a comfort: nothing to wait for a disk for, nor to trouble anybody with.
    with suppress(OSError):
        fresh = not path.exists()
        ensure_folder(path.parent, disk)
        with new_file(path, disk, flushed=False) as file:
            # The cursor may be on a session whose file name is no Unicode.
            file.write(json_bytes(_Kept(dossier, what)))
        if fresh:
            _forget_oldest(path.parent, disk)


def _file(folder: Path, dossier: str) -> Path:
    """The file of one dossier, whose id may be no file name. Each has its own, so that no program writes another's."""
    return folder / "places" / f"{sha256(dossier.encode('utf-8', 'replace')).hexdigest()[:16]}.json"


def _forget_oldest(folder: Path, disk: Disk) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in files[:-_MOST_DOSSIERS]:
        disk.remove(path)
