"""Gathering session files from a stick or folder: first what would be done, a key does it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.errors import StoppedError
from ilo_tui.core.folders import home
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow, key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.workers import work
from ilo_tui.review import merge
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.merge.scan import Stage
from ilo_tui.views.markup import Block, block, width_of

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp


def _line_block(line: str) -> Block:
    """A line of the summary, with its indent."""
    return block(line.strip(), indent=len(line) - len(line.lstrip()), hang=2)


class MergeScreen(RecordScreen):
    """What a merge would do, file by file, then what it did."""

    BINDINGS = bindings("merge")
    SHOWS_RECORDS = False

    def __init__(self, contexts: Contexts, reviewing: ReviewerContext, source: Path) -> None:
        """Merge what lies in `source` into the reviews folder."""
        super().__init__(contexts)
        self.reviewing, self.source = reviewing, source
        self.plan: merge.Plan | None = None
        self.outcome: merge.Outcome | None = None
        self.faults: list[str] = []
        self.step = ""
        self._started = self._stopped = False

    def compose(self) -> ComposeResult:
        """The page and the keys."""
        yield Pane(Page(id="page"), id="record")
        yield KeysBelow(self.contexts)

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
        self._entitle()
        blocks = self.blocks()
        self.query_one(Page).write(lambda width: blocks)

    def _entitle(self) -> None:
        tr, source = self.context.tr, clean(str(self.source))
        title = tr("Gather from {folder}", folder=source)
        if width_of(title) > self.app.size.width // 2:
            # Which folder it is stands at the end of a path.
            title = tr("Gather from {folder}", folder=f"…{os.sep}{clean(self.source.name)}")
        self.query_one(Pane).set_title(f"{title} · {self.step}" if self.step else title)

    def blocks(self) -> list[Block]:
        """Faults; else what was done, what each file is, and who reviewed."""
        tr = self.context.tr
        if self.faults:
            return [block(line, "warn", hang=2) for line in self.faults]
        if self.plan is None:
            return [block(tr("Looking at the files ..."), "dim")]
        files = sorted(
            zip(self.plan.reports, self.plan.lines(tr), strict=True), key=lambda pair: not pair[0].needs_person
        )
        return [
            *self._state(self.plan),
            Block(),
            *(_line_block(line) for line in self.plan.summary(tr)),
            Block(),
            *(block(line, "warn" if row.needs_person else "", hang=2) for row, line in files),
        ]

    def _state(self, plan: merge.Plan) -> list[Block]:
        """Whether it is done, still to do, or there is nothing to do."""
        tr = self.context.tr
        if self.outcome:
            message = tr.many("Gathered: 1 file written.", "Gathered: {n} files written.", self.outcome.written)
            return [block(message, "mark"), *(block(line, "warn", hang=2) for line in self.outcome.localise(tr))]
        if plan.steps:
            message = tr(
                "Nothing is written yet. {gather} gathers, {back} leaves everything as it is.",
                gather=key_of(self, "carry-out"),
                back=key_of(self, "back"),
            )
            return [block(message, "mark")]
        return [block(tr("There is nothing new to gather here."), "mark")]

    def current(self) -> str | None:
        """Nothing here is reviewed."""
        return None

    def _on_progress(self, stage: Stage, count: int, total: int) -> None:
        if self._stopped:
            raise StoppedError
        if count % 50 == 0:
            self.app.call_from_thread(self._step, f"{count}/{total}" if total else str(count))

    def _step(self, step: str) -> None:
        self.step = step
        self._entitle()

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        try:
            self.plan = merge.plan([self.source], self.reviewing.folder, self.reviewing.items, self._on_progress)
        except ReviewError as error:
            self.faults = error.localise(self.context.tr)
        except StoppedError:
            return
        self.app.call_from_thread(self._written)

    def action_gather(self) -> None:
        """Merge, once it is known what there is."""
        if self.plan and self.plan.steps and not self._started:
            self._started = True
            self._apply_plan(self.plan)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Merging is offered while there is something to merge."""
        return action != "gather" or bool(self.plan and self.plan.steps and not self._started)

    @work(thread=True, exclusive=True)
    def _apply_plan(self, plan: merge.Plan) -> None:
        try:
            self.outcome = merge.apply_plan(plan, self._on_progress)
        except ReviewError as error:
            self.faults = error.localise(self.context.tr)
        except StoppedError:
            return
        self.app.call_from_thread(self._written)

    def work_failed(self, group: str, line: str) -> None:
        """Say it in the place of the files."""
        self.faults = [line]
        self._written()

    def _written(self) -> None:
        self.step = ""
        if self.is_mounted:
            self.write()
            self.refresh_bindings()


async def gather_from(app: IloApp) -> None:
    """Pick a folder, and show what merging its session files would do; what keeps one from it is shown."""
    from ilo_tui.frontends.tui.dialogs.choosing import ChooseFolder

    tr = app.context.tr
    if app.settings.flag("read_only"):
        app.show_message(tr("Read only: nothing is written, so nothing can be gathered."), bad=True)
        return
    try:
        reviewing = app.reviewing
    except ReviewError as error:
        app.show_message(join_sentences(error.localise(tr)), bad=True)
        return
    folders = ChooseFolder(lambda: app.context.tr, lambda: app.context.tr("Gather from"), home())
    if picked := await app.push_screen_wait(folders):
        app.push_screen(MergeScreen(app.contexts, reviewing, Path(picked)), lambda _: app.rewrite())
