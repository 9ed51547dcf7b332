"""Screens with a list of records and the page of the one under its cursor; the measured series are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.evidence import is_judged
from ilo_tui.dossier.model import Evidence, Indicator
from ilo_tui.dossier.weighing import can_be_weighed
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.filter_run import FilterRun
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.list_detail import ListDetail
from ilo_tui.frontends.tui.panes import PaneGroup
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.record_list import FilteredRecords, RecordRows
from ilo_tui.frontends.tui.remaining import show_remaining
from ilo_tui.frontends.tui.widgets.bars import FilterBar
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.row_list import Rows
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.record import page_of
from ilo_tui.views.weighing_words import weighing_words

if TYPE_CHECKING:
    from ilo_tui.dossier.derived import Listed

_WEIGHED = frozenset({"evidence", "places"})
"""Kinds of lists that count claims, at the tie level and in the period in force."""


class BrowseScreen(RecordScreen):
    """A list of records, or of what is derived from them, and the one under the cursor in full."""

    BINDINGS = bindings("browse")
    KIND = "evidence"
    CSS_PATH = "browse.tcss"
    row = ""
    """The row of the gap map that all the records are about."""

    def __init__(self, contexts: Contexts, records: Sequence[Listed]) -> None:
        """Browse `records`."""
        super().__init__(contexts)
        self.filter = FilterState(self.KIND, contexts)
        self.filtered = FilteredRecords(records, self.filter)
        self.filter_run = FilterRun(self, self.filtered, self._write_later)
        self.panes = PaneGroup(self, ("list", "full"))
        self.list_detail = ListDetail(self, "record-list", self.panes, self._write_page, self.choose)

    def compose(self) -> ComposeResult:
        """The filter in words, the list, the page, the keys."""
        yield FilterBar(self.contexts)
        yield from self.list_detail.compose()
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Write what is there and take the focus."""
        self.panes.go(0)
        self.write()

    def name_of(self) -> str:
        """What the list is of."""
        raise NotImplementedError

    def nothing(self) -> list[Block]:
        """What stands in the place of a record where there is none at all."""
        raise NotImplementedError

    def matching(self) -> Sequence[Listed]:
        """The records that the filter leaves."""
        return self.filtered.matching

    def rows_of(self, matching: Sequence[Listed]) -> Rows:
        """The lines of the list."""
        return RecordRows(self.context, matching, self.row)

    def choose(self, ident: str) -> None:
        """Go on from the list to the page beside it."""
        self.panes.go(1)

    def write(self) -> None:
        """Fill the list; the page follows its cursor."""
        self.write_list()

    def write_list(self) -> None:
        """Fill the list with what the filter leaves."""
        matching = self.matching()
        self.filter.set_counts(len(matching), len(self.filtered.records))
        self.panes.pane("list").set_title(f"{self.name_of()} ({len(matching)})")
        weighed = self.KIND in _WEIGHED and can_be_weighed(self.context.dossier)
        words = self.filter.words or self.carried_words
        self.query_one(FilterBar).show(words, weighing_words(self.context) if weighed else "")
        self.list_detail.show(self.rows_of(matching))

    def _write_page(self, ident: str | None) -> None:
        hidden = [block(self.context.tr("Nothing passes this filter."), "dim")]
        nothing = hidden if self.is_narrowed() else self.nothing()
        page = self.query_one("#full-page", Page)
        page.write(lambda width: (self.page_of(ident, width) if ident else None) or nothing)
        self.panes.pane("full").set_title(self.page_title(ident) if ident else "")

    def page_of(self, ident: str, width: int) -> Iterable[Block] | None:
        """The page beside the list."""
        return page_of(self.context, ident, width)

    def page_title(self, ident: str) -> str:
        """What stands above that page."""
        return ident

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only claims are judged as a list."""
        return self.KIND == "evidence" if action == "review_list" else True

    def action_review_list(self) -> None:
        """Judge the list as the filter leaves it, without what is no claim to judge."""
        claims = (record for record in self.matching() if isinstance(record, Evidence) and is_judged(record))
        services(self).review.judge_list(tuple(f"evidence:{claim.id}" for claim in claims))

    def narrow_to(self, text: str) -> str:
        """Filter by what is typed; says how much is left, or what is wrong with it."""
        self.filter.set_text(text)
        if not self.filter_run.apply():
            return self.filter.error or self.context.tr("looking ...")
        self.write_list()
        return self.filter.error or self.filter.remaining

    def _write_later(self) -> None:
        self.write_list()
        show_remaining(self, self.filter, self.filter.remaining)

    def work_failed(self, group: str, line: str) -> None:
        """Show it where the count would stand; the list stays as it was."""
        self.filter.fail(line)
        show_remaining(self, self.filter, "")

    @property
    def carried_words(self) -> str:
        """A filter that came from another screen, in words."""
        return ""

    def filter_state(self) -> FilterState:
        """The filter of the list."""
        return self.filter

    def is_narrowed(self) -> bool:
        """Whether a filter is in force."""
        return bool(self.filter.query)

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

    def __init__(self, contexts: Contexts, start: str = "") -> None:
        """All indicators of the dossier; the cursor begins on one of them."""
        records: list[Indicator] = list(contexts.current.dossier.records(Indicator))
        super().__init__(contexts, records)
        self.start = start

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
