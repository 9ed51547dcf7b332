"""Going through a disagreement: every vote and note side by side, then what is agreed, and why."""

from __future__ import annotations

import asyncio
from contextlib import closing, suppress
from datetime import datetime
from typing import get_args

from textual import work
from textual.app import ComposeResult

from ilo_tui.dossier.records import Scale
from ilo_tui.exchange.agreement import names_of
from ilo_tui.exchange.pages.book import Book
from ilo_tui.exchange.pages.disagreement import disagreement_blocks
from ilo_tui.exchange.pages.line import Block, Span, block, wrap
from ilo_tui.exchange.pages.votes import BASES, label_of
from ilo_tui.review.adjudication import begin, settle, unfinished
from ilo_tui.review.agreement.disagreements import Disagreement
from ilo_tui.review.agreement.survey import Agreement
from ilo_tui.review.faults import ReviewError
from ilo_tui.review.records import Basis, Reviewer
from ilo_tui.review.session import ReviewSession
from ilo_tui.tui.entries import KeysBelow, key_of
from ilo_tui.tui.judge import LOW
from ilo_tui.tui.keys import bindings
from ilo_tui.tui.prompt import Prompt
from ilo_tui.tui.reviewing import Reviewing
from ilo_tui.tui.told import Pushed
from ilo_tui.tui.widgets.page import Page
from ilo_tui.tui.widgets.pane import Pane, Told

_OTHERS = 5
"""Lines that a question leaves to the votes and what is said, however low the terminal is."""


class SettleScreen(Pushed):
    """Disagreements, one after another.

    Nothing of an item is recorded before every question has an answer and a note says why. No vote is changed.
    """

    BINDINGS = bindings("answers", "settle")
    CSS_PATH = "settling.tcss"

    def __init__(  # noqa: PLR0913 - who, over what, from where
        self,
        book: Book,
        reviewing: Reviewing,
        reviewer: Reviewer,
        found: Agreement,
        first: Disagreement,
        *,
        hidden: bool,
    ) -> None:
        """Begin with the disagreement `first` of those `found`; with letters for reviewers if names are `hidden`."""
        super().__init__(book)
        self.reviewing, self.reviewer = reviewing, reviewer
        self.found, self.hidden = found, hidden
        self.one = first
        self.values: dict[str, str] = {}
        self.why = ""
        self.basis: Basis = "dossier_only"
        self.settled: set[tuple[str, str]] = set()
        self.told, self.bad = "", False
        self._shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """The votes, the question, what was saved, keys."""
        yield Pane(Page(id="item-page"), id="item", first=True)
        yield Page(id="question-page")
        yield Told(id="saved")
        yield KeysBelow(self.book)

    def on_mount(self) -> None:
        """Show the first one."""
        self.query_one("#item-page", Page).focus()
        # An adjudication that is gone on with keeps its last basis.
        with suppress(ReviewError):
            if before := unfinished(self.reviewing.library.entries(), self.reviewer.id, self.one.key):
                self.basis = before.history.last_basis
        self.write()

    def on_resize(self) -> None:
        """How high the question is depends on the room."""
        self.write()

    def write(self) -> None:
        """The votes, and the question that is open."""
        shown = (self.one.key, self.book.say.language)
        if shown != self._shown:
            # Left alone while one answers: it stays where it was scrolled to.
            self._shown = shown
            self._write_votes()
        self._entitle()
        self._write_question()
        line = self.query_one("#saved", Told)
        line.say(self.told, whole=self.bad)
        line.set_class(self.bad, "-bad")

    def _entitle(self) -> None:
        say, alike = self.book.say, self._alike()
        place, count = alike.index(self.one) + 1, len(alike)
        if self.one.one_step:
            title = say("One step apart, {n} of {all}: {item}", n=place, all=count, item=self.one.item)
        else:
            title = say("Disagreement {n} of {all}: {item}", n=place, all=count, item=self.one.item)
        basis = say("basis: {basis}", basis=say(BASES[self.basis]))
        self.query_one("#item", Pane).entitle(f"{title}  {basis}")

    def _write_votes(self) -> None:
        names = names_of(self.found.votes, self.hidden, self.book.say, self.found.agreed.values())
        blocks = disagreement_blocks(self.book, self.reviewing.items, self.found.votes, self.one, names)
        self.query_one("#item-page", Page).write(lambda width: blocks)

    def _write_question(self) -> None:
        """The whole question with its answers; without their definitions where those leave no room for the votes."""
        width, tall = max(self.app.size.width - 3, 10), self.app.size.height
        most = max(tall // 2, 3)

        def height(blocks: list[Block]) -> int:
            return sum(len(wrap(one, width)) for one in blocks) + 1

        question = self._question_blocks(defined=self.app.size.height >= LOW)
        if height(question) > most:
            question, most = self._question_blocks(defined=False), max(most, tall - _OTHERS)
        page = self.query_one("#question-page", Page)
        page.styles.height = min(height(question), most)
        page.write(lambda width: question)

    def question(self) -> Scale | None:
        """What is asked now; None once all is answered."""
        return self.reviewing.items.question(self.one.asked, self.values)

    def _question_blocks(self, *, defined: bool) -> list[Block]:
        say, scale = self.book.say, self.question()
        given = [label_of(say, self.book.dossier.scales.get(name), code) for name, code in self.values.items()]
        before = [block(say("Agreed so far: {answers}", answers=", ".join(given)), "mark")] if given else []
        if scale is None:
            return [
                *before,
                block(say("{key} writes why, and records the consensus", key=key_of(self, "why")), "heading"),
            ]
        blocks = [*before, block(say("Consensus: {question}", question=say.text(scale.question)), "heading")]
        for value in scale.values:
            told = f": {say.text(value.definition)}" if defined else ""
            blocks.append(
                Block(
                    (
                        Span(f" {key_of(self, f'answer-{value.key}')} ", "mark"),
                        Span(say.text(value.label)),
                        Span(told, "dim"),
                    ),
                    0,
                    3,
                )
            )
        return blocks

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Say something on the line above the keys."""
        self.told, self.bad = text, bad
        self.write()

    def action_answer(self, key: str) -> None:
        """Answer the open question; after the last one comes the note."""
        scale = self.question()
        value = next((one for one in scale.values if one.key == key), None) if scale else None
        if scale is None or value is None:
            self.tell(self.book.say("{key} is no answer here", key=key), bad=True)
            return
        self.values[scale.id] = value.code
        self.tell("")
        if self.question() is None:
            self.action_why()

    def action_basis(self) -> None:
        """Agree on another basis from now on."""
        names: tuple[Basis, ...] = get_args(Basis)
        self.basis = names[(names.index(self.basis) + 1) % len(names)]
        self.tell("")

    def action_take_back(self) -> None:
        """Take the last answer back; what is recorded stays."""
        if self.values:
            self.values.popitem()
        self.tell("")

    @work
    async def action_why(self) -> None:
        """Ask why, and record what is agreed."""
        say = self.book.say
        if self.question() is not None:
            self.tell(say("Answer the question first."), bad=True)
            return
        hint = say("Who agreed, and for what reason. Enter records it, Esc does not.")
        why = await self.app.push_screen_wait(Prompt(say("Why is this agreed?"), self.why, hint))
        if not why:
            self.tell(say("Not recorded: a consensus says why. {key} asks again.", key=key_of(self, "why")), bad=True)
            return
        self.why = why
        try:
            saved = await asyncio.to_thread(self._record, why)
        except ReviewError as error:
            self.tell(say("NOT SAVED: {why}", why=" ".join(error.told(say))), bad=True)
            return
        self.settled.add(self.one.key)
        told = say("Saved {time}", time=say.clock(saved))
        self._go_on(told)

    def _record(self, why: str) -> datetime:
        """Record in the unfinished adjudication that has the item, else in a new one of all that is open."""
        with closing(self._session()) as session:
            session.basis = self.basis
            return settle(session, self.one.votes, self.one.item, self.values, why)

    def _session(self) -> ReviewSession:
        library = self.reviewing.library
        if entry := unfinished(library.entries(), self.reviewer.id, self.one.key):
            return library.open(entry)
        alike = [one.key for one in self._left() if (one.asked == "attribution") == (self.one.asked == "attribution")]
        keys = list(dict.fromkeys([self.one.key, *alike]))
        return begin(library.desk, keys, self.reviewer, self.book.say.language)

    def _alike(self) -> list[Disagreement]:
        """What is gone through together: disagreements, or what is but one step apart if one began there."""
        return self.found.one_step if self.one.one_step else self.found.disagreements

    def _left(self) -> list[Disagreement]:
        return [one for one in self._alike() if not one.settled and one.key not in self.settled]

    def _go_on(self, told: str) -> None:
        left = self._left()
        if not left:
            end = self.book.say("Every disagreement is gone through.")
            self.app.notify(f"{told} · {end}", markup=False)
            self.dismiss()
            return
        after = self.found.differing.index(self.one)
        self.one = next((one for one in left if self.found.differing.index(one) > after), left[0])
        self.values, self.why = {}, ""
        self.tell(told)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss()

    def current(self) -> str | None:
        """What the cursor is on, else the item."""
        return self.query_one("#item-page", Page).target or self.one.item

    def cited(self) -> str | None:
        """What a citation is taken of: the item's record."""
        return self.one.item.partition(":")[2]
