"""Records as a list: which of them its filters leave, in which order, and a line for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.model import Evidence, Record
from ilo_tui.frontends.tui.carried_filter import CarriedFilter
from ilo_tui.frontends.tui.filter_state import MANY, FilterRequest, FilterState
from ilo_tui.frontends.tui.record_orders import RecordOrder, in_order, offered_orders
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Line, Span, fit
from ilo_tui.views.pages.evidence import evidence_line

_CHUNK = 500
"""Records that are gone through at a time."""
_FULL_LEAD = 60
"""Cells of a line from which on what it is sorted by has all the room that it needs."""


class RecordRows:
    """Records as lines, each made when it is drawn."""

    def __init__(
        self, context: ViewContext, records: Sequence[Listed], row: str = "", order: RecordOrder | None = None
    ) -> None:
        """The lines of `records`; what all are about, a `row` of the gap map, is not named in each.

        Before each stands what the `order` goes by.
        """
        self.context, self.records, self.row, self.order = context, records, row, order

    def __len__(self) -> int:
        """How many records there are."""
        return len(self.records)

    def line(self, index: int, width: int) -> Line:
        """A claim with its mark, or a record's name."""
        record = self.records[index]
        lead = self._lead(record, width)
        spans = (*lead, *self._spans(record, width - sum(len(span.text) for span in lead)))
        used = sum(len(span.text) for span in spans[:-1])
        return (*spans[:-1], Span(fit(spans[-1].text, max(width - used, 1)), spans[-1].role))

    def _lead(self, record: Listed, width: int) -> Line:
        if self.order is None or self.order.lead is None:
            return ()
        long, short = self.order.lead_widths
        text = self.order.lead(self.context, record)
        # The end of a year or an id says less than an ellipsis would take of its beginning.
        return (Span((fit(text, long) if width >= _FULL_LEAD else fit(text[:short], short)) + " ", "dim"),)

    def _spans(self, record: Listed, width: int) -> Line:
        if isinstance(record, Evidence):
            return evidence_line(self.context, record, self.row, width)
        return (Span(f" {self.context.title(record) if isinstance(record, Record) else record.id}"),)

    def target(self, index: int) -> str | None:
        """The record's id."""
        return self.records[index].id


class FilteredRecords:
    """A list of records with a filter of its own, one that is carried over from where it was opened, and an order."""

    def __init__(
        self,
        records: Sequence[Listed],
        state: FilterState,
        carried: FilterState | None = None,
        orders: Sequence[RecordOrder] = (),
    ) -> None:
        """All of `records`, until something is typed; in the first of the `orders`."""
        self.records, self.state, self.orders = records, state, orders
        self.carried = CarriedFilter(carried)
        self.order = orders[0].name if orders else ""
        """The name of the order that is to be in force."""
        self.matching: Sequence[Listed] = ()
        """Those that the filters leave which are in force, in the order in force."""
        self.order_shown = ""

    @property
    def takes_long(self) -> bool:
        """Whether going through the list would keep a person waiting."""
        work = self.state.query or self.carried.query or self._order_of(self.order)
        return bool(work) and len(self.records) > MANY

    def _order_of(self, name: str) -> RecordOrder | None:
        """The order of this name, if it puts anything into another place and may be there now."""
        offered = offered_orders(self.state.context, self.orders)
        return next((order for order in offered if order.name == name and order.key), None)

    @property
    def order_in_force(self) -> RecordOrder | None:
        """The order in which the records stand; None where that is as in the dossier."""
        return self._order_of(self.order_shown)

    def next_order(self) -> None:
        """Ask for the order after this one; after the last comes the first."""
        names = [order.name for order in offered_orders(self.state.context, self.orders)]
        at = names.index(self.order) if self.order in names else -1
        self.order = names[(at + 1) % len(names)] if names else ""

    def request(self) -> FilterRequest:
        """What is typed and asked for now."""
        return FilterRequest(*self.state.numbered_query, self.order)

    def evaluate(self, request: FilterRequest, pause: Callable[[], None]) -> Sequence[Listed]:
        """The records that pass, in order."""
        matching = list(self._passing(request, pause)) if request.query or self.carried.query else self.records
        order = self._order_of(request.order)
        return in_order(self.state.context, matching, order, pause) if order else matching

    def _passing(self, request: FilterRequest, pause: Callable[[], None]) -> Iterator[Listed]:
        ids = self.carried.ids(pause)
        for number, record in enumerate(self.records):
            if number % _CHUNK == 0:
                pause()
            if (ids is None or record.id in ids) and (not request.query or self.state.passes(record, request.query)):
                yield record

    def accept(self, request: FilterRequest, result: Sequence[Listed]) -> bool:
        """Put a result in force; False where something else was typed or asked for meanwhile."""
        if request.order != self.order or not self.state.accept(request, None):
            return False
        self.matching, self.order_shown = result, request.order
        return True
