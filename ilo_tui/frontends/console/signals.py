"""Ending a command in order where the system asks for it: `kill`, or a terminal that is closed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ilo_tui.core.signals import signals_named

SIGNALS = signals_named("SIGTERM", "SIGHUP")
"""What ends a command: being ended, and a terminal that is closed."""


@contextmanager
def exit_on_signals() -> Iterator[None]:
    """Whoever ends the program leaves nothing half-made behind, as Ctrl-C doesn't: exit code 128 and the signal's."""

    def end(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number, handler in before.items():
        # `nohup` asks to go on.
        if handler is signal.SIG_DFL:
            signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
