"""Screens with a list of records and the page of the one under its cursor; the measured series are one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.evidence import is_judged
from ilo_tui.dossier.model import Evidence, Indicator
from ilo_tui.dossier.weighing import can_be_weighed, in_period
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.filter_run import FilterRun
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.list_detail import ListDetail
from ilo_tui.frontends.tui.panes import PaneGroup
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.record_list import FilteredRecords, RecordRows
from ilo_tui.frontends.tui.record_orders import CLAIM_ORDERS, RecordOrder
from ilo_tui.frontends.tui.remaining import show_remaining
from ilo_tui.frontends.tui.widgets.bars import FilterBar
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.row_list import Rows
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.record import page_blocks
from ilo_tui.views.weighing_words import weighing_words


class BrowseScreen(RecordScreen):
    """A list of records, or of what is derived from them, and the one under the cursor in full."""

    BINDINGS = bindings("browse", "sorted")
    KIND = "evidence"
    COUNTED: ClassVar[bool] = True
    """Whether what is counted, and in which period, makes a difference to what is on the screen."""
    ORDERS: ClassVar[Sequence[RecordOrder]] = CLAIM_ORDERS
    """The orders in which the list can be read; the first is that of a list that was never sorted."""
    OF_PERIOD: ClassVar[bool] = False
    """Whether its claims are only those of the period in force."""
    CSS_PATH = "browse.tcss"
    row = ""
    """The row of the gap map that all the records are about."""

    def __init__(self, contexts: Contexts, records: Sequence[Listed], carried: FilterState | None = None) -> None:
        """Browse `records`, narrowed as by the filter that is `carried` over from where this is opened."""
        super().__init__(contexts)
        self.filter = FilterState(self.KIND, contexts)
        self.filtered = FilteredRecords(records, self.filter, carried, self.ORDERS)
        self.filter_run = FilterRun(self, self.filtered, self._write_later)
        self.panes = PaneGroup(self, ("list", "full"))
        self.list_detail = ListDetail(self, "record-list", self.panes, self._write_page, self.choose)
        self._to_top = False
        self._weighing, self._dossier = contexts.current.weighing, contexts.current.dossier

    def compose(self) -> ComposeResult:
        """The filter in words, the list, the page, the keys."""
        yield FilterBar(self.contexts)
        yield from self.list_detail.compose()
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Take the focus, and show what the filters leave in the order in which such a list was read last."""
        self.panes.go(0)
        self.filtered.order = services(self).lists.order_of(self.KIND, self.filtered.order)
        self._apply(self.write)

    def _apply(self, write: Callable[[], None] | None = None) -> bool:
        """Go through the list and `write` it, or the list alone; False where that goes on beside the screen."""
        if self.filter_run.apply():
            (write or self.write_list)()
            return True
        self.panes.pane("list").set_title(self.context.tr("looking ..."))
        return False

    def listed(self) -> Sequence[Listed]:
        """The records of the list as the dossier in force has them."""
        current = (self.context.dossier.find(record.id) for record in self.filtered.records)
        return [record for record in current if record]

    def name_of(self) -> str:
        """What the list is of."""
        raise NotImplementedError

    def nothing(self) -> list[Block]:
        """What stands in the place of a record where there is none at all."""
        raise NotImplementedError

    def matching(self) -> Sequence[Listed]:
        """The records that the filters leave, in order; where the period counts, those that fall into it."""
        if not self.OF_PERIOD:
            return self.filtered.matching
        claims = [record for record in self.filtered.matching if isinstance(record, Evidence)]
        return in_period(self.context.dossier, claims, self.context.weighing.period)

    def lines_of(self, matching: Sequence[Listed]) -> Rows:
        """The lines of the list."""
        return RecordRows(self.context, matching, self.row, self.filtered.order_in_force)

    def choose(self, target: str) -> None:
        """What Enter on a line does: on to the page."""
        self.panes.go(1)

    def write(self) -> None:
        """Fill the list; the page follows its cursor."""
        if self._dossier is not self.context.dossier:
            self._dossier = self.context.dossier
            self.filtered.records = self.listed()
            self.filter.set_text(self.filter.text)
            self._apply()
            return
        if self._weighing != self.context.weighing:
            # An order may go by what is counted.
            self._weighing = self.context.weighing
            self._apply()
            return
        self.write_list()

    def write_list(self) -> None:
        """Fill the list with what the filter leaves."""
        matching = self.matching()
        self.filter.set_counts(len(matching), len(self.filtered.records))
        self.panes.pane("list").set_title(self.title_of(matching))
        self.query_one(FilterBar).show(self._filter_words(), " · ".join(self._what_is_shown()))
        self.list_detail.show(self.lines_of(matching))
        if self._to_top:
            self._to_top = False
            self.list_detail.rows.action_top()

    def title_of(self, matching: Sequence[Listed]) -> str:
        """What the list is of, and how many there are."""
        return f"{self.name_of()} ({len(matching)})"

    def _filter_words(self) -> str:
        """The filters in force in words, that of the list and that which is carried over."""
        queries = [query for query in (self.filtered.carried.query, self.filter.query) if query]
        if not queries:
            return ""
        from ilo_tui.views.filter_words import filter_phrases

        words = ", ".join(filter_phrases(self.context, query) for query in queries)
        return self.context.tr("filter: {words} ({left})", words=words, left=self.filter.remaining)

    def _what_is_shown(self) -> Iterator[str]:
        """What is counted, and in which order the list stands."""
        if self.COUNTED and can_be_weighed(self.context.dossier):
            yield weighing_words(self.context)
        if self.filtered.order_shown:
            yield self.context.tr("order: {name}", name=self.context.tr(self.filtered.order_shown))

    def _write_page(self, ident: str | None) -> None:
        hidden = [block(self.context.tr("Nothing passes this filter."), "dim")]
        nothing = hidden if self.is_narrowed() else self.nothing()
        page = self.query_one("#full-page", Page)
        page.write(lambda width: (self.page_of(ident, width) if ident else None) or nothing)
        self.panes.pane("full").set_title(self.page_title(ident) if ident else "")

    def page_of(self, ident: str, width: int) -> Iterable[Block] | None:
        """The page beside the list."""
        return page_blocks(self.context, ident, width)

    def page_title(self, ident: str) -> str:
        """What stands above that page."""
        return ident

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only claims are judged as a list; what has one order is not sorted."""
        if action == "sort":
            return len(self.ORDERS) > 1
        return self.KIND == "evidence" if action == "review_list" else True

    def action_sort(self) -> None:
        """Show the list in its next order, from the top; a list of this kind is read so from now on."""
        self.filtered.next_order()
        services(self).lists.keep_order(self.KIND, self.filtered.order)
        self._to_top = True
        self._apply()

    def action_review_list(self) -> None:
        """Judge the list as the filter leaves it, without what is no claim to judge."""
        claims = (record for record in self.matching() if isinstance(record, Evidence) and is_judged(record))
        services(self).review.judge_list(tuple(f"evidence:{claim.id}" for claim in claims))

    def narrow_to(self, text: str) -> str:
        """Filter by what is typed; says how much is left, or what is wrong with it.

        Nothing typed takes a filter away that was carried over, too, here.
        """
        if not text:
            self.filtered.carried.drop()
        self.filter.set_text(text)
        if not self._apply():
            return self.filter.error or self.context.tr("looking ...")
        return self.filter.error or self.filter.remaining

    def _write_later(self) -> None:
        self.write_list()
        show_remaining(self, self.filter, self.filter.remaining)

    def work_failed(self, group: str, line: str) -> None:
        """Show it where the count would stand; the list stays as it was."""
        self.filter.fail(line)
        self.filtered.order = self.filtered.order_shown or self.filtered.order
        self.write_list()
        show_remaining(self, self.filter, "")

    def filter_state(self) -> FilterState:
        """The filter of the list."""
        return self.filter

    def is_narrowed(self) -> bool:
        """Whether a filter is in force, its own or one that is carried over."""
        return bool(self.filter.query or self.filtered.carried.query)

    def back(self) -> bool:
        """From the page to the list."""
        return self.panes.back()

    def current(self) -> str | None:
        """What is under the cursor; the record, where that is nothing."""
        return self.list_detail.current()

    def cited(self) -> str | None:
        """What a citation is taken of: the record in the list."""
        return self.list_detail.target


class IndicatorsScreen(BrowseScreen):
    """Every measured series."""

    KIND = "indicators"
    COUNTED = False
    ORDERS = ()

    def __init__(self, contexts: Contexts, start: str = "") -> None:
        """All indicators of the dossier; the cursor begins on one of them."""
        super().__init__(contexts, list(contexts.current.dossier.records(Indicator)))
        self.start = start

    def listed(self) -> Sequence[Listed]:
        """All indicators."""
        return list(self.context.dossier.records(Indicator))

    @property
    def route(self) -> tuple[str, ...]:
        """The series, at the one under the cursor."""
        return ("indicators", self.list_detail.target or "")

    def name_of(self) -> str:
        """What the list is of."""
        return self.context.tr("Indicators")

    def nothing(self) -> list[Block]:
        """That the dossier has none."""
        return [block(self.context.tr("This dossier has no indicators: no series of measured points."), "dim")]

    def on_mount(self) -> None:
        """Begin with the series that was asked for."""
        if self.start:
            self.list_detail.rows.point(self.start)
