"""A filter as it is typed: what it means, what it leaves, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ilo_tui.dossier.store import DOSSIER
from ilo_tui.exchange.pages.book import Book

if TYPE_CHECKING:
    from ilo_tui.dossier.crossings import Gap
    from ilo_tui.dossier.narrowing import Narrowing
    from ilo_tui.dossier.records import Record
    from ilo_tui.dossier.where import Where

MANY = 5000
"""From so many claims on, going through them takes a worker."""


class Filtered:
    """One filter; tabs of the same kind share it, and write themselves again when its `version` is another."""

    def __init__(self, kind: str, book: Book) -> None:
        """Filter records of `kind`, a key of `ilo_tui.dossier.where.KEYS`, or `DOSSIER`."""
        self.kind, self.book = kind, book
        self.typed = self.error = self.left = ""
        self.where: Where | None = None
        self.narrowing: Narrowing | None = None
        """What a filter of the whole dossier leaves; None without one, or before it is settled."""
        self.version = 0

    def type(self, text: str) -> None:
        """Take over what is typed; a filter that cannot be meant leaves the one before in force, and `typed` too."""
        from ilo_tui.dossier.where import WhereError, keys_of, parse

        self.error = ""
        if self.book.loading:
            # What can be meant is known once everything is read.
            self.typed = text
            return
        before, _, last = text.rpartition(" ")
        # A key that still waits for its value is no word to look for.
        waiting = last.endswith(":") and last[:-1].lower() in keys_of(self.kind)
        try:
            self.where = parse(before if waiting else text, self.kind, self.book.dossier)
            self.typed = text
        except WhereError as error:
            self.error = error.told(self.book.say)

    @property
    def takes_long(self) -> bool:
        """Whether `settle` would keep a person waiting."""
        return self.kind == DOSSIER and bool(self.where) and len(self.book.dossier.evidence) > MANY

    def settle(self, pause: Callable[[], None] = lambda: None) -> None:
        """Go through the dossier, where the filter is about all of it; `pause` is called now and then."""
        made = None
        if self.kind == DOSSIER and self.where:
            from ilo_tui.dossier.narrowing import Narrowing

            made = Narrowing(self.book.dossier, self.where, pause)
        self.narrowing = made
        self.version += 1

    def holds(self, record: Record | Gap) -> bool:
        """Whether a record of the filter's kind passes."""
        return not self.where or self.where.holds(record)

    def told(self, shown: int, all_: int) -> None:
        """Take over how much the filter leaves."""
        self.left = self.book.say("{shown} of {all}", shown=shown, all=all_)

    @property
    def words(self) -> str:
        """The filter in words, with how much it leaves; empty where there is none."""
        if not self.where:
            return ""
        from ilo_tui.exchange.pages.filters import in_words

        words = in_words(self.book, self.where)
        return self.book.say("filter: {words} ({left})", words=words, left=self.left)
