"""The source of a claim in lines: its copy at the place that is cited, page by page, and words found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ilo_tui.app.cited_copies import CitedCopies, progress_words
from ilo_tui.app.reading import Reading
from ilo_tui.core.errors import AppError
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.views.markup import Block, Span
from ilo_tui.views.pages.copy_text import SIGNS, copy_blocks
from ilo_tui.views.pages.reading import about_lines, place_line


def _nothing() -> None:
    """Nobody wants to know."""


class SourceReader:
    """Reads copies to the reader, from the place that a record cites."""

    def __init__(self, console: ConsoleIO, shown: Callable[[], None] = _nothing) -> None:
        """`shown` is called once a page of a source was read out."""
        self.console, self._shown = console, shown

    def read(self, subject: str) -> None:
        """Read the sources of a record or item, until the reader goes back."""
        cited = CitedCopies(self.console.context, self.console.source_texts, subject)
        reading = self._open(cited)
        while reading and (typed := self.console.command(self._help())) not in {"b", "back"}:
            if typed in {"s", "source"}:
                cited.next()
                reading = self._open(cited) or reading
            else:
                self._go(reading, typed)

    def _open(self, cited: CitedCopies) -> Reading | None:
        """Open what is at hand and print the page; None where there is nothing, and why is printed."""
        if cited.link is None:
            self.console.put(*cited.missing_lines())
            return None
        if not (reading := cited.loaded()):
            self.console.put(progress_words(self.console.context, 0, None))
            try:
                reading = cited.load()
            except AppError as error:
                self.console.put(error.line(self.console.tr))
        if reading:
            self._print(reading, cited.place.source if cited.place else "")
        return reading

    def _go(self, reading: Reading, typed: str) -> None:
        tr = self.console.tr
        if typed.startswith("/"):
            words = typed[1:].strip()
            if words:
                reading.find(words)
            else:
                reading.step_hit(1)
        elif typed in {"+", "-"}:
            if not reading.turn(1 if typed == "+" else -1):
                self.console.put(tr("That was the last page.") if typed == "+" else tr("This is the first page."))
                return
        elif typed and not reading.go_to(typed):
            self.console.put(tr("This copy has no page {page}.", page=clean(typed)), *self._help())
            return
        self._print(reading, reading.place.source)

    def _print(self, reading: Reading, source: str) -> None:
        tr, view = self.console.tr, reading.view()
        self.console.put("", " · ".join(filter(None, [clean(source), place_line(tr, view)])), *about_lines(tr, view))
        self.console.blocks(spoken(tr, copy_blocks(view)))
        if view.page:
            self._shown()

    def _help(self) -> list[str]:
        tr = self.console.tr
        return [
            tr("+: the next page, -: the page before"),
            tr("A page, as it is printed or by its number: go there"),
            tr("/words: find them in this document; / alone: the next place"),
            tr("s: the next source that is cited"),
            tr("b: back"),
        ]


def spoken(tr: Translator, blocks: Iterator[Block]) -> Iterator[Block]:
    """The lines of a copy with words in place of the signs before those that have a mark."""
    names = {"excerpt": tr("excerpt"), "figure": tr("figure"), "hit": tr("found"), "other hit": tr("found")}
    words = {sign: names[kind] for kind, sign in SIGNS.items()}
    for paragraph in blocks:
        if not paragraph.spans:
            yield paragraph
            continue
        sign, *rest = paragraph.spans
        word = words.get(sign.text.strip())
        yield Block((*([Span(f"[{word}] ")] if word else []), *rest))
