"""When the key was pressed whose action is under way."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.dom import DOMNode


@runtime_checkable
class TimedKeys(Protocol):
    """An app that keeps when the latest key was pressed, in seconds of a clock that never goes back."""

    key_time: float


def pressed_at(node: DOMNode) -> float:
    """When it was pressed; how long a save took since is no matter."""
    return node.app.key_time if isinstance(node.app, TimedKeys) else 0.0
