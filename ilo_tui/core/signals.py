"""The signals of the system that a front end heeds."""

from __future__ import annotations

from signal import Signals


def signals_named(*names: str) -> tuple[Signals, ...]:
    """The signals of these names that the system has; Windows has no SIGHUP and no SIGQUIT."""
    return tuple(Signals[name] for name in names if name in Signals.__members__)
