"""How far a command is, in one line of a terminal that draws over itself, once it takes more than half a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

from ilo_tui.i18n import Say

_AFTER, _PAUSE, _WIDTH = 0.5, 0.1, 24


class Steps:
    """Draws `[####....] reading 84 of 200`; nothing where the stream is no terminal."""

    def __init__(self, stream: TextIO, say: Say) -> None:
        """Draw on `stream`, which is stderr: stdout is for data."""
        self._stream, self._say = stream, say
        self._begun, self._last = monotonic(), 0.0
        self._length = 0

    def tell(self, step: str, done: int = 0, total: int = 0) -> None:
        """A step, as told in the reader's language, and how much of it is done; a total of 0 is not known."""
        now = monotonic()
        if self._stream.isatty() and now - self._begun >= _AFTER and now - self._last >= _PAUSE:
            self._last = now
            self._draw(self.line(step, done, total))

    def line(self, step: str, done: int, total: int) -> str:
        """The bar as text."""
        if not total:
            return f"{step} {done or ''}".rstrip()
        bar = "#" * int(min(done / total, 1.0) * _WIDTH)
        return f"[{bar:.<{_WIDTH}}] {self._say('{step} {done} of {total}', step=step, done=done, total=total)}"

    def _draw(self, line: str) -> None:
        self._stream.write(f"\r{line:<{self._length}}")
        self._stream.flush()
        self._length = max(len(line), self._length)

    def clear(self) -> None:
        """Take the line away, before anything else is written."""
        if self._length:
            self._draw("")
            self._stream.write("\r")
            self._stream.flush()


@contextmanager
def steps(stream: TextIO, say: Say) -> Iterator[Steps]:
    """Steps that are taken away at the end, whatever that is."""
    made = Steps(stream, say)
    try:
        yield made
    finally:
        made.clear()
