"""A merge of session files into one folder, from the sources to what came of it.

It is READY until `look`, LOOKING meanwhile, and then PLANNED: `plan` says what would be done, and nothing is written.
`apply` does it, APPLYING meanwhile, and ends FINISHED: `outcome` says what was done. From either it may come to

- REFUSED: `fault` says what keeps it from going on; every file is whole, and the same merge may be begun again;
- STOPPED: `stop` was called; what was being written is whole, the rest is as it was.

`look` and `apply` block; `stop` and the progress may be used from another thread meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from functools import partial
from pathlib import Path
from threading import Event

from ilo_tui.app.copies_merge import CopiesMerge
from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.errors import AppError, StoppedError, UsageError
from ilo_tui.core.paths import expand
from ilo_tui.core.translator import N_, Translator
from ilo_tui.review import merge
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.merge.file_report import FileReport
from ilo_tui.review.merge.scan import Progress, Stage, no_progress

STAGES: dict[Stage, str] = {
    "looking": N_("looking for files"),
    "reading": N_("reading"),
    "comparing": N_("comparing"),
    "writing": N_("writing"),
}
"""What a merge does at the moment, for a line of progress."""


class MergeState(Enum):
    """Where a merge stands."""

    READY = auto()
    LOOKING = auto()
    PLANNED = auto()
    APPLYING = auto()
    FINISHED = auto()
    REFUSED = auto()
    STOPPED = auto()


class MergeTask:
    """One merge of some sources into a folder; it looks once and is applied at most once."""

    def __init__(
        self,
        sources: Sequence[Path],
        into: Path,
        items: Items,
        disk: Disk = DISK,
        copies: CopiesFolder | None = None,
    ) -> None:
        """Nothing is looked at before `look`; a `disk` that is only read refuses to `apply`.

        Copies of sources come along where `copies` says into which folder.
        """
        self.sources, self.into = tuple(sources), into
        self.state = MergeState.READY
        self.plan: merge.Plan | None = None
        self.outcome: merge.Outcome | None = None
        self.fault: AppError | None = None
        self._items, self._disk = items, disk
        self.copies = CopiesMerge(self.sources, copies, disk) if copies else None
        self._stop = Event()

    def look(self, progress: Progress = no_progress) -> MergeState:
        """Work out what would be done, by reading alone."""
        if self.state is not MergeState.READY:
            message = "a merge looks once"
            raise RuntimeError(message)
        self.state = MergeState.LOOKING
        try:
            self.plan = merge.plan(self.sources, self.into, self._items, self._stoppable(progress))
            if self.copies:
                self.copies.look(partial(self._stoppable(progress), "comparing"))
        except (ReviewError, StoppedError) as error:
            return self._end(error)
        self.state = MergeState.PLANNED
        return self.state

    @property
    def may_apply(self) -> bool:
        """Whether something is planned that is not done yet."""
        return self.state is MergeState.PLANNED and self.has_steps

    @property
    def has_steps(self) -> bool:
        """Whether anything was planned, done or not."""
        return bool((self.plan and self.plan.steps) or (self.copies and self.copies.plan.copies))

    def apply(self, progress: Progress = no_progress) -> MergeState:
        """Do what is planned; a second call, or one with nothing planned, does nothing."""
        plan = self.plan
        if plan is None or self.state is not MergeState.PLANNED:
            return self.state
        self.state = MergeState.APPLYING
        try:
            self.outcome = merge.apply_plan(plan, self._stoppable(progress), self._disk)
            if self.copies:
                self.copies.apply(partial(self._stoppable(progress), "writing"))
        except (ReviewError, StoppedError) as error:
            return self._end(error)
        self.state = MergeState.FINISHED
        return self.state

    def stop(self) -> None:
        """End it between two files; what is done stays done, and merging once more does the rest."""
        self._stop.set()

    def _stoppable(self, progress: Progress) -> Progress:
        def on_progress(stage: Stage, count: int, total: int) -> None:
            if self._stop.is_set():
                raise StoppedError
            progress(stage, count, total)

        return on_progress

    def _end(self, error: ReviewError | StoppedError) -> MergeState:
        self.state = MergeState.STOPPED if isinstance(error, StoppedError) else MergeState.REFUSED
        self.fault = error
        return self.state

    @property
    def exit_code(self) -> int:
        """0 merged, or nothing to do; 1 something needs a person; else that of what kept it from going on."""
        if self.fault:
            return self.fault.exit_code
        if self.copies and self.copies.fault:
            return self.copies.fault.exit_code
        parts = (self.plan, self.outcome, self.copies)
        return 1 if any(part and part.needs_person for part in parts) else 0

    def reports(self) -> list[FileReport]:
        """What comes of each file, those first that need a person."""
        return sorted(self.plan.reports, key=lambda report: not report.needs_person) if self.plan else []

    def copies_lines(self, tr: Translator) -> list[str]:
        """What comes of copies of sources; nothing where no source has any."""
        return self.copies.lines(tr) if self.copies and not self.fault else []

    def fault_lines(self, tr: Translator) -> list[str]:
        """What keeps it from going on, and how to mend it; nothing where nothing does, or it was stopped."""
        return self.fault.localise(tr) if self.fault and self.state is MergeState.REFUSED else []


def typed_sources(typed: Sequence[str]) -> list[Path]:
    """The sources that somebody typed; raises `UsageError` of an empty one, `PathError` of one that can be no path."""
    if not all(typed):
        raise UsageError(N_("An empty name is no file and no folder; . is the folder that you are in."))
    return [expand(source) for source in typed]
