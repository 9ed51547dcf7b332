"""How far a report is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

OnProgress = Callable[[str], None]
"""Called with a marked message when a step begins."""


def no_progress(step: str) -> None:
    """Show nothing."""
