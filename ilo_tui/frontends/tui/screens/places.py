"""Every place with what is known there: a list by level, and the page of one; `p` opens it from everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from ilo_tui.app.contexts import Contexts
from ilo_tui.core.errors import StoppedError
from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.evidence import is_judged
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.places import GROUPS, PLACE, Place, PlaceWeight
from ilo_tui.frontends.tui.filter_state import MANY
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.frontends.tui.screens.record import PageScreen
from ilo_tui.frontends.tui.widgets.row_list import RowList, Rows
from ilo_tui.frontends.tui.widgets.sections import Section, SectionRows
from ilo_tui.frontends.tui.workers import is_open, pause_of_worker, start_worker
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import PLACE_GROUPS, RECORDS
from ilo_tui.views.markup import Block, Line, Span, block, fit
from ilo_tui.views.pages.place import place_page
from ilo_tui.views.place_weights import place_name, weigh_places

_BESIDE = 20
"""Programmes, and claims, on the page beside the list; Enter opens all of it."""


class PlacesScreen(BrowseScreen):
    """Places by level, each with its programmes, voices and claims; the page of the one under the cursor."""

    KIND = "places"
    ORDERS = ()

    def __init__(self, contexts: Contexts, start: str = "") -> None:
        """All places of the dossier; the cursor begins on one of them."""
        self._large = contexts.current.dossier.count(Evidence) > MANY
        super().__init__(contexts, () if self._large else list(contexts.current.places))
        self.start = start
        self._weights: Mapping[str, PlaceWeight] | None = None
        """What places weigh; None while that is being counted."""
        self._claims_width = 1

    @property
    def route(self) -> tuple[str, ...]:
        """The places, at the one under the cursor."""
        return ("places", self.list_detail.target or self.start)

    def name_of(self) -> str:
        """What stands beside the names."""
        return self.context.tr("programmes, voices, claims")

    def nothing(self) -> list[Block]:
        """That it is being counted, or that the dossier has none."""
        tr = self.context.tr
        return [block(tr("counting ...") if self._weights is None else tr("The dossier names no place."), "dim")]

    def write(self) -> None:
        """Count anew, beside the screen where that takes long, and fill the list."""
        if self._large:
            self._weights = None
            start_worker(self, self._count, self.context, group="count", exclusive=True, thread=True)
            self.write_list()
        else:
            self._show(weigh_places(self.context))

    def _count(self, context: ViewContext) -> None:
        pause = pause_of_worker()
        with suppress(StoppedError):
            self.app.call_from_thread(self._list, list(context.places))
            weights = weigh_places(context, pause)
            pause()
            self.app.call_from_thread(self._show, weights)

    def _list(self, places: Sequence[Place]) -> None:
        """Fill the list with the names, to be read while it is counted what is known of each."""
        if is_open(self) and not self.filtered.records:
            self.filtered.records = places
            if self.filter_run.apply():
                self.write_list()

    def _show(self, weights: Mapping[str, PlaceWeight]) -> None:
        if not is_open(self):
            return
        self._weights = weights
        self._claims_width = len(str(max((weight.total for weight in weights.values()), default=0)))
        self.write_list()
        if self.start:
            self.list_detail.rows.point(self.start)
            self.start = ""

    def lines_of(self, matching: Sequence[Listed]) -> Rows:
        """The places under their levels, those that the dossier does not name, and what has no place."""
        places = [place for place in matching if isinstance(place, Place)]
        by_group = {group: [place for place in places if place.group == group] for group in GROUPS}
        return SectionRows(
            [
                Section(
                    f"{self.context.tr(PLACE_GROUPS[group])} ({len(some)})", some, self._line, lambda place: place.id
                )
                for group, some in by_group.items()
                if some
            ]
        )

    def _line(self, place: Place, width: int) -> Line:
        """`Kampong Cham  5  +1 -0  9`: how many programmes, which voices, how many claims."""
        programmes = (Span(f" {len(place.programmes) or '':>2}", "dim"),)
        counts = (*programmes, *self._counts(place))
        used = sum(len(span.text) for span in counts)
        return (Span(fit(f" {place_name(self.context, place)}", max(width - used, 1))), *counts)

    def _counts(self, place: Place) -> Line:
        """Voices for and against, or that all are context; then claims, and whether some of them are hidden."""
        if self._weights is None:
            return (Span(f"{'…':>9} ", "dim"),)
        weight = self._weights[place.key]
        supports, contradicts, neutral = (
            count.voices.low for count in (weight.tally.supports, weight.tally.contradicts, weight.tally.context)
        )
        voices = (Span(f" {f'+{supports}':>3}", "for"), Span(f" {f'-{contradicts}':>3}", "against"))
        if not supports and not contradicts:
            voices = (Span(" " * 4), Span(f" {f'·{neutral}' if neutral else '':>3}", "context"))
        claims = Span(f" {weight.total:>{self._claims_width}}")
        return (*voices, claims, Span("?" if weight.hidden else " ", "dim"))

    def page_of(self, ident: str, width: int) -> Iterable[Block] | None:
        """The beginning of the page of a place."""
        if self._weights is None:
            return self.nothing()
        place = self.context.places.find(ident.removeprefix(PLACE))
        return place_page(self.context, place, _BESIDE) if place else None

    def page_title(self, ident: str) -> str:
        """The name of the place."""
        place = self.context.places.find(ident.removeprefix(PLACE))
        return place_name(self.context, place) if place else ""

    def choose(self, target: str) -> None:
        """Open the page of a place over the list: beside it there is room for the beginning alone."""
        self.post_message(RowList.Chosen(self.list_detail.rows, target))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The claims of a place are a list to judge; places have one order."""
        return action != "sort"

    def action_review_list(self) -> None:
        """Judge the claims of the place under the cursor."""
        _judge_place(self, self.list_detail.target)


class PlaceScreen(PageScreen):
    """The page of a place, from which its claims are judged as a list."""

    BINDINGS = bindings("browse")

    def name_of(self) -> str:
        """What it is, and its name."""
        place = self.context.places.find(self.ident.removeprefix(PLACE))
        kind = self.context.tr(RECORDS["place"])
        return f"{kind} · {place_name(self.context, place)}" if place else kind

    def blocks(self, width: int) -> Iterable[Block]:
        """The page, whose blocks are made as they are asked for."""
        place = self.context.places.find(self.ident.removeprefix(PLACE))
        return place_page(self.context, place) if place else ()

    def action_review_list(self) -> None:
        """Judge the claims of the place."""
        _judge_place(self, self.ident)


def _judge_place(screen: PlacesScreen | PlaceScreen, ident: str | None) -> None:
    place = screen.context.places.find((ident or "").removeprefix(PLACE))
    claims = [claim for claim in place.evidence if is_judged(claim)] if place else []
    services(screen).review.judge_list(tuple(f"evidence:{claim.id}" for claim in claims))
