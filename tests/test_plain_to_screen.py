"""A session begun in plain mode over a pipe and killed is gone on with in the full-screen app, where it stopped."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte
import pytest

from ilo_tui.review.model import Decision
from ilo_tui.review.session_reading import read_session
from tests.frontends.plain.help import Piped

PROGRAM = Path(sys.executable).with_name("ilo-tui")
# pyte knows no private sequences with `<`, `>`, `=`; none of them draws anything.
UNKNOWN = re.compile(r"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1bP.*?\x1b\\")


class Screen:
    """The full-screen app in a terminal of 80x24."""

    def __init__(self, *arguments: str) -> None:
        """Start it."""
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(str(PROGRAM), list(arguments), dimensions=(24, 80), encoding="utf-8", timeout=30)

    @property
    def text(self) -> str:
        """What stands there now."""
        return "\n".join(self.screen.display)

    def until(self, words: str) -> str:
        """Read until the screen has these words."""
        while words not in self.text:
            self.stream.feed(UNKNOWN.sub("", self.child.read_nonblocking(65536, timeout=30)))
        return self.text

    def answer(self, key: str, words: str) -> str:
        """Answer once nothing was drawn for longer than the program takes no digit after an answer; read the screen."""
        with suppress(pexpect.TIMEOUT):
            while True:
                self.stream.feed(UNKNOWN.sub("", self.child.read_nonblocking(65536, timeout=0.25)))
        self.child.send(key)
        return self.until(words)

    def leave(self) -> int | None:
        """Quit, and return the exit code."""
        self.child.send("\x1b")
        self.until("Programmes")
        self.child.send("q")
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


def decisions(path: Path) -> list[Decision]:
    """The decisions in a session's file."""
    return [record for record in read_session(path).records if isinstance(record, Decision)]


@pytest.mark.first_edition
def test_plain_mode_is_killed_and_the_screen_goes_on(tmp_path: Path) -> None:
    arguments = ("--reviews", str(tmp_path), "--reviewer", "Sok Dara <sok-dara-0001>", "review")
    plain = Piped(*arguments)
    for _ in range(10):
        shown = plain.type("1")
        assert "Saved " in shown
        shown = plain.type("3")
        assert "Saved " in shown
    plain.kill()
    (path,) = tmp_path.glob("*.json")
    assert len(decisions(path)) == 20
    last = decisions(path)[-1].item.partition(":")[2]

    app = Screen(*arguments)
    app.until("10 of ")
    assert last not in app.until("does the statement hold").splitlines()[1]
    for number in range(11, 21):
        app.answer("1", "How well does this source bear the claim?")
        app.answer("3", f"{number} of ")
    assert app.leave() == 0
    (same,) = tmp_path.glob("*.json")
    assert same == path
    assert len(decisions(path)) == 40
    assert len({decision.item for decision in decisions(path)}) == 20
