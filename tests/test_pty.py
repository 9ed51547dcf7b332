"""The installed program in a real terminal: it starts, shows its first rows, and leaves with q."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pexpect
import pyte
import pytest

PROGRAM = Path(sys.executable).with_name("ilo-tui")


@pytest.mark.slow
def test_the_installed_program_starts_and_quits() -> None:
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    child = pexpect.spawn(str(PROGRAM), dimensions=(24, 80), encoding="utf-8", timeout=30)
    seen = ""
    while "Supporting actions" not in seen:
        data = child.read_nonblocking(65536, timeout=30)
        # pyte knows no private sequences with `<`, `>`, `=`; none of them draws anything.
        stream.feed(re.sub(r"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1bP.*?\x1b\\", "", data))
        seen = "\n".join(screen.display)
    child.send("q")
    child.expect(pexpect.EOF, timeout=30)
    child.close()
    assert child.exitstatus == 0


def test_a_faulty_dossier_is_refused_with_the_command_that_lists_its_faults(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"meta": {"1": {"id": "x", "schema": 1}}}')
    child = pexpect.spawn(str(PROGRAM), ["--dossier", str(bad)], dimensions=(24, 200), encoding="utf-8", timeout=30)
    read = child.read()
    child.close()
    assert child.exitstatus == 1
    assert "the field edition is missing" in read
    assert "ilo-tui check" in read
    assert "Traceback" not in read
