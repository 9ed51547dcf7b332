"""The years of a timeline in ids and codes, as they are listed for scripts and reported."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from ilo_tui.dossier.filters import Query
from ilo_tui.dossier.timeline import Timeline
from ilo_tui.dossier.timeline_bars import State, YearSpan
from ilo_tui.dossier.voices import Tally
from ilo_tui.dossier.weighing import makes_difference
from ilo_tui.views.context import ViewContext
from ilo_tui.views.derived_lists import DerivedList, Fields
from ilo_tui.views.timeline import filter_result, timeline_of
from ilo_tui.views.timeline_words import SUMS, claims_text, happenings, step_name
from ilo_tui.views.weighing_words import weighing_words
from ilo_tui.views.weights import range_text, voices_fields


class YearLine(Struct, frozen=True, kw_only=True):
    """What is known of a year, or where that is None of what has no date.

    `runs` is what surely does, `may_run` what has begun and whose end is not recorded, or the other way round; `due`
    are aims. `voices_...` are those of claims that count at the tie level in force, `tied_...` those of all that are
    tied in any way: the low end, and with `_high` the high one. `claims` are all, whatever their tie; a fact that
    several tell counts once.
    """

    year: int | None
    periods: list[str]
    begins: list[str]
    runs: list[str]
    may_run: list[str]
    ends: list[str]
    adopted: list[str]
    ratified: list[str]
    due: list[str]
    measured: list[str]
    voices_supports: int
    voices_supports_high: int
    voices_contradicts: int
    voices_contradicts_high: int
    voices_context: int
    voices_context_high: int
    tied_supports: int
    tied_supports_high: int
    tied_contradicts: int
    tied_contradicts_high: int
    tied_context: int
    tied_context_high: int
    claims: int
    hidden: int


def year_lines(timeline: Timeline) -> list[YearLine]:
    """A line for each year in which something is or happens, then for what has no date, if there is any."""
    return [year_line(timeline, step) for step in timeline.listed()]


YearOf = tuple[Timeline, YearSpan | None]
"""A year of a timeline; None is what has no date."""


def _rows(context: ViewContext, query: Query) -> list[YearOf]:
    """The years of what a filter of the whole dossier leaves."""
    timeline = timeline_of(context, filter_result(context, query) if query else None)
    return [(timeline, step) for step in timeline.listed()]


def _fields(context: ViewContext, year: YearOf) -> Fields:
    fields: Fields = msgspec.to_builtins(year_line(*year))
    return fields


def _cells(context: ViewContext, year: YearOf) -> list[str]:
    """A year: voices for, against and context, behind a bar all that are tied in any way; claims; what happens."""
    timeline, step = year
    count = timeline.count(step)
    voices = _voices(count.tally)
    tied = ["¦", *_voices(timeline.count(step, "inferred").tally)] if makes_difference(context.dossier) else []
    happening = ". ".join(happenings(context, timeline, step))
    return [step_name(context.tr, step), *voices, *tied, claims_text(context.tr, count), happening]


def _voices(tally: Tally) -> list[str]:
    """`+2`, `-1`, `·3`: voices for, against and context."""
    sides = (("+", tally.supports), ("-", tally.contradicts), ("·", tally.context))
    return [f"{sign}{range_text(side.voices)}" for sign, side in sides]


def year_line(timeline: Timeline, step: YearSpan | None) -> YearLine:
    """The line of a year."""
    states: dict[State, list[str]] = timeline.states(step) if step else {}
    count = timeline.count(step)
    voices, tied = count.tally, timeline.count(step, "inferred").tally
    return YearLine(
        year=step.first if step else None,
        periods=timeline.periods(step) if step else [],
        begins=states.get("begins", []),
        runs=states.get("runs", []),
        may_run=states.get("may_run", []),
        ends=states.get("ends", []),
        adopted=states.get("adopted", []),
        ratified=states.get("ratified", []),
        due=states.get("due", []),
        measured=timeline.measured(step) if step else [],
        **voices_fields(voices, "voices_"),
        **voices_fields(tied, "tied_"),
        claims=count.claims,
        hidden=count.hidden,
    )


LIST = DerivedList(
    _rows,
    _fields,
    _cells,
    tuple(field.name for field in msgspec.structs.fields(YearLine)),
    lambda context: f"{weighing_words(context)}. {context.tr(SUMS)}",
)
