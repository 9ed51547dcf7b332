"""However late Ctrl+C comes, the exit code is that of what the program did, and no signal."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ilo_tui.core.signals import TerminatedError, ending_code

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("moment", "code"), [("text", 130), ("end", 0), ("both", 130)])
def test_ctrl_c_never_kills_a_program_that_has_handled_it_or_is_done(moment: str, code: int) -> None:
    command = [sys.executable, "-m", "tests.interrupted", moment]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (code, "")


@pytest.mark.share(3)
@pytest.mark.parametrize("arguments", [["list", "gaps"], ["report", "--format", "md", "-o", "-"], ["--plain"]])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_while_a_class_is_made_ends_the_program_without_a_traceback(
    arguments: list[str], number: signal.Signals
) -> None:
    # Python 3.11 raises a RuntimeError of its own from what a handler raises there.
    command = [sys.executable, "-m", "tests.interrupted", "class", str(int(number)), *arguments]
    run = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 128 + number
    assert "Traceback" not in run.stderr


def test_whoever_ended_the_program_is_known_through_the_error_that_a_library_made_of_it() -> None:
    for ended, code in ((KeyboardInterrupt(), 130), (TerminatedError(15), 143), (SystemExit(129), 129)):
        with pytest.raises(BaseException) as caught:
            _make_class_of(ended)
        assert ending_code(caught.value) == code
    assert ending_code(RuntimeError("a fault of its own")) is None


def _make_class_of(error: BaseException) -> None:
    class Attribute:
        def __set_name__(self, owner: type, name: str) -> None:
            raise error

    type("Owner", (), {"attribute": Attribute()})
