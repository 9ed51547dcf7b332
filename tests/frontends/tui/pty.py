"""The program in a real pseudo terminal, its screen kept by pyte with every cell's colours."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pexpect
import pyte
from pyte.screens import Char

# pyte knows no private sequences with `<`, `>`, `=`; none of them draws anything.
_UNKNOWN = re.compile(r"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1bP.*?\x1b\\", re.DOTALL)
_CUT_OFF = re.compile(r"\x1b(?:\[[<>=?0-9;$]*|P[^\x1b]*\x1b?|\][^\x07\x1b]*)?$")


class Terminal:
    """A terminal with the program in it."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str], size: tuple[int, int]) -> None:
        """Start the program with only this environment besides that of the tests."""
        self.screen = pyte.Screen(*size)
        self.raw = ""
        self._stream = pyte.Stream(self.screen)
        self._rest = ""
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "ilo_tui", *arguments],
            env={**os.environ, **environment},
            dimensions=size[::-1],
            encoding="utf-8",
            timeout=30,
        )

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, *words: str) -> str:
        """Read until all these words stand on the screen."""
        while not all(word in self.text for word in words):
            try:
                self._feed(self.child.read_nonblocking(65536, timeout=30))
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                raise AssertionError(f"{words} never came:\n{self.text}") from error
        return self.text

    def complete_screen(self, *words: str) -> str:
        """The screen with these words on it, once nothing more is drawn."""
        self.until(*words)
        while True:
            try:
                self._feed(self.child.read_nonblocking(65536, timeout=0.3))
            except pexpect.TIMEOUT:
                return self.text

    def press(self, keys: str, *words: str) -> str:
        """Type, and read until these words stand on the screen."""
        self.child.send(keys)
        return self.until(*words)

    def leave(self) -> int:
        """Quit; the exit code."""
        self.child.send("q")
        while True:
            try:
                self._feed(self.child.read_nonblocking(65536, timeout=30))
            except pexpect.EOF:
                break
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -1

    def cells(self) -> Iterator[tuple[int, int, Char]]:
        """Line, column and look of every cell with a sign in it."""
        for y in range(self.screen.lines):
            for x in range(self.screen.columns):
                if (cell := self.screen.buffer[y][x]).data.strip():
                    yield y, x, cell

    def _feed(self, data: str) -> None:
        self.raw += data
        data = self._rest + data
        # A sequence that is cut off at the end waits for its rest.
        cut = _CUT_OFF.search(data)
        self._rest = data[cut.start() :] if cut else ""
        self._stream.feed(_UNKNOWN.sub("", data[: cut.start()] if cut else data))


@contextmanager
def terminal(*arguments: str, environment: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> Iterator[Terminal]:
    """The program in a terminal, with these variables besides those of the tests; ended at the end."""
    terminal = Terminal(list(arguments), environment, size)
    try:
        yield terminal
    finally:
        terminal.child.close(force=True)
