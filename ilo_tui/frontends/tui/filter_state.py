"""A filter as it is typed: what it means, what it leaves, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import DOSSIER
from ilo_tui.views.context import ViewContext

if TYPE_CHECKING:
    from ilo_tui.dossier.filter_result import FilterResult
    from ilo_tui.dossier.filters import Query
    from ilo_tui.dossier.gapmap import Gap
    from ilo_tui.dossier.model import Record

MANY = 5000
"""From so many claims on, going through them takes a worker."""


@dataclass(frozen=True)
class Asked:
    """What was typed at some time: of several only the one with the highest number counts."""

    number: int
    where: Query | None


class FilterState:
    """One filter; tabs of the same kind share it, and write themselves again when its `version` is another."""

    def __init__(self, kind: str, context: ViewContext) -> None:
        """Filter records of `kind`, a key of `ilo_tui.dossier.filters.KEYS`, or `DOSSIER`."""
        self.kind, self.context = kind, context
        self.typed = self.error = self.left = ""
        self.where: Query | None = None
        self.narrowing: FilterResult | None = None
        """What a filter of the whole dossier leaves; None without one, or before it is settled."""
        self.version = 0
        self._number = 0
        self._applied: Query | None = None

    def type(self, text: str) -> None:
        """Take over what is typed; a filter that cannot be meant leaves the one before in force, and `typed` too."""
        from ilo_tui.dossier.filters import QueryError, keys_of, parse, unknown_key

        self.error = ""
        self._number += 1
        if self.context.loading:
            # What can be meant is known once everything is read.
            self.typed = text
            return
        before, _, last = text.rpartition(" ")
        # A key that still waits for its value is no word to look for.
        waiting = last.endswith(":") and last[:-1].isidentifier()
        try:
            if waiting and last[:-1].lower() not in keys_of(self.kind):
                raise unknown_key(last[:-1], self.kind)
            self.where = parse(before if waiting else text, self.kind, self.context.dossier)
            self.typed = text
        except QueryError as error:
            self.error = error.line(self.context.tr)
            self._without_keys_begun(text)

    def _without_keys_begun(self, text: str) -> None:
        """A key of this text, while it was typed, was looked for as a word: it never was one."""
        from ilo_tui.dossier.filters import QueryError, parse

        keys = [part for part in text.split() if ":" in part]
        parts = self.typed.split()
        meant = [part for part in parts if ":" in part or not any(key.startswith(part) for key in keys)]
        if len(meant) < len(parts):
            with suppress(QueryError):
                self.where = parse(" ".join(meant), self.kind, self.context.dossier)
                self.typed = " ".join(meant)

    @property
    def takes_long(self) -> bool:
        """Whether going through the dossier would keep a person waiting."""
        return self.kind == DOSSIER and bool(self.where) and self.context.dossier.count(Evidence) > MANY

    def asked(self) -> Asked:
        """What stands there now, to go through the dossier for."""
        return Asked(self._number, self.where)

    def go_through(self, asked: Asked, pause: Callable[[], None] = lambda: None) -> FilterResult | None:
        """What is left of the dossier, where the filter is about all of it; changes nothing, so a thread may do it.

        `pause` is called now and then.
        """
        if self.kind != DOSSIER or not asked.where:
            return None
        from ilo_tui.dossier.filter_result import FilterResult

        return FilterResult(self.context.dossier, asked.where, pause)

    def take(self, asked: Asked, narrowing: FilterResult | None) -> bool:
        """Put in force what was found; False where something else was typed meanwhile, whoever was faster."""
        if asked.number != self._number:
            return False
        self.narrowing, self._applied = narrowing, asked.where
        self.version += 1
        return True

    def fail(self, line: str) -> None:
        """Going through the dossier failed: what was in force stays so, and `line` says why."""
        self.error, self.where = line, self._applied
        self.typed = str(self.where or "")

    def settle(self) -> None:
        """Go through the dossier and put in force what is found."""
        asked = self.asked()
        self.take(asked, self.go_through(asked))

    def holds(self, record: Record | Gap) -> bool:
        """Whether a record of the filter's kind passes."""
        return not self.where or self.where.matches(record)

    def localise(self, shown: int, all_: int) -> None:
        """Take over how much the filter leaves."""
        self.left = self.context.tr("{shown} of {all}", shown=shown, all=all_)

    @property
    def words(self) -> str:
        """The filter in words, with how much it leaves; empty where there is none."""
        if not self.where:
            return ""
        from ilo_tui.views.filter_words import filter_phrases

        words = filter_phrases(self.context, self.where)
        return self.context.tr("filter: {words} ({left})", words=words, left=self.left)
