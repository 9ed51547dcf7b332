"""When a claim holds, and in which of the dossier's named periods that is.

Only the claim's own date counts, never the year of its source nor of a figure. Dates of any precision are compared as
spans of days: `2004` is all of that year, `2004-06` all of that month. A claim with a start alone is dated by that.
"""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.parts import NamedPeriod

UNDATED = "undated"
"""Where a claim without a date is counted: a step of its own after the last period."""

Span = tuple[str, str]
"""The first and the last day, as `2004-01-01`; a last day may be one that its month lacks."""

_FIRST, _LAST = "0000-01-01", "9999-12-31"


def span_of(evidence: Evidence) -> Span | None:
    """The days in which a claim holds; None where it is undated."""
    if evidence.year is not None:
        return _days(f"{evidence.year:04}", f"{evidence.year:04}")
    start, end = evidence.start or evidence.end, evidence.end or evidence.start
    return _days(start, end) if start and end else None


def years_of(evidence: Evidence) -> tuple[int, int] | None:
    """The first and the last year in which a claim holds; None where it is undated."""
    if evidence.year is not None:
        return evidence.year, evidence.year
    start, end = evidence.start or evidence.end, evidence.end or evidence.start
    return (int(start[:4]), int(end[:4])) if start and end else None


def _days(start: str, end: str) -> Span:
    return start + _FIRST[len(start) :], end + _LAST[len(end) :]


def periods_of(evidence: Evidence, periods: Sequence[NamedPeriod]) -> list[str]:
    """The ids of every period that a claim falls into; `UNDATED` alone where it has no date.

    A claim may be in several, or in none where it lies before or between all of them.
    """
    span = span_of(evidence)
    if span is None:
        return [UNDATED]
    first, last = span
    days = [(period.id, *_days(period.start, period.end or _LAST)) for period in periods]
    return [ident for ident, begins, ends in days if begins <= last and first <= ends]
