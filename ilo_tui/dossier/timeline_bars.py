"""What stands on a timeline: years that are counted together, and periods, programmes and policies as bars.

Of a bar only the years count; either of its ends may not be recorded. Such a bar is sure to run in the year of the end
that is known, and may run on its open side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from re import fullmatch
from typing import Literal, get_args

from msgspec import Struct

from ilo_tui.dossier.model import Aim, Policy, Programme
from ilo_tui.dossier.parts import NamedPeriod, Period
from ilo_tui.dossier.reader import DossierReader

State = Literal["begins", "runs", "may_run", "ends", "adopted", "ratified", "due"]
STATES: tuple[State, ...] = get_args(State)
"""What may be of a bar in a year: it runs, may run, begins, ends, or has one of its marks there."""

BarKind = Literal["period", "programme", "policy"]


class YearSpan(Struct, frozen=True):
    """Years that are counted together: one, or several where there is no room for each."""

    first: int
    last: int

    @property
    def id(self) -> str:
        """`2012`, or `2010..2014`, as a filter writes it."""
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"

    def touches(self, first: int, last: int) -> bool:
        """Whether some of these years are among its own."""
        return first <= self.last and last >= self.first


def step_of(ident: str) -> YearSpan | None:
    """The years that an id names, as `YearSpan.id` writes it; None of anything else, as of what has no date."""
    parts = fullmatch(r"(-?[0-9]{1,18})(?:\.\.(-?[0-9]{1,18}))?", ident)
    return YearSpan(int(parts[1]), int(parts[2] or parts[1])) if parts else None


class Mark(Struct, frozen=True):
    """A year in which something is adopted or ratified, or an aim is due; `record` is the policy or the aim."""

    state: State
    year: int
    record: str


class Bar(Struct, frozen=True):
    """A row of a timeline: its first and last year, None where that is not recorded, and its marks."""

    kind: BarKind
    id: str
    start: int | None = None
    end: int | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether any of it is known."""
        return bool(self.known_years)

    @property
    def known_years(self) -> list[int]:
        """Every year that is recorded of it, its beginning first."""
        return [year for year in (self.start, self.end, *(mark.year for mark in self.marks)) if year is not None]

    @property
    def reach(self) -> tuple[float, float]:
        """The first and the last year in which it may have something, without an end on a side that is open."""
        first = -inf if self.start is None and self.end is not None else min(self.known_years)
        return first, inf if self.end is None and self.start is not None else max(self.known_years)

    def runs(self, step: YearSpan) -> bool:
        """Whether it is sure to run in some of these years. A period of the dossier without an end goes on."""
        if self.start is None or (self.end is None and self.kind != "period"):
            return any(step.touches(year, year) for year in (self.start, self.end) if year is not None)
        return step.touches(self.start, step.last if self.end is None else self.end)

    def may_run(self, step: YearSpan) -> bool:
        """Whether only its open side is in these years."""
        if self.runs(step) or (self.start is None) == (self.end is None):
            return False
        return step.first > self.start if self.start is not None else step.last < (self.end or 0)

    def states(self, step: YearSpan) -> tuple[State, ...]:
        """What is of it in these years, in the order of `STATES`; a mark as often as it stands there."""
        edges: tuple[tuple[State, bool], ...] = (
            ("begins", self.start is not None and step.touches(self.start, self.start)),
            ("runs", self.runs(step)),
            ("may_run", self.may_run(step)),
            ("ends", self.end is not None and step.touches(self.end, self.end)),
        )
        marks = sorted((mark.state for mark in self.marks_in(step)), key=STATES.index)
        return (*(state for state, holds in edges if holds), *marks)

    def marks_in(self, step: YearSpan) -> list[Mark]:
        """Its marks in these years."""
        return [mark for mark in self.marks if step.touches(mark.year, mark.year)]


def year_steps(first: int, last: int, most: int) -> list[YearSpan]:
    """The years from `first` to `last` in at most so many steps, each of 1, 2, 5, 10, 20 ... years.

    Steps of several years begin at a multiple of how many they are.
    """
    size = next(size for size in _sizes() if last // size - first // size < max(most, 2))
    return [YearSpan(number * size, number * size + size - 1) for number in range(first // size, last // size + 1)]


def _sizes() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def all_bars(dossier: DossierReader, programmes: Iterable[Programme], policies: Iterable[Policy]) -> list[Bar]:
    """The periods of a dossier, then these programmes and policies, each by their first year; undated ones last."""
    due: dict[str, list[Mark]] = {}
    for aim in dossier.records(Aim):
        if aim.due:
            due.setdefault(aim.programme, []).append(Mark("due", _year(aim.due), aim.id))
    periods = [Bar("period", period.id, *_ends(period)) for period in dossier.meta.periods]
    of_programmes = [
        Bar("programme", programme.id, *_ends(programme.period), tuple(due.get(programme.id, ())))
        for programme in programmes
    ]
    return [*periods, *_by_year(of_programmes), *_by_year([_policy_bar(policy) for policy in policies])]


def _policy_bar(policy: Policy) -> Bar:
    dates: tuple[tuple[State, str | None], ...] = (("adopted", policy.adopted), ("ratified", policy.ratified))
    marks = tuple(Mark(state, _year(date), policy.id) for state, date in dates if date)
    return Bar("policy", policy.id, *_ends(policy.period), marks)


def _by_year(rows: Sequence[Bar]) -> list[Bar]:
    return sorted(rows, key=lambda bar: (not bar.is_dated, min(bar.known_years, default=0)))


def _ends(period: Period | NamedPeriod | None) -> tuple[int | None, int | None]:
    start, end = (period.start, period.end) if period else (None, None)
    return _year(start) if start else None, _year(end) if end else None


def _year(date: str) -> int:
    return int(date[:4])
