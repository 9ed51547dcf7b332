"""Screens with a list and the page of what is under its cursor: a cell's evidence, the indicators."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult

from ilo_tui.dossier.records import Evidence, Indicator, Record
from ilo_tui.dossier.store import is_judged
from ilo_tui.exchange.pages.book import Book
from ilo_tui.exchange.pages.evidence import claim_line
from ilo_tui.exchange.pages.line import Line, Span, block, fit
from ilo_tui.exchange.pages.record import page_of
from ilo_tui.tui.entries import KeysBelow
from ilo_tui.tui.keys import bindings
from ilo_tui.tui.told import Filtered, Panes, Pushed
from ilo_tui.tui.widgets.page import Page
from ilo_tui.tui.widgets.pane import Pane
from ilo_tui.tui.widgets.rows import RowList


class RecordRows:
    """Records as lines, each made when it is drawn."""

    def __init__(self, book: Book, records: Sequence[Record]) -> None:
        """The lines of `records`, in their order."""
        self.book, self.records = book, records

    def __len__(self) -> int:
        """How many records there are."""
        return len(self.records)

    def line(self, index: int, width: int) -> Line:
        """A claim with its mark, or a record's name."""
        one = self.records[index]
        spans = claim_line(self.book, one) if isinstance(one, Evidence) else (Span(f" {self.book.title(one)}"),)
        used = sum(len(span.text) for span in spans[:-1])
        return (*spans[:-1], Span(fit(spans[-1].text, max(width - used, 1)), spans[-1].role))

    def target(self, index: int) -> str | None:
        """The record's id."""
        return self.records[index].id


class BrowseScreen(Pushed):
    """A list of records, and the one under the cursor in full."""

    BINDINGS = bindings("browse")
    KIND = "evidence"
    CSS_PATH = "browse.tcss"

    def __init__(self, book: Book, records: Sequence[Record]) -> None:
        """Browse `records`."""
        super().__init__(book)
        self.records = records
        self.filter = Filtered(self.KIND)
        self.panes = Panes(self, ("list", "full"))

    def compose(self) -> ComposeResult:
        """The list, the page, the keys."""
        yield Pane(RowList(id="record-list"), id="list", first=True)
        yield Pane(Page(id="record-page"), id="full")
        yield KeysBelow(self.book)

    def on_mount(self) -> None:
        """Write what is there and take the focus."""
        self.panes.go(0)
        self.write()

    def name_of(self) -> str:
        """What the list is of."""
        raise NotImplementedError

    def found(self) -> list[Record]:
        """The records that the filter leaves."""
        return [one for one in self.records if self.filter.holds(one)]

    def write(self) -> None:
        """Fill the list; the page follows its cursor."""
        found = self.found()
        rows = self.query_one("#record-list", RowList)
        rows.show(RecordRows(self.book, found), rows.target)
        told = self.filter.told(self.book, len(found), len(self.records))
        self.panes.pane("list").entitle(f"{self.name_of()} · {told}" if told else f"{self.name_of()} ({len(found)})")
        self._about(rows.target)

    @on(RowList.Highlighted, "#record-list")
    def follow(self, event: RowList.Highlighted) -> None:
        """Write the page of the record under the cursor."""
        event.stop()
        self._about(event.target)

    def _about(self, ident: str | None) -> None:
        page = self.query_one("#record-page", Page)
        nothing = [block(self.book.say("Nothing passes this filter."), "dim")]
        page.write(lambda width: (page_of(self.book, ident, width) if ident else None) or nothing)
        self.panes.pane("full").entitle(ident or "")

    @on(RowList.Chosen, "#record-list")
    def enter(self, event: RowList.Chosen) -> None:
        """Go on to the page."""
        event.stop()
        self.panes.go(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only claims are judged as a list."""
        return self.KIND == "evidence" if action == "review_list" else True

    @work
    async def action_review_list(self) -> None:
        """Judge the list as the filter leaves it, without what is no claim to judge."""
        from ilo_tui.tui import start
        from ilo_tui.tui.app import IloApp

        items = tuple(f"evidence:{one.id}" for one in self.found() if isinstance(one, Evidence) and is_judged(one))
        if isinstance(self.app, IloApp):
            await start.review_list(self.app, items)

    def narrow_to(self, text: str) -> str:
        """Filter by what is typed; says how much is left, or what is wrong with it."""
        self.filter.type(text, self.book)
        self.write()
        return self.filter.error or self.filter.left

    def back(self) -> bool:
        """From the page to the list."""
        return self.panes.go(self.panes.focused() - 1)

    def current(self) -> str | None:
        """What is under the cursor; the record, where that is nothing."""
        rows = self.query_one("#record-list", RowList)
        return (self.query_one("#record-page", Page).target if self.panes.focused() else None) or rows.target

    def cited(self) -> str | None:
        """What a citation is taken of: the record in the list."""
        return self.query_one("#record-list", RowList).target


class CellScreen(BrowseScreen):
    """The evidence of one cell of the gap map."""

    def __init__(self, book: Book, row: str, column: str) -> None:
        """The crossing of `row` and `column`."""
        self.cell = book.gap_map.cell(row, column)
        super().__init__(book, self.cell.evidence)

    def name_of(self) -> str:
        """The two ends of the crossing."""
        return f"{self.book.code(self.cell.row)} × {self.book.name(self.cell.column)}"


class IndicatorsScreen(BrowseScreen):
    """Every measured series."""

    KIND = "indicators"

    def __init__(self, book: Book) -> None:
        """All indicators of the dossier."""
        records: list[Indicator] = list(book.dossier.indicators.values())
        super().__init__(book, records)

    def name_of(self) -> str:
        """What the list is of."""
        return self.book.say("Indicators")
