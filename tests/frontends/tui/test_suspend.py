"""Ctrl+Z: the program is put aside by a real shell's job control, and goes on with fg as if nothing had been."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from ilo_tui.frontends.tui.terminal import Ending
from tests.frontends.tui.pty import Terminal

BASH = shutil.which("bash")


@contextmanager
def shell(program: str) -> Iterator[Terminal]:
    """A shell with job control in which a program was started."""
    terminal = Terminal(["--version"], {}, (80, 24))
    terminal.child.close(force=True)
    terminal.child = pexpect.spawn(
        str(BASH),
        ["--norc", "--noprofile", "-i"],
        env={**os.environ, "PS1": "shell> "},
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=30,
    )
    try:
        terminal.until("shell>")
        terminal.child.send(f"{sys.executable} -m ilo_tui {program}\r")
        yield terminal
    finally:
        terminal.child.close(force=True)


@pytest.mark.slow
@pytest.mark.first_edition
@pytest.mark.skipif(BASH is None, reason="no shell with job control")
def test_ctrl_z_suspends_while_judging_and_fg_goes_on(tmp_path: Path) -> None:
    reviews = tmp_path / "reviews"
    with shell(f"--reviews {reviews} --reviewer Sok review --programme clm") as created:
        created.until("0 of 24 judged", "2 Holds in part")
        created.press("1", "Saved")
        created.press("\x1a", "Stopped")
        created.press("fg\r", "0 of 24 judged", "4 High")
        created.complete_screen("4 High")
        created.press("4", "1 of 24 judged")
    (path,) = reviews.glob("*.json")
    decisions = json.loads(path.read_text("utf-8"))["decisions"]
    assert [decision["values"] for decision in decisions.values()][-1] == {"verdict": "holds", "strength": "high"}


@pytest.mark.slow
@pytest.mark.first_edition
@pytest.mark.skipif(BASH is None, reason="no shell with job control")
def test_all_of_a_list_is_drawn_again_after_fg(tmp_path: Path) -> None:
    with shell(f"--reviews {tmp_path} --lang en") as created:
        created.until("Programmes (6)")
        # Should the tour be shown, it ends.
        created.press("\x1b", "f filter", "When: not known")
        before = created.complete_screen("f filter", "When: not known")
        created.press("\x1a", "Stopped")
        created.press("fg\r", "1 Programmes", "Programmes (6)")
        assert created.complete_screen("f filter", "When: not known") == before


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="no signals of a thread")
def test_a_signal_that_another_thread_takes_is_heeded_though_no_event_comes() -> None:
    heeded, over, ending = threading.Event(), threading.Event(), Ending(lambda code: None)
    other = threading.Thread(target=over.wait)
    other.start()

    async def idle() -> None:
        loop = asyncio.get_running_loop()
        ended = loop.create_future()
        signal.signal(signal.SIGUSR1, lambda number, frame: heeded.set())
        ending.follow()

        def send() -> None:
            # The loop waits by now, or will soon; nothing but the signal happens until it is heeded, or never.
            signal.pthread_kill(other.ident or 0, signal.SIGUSR1)
            heeded.wait(10)
            was.append(heeded.is_set())
            loop.call_soon_threadsafe(ended.set_result, None)

        threading.Timer(0.3, send).start()
        await ended

    was: list[bool] = []
    before = signal.getsignal(signal.SIGUSR1)
    try:
        with ending.heeding():
            asyncio.run(idle())
    finally:
        over.set()
        other.join()
        signal.signal(signal.SIGUSR1, before)
    assert was == [True]
