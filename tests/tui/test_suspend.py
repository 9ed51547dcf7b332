"""Ctrl+Z while judging: the program is put aside by a real shell's job control, and goes on with fg."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pexpect
import pytest

from tests.tui.pty import Terminal

BASH = shutil.which("bash")


@pytest.mark.skipif(BASH is None, reason="no shell with job control")
def test_ctrl_z_suspends_while_judging_and_fg_goes_on(tmp_path: Path) -> None:
    reviews = tmp_path / "reviews"
    made = Terminal(["--version"], {}, (80, 24))
    made.child.close(force=True)
    made.child = pexpect.spawn(
        str(BASH),
        ["--norc", "--noprofile", "-i"],
        env={**os.environ, "PS1": "shell> "},
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=30,
    )
    program = f"{sys.executable} -m ilo_tui --reviews {reviews} --reviewer Sok review --programme clm\r"
    try:
        made.until("shell>")
        made.press(program, "0 of 24 judged", "2 Holds in part")
        made.press("1", "Saved")
        made.press("\x1a", "Stopped")
        made.press("fg\r", "0 of 24 judged", "4 High")
        made.whole("4 High")
        made.press("4", "1 of 24 judged")
    finally:
        made.child.close(force=True)
    (path,) = reviews.glob("*.json")
    decisions = json.loads(path.read_text("utf-8"))["decisions"]
    assert [one["values"] for one in decisions.values()][-1] == {"verdict": "holds", "strength": "high"}
