"""Two programs on one session, and a session of another machine: the second reads only and is told why."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReadOnlySessionError
from ilo_tui.review.opening import open_session
from tests.review.help import begun, desk_at, elsewhere, judge

ROOT = Path(__file__).parents[2]
HOLD = (
    "import sys; from pathlib import Path; from tests.review.help import begun, desk_at;"
    "session = begun(desk_at(Path(sys.argv[1]))); session.skip('evidence:e1');"
    "print(session.path, flush=True); sys.stdin.read(); session.close(); print('left', flush=True); sys.stdin.read()"
)


def test_a_second_program_reads_only_and_is_reported_who_is_in_until_that_one_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    first = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert first.stdout is not None
    path = Path(first.stdout.readline().strip())
    desk = desk_at(tmp_path)
    second = open_session(desk, path)
    assert second.read_only is not None
    assert second.read_only.code == "held"
    lines = second.read_only.localise(Translator("en"))
    assert str(first.pid) in lines
    assert socket.gethostname() in lines
    assert second.saved_state("evidence:e1") is not None
    with pytest.raises(ReadOnlySessionError) as raised:
        second.undo()
    assert str(first.pid) in raised.value.localise(Translator("en"))[0]
    first.kill()
    first.communicate()
    third = open_session(desk, path)
    assert third.read_only is None
    assert third.undo() == "evidence:e1"
    third.close()


def test_a_session_that_was_left_can_be_gone_on_with(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    first = begun(desk)
    assert open_session(desk, first.path).read_only is not None
    first.close()
    second = open_session(desk, first.path)
    assert second.read_only is None
    second.close()


def test_within_one_program_as_well(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    first = begun(desk)
    second = open_session(desk, first.path)
    assert second.read_only is not None
    assert second.read_only.values["pid"] == os.getpid()
    first.close()


def test_a_session_of_another_machine_reads_only(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    # Even while it is open there: the lock of another machine need not be visible here.
    before = session.path.read_bytes()
    present = open_session(elsewhere(desk), session.path)
    assert present.read_only is not None
    assert present.read_only.code == "other_machine"
    assert present.judged("evidence:e1")
    with pytest.raises(ReadOnlySessionError):
        present.answer("evidence:e2", "verdict", "holds")
    present.close()
    assert session.path.read_bytes() == before
    session.answer("evidence:e2", "verdict", "holds")
    session.close()


def test_the_read_only_option_opens_and_writes_nothing(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.close()
    files = {path: path.stat().st_mtime_ns for path in desk.reviews.rglob("*")}
    looking = open_session(replace(desk, read_only=True), session.path)
    assert looking.read_only is not None
    assert looking.read_only.code == "asked"
    with pytest.raises(ReadOnlySessionError):
        begun(replace(desk, read_only=True))
    assert {path: path.stat().st_mtime_ns for path in desk.reviews.rglob("*")} == files
