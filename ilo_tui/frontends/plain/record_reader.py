"""Reading records: a page as paragraphs, numbers in brackets behind what can be opened, and a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ilo_tui.core.text import clean
from ilo_tui.frontends.plain.console_io import WIDTH, ConsoleIO, for_speech, parse_number
from ilo_tui.frontends.plain.numbered_list import PAGE
from ilo_tui.frontends.plain.source_reader import SourceReader
from ilo_tui.views.markup import Block, Span
from ilo_tui.views.pages.citation import citation
from ilo_tui.views.pages.record import page_of


class Reader:
    """Reads pages to the reader, who may want to judge one, or to add an observation on it."""

    def __init__(
        self,
        console: ConsoleIO,
        judge: Callable[[str], None] | None = None,
        observe: Callable[[str], None] | None = None,
    ) -> None:
        """`judge` and `observe` are called with the id of a page; without them there is only reading."""
        self.console, self.judge, self.observe = console, judge, observe

    def read(self, ident: str, write: Callable[[str], Sequence[Block]] = lambda ident: ()) -> None:
        """Read a page and whatever is opened from it, until the reader goes back from the first.

        `write` gives what is on pages that are no record's, and nothing of those that are.
        """
        path, fresh = [ident], True
        while path:
            written = write(path[-1])
            page = Page(self.console, path[-1], written)
            if fresh:
                page.show()
            self.console.subject = path[-1]
            typed = page.command(self._help())
            self.console.subject = None
            fresh = True
            if typed in {"b", "back"}:
                path.pop()
            elif target := page.targets.find(typed):
                path.append(target)
            elif written and typed in {"r", "review", "a", "add"}:
                self.console.put(self.console.tr("There is nothing to judge here."))
            elif typed in {"r", "review"} and self.judge:
                self.judge(path[-1])
            elif typed in {"a", "add"} and self.observe:
                self.observe(path[-1])
            else:
                fresh = not typed
                self._other_command(path[-1], typed)

    def _other_command(self, ident: str, typed: str) -> None:
        tr, record = self.console.tr, self.console.context.dossier.find(ident)
        if typed in {"src", "source"}:
            SourceReader(self.console).read(ident)
        elif typed in {"y", "cite"} and record:
            self.console.put(citation(self.console.context, record))
        elif typed:
            self.console.put(tr("{typed} is nothing that can be opened here.", typed=clean(typed)), *self._help())

    def _help(self) -> list[str]:
        tr = self.console.tr
        lines = [tr("A number: open what has that number in brackets"), tr("m: more of this page"), tr("b: back")]
        lines += [tr("r: review this")] if self.judge else []
        lines += [tr("a: add an observation on this")] if self.observe else []
        return [
            *lines,
            tr("src: the source, at the place that is cited"),
            tr("y: the citation"),
            tr("An empty line: the page again"),
        ]


class Targets:
    """What stands behind the numbers in brackets."""

    def __init__(self) -> None:
        """No number yet."""
        self._targets: list[str] = []

    def numbered(self, paragraph: Block) -> Block:
        """A block with the next number behind it, where it leads somewhere."""
        if paragraph.target is None:
            return paragraph
        self._targets.append(paragraph.target)
        return Block((*paragraph.spans, Span(f" [{len(self._targets)}]")), paragraph.indent, paragraph.hang)

    def find(self, typed: str) -> str | None:
        """What a typed number leads to."""
        number = parse_number(typed)
        return self._targets[number - 1] if number is not None and 1 <= number <= len(self._targets) else None


class Page:
    """One page, printed in parts of `PAGE` paragraphs."""

    def __init__(self, console: ConsoleIO, ident: str, written: Sequence[Block] = ()) -> None:
        """The page of `ident`; where it is no record's, what is `written` on it."""
        self.console = console
        # For the ear nothing stands side by side, however wide the terminal is.
        blocks = written or page_of(console.context, ident, min(console.width, WIDTH))
        missing = Block((Span(console.tr("there is no record {id}", id=clean(ident))),))
        self.targets = Targets()
        self.blocks = [self.targets.numbered(paragraph) for paragraph in for_speech(console.tr, blocks or [missing])]
        self.at = 0

    def show(self) -> None:
        """Print the first part."""
        self.console.put("")
        self.at = 0
        self._part()

    def _part(self) -> None:
        self.console.blocks(self.blocks[self.at : self.at + PAGE])
        self.at += PAGE
        if self.at < len(self.blocks):
            self.console.put(self.console.tr("m: more"))

    def command(self, help_: Sequence[str]) -> str:
        """What the reader types next, after the parts that they asked for."""
        while (typed := self.console.command(help_)) in {"m", "more"}:
            if self.at < len(self.blocks):
                self._part()
            else:
                self.console.put(self.console.tr("That was all."))
        return typed
