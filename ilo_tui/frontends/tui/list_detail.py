"""Screens with a list and the page of what is under its cursor: a cell's evidence, the indicators."""

from __future__ import annotations

from collections.abc import Sequence
from time import sleep

from textual import on
from textual.app import ComposeResult
from textual.worker import get_current_worker

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.evidence import is_judged
from ilo_tui.dossier.model import Evidence, Indicator, Programme, Record
from ilo_tui.frontends.tui.after_paint import AfterPaint
from ilo_tui.frontends.tui.base import PaneGroup, RecordScreen
from ilo_tui.frontends.tui.filter_state import MANY, FilterRequest, FilterState
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.widgets.bars import FilterBar
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.frontends.tui.workers import work
from ilo_tui.views.context import ViewContext
from ilo_tui.views.filter_words import filter_phrases
from ilo_tui.views.markup import Block, Line, Span, block, clip_start, fit
from ilo_tui.views.pages.evidence import cell_page, evidence_line
from ilo_tui.views.pages.record import page_of

_CHUNK = 500
"""Records that are gone through at a time."""

_CODE = 16
"""Cells that a programme's code takes at most in a title."""


class RecordRows:
    """Records as lines, each made when it is drawn."""

    def __init__(self, context: ViewContext, records: Sequence[Record], row: str = "") -> None:
        """The lines of `records`, in their order; what all are about, a `row` of the gap map, is not named in each."""
        self.context, self.records, self.row = context, records, row

    def __len__(self) -> int:
        """How many records there are."""
        return len(self.records)

    def line(self, index: int, width: int) -> Line:
        """A claim with its mark, or a record's name."""
        record = self.records[index]
        spans = (
            evidence_line(self.context, record, self.row)
            if isinstance(record, Evidence)
            else (Span(f" {self.context.title(record)}"),)
        )
        used = sum(len(span.text) for span in spans[:-1])
        return (*spans[:-1], Span(fit(spans[-1].text, max(width - used, 1)), spans[-1].role))

    def target(self, index: int) -> str | None:
        """The record's id."""
        return self.records[index].id


class BrowseScreen(RecordScreen):
    """A list of records, and the one under the cursor in full."""

    BINDINGS = bindings("browse")
    KIND = "evidence"
    CSS_PATH = "list_detail.tcss"
    row = ""
    """The row of the gap map that all the records are about."""

    def __init__(self, contexts: Contexts, records: Sequence[Record]) -> None:
        """Browse `records`."""
        super().__init__(contexts)
        self.records = records
        self.filter = FilterState(self.KIND, contexts)
        self.panes = PaneGroup(self, ("list", "full"))
        self.after_paint = AfterPaint(self)
        self._matching: list[Record] | None = None

    def compose(self) -> ComposeResult:
        """The filter in words, the list, the page, the keys."""
        yield FilterBar(self.contexts)
        yield Pane(RowList(id="record-list"), id="list", first=True)
        yield Pane(Page(id="record-page"), id="full")
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

    def matching(self) -> list[Record]:
        """The records that the filter leaves."""
        if self._matching is not None:
            return self._matching
        return [record for record in self.records if self.filter.matches(record)]

    def write(self) -> None:
        """Fill the list; the page follows its cursor."""
        matching = self.matching()
        rows = self.query_one("#record-list", RowList)
        rows.show(RecordRows(self.context, matching, self.row), rows.target)
        self.filter.set_counts(len(matching), len(self.records))
        self.panes.pane("list").set_title(f"{self.name_of()} ({len(matching)})")
        self.query_one(FilterBar).show(self.filter.words or self.carried_words)
        self._about(rows.target)

    @on(RowList.Highlighted, "#record-list")
    def follow(self, event: RowList.Highlighted) -> None:
        """Write the page of the record under the cursor."""
        event.stop()
        self.after_paint.schedule(lambda: self._about(event.target))

    def _about(self, ident: str | None) -> None:
        page = self.query_one("#record-page", Page)
        hidden = [block(self.context.tr("Nothing passes this filter."), "dim")]
        nothing = hidden if self.is_narrowed() else self.nothing()
        page.write(lambda width: (page_of(self.context, ident, width) if ident else None) or nothing)
        self.panes.pane("full").set_title(ident or "")

    @on(RowList.Chosen, "#record-list")
    def enter(self, event: RowList.Chosen) -> None:
        """Go on to the page."""
        event.stop()
        self.panes.go(1)

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
        if self.filter.query and len(self.records) > MANY:
            self._filter_beside(self.filter.request())
            return self.filter.error or self.context.tr("looking ...")
        self._matching = None
        self.write()
        return self.filter.error or self.filter.remaining

    @work(thread=True, exclusive=True, group="filter")
    def _filter_beside(self, request: FilterRequest) -> None:
        """Go through a long list beside the screen; a filter typed meanwhile takes this one's place."""
        worker, matching, query = get_current_worker(), [], request.query
        for number, record in enumerate(self.records):
            if number % _CHUNK == 0:
                if worker.is_cancelled:
                    return
                sleep(0)
            if not query or query.matches(record):
                matching.append(record)
        self.app.call_from_thread(self._accept, request, matching)

    def _accept(self, request: FilterRequest, matching: list[Record]) -> None:
        # The filter may have been changed or taken away meanwhile.
        if self.is_attached and self.filter.accept(request, None):
            self._matching = matching
            self.write()
            self._show_remaining(self.filter.remaining)

    def work_failed(self, group: str, line: str) -> None:
        """Show it where the count would stand; the list stays as it was."""
        self.filter.fail(line)
        self._show_remaining("")

    def _show_remaining(self, remaining: str) -> None:
        from ilo_tui.frontends.tui.dialogs.filter_line import FilterLine

        if isinstance(self.app.screen, FilterLine):
            self.app.screen.show_count(remaining)
        elif self.filter.error:
            self.app.notify(self.filter.error, severity="error", markup=False)

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

    def __init__(self, contexts: Contexts, row: str, column: str, carried: FilterState | None = None) -> None:
        """The crossing of `row` and `column`, narrowed as the map is by the filter that is `carried` over."""
        self.cell = contexts.current.gap_map.cell(row, column)
        super().__init__(contexts, self.cell.evidence)
        self.row = row
        self.carried = result = carried.result if carried else None
        self._carried_ids = {claim.id for claims in result.crossed.values() for claim in claims} if result else None

    def matching(self) -> list[Record]:
        """The claims that both filters leave."""
        return [record for record in super().matching() if self._carried_ids is None or record.id in self._carried_ids]

    def name_of(self) -> str:
        """The two ends of the crossing."""
        row, code = self.cell.row, self.context.code(self.cell.row)
        # A long code would leave no room for how many there are.
        code = clip_start(code, _CODE) if row in self.context.dossier.ids(Programme) else code
        return f"{code} × {self.context.name(self.cell.column)}"

    def nothing(self) -> list[Block]:
        """The crossing, and that this is a gap."""
        return cell_page(self.context, self.cell)

    @property
    def route(self) -> tuple[str, ...]:
        """The crossing."""
        return ("cell", self.cell.row, self.cell.column)

    @property
    def carried_words(self) -> str:
        """The map's filter, in words."""
        if self._carried_ids is None or self.carried is None:
            return ""
        words = filter_phrases(self.context, self.carried.query)
        return self.context.tr("filter: {words} ({left})", words=words, left=self.filter.remaining)

    def is_narrowed(self) -> bool:
        """Whether a filter is in force, its own or the map's."""
        return super().is_narrowed() or self._carried_ids is not None

    def narrow_to(self, text: str) -> str:
        """Filter by what is typed; nothing typed takes the map's filter away, too, here."""
        if not text:
            self._carried_ids = None
        return super().narrow_to(text)


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
        return ("indicators", self.query_one("#record-list", RowList).target or "")

    def name_of(self) -> str:
        """What the list is of."""
        return self.context.tr("Indicators")

    def nothing(self) -> list[Block]:
        """That the dossier has none."""
        return [block(self.context.tr("This dossier has no indicators: no series of measured points."), "dim")]

    def on_mount(self) -> None:
        """Begin with the series that was asked for."""
        if self.start:
            self.query_one("#record-list", RowList).point(self.start)
