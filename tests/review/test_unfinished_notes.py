"""Half-typed notes."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilo_tui.core.disk import Disk
from ilo_tui.review.errors import ReadOnlySessionError, ReviewError, SaveFailedError
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.review.unfinished_notes import Failed, UnfinishedNotes
from tests.review.help import CLAIMS, SOK, begun, desk_at
from tests.review.merge.help import QUICK

ITEM = "evidence:e1"
OF_0_1 = {"evidence:e1": "c6097b48386610d5.json", "evidence:e2": "646c43d4a00be4bb.json"}
"""The names that version 0.1 gave to the drafts of two claims."""


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.text(), max_size=4))
def test_every_text_on_every_item_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]) -> None:
    note_files = UnfinishedNotes(tmp_path_factory.mktemp("reviews"), "s")
    for item, text in texts.items():
        note_files.save(item, text)
    sound = {item: text.encode("utf-8", "replace").decode() for item, text in texts.items()}
    assert {item: note_files.load(item) for item in texts} == sound
    assert {draft.item: draft.text for draft in note_files.all()} == sound
    for item in texts:
        note_files.drop(item)
        note_files.drop(item)
    assert note_files.all() == []


def test_sessions_do_not_see_each_others_drafts_and_a_damaged_one_is_none(tmp_path: Path) -> None:
    first, other = UnfinishedNotes(tmp_path, "one"), UnfinishedNotes(tmp_path, "other")
    first.save("evidence:e1", "text")
    assert other.load("evidence:e1") is None
    (path,) = first.folder.iterdir()
    for damaged in (b'{"item"', b"\xff", bytes(50), b""):
        path.write_bytes(damaged)
        first = UnfinishedNotes(tmp_path, "one")
        assert first.load("evidence:e1") is None
        assert first.all() == []
    first.save("evidence:e1", "again")
    assert UnfinishedNotes(tmp_path, "one").load("evidence:e1") == "again"


@pytest.mark.parametrize("above", [0, 1, 2])
def test_nothing_is_written_or_taken_away_through_a_link(tmp_path: Path, above: int) -> None:
    outside, note_files = tmp_path / "outside", UnfinishedNotes(tmp_path / "reviews", "s")
    note_files.save(ITEM, "half")
    link = (note_files.folder, *note_files.folder.parents)[above]
    link.rename(outside)
    link.symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.rglob("*.json")}
    assert before
    with pytest.raises(SaveFailedError) as raised:
        note_files.save(ITEM, "more")
    assert (raised.value.reason, raised.value.path) == ("link", link)
    note_files.drop(ITEM)
    assert {path: path.read_bytes() for path in outside.rglob("*.json")} == before


def test_only_saving_the_note_drops_its_draft(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    session.note_files.save("evidence:e1", "half")
    session.answer("evidence:e1", "verdict", "holds")
    session.flag("evidence:e1", True)
    session.note("evidence:e2", "another")
    assert session.note_files.load("evidence:e1") == "half"
    session.note("evidence:e1", "half and half")
    assert session.note_files.load("evidence:e1") is None
    session.close()


def test_a_draft_that_cannot_be_saved_is_said(tmp_path: Path) -> None:
    (tmp_path / ".ilo-tui").write_bytes(b"")
    with pytest.raises(SaveFailedError) as raised:
        UnfinishedNotes(tmp_path, "s").save("evidence:e1", "half")
    assert raised.value.reason in {"vanished", "other"}


class SlowDisk(Disk):
    """A disk whose next flush of a file waits until it is let go; `reached` is set once it waits."""

    def __init__(self) -> None:
        """Wait only after `slow` was set."""
        self.slow, self.reached, self.go_on = Event(), Event(), Event()
        self.error: OSError | None = None

    def sync(self, descriptor: int) -> None:
        if self.slow.is_set():
            self.reached.set()
            assert self.go_on.wait(20)
        if self.error:
            raise self.error


def typing(note_files: UnfinishedNotes, disk: SlowDisk, *texts: str, failed: Failed | None = None) -> None:
    """Type texts on one item, the first of which is being written while the others come."""
    disk.slow.set()
    note_files.keep(ITEM, texts[0], failed)
    assert disk.reached.wait(20)
    for text in texts[1:]:
        note_files.keep(ITEM, text, failed)


def test_on_a_slow_disk_the_last_text_wins_and_no_false_failure_is_reported(tmp_path: Path) -> None:
    disk, shown = SlowDisk(), list[ReviewError]()
    note_files = UnfinishedNotes(tmp_path, "s", disk)
    typing(note_files, disk, "h", "ha", "hal", "half", failed=shown.append)
    disk.go_on.set()
    note_files.flush()
    assert shown == []
    assert UnfinishedNotes(tmp_path, "s").load(ITEM) == "half"
    assert [path.suffix for path in note_files.folder.iterdir()] == [".json"]


def test_what_is_dropped_while_it_is_being_written_stays_dropped(tmp_path: Path) -> None:
    disk = SlowDisk()
    note_files = UnfinishedNotes(tmp_path, "s", disk)
    typing(note_files, disk, "h", "ha")
    dropping = Thread(target=note_files.drop, args=(ITEM,))
    dropping.start()
    disk.go_on.set()
    dropping.join(20)
    note_files.flush()
    assert note_files.all() == UnfinishedNotes(tmp_path, "s").all() == []


def test_saving_a_note_on_a_slow_disk_leaves_no_stale_draft(tmp_path: Path) -> None:
    disk = SlowDisk()
    session = begun(desk_at(tmp_path, disk))
    typing(session.note_files, disk, "half", "half a")
    saving = Thread(target=session.note, args=(ITEM, "half and half"))
    saving.start()
    disk.go_on.set()
    saving.join(20)
    session.close()
    again = open_session(desk_at(tmp_path), session.path)
    state = again.saved_state(ITEM)
    assert state is not None
    assert state.note == "half and half"
    assert again.note_files.all() == []
    again.close()


def test_a_failing_disk_is_reported_of_once_and_again_after_it_went_well(tmp_path: Path) -> None:
    disk, shown = SlowDisk(), list[ReviewError]()
    note_files = UnfinishedNotes(tmp_path, "s", disk)
    for error in (OSError(errno.ENOSPC, "full"), None, OSError(errno.EIO, "broken")):
        disk.error = error
        for text in ("h", "ha", "hal"):
            note_files.keep(ITEM, text, shown.append)
            note_files.flush()
    assert [error.reason for error in shown if isinstance(error, SaveFailedError)] == ["full", "other"]
    # What is typed is still known here, and what was saved last is on the disk.
    assert note_files.load(ITEM) == "hal"


def test_whoever_is_reported_of_a_failure_may_wait_for_the_writer(tmp_path: Path) -> None:
    disk, shown = SlowDisk(), list[ReviewError]()
    note_files = UnfinishedNotes(tmp_path, "s", disk)
    disk.error = OSError(errno.ENOSPC, "full")
    waited = Event()

    def wait(error: ReviewError) -> None:
        shown.append(error)
        note_files.flush()
        waited.set()

    note_files.keep(ITEM, "half", wait)
    assert waited.wait(20)
    note_files.close()


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["keep", "save", "drop"]), st.sampled_from(CLAIMS[:3]), st.text(max_size=5))))
def test_whatever_is_typed_saved_and_dropped_the_last_word_stands(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str, str]]
) -> None:
    folder, last = tmp_path_factory.mktemp("reviews"), dict[str, str]()
    note_files = UnfinishedNotes(folder, "s", QUICK)
    for act, item, text in acts:
        sound = text.encode("utf-8", "replace").decode()
        if act == "drop":
            note_files.drop(item)
            last.pop(item, None)
        else:
            getattr(note_files, act)(item, text)
            last[item] = sound
    note_files.flush()
    assert {draft.item: draft.text for draft in note_files.all()} == last
    assert {draft.item: draft.text for draft in UnfinishedNotes(folder, "s").all()} == last


def test_a_session_that_is_only_looked_at_writes_and_drops_no_draft(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.note_files.save(ITEM, "mine")
    before = {path: path.read_bytes() for path in desk.reviews.rglob("*.json")}
    for looking in (open_session(desk, session.path), open_session(replace(desk, read_only=True), session.path)):
        assert looking.read_only is not None
        with pytest.raises(ReadOnlySessionError):
            looking.note_files.save(ITEM, "yours")
        shown = list[ReviewError]()
        looking.note_files.keep(ITEM, "yours", shown.append)
        looking.note_files.flush()
        looking.note_files.drop(ITEM)
        looking.close()
        assert looking.unfinished_notes() == {ITEM: "mine"}
    assert {path: path.read_bytes() for path in desk.reviews.rglob("*.json")} == before
    session.close()


def test_unfinished_notes_are_those_newer_than_the_saved_note(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.note_files.save("evidence:e2", "second")
    session.note_files.save("evidence:e1", "first")
    session.answer("evidence:e1", "verdict", "holds")
    assert list(session.unfinished_notes().items()) == [("evidence:e1", "first"), ("evidence:e2", "second")]
    # As after a kill between the saving of the note and the dropping of its draft, which was a word behind.
    stored = {path: path.read_bytes() for path in session.note_files.folder.iterdir()}
    session.note("evidence:e1", "first and last")
    session.close()
    for path, data in stored.items():
        path.write_bytes(data)
    session = open_session(desk, session.path)
    assert session.unfinished_notes() == {"evidence:e2": "second"}
    session.note_files.save("evidence:e1", "anew")
    session.flag("evidence:e1", True)
    assert session.unfinished_notes() == {"evidence:e1": "anew", "evidence:e2": "second"}
    session.note_files.save("evidence:e1", "first and last")
    session.note_files.save("evidence:e2", "")
    assert session.unfinished_notes() == {}
    session.close()


def test_a_draft_of_version_0_1_is_found_unless_its_note_was_saved_since(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.note("evidence:e2", "saved")
    session.close()
    folder = desk.reviews / ".ilo-tui" / "drafts" / session.id
    folder.mkdir(parents=True)
    # The name and the content are those that version 0.1 wrote.
    for item, name in OF_0_1.items():
        (folder / name).write_bytes(b'{"item":"%b","text":"half a"}' % item.encode())
        os.utime(folder / name, (1.0, 1.0))
    session = open_session(desk, session.path)
    assert session.unfinished_notes() == {"evidence:e1": "half a"}
    session.close()


def test_what_lies_among_the_drafts_and_is_none_is_passed_over(tmp_path: Path) -> None:
    note_files = UnfinishedNotes(tmp_path, "s")
    note_files.save(ITEM, "half")
    (sound,) = note_files.folder.iterdir()
    (note_files.folder / "0000000000000000.json").write_bytes(sound.read_bytes())
    (note_files.folder / "1.json").mkdir()
    (note_files.folder / "2.json").write_bytes(b'{"item":[1],"text":2}')
    with (note_files.folder / "3.json").open("wb") as file:
        file.truncate(40 * 2**30)
    if hasattr(os, "mkfifo"):
        os.mkfifo(note_files.folder / "4.json")
    assert UnfinishedNotes(tmp_path, "s").items() == [ITEM]


def test_a_note_half_typed_makes_its_session_be_found_again(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = create_session(desk, SessionSpec(SOK, "en", Queue(kind="evidence", items=CLAIMS)))
    assert session.unfinished_notes() == {}
    assert not desk.reviews.exists()
    session.note_files.keep(ITEM, "half")
    session.close()
    (entry,) = SessionRepository(desk).entries()
    again = SessionRepository(desk).open(entry)
    assert again.unfinished_notes() == {ITEM: "half"}
    again.close()
