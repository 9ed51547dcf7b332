"""The line that shows how much of a file is read."""

from __future__ import annotations

import io

from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console.byte_progress import ByteProgress


class Screen(io.StringIO):
    """A terminal that keeps what is written."""

    def isatty(self) -> bool:
        return True


def test_the_bar_draws_over_itself_and_goes() -> None:
    screen = Screen()
    bar = ByteProgress(screen, Translator("en"))
    bar(50_000_000, 200_000_000)
    bar(50_000_001, 200_000_000)
    line = "[#######.......................] 25 %, 50 of 200 MB"
    assert screen.getvalue() == f"\r{line}"
    bar.clear()
    assert screen.getvalue() == f"\r{line}\r{' ' * len(line)}\r"
    assert bar.line(1_500_000, 0) == "1.5 MB read"


def test_there_is_no_bar_without_a_terminal() -> None:
    file = io.StringIO()
    bar = ByteProgress(file, Translator("en"))
    bar(1, 2)
    bar.clear()
    assert file.getvalue() == ""
