"""Saving a session in another folder, where some state of it may lie already: only an earlier one is replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReviewError, SaveFailedError
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_reading import read_session
from tests.review.help import CLAIMS, SOK, begun, desk_at, judge
from tests.review.merge.help import QUICK


def copied(session: ReviewSession, folder: Path) -> Path:
    """A copy of the session's file as it is now, on a stick."""
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(session.path, folder))


def refused(session: ReviewSession, stick: Path) -> None:
    """Saving there is refused, says so, and changes nothing: neither there nor where the session goes on."""
    before, path = {path: path.read_bytes() for path in stick.glob("*.json")}, session.path
    with pytest.raises(SaveFailedError) as raised:
        session.save_elsewhere(stick)
    assert raised.value.reason == "other_state"
    for language in ("en", "id"):
        subject, mend = raised.value.localise(Translator(language))
        assert str(stick) in subject
        assert mend
    assert {path: path.read_bytes() for path in stick.glob("*.json")} == before
    assert session.path == path
    session.skip("evidence:e8")
    assert read_session(path).records[-1] == session.history.records[-1]


def test_a_finished_session_is_never_replaced_by_an_unfinished_state_of_it(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    home = copied(session, tmp_path / "home")
    session.finish()
    present = copied(session, tmp_path / "stick")
    session.close()
    shutil.copy(home, session.path)
    again = open_session(desk, session.path)
    # Also not where all records of the finished one are in it, or more.
    refused(again, tmp_path / "stick")
    refused(again, tmp_path / "stick")
    assert read_session(present).session.check_code
    again.close()


def test_a_later_state_and_a_branch_are_refused_and_an_earlier_one_is_replaced(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    home = copied(session, tmp_path / "home")
    judge(session, "evidence:e2")
    copied(session, tmp_path / "stick")
    session.close()
    shutil.copy(home, session.path)
    again = open_session(desk, session.path)
    refused(again, tmp_path / "stick")
    judge(again, "evidence:e3")
    refused(again, tmp_path / "stick")
    assert again.save_elsewhere(tmp_path / "home") == home
    assert read_session(home).records == tuple(again.history.records)
    again.close()


def test_a_loose_queue_that_is_longer_there_is_refused_although_the_records_are_the_same(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = create_session(desk, SessionSpec(SOK, "en", Queue(kind="mixed", items=[], loose=True)))
    session.answer("evidence:e1", "verdict", "holds")
    present = copied(session, tmp_path / "stick")
    present.write_bytes(
        present.read_bytes().replace(b'"items":["evidence:e1"]', b'"items":["evidence:e1","evidence:e2"]')
    )
    refused(session, tmp_path / "stick")
    session.close()


def test_what_is_no_session_there_is_left_alone(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    for number, data in enumerate((b"", b"{}", b"mine", b'{"session":{"1":{}},"decisions":{}}')):
        stick = tmp_path / str(number)
        stick.mkdir()
        (stick / session.path.name).write_bytes(data)
        with pytest.raises(ReviewError):
            session.save_elsewhere(stick)
        assert (stick / session.path.name).read_bytes() == data
    session.close()


def test_the_same_content_written_otherwise_there_is_an_earlier_state(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    present = copied(session, tmp_path / "stick")
    # As an editor saves it again: with a byte order mark and other spaces.
    present.write_bytes(b"\xef\xbb\xbf" + present.read_bytes().replace(b'"seq":1', b'"seq" : 1'))
    judge(session, "evidence:e2")
    assert session.save_elsewhere(tmp_path / "stick") == present
    assert len(read_session(present).records) == 4
    assert not present.read_bytes().startswith(b"\xef")
    session.close()


def test_unfinished_notes_come_along(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.note_files.save("evidence:e1", "half")
    session.note_files.keep("evidence:e2", "another half")
    session.save_elsewhere(tmp_path / "stick")
    session.close()
    again = open_session(desk, session.path)
    assert again.path.parent == tmp_path / "stick"
    assert again.unfinished_notes() == {"evidence:e1": "half", "evidence:e2": "another half"}
    again.close()


@pytest.mark.parametrize("folder", ["a\0b", "loop/x", "file/x", "~nobody/x"])
def test_a_folder_that_cannot_be_is_reported_and_everything_stays(tmp_path: Path, folder: str) -> None:
    session = begun(desk_at(tmp_path))
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    if folder.startswith("~"):
        # Not a home folder: a folder of that name, which can be made.
        assert session.save_elsewhere(tmp_path / folder).exists()
    else:
        with pytest.raises(SaveFailedError):
            session.save_elsewhere(tmp_path / folder)
        assert session.path.parent == tmp_path / "reviews"
    session.skip("evidence:e1")
    assert len(read_session(session.path).records) == 1
    session.close()


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["judge", "finish", "copy", "back"]), max_size=8), st.integers(0, 3))
def test_no_state_that_lies_elsewhere_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str], last: int
) -> None:
    folder = tmp_path_factory.mktemp("case")
    desk, stick = desk_at(folder, QUICK), folder / "stick"
    session = begun(desk)
    first = copied(session, folder / "first")
    for act in acts:
        if act == "judge" and not session.read_only:
            judge(session, CLAIMS[len(session.history.records) // 2 % 4 + last])
        elif act == "finish" and not session.read_only:
            session.finish()
        elif act == "copy":
            copied(session, stick)
        elif act == "back":
            session.close()
            Path(shutil.copy(first, folder / "again")).replace(session.path)
            session = open_session(desk, session.path)
    present = stick / session.path.name
    before = read_session(present) if present.exists() else None
    try:
        session.save_elsewhere(stick)
    except ReviewError:
        assert before is None or read_session(present) == before
    else:
        now = read_session(present)
        assert before is None or (now.records[: len(before.records)], before.session.finished) == (before.records, None)
    session.close()
