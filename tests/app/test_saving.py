"""Saving and leaving as machines: nothing is lost that the person did not give up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from ilo_tui.app.saving import Leaving, SessionSaver, unsaved_line
from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import AnswerError
from ilo_tui.review.session_reading import read_session
from tests.app.failing import FillingDisk
from tests.review.help import CLAIMS, begun, desk_at


@pytest.fixture
def disk() -> FillingDisk:
    return FillingDisk()


@pytest.fixture
def saver(tmp_path: Path, disk: FillingDisk) -> Iterator[SessionSaver]:
    saver = SessionSaver(begun(desk_at(tmp_path, disk)))
    yield saver
    saver.session.close()


def fail_with(saver: SessionSaver, disk: FillingDisk, *items: str) -> None:
    """Skip some items while the disk is full."""
    disk.full = saver.session.path.parent
    for item in items:
        assert saver.run(partial(saver.session.skip, item)).pending


def records(saver: SessionSaver) -> int:
    return len(read_session(saver.session.path).records)


def test_what_is_refused_is_not_kept(saver: SessionSaver) -> None:
    result = saver.run(lambda: saver.session.skip("evidence:nowhere"))
    assert isinstance(result.error, AnswerError)
    assert (result.saved, result.pending, saver.state, saver.unsaved) == (False, False, "failed", False)
    assert Leaving(saver).may_leave()


def test_closing_tries_once_more(saver: SessionSaver, disk: FillingDisk) -> None:
    fail_with(saver, disk, CLAIMS[0])
    disk.full = None
    saver.close()
    assert records(saver) == 1


def test_closing_while_it_still_fails_raises_nothing(saver: SessionSaver, disk: FillingDisk) -> None:
    fail_with(saver, disk, CLAIMS[0])
    saver.close()
    assert records(saver) == 0


def test_what_was_given_up_is_not_written_after_all(saver: SessionSaver, disk: FillingDisk) -> None:
    fail_with(saver, disk, CLAIMS[0])
    leaving = Leaving(saver)
    assert not leaving.may_leave()
    assert leaving.choose("lose").saved
    assert leaving.may_leave()
    disk.full = None
    saver.close()
    assert records(saver) == 0


def test_trying_again_leaves_only_once_it_is_saved(saver: SessionSaver, disk: FillingDisk) -> None:
    fail_with(saver, disk, CLAIMS[0], CLAIMS[1])
    leaving = Leaving(saver)
    assert leaving.choose("try").pending
    assert not leaving.may_leave()
    disk.full = None
    assert leaving.choose("try").saved
    assert leaving.may_leave()
    assert records(saver) == 2


def test_another_folder_is_a_way_out(saver: SessionSaver, disk: FillingDisk, tmp_path: Path) -> None:
    fail_with(saver, disk, CLAIMS[0])
    leaving = Leaving(saver)
    assert leaving.choose("elsewhere", tmp_path / "stick").saved
    assert leaving.may_leave()
    assert records(saver) == 1
    assert saver.session.path.parent == tmp_path / "stick"


def test_asked_for_twice_in_a_row_it_is_given_up_and_never_else(saver: SessionSaver, disk: FillingDisk) -> None:
    leaving = Leaving(saver)
    assert leaving.request()
    fail_with(saver, disk, CLAIMS[0])
    assert not leaving.request()
    leaving.withdraw()
    assert not leaving.request()
    assert leaving.request()
    assert saver.given_up


def test_the_line_names_each_item_once_and_no_withdrawal(saver: SessionSaver, disk: FillingDisk) -> None:
    fail_with(saver, disk, CLAIMS[0], CLAIMS[0], CLAIMS[1], CLAIMS[2])
    assert saver.run(saver.session.undo).pending
    assert saver.unsaved_count == 5
    assert saver.unsaved_items() == CLAIMS[:3]
    tr = Translator("en")
    assert (
        unsaved_line(tr, saver.unsaved_count, saver.unsaved_items())
        == f"5 decisions are saved nowhere ({', '.join(CLAIMS[:3])})."
    )
    assert (
        unsaved_line(tr, saver.unsaved_count, saver.unsaved_items(), 2)
        == f"5 decisions are saved nowhere ({', '.join(CLAIMS[:2])} ...)."
    )
