"""Going through a disagreement: every vote and note side by side, then what is agreed, and why."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen

from ilo_tui.dossier.records import Scale
from ilo_tui.exchange.pages.book import Book
from ilo_tui.exchange.pages.disagreement import disagreement_blocks
from ilo_tui.exchange.pages.line import Block, Span, block
from ilo_tui.exchange.pages.votes import label_of
from ilo_tui.review.adjudication import begin, settle, unfinished
from ilo_tui.review.agreement.disagreements import Disagreement
from ilo_tui.review.agreement.survey import Agreement
from ilo_tui.review.faults import ReviewError
from ilo_tui.review.records import Reviewer
from ilo_tui.review.session import ReviewSession
from ilo_tui.tui.entries import KeysBelow
from ilo_tui.tui.judge import LOW
from ilo_tui.tui.keys import bindings
from ilo_tui.tui.prompt import Prompt
from ilo_tui.tui.reviewing import Reviewing
from ilo_tui.tui.widgets.page import Page
from ilo_tui.tui.widgets.pane import Pane, Told


class SettleScreen(Screen[bool]):
    """Disagreements, one after another; dismissed with whether anything was recorded.

    Nothing of an item is recorded before every question has an answer and a note says why. No vote is changed.
    """

    BINDINGS = bindings("screen", "answers", "settle")
    CSS_PATH = "judge.tcss"
    AUTO_FOCUS = "#item-page"

    def __init__(  # noqa: PLR0913, PLR0917 - who, over what, from where
        self,
        book: Book,
        reviewing: Reviewing,
        reviewer: Reviewer,
        found: Agreement,
        first: Disagreement,
        names: Mapping[str, str],
    ) -> None:
        """Begin with the disagreement `first` of those `found`; reviewers are told by their `names`."""
        super().__init__()
        self.book, self.reviewing, self.reviewer = book, reviewing, reviewer
        self.found, self.names = found, names
        self.one = first
        self.values: dict[str, str] = {}
        self.settled: set[tuple[str, str]] = set()
        self.told, self.bad = "", False

    def compose(self) -> ComposeResult:
        """The votes, the question, what was saved, keys."""
        yield Pane(Page(id="item-page"), id="item", first=True)
        yield Page(id="question-page")
        yield Told(id="saved")
        yield KeysBelow(self.book)

    def on_mount(self) -> None:
        """Show the first one."""
        self.write()

    def write(self) -> None:
        """The votes, and the question that is open."""
        say, count = self.book.say, len(self.found.differing)
        place = self.found.differing.index(self.one) + 1
        self.query_one("#item", Pane).entitle(
            say("Disagreement {n} of {all}: {item}", n=place, all=count, item=self.one.item)
        )
        blocks = disagreement_blocks(self.book, self.reviewing.items, self.found.votes, self.one, self.names)
        self.query_one("#item-page", Page).write(lambda width: blocks)
        question = self._question_blocks()
        page = self.query_one("#question-page", Page)
        page.styles.height = min(len(question) + 1, max(self.app.size.height // 2, 3))
        page.write(lambda width: question)
        line = self.query_one("#saved", Told)
        line.say(self.told, whole=self.bad)
        line.set_class(self.bad, "-bad")

    def question(self) -> Scale | None:
        """What is asked now; None once all is answered."""
        return self.reviewing.items.question(self.one.asked, self.values)

    def _question_blocks(self) -> list[Block]:
        say, scale = self.book.say, self.question()
        given = [label_of(say, self.book.dossier.scales.get(name), code) for name, code in self.values.items()]
        before = [block(say("Agreed so far: {answers}", answers=", ".join(given)), "mark")] if given else []
        if scale is None:
            return [*before, block(say("n writes why, and records the consensus"), "heading")]
        blocks = [*before, block(say("Consensus: {question}", question=say.text(scale.question)), "heading")]
        for value in scale.values:
            told = "" if self.app.size.height < LOW else f": {say.text(value.definition)}"
            blocks.append(Block((Span(f" {value.key} ", "mark"), Span(say.text(value.label)), Span(told, "dim")), 0, 3))
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
        why = await self.app.push_screen_wait(Prompt(say("Why is this agreed?"), hint=hint))
        if not why:
            self.tell(say("Not recorded: a consensus says why. n asks again, u takes the last answer back."), bad=True)
            return
        try:
            saved = await asyncio.to_thread(self._record, why)
        except ReviewError as error:
            self.tell(say("NOT SAVED: {why}", why=" ".join(error.told(say))), bad=True)
            return
        self.settled.add(self.one.key)
        told = say("Saved {time}", time=saved.astimezone().strftime("%H:%M:%S"))
        self._go_on(told)

    def _record(self, why: str) -> datetime:
        """Record in the unfinished adjudication that has the item, else in a new one of all that is open."""
        with closing(self._session()) as session:
            return settle(session, self.one.votes, self.one.item, self.values, why)

    def _session(self) -> ReviewSession:
        library = self.reviewing.library
        if entry := unfinished(library.entries(), self.reviewer.id, self.one.key):
            return library.open(entry)
        alike = [one.key for one in self._left() if (one.asked == "attribution") == (self.one.asked == "attribution")]
        keys = list(dict.fromkeys([self.one.key, *alike]))
        return begin(library.desk, keys, self.reviewer, self.book.say.language)

    def _left(self) -> list[Disagreement]:
        return [one for one in self.found.differing if not one.settled and one.key not in self.settled]

    def _go_on(self, told: str) -> None:
        left = self._left()
        if not left:
            self.app.notify(f"{told} · {self.book.say('Every disagreement is gone through.')}", markup=False)
            self.dismiss(True)
            return
        after = self.found.differing.index(self.one)
        self.one = next((one for one in left if self.found.differing.index(one) > after), left[0])
        self.values = {}
        self.tell(told)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss(bool(self.settled))

    def current(self) -> str | None:
        """What the cursor is on, else the item's record."""
        return self.query_one("#item-page", Page).target or self.one.item.partition(":")[2]
