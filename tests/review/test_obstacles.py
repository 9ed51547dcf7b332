"""Disk full, folder read-only, stick pulled: nothing is acknowledged, nothing is lost, and it can be saved elsewhere.

With a disk that refuses one call at a time, and with the real thing: limits of the operating system, full and read-only
file systems, a folder without rights.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ilo_tui.core.disk import Disk
from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReadOnlySessionError, SaveFailedError, SaveReason
from ilo_tui.review.opening import open_session
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_reading import read_session
from tests.review.help import begun, desk_at, judge

CALLS = ("create", "write", "sync", "close", "replace", "sync_folder")
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs Unix rights and limits")


class BrokenDisk(Disk):
    """A disk on which one call fails, as long as `broken` names it."""

    broken = ""
    error = errno.ENOSPC

    def _try(self, call: str) -> None:
        if call == self.broken:
            raise OSError(self.error, os.strerror(self.error))

    def create(self, path: Path) -> int:
        self._try("create")
        return super().create(path)

    def write(self, descriptor: int, data: memoryview) -> int:
        # Half of it still fits.
        if self.broken == "write" and len(data) > 100:
            return super().write(descriptor, data[: len(data) // 2])
        self._try("write")
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._try("sync")
        super().sync(descriptor)

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        self._try("close")

    def replace(self, source: Path, target: Path) -> None:
        self._try("replace")
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._try("sync_folder")
        super().sync_folder(folder)


@pytest.mark.parametrize("call", CALLS)
def test_whichever_call_fails_nothing_is_acknowledged_or_lost(tmp_path: Path, call: str) -> None:
    disk = BrokenDisk()
    session = begun(desk_at(tmp_path, disk))
    judge(session, "evidence:e1")
    before = list(session.history.records)
    disk.broken = call
    acts: tuple[Callable[[], object], ...] = (
        lambda: session.answer("evidence:e2", "verdict", "holds"),
        lambda: session.answer("evidence:e2", "strength", "low"),
        lambda: session.note("evidence:e2", "while it was full"),
        session.undo,
        session.finish,
        session.retry,
    )
    for act in acts:
        with pytest.raises(SaveFailedError) as raised:
            act()
        assert raised.value.reason == "full"
    assert session.history.records == before
    assert session.saved_state("evidence:e2") is None
    assert session.progress.counts().judged == 1
    assert session.read_only is None
    on_disk = list(read_session(session.path).records)
    assert on_disk[:2] == before
    assert [item.seq for item in session.unsaved] == [3, 4, 5, 6]
    pending_state = session.pending_state("evidence:e2")
    assert pending_state is not None
    assert pending_state.values == {"verdict": "holds", "strength": "low"}
    assert not list(tmp_path.rglob("*.tmp"))
    disk.broken = ""
    session.retry()
    assert session.unsaved == ()
    assert session.judged("evidence:e2")
    assert len(read_session(session.path).records) == 6
    session.close()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EFBIG, "full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "read_only"),
        (errno.ENOENT, "vanished"),
        (errno.ESTALE, "vanished"),
        (errno.EIO, "other"),
    ],
)
def test_the_error_says_why_and_what_to_do(tmp_path: Path, code: int, reason: SaveReason) -> None:
    disk = BrokenDisk()
    session = begun(desk_at(tmp_path, disk))
    disk.error, disk.broken = code, "create"
    with pytest.raises(SaveFailedError) as raised:
        session.skip("evidence:e1")
    assert raised.value.reason == reason
    for language in ("en", "id"):
        subject, mend = raised.value.localise(Translator(language))
        assert str(session.path) in subject
        assert "{" not in subject + mend
        assert mend
    session.close()


def test_the_next_decision_saves_what_could_not_be_saved_before(tmp_path: Path) -> None:
    disk = BrokenDisk()
    session = begun(desk_at(tmp_path, disk))
    disk.broken = "write"
    with pytest.raises(SaveFailedError):
        session.answer("evidence:e1", "verdict", "holds")
    disk.broken = ""
    session.answer("evidence:e1", "strength", "low")
    assert session.judged("evidence:e1")
    assert [record.seq for record in read_session(session.path).records] == [1, 2]
    session.close()


def test_a_pulled_stick_and_one_key_to_save_elsewhere(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    desk.reviews.rename(tmp_path / "pulled")
    with pytest.raises(SaveFailedError) as raised:
        session.answer("evidence:e2", "verdict", "cannot_tell")
    assert raised.value.reason == "vanished"
    assert not desk.reviews.exists()
    path = session.save_elsewhere(tmp_path / "home" / "rescued")
    assert path == session.path
    assert session.unsaved == ()
    assert session.judged("evidence:e2")
    judge(session, "evidence:e3")
    session.note_files.save("evidence:e4", "half")
    session.close()
    assert len(read_session(path).records) == 5
    # What is on the stick is an earlier state of the same session.
    (remaining,) = (tmp_path / "pulled").glob("*.json")
    assert list(read_session(remaining).rows) == list(read_session(path).rows)[:2]


def test_saving_elsewhere_replaces_an_earlier_state_only(tmp_path: Path) -> None:
    disk = BrokenDisk()
    session = begun(desk_at(tmp_path, disk))
    judge(session, "evidence:e1")
    present, other = tmp_path / "there", tmp_path / "other"
    present.mkdir()
    other.mkdir()
    shutil.copy(session.path, present)
    judge(session, "evidence:e2")
    shutil.copy(session.path, other)
    mine = session.path
    later = (other / session.path.name).read_bytes().replace(b"e2", b"e3")
    (other / session.path.name).write_bytes(later)
    with pytest.raises(SaveFailedError) as raised:
        session.save_elsewhere(other)
    assert raised.value.reason == "other_state"
    assert (other / mine.name).read_bytes() == later
    assert session.path == mine
    assert session.save_elsewhere(present) == present / mine.name
    assert len(read_session(session.path).records) == 4
    assert session.save_elsewhere(present) == session.path
    session.close()


def test_saving_elsewhere_may_fail_as_well(tmp_path: Path) -> None:
    disk = BrokenDisk()
    session = begun(desk_at(tmp_path, disk))
    disk.broken = "sync"
    with pytest.raises(SaveFailedError):
        session.skip("evidence:e1")
    with pytest.raises(SaveFailedError):
        session.save_elsewhere(tmp_path / "other")
    assert len(session.unsaved) == 1
    disk.broken = ""
    session.retry()
    assert session.path.parent == tmp_path / "reviews"
    session.close()
    (tmp_path / "file").write_bytes(b"")
    again = open_session(desk_at(tmp_path), session.path)
    with pytest.raises(SaveFailedError):
        again.save_elsewhere(tmp_path / "file" / "below")
    again.close()


LIMITED = """
import resource, signal, sys
from pathlib import Path
from ilo_tui.review.errors import SaveFailedError
from tests.review.help import begun, desk_at
session = begun(desk_at(Path(sys.argv[1])))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000))
saved = 0
try:
    while True:
        session.note("evidence:e1", f"note {saved + 1} " + "x" * 200)
        saved += 1
except SaveFailedError as error:
    print(saved, error.reason, len(session.unsaved), session.path)
"""


@unix
def test_at_the_size_limit_of_the_operating_system_all_that_was_saved_is_there(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    saved, reason, unsaved, path = int(words[0]), words[1], int(words[2]), Path(words[3])
    assert (reason, unsaved) == ("full", 1)
    assert saved > 10
    assert len(read_session(path).records) == saved


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A file system in memory at `folder`; the test is skipped where mounting is not permitted."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a file system is not permitted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def filled(session: ReviewSession) -> int:
    """Write notes until the disk is full; returns how many were acknowledged."""
    for number in range(10_000):
        try:
            session.note("evidence:e1", f"{number} " + "x" * 500)
        except SaveFailedError as error:
            assert error.reason == "full"
            return number
    raise AssertionError("the disk was never full")


def test_on_a_really_full_disk_all_that_was_saved_is_there_and_room_helps(tmp_path: Path) -> None:
    stick, room = tmp_path / "stick", tmp_path / "room"
    with mounted(stick, "size=256k"):
        desk = desk_at(stick)
        (stick / "ballast").write_bytes(bytes(40_000))
        session = begun(desk)
        saved = filled(session)
        assert saved > 10
        assert len(read_session(session.path).records) == saved
        with pytest.raises(SaveFailedError):
            session.undo()
        (stick / "ballast").unlink()
        session.retry()
        assert len(read_session(session.path).records) == saved + 2
        more = filled(session)
        path = session.save_elsewhere(room)
        assert len(read_session(path).records) == saved + 2 + more + 1
        session.close()


def test_a_read_only_file_system_is_said_before_the_first_question(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with mounted(stick, "size=1m"):
        desk = desk_at(stick)
        session = begun(desk)
        session.close()
        subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
        again = open_session(desk, session.path)
        assert again.read_only is not None
        assert again.read_only.code == "folder"
        with pytest.raises(ReadOnlySessionError):
            again.skip("evidence:e1")
        with pytest.raises(SaveFailedError) as raised:
            begun(desk)
        assert raised.value.reason == "read_only"


@contextmanager
def without_privilege() -> Iterator[Path]:
    """A folder of somebody who is not root, and that somebody's rights while it lasts."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        for path in [folder, *folder.rglob("*")]:
            if path.is_dir():
                path.chmod(0o700)
        shutil.rmtree(folder)


@unix
def test_a_folder_without_rights_is_said_before_the_first_question() -> None:
    with without_privilege() as folder:
        desk = desk_at(folder)
        session = begun(desk)
        session.answer("evidence:e1", "verdict", "holds")
        desk.reviews.chmod(0o500)
        with pytest.raises(SaveFailedError) as raised:
            session.answer("evidence:e1", "strength", "low")
        assert raised.value.reason == "read_only"
        session.close()
        again = open_session(desk, session.path)
        assert again.read_only is not None
        assert again.read_only.code == "folder"
        assert again.judged("evidence:e1") is False
        assert again.saved_state("evidence:e1") is not None
        with pytest.raises(SaveFailedError):
            begun(desk)
        desk.reviews.chmod(0o700)
        final = open_session(desk, session.path)
        assert final.read_only is None
        final.close()
