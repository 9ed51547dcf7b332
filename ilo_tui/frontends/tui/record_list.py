"""Records as a list: which of them its filter leaves, and a line for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ilo_tui.dossier.model import Evidence, Record
from ilo_tui.frontends.tui.filter_state import MANY, FilterRequest, FilterState
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Line, Span, fit
from ilo_tui.views.pages.evidence import evidence_line

if TYPE_CHECKING:
    from ilo_tui.dossier.derived import Listed

_CHUNK = 500
"""Records that are gone through at a time."""


class RecordRows:
    """Records as lines, each made when it is drawn."""

    def __init__(self, context: ViewContext, records: Sequence[Listed], row: str = "") -> None:
        """The lines of `records`, in their order; what all are about, a `row` of the gap map, is not named in each."""
        self.context, self.records, self.row = context, records, row

    def __len__(self) -> int:
        """How many records there are."""
        return len(self.records)

    def line(self, index: int, width: int) -> Line:
        """A claim with its mark, or a record's name."""
        record = self.records[index]
        spans = (
            evidence_line(self.context, record, self.row, width)
            if isinstance(record, Evidence)
            else (Span(f" {self.context.title(record) if isinstance(record, Record) else record.id}"),)
        )
        used = sum(len(span.text) for span in spans[:-1])
        return (*spans[:-1], Span(fit(spans[-1].text, max(width - used, 1)), spans[-1].role))

    def target(self, index: int) -> str | None:
        """The record's id."""
        return self.records[index].id


class FilteredRecords:
    """A list of records with a filter of its own."""

    def __init__(self, records: Sequence[Listed], state: FilterState) -> None:
        """All of `records`, until something is typed."""
        self.records, self.state = records, state
        self.matching: list[Listed] = list(records)
        """Those that the filter leaves which is in force."""

    @property
    def takes_long(self) -> bool:
        """Whether going through the list would keep a person waiting."""
        return bool(self.state.query) and len(self.records) > MANY

    def request(self) -> FilterRequest:
        """What is typed now."""
        return self.state.request()

    def evaluate(self, request: FilterRequest, pause: Callable[[], None]) -> list[Listed]:
        """The records that pass."""
        matching, query = [], request.query
        for number, record in enumerate(self.records):
            if number % _CHUNK == 0:
                pause()
            if not query or query.matches(record):
                matching.append(record)
        return matching

    def accept(self, request: FilterRequest, result: list[Listed]) -> bool:
        """Put a result in force; False where something else was typed meanwhile."""
        if not self.state.accept(request, None):
            return False
        self.matching = result
        return True
