"""Start-up and memory beside a bare Textual app, in one run: prints ratios of medians as a Markdown table.

Each program is started in a pseudo-terminal of 120x40 that answers nothing but sizes; what is timed is from its start
until its first rows are on the screen. The programs take turns, so that a machine that slows down slows all of them.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pyte

BIN = Path(sys.executable).parent
FOLDER = Path(__file__).parent
PROGRAMS = {
    "bare Textual": ([sys.executable, str(FOLDER / "hello.py")], "hello"),
    "ilo-tui, first rows": ([str(BIN / "ilo-tui")], "Supporting actions"),
    "ilo-tui --help": ([str(BIN / "ilo-tui"), "--help"], "COMMAND"),
    "ilo-tui list gaps": ([str(BIN / "ilo-tui"), "list", "gaps"], "one_stance"),
    "ilo-tui check": ([str(BIN / "ilo-tui"), "check"], "sound"),
}
UNDRAWN = re.compile(r"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1bP.*?\x1b\\")


def start(command: list[str], ready: str, home: str) -> tuple[float, float]:
    """Milliseconds until `ready` is on the screen, and the peak memory of the process until then in MiB."""
    screen = pyte.Screen(120, 40)
    stream = pyte.Stream(screen)
    began = time.perf_counter()
    # What was left open here the last time must not decide what is on the first screen.
    environment = {
        **os.environ,
        **{f"XDG_{name}_HOME": home for name in ("CONFIG", "DATA", "STATE")},
        "ILO_TUI_LANG": "en",
    }
    child = pexpect.spawn(command[0], command[1:], dimensions=(40, 120), encoding="utf-8", timeout=30, env=environment)
    while not any(ready in line for line in screen.display):
        try:
            stream.feed(UNDRAWN.sub("", child.read_nonblocking(65536, timeout=30)))
        except pexpect.EOF:
            break
    took = (time.perf_counter() - began) * 1000
    memory = 0.0
    status = Path(f"/proc/{child.pid}/status")
    if status.exists() and (match := re.search(r"VmHWM:\s+(\d+)", status.read_text())):
        memory = int(match[1]) / 1024
    child.close(force=True)
    return took, memory


def main(runs: int = 7) -> None:
    """Measure every program `runs` times in turn and print the table."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as home:
        for _ in range(runs):
            for name, (command, ready) in PROGRAMS.items():
                times[name].append(start(command, ready, home))
    base = statistics.median(took for took, _ in times["bare Textual"])
    room = statistics.median(memory for _, memory in times["bare Textual"])
    print("| program | ready, ms | ratio | memory, MiB | ratio |\n|---|---|---|---|---|")
    for name, measured in times.items():
        took, memory = (statistics.median(values) for values in zip(*measured, strict=True))
        memory_text = f"{memory:.1f} | {memory / room:.2f}" if memory else "- | -"
        print(f"| {name} | {took:.0f} | {took / base:.2f} | {memory_text} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
