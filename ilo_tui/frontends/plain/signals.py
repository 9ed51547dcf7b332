"""Signals that end plain mode, handled as Ctrl+C is: what was answered is saved, the lock is released."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ilo_tui.core.signals import TerminatedError, signals_named

SIGNALS = signals_named("SIGTERM", "SIGHUP", "SIGQUIT")


def _end(number: int, frame: FrameType | None) -> None:
    raise TerminatedError(number)


@contextmanager
def terminating_signals() -> Iterator[None]:
    """Raise `TerminatedError` at a signal in here; what whoever started the program ignores stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        # Only the main thread is ever signalled.
        yield
        return
    handled = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    previous = {number: signal.signal(number, _end) for number in handled}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


@contextmanager
def deferred_signals() -> Iterator[None]:
    """Finish what runs in here first; Ctrl+C or another end meanwhile is handled right after it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[int] = []
    deferred = [number for number in (signal.SIGINT, *SIGNALS) if signal.getsignal(number) is not signal.SIG_IGN]
    previous = {number: signal.signal(number, lambda number, frame: received.append(number)) for number in deferred}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    if received:
        signal.raise_signal(received[0])
