"""Every point between two calls of a save, stopped there: what is found afterwards, after a kill and after a power cut.

    python -m tests.review.crashpoints          prints docs/crash-points.md, which is made by this script alone

A kill is real: a process of its own does the operation and ends itself right after the call. A power cut is modelled by
`powercut`: everything that the disk may or may not have of what was not flushed is laid out in a folder. Then in both
cases the program's own readers look, the session is opened again, and one more decision is saved in it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import UnreadableDraftError, UnreadableSessionError
from ilo_tui.review.opening import open_session
from ilo_tui.review.reviewers import reviewer_for, writer_id
from ilo_tui.review.session_reading import read_session
from tests.review.crashdisk import Points
from tests.review.crashscenes import ITEM, OPERATIONS, Operation, Scene, Snapshot, snapshot, torn
from tests.review.merge.help import QUICK, contents
from tests.review.powercut import Remains

DOCUMENT = Path(__file__).parents[2] / "docs" / "crash-points.md"


@dataclass(frozen=True)
class Row:
    """One point: the call before it, and the states found after a kill and after a power cut there."""

    call: str
    killed: str
    cut: tuple[str, ...]
    remains: int


@dataclass(frozen=True)
class Judge:
    """Tells the state that is found by those before and after an operation."""

    operation: Operation
    old: Snapshot
    new: Snapshot

    def state(self, snapshot: Snapshot) -> str:
        """`old`, `new`, or which parts are new already; what is neither, or out of order, begins with `BROKEN`."""
        parts = self.operation.parts
        for part, subject in snapshot.items():
            if subject not in ({self.old[part], self.new[part]} if part in parts else {self.old[part]}):
                return f"BROKEN {part}: {subject}"
        if self.old == self.new:
            return "as it was"
        news = [snapshot[part] == self.new[part] for part in parts]
        if sorted(news, reverse=True) != news:
            return f"BROKEN order: {dict(zip(parts, news, strict=True))}"
        if len(set(news)) == 1:
            return "new" if news[0] else "old"
        index = news.index(False)
        return f"{' and '.join(parts[:index])} new, {' and '.join(parts[index:])} old"

    def after(self, folder: Path) -> str:
        """The state in a folder, once it is proved that one can go on from there."""
        state = self.state(snapshot(folder))
        matches = [path for path in folder.rglob(".*.tmp") if path.is_file()]
        return (state + (" (+ half file)" if matches else "")) if self._goes_on(folder) else f"BROKEN, held: {state}"

    def _goes_on(self, folder: Path) -> bool:
        """Whether what was stopped is in nobody's way: sessions open for writing, a merge is finished by another."""
        scene = Scene(folder, QUICK)
        if self.operation.again:
            self.operation.act(scene)
            return all(snapshot(folder)[part] == self.new[part] for part in self.operation.again)
        if not self._changes(scene):
            return False
        for path in (*scene.reviews.glob("*.json"), *(folder / "stick").glob("*.json")):
            if not self._writes(scene.desk, path):
                return False
        state = folder / "state"
        return bool(reviewer_for(state, "Somebody Else", disk=QUICK)) and len(writer_id(state, QUICK)) == 16

    def _changes(self, scene: Scene) -> bool:
        """Whether every draft opens for its author and takes one more change, unless it is finished."""
        for entry in scene.drafts.entries():
            draft = scene.drafts.open(entry)
            if draft.read_only is None:
                draft.change("evidence", "one-more", {"id": "one-more"})
            draft.close()
            if (draft.read_only.code if draft.read_only else "open") != entry.state:
                return False
        return True

    def _writes(self, desk: ReviewEnvironment, path: Path) -> bool:
        try:
            finished = read_session(path).session.finished is not None
        except UnreadableDraftError:
            return True
        except UnreadableSessionError:
            return self.operation.prepare is torn
        session = open_session(desk, path)
        code = session.read_only.code if session.read_only else ""
        if not code:
            session.flag(ITEM, True)
        session.close()
        return code == ("finished" if finished else "")


def rows_of(operation: Operation, forget: frozenset[str] = frozenset()) -> list[Row]:
    """Stop an operation at every point, in both ways; `forget` as `Points` takes it."""
    # They are made once, here, so that every process merges the same.
    contents()
    with TemporaryDirectory() as name:
        folder = Path(name)
        points, judge = _without_a_stop(operation, Points(folder / "whole", forget=forget))
        rows = []
        for number, call in enumerate(points.calls, 1):
            killed = judge.after(_killed(operation, Points(folder / f"kill-{number}", number)))
            all_remains = points.cuts[number - 1]
            cuts = [
                _laid_out(all_remain, points, folder / f"cut-{number}-{n}") for n, all_remain in enumerate(all_remains)
            ]
            rows.append(Row(call, killed, tuple(sorted({judge.after(cut) for cut in cuts})), len(cuts)))
        return rows


def _without_a_stop(operation: Operation, points: Points) -> tuple[Points, Judge]:
    """The operation without a stop, and the states before and after it."""
    with points.locks():
        scene = _prepared(operation, points)
        old = snapshot(scene.folder)
        points.recording = True
        operation.act(scene)
        points.recording = False
        new = snapshot(scene.folder)
        scene.close()
    return points, Judge(operation, old, new)


def _prepared(operation: Operation, points: Points) -> Scene:
    points.folder.mkdir()
    scene = Scene(points.folder, points)
    operation.prepare(scene)
    return scene


def _killed(operation: Operation, points: Points) -> Path:
    """A process that does the operation and is ended by `points` at its number; nothing of it is tidied up."""
    child = os.fork()
    if child == 0:
        try:
            with points.locks():
                scene = _prepared(operation, points)
                points.recording = True
                operation.act(scene)
        finally:
            # It was to end before.
            os._exit(1)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0:
        raise RuntimeError(f"{operation.name} did not come to its point {points.folder.name}")
    return points.folder


def _laid_out(remains: Remains, points: Points, folder: Path) -> Path:
    """What a power cut leaves, as a folder."""
    folder.mkdir()
    for path, data in remains.items():
        target = folder / path.relative_to(points.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


_HEAD = """\
# Crash points

Made by `python -m tests.review.crashpoints > docs/crash-points.md`; a test checks that it is current.

Every save of ilo-tui is a row of calls to the operating system. Below, each operation that saves something is stopped
after each of its calls, once by a kill and once by a power cut, and then the program's own readers look at what is
there: {points} points in {operations} operations, and after a power cut {remains} states of the disk.

**After a kill**: a process of its own does the operation and ends itself right after the call, as `kill -9` would end
it. What was written until then is there; the lock goes with the process.

**After a power cut**: what was flushed is there. Of what was not, anything may be: nothing, zeros, half or all of a
file, and a renamed or removed file under the old or the new name. Every such state is tried.

What the two columns say:

- **old**: everything is whole, as it was before the operation. **new**: everything is whole, as it is after it.
- **old / new**: one of the two, by what the disk had written when the power went.
- **session new, note old** and the like: the operation changes several things, and the first of them is done. Nothing
  is ever missing on the way: a note is saved before what was typed of it is removed, a session is kept aside before it
  is replaced.
- **+ half file**: there is a hidden file `.….tmp` as well. No reader looks at it, and the next opening of that session
  takes it away; of a session that was never begun it stays, hidden, and does no harm.

At every point the next start is free: sessions open for writing and take one more decision, no lock is in the way, and
a merge is brought to its end by merging once more.

The last row of an operation is what the program acknowledges with "Saved": where it says *new*, no power cut takes it
back. Only giving up a half-typed note may be taken back: then the note is offered again.

S stands for the name of a session or draft, # for a hash. This is no proof about a disk that says that it has flushed
and has not, nor about one that fails; and on a file system without a journal (FAT, as on most sticks) a rename itself
is not one step, so that a power cut just there may need the copy that the reviewer's own machine still has.
"""


def document() -> str:
    """All tables, as docs/crash-points.md has them."""
    tables = {operation.name: rows_of(operation) for operation in OPERATIONS}
    every = [row for rows in tables.values() for row in rows]
    remains = sum(row.remains for row in every)
    lines = [_HEAD.format(points=len(every), operations=len(tables), remains=remains)]
    for name, rows in tables.items():
        lines += [f"## {name}", "", *table(rows), ""]
    return "\n".join(lines)


def table(rows: Iterable[Row]) -> list[str]:
    """The points of one operation as a table of Markdown."""
    lines = ["| | Call | After a kill | After a power cut |", "|--:|---|---|---|"]
    return lines + [f"| {n} | {row.call} | {row.killed} | {_states_line(row.cut)} |" for n, row in enumerate(rows, 1)]


def _states_line(states: Iterable[str]) -> str:
    order = ("BROKEN", "as it was", "old", "session", "kept", "new")
    return " / ".join(
        sorted(states, key=lambda state: (next(n for n, word in enumerate(order) if word in state), state))
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the document, or the table of one operation, with a call left out if asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.review.crashpoints")
    parser.add_argument("--only", metavar="OPERATION", choices=[operation.name for operation in OPERATIONS])
    parser.add_argument("--forget", choices=("sync", "sync_folder"), action="append", default=[])
    options = parser.parse_args(arguments)
    if options.only:
        operation = next(operation for operation in OPERATIONS if operation.name == options.only)
        print(*table(rows_of(operation, frozenset(options.forget))), sep="\n")
    else:
        sys.stdout.write(document())


if __name__ == "__main__":
    main()
