"""Numbered lists: twenty lines at a time, a number opens one, a filter narrows them down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from ilo_tui.app.saved_filters import SavedFilterError
from ilo_tui.core.text import clean
from ilo_tui.dossier.derived import Derived
from ilo_tui.dossier.filter_keys import QueryError
from ilo_tui.dossier.filters import Query, parse, warnings
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.model import Record
from ilo_tui.frontends.plain.console_io import ConsoleIO, parse_number
from ilo_tui.frontends.plain.saved_filters import KEY, choose_filter, expand_names
from ilo_tui.views.gap_filter import gap_words

PAGE = 20
Row = TypeVar("Row")


class NumberedList(Generic[Row]):
    """Rows as numbered lines. `kind` is what they are filtered as, a key of `dossier.filters.KEYS`; none: no filter."""

    def __init__(
        self, console: ConsoleIO, title: str, rows: Sequence[Row], line: Callable[[Row], str], kind: str | None = None
    ) -> None:
        """Call the rows `title`; `line` writes one of them."""
        self.console, self.title, self.line, self.kind = console, title, line, kind
        self.all_rows = self.rows = rows
        self.top, self.page = 0, PAGE
        self._in_force = ""

    def choices(self, start: int = 0) -> Iterator[Row]:
        """The rows that the reader opens, one after another, until they go back; first the page of row `start`."""
        self.top = start // self.page * self.page
        self.show()
        while (typed := self.console.command(self._help())) not in {"b", "back"}:
            number = parse_number(typed)
            if number is not None and 1 <= number <= len(self.rows):
                yield self.rows[number - 1]
                self.show()
            else:
                self._turn(typed)

    def show(self) -> None:
        """Print the title and the lines of this page."""
        tr, count, last = self.console.tr, len(self.rows), min(self.top + self.page, len(self.rows))
        if not count:
            self.console.put(tr("{title}: nothing", title=self.title))
            return
        shown = {"title": self.title, "first": self.top + 1, "last": last, "all": count}
        self.console.put("", tr("{title}: {first} to {last} of {all}", **shown) if count > self.page else self.title)
        for number in range(self.top, last):
            self.console.put(f"{number + 1}. {self.line(self.rows[number])}", hang=len(str(number + 1)) + 2)
        if last < count:
            self.console.put(tr("m: more"))

    def _turn(self, typed: str) -> None:
        """Show another page, or the rows that pass a filter; else say what can be typed."""
        tr, (word, _, rest) = self.console.tr, typed.partition(" ")
        if not typed:
            self.show()
        elif typed in {"m", "more"} and self.top + self.page < len(self.rows):
            self.top += self.page
            self.show()
        elif typed in {"m", "more"}:
            self.console.put(tr("That was all."))
        elif word in {"f", "filter"} and self.kind:
            self._filter_by_words(self.kind, rest)
        elif typed == KEY and self.kind:
            self._filter_by_name(self.kind)
        else:
            self.console.put(tr("{typed} is nothing that can be opened here.", typed=clean(typed)), *self._help())

    def _filter(self, kind: str, words: str) -> None:
        try:
            query = parse(words, kind, self.console.context.dossier)
        except QueryError as error:
            self.console.put(*error.localise(self.console.tr))
            return
        self.console.put(*warnings(query, self.console.context.dossier, self.console.tr))
        self._in_force = words
        self.rows = [row for row in self.all_rows if self._passes(row, query)]
        self.top = 0
        self.show()

    def _filter_by_words(self, kind: str, words: str) -> None:
        """Put a filter in force as it is typed, in which a name may stand for one."""
        try:
            self._filter(kind, expand_names(self.console, words))
        except SavedFilterError as error:
            self.console.put(*error.localise(self.console.tr))

    def _filter_by_name(self, kind: str) -> None:
        """Put the filter that is chosen in force; else show the lines again."""
        dossier = self.console.context.dossier
        chosen = choose_filter(self.console, kind, lambda text: parse(text, kind, dossier), self._in_force)
        if chosen is None:
            self.show()
        else:
            self._filter(kind, chosen)

    def _passes(self, row: Row, query: Query) -> bool:
        context = self.console.context
        also = gap_words(context, row) if query.words and isinstance(row, Gap) else ""
        return not isinstance(row, Record | Derived) or context.blinding.passes(row, query, context.dossier, also)

    def _help(self) -> list[str]:
        tr, count = self.console.tr, len(self.rows)
        lines = [tr("A number from 1 to {n}: open that line", n=count)] if count else []
        lines += [tr("m: more lines")] if count > self.page else []
        if self.kind:
            lines.append(tr("f WORDS: only lines with these words or key:value; f alone: all lines"))
            lines.append(tr("': filters by name"))
        return [*lines, tr("b: back"), tr("An empty line: the list again")]


def choose_row(console: ConsoleIO, title: str, rows: Sequence[Row], line: Callable[[Row], str]) -> Row | None:
    """The one row that the reader picks, of all at once; None where they go back."""
    numbered = NumberedList(console, title, rows, line)
    numbered.page = max(len(rows), 1)
    return next(numbered.choices(), None)
