"""The full-screen program in a real terminal, driven by keys and read by its screen."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Self

import pexpect
import pyte

from tests.frontends.plain.help import ROOT
from tests.offices.office import Office

# pyte knows no private sequences with `<`, `>`, `=`; none of them draws anything.
_UNKNOWN = re.compile(r"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1bP.*?\x1b\\", re.DOTALL)
_CUT_OFF = re.compile(r"\x1b(?:\[[<>=?0-9;$]*|P[^\x1b]*\x1b?)?$")

PAUSE = 0.25
"""Seconds between two answers."""


class Terminal:
    """A terminal of 100 columns and 34 lines with the program in it; leaving the block ends it."""

    def __init__(self, office: Office, *arguments: str) -> None:
        """Start the program."""
        self._screen = pyte.Screen(100, 34)
        self._stream = pyte.Stream(self._screen)
        self._rest = ""
        with office.environment():
            self.child = pexpect.spawn(
                sys.executable,
                ["-m", "ilo_tui", "--reviews", str(office.reviews), *arguments],
                cwd=str(ROOT),
                dimensions=(34, 100),
                encoding="utf-8",
                timeout=30,
            )

        self._answered = 0.0

    def __enter__(self) -> Self:
        """The terminal."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the program, if it hasn't ended."""
        self.child.close(force=True)

    @property
    def shown(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._screen.display)

    def until(self, *words: str) -> str:
        """Read until all these words stand on the screen; `pexpect` raises where they never do."""
        while not all(word in self.shown for word in words):
            try:
                self._feed(self.child.read_nonblocking(65536, timeout=30))
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                raise AssertionError(f"{words} never came:\n{self.shown}") from error
        return self.shown

    def press(self, keys: str, *words: str) -> str:
        """Type, and read until these words stand on the screen."""
        self.child.send(keys)
        return self.until(*words)

    def answer(self, key: str, *words: str) -> str:
        """Answer, as `press`, no sooner after the answer before than a finger can: sooner it would not be taken."""
        while (remaining := self._answered + PAUSE - monotonic()) > 0:
            with suppress(pexpect.TIMEOUT):
                self._feed(self.child.read_nonblocking(65536, timeout=remaining))
        self._answered = monotonic()
        return self.press(key, *words)

    def leave(self, keys: str) -> int:
        """Type what ends the program; its exit code."""
        self.child.send(keys)
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -1

    def _feed(self, data: str) -> None:
        data = self._rest + data
        # A sequence that is cut off at the end waits for its rest.
        cut = _CUT_OFF.search(data)
        self._rest = data[cut.start() :] if cut else ""
        self._stream.feed(_UNKNOWN.sub("", data[: cut.start()] if cut else data))
