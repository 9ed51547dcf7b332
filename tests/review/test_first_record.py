"""A session's file comes with the first thing said in it; until then nothing of it is anywhere."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ilo_tui.review.adjudication import start_adjudication
from ilo_tui.review.errors import SaveFailedError
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.queues import Choice
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import CHAN, CLAIMS, SOK, begun, desk_at, elsewhere, judge
from tests.review.test_obstacles import BrokenDisk, without_privilege

ACTS: tuple[Callable[[ReviewSession], object], ...] = (
    lambda session: session.answer("evidence:e1", "verdict", "holds"),
    lambda session: session.skip("evidence:e1"),
    lambda session: session.flag("evidence:e1", True),
    lambda session: session.note("evidence:e1", "a note"),
    lambda session: session.observe("evidence:e1", "seen"),
    lambda session: session.note_files.save("evidence:e1", "half a note"),
    ReviewSession.finish,
)


def everything(folder: Path) -> list[str]:
    """Every path in a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def started(folder: Path) -> list[ReviewSession]:
    """Sessions begun in every way there is, with nothing said in them."""
    desk = desk_at(folder)
    repository = SessionRepository(desk)
    return [
        create_session(desk, SessionSpec(SOK, "en", Queue(kind="evidence", items=CLAIMS))),
        repository.start(Choice(), SOK, "en"),
        repository.session_of(Choice(where="programme:p1"), SOK, "en"),
        repository.session_for("evidence:e1", SOK, "en"),
        repository.session_to_observe("evidence:e1", SOK, "en"),
        start_adjudication(desk, [("evidence", "evidence:e1")], SOK, "en"),
    ]


@pytest.mark.parametrize("exists", [False, True])
def test_a_session_in_which_nothing_is_said_leaves_nothing(tmp_path: Path, exists: bool) -> None:
    if exists:
        begun(desk_at(tmp_path), reviewer=CHAN).close()
    desk_at(tmp_path)
    before = everything(tmp_path)
    for session in started(tmp_path):
        assert not session.has_file
        assert session.undo() is None
        session.retry()
        session.note_files.drop("evidence:e1")
        session.close()
    assert everything(tmp_path) == before


@pytest.mark.parametrize("act", range(len(ACTS)))
def test_the_first_thing_said_makes_the_file_under_its_lock(tmp_path: Path, act: int) -> None:
    desk = desk_at(tmp_path)
    session = create_session(desk, SessionSpec(SOK, "en", Queue(kind="evidence", items=CLAIMS)))
    ACTS[act](session)
    assert session.has_file
    assert read_session(session.path).session.id == session.path.stem == session.id
    other = open_session(desk, session.path)
    assert other.read_only is not None
    assert other.read_only.code in {"held", "finished"}
    other.close()
    session.close()
    (entry,) = SessionRepository(desk).entries()
    assert entry.state in {"open", "finished"}


def test_what_another_program_put_under_the_name_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = create_session(desk, SessionSpec(SOK, "en", Queue(kind="evidence", items=CLAIMS)))
    desk.reviews.mkdir()
    session.path.write_bytes(b"mine")
    with pytest.raises(SaveFailedError) as raised:
        session.skip("evidence:e1")
    assert raised.value.reason == "changed"
    assert session.path.read_bytes() == b"mine"
    saved = session.save_elsewhere(tmp_path / "other")
    assert len(read_session(saved).records) == 1
    session.close()


def test_what_cannot_be_saved_first_is_unsaved_and_saved_with_the_next(tmp_path: Path) -> None:
    disk = BrokenDisk()
    session = create_session(desk_at(tmp_path, disk), SessionSpec(SOK, "en", Queue(kind="evidence", items=CLAIMS)))
    for call in ("create", "write", "sync", "replace", "sync_folder"):
        disk.broken = call
        with pytest.raises(SaveFailedError):
            session.skip("evidence:e1")
    assert len(session.unsaved) == 5
    disk.broken = ""
    session.retry()
    assert len(read_session(session.path).records) == 5
    session.close()


def test_of_a_stick_that_is_pulled_before_the_first_decision_nothing_is_made_in_its_place(
    tmp_path: Path,
) -> None:
    desk = desk_at(tmp_path)
    begun(desk).close()
    session = create_session(desk, SessionSpec(SOK, "en", Queue(kind="evidence", items=CLAIMS)))
    pulled = tmp_path / "pulled"
    desk.reviews.rename(pulled)
    with pytest.raises(SaveFailedError) as raised:
        session.skip("evidence:e1")
    assert raised.value.reason == "vanished"
    assert not desk.reviews.exists()
    # The empty folder on which it was mounted.
    desk.reviews.mkdir()
    with pytest.raises(SaveFailedError) as raised:
        session.retry()
    assert raised.value.reason == "vanished"
    assert everything(desk.reviews) == []
    desk.reviews.rmdir()
    # Back, but as another file system.
    shutil.copytree(pulled, desk.reviews)
    session.retry()
    assert len(read_session(session.path).records) == 1
    session.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs Unix rights")
def test_a_place_that_cannot_be_written_to_is_said_before_the_first_question() -> None:
    with without_privilege() as folder:
        desk = desk_at(folder)
        folder.chmod(0o500)
        with pytest.raises(SaveFailedError) as raised:
            create_session(desk, SessionSpec(SOK, "en", Queue(kind="evidence", items=CLAIMS)))
        assert raised.value.reason == "read_only"


def test_going_on_with_another_machines_session_makes_a_file_with_the_first_decision(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    theirs = begun(elsewhere(desk))
    judge(theirs, "evidence:e1")
    theirs.close()
    repository = SessionRepository(desk)
    (entry,) = repository.entries()
    for _ in range(2):
        session = repository.continue_session(entry)
        assert session.progress.order == CLAIMS[1:]
        session.close()
    assert len(repository.entries()) == 1
    session = repository.continue_session(entry)
    session.skip("evidence:e2")
    session.close()
    assert repository.continue_session(entry).id == session.id
