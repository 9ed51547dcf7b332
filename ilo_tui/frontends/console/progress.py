"""How far a command is, in one line of a terminal that draws over itself, once it takes more than half a second."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TextIO

from ilo_tui.core.output import Redrawn
from ilo_tui.core.translator import Translator

_AFTER, _PAUSE, _WIDTH = 0.5, 0.1, 24


class Steps:
    """Draws `[####....] reading 84 of 200`; nothing where the stream is no terminal.

    It is drawn beside the work: a step may take long and say nothing more of itself.
    """

    def __init__(self, stream: TextIO, tr: Translator) -> None:
        """Draw on `stream`, which is stderr: stdout is for data."""
        self._stream, self.tr = stream, tr
        self._step: tuple[str, int, int] = ("", 0, 0)
        self._drawn = Redrawn(stream)
        self._last = ""
        self._over = Event()
        self._drawing = Thread(target=self._draw_on, daemon=True) if stream.isatty() else None

    def start(self) -> None:
        """Begin to draw, in half a second."""
        if self._drawing:
            self._drawing.start()

    def update(self, step: str, count: int = 0, total: int = 0) -> None:
        """A step, as told in the reader's language, and how much of it is done; a total of 0 is not known."""
        self._step = (step, count, total)

    def line(self, step: str, count: int, total: int) -> str:
        """The bar as text."""
        if not total:
            return f"{step} {count or ''}".rstrip()
        bar = "#" * int(min(count / total, 1.0) * _WIDTH)
        words = self.tr("{step} {done} of {total}", step=step, done=count, total=total)
        return f"[{bar:.<{_WIDTH}}] {words}"

    def _draw_on(self) -> None:
        pause = _AFTER
        while not self._over.wait(pause):
            pause = _PAUSE
            self._draw(self.line(*self._step))

    def _draw(self, line: str) -> None:
        # A line that wraps could not be drawn over.
        line = line[: (os.get_terminal_size(self._stream.fileno()).columns or 80) - 1]
        if line != self._last:
            self._drawn.draw(line)
            self._last = line

    def clear(self) -> None:
        """Take the line away, before anything else is written."""
        self._over.set()
        if self._drawing:
            self._drawing.join()
        self._drawn.clear()


@contextmanager
def steps(stream: TextIO, tr: Translator) -> Iterator[Steps]:
    """Steps that are taken away at the end, whatever that is."""
    bar = Steps(stream, tr)
    bar.start()
    try:
        yield bar
    finally:
        bar.clear()
