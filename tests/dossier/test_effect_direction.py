"""Effect directions against tables worked by hand, and what holds of the plot of any claims."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.effect_direction import (
    DIRECTIONS,
    EffectDirections,
    VoiceDirection,
    direction_of,
    effect_directions,
    has_plot,
    size_of,
)
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.model import Evidence, Trend
from ilo_tui.dossier.parts import Cite
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.weighing import Weighing
from tests.dossier.directions import ACTORS, claim, dossier_of

Row = tuple[str, Trend, str]


def plot_of(
    claims: Sequence[Evidence], level: TieLevel = "direct", evaluated: str | None = "agency"
) -> EffectDirections:
    dossier = dossier_of(*claims, evaluated=evaluated)
    return effect_directions(dossier, facts_of(claims), level)


def table(rows: Sequence[VoiceDirection]) -> list[Row]:
    """Each row as it would be worked by hand: voice, direction, counts of better, worse, no change, mixed."""
    counts = [" ".join(str(row.counts[trend]) for trend in DIRECTIONS) for row in rows]
    return [(row.voice.key, row.direction, count) for row, count in zip(rows, counts, strict=True)]


@pytest.mark.parametrize(
    ("counts", "direction"),
    [
        ((69, 31, 0, 0), "mixed"),
        ((70, 30, 0, 0), "better"),
        ((7, 1, 1, 1), "better"),
        ((699, 0, 0, 301), "mixed"),
        ((0, 7, 3, 0), "worse"),
        ((1, 2, 7, 0), "no_change"),
        ((1, 1, 1, 7), "mixed"),
        ((2, 1, 0, 0), "mixed"),
        ((3, 1, 0, 0), "better"),
        ((1, 1, 0, 0), "mixed"),
        ((5, 5, 5, 5), "mixed"),
        ((0, 1, 0, 0), "worse"),
        ((0, 0, 0, 0), "mixed"),
    ],
)
def test_seventy_of_a_hundred_make_a_direction_and_sixty_nine_do_not(
    counts: tuple[int, int, int, int], direction: Trend
) -> None:
    assert direction_of(dict(zip(DIRECTIONS, counts, strict=True))) == direction


def test_a_voice_has_the_direction_of_its_trends_whatever_side_its_claims_take() -> None:
    claims = [
        *(claim("institute", "better", stance="contradicts") for _ in range(3)),
        claim("institute", "worse", stance="supports"),
        claim("union", "worse", stance="context"),
        claim("union", "better"),
        claim("state", "no_change"),
    ]
    plot = plot_of(claims)
    assert table(plot.tied) == [
        ("institute", "better", "3 1 0 0"),
        ("union", "mixed", "1 1 0 0"),
        ("state", "no_change", "0 0 1 0"),
    ]
    assert (plot.untied, plot.without_trend, plot.of_thesis) == ((), 0, 0)


def test_own_and_funder_voices_are_apart_by_their_most_interested_stake() -> None:
    claims = [claim(actor.id, "better") for actor in ACTORS]
    rows = plot_of(claims).tied
    # The office speaks with the voice of the agency, in its own interest and in the agency's.
    assert {row.voice.key: row.stake for row in rows} == {
        "agency": "own",
        "donor": "funder",
        "state": "subject",
        "institute": "none",
        "union": "none",
        "church": None,
    }
    assert [row.voice.key for row in rows if row.is_apart] == ["agency", "donor"]


def test_the_voices_of_a_joint_fact_have_the_most_interested_stake_in_whichever_order_they_tell_it() -> None:
    for first, second in (("agency", "office"), ("office", "agency")):
        lead = claim(first, "better")
        (row,) = plot_of([lead, claim(second, None, same_as=lead.id)]).tied
        assert (row.voice.key, row.stake, len(row.facts)) == ("agency", "own", 1)


def test_a_fact_counts_once_by_its_lead_for_each_voice_that_tells_it() -> None:
    lead = claim("institute", "worse")
    claims = [
        claim("union", "better", same_as=lead.id, tie="none"),
        lead,
        claim("institute", "better", same_as=lead.id),
        claim("institute", "better"),
    ]
    plot = plot_of(claims)
    assert table(plot.tied) == [("institute", "mixed", "1 1 0 0"), ("union", "worse", "0 1 0 0")]
    assert plot.untied == ()


def test_without_its_lead_a_fact_counts_by_the_first_that_tells_it() -> None:
    claims = [claim("union", "better", same_as="elsewhere"), claim("institute", "worse", same_as="elsewhere")]
    assert table(plot_of(claims).tied) == [("union", "better", "1 0 0 0"), ("institute", "better", "1 0 0 0")]


def test_a_lead_without_a_trend_is_counted_and_not_drawn() -> None:
    lead = claim("institute", None)
    plot = plot_of([lead, claim("union", "better", same_as=lead.id), claim("state", None)])
    assert (plot.tied, plot.untied, plot.without_trend, plot.of_thesis) == ((), (), 2, 0)


def test_the_thesis_is_no_voice_and_what_it_tells_alone_is_counted_apart() -> None:
    alone = claim("thesis", "better", origin="thesis")
    told_by_others = claim("thesis", "worse", origin="thesis")
    plot = plot_of([alone, told_by_others, claim("union", "better", same_as=told_by_others.id)])
    assert table(plot.tied) == [("union", "worse", "0 1 0 0")]
    assert (plot.without_trend, plot.of_thesis) == (0, 1)


TIES = ("direct", "related", "inferred", "aim", "none", None)


@pytest.mark.parametrize(("level", "tied"), [("direct", "1"), ("related", "2"), ("inferred", "3"), ("everything", "3")])
def test_what_is_not_tied_is_drawn_apart_at_every_level(level: TieLevel, tied: str) -> None:
    plot = plot_of([claim("union", "better", tie=tie) for tie in TIES], level)
    assert table(plot.tied) == [("union", "better", f"{tied} 0 0 0")]
    assert table(plot.untied) == [("union", "better", f"{6 - int(tied)} 0 0 0")]
    assert [is_tied for _, is_tied in plot.rows] == [True, False]


def test_where_nobody_is_evaluated_all_is_tied() -> None:
    plot = plot_of([claim("union", "better", tie=tie) for tie in TIES], evaluated=None)
    assert table(plot.tied) == [("union", "better", "6 0 0 0")]
    assert plot.untied == ()


def test_fewer_than_three_voices_have_counts_and_no_direction_together() -> None:
    two = [claim("union", "better"), claim("institute", "better")]
    summary = plot_of(two).summary
    assert (summary.voices, summary.counts["better"], summary.direction) == (2, 2, None)
    # Many facts of one voice make it no more than one.
    summary = plot_of([*two, *(claim("union", "better") for _ in range(9))]).summary
    assert (summary.voices, summary.direction) == (2, None)
    summary = plot_of([*two, claim("state", "worse")]).summary
    assert (summary.voices, summary.direction) == (3, "mixed")


@pytest.mark.parametrize(
    ("directions", "direction"),
    [
        (("better", "better", "better"), "better"),
        (("better", "better", "worse", "better"), "better"),
        (("worse", "worse", "worse", "no_change", "better"), "mixed"),
        (("mixed", "mixed", "mixed"), "mixed"),
        (("no_change", "no_change", "no_change"), "no_change"),
    ],
)
def test_three_voices_and_more_have_a_direction_by_the_same_rule(
    directions: tuple[Trend, ...], direction: Trend
) -> None:
    actors = ("institute", "union", "state", "church", "donor")
    claims = [claim(actor, trend) for actor, trend in zip(actors, directions, strict=False)]
    # What is not tied changes nothing of it.
    claims += [claim("agency", "worse", tie="none")]
    summary = plot_of(claims).summary
    assert (summary.direction, summary.voices, summary.uncertain) == (direction, len(directions), 0)
    assert summary.apart == directions[4:].count(directions[-1])


def test_an_uncertain_voice_is_drawn_and_not_counted() -> None:
    claims = [claim("union", "better"), claim("institute", "better"), claim("paper", "worse"), claim("leaf", "worse")]
    plot = plot_of(claims)
    assert [(row.voice.key, row.certain) for row in plot.tied] == [
        ("union", True),
        ("institute", True),
        ("a paper", False),
        ("leaf", False),
    ]
    assert (plot.summary.voices, plot.summary.uncertain, plot.summary.direction) == (2, 2, None)


def test_other_sources_are_no_row_where_somebody_surely_tells_it_and_else_the_first_is() -> None:
    others = [Cite(source="of-donor"), Cite(source="of-state")]
    sure, unsure = claim("union", "better", other_sources=others), claim("paper", "worse", other_sources=others)
    plot = plot_of([sure, unsure])
    assert [(row.voice.key, row.certain) for row in plot.tied] == [("union", True), ("a paper", False)]


@pytest.mark.parametrize(("facts", "size"), [(1, 1), (2, 2), (3, 2), (4, 3), (99, 3)])
def test_one_fact_is_small_two_or_three_are_larger_four_are_large(facts: int, size: int) -> None:
    assert size_of(facts) == size
    (row,) = plot_of([claim("union", "better") for _ in range(facts)]).tied
    assert row.size == size


@pytest.mark.parametrize(
    ("row", "column", "drawn"),
    [
        ("p", "output", False),
        ("p", "outcome", True),
        ("p", "impact", True),
        ("p", "sustainability", True),
        ("p", "*unassigned", False),
        ("p", "*total", False),
        ("*total", "outcome", False),
        ("*country", "outcome", False),
        ("*policy", "impact", False),
        ("nothing", "outcome", False),
    ],
)
def test_a_plot_is_of_one_programme_and_an_outcome_or_impact(row: str, column: str, drawn: bool) -> None:
    dossier = dossier_of(claim("union", "better"))
    assert has_plot(dossier, row, column) is drawn
    assert (dossier.crossings.gap_map.directions(row, column, Weighing()) is not None) is drawn


def test_a_period_is_chosen_before_facts_are_counted() -> None:
    lead = claim("institute", "worse", year=1999)
    claims = [lead, claim("union", "better", same_as=lead.id)]
    gap_map = dossier_of(*claims).crossings.gap_map
    everything, undated = (
        gap_map.directions("p", "outcome", Weighing("direct", period)) for period in (None, "undated")
    )
    assert everything and undated
    assert table(everything.tied) == [("institute", "worse", "0 1 0 0"), ("union", "worse", "0 1 0 0")]
    assert table(undated.tied) == [("union", "better", "1 0 0 0")]


VOICES = [actor.id for actor in ACTORS] + ["paper", "leaf"]
one_claim = st.builds(
    claim,
    st.sampled_from(VOICES),
    st.sampled_from([*DIRECTIONS, None]),
    stance=st.sampled_from(["supports", "contradicts", "context"]),
    tie=st.sampled_from(TIES),
    other_sources=st.lists(st.builds(Cite, source=st.sampled_from(["of-donor", "of-union", "paper"])), max_size=2),
)


@st.composite
def some_claims(draw: st.DrawFn) -> list[Evidence]:
    """Claims of which some tell the fact of another; that one is among them."""
    leads = draw(st.lists(one_claim, min_size=1, max_size=12))
    members = draw(st.lists(st.tuples(st.sampled_from(leads), st.sampled_from(VOICES), st.sampled_from(DIRECTIONS))))
    return [*leads, *(claim(voice, trend, same_as=lead.id) for lead, voice, trend in members)]


def rows_by_voice(rows: Sequence[VoiceDirection]) -> dict[str, tuple[object, ...]]:
    return {
        row.voice.key: (row.direction, dict(row.counts), row.stake, row.certain, {fact.claim.id for fact in row.facts})
        for row in rows
    }


@given(claims=some_claims(), data=st.data(), level=st.sampled_from(["direct", "related", "inferred", "everything"]))
def test_the_order_of_claims_makes_no_difference(claims: list[Evidence], data: st.DataObject, level: TieLevel) -> None:
    other = data.draw(st.permutations(claims))
    first, second = plot_of(claims, level), plot_of(other, level)
    for rows in ("tied", "untied"):
        assert rows_by_voice(getattr(first, rows)) == rows_by_voice(getattr(second, rows))
    assert (first.without_trend, first.of_thesis) == (second.without_trend, second.of_thesis)
    assert first.summary == second.summary


@given(claims=some_claims(), level=st.sampled_from(["direct", "inferred"]))
def test_counts_add_up_and_each_direction_has_its_share(claims: list[Evidence], level: TieLevel) -> None:
    plot, facts = plot_of(claims, level), facts_of(claims)
    for rows in (plot.tied, plot.untied):
        assert len({row.voice for row in rows}) == len(rows)
        for row in rows:
            assert sum(row.counts.values()) == len(row.facts) == len({fact.claim.id for fact in row.facts})
            shares = {trend: Fraction(n, len(row.facts)) for trend, n in row.counts.items()}
            assert [trend for trend, share in shares.items() if share >= Fraction(7, 10)] in ([row.direction], [])
            assert row.direction == "mixed" or shares[row.direction] >= Fraction(7, 10)
    drawn = {fact.claim.id for row, _ in plot.rows for fact in row.facts}
    assert len(drawn) + plot.without_trend + plot.of_thesis == len(facts)
    assert plot.without_trend == sum(fact.claim.trend is None for fact in facts)
    assert not {fact.claim.id for row in plot.tied for fact in row.facts} & {
        fact.claim.id for row in plot.untied for fact in row.facts
    }
    assert sum(plot.summary.counts.values()) + plot.summary.uncertain == len(plot.tied)
