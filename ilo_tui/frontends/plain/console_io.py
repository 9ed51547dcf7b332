"""Lines out and typed lines in: output is wrapped and literal, input waits at one prompt.

Made for screen readers, serial consoles and scripts: no colours, no boxes, no cursor movements, and after each prompt
everything written is there to be read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from io import TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple, TextIO
from unicodedata import combining, normalize

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.core.errors import StoppedError
from ilo_tui.core.languages import language_codes
from ilo_tui.core.output import write_lines
from ilo_tui.core.settings import Settings
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.views.blinding import UNSEEN
from ilo_tui.views.claim_labels import TIE_MARK
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import RECORDS, STANCES
from ilo_tui.views.markup import Block, Span, block, wrap

if TYPE_CHECKING:
    from ilo_tui.app.source_texts import SourceTexts

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


class ConsoleCommand(NamedTuple):
    """Something to do from wherever commands are typed: what is said of it in help, and what does it.

    It is called with what was typed behind its name.
    """

    help: str
    run: Callable[[str], None]


class ConsoleIO(InContext):
    """Prints and reads, in the language of the context at the moment."""

    def __init__(self, context: ViewContext, settings: Settings, stdin: TextIO, stdout: TextIO) -> None:
        """Use these two streams; input that is no text of the encoding is shown as such, not refused."""
        self.contexts, self.settings = Contexts(context), settings
        self.shortcuts: dict[str, Shortcut] = {}
        """What can be read from wherever something is typed, by the English word for it."""
        self.commands: dict[str, ConsoleCommand] = {}
        """What can be done from wherever commands are typed, by the English word for it."""
        self.subject: str | None = None
        """The id of the page that is read."""
        self._opened = 0
        self._in, self._out = stdin, stdout
        self._ascii = settings.flag("ascii")
        self._empty = True
        # On a terminal the reader's own Enter ends the line of the prompt.
        self._typed_on = stdin.isatty()
        if isinstance(stdin, TextIOWrapper):
            stdin.reconfigure(errors="replace")

    @property
    def tr(self) -> Translator:
        """The translator of the language in force."""
        return self.context.tr

    @cached_property
    def source_texts(self) -> SourceTexts:
        """The texts of the copies of sources; made when the first one is read."""
        from ilo_tui.app.source_texts import texts_of

        return texts_of(self.settings, self.context.dossier)

    @property
    def width(self) -> int:
        """Cells in a line: those of the terminal at this moment, else 78."""
        if not self._out.isatty():
            return WIDTH
        columns = os.get_terminal_size(self._out.fileno()).columns
        return columns if columns >= NARROWEST else WIDTH

    def put(self, *texts: str, hang: int = 2) -> None:
        """Print paragraphs, each from a line of its own."""
        self.blocks(block(text, hang=hang) for text in texts)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Print blocks of a page; an empty line never follows another."""
        for paragraph in blocks:
            for line in wrap(paragraph, self.width):
                text = self._drawn("".join(span.text for span in line))
                if text or not self._empty:
                    write_lines(self._out, text)
                self._empty = not text

    def _drawn(self, text: str) -> str:
        # Whatever the text went through before, here nothing passes that a terminal takes for a command.
        text = clean(text).rstrip()
        if text.isascii() or not self._ascii:
            return text
        split = (char for char in normalize("NFKD", text.translate(_LIKE)) if not combining(char))
        return "".join(char if char.isascii() else "?" for char in split)

    def ask(self) -> str:
        """What the reader types in answer to a prompt, without the spaces around; raises `EOFError` at the end."""
        # Scripts read lines, so for them the prompt is one too; waiting for `> ` finds it either way.
        write_lines(self._out, "> ", end="" if self._typed_on else "\n")
        self._out.flush()
        self._empty = False
        line = self._line()
        if not line:
            if self._typed_on:
                write_lines(self._out, "")
            raise EOFError
        # A script that was saved by Windows Notepad begins with a mark.
        return line.removeprefix("\ufeff").strip()

    def _line(self) -> str:
        """The next line with its end; empty where nobody will answer any more."""
        try:
            line = self._in.readline(_LONGEST)
        except OSError:
            # The terminal is gone, or stdin is none that can be read.
            return ""
        if len(line) == _LONGEST:
            # Its rest would be taken for answers.
            self.put(self.tr("This line has more than {n} letters, so no more is read.", n=_LONGEST - 1))
            return ""
        return line

    def command(self, help_: Sequence[str]) -> str:
        """What the reader types, after `?` was answered with the lines of `help_`; raises `QuitError` on `q`.

        After a shortcut or a command it is an empty line: what was there is shown again.
        """
        while (typed := in_english(self.ask())) in {"?", "help", "q", "quit"}:
            if typed.startswith("q"):
                raise QuitError
            self.put(*help_, *self.help_everywhere(), self.tr("q: quit"))
        word, _, rest = typed.partition(" ")
        if word in self.commands:
            self.commands[word].run(rest.strip())
            return ""
        if typed not in self.shortcuts:
            return typed
        self._read_aside(self.shortcuts[typed])
        return ""

    def help_everywhere(self) -> list[str]:
        """What can be typed wherever commands are."""
        shortcuts = [self.tr(shortcut.help) for shortcut in self.shortcuts.values()]
        return [*shortcuts, *(self.tr(command.help) for command in self.commands.values())]

    def _read_aside(self, shortcut: Shortcut) -> None:
        """Read something and come back; not without end, one over the other."""
        if self._opened >= _MOST_OPENED:
            self.put(self.tr("b: back"))
            return
        self._opened += 1
        try:
            shortcut.read()
        finally:
            self._opened -= 1

    def flush(self) -> None:
        """Flush the output."""
        self._out.flush()


_WORDS = (
    N_("help"), N_("quit"), N_("back"), N_("more"), N_("filter"), N_("note"), N_("skip"), N_("flag"), N_("undo"),
    N_("repeat"), N_("view"), N_("items"), N_("info"), N_("basis"), N_("language"), N_("try"), N_("elsewhere"),
    N_("pause"), N_("finish"), N_("where"), N_("time"), N_("save"), N_("delete"),
    N_("source"), N_("edit"), N_("new"),
)  # fmt: skip
"""The words that may be typed for the letters of commands."""


@lru_cache(maxsize=1)
def _translated(codes: tuple[str, ...]) -> dict[str, str]:
    return {tr(word).lower(): word for tr in map(Translator, reversed(codes)) for word in _WORDS}


def in_english(typed: str) -> str:
    """What is typed, its first word in English where it is a command in any language."""
    word, space, rest = typed.partition(" ")
    return f"{_translated(language_codes()).get(word.lower(), word)}{space}{rest}"


def parse_number(typed: str) -> int | None:
    """The number that was typed, in the digits of whatever script; None where it is none."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def for_speech(tr: Translator, blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks for the ear: marks as words, and nothing that is only drawn."""
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
