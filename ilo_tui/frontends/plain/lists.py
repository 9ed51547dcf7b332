"""Numbered lists: twenty lines at a time, a number opens one, a filter narrows them down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from ilo_tui.core.text import clean
from ilo_tui.dossier.filters import QueryError, parse
from ilo_tui.dossier.gapmap import Gap
from ilo_tui.dossier.model import Record
from ilo_tui.frontends.plain.console_io import ConsoleIO, digits

PAGE = 20
Row = TypeVar("Row")


class Numbered(Generic[Row]):
    """Rows as numbered lines. `kind` is what they are filtered as, a key of `where.KEYS`; none: no filter."""

    def __init__(
        self, talk: ConsoleIO, title: str, rows: Sequence[Row], line: Callable[[Row], str], kind: str | None = None
    ) -> None:
        """Call the rows `title`; `line` writes one of them."""
        self.talk, self.title, self.line, self.kind = talk, title, line, kind
        self.every = self.rows = rows
        self.top = 0

    def chosen(self, at: int = 0) -> Iterator[Row]:
        """The rows that the reader opens, one after another, until they go back; begins with the page of row `at`."""
        self.top = at // PAGE * PAGE
        self.show()
        while (typed := self.talk.command(self._help())) not in {"b", "back"}:
            number = digits(typed)
            if number is not None and 1 <= number <= len(self.rows):
                yield self.rows[number - 1]
                self.show()
            else:
                self._turn(typed)

    def show(self) -> None:
        """Tell the title and the lines of this page."""
        tr, count, last = self.talk.tr, len(self.rows), min(self.top + PAGE, len(self.rows))
        if not count:
            self.talk.put(tr("{title}: nothing", title=self.title))
            return
        shown = {"title": self.title, "first": self.top + 1, "last": last, "all": count}
        self.talk.put("", tr("{title}: {first} to {last} of {all}", **shown) if count > PAGE else self.title)
        for number in range(self.top, last):
            self.talk.put(f"{number + 1}. {self.line(self.rows[number])}", hang=len(str(number + 1)) + 2)
        if last < count:
            self.talk.put(tr("m: more"))

    def _turn(self, typed: str) -> None:
        """Show another page, or the rows that pass a filter; else say what can be typed."""
        tr, (word, _, rest) = self.talk.tr, typed.partition(" ")
        if not typed:
            self.show()
        elif typed in {"m", "more"} and self.top + PAGE < len(self.rows):
            self.top += PAGE
            self.show()
        elif typed in {"m", "more"}:
            self.talk.put(tr("That was all."))
        elif word in {"f", "filter"} and self.kind:
            self._filter(self.kind, rest)
        else:
            self.talk.put(tr("{typed} is nothing that can be opened here.", typed=clean(typed)), *self._help())

    def _filter(self, kind: str, words: str) -> None:
        try:
            where = parse(words, kind, self.talk.context.dossier)
        except QueryError as error:
            self.talk.put(error.localise(self.talk.tr))
            return
        self.rows = [one for one in self.every if not isinstance(one, Record | Gap) or where.holds(one)]
        self.top = 0
        self.show()

    def _help(self) -> list[str]:
        tr, count = self.talk.tr, len(self.rows)
        lines = [tr("A number from 1 to {n}: open that line", n=count)] if count else []
        lines += [tr("m: more lines")] if count > PAGE else []
        if self.kind:
            lines.append(tr("f WORDS: only lines with these words or key:value; f alone: all lines"))
        return [*lines, tr("b: back"), tr("An empty line: the list again")]


def one_of(talk: ConsoleIO, title: str, rows: Sequence[Row], line: Callable[[Row], str]) -> Row | None:
    """The one row that the reader picks; None where they go back."""
    return next(Numbered(talk, title, rows, line).chosen(), None)
