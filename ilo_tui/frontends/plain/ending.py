"""Signals that end a conversation, heeded as Ctrl+C is: what was answered is saved, the lock is let go."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name))

ENDED = 128
"""Exit codes above this tell of a signal."""


class EndedError(KeyboardInterrupt):
    """Somebody ended the program from outside; `code` is its exit code: 128 and the number of the signal."""

    def __init__(self, number: int) -> None:
        """Ended by the signal of this number."""
        super().__init__()
        self.code = ENDED + number


def _end(number: int, frame: FrameType | None) -> None:
    raise EndedError(number)


@contextmanager
def heeding() -> Iterator[None]:
    """Raise `EndedError` at a signal in here; what whoever started the program ignores stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        # Only the main thread is ever signalled.
        yield
        return
    heeded = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, _end) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let what is done in here come to its end; Ctrl+C or another end meanwhile is heeded right after it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    held = [number for number in (signal.SIGINT, *SIGNALS) if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, lambda number, frame: heard.append(number)) for number in held}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if heard:
        signal.raise_signal(heard[0])
