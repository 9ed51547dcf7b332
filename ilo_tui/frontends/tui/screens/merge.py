"""Merging session files from a stick or folder: first what would be done, a key does it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.merge import MergeState, MergeTask
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.folders import home
from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.help.bindings_in_force import key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.single_page import SinglePageScreen
from ilo_tui.frontends.tui.workers import is_open, work
from ilo_tui.frontends.tui.writing import reviewing_to_write
from ilo_tui.review.merge.scan import Stage
from ilo_tui.views.markup import Block, block, width_of

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp


def _line_block(line: str) -> Block:
    """A line of the summary, with its indent."""
    return block(line.strip(), indent=len(line) - len(line.lstrip()), hang=2)


class MergeScreen(SinglePageScreen):
    """What a merge would do, file by file, then what it did."""

    BINDINGS = bindings("merge")
    SHOWS_RECORDS = False

    def __init__(self, contexts: Contexts, reviewing: ReviewerContext, source: Path) -> None:
        """Merge what lies in `source` into the reviews folder."""
        super().__init__(contexts)
        self.source = source
        disk = reviewing.repository.environment.disk
        self.merge = MergeTask([source], reviewing.folder, reviewing.items, disk, reviewing.copies)
        self.failure = ""
        """A fault of the program, as it is said in place of the files."""
        self.step = ""
        self._applying = False

    def on_mount(self) -> None:
        """Look at the files, beside the screen."""
        self._look()

    def on_unmount(self) -> None:
        """Stop what is still going on; every file is whole."""
        self.merge.stop()

    def write(self) -> None:
        """Say what is known so far."""
        self._entitle()
        blocks = self.blocks()
        self.page.write(lambda width: blocks)

    def _entitle(self) -> None:
        tr, source = self.context.tr, clean(str(self.source))
        title = tr("Merge from {folder}", folder=source)
        if width_of(title) > self.app.size.width // 2:
            # Which folder it is stands at the end of a path.
            end = f"…{os.sep}{clean(self.source.name)}"
            title = tr("Merge from {folder}", folder=end)
        self.set_title(f"{title} · {self.step}" if self.step else title)

    def blocks(self) -> list[Block]:
        """Faults; else what was done, what each file is, and who reviewed."""
        tr, plan = self.context.tr, self.merge.plan
        if faults := [self.failure] if self.failure else self.merge.fault_lines(tr):
            return [block(line, "warn", hang=2) for line in faults]
        if plan is None:
            return [block(tr("Looking at the files ..."), "dim")]
        return [
            *self._state(),
            Block(),
            *(_line_block(line) for line in (*plan.summary(tr), *self.merge.copies_lines(tr))),
            Block(),
            *(
                block(report.localise(tr), "warn" if report.needs_person else "", hang=2)
                for report in self.merge.reports()
            ),
        ]

    def _state(self) -> list[Block]:
        """Whether it is done, still to do, or there is nothing to do."""
        tr, outcome = self.context.tr, self.merge.outcome
        if outcome:
            message = tr.many("Merged: 1 file written.", "Merged: {n} files written.", outcome.written)
            return [block(message, "mark"), *(block(line, "warn", hang=2) for line in outcome.localise(tr))]
        if self.merge.has_steps:
            message = tr(
                "Nothing is written yet. {merge} merges, {back} leaves everything as it is.",
                merge=key_of(self, "apply-merge"),
                back=key_of(self, "back"),
            )
            return [block(message, "mark")]
        return [block(tr("There is nothing new to merge here."), "mark")]

    def current(self) -> str | None:
        """Nothing here is reviewed."""
        return None

    def _on_progress(self, stage: Stage, count: int, total: int) -> None:
        if count % 50 == 0:
            self.app.call_from_thread(self._step, f"{count}/{total}" if total else str(count))

    def _step(self, step: str) -> None:
        self.step = step
        self._entitle()

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        self._write_after(self.merge.look(self._on_progress))

    def action_apply_merge(self) -> None:
        """Merge, once it is known what there is."""
        if self.merge.may_apply and not self._applying:
            self._applying = True
            self._apply()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Merging is offered while there is something to merge."""
        return action != "apply_merge" or (self.merge.may_apply and not self._applying)

    @work(thread=True, exclusive=True)
    def _apply(self) -> None:
        self._write_after(self.merge.apply(self._on_progress))

    def _write_after(self, state: MergeState) -> None:
        """Show what came of it, from the worker's thread; a screen that is gone shows nothing."""
        if state is not MergeState.STOPPED:
            self.app.call_from_thread(self._written)

    def work_failed(self, group: str, line: str) -> None:
        """Say it in the place of the files."""
        self.failure = line
        self._written()

    def _written(self) -> None:
        self.step = ""
        if is_open(self):
            self.write()
            self.refresh_bindings()


async def merge_from(app: IloApp) -> None:
    """Pick a folder, and show what merging its session files would do; what keeps one from it is shown."""
    from ilo_tui.frontends.tui.dialogs.choosing import ChooseFolder

    tr = app.context.tr
    reviewing = reviewing_to_write(app, tr("Read only: nothing is written, so nothing can be merged."))
    if reviewing is None:
        return
    folders = ChooseFolder(lambda: app.context.tr, lambda: app.context.tr("Merge from"), home())
    if picked := await app.push_screen_wait(folders):
        app.push_screen(MergeScreen(app.contexts, reviewing, Path(picked)), lambda _: app.rewrite())
