"""Carrying out a merge: every file is found whole, the old or the new one, whenever the power goes or a person stops.

First everything new is written and flushed, then sessions are replaced, each under its lock and with the old state kept
aside before, then what is no longer needed goes aside. `.ilo-tui/aside/` is only a net below: what is there is held by
the files one sees. What is stopped halfway is finished by merging once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.files import ensure_folder, move_file, read_small, refuse_links, replace_file
from ilo_tui.core.translator import N_, Translator
from ilo_tui.review.errors import ReviewError, save_failed
from ilo_tui.review.journal_reading import without_mark
from ilo_tui.review.lock import HIDDEN, SessionLock
from ilo_tui.review.merge.content import LIMIT, read_again
from ilo_tui.review.merge.deferred import DeferredFlush
from ilo_tui.review.merge.plan import Plan, Step
from ilo_tui.review.merge.scan import Progress, no_progress

BACKUP = "aside"
_AT_ONCE = 64
"""So many sessions are locked at a time: each lock is an open file, and a process may have few of those."""
_MERGE = "merge"

_HELD = N_("another program is in this session: left as it is")
_DRAFT_HELD = N_("another program is in this draft: left as it is")
_CHANGED = N_("it was changed or taken away meanwhile: left as it is")


@dataclass
class Outcome:
    """What was done: how many files were written or replaced, how many went aside, and what was left and why."""

    written: int = 0
    retired: int = 0
    skipped: list[tuple[Path, str]] = field(default_factory=list)

    @property
    def needs_person(self) -> bool:
        """Whether something could not be done."""
        return bool(self.skipped)

    def localise(self, tr: Translator) -> list[str]:
        """A line for each file that was left, and what to do."""
        lines = [line for path, message in self.skipped for line in ReviewError(message, "", path).localise(tr)]
        return [*lines, tr("Merge once more when nobody is in these files.")] if lines else []


def apply_plan(plan: Plan, progress: Progress = no_progress, disk: Disk = DISK) -> Outcome:
    """Do what was planned; where there is nothing to do, nothing is touched.

    Raises `SaveFailedError` where the folder cannot be written to, or `ReviewError` where another merge writes into it.
    What `progress` raises, or Ctrl+C, stops it between two files.
    """
    if not plan.steps:
        return Outcome()
    merge = _Merge(plan.into, disk, progress, len(plan.steps))
    try:
        ensure_folder(plan.into, disk)
        with _only_merge(plan.into, disk):
            merge.run(plan.steps)
    except OSError as error:
        raise save_failed(plan.into, error) from error
    return merge.outcome


@contextmanager
def _only_merge(into: Path, disk: Disk) -> Iterator[None]:
    lock = SessionLock(into, _MERGE, disk)
    if lock.acquire() is not None:
        message = N_("another program is merging into this folder")
        raise ReviewError(message, N_("Wait until it is done, and merge once more."), into)
    try:
        yield
    finally:
        lock.release()


class _Merge:
    """One merge into one folder."""

    def __init__(self, into: Path, disk: Disk, progress: Progress, total: int) -> None:
        self.outcome = Outcome()
        self._into, self._disk, self._progress, self._total = into, disk, progress, total
        self._folders = DeferredFlush(disk.sync_folder)
        self._completed = 0
        self._missing: set[str] = set()

    def run(self, steps: Sequence[Step]) -> None:
        """Do all steps, in the order in which nothing is ever missing."""
        self._refuse_links(steps)
        for step in steps:
            if not step.instead:
                self._write_new(step)
        self._folders.flush()
        later = [step for step in steps if step.instead]
        for start in range(0, len(later), _AT_ONCE):
            with ExitStack() as locks:
                self._change(later[start : start + _AT_ONCE], locks)

    def _refuse_links(self, steps: Sequence[Step]) -> None:
        """Raise `LinkError` where something would be written through a link, before anything is."""
        folders = {(self._into / step.name).parent for step in steps}
        for folder in folders | {self._backup_path(step).parent for step in steps if step.instead}:
            refuse_links(self._into, folder)

    def _write_new(self, step: Step) -> None:
        path = self._into / step.name
        if path.exists() or path.is_symlink():
            self._leave(step, _CHANGED)
        else:
            self._write(path, step)
        self._step_done()

    def _change(self, steps: Iterable[Step], locks: ExitStack) -> None:
        """Replace files, or take them away, once the old ones are safely kept aside."""
        ready = [step for step in steps if self._ready(step, locks)]
        for step in ready:
            if step.content is not None:
                self._back_up(step)
        self._folders.flush()
        for step in ready:
            if step.content is not None:
                self._write(self._into / step.name, step)
                self._step_done()
        self._folders.flush()
        for step in ready:
            if step.content is None:
                self._retire(step)
                self._step_done()
        self._folders.flush()

    def _ready(self, step: Step, locks: ExitStack) -> bool:
        """Whether the file is the one that was looked at, and nobody but us may change it now."""
        path = self._into / step.name
        lock = SessionLock(self._into, path.stem, self._disk)
        if path.parent == self._into and lock.acquire() is not None:
            self._leave(step, _DRAFT_HELD if step.content and step.content.is_draft else _HELD)
            self._step_done()
            return False
        locks.callback(lock.release)
        if step.held_by not in self._missing and self._same(path, step.instead):
            return True
        self._leave(step, _CHANGED)
        self._step_done()
        return False

    def _same(self, path: Path, sha: str) -> bool:
        with suppress(FileNotFoundError):
            data = b"" if path.is_symlink() else read_small(path, LIMIT)
            # A file of the folder may have a mark of an editor's, without which it is looked at.
            return sha in {sha256(content).hexdigest() for content in (data, without_mark(data))}
        return False

    def _back_up(self, step: Step) -> None:
        path = self._backup_path(step)
        self._put(path, read_small(self._into / step.name, LIMIT))

    def _retire(self, step: Step) -> None:
        if step.held_by in self._missing:
            return
        path = self._backup_path(step)
        ensure_folder(path.parent, self._disk)
        source = self._into / step.name
        move_file(source, path, self._disk, sync_folder=self._folders.put_off)
        self.outcome.retired += 1
        if source.parent != self._into:
            # What was kept as damaged has come whole; its folder goes with the last of them.
            with suppress(OSError):
                source.parent.rmdir()
                self._folders.forget(source.parent)

    def _backup_path(self, step: Step) -> Path:
        name = Path(step.name)
        return self._into / HIDDEN / BACKUP / f"{name.stem}-{step.instead[:16]}{name.suffix}"

    def _write(self, path: Path, step: Step) -> None:
        if step.content is None:
            return
        try:
            data = read_again(step.content)
        except ReviewError:
            self._leave(step, _CHANGED)
            return
        self._put(path, data)
        self.outcome.written += 1

    def _put(self, path: Path, data: bytes) -> None:
        """Write one file; stopped in the middle, nothing of it stays."""
        ensure_folder(path.parent, self._disk)
        replace_file(path, data, self._disk, sync_folder=self._folders.put_off)

    def _leave(self, step: Step, why: str) -> None:
        self.outcome.skipped.append((self._into / step.name, why))
        if step.content is not None:
            self._missing.add(step.content.sha)

    def _step_done(self) -> None:
        self._completed += 1
        self._progress("writing", self._completed, self._total)
