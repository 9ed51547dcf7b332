"""What happened when: the years of a dossier, what runs and happens in them, and the claims of each.

A claim is in every year that its own year, or its start and end, touch; the year of its source and those of its figures
are never used. So what the years have need not add up. Claims without a date are counted apart.

Claims that may not be seen yet are in no count but that of what is hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from msgspec import Struct

from ilo_tui.dossier.facts import Fact, facts_of
from ilo_tui.dossier.model import Evidence, Indicator, Policy, Programme
from ilo_tui.dossier.periods import years_of
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.timeline_bars import Bar, State, YearSpan, all_bars, step_of, year_steps
from ilo_tui.dossier.voices import Tally
from ilo_tui.dossier.weighing import Weighing, facts_at, in_period


class YearCount(Struct, frozen=True):
    """What the claims of some years come to.

    `tally` is of those that count at a tie level; `facts` are all that claims tell, whatever their tie, each
    counted once; `records` how many claims tell them. `hidden` claims are in none of these.
    """

    tally: Tally
    facts: int
    records: int
    hidden: int

    @property
    def claims(self) -> int:
        """All claims, a fact that several tell counted once."""
        return self.facts + self.hidden


class Timeline:
    """The years of some claims, bars and indicators of a dossier, counted as a weighing says."""

    def __init__(
        self,
        dossier: DossierReader,
        evidence: Sequence[Evidence],
        bars: Sequence[Bar],
        indicators: Iterable[Indicator],
        weighing: Weighing,
    ) -> None:
        """Lay out those of the claims in `evidence` that fall into the period in force."""
        self._dossier, self._weighing, self.bars = dossier, weighing, bars
        self._spans: defaultdict[tuple[int, int], list[tuple[int, Evidence]]] = defaultdict(list)
        self.undated: list[Evidence] = []
        """The claims without a date."""
        for number, claim in enumerate(in_period(dossier, evidence, weighing.period)):
            if (span := years_of(claim)) is None:
                self.undated.append(claim)
            else:
                self._spans[span].append((number, claim))
        self._measured: defaultdict[int, dict[str, None]] = defaultdict(dict)
        for indicator in indicators:
            for year in (point.year for segment in indicator.segments for point in segment.points):
                self._measured[year][indicator.id] = None
        self._shown: Mapping[str, Evidence] | None = None
        self._counts: dict[tuple[YearSpan | None, TieLevel], YearCount] = {}
        self._latest: tuple[YearSpan | None, tuple[list[Fact], int, int]] | None = None
        self._bars_in: dict[YearSpan, list[Bar]] = {}

    def hide(self, unlinked: Callable[[Iterable[Evidence]], list[Evidence]]) -> None:
        """Leave out of every count the claims that may not be seen yet.

        `unlinked` makes of claims those that may, without their links to such as may not.
        """
        dated = (claim for pairs in self._spans.values() for _, claim in pairs)
        self._shown = {claim.id: claim for claim in unlinked(chain(self.undated, dated))}
        self._counts.clear()
        self._latest = None

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of which anything is known; None where nothing is dated."""
        known = [year for bar in self.bars for year in bar.known_years]
        known += [*self._measured, *chain.from_iterable(self._spans)]
        return (min(known), max(known)) if known else None

    def steps(self, most: int) -> list[YearSpan]:
        """All its years in at most so many steps."""
        return year_steps(*self.years, most) if self.years else []

    @cached_property
    def _busy(self) -> list[tuple[int, int]]:
        """From which to which years something is or happens; periods of the dossier alone are nothing."""
        spans = [*self._spans, *((year, year) for year in self._measured)]
        for bar in self.bars:
            if bar.kind != "period":
                spans += [(year, year) for year in bar.known_years]
            if bar.kind != "period" and bar.start is not None and bar.end is not None:
                spans.append((bar.start, bar.end))
        return list(_merged(spans))

    def listed(self, most: int | None = None) -> list[YearSpan | None]:
        """The years in which something is or happens, in at most so many steps, and what has no date, if any."""
        undated = [None] if self.undated else []
        if most is not None and sum(last - first + 1 for first, last in self._busy) > most:
            busy = [step for step in self.steps(most) if any(step.touches(*span) for span in self._busy)]
        else:
            busy = [YearSpan(year, year) for first, last in self._busy for year in range(first, last + 1)]
        return [*busy, *undated]

    def claims(self, step: YearSpan | None) -> list[Evidence]:
        """The claims of some years, or those without a date, in the order of the file."""
        if step is None:
            return self.undated
        pairs = [pair for span, pairs in self._spans.items() if step.touches(*span) for pair in pairs]
        return [claim for _, claim in sorted(pairs, key=lambda pair: pair[0])]

    def measured(self, step: YearSpan) -> list[str]:
        """The indicators that have a point in some years."""
        years = (year for year in self._measured if step.touches(year, year))
        return list(dict.fromkeys(ident for year in sorted(years) for ident in self._measured[year]))

    def bars_in(self, step: YearSpan) -> list[Bar]:
        """The bars of which something is in some years, in their order; looked up once for the same years."""
        if step not in self._bars_in:
            near = (bar for first, last, bar in self._reaches if first <= step.last and last >= step.first)
            self._bars_in[step] = [bar for bar in near if bar.states(step)]
        return self._bars_in[step]

    @cached_property
    def _reaches(self) -> list[tuple[float, float, Bar]]:
        """Every dated bar with the first and the last year in which it may have something: endless on an open side."""
        return [(*bar.reach, bar) for bar in self.bars if bar.is_dated]

    def states(self, step: YearSpan) -> dict[State, list[str]]:
        """What begins, runs, ends, is adopted, ratified or due in some years: ids of programmes, policies and aims."""
        matching: dict[State, list[str]] = {}
        for bar in self.bars_in(step):
            if bar.kind == "period":
                continue
            for state in dict.fromkeys(bar.states(step)):
                records = [mark.record for mark in bar.marks_in(step) if mark.state == state]
                matching.setdefault(state, []).extend(records or [bar.id])
        return matching

    def periods(self, step: YearSpan) -> list[str]:
        """The periods of the dossier that have some of these years."""
        return [bar.id for bar in self.bars_in(step) if bar.kind == "period"]

    def count(self, step: YearSpan | None, level: TieLevel | None = None) -> YearCount:
        """What the claims of some years, or those without a date, come to at a `level` or at that in force.

        It is counted once for the same years and level.
        """
        level = level or self._weighing.level
        if (step, level) not in self._counts:
            facts, records, hidden = self._facts(step)
            tally = self._dossier.voices.tally(facts_at(self._dossier, facts, level))
            self._counts[step, level] = YearCount(tally, len(facts), records, hidden)
        return self._counts[step, level]

    def _facts(self, step: YearSpan | None) -> tuple[list[Fact], int, int]:
        """The facts of some years, how many claims tell them, and how many are hidden; kept until others are asked for.

        One asks for the same years at several levels, one after another.
        """
        latest = self._latest
        if latest is None or latest[0] != step:
            claims = self.claims(step)
            known = self._shown
            shown = claims if known is None else [known[claim.id] for claim in claims if claim.id in known]
            # Bound before it is kept: a worker may keep other years meanwhile.
            latest = self._latest = step, (facts_of(shown), len(shown), len(claims) - len(shown))
        return latest[1]


def full_timeline(dossier: DossierReader, weighing: Weighing) -> Timeline:
    """The timeline of everything in a dossier."""
    rows = all_bars(dossier, dossier.records(Programme), dossier.records(Policy))
    return Timeline(dossier, list(dossier.records(Evidence)), rows, dossier.records(Indicator), weighing)


PERIOD = "period:"
"""What stands before the id of a period where any span of time may be named."""


def claims_of_span(dossier: DossierReader, span: str) -> list[Evidence]:
    """The claims of a span of time: years as a `YearSpan` names them, `period:ID`, or those that are `undated`."""
    evidence = list(dossier.records(Evidence))
    step = step_of(span)
    if step is None:
        return list(in_period(dossier, evidence, span.removeprefix(PERIOD)))
    return [claim for claim in evidence if (years := years_of(claim)) and step.touches(*years)]


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of years, those that overlap or follow one another brought together, from the earliest on."""
    begun: tuple[int, int] | None = None
    for first, last in sorted(spans):
        if begun is None or first > begun[1] + 1:
            if begun:
                yield begun
            begun = first, last
        else:
            begun = begun[0], max(begun[1], last)
    if begun:
        yield begun
