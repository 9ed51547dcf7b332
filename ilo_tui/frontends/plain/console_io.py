"""Lines out and typed lines in: output is wrapped and literal, input waits at one prompt.

Made for screen readers, serial consoles and scripts: no colours, no boxes, no cursor movements, and after each prompt
everything written is there to be read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TextIO

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.core.errors import StoppedError
from ilo_tui.core.settings import Settings
from ilo_tui.views.blinding import UNSEEN
from ilo_tui.views.claim_labels import TIE_MARK
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import RECORDS, STANCES
from ilo_tui.views.markup import Block, Span

WIDTH, NARROWEST = 78, 20
"""The width of lines where no terminal says its own, or one that cannot be meant (serial consoles say 0)."""
_LIKE = str.maketrans("·○█▏…‹›–—×“”’▲▼─◄►△▽◁▷", '.o#!~<>--x""\'^v-<>^v<>')
_MARKS = tuple(f"{mark} " for mark, _, _ in (*STANCES.values(), UNSEEN))

_LONGEST, _MOST_OPENED = 100_000, 20
"""Letters of a line that is read, and how many shortcuts may be open, one over the other."""


class QuitError(StoppedError):
    """The reader leaves the program."""

    def __init__(self, exit_code: int = 0) -> None:
        """Leave with this exit code: 1 where something that was typed is saved nowhere."""
        super().__init__()
        self.exit_code = exit_code


class Shortcut(NamedTuple):
    """Something to read from wherever one is: what is said of it in help, and what reads it."""

    help: str
    read: Callable[[], None]


class ConsoleIO(InContext):
    """Prints and reads, in the language of the context at the moment."""

    def __init__(self, context: ViewContext, settings: Settings, stdin: TextIO, stdout: TextIO) -> None:
        """Use these two streams; input that is no text of the encoding is shown as such, not refused."""
        self.contexts = Contexts(context)
        self.shortcuts: dict[str, Shortcut] = {}
        """What can be read from wherever something is typed, by the English word for it."""
        self._opened = 0
        self._in, self._out = stdin, stdout
        self._ascii = settings.flag("ascii")

    words = {role: f"{tr(word)}: " for _, word, role in (*STANCES.values(), UNSEEN)}
    for paragraph in blocks:
        spans = tuple(
            Span(words[span.role], span.role)
            if span.text in _MARKS and span.role in words
            else Span(f"{tr(RECORDS['gap'])}: ", span.role)
            if span.text == "! "
            else Span(span.text.removeprefix("! ").removeprefix(f"{TIE_MARK} "), span.role)
            for span in paragraph.spans
            if span.role != "bar"
        )
        yield Block(spans, paragraph.indent, paragraph.hang, paragraph.target)
