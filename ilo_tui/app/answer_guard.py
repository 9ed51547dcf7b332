"""Keeps one long press, or a key that bounces, from answering twice."""

from __future__ import annotations

from typing import ClassVar

TOO_SOON = 0.2
"""Seconds after an answer in which no digit is taken, whatever was answered: of every item and scale."""


class AnswerGuard:
    """Takes a digit as an answer, unless it comes too soon after the one before.

    Times are those of the key events, in seconds of one clock that never goes back: how long a save takes is no matter.
    """

    GAP: ClassVar[float] = TOO_SOON
    """The same between the repeats of a key that is held down."""

    def __init__(self) -> None:
        """Nothing was pressed yet."""
        self._answered: float | None = None
        self._pressed: tuple[str, float] | None = None

    def takes(self, key: str, at: float) -> bool:
        """Whether a digit pressed at this time may answer; of a held key none does after the first until it is let go.

        A key counts as held while its presses come less than `GAP` apart, taken or not.
        """
        before, self._pressed = self._pressed, (key, at)
        if self._answered is not None and at - self._answered < self.GAP:
            return False
        return self._answered is None or before is None or before[0] != key or at - before[1] >= self.GAP

    def answered(self, at: float) -> None:
        """Keep that the digit pressed at this time was an answer."""
        self._answered = at
