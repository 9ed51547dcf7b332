"""A timeline: what runs and happens in each year, and which claims are in it, against a table worked by hand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.parts import NamedPeriod
from ilo_tui.dossier.periods import UNDATED
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.timeline import Timeline, claims_of_span, full_timeline
from ilo_tui.dossier.timeline_bars import Bar, Mark, YearSpan, step_of, year_steps
from ilo_tui.dossier.weighing import Weighing
from tests.dossier.small import opened
from tests.dossier.timeline_case import timeline_tables


@pytest.fixture
def case(tmp_path: Path) -> Dossier:
    return opened(tmp_path, timeline_tables())


def year(number: int) -> YearSpan:
    return YearSpan(number, number)


CLAIMS = {
    1999: [],
    2005: ["a", "b", "c"],
    2006: ["b", "c", "d"],
    2007: ["b"],
    2008: [],
    2009: ["f"],
    2012: [],
    2016: [],
    None: ["e"],
}
"""The claims of each year in which something is or happens, and those without a date."""


def test_a_claim_is_in_every_year_that_it_touches_and_never_in_that_of_its_source(case: Dossier) -> None:
    timeline = full_timeline(case, Weighing())
    listed = {step.first if step else None: [claim.id for claim in timeline.claims(step)] for step in timeline.listed()}
    assert listed == CLAIMS
    assert timeline.years == (1999, 2016) and 2014 not in listed


@pytest.mark.parametrize(
    ("number", "level", "voices", "facts"),
    [
        # The fact of a and c counts once, and both its voices do: the funder's and parliament's.
        (2005, "direct", (2, 0, 0), 2),
        (2005, "inferred", (2, 1, 0), 2),
        (2006, "direct", (1, 0, 0), 3),
        (2006, "inferred", (1, 1, 0), 3),
        (2006, "everything", (1, 1, 1), 3),
        (2007, "direct", (0, 0, 0), 1),
        (2009, "direct", (0, 0, 1), 1),
        (2008, "everything", (0, 0, 0), 0),
        (None, "direct", (1, 0, 0), 1),
    ],
)
def test_voices_and_claims_of_a_year(
    case: Dossier, number: int | None, level: TieLevel, voices: tuple[int, int, int], facts: int
) -> None:
    step = year(number) if number else None
    for timeline in (full_timeline(case, Weighing(level)), full_timeline(case, Weighing())):
        count = timeline.count(step, level)
        sides = (count.tally.supports, count.tally.contradicts, count.tally.context)
        assert tuple(side.voices.low for side in sides) == voices
        assert (count.facts, count.claims, count.hidden) == (facts, facts, 0)
    assert full_timeline(case, Weighing(level)).count(step) == count


@pytest.mark.parametrize(
    ("number", "states"),
    [
        (1999, {"adopted": ["law"]}),
        (2005, {"begins": ["one"], "runs": ["one"]}),
        (2006, {"begins": ["later"], "runs": ["one", "later"], "adopted": ["plan"], "ratified": ["law"]}),
        (
            2007,
            {"begins": ["plan"], "runs": ["one", "plan"], "may_run": ["later"], "ends": ["one"], "due": ["aim-reach"]},
        ),
        (2009, {"runs": ["plan"], "may_run": ["later"], "ends": ["plan"]}),
        (2010, {"may_run": ["later"]}),
        (2004, {}),
    ],
)
def test_what_runs_and_happens_in_a_year(case: Dossier, number: int, states: dict[str, list[str]]) -> None:
    assert full_timeline(case, Weighing()).states(year(number)) == states


def test_bars_come_period_by_period_then_by_their_first_year_with_undated_ones_last(case: Dossier) -> None:
    timeline = full_timeline(case, Weighing())
    assert [bar.id for bar in timeline.bars] == ["first", "after", "one", "later", "never", "law", "plan", "dateless"]
    assert [bar.id for bar in timeline.bars if not bar.is_dated] == ["never", "dateless"]
    assert timeline.periods(year(2006)) == ["first"]
    assert timeline.periods(year(2030)) == ["after"], "a period without an end goes on"
    assert timeline.measured(year(2012)) == timeline.measured(YearSpan(2010, 2019)) == ["series"]
    assert timeline.measured(year(2013)) == []


def test_a_period_alone_makes_no_year_of_the_list(case: Dossier) -> None:
    tables = timeline_tables()
    tables["meta"]["1"]["periods"][1]["end"] = "2040"
    timeline = full_timeline(opened(case.path.parent, tables), Weighing())
    assert timeline.years == (1999, 2040)
    assert [step.first if step else None for step in timeline.listed()] == list(CLAIMS)


def test_of_the_claims_only_those_of_the_period_in_force_are_counted(case: Dossier) -> None:
    first = full_timeline(case, Weighing(period="first"))
    assert [claim.id for claim in first.claims(year(2007))] == ["b"], "it is in the period, and in this year, too"
    assert [claim.id for claim in full_timeline(case, Weighing(period="after")).claims(year(2005))] == ["b"]
    undated = full_timeline(case, Weighing(period=UNDATED))
    assert [claim.id for claim in undated.claims(None)] == ["e"] and undated.claims(year(2005)) == []


def test_claims_that_may_not_be_seen_are_only_counted_as_hidden(case: Dossier) -> None:
    timeline = full_timeline(case, Weighing("everything"))
    timeline.hide(lambda claims: [claim for claim in claims if claim.id not in {"a", "b"}])
    count = timeline.count(year(2005))
    assert (count.facts, count.hidden, count.claims) == (1, 2, 3)
    assert count.tally.supports.voices.low == 1 and count.tally.contradicts.voices.low == 0
    assert timeline.count(None).hidden == 0


def test_years_without_any_date_are_none(tmp_path: Path) -> None:
    tables = timeline_tables()
    tables["meta"]["1"]["periods"], tables["aims"], tables["indicators"] = [], {}, {}
    for table in ("programmes", "policies"):
        for document in tables[table].values():
            for name in ("period", "adopted", "ratified"):
                document.pop(name, None)
    for document in tables["evidence"].values():
        for name in ("year", "start", "end"):
            document.pop(name, None)
    timeline = full_timeline(opened(tmp_path, tables), Weighing())
    assert timeline.years is None and timeline.steps(10) == [] and timeline.listed() == [None]
    assert timeline.count(None).facts == 5


def test_a_bar_of_which_only_an_end_is_known() -> None:
    bar = Bar("programme", "one", end=2010, marks=(Mark("due", 2015, "aim"), Mark("due", 2015, "aim-2")))
    assert bar.states(year(2010)) == ("runs", "ends") and bar.states(year(1900)) == ("may_run",)
    assert bar.states(year(2011)) == () and bar.states(year(2015)) == ("due", "due")
    assert bar.states(YearSpan(2010, 2019)) == ("runs", "ends", "due", "due")


years = st.integers(1, 9999)


@given(first=st.integers(-3000, 20_000), length=st.integers(0, 12_000), most=st.integers(1, 100))
def test_steps_cover_all_years_once_in_as_few_as_there_is_room_for(first: int, length: int, most: int) -> None:
    last = first + length
    result = year_steps(first, last, most)
    assert len(result) <= max(most, 2)
    assert result[0].first <= first and result[-1].last >= last
    assert all(after.first == before.last + 1 for before, after in pairwise(result))
    size = len({step.last - step.first for step in result})
    assert size == 1 and (length >= most or result[0].first == result[0].last)
    assert all(step_of(step.id) == step for step in result)


@pytest.mark.parametrize("text", ["", "undated", "period:first", "2012..", "..2012", "2012x", "1" * 19, "²"])
def test_what_names_no_years_is_no_step(text: str) -> None:
    assert step_of(text) is None


dates = st.one_of(
    st.none(),
    years.map(lambda number: {"year": number}),
    st.tuples(years, years).map(lambda pair: {"start": f"{min(pair):04}", "end": f"{max(pair):04}-06"}),
    years.map(lambda number: {"start": f"{number:04}"}),
    years.map(lambda number: {"end": f"{number:04}-12-31"}),
)


@given(drawn=st.lists(dates, max_size=12), at=years)
def test_every_dated_claim_is_in_each_of_its_years_and_the_others_are_undated(
    dossiers: dict[bool, Dossier], drawn: list[dict[str, object] | None], at: int
) -> None:
    dossier = dossiers[False]
    model = replace(next(iter(dossier.records(Evidence))), year=None, start=None, end=None, same_as=None)
    claims = [replace(model, id=f"x{number}", **(fields or {})) for number, fields in enumerate(drawn)]
    timeline = Timeline(dossier, claims, [], [], Weighing("everything"))
    assert len(timeline.undated) == sum(fields is None for fields in drawn)
    for claim in claims:
        first, last = ends(claim)
        for number in {first, last, at}:
            assert (claim in timeline.claims(year(number))) == (first <= number <= last)
    assert timeline.claims(YearSpan(1, 9999)) == [claim for claim in claims if claim not in timeline.undated]
    assert timeline.count(year(at)).facts == len(timeline.claims(year(at)))
    busy = {step.first for step in timeline.listed() if step}
    assert busy == {number for claim in claims for number in range(ends(claim)[0], ends(claim)[1] + 1)}


def ends(claim: Evidence) -> tuple[int, int]:
    """The first and the last year of a claim, worked out once more; of an undated one an empty span."""
    if claim.year is not None:
        return claim.year, claim.year
    known = [int(date[:4]) for date in (claim.start, claim.end) if date]
    return (min(known), max(known)) if known else (1, 0)


def test_a_list_that_would_be_too_long_has_steps_of_several_years(case: Dossier) -> None:
    timeline = full_timeline(case, Weighing())
    assert [step.id if step else None for step in timeline.listed(3)] == [
        "1990..1999",
        "2000..2009",
        "2010..2019",
        None,
    ]
    assert len(timeline.listed(9)) == 9
    dated = sum(step is not None for step in timeline.listed())
    assert timeline.listed(dated) == timeline.listed()


@pytest.mark.parametrize(
    ("span", "idents"),
    [
        ("2006", ["b", "c", "d"]),
        ("2006..2009", ["b", "c", "d", "f"]),
        ("undated", ["e"]),
        ("period:first", ["a", "b", "c", "d"]),
        ("period:after", ["b", "f"]),
        ("period:no-such", []),
    ],
)
def test_the_claims_of_a_span_of_time(case: Dossier, span: str, idents: list[str]) -> None:
    assert [claim.id for claim in claims_of_span(case, span)] == idents


def test_the_timeline_of_everything_is_kept_with_what_was_counted(case: Dossier) -> None:
    first = case.crossings.timeline(Weighing())
    assert case.crossings.timeline(Weighing()) is first
    assert case.crossings.timeline(Weighing("related")) is not first


def test_every_claim_of_the_default_dossier_is_in_its_years_or_undated(dossier: Dossier) -> None:
    timeline = full_timeline(dossier, Weighing())
    listed = {claim.id for step in timeline.listed() for claim in timeline.claims(step)}
    assert listed == set(dossier.ids(Evidence))
    assert [period.id for period in dossier.meta.periods] == [bar.id for bar in timeline.bars if bar.kind == "period"]
    assert all(isinstance(period, NamedPeriod) for period in dossier.meta.periods)
