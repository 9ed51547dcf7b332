"""The end of the program that a signal asks for, or that comes because its terminal is gone.

The terminal is given back as it was found, locks are let go, saves that are under way are waited for; the exit code is
128 and the number of the signal. Textual heeds no signal, and reads a terminal that has ended for ever.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import threading
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from ilo_tui.core.signals import signals_named

SIGNALS = signals_named("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
HANGUP_CODE = 128 + getattr(signal, "SIGHUP", 1)
"""The exit code where the terminal is gone, with or without the signal that says so."""

_IN, _OUT = 0, 2
"""Where Textual reads keys from, and where it draws."""

_PATIENCE = 4.0
"""Seconds for an orderly end; a disk or terminal that takes nothing may hold it up."""

_RESTORE = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l"  # Bracketed paste, line wrap, reports of the size.
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # The mouse.
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"  # Keys as kitty sends them, the other screen, the cursor, the focus.
)
_LEFT_ON = "\x1b[?1016l"
"""What Textual turns on and never off: mouse positions in pixels."""


class Ending:
    """Ends an app from outside, once: orderly, and where that takes too long, at once."""

    def __init__(self, end: Callable[[int], None]) -> None:
        """`end` has the app exit with a code; it is called in its event loop."""
        self._end = end
        self._code = 0
        self._heeding = False
        self._loop: AbstractEventLoop | None = None
        self._over = threading.Event()
        self._before = _attributes()
        self._wakers: tuple[socket.socket, ...] = ()

    def follow(self) -> None:
        """The app runs, in the loop at hand: from now on it can be ended, and its terminal is watched."""
        if not self._heeding:
            return
        self._loop = get_running_loop()
        self._wake_by_signals(self._loop)
        if self._code:
            self._end(self._code)
        threading.Thread(target=self._watch, name="terminal", daemon=True).start()

    def _wake_by_signals(self, loop: AbstractEventLoop) -> None:
        """Have every signal wake the loop, which heeds it.

        What another thread takes, as often SIGCONT after `fg`, would wait for the next event; and without a terminal
        that is read again, none comes.
        """
        if sys.platform == "win32":
            return
        self._wakers = reader, writer = socket.socketpair()
        for waker in self._wakers:
            waker.setblocking(False)
        loop.add_reader(reader, reader.recv, 4096)
        signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)

    def _sleep_on(self) -> None:
        """Signals wake no loop any more."""
        if self._wakers:
            signal.set_wakeup_fd(-1)
        for waker in self._wakers:
            waker.close()

    @contextmanager
    def heeding(self) -> Iterator[None]:
        """Heed signals in here; those that whoever started the program ignores, as `nohup` does, stay ignored."""
        before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {
            number: signal.signal(number, self._heed)
            for number in SIGNALS
            if signal.getsignal(number) is not signal.SIG_IGN
        }
        self._heeding = True
        try:
            yield
        finally:
            self._over.set()
            self._sleep_on()
            for number, handler in before.items():
                signal.signal(number, handler)
            if self._before is not None:
                _put(_LEFT_ON)

    @property
    def code(self) -> int:
        """The exit code that was asked for; 0 where none was."""
        return self._code

    def _heed(self, number: int, frame: FrameType | None) -> None:
        self.ask(128 + number)

    def ask(self, code: int) -> None:
        """End the app with this code, unless it is ending already."""
        if self._code:
            return
        self._code = code
        threading.Thread(target=self._insist, name="ending", daemon=True).start()
        if self._loop is not None:
            # Also from a signal, which the loop may be waiting through.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._end, code)

    def _insist(self) -> None:
        """What holds up an orderly end is left behind: what is durable stays, and locks end with the process."""
        if not self._over.wait(_PATIENCE):
            self._restore()
            os._exit(self._code)

    def _restore(self) -> None:
        if self._before is None or sys.platform == "win32":
            return
        import termios

        with suppress(termios.error, OSError, ValueError):
            termios.tcsetattr(_IN, termios.TCSANOW, self._before)
        _put(_RESTORE)

    def _watch(self) -> None:
        """Wait, without using the processor, until what is read or written as the terminal has ended."""
        if sys.platform == "win32":
            return
        poll = select.poll()
        for file in (_IN, _OUT):
            with suppress(OSError, ValueError):
                # Its end is reported for every file, whatever is asked for.
                poll.register(file, 0)
        while not self._over.is_set():
            if any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(1000)):
                self.ask(HANGUP_CODE)
                return


def _attributes() -> list[Any] | None:
    """How the terminal is set before the app sets it otherwise; None where there is none."""
    if sys.platform == "win32":
        return None
    import termios

    with suppress(termios.error, OSError, ValueError):
        return termios.tcgetattr(_IN)
    return None


def _put(text: str) -> None:
    """Write to the terminal what it takes at once."""
    with suppress(OSError, ValueError):
        if os.isatty(_OUT) and select.select([], [_OUT], [], 0)[1]:
            os.write(_OUT, text.encode("ascii"))
