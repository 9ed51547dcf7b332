"""kill -9 at random moments while a process decides: every acknowledged record is there, and the file is always whole.

The control takes flushing and replacing out; that it does lose shows that the harness sees loss.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from ilo_tui.review.errors import UnreadableSessionError
from ilo_tui.review.model import JournalRecord, decode_record
from ilo_tui.review.opening import open_session
from ilo_tui.review.session_reading import read_session
from tests.review.help import desk_at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix")
START = [sys.executable, "-m", "tests.review.decider"]
ROOT = Path(__file__).parents[2]


@dataclass
class Trial:
    """What a killed process had acknowledged, and what was found wrong afterwards."""

    path: Path
    acknowledged: list[JournalRecord]
    fault: str | None = None


def killed(folder: Path, seed: int, *more: str) -> Trial:
    """SessionSpec a decider, wait for a random number of acknowledgements and a random moment more, kill it, look."""
    chance = random.Random(seed)
    process = subprocess.Popen([*START, str(folder), str(seed), *more], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    with process, process.stdout as printed:
        path = Path(printed.readline().decode().strip())
        lines = [printed.readline() for _ in range(chance.randrange(1, 25))]
        spin(chance.random() * 0.004)
        process.kill()
        lines += rest(printed)
    trial = Trial(path, [decode_record(line) for line in lines if line.endswith(b"\n")])
    trial.fault = fault(trial)
    return trial


def spin(seconds: float) -> None:
    """Let a moment pass, more exactly than sleeping would."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        os.sched_yield()


def rest(printed: IO[bytes]) -> list[bytes]:
    """What was said before the kill and not read yet."""
    return printed.read().splitlines(keepends=True)


def fault(trial: Trial) -> str | None:
    """What the file lacks after the kill."""
    try:
        records = list(read_session(trial.path).records)
    except UnreadableSessionError as error:
        return str(error)
    first = trial.acknowledged[0].seq - 1
    if records[first : first + len(trial.acknowledged)] != trial.acknowledged:
        return "an acknowledged record is missing"
    if [item.seq for item in records] != list(range(1, len(records) + 1)):
        return "a number is missing"
    if len(records) > first + len(trial.acknowledged) + 1:
        return "more than the one record that was being saved"
    return None


def trials(folder: Path, count: int, *more: str) -> list[Trial]:
    """Kill so many processes; ten go on with one session after another, so that files grow."""
    items: list[Trial] = []
    for number in range(count):
        going_on = [str(items[-1].path)] if number % 10 and not items[-1].fault else []
        items.append(killed(folder, number, *more, *going_on))
    return items


def check(folder: Path, count: int) -> None:
    """Nothing is wrong after so many kills, and every session can be gone on with."""
    result = trials(folder, count)
    assert [trial.fault for trial in result if trial.fault] == []
    assert sum(len(trial.acknowledged) for trial in result) > 5 * count
    desk = desk_at(folder)
    for path in {trial.path for trial in result}:
        session = open_session(desk, path)
        assert session.read_only is None
        session.answer("evidence:e1", "verdict", "holds")
        session.close()


def test_15_kills_lose_nothing(tmp_path: Path) -> None:
    check(tmp_path, 15)


@pytest.mark.slow
def test_1000_kills_lose_nothing(tmp_path: Path) -> None:
    check(tmp_path, 1000)


def test_without_flush_and_replace_kills_do_lose(tmp_path: Path) -> None:
    # One is enough; a process that writes in place rarely survives ten kills.
    lost = next((number for number in range(200) if killed(tmp_path, number, "careless").fault), None)
    assert lost is not None


def test_a_killed_half_typed_note_is_there_again(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from tests.review.help import begun, desk_at;"
        "session = begun(desk_at(Path(sys.argv[1]))); session.note_files.save('evidence:e1', 'half a sen');"
        "print(session.path, flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert process.stdout is not None
    path = Path(process.stdout.readline().strip())
    process.kill()
    process.communicate()
    session = open_session(desk_at(tmp_path), path)
    assert session.note_files.load("evidence:e1") == "half a sen"
    session.note("evidence:e1", "half a sentence")
    assert session.note_files.load("evidence:e1") is None
    session.close()


_TYPIST = """
import sys
from pathlib import Path
from tests.review.help import desk_at, CLAIMS, SOK
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.model import Queue
session = create_session(desk_at(Path(sys.argv[1])), SessionSpec(SOK, "en", Queue(kind="evidence", items=CLAIMS)))
for length in range(1, 1_000_000):
    session.note_files.keep("evidence:e1", "x" * length)
    if length % 7 == 0:
        session.note_files.flush()
        print(session.path, length, flush=True)
"""


@pytest.mark.share(3)
@pytest.mark.parametrize("seed", range(6))
def test_killed_in_the_middle_of_typing_a_note_is_found_with_all_that_was_flushed(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    process = subprocess.Popen([sys.executable, "-c", _TYPIST, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    with process, process.stdout as printed:
        lines = [printed.readline() for _ in range(chance.randrange(1, 20))]
        spin(chance.random() * 0.004)
        process.kill()
        lines += [line for line in rest(printed) if line.endswith(b"\n")]
    path, length = lines[-1].decode().split()
    session = open_session(desk_at(tmp_path), Path(path))
    assert session.read_only is None
    (text,) = session.unfinished_notes().values()
    assert int(length) <= len(text) <= int(length) + 7
    assert set(text) == {"x"}
    session.note("evidence:e1", text)
    assert session.unfinished_notes() == {}
    session.close()
