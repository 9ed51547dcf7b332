"""A whole session of 160 claims driven through a pseudo-terminal: every decision in the file, and how long a key takes.

A key is timed from when it is written until its first answer reaches the terminal. Beside it stands what two fsyncs and
a replace cost in the same folder, in the same run: an answer cannot be shown as saved before them.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pyte

PROGRAM = Path(sys.executable).with_name("ilo-tui")
UNDRAWN = re.compile(r"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1bP.*?\x1b\\")


PAUSE = 0.22
"""Seconds from a key to the next: a digit within 0.2 s of an answer is not taken."""


class Terminal:
    """The program in a pseudo-terminal, and what it has drawn."""

    def __init__(self, arguments: list[str], home: Path) -> None:
        """Start the program with a home of its own."""
        folders = {f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "STATE", "CONFIG", "CACHE")}
        environment = {**os.environ, **folders, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            str(PROGRAM), arguments, dimensions=(24, 80), encoding="utf-8", timeout=30, env=environment
        )

        # pexpect waits 50 ms before it sends, unless told not to.
        self.child.delaybeforesend = None

    def read(self, timeout: float) -> float | None:
        """Draw what comes within `timeout` seconds; when it came, or None where nothing does."""
        try:
            came = self.child.read_nonblocking(65536, timeout=timeout)
        except pexpect.TIMEOUT:
            return None
        # Drawing it here takes longer than the program took: the time is that of its coming.
        at = time.perf_counter()
        self._stream.feed(UNDRAWN.sub("", came))
        return at

    def until(self, text: str) -> None:
        """Read until a text is on the screen."""
        while text not in "\n".join(self.screen.display):
            self.read(30)

    def key(self, key: str) -> float:
        """Press a key; milliseconds until the first answer, after which the rest is read."""
        began = time.perf_counter()
        self.child.send(key)
        came = self.read(5)
        # No finger is faster, and the program takes no digit that is.
        while (remaining := began + PAUSE - time.perf_counter()) > 0 or self.read(0.05) is not None:
            self.read(max(remaining, 0))
        return ((came or time.perf_counter()) - began) * 1000


def durable_write(folder: Path, data: bytes) -> float:
    """Milliseconds that writing, two fsyncs and a replace take by themselves."""
    began = time.perf_counter()
    path = folder / "x.tmp"
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.replace(folder / "x")
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    return (time.perf_counter() - began) * 1000


def drive(home: Path, items: int) -> tuple[list[float], Path]:
    """Judge so many claims with two keys each; returns the times of keys and the session's file."""
    reviews = home / "reviews"
    arguments = ["--reviews", str(reviews), "--reviewer", "Sok Dara", "review", "--sample", str(items)]
    terminal = Terminal(arguments, home)
    terminal.until("is the statement true?")
    times = [terminal.key(key) for number in range(items) for key in ("32"[number % 2], "4321"[number % 4])]
    terminal.until(f"{items} of {items}")
    terminal.child.close(force=True)
    (file,) = reviews.glob("*.json")
    return times, file


def main(items: int = 160) -> None:
    """Drive the session and print a Markdown table."""
    with tempfile.TemporaryDirectory() as name:
        times, file = drive(Path(name), items)
        decisions = list(json.loads(file.read_text(encoding="utf-8"))["decisions"].values())
        size = file.stat().st_size
        bare = [durable_write(file.parent, b"x" * size) for _ in range(50)]
    judged = {decision["item"] for decision in decisions if set(decision["values"]) == {"verdict", "strength"}}
    p95 = statistics.quantiles(times, n=20)[-1]
    beside = statistics.quantiles(bare, n=20)[-1]
    print(f"{len(decisions)} decisions in the file, {len(judged)} of {items} claims judged")
    print("| | median, ms | p95, ms |\n|---|---|---|")
    print(f"| key to first paint, saving included | {statistics.median(times):.1f} | {p95:.1f} |")
    print(f"| write, fsync, replace, fsync alone | {statistics.median(bare):.1f} | {beside:.1f} |")
    print(f"| key to paint beside the fsync | | {p95 - beside:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 160)
