"""A filter as it is typed: what it means, what it leaves, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.model import Evidence

if TYPE_CHECKING:
    from ilo_tui.dossier.derived import Listed
    from ilo_tui.dossier.filter_result import FilterResult
    from ilo_tui.dossier.filters import Query

MANY = 5000
"""From so many claims on, going through them takes a worker."""


@dataclass(frozen=True)
class FilterRequest:
    """A filter as it was typed at some time: of several only the one with the highest number counts."""

    number: int
    query: Query | None
    order: str = ""
    """The name of the order in which what passes is to stand, of a list that has several."""


class FilterState(InContext):
    """One filter; tabs of the same kind share it, and write themselves again when its `version` is another."""

    def __init__(self, kind: str, contexts: Contexts) -> None:
        """Filter records of `kind`, a key of `ilo_tui.dossier.filters.KEYS`, or one of `filter_scope`."""
        self.kind, self.contexts = kind, contexts
        self.text = self.error = self.remaining = ""
        self.query: Query | None = None
        self.result: FilterResult | None = None
        """What a filter of the whole dossier leaves; None without one, or before it is applied."""
        self.version = 0
        self._number = 0
        self._applied: Query | None = None

    def set_text(self, text: str) -> None:
        """Take over what is typed; a filter that cannot be meant leaves the one before in force, and `text` too."""
        from ilo_tui.dossier.filter_keys import QueryError
        from ilo_tui.dossier.filters import is_incomplete, parse

        self.error = ""
        self._number += 1
        if self.context.loading:
            # What can be meant is known once everything is read.
            self.text = text
            return
        head, _, last = text.rpartition(" ")
        try:
            incomplete = is_incomplete(last, self.kind, self.context.dossier)
            self.query = parse(head if incomplete else text, self.kind, self.context.dossier)
            self.text = text
        except QueryError as error:
            self.error = error.line(self.context.tr)
            self._drop_partial_keys(text)

    def _drop_partial_keys(self, text: str) -> None:
        """A key of this text, while it was typed, was looked for as a word: it never was one."""
        from ilo_tui.dossier.filter_keys import QueryError
        from ilo_tui.dossier.filters import parse

        keys = [part for part in text.split() if ":" in part]
        parts = self.text.split()
        intended = [part for part in parts if ":" in part or not any(key.startswith(part) for key in keys)]
        if len(intended) < len(parts):
            with suppress(QueryError):
                self.query = parse(" ".join(intended), self.kind, self.context.dossier)
                self.text = " ".join(intended)

    @property
    def warning(self) -> str:
        """What a person should know of the filter that is read all the same; empty where there is nothing."""
        if not self.query:
            return ""
        from ilo_tui.dossier.filters import warnings

        return " ".join(warnings(self.query, self.context.dossier, self.context.tr))

    @property
    def takes_long(self) -> bool:
        """Whether going through the dossier would keep a person waiting."""
        return self.kind == DOSSIER and bool(self.query) and self.context.dossier.count(Evidence) > MANY

    def request(self) -> FilterRequest:
        """What stands there now, to go through the dossier for."""
        return FilterRequest(*self.numbered_query)

    @property
    def numbered_query(self) -> tuple[int, Query | None]:
        """What stands there now, under a number that goes up with each change."""
        return self._number, self.query

    @property
    def is_applied(self) -> bool:
        """Whether what is in force is what stands there now."""
        return self._applied == self.query

    def evaluate(self, request: FilterRequest, pause: Callable[[], None] = lambda: None) -> FilterResult | None:
        """What passes, where the filter is about all of the dossier; changes nothing, so a thread may call it.

        `pause` is called now and then.
        """
        if self.kind != DOSSIER or not request.query:
            return None
        from ilo_tui.dossier.filter_result import FilterResult

        return FilterResult(self.context.dossier, request.query, pause)

    def accept(self, request: FilterRequest, result: FilterResult | None) -> bool:
        """Put a result in force; False where something else was typed meanwhile, whoever was faster."""
        if request.number != self._number:
            return False
        self.result, self._applied = result, request.query
        self.version += 1
        return True

    def fail(self, line: str) -> None:
        """Going through the dossier failed: what was in force stays so, and `line` says why."""
        self.error, self.query = line, self._applied
        self.text = str(self.query or "")

    def matches(self, record: Listed) -> bool:
        """Whether a record of the filter's kind passes."""
        return not self.query or self.query.matches(record)

    def passes(self, record: Listed, query: Query) -> bool:
        """Whether a record passes a filter, and that it does would not give away what is hidden of it."""
        return self.context.blinding.passes(record, query, self.context.dossier)

    def set_counts(self, shown: int, all_: int) -> None:
        """Take over how much the filter leaves."""
        self.remaining = self.context.tr("{shown} of {all}", shown=shown, all=all_)

    @property
    def words(self) -> str:
        """The filter in words, with how much it leaves; empty where there is none."""
        if not self.query:
            return ""
        from ilo_tui.views.filter_words import filter_phrases

        words = filter_phrases(self.context, self.query)
        return self.context.tr("filter: {words} ({left})", words=words, left=self.remaining)
