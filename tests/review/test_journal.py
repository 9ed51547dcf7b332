"""The TinyDB storage of sessions: TinyDB's contract, and what somebody else wrote is not overwritten."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from ilo_tui.core.disk import Disk
from ilo_tui.core.files import replace_file, temporary_of
from ilo_tui.review.errors import SaveFailedError, UnreadableSessionError
from ilo_tui.review.journal import SessionStorage
from ilo_tui.review.opening import open_session
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import begun, desk_at, judge


class FullDisk(Disk):
    """A disk without room, as long as `full` is set."""

    full = True

    def write(self, descriptor: int, data: memoryview) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(descriptor, data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=5,
)
DOCUMENTS = st.dictionaries(st.text("abc", min_size=1), JSON, max_size=4)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(DOCUMENTS, max_size=5))
def test_what_tinydb_puts_in_stock_tinydb_reads(
    tmp_path_factory: pytest.TempPathFactory, documents: list[dict[str, object]]
) -> None:
    path = tmp_path_factory.mktemp("db") / "some.json"
    with TinyDB(path, storage=SessionStorage) as db:
        db.table("one").insert_multiple(documents)
        db.insert({"a": 1})
        assert db.table("one").all() == documents
    with TinyDB(path, access_mode="r") as stock:
        assert stock.table("one").all() == documents
        assert stock.all() == [{"a": 1}]


def test_a_failed_write_leaves_tinydb_with_what_is_on_the_disk(tmp_path: Path) -> None:
    disk = FullDisk()
    disk.full = False
    with TinyDB(tmp_path / "some.json", storage=SessionStorage, disk=disk) as db:
        number = db.insert({"a": 1})
        disk.full = True
        acts: tuple[Callable[[], object], ...] = (
            lambda: db.insert({"a": 2}),
            lambda: db.update({"a": 3}),
            lambda: db.remove(doc_ids=[number]),
        )
        for act in acts:
            with pytest.raises(SaveFailedError):
                act()
            # TinyDB changes what it has read before it writes it: no cache may show that.
            assert db.get(doc_id=number) == {"a": 1}
            assert len(db) == 1
        disk.full = False
        db.update({"a": 4})
        assert db.all() == [{"a": 4}]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".ilo-tui", "some.json"]


def test_a_second_writer_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    first, second = (SessionStorage(tmp_path / "some.json") for _ in range(2))
    first.save(b'{"a":{}}')
    with pytest.raises(SaveFailedError) as raised:
        second.save(b'{"b":{}}')
    assert raised.value.reason == "held"
    first.close()
    assert second.read() == {"a": {}}
    second.save(b'{"b":{}}')
    second.close()
    assert (tmp_path / "some.json").read_bytes() == b'{"b":{}}'


def test_a_file_that_somebody_changed_is_not_overwritten(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    theirs = session.path.read_bytes().replace(b"high", b"xxxx")
    session.path.write_bytes(theirs)
    with pytest.raises(SaveFailedError) as raised:
        session.answer("evidence:e2", "verdict", "holds")
    assert raised.value.reason == "changed"
    assert session.path.read_bytes() == theirs
    assert [item.seq for item in session.unsaved] == [3]
    elsewhere = session.save_elsewhere(tmp_path / "other")
    assert [record.seq for record in read_session(elsewhere).records] == [1, 2, 3]
    assert session.path.read_bytes() != theirs
    session.close()


def test_a_file_where_a_new_session_would_be_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    path.write_bytes(b"mine")
    storage = SessionStorage(path)
    with pytest.raises(SaveFailedError):
        storage.save(b"{}")
    storage.close()
    assert path.read_bytes() == b"mine"


def test_a_touched_or_moved_away_file_is_written_all_the_same(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    os.utime(session.path, (1, 1))
    session.answer("evidence:e2", "verdict", "holds")
    session.path.rename(tmp_path / "away.json")
    session.answer("evidence:e2", "strength", "low")
    assert len(read_session(session.path).records) == 4
    assert len(read_session(tmp_path / "away.json").records) == 3
    session.close()


def test_a_save_that_fails_after_the_rename_can_be_tried_again(tmp_path: Path) -> None:
    class NoFolderSync(Disk):
        broken = False

        def sync_folder(self, folder: Path) -> None:
            if self.broken:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            super().sync_folder(folder)

    disk = NoFolderSync()
    session = begun(desk_at(tmp_path, disk))
    disk.broken = True
    with pytest.raises(SaveFailedError) as raised:
        session.answer("evidence:e1", "verdict", "holds")
    assert raised.value.reason == "other"
    assert session.saved_state("evidence:e1") is None
    disk.broken = False
    session.answer("evidence:e1", "verdict", "does_not_hold")
    assert [record.seq for record in read_session(session.path).records] == [1, 2]
    session.close()


def test_what_killed_saves_left_is_cleared_by_the_next_opening_and_nothing_else_is(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session, other = begun(desk), begun(desk)
    session.close()
    # The second is as version 0.1 called it.
    items = [temporary_of(session.path), session.path.with_name(f".{session.path.name}.tmp")]
    temporary = temporary_of(other.path)
    for path in (*items, temporary):
        path.write_bytes(b"half")
    open_session(desk, session.path).close()
    assert [path.exists() for path in (*items, temporary)] == [False, False, True]
    other.close()


def test_every_save_has_a_temporary_name_of_its_own_that_fits_beside_the_longest_name(tmp_path: Path) -> None:
    lines: list[str] = []

    class Names(Disk):
        def create(self, path: Path) -> int:
            lines.append(path.name)
            return super().create(path)

    path = tmp_path / ("x" * 250 + ".json")
    for _ in range(3):
        replace_file(path, b"content", Names())
    assert len(set(lines)) == 3
    assert [path.name for path in tmp_path.iterdir()] == [path.name]


def test_a_stick_that_is_back_under_another_device_is_written_again(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    shutil.copytree(desk.reviews, tmp_path / "copy")
    shutil.rmtree(desk.reviews)
    with pytest.raises(SaveFailedError) as raised:
        session.answer("evidence:e2", "verdict", "holds")
    assert raised.value.reason == "vanished"
    desk.reviews.mkdir()
    with pytest.raises(SaveFailedError) as raised:
        session.retry()
    # The empty place of a stick that is out is not the stick.
    assert raised.value.reason == "vanished"
    assert list(desk.reviews.iterdir()) == []
    desk.reviews.rmdir()
    (tmp_path / "copy").rename(desk.reviews)
    session.retry()
    assert session.unsaved == ()
    assert len(read_session(session.path).records) == 3
    # The lock moved along: another program is still kept out.
    other = open_session(desk, session.path)
    assert other.read_only is not None
    assert other.read_only.code == "held"
    session.close()


@pytest.mark.skipif(os.name == "nt", reason="there the content is compared at every save")
def test_a_file_of_equal_length_changed_in_place_with_its_time_set_back_is_not_written_over(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    before, was = session.path.stat(), session.path.read_bytes()
    changed = was.replace(b"holds", b"HOLDS")
    with session.path.open("r+b") as file:
        file.write(changed)
    after = before
    # The system's clock for files ticks every few milliseconds.
    while after.st_ctime_ns == before.st_ctime_ns:
        os.utime(session.path, ns=(before.st_atime_ns, before.st_mtime_ns))
        after = session.path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    with pytest.raises(SaveFailedError) as raised:
        session.answer("evidence:e2", "verdict", "holds")
    assert raised.value.reason == "changed"
    assert session.path.read_bytes() == changed
    session.close()


def test_marks_that_others_set_on_the_file_keep_nobody_from_saving(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    # As a backup program does that makes second names, or one that changes rights.
    (tmp_path / "backup.json").hardlink_to(session.path)
    session.path.chmod(0o640)
    judge(session, "evidence:e2")
    assert session.judged("evidence:e1") and session.judged("evidence:e2")
    assert not session.unsaved
    session.close()


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes in folders")
def test_a_pipe_or_a_huge_file_in_the_place_of_a_session_is_reported_and_never_waited_for(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    begun(desk).close()
    pipe, huge = desk.reviews / "pipe.json", desk.reviews / "huge.json"
    os.mkfifo(pipe)
    with huge.open("wb") as file:
        file.truncate(40 * 2**30)
    for path in (pipe, huge):
        with pytest.raises(UnreadableSessionError, match=r"cannot be read|too large"):
            open_session(desk, path)
    assert sorted(entry.state for entry in SessionRepository(desk).entries()) == ["open", "too_large"]


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes in folders")
def test_a_pipe_that_takes_the_place_of_an_open_session_is_not_waited_for(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    session.path.unlink()
    os.mkfifo(session.path)
    with pytest.raises(SaveFailedError) as raised:
        session.answer("evidence:e2", "verdict", "holds")
    assert raised.value.reason == "changed"
    session.close()
