"""However late Ctrl+C comes, the exit code is that of what the program did, and no signal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("moment", "code"), [("text", 130), ("end", 0), ("both", 130)])
def test_ctrl_c_never_kills_a_program_that_has_handled_it_or_is_done(moment: str, code: int) -> None:
    command = [sys.executable, "-m", "tests.interrupted", moment]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (code, "")
