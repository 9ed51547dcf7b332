"""A reviews folder that fails, or in which anything may lie: it is told as such, and never waited for."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ilo_tui.core.disk import Disk, Stamp
from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.queues import Choice
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import CLAIMS, SOK, begun, desk_at, elsewhere, judge
from tests.review.test_obstacles import without_privilege

ROOT = Path(__file__).parents[2]
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs pipes, rights and limits of Unix")


class GoneDisk(Disk):
    """A disk that answers every question about a file with an error of the device."""

    broken = False

    def stamp(self, path: Path) -> Stamp | None:
        if self.broken:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return super().stamp(path)


def test_no_call_of_the_repository_raises_a_bare_error_of_the_system(tmp_path: Path) -> None:
    disk = GoneDisk()
    desk = desk_at(tmp_path, disk)
    repository = SessionRepository(desk)
    session, theirs = begun(desk), begun(elsewhere(desk))
    judge(session, "evidence:e1")
    session.close()
    theirs.close()
    entries = repository.entries()
    disk.broken = True
    calls: list[Callable[[], object]] = [
        repository.entries,
        lambda: repository.decisions_of(SOK.id),
        lambda: repository.start(Choice(), SOK, "en"),
        lambda: repository.session_for("evidence:e1", SOK, "en"),
        lambda: repository.session_to_observe("evidence:e1", SOK, "en"),
        lambda: repository.session_of(Choice(), SOK, "en"),
        lambda: create_session(desk, SessionSpec(SOK, "en", Queue(kind="evidence", items=CLAIMS))),
    ]
    for entry in entries:
        moves = (repository.open, repository.archive, repository.set_aside, repository.continue_session)
        calls += [partial(move, entry) for move in moves]
    for call in calls:
        try:
            call()
        except ReviewError as error:
            assert all(error.localise(Translator("en")))


@unix
@pytest.mark.parametrize("rights", [0o000, 0o400, 0o600, 0o100])
def test_a_folder_without_rights_is_reported(rights: int) -> None:
    with without_privilege() as folder:
        desk = desk_at(folder)
        begun(desk).close()
        desk.reviews.chmod(rights)
        try:
            entries = SessionRepository(desk).entries()
        except ReviewError as error:
            assert str(desk.reviews) in error.localise(Translator("en"))[0]
        else:
            assert [entry.state for entry in entries] == ["damaged"]
            assert "cannot be read" in entries[0].localise(Translator("en"))[0]
        finally:
            desk.reviews.chmod(0o700)


@unix
def test_a_folder_that_is_a_file_a_loop_or_a_pipe_is_reported(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    makes: tuple[Callable[[], object], ...] = (
        desk.reviews.touch,
        partial(desk.reviews.symlink_to, desk.reviews),
        partial(os.mkfifo, desk.reviews),
    )
    for make in makes:
        make()
        with pytest.raises(ReviewError):
            SessionRepository(desk).entries()
        with pytest.raises(ReviewError):
            create_session(desk, SessionSpec(SOK, "en", Queue(kind="evidence", items=CLAIMS)))
        desk.reviews.unlink()


@unix
def test_what_is_no_file_is_passed_over_and_what_is_too_large_is_named(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.close()
    with (desk.reviews / "huge.json").open("wb") as file:
        file.truncate(40 * 2**30)
    os.mkfifo(desk.reviews / "pipe.json")
    (desk.reviews / "folder.json").mkdir()
    (desk.reviews / "loop.json").symlink_to("loop.json")
    (desk.reviews / "zero.json").symlink_to("/dev/zero")
    entries = {entry.path.name: entry for entry in SessionRepository(desk).entries()}
    assert {name: entry.state for name, entry in entries.items()} == {
        session.path.name: "open",
        "huge.json": "too_large",
    }
    assert "too large" in entries["huge.json"].localise(Translator("en"))[0]
    moved = SessionRepository(desk).set_aside(entries["huge.json"])
    assert moved.stat().st_size == 40 * 2**30
    for name in ("pipe.json", "zero.json", "folder.json"):
        with pytest.raises(ReviewError):
            open_session(desk, desk.reviews / name)


@unix
def test_a_sparse_file_of_40_gb_takes_neither_memory_nor_time(tmp_path: Path) -> None:
    reviews = tmp_path / "reviews"
    reviews.mkdir()
    with (reviews / "huge.json").open("wb") as file:
        file.truncate(40 * 2**30)
    command = [sys.executable, "-m", "ilo_tui", "--reviews", str(reviews), "sessions"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True, timeout=60)
    assert ended.returncode == 0
    assert "too large" in ended.stdout
    assert "Traceback" not in ended.stderr
