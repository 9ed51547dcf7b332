"""A progress bar in one line of a terminal."""

from __future__ import annotations

from time import monotonic
from typing import TextIO

from ilo_tui.core.output import Redrawn
from ilo_tui.core.translator import Translator

_WIDTH = 30
_PAUSE = 0.1


class Bar:
    """Draws `[####......] 42 %, 84 of 200 MB` over itself; nothing where the stream is no terminal."""

    def __init__(self, stream: TextIO, tr: Translator) -> None:
        """Draw on `stream`, which is stderr: stdout is for data."""
        self._say = tr
        self._shown = stream.isatty()
        self._last = 0.0
        self._drawn = Redrawn(stream)

    def __call__(self, done: int, total: int) -> None:
        """So many bytes of so many are read; a total of 0 is not known. Draws at most ten times a second."""
        now = monotonic()
        if self._shown and now - self._last >= _PAUSE:
            self._last = now
            self._drawn.draw(self.line(done, total))

    def line(self, done: int, total: int) -> str:
        """The bar as text."""
        tr = self._say
        read = tr.number(round(done / 1e6, 1))
        if not total:
            return tr("{read} MB read", read=read)
        part = min(done / total, 1.0)
        bar = "#" * int(part * _WIDTH)
        whole = tr.number(round(total / 1e6, 1))
        told = tr("{percent} %, {read} of {whole} MB", percent=int(part * 100), read=read, whole=whole)
        return f"[{bar:.<{_WIDTH}}] {told}"

    def clear(self) -> None:
        """Take the bar away, before anything else is written."""
        self._drawn.clear()
