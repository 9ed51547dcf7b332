"""The ten flaws of the evidence, and the claims that a case of one means; Enter opens what is under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from textual.app import ComposeResult
from textual.worker import get_current_worker

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.list_detail import ListDetail
from ilo_tui.frontends.tui.panes import PaneGroup
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.frontends.tui.workers import is_open, work
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.flaws.result import Flaw
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.views.context import ViewContext
from ilo_tui.views.flaw_words import flaw_title
from ilo_tui.views.markup import Block, Line, Span, block, fit
from ilo_tui.views.pages.flaws import FLAW, case_claims, flaw_page, flaws_in


class FlawRows:
    """The ten flaws as lines."""

    def __init__(self, context: ViewContext, flaws: Sequence[Flaw]) -> None:
        """The lines of `flaws`."""
        self.context, self.flaws = context, flaws

    def __len__(self) -> int:
        """How many there are."""
        return len(self.flaws)

    def line(self, index: int, width: int) -> Line:
        """Number and name."""
        flaw = self.flaws[index]
        space = "" if flaw.number > 9 else " "
        return (Span(fit(f" {space}{flaw_title(self.context, flaw)}", width)),)

    def target(self, index: int) -> str | None:
        """The number."""
        return str(self.flaws[index].number)


class FlawsScreen(RecordScreen):
    """The flaws on the left, the one under the cursor on the right."""

    CSS_PATH = "flaws.tcss"

    def __init__(self, contexts: Contexts) -> None:
        """Of the dossier and of every session of the reviews folder."""
        super().__init__(contexts)
        self.flaws: list[Flaw] = []
        self.faults: list[str] = []
        """What keeps the sessions from being read."""
        self.panes = PaneGroup(self, ("list", "full"))
        self.list_detail = ListDetail(self, "record-list", self.panes, self._write_page)
        self._written: str | None = None

    def compose(self) -> ComposeResult:
        """The list, the page, the keys."""
        yield from self.list_detail.compose()
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Take the focus and look for the flaws, beside the screen."""
        self.panes.go(0)
        self.write()

    def write(self) -> None:
        """Write what is known, and look again: claims may be counted otherwise, or something was decided."""
        self._fill()
        try:
            reviewing = services(self).reviewing
            self._read(self.context, reviewing, reviewing.decisions())
        except ReviewError as error:
            self._read_alone(self.context, error.localise(self.context.tr))

    @work(thread=True, exclusive=True, group="flaws")
    def _read(self, context: ViewContext, reviewing: ReviewerContext, decisions: ReviewerDecisions) -> None:
        faults: list[str] = []
        results, waiting = None, frozenset[str]()
        try:
            results, waiting = reviewing.results(), reviewing.waiting(decisions)
        except ReviewError as error:
            faults = error.localise(context.tr)
        self._show_found(flaws_in(context, results, waiting), faults)

    @work(thread=True, exclusive=True, group="flaws")
    def _read_alone(self, context: ViewContext, faults: list[str]) -> None:
        """Look at the dossier where nobody can review."""
        self._show_found(flaws_in(context, None), faults)

    def _show_found(self, flaws: list[Flaw], faults: list[str]) -> None:
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, flaws, faults)

    def _show(self, flaws: list[Flaw], faults: list[str]) -> None:
        self.flaws, self.faults = flaws, faults
        if is_open(self):
            self._fill()

    def work_failed(self, group: str, line: str) -> None:
        """Say it in the place of the page."""
        self._show([], [line])

    def _fill(self) -> None:
        tr = self.context.tr
        self.panes.pane("list").set_title(tr("Ten flaws"))
        if self.flaws:
            self.list_detail.show(FlawRows(self.context, self.flaws))
            return
        blocks = self._warnings() or [block(tr("Looking at the evidence ..."), "dim")]
        self.query_one("#full-page", Page).write(lambda width: blocks)

    def _warnings(self) -> list[Block]:
        return [block(line, "warn") for line in self.faults]

    def _write_page(self, target: str | None) -> None:
        flaw = self._flaw(target)
        if flaw is None:
            return
        context, warnings = self.context, self._warnings()
        page, fresh = self.query_one("#full-page", Page), target != self._written
        page.write(lambda width: chain(warnings, flaw_page(context, flaw)), top=fresh)
        self._written = target
        self.panes.pane("full").set_title(flaw_title(context, flaw))

    def _flaw(self, target: str | None) -> Flaw | None:
        return next((flaw for flaw in self.flaws if str(flaw.number) == target), None)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """List the claims of a case; anything else is opened as everywhere."""
        if event.target.startswith(FLAW):
            event.stop()
            self.app.push_screen(CaseScreen(self.contexts, self.flaws, event.target))

    def current(self) -> str | None:
        """The record under the cursor of the page; a flaw is none."""
        link = self.list_detail.link
        return None if link is None or link.startswith(FLAW) else link

    def back(self) -> bool:
        """From the page to the list."""
        return self.panes.back()

    @property
    def route(self) -> tuple[str, ...]:
        """The flaws, at the one under the cursor."""
        return ("flaws",)


class CaseScreen(BrowseScreen):
    """The claims that a case of a flaw means."""

    def __init__(self, contexts: Contexts, flaws: Sequence[Flaw], address: str) -> None:
        """The claims of the case at `address` among `flaws`."""
        self.flaws, self.address = flaws, address
        super().__init__(contexts, case_claims(contexts.current, flaws, address)[1])

    def name_of(self) -> str:
        """What the case says."""
        return case_claims(self.context, self.flaws, self.address)[0]

    def nothing(self) -> list[Block]:
        """That nothing is listed."""
        return [block(self.context.tr("Nothing of the kind was found."), "dim")]
