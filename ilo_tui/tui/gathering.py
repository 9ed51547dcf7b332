"""Gathering session files from a stick or folder: first what would be done, Enter does it."""

from __future__ import annotations

from pathlib import Path

from textual import work
from textual.app import ComposeResult

from ilo_tui.exchange.pages.book import Book
from ilo_tui.exchange.pages.line import Block, block
from ilo_tui.review import merging
from ilo_tui.review.faults import ReviewError
from ilo_tui.review.merging.gather import Stage
from ilo_tui.review.merging.people import same_names
from ilo_tui.text import clean
from ilo_tui.tui.entries import KeysBelow
from ilo_tui.tui.keys import bindings
from ilo_tui.tui.reviewing import Reviewing
from ilo_tui.tui.told import Pushed
from ilo_tui.tui.widgets.page import Page
from ilo_tui.tui.widgets.pane import Pane


class StoppedError(Exception):
    """The screen was closed while files were gathered."""


class GatherScreen(Pushed):
    """What a merge would do, file by file, then what it did."""

    BINDINGS = bindings("gather")

    def __init__(self, book: Book, reviewing: Reviewing, source: Path) -> None:
        """Gather what lies in `source` into the reviews folder."""
        super().__init__(book)
        self.reviewing, self.source = reviewing, source
        self.plan: merging.Plan | None = None
        self.done: merging.Outcome | None = None
        self.faults: list[str] = []
        self.step = ""
        self._stopped = False

    def compose(self) -> ComposeResult:
        """The page and the keys."""
        yield Pane(Page(id="page"), id="record")
        yield KeysBelow(self.book)

    def on_mount(self) -> None:
        """Look at the files, beside the screen."""
        self.query_one(Page).focus()
        self.write()
        self._look()

    def on_unmount(self) -> None:
        """Stop what is still going on; every file is whole."""
        self._stopped = True

    def write(self) -> None:
        """Say what is known so far."""
        say = self.book.say
        title = say("Gather from {folder}", folder=clean(str(self.source)))
        self.query_one(Pane).entitle(f"{title} · {self.step}" if self.step else title)
        blocks = self.blocks()
        self.query_one(Page).write(lambda width: blocks)

    def blocks(self) -> list[Block]:
        """Faults; else what was done, what each file is, and who reviewed."""
        say = self.book.say
        if self.faults:
            return [block(line, "warn", hang=2) for line in self.faults]
        if self.plan is None:
            return [block(say("Looking at the files ..."), "dim")]
        role = "warn" if self.plan.needs_person else ""
        blocks = [block(line, role) for line in self.plan.summary(say)]
        if self.done is None and self.plan.steps:
            blocks.insert(0, block(say("Nothing is written yet. m gathers, Esc leaves everything as it is."), "mark"))
        blocks += [block(line, "mark") for line in self.done.told(say)] if self.done else []
        blocks += [
            Block(),
            *(
                block(line, "warn" if row.needs_person else "", hang=2)
                for row, line in zip(self.plan.rows, self.plan.lines(say), strict=True)
            ),
        ]
        people = [line for one in self.plan.people if one.noteworthy for line in one.told(say)]
        notes = [*same_names(self.plan.people, say), *people]
        return [*blocks, Block(), *(block(line, "warn", hang=2) for line in notes)]

    def current(self) -> str | None:
        """Nothing here is reviewed."""
        return None

    def _tell(self, stage: Stage, done: int, total: int) -> None:
        if self._stopped:
            raise StoppedError
        if done % 50 == 0:
            self.app.call_from_thread(self._step, f"{done}/{total}" if total else str(done))

    def _step(self, step: str) -> None:
        self.step = step
        self.query_one(Pane).entitle(f"{clean(str(self.source))} · {step}")

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look(self) -> None:
        try:
            self.plan = merging.plan([self.source], self.reviewing.folder, self.reviewing.items, self._tell)
        except ReviewError as error:
            self.faults = error.told(self.book.say)
        except StoppedError:
            return
        self.app.call_from_thread(self._written)

    def action_gather(self) -> None:
        """Gather, once it is known what there is."""
        if self.plan and self.plan.steps and self.done is None:
            self._carry_out(self.plan)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _carry_out(self, plan: merging.Plan) -> None:
        try:
            self.done = merging.carry_out(plan, self._tell)
        except ReviewError as error:
            self.faults = error.told(self.book.say)
        except StoppedError:
            return
        self.app.call_from_thread(self._written)

    def _written(self) -> None:
        self.step = ""
        self.write()
