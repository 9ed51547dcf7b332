"""How much of the files is read, as a bar in one line of a terminal."""

from __future__ import annotations

from time import monotonic
from typing import TextIO

from ilo_tui.core.output import Redrawn
from ilo_tui.core.translator import Translator

_WIDTH = 30
_PAUSE = 0.1


class ByteProgress:
    """Draws `[####......] 42 %, 84 of 200 MB` over itself; nothing where the stream is no terminal."""

    def __init__(self, stream: TextIO, tr: Translator) -> None:
        """Draw on `stream`, which is stderr: stdout is for data."""
        self._tr = tr
        self._shown = stream.isatty()
        self._last = 0.0
        self._drawn = Redrawn(stream)

    def __call__(self, read: int, total: int) -> None:
        """So many bytes of so many are read; a total of 0 is not known. Draws at most ten times a second."""
        now = monotonic()
        if self._shown and now - self._last >= _PAUSE:
            self._last = now
            self._drawn.draw(self.line(read, total))

    def line(self, bytes_read: int, total: int) -> str:
        """The bar as text."""
        tr = self._tr
        read = tr.number(round(bytes_read / 1e6, 1))
        if not total:
            return tr("{read} MB read", read=read)
        part = min(bytes_read / total, 1.0)
        bar = "#" * int(part * _WIDTH)
        size = tr.number(round(total / 1e6, 1))
        text = tr("{percent} %, {read} of {whole} MB", percent=int(part * 100), read=read, whole=size)
        return f"[{bar:.<{_WIDTH}}] {text}"

    def clear(self) -> None:
        """Take the bar away, before anything else is written."""
        self._drawn.clear()
