"""The signals of the system that a front end heeds, and what becomes of one that comes in the middle of a library."""

from __future__ import annotations

from signal import Signals


def signals_named(*names: str) -> tuple[Signals, ...]:
    """The signals of these names that the system has; Windows has no SIGHUP and no SIGQUIT."""
    return tuple(Signals[name] for name in names if name in Signals.__members__)


SIGNAL_BASE = 128
"""Exit codes above this stand for a signal."""

INTERRUPTED = SIGNAL_BASE + 2
"""The exit code of what Ctrl+C ended."""


class TerminatedError(KeyboardInterrupt):
    """Somebody ended the program from outside; `code` is its exit code: 128 and the number of the signal."""

    def __init__(self, number: int) -> None:
        """Ended by the signal of this number."""
        super().__init__()
        self.code = SIGNAL_BASE + number


def ending_code(error: BaseException | None) -> int | None:
    """The exit code of whoever ended the program, where that is behind this error; None where nobody did.

    A library that is interrupted may raise an error of its own from it: Python 3.11 makes a `RuntimeError` of whatever
    is raised while a class gets its attributes, so also while a module is imported.
    """
    while error is not None:
        if isinstance(error, TerminatedError):
            return error.code
        if isinstance(error, KeyboardInterrupt):
            return INTERRUPTED
        if isinstance(error, SystemExit) and isinstance(error.code, int):
            return error.code
        error = error.__cause__ or error.__context__
    return None
