"""The end that comes from outside: signals, and a terminal that is gone; real processes in real pseudo terminals."""

from __future__ import annotations

import os
import resource
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ilo_tui.review.lock import HIDDEN

SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT]
OFF = ["?1049l", "?25h", "?2004l", "?1000l", "?1003l", "?1006l", "?1016l", "?1004l", "<u"]
"""What gives the terminal back: its own screen, the cursor, and none of the reports that the app asks for."""


class Child:
    """The program in a pseudo terminal; with or without that as its controlling terminal."""

    def __init__(self, *arguments: str, controlling: bool = True) -> None:
        self.master, slave = os.openpty()
        self.slave = os.dup(slave)
        termios.tcsetwinsize(slave, (24, 80))
        self.before = termios.tcgetattr(slave)
        self.seen = b""

        def begin() -> None:
            os.setsid()
            if controlling:
                import fcntl

                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            [sys.executable, "-m", "ilo_tui", "--lang", "en", *arguments],
            stdin=slave, stdout=slave, stderr=slave, close_fds=True,
            preexec_fn=begin,  # noqa: PLW1509 - nothing else runs in the child before it
        )  # fmt: skip
        os.close(slave)

    def until(self, *words: str, patience: float = 30) -> None:
        """Read what is drawn until these words have come."""
        end = time.monotonic() + patience
        while not all(word.encode() in self.seen for word in words):
            assert time.monotonic() < end, (words, self.seen[-2000:])
            self._read(0.2)

    def _read(self, patience: float) -> None:
        if select.select([self.master], [], [], patience)[0]:
            with suppress(OSError):
                self.seen += os.read(self.master, 65536)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def ended(self, patience: float = 10) -> int:
        """The exit code, waited for while what is still written is read."""
        end = time.monotonic() + patience
        while self.process.poll() is None:
            assert time.monotonic() < end, "it goes on"
            if self.master >= 0:
                self._read(0.05)
            else:
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(0.05)
        if self.master >= 0:
            self._read(0.05)
        return self.process.returncode

    def vanish(self) -> None:
        """The terminal is gone: nobody has its other end any more."""
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for file in (self.master, self.slave):
            if file >= 0:
                os.close(file)


Start = Callable[..., Child]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start the program; ended at the end of the test."""
    children: list[Child] = []

    def started(*arguments: str, controlling: bool = True) -> Child:
        children.append(Child(*arguments, controlling=controlling))
        return children[-1]

    yield started
    for child in children:
        child.close()


def locked(reviews: Path) -> bool:
    """Whether some program holds a lock in a folder of sessions."""
    from filelock import FileLock, Timeout

    for path in (reviews / HIDDEN / "locks").glob("*.lock"):
        try:
            with FileLock(path, blocking=False):
                pass
        except Timeout:
            return True
    return False


def judging(start: Start, reviews: Path, **how: bool) -> Child:
    """The program on the judging screen, one answer saved, its session locked."""
    child = start("--reviews", str(reviews), "--reviewer", "Ann", "review", "--programme", "clm", **how)
    child.until("Holds in part")
    child.type("1")
    child.until("Saved")
    assert locked(reviews)
    return child


@pytest.mark.slow
@pytest.mark.share(6)
@pytest.mark.parametrize("behind", ["i", "p", "2", "/", "?", "ipip"])
def test_keys_typed_behind_the_one_that_leaves_begin_nothing(start: Start, behind: str) -> None:
    child = start()
    child.until("Child Labour Monitoring")
    child.type(f"q{behind}")
    assert child.ended() == 0
    assert b"Traceback" not in child.seen and b"Error" not in child.seen


@pytest.mark.first_edition
@pytest.mark.share(8)
@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("controlling", [True, False])
def test_a_signal_gives_the_terminal_back_and_lets_the_lock_go(
    start: Start, tmp_path: Path, number: signal.Signals, controlling: bool
) -> None:
    child = judging(start, tmp_path / "reviews", controlling=controlling)
    assert termios.tcgetattr(child.slave) != child.before
    child.seen = b""
    child.process.send_signal(number)
    assert child.ended() == 128 + number
    assert termios.tcgetattr(child.slave) == child.before
    assert all(f"\x1b[{sign}".encode() in child.seen for sign in OFF), child.seen
    assert b"Traceback" not in child.seen
    assert not locked(tmp_path / "reviews")
    assert not list((tmp_path / "reviews" / HIDDEN / "locks").glob("*.holder"))
    # What was saved is there.
    assert '"values"' in next((tmp_path / "reviews").glob("*.json")).read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.share(6)
@pytest.mark.parametrize("at", ["1", "/labour", "f", ":", "?"])
def test_a_signal_is_heeded_wherever_one_is(start: Start, at: str) -> None:
    child = start()
    child.until("Supporting actions")
    child.type(at)
    child.process.send_signal(signal.SIGTERM)
    assert child.ended() == 128 + signal.SIGTERM
    assert termios.tcgetattr(child.slave) == child.before


def test_what_the_starting_shell_ignores_stays_ignored(start: Start) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        child = start()
    finally:
        signal.signal(signal.SIGHUP, before)
    child.until("Supporting actions")
    child.process.send_signal(signal.SIGHUP)
    child.type("2")
    child.until("all evidence")
    child.type("q")
    assert child.ended() == 0


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.first_edition
@pytest.mark.parametrize("controlling", [True, False])
def test_a_terminal_that_is_gone_ends_the_program_soon_and_quietly(
    start: Start, tmp_path: Path, controlling: bool
) -> None:
    others = _children()
    child = judging(start, tmp_path / "reviews", controlling=controlling)
    used, began = _used(child.process.pid), time.monotonic()
    child.vanish()
    assert child.ended(3) == 128 + signal.SIGHUP
    assert time.monotonic() - began < 3
    assert not locked(tmp_path / "reviews")
    # It did not spin until then.
    assert _children() - others - used < 1


def _used(pid: int) -> float:
    """Seconds of the processor that a running process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children() -> float:
    """Seconds of the processor that all ended children have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@pytest.mark.slow
def test_a_terminal_that_takes_nothing_does_not_hold_up_the_end_for_ever(start: Start, tmp_path: Path) -> None:
    child = judging(start, tmp_path / "reviews")
    # Nobody reads any more what is drawn, and soon nothing more can be.
    for _ in range(40):
        child.type("LT")
        termios.tcsetwinsize(child.slave, (200, 400))
        child.process.send_signal(signal.SIGWINCH)
    end = time.monotonic() + 20
    while select.select([], [child.slave], [], 0)[1]:
        assert time.monotonic() < end
        os.sched_yield()
    child.process.send_signal(signal.SIGTERM)
    assert child.process.wait(15) == 128 + signal.SIGTERM
    assert termios.tcgetattr(child.slave) == child.before
    assert not locked(tmp_path / "reviews")


@pytest.mark.share(6)
@pytest.mark.parametrize("number", SIGNALS)
def test_plain_mode_ends_by_a_signal_and_lets_the_lock_go(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    reviews = tmp_path / "reviews"
    child = start("--plain", "--reviews", str(reviews), "--reviewer", "Ann", "review", "--programme", "clm")
    child.until("> ")
    child.type("1\n")
    child.until("Saved", "> ")
    assert locked(reviews)
    child.process.send_signal(number)
    assert child.ended() == (130 if number == signal.SIGINT else 128 + number)
    assert b"Traceback" not in child.seen
    assert not locked(reviews)
    assert termios.tcgetattr(child.slave) == child.before


@pytest.mark.share(2)
@pytest.mark.parametrize("controlling", [True, False])
def test_plain_mode_ends_when_its_terminal_is_gone(start: Start, tmp_path: Path, controlling: bool) -> None:
    reviews = tmp_path / "reviews"
    child = start(
        "--plain", "--reviews", str(reviews), "--reviewer", "Ann", "review", "--programme", "clm",
        controlling=controlling,
    )  # fmt: skip
    child.until("> ")
    child.type("1\n")
    child.until("Saved", "> ")
    assert locked(reviews)
    child.vanish()
    # By the signal, or because the input ended, whichever comes first.
    assert child.ended(5) in {128 + signal.SIGHUP, 0, 1, 2}
    assert not locked(reviews)
