"""Every place as a numbered line, whose page is opened by its number; `where` opens the list from anywhere."""

from __future__ import annotations

from ilo_tui.app.contexts import InContext
from ilo_tui.core.translator import N_
from ilo_tui.dossier.places import Place
from ilo_tui.frontends.plain.console_io import ConsoleIO, Shortcut
from ilo_tui.frontends.plain.numbered_list import NumberedList
from ilo_tui.frontends.plain.record_lists import RecordLists
from ilo_tui.frontends.plain.record_reader import Reader
from ilo_tui.frontends.plain.timeline import TimelineList
from ilo_tui.views.place_weights import place_kind, place_name, place_weight, weight_line


class PlaceList(InContext):
    """The places of a dossier, for a reader who opens their pages."""

    def __init__(self, console: ConsoleIO, reader: Reader) -> None:
        """Open with `reader` what is chosen."""
        self.console, self.contexts, self.reader = console, console.contexts, reader

    def read(self) -> None:
        """Open the places that are chosen, until the reader goes back."""
        places = list(self.context.places)
        for place in NumberedList(self.console, self.console.tr("Places"), places, self._line, "places").choices():
            self.reader.read(place.id)

    def _line(self, place: Place) -> str:
        """`Kampong Cham, province: 5 programmes; voices tied directly: 1 for, 0 against; claims: ...`."""
        tr, line = self.console.tr, weight_line(self.context, place_weight(self.context, place))
        counts = "".join(span.text for span in line)
        programmes = tr.many("1 programme", "{n} programmes", len(place.programmes))
        name = ", ".join(filter(None, [place_name(self.context, place), place_kind(self.context, place)]))
        return f"{name}: {programmes}; {counts}"


def add_shortcuts(console: ConsoleIO) -> None:
    """Let places and years be read from anywhere: only read, since one may be judging."""
    reader = Reader(console)
    years = TimelineList(console, reader, RecordLists(console, reader).evidence_line)
    console.shortcuts["where"] = Shortcut(
        N_("where: every place, and what is known there"), PlaceList(console, reader).read
    )
    console.shortcuts["time"] = Shortcut(N_("time: what happened when, year by year"), years.show)
