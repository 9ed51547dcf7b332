"""A power cut after any system call of any save: the old or the new state is found, and nothing acknowledged is lost.

The same harness with one flush left out loses something, so it is known to see loss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ilo_tui.core.disk import Disk
from ilo_tui.review.errors import UnreadableSessionError
from ilo_tui.review.model import JournalRecord
from ilo_tui.review.opening import open_session
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_reading import Loaded, parse_session
from ilo_tui.review.unfinished_notes import UnfinishedNote, UnfinishedNotes
from tests.review.help import begun, desk_at, judge
from tests.review.powercut import PowerCutDisk, Remains


class Judge:
    """Looks at what cuts leave and counts what is lost of what was acknowledged until then."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.acknowledged: list[JournalRecord] = []
        self.expected: list[JournalRecord] = []
        self.code: str | None = None
        self.calls: Counter[str] = Counter()
        self.cuts = 0
        self.losses: list[str] = []

    def look(self, call: str, all_remains: Iterator[Remains]) -> None:
        """Try every remains of a cut after this call."""
        self.calls[call] += 1
        for remains in all_remains:
            self.cuts += 1
            if self.path is not None and (fault := self.fault(remains)):
                self.losses.append(f"{call}: {fault}")

    def fault(self, remains: Remains) -> str | None:
        """What is wrong with the session file after a cut."""
        assert self.path is not None
        if self.path not in remains:
            return "there is no file"
        try:
            session = parse_session(self.path, remains[self.path])
        except UnreadableSessionError as error:
            return str(error)
        return self.missing(session)

    def missing(self, loaded: Loaded) -> str | None:
        """What the file lacks of what was acknowledged, or has that nobody meant."""
        known = len(self.acknowledged)
        if list(loaded.records[:known]) != self.acknowledged:
            return f"{len(loaded.records)} of {known} acknowledged records"
        if self.code and loaded.session.check_code != self.code:
            return "finished was acknowledged"
        return None if len(loaded.records) <= known + 1 else "records from nowhere"

    def acknowledge(self, session: ReviewSession) -> None:
        """Take over what the session says is saved."""
        self.path, self.acknowledged = session.path, list(session.history.records)


def work(folder: Path, judge_: Judge, forget: frozenset[str] = frozenset()) -> None:
    """A session of every kind of save, with a pause in it, on a disk that may be cut after any call."""
    desk = desk_at(folder, PowerCutDisk(judge_.look, forget))
    session = begun(desk)
    judge_.acknowledge(session)
    for item in ("evidence:e1", "evidence:e2", "evidence:e3"):
        session.answer(item, "verdict", "holds")
        judge_.acknowledge(session)
        session.note(item, f"note on {item}")
        judge_.acknowledge(session)
    session.undo()
    judge_.acknowledge(session)
    session.observe("cell:p1/output", "seen")
    judge_.acknowledge(session)
    session.close()
    session = open_session(desk, session.path)
    session.skip("evidence:e4")
    judge_.acknowledge(session)
    judge_.code = session.finish()
    judge_.acknowledge(session)
    session.close()


def test_nothing_acknowledged_is_lost_after_any_call(tmp_path: Path) -> None:
    judge_ = Judge()
    work(tmp_path, judge_)
    saves = 1 + 3 * 2 + 1 + 1 + 1 + 1
    assert judge_.losses == []
    assert (judge_.calls["sync"], judge_.calls["replace"]) == (saves, saves)
    # The folders that were made are flushed as well: the reviews, the hidden one and the locks.
    assert judge_.calls["sync_folder"] == saves + 3
    assert judge_.cuts > 500


@pytest.mark.parametrize("call", ["sync", "sync_folder"])
def test_without_one_of_the_two_flushes_the_harness_sees_loss(tmp_path: Path, call: str) -> None:
    judge_ = Judge()
    work(tmp_path, judge_, frozenset({call}))
    assert judge_.losses


def test_a_session_in_its_making_leaves_nothing_or_a_whole_file(tmp_path: Path) -> None:
    items: list[bytes] = []

    def look(_: str, all_remains: Iterator[Remains]) -> None:
        items.extend(data for remains in all_remains for path, data in remains.items() if path.suffix == ".json")

    session = begun(desk_at(tmp_path, PowerCutDisk(look)))
    session.close()
    assert items
    assert {parse_session(session.path, data).session.id for data in items} == {session.id}


def test_a_draft_is_the_old_or_the_new_text_and_the_new_one_once_saved(tmp_path: Path) -> None:
    items: list[set[bytes]] = []

    def look(_: str, all_remains: Iterator[Remains]) -> None:
        items.append({data for remains in all_remains for path, data in remains.items() if path.suffix == ".json"})

    note_files = UnfinishedNotes(tmp_path, "s", PowerCutDisk(look))
    note_files.save("evidence:e1", "half a")
    (first,) = items[-1]
    note_files.save("evidence:e1", "half a sentence")
    (second,) = items[-1]
    assert set.union(*items) == {first, second}
    assert note_files.all() == [UnfinishedNote("evidence:e1", "half a sentence")]


def test_a_folder_that_was_made_is_flushed_into_the_one_above(tmp_path: Path) -> None:
    class Folders(Disk):
        def __init__(self) -> None:
            self.created: list[Path] = []
            self.unsure: set[Path] = set()

        def make_folder(self, path: Path) -> None:
            super().make_folder(path)
            self.created.append(path)
            self.unsure.add(path.parent)

        def sync_folder(self, folder: Path) -> None:
            super().sync_folder(folder)
            self.unsure.discard(folder)

    disk = Folders()
    session = begun(desk_at(tmp_path, disk))
    session.note_files.save("evidence:e1", "half")
    reviews = tmp_path / "reviews"
    hidden = reviews / ".ilo-tui"
    assert disk.created == [reviews, hidden, hidden / "locks", hidden / "drafts", hidden / "drafts" / session.id]
    assert disk.unsure == set()
    session.close()


def test_every_decision_is_two_flushes(tmp_path: Path) -> None:
    judge_ = Judge()
    session = begun(desk_at(tmp_path, PowerCutDisk(judge_.look)))
    judge_.calls.clear()
    judge(session, "evidence:e1")
    assert judge_.calls["sync"] + judge_.calls["sync_folder"] == 2 * 2
    session.close()
