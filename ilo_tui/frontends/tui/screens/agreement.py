"""Agreement between reviewers, and where they differ; Enter goes through a disagreement."""

from __future__ import annotations

from functools import cached_property

from textual.app import ComposeResult

from ilo_tui.app.agreement import AgreementReader
from ilo_tui.app.contexts import Contexts
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.list_detail import ListDetail
from ilo_tui.frontends.tui.panes import PaneGroup
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.workers import is_open, work
from ilo_tui.review.agreement.analysis import Agreement
from ilo_tui.review.agreement.disagreements import Disagreement
from ilo_tui.review.agreement.ratings import Key
from ilo_tui.views.markup import Block, Line, Span, block, fit, width_of
from ilo_tui.views.pages.agreement import TIERS, agreement_blocks
from ilo_tui.views.pages.decisions import item_title
from ilo_tui.views.pages.disagreement import disagreement_blocks

FIGURES = "figures"


class DisagreementRows:
    """The figures, then the disagreements, the widest first, then what is but one step apart, under its own heading."""

    def __init__(self, screen: AgreementScreen, agreement: Agreement) -> None:
        """The lines of an `agreement`."""
        self.screen, self.agreement = screen, agreement
        self._rows: list[Disagreement | None] = [None, None, *agreement.disagreements]
        self._second = len(self._rows)
        if agreement.one_step:
            self._rows += [None, *agreement.one_step]

    def __len__(self) -> int:
        """The line of the figures, the headings, and what is below them."""
        return len(self._rows)

    def line(self, index: int, width: int) -> Line:
        """One disagreement: whether it is adjudicated, and what it is about."""
        context = self.screen.context
        if index == 0:
            return (Span(fit(f" {context.tr('Figures of agreement')}", width), "title"),)
        disagreement = self._rows[index]
        if disagreement is None:
            heading = self._heading() if index < self._second else self._second_heading()
            return (Span(fit(heading, width), "heading"),)
        state = fit(f" {self._state(disagreement)}", min(self._wide + 1, width // 2))
        title = fit(
            item_title(context, self.screen.reviewing.items, disagreement.item), max(width - width_of(state) - 2, 1)
        )
        return (Span(f"{state}  ", "dim" if disagreement.adjudicated else "warn"), Span(title))

    def _heading(self) -> str:
        tr, count = self.screen.context.tr, len(self.agreement.disagreements)
        if not count:
            return tr("No disagreement")
        return tr.many("1 disagreement, Enter goes through it", "{n} disagreements, the widest first", count)

    def _second_heading(self) -> str:
        return f"{self.screen.context.tr(TIERS[3])} ({len(self.agreement.one_step)})"

    def _state(self, disagreement: Disagreement) -> str:
        """In a word what the page of a disagreement says in full."""
        tr = self.screen.context.tr
        return (
            tr("not adjudicated")
            if disagreement.final_answer is None
            else tr("adjudicated")
            if disagreement.adjudicated
            else tr("look again")
        )

    @cached_property
    def _wide(self) -> int:
        return max((width_of(self._state(disagreement)) for disagreement in self.agreement.differing), default=0)

    def target(self, index: int) -> str | None:
        """The figures, or the place of a disagreement."""
        disagreement = self._rows[index]
        return FIGURES if index == 0 else None if disagreement is None else str(self._places[disagreement.key])

    @cached_property
    def _places(self) -> dict[Key, int]:
        return {disagreement.key: place for place, disagreement in enumerate(self.agreement.differing)}


class AgreementScreen(RecordScreen):
    """Figures and disagreements on the left, what is under the cursor on the right."""

    BINDINGS = bindings("agreement")
    CSS_PATH = "agreement.tcss"

    def __init__(self, contexts: Contexts, reviewing: ReviewerContext) -> None:
        """Over every session of the reviews folder."""
        super().__init__(contexts)
        self.reviewing = reviewing
        self.panes = PaneGroup(self, ("list", "full"))
        self.list_detail = ListDetail(self, "record-list", self.panes, self._write_page, self._open)
        self.reader = AgreementReader(reviewing.repository, reviewing.items.published())
        self.failure = ""
        """A fault of the program, as it is said in place of the figures."""

    @property
    def agreement(self) -> Agreement | None:
        """What was read last; None before that, and where it cannot be read."""
        return self.reader.agreement

    def compose(self) -> ComposeResult:
        """The list, the page, the keys."""
        yield from self.list_detail.compose()
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Read every session, beside the screen."""
        self.panes.go(0)
        self.write()
        self.read()

    @work(thread=True, exclusive=True, group="read")
    def read(self) -> None:
        """Read the sessions anew, beside the screen; of several readings the one begun last counts."""
        if self.reader.read():
            self.app.call_from_thread(self._show)

    def _show(self) -> None:
        self.failure = ""
        if is_open(self):
            self.write()

    def work_failed(self, group: str, line: str) -> None:
        """Say it in the place of the figures."""
        self.failure = line
        if is_open(self):
            self.write()

    def write(self) -> None:
        """Fill the list; the page follows its cursor."""
        tr = self.context.tr
        self.panes.pane("list").set_title(tr("Agreement · names hidden") if self.reader.hidden else tr("Agreement"))
        if self.agreement is None or self.failure:
            blocks = [block(line, "warn") for line in self._faults()] or [block(tr("Reading the sessions ..."), "dim")]
            self.query_one("#full-page", Page).write(lambda width: blocks)
            return
        self.list_detail.show(DisagreementRows(self, self.agreement))

    def _faults(self) -> list[str]:
        fault = self.reader.fault
        return [self.failure] if self.failure else fault.localise(self.context.tr) if fault else []

    @property
    def names(self) -> dict[str, str]:
        """Reviewers' names by id, or letters where they are hidden."""
        return self.reader.labels(self.context.tr)

    def _write_page(self, target: str | None) -> None:
        if self.agreement is None:
            return
        blocks = self._blocks(self.agreement, target)
        self.query_one("#full-page", Page).write(lambda width: blocks)
        disagreement = self.under(target)
        self.panes.pane("full").set_title(
            disagreement.item if disagreement else self.context.tr("Figures of agreement")
        )

    def _blocks(self, agreement: Agreement, target: str | None) -> list[Block]:
        disagreement = self.under(target)
        if disagreement is None:
            return agreement_blocks(self.context, agreement, self.names)
        return disagreement_blocks(self.context, self.reviewing.items, agreement.ratings, disagreement, self.names)

    def under(self, target: str | None) -> Disagreement | None:
        """The disagreement of a line."""
        return self.reader.disagreement_at(int(target)) if target and target != FIGURES else None

    def _open(self, target: str) -> None:
        """Go through a disagreement; the figures are read on their page."""
        disagreement = self.under(target)
        if disagreement is None:
            self.panes.go(1)
        else:
            self._adjudicate(disagreement)

    @work
    async def _adjudicate(self, disagreement: Disagreement) -> None:
        from ilo_tui.frontends.tui.screens.adjudicate import AdjudicationScreen

        reviewing = await services(self).review.identify()
        if reviewing is None or self.agreement is None:
            return
        screen = AdjudicationScreen(self.contexts, *reviewing, self.agreement, disagreement, hidden=self.reader.hidden)
        await self.app.push_screen_wait(screen)
        if is_open(self):
            # The cursor goes where one was last.
            place = self.reader.place_of(screen.adjudication.disagreement)
            self.list_detail.rows.point(FIGURES if place is None else str(place))
            if screen.adjudication.recorded:
                self.read()

    def action_hide_names(self) -> None:
        """Show letters instead of names, or names again."""
        self.reader.hidden = not self.reader.hidden
        self.write()

    def back(self) -> bool:
        """From the page to the list."""
        return self.panes.back()

    def current(self) -> str | None:
        """What a link of the page leads to, where the cursor is there; else the item."""
        disagreement = self.under(self.list_detail.target)
        return self.list_detail.link or (disagreement.item if disagreement else None)

    def cited(self) -> str | None:
        """What a citation is taken of: the record of the item, or that under the cursor."""
        return (self.current() or "").rpartition(":")[2] or None
