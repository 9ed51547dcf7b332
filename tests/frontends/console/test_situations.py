"""Every command with closed or full streams, names that are no text, escapes, strangers' homes, and signals."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from tests.frontends.console.situations import (
    COMMANDS,
    SITUATIONS,
    WAITING,
    Outcome,
    ended_by,
    escapes,
    fill,
    names_that_are_no_text,
    stdin_closed,
    stdout_closed,
    stdout_full,
    unknown_user,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full and /proc")
UNSEEN = {chr(code) for code in (*range(32), 127, *range(0x80, 0xA0), *range(0x202A, 0x202F))} - {"\n"}
SILENT = {
    "sheet",
    "enter",
    "merge",
    "report",
    "import csv",
    "import iati",
    "import --draft",
    "new",
    "wrong use",
    "--plain",
    "--plain review",
}
"""What prints little or nothing on stdout, or ends with something else."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with all that the commands need."""
    fill(tmp_path)
    return tmp_path


def sound(outcome: Outcome) -> None:
    """No traceback, no more than a few lines, and nothing that a terminal would take for a command."""
    assert "Traceback" not in outcome.err + outcome.out
    assert "Exception ignored" not in outcome.err
    assert not UNSEEN & set(outcome.out + outcome.err)


@pytest.mark.share(16)
@pytest.mark.parametrize("command", COMMANDS)
def test_with_stdin_closed_it_is_as_with_nothing_typed(command: str, folder: Path) -> None:
    outcome = stdin_closed(folder, command)
    sound(outcome)
    assert outcome.code == (2 if command == "wrong use" else 0)


@pytest.mark.share(16)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_stdout_is_reported_in_a_line(command: str, folder: Path) -> None:
    outcome = stdout_full(folder, command)
    sound(outcome)
    lines = [line for line in outcome.err.splitlines() if line.startswith("stdout: ")]
    assert len(lines) == (0 if outcome.code == 0 or command == "wrong use" else 1)
    assert outcome.code == 2 or command in SILENT


@pytest.mark.share(16)
@pytest.mark.parametrize("command", COMMANDS)
def test_with_stdout_closed_it_does_what_it_does(command: str, folder: Path) -> None:
    outcome = stdout_closed(folder, command)
    sound(outcome)
    assert outcome.code == (2 if command == "wrong use" else 0)


@pytest.mark.share(8)
@pytest.mark.parametrize("command", COMMANDS)
def test_names_that_are_no_text_are_shown_by_their_bytes(command: str, folder: Path) -> None:
    outcome = names_that_are_no_text(folder, command)
    sound(outcome)
    assert outcome.code == (2 if command == "wrong use" else 0)
    if "--json" in COMMANDS[command]:
        dumps = json.dumps(json.loads(outcome.out), ensure_ascii=False)
        assert command not in {"config", "merge", "sessions"} or r"caf\\xe9" in dumps


@pytest.mark.share(8)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_escape_comes_out(command: str, folder: Path) -> None:
    sound(escapes(folder, command))


@pytest.mark.share(16)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_strangers_home_is_reported_in_a_line(command: str, folder: Path) -> None:
    for outcome in unknown_user(folder, command):
        sound(outcome)
        assert outcome.code in {0, 2}
        assert outcome.code == 0 or "~nosuchperson/x: " in outcome.err


@pytest.mark.share(16)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda item: item.name)
@pytest.mark.parametrize("command", sorted(WAITING | {"report", "merge", "import iati", "list"}))
def test_a_signal_ends_a_command_in_order(command: str, number: signal.Signals, folder: Path) -> None:
    before = {path.name for path in folder.iterdir()}
    outcome = ended_by(folder, command, number)
    sound(outcome)
    # One that comes late finds the command done.
    assert outcome.code in ({128 + number} if command in WAITING else {128 + number, 0})
    assert {path.name for path in folder.iterdir()} - before <= {"made"}


def test_every_situation_has_a_test() -> None:
    assert set(SITUATIONS.values()) == {stdin_closed, stdout_full, stdout_closed, names_that_are_no_text, escapes}
