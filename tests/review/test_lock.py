"""The files of a lock: made anew, never written or read through a link, never waited for; and the disk that raises."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.core.disk import READ_ONLY_DISK, ReadOnlyDisk, ReadOnlyError
from ilo_tui.core.files import ensure_folder, move_file, replace_file
from ilo_tui.review.errors import SaveFailedError
from ilo_tui.review.journal import SessionStorage
from ilo_tui.review.lock import Holder, SessionLock
from ilo_tui.review.opening import open_session
from ilo_tui.review.reviewers import known_reviewers, reviewer_for, writer_id
from ilo_tui.review.unfinished_notes import UnfinishedNotes
from tests.review.help import begun, desk_at, judge

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these links and pipes are POSIX's")


def symlink(path: Path, precious: Path) -> None:
    path.symlink_to(precious)


def hard_link(path: Path, precious: Path) -> None:
    path.hardlink_to(precious)


def pipe(path: Path, precious: Path) -> None:
    os.mkfifo(path)


def folder(path: Path, precious: Path) -> None:
    path.mkdir()


def within_seconds(call: Callable[[], None]) -> None:
    """Do something that must not wait for anybody."""
    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


@pytest.mark.parametrize("suffix", ["holder", "lock"])
@pytest.mark.parametrize("put", [symlink, hard_link, pipe, folder])
def test_what_has_the_name_of_a_locks_file_is_neither_written_through_nor_waited_for(
    tmp_path: Path, put: Callable[[Path, Path], None], suffix: str
) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    lock = SessionLock(tmp_path / "reviews", "S")
    lock.folder.mkdir(parents=True)
    put(lock.folder / f"S.{suffix}", precious)

    def take() -> None:
        assert lock.acquire() is None

    within_seconds(take)
    assert precious.read_bytes() == b"precious"
    # It holds: another program is kept out, though it may not be told who is in.
    assert SessionLock(tmp_path / "reviews", "S").acquire() is not None
    lock.release()
    again = SessionLock(tmp_path / "reviews", "S")
    assert again.acquire() is None
    again.release()
    assert precious.read_bytes() == b"precious"


@pytest.mark.parametrize("put", [symlink, pipe, folder])
def test_who_holds_a_lock_is_not_read_from_a_pipe_or_from_much(
    tmp_path: Path, put: Callable[[Path, Path], None]
) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(40 * 2**30)
    lock = SessionLock(tmp_path / "reviews", "S")
    lock.folder.mkdir(parents=True)
    put(lock.folder / "S.holder", huge)

    def ask() -> None:
        assert lock.holder() == Holder()

    within_seconds(ask)


def test_the_files_of_a_lock_are_for_their_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        lock = SessionLock(tmp_path / "reviews", "S")
        assert lock.acquire() is None
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in lock.folder.iterdir()} == {0o600}
    assert lock.holder().pid == os.getpid()
    lock.release()


def test_a_session_with_the_longest_name_there_can_be_is_locked(tmp_path: Path) -> None:
    storage = SessionStorage(tmp_path / ("x" * 250 + ".json"))
    storage.save(b"{}\n")
    assert storage.lock.held
    storage.close()


def marks(folder: Path) -> dict[str, tuple[int, ...]]:
    """Every file and folder with what would show that it was touched."""
    stats = {str(path): path.lstat() for path in (folder, *folder.rglob("*"))}
    return {name: (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in stats.items()}


def test_the_disk_of_read_only_raises_at_every_call_that_would_write(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    session.close()
    before, path, disk = marks(tmp_path), session.path, READ_ONLY_DISK
    writes: list[Callable[[], object]] = [
        lambda: replace_file(path, b"", disk),
        lambda: move_file(path, tmp_path / "elsewhere.json", disk),
        lambda: ensure_folder(tmp_path / "new", disk),
        lambda: disk.create(tmp_path / "new"),
        lambda: disk.create_shared(tmp_path / "new"),
        lambda: disk.write(1, memoryview(b"x")),
        lambda: disk.publish(path, tmp_path / "new"),
        lambda: disk.remove(path),
        lambda: SessionLock(path.parent, "S", disk).acquire(),
        lambda: SessionStorage(path, disk).probe(),
    ]
    for write in writes:
        with pytest.raises(ReadOnlyError):
            write()
    with pytest.raises(SaveFailedError) as raised:
        UnfinishedNotes(path.parent, session.id, disk).save("evidence:e1", "half")
    assert raised.value.reason == "asked"
    with pytest.raises(SaveFailedError):
        SessionStorage(path, disk).save(b"{}")
    assert marks(tmp_path) == before


def test_read_only_makes_no_id_and_remembers_nobody(tmp_path: Path) -> None:
    assert writer_id(tmp_path, READ_ONLY_DISK) == ""
    assert reviewer_for(tmp_path, "Sok Dara", disk=READ_ONLY_DISK).name == "Sok Dara"
    assert list(tmp_path.iterdir()) == []
    known, writer = reviewer_for(tmp_path, "Sok Dara"), writer_id(tmp_path)
    reviewer_for(tmp_path, "Chan Thy", disk=READ_ONLY_DISK)
    assert writer_id(tmp_path, READ_ONLY_DISK) == writer
    assert known_reviewers(tmp_path) == [known]


def test_whoever_works_at_a_desk_that_is_read_only_has_the_disk_that_raises(tmp_path: Path) -> None:
    assert isinstance(replace(desk_at(tmp_path), read_only=True).disk, ReadOnlyDisk)


@pytest.mark.parametrize("name", ["writer", "reviewers.json"])
def test_a_pipe_in_the_state_folder_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)

    def ask() -> None:
        assert known_reviewers(tmp_path) == []
        if name == "writer":
            with pytest.raises(SaveFailedError):
                writer_id(tmp_path)

    within_seconds(ask)


def test_a_folder_of_the_program_that_is_a_link_is_never_gone_through(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.close()
    outside = tmp_path / "outside"
    outside.mkdir()
    hidden = session.path.parent / ".ilo-tui"
    hidden.rename(tmp_path / "moved")
    hidden.symlink_to(outside)
    again = open_session(desk, session.path)
    assert again.read_only is not None
    assert again.read_only.code == "folder"
    again.close()
    assert list(outside.iterdir()) == []


PROGRAM = """
import sys
from pathlib import Path
from ilo_tui.review.reviewers import reviewer_for, writer_id
state = Path(sys.argv[1])
sys.stdout.write("ready\\n")
sys.stdout.flush()
sys.stdin.readline()
print(writer_id(state), *(reviewer_for(state, f"{sys.argv[2]} {letter}").id for letter in "abcdefgh"))
"""


@pytest.mark.slow
def test_programs_that_start_at_once_have_one_id_and_lose_no_reviewer_of_another(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    programs = [
        subprocess.Popen([*command, name], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for name in ("Ana", "Budi", "Chan", "Dara")
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    printed = [program.communicate("\n")[0].split() for program in programs]
    assert {words[0] for words in printed} == {writer_id(tmp_path)}
    assert {known_reviewer.id for known_reviewer in known_reviewers(tmp_path)} == {
        ident for words in printed for ident in words[1:]
    }
    assert len(known_reviewers(tmp_path)) == 32
