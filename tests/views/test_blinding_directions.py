"""No effect direction, tie or link of a claim that waits can be told from a plot, its summary or a list of them.

Two dossiers that differ in nothing but that look alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ilo_tui.core.output import to_json
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.effect_direction import DIRECTIONS
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.ties import LEVELS
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.exporters.record_csv import rows_as_csv
from ilo_tui.frontends.tui.gap_matrix import GapMatrix
from ilo_tui.views.blinding import OPEN, Blinding, blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.derived_lists import derived_list
from ilo_tui.views.lists import table
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.record import page_of
from tests.dossier.directions import ACTORS, claim, dossier_of

TIES = ("direct", "related", "inferred", "aim", "none")


def claims_with_links() -> list[Evidence]:
    """Claims of every voice, and two that tell the fact of a third."""
    lead = claim("institute", "better", id="lead")
    return [
        lead,
        claim("union", "better", id="first", same_as="lead", tie="direct"),
        claim("state", "worse", id="second", same_as="lead", tie="none"),
        *(claim(actor.id, "better", id=f"of-{actor.id}") for actor in ACTORS),
        *(claim(actor.id, "worse", id=f"untied-{actor.id}", tie="none") for actor in ACTORS[:3]),
        claim("union", None, id="silent"),
    ]


def looks(claims: Sequence[Evidence], blinding: Blinding) -> Iterator[tuple[str, Any]]:
    """Everything that says which way things moved, at every tie level."""
    for level in LEVELS:
        context = ViewContext(dossier_of(*claims), Translator("en"), blinding=blinding, weighing=Weighing(level))
        for ident in ("directions:p/outcome", "cell:p/outcome", "directions:p/impact"):
            for width in (78, 118):
                yield f"{ident} at {level}, {width}", list(plain_lines(page_of(context, ident, width) or (), width))
        matrix = GapMatrix(context, context.gap_map, ["p"], 160)
        assert matrix.arrows
        yield f"cell of the map at {level}", matrix.cell("p", "outcome")
        for text in ("", "trend:better", "not:trend:better", "stake:funder", "church"):
            query, listed = parse(text, "directions", context.dossier), derived_list("directions")
            yield f"list {text} at {level}", table(listed.all_lines(context, query), None)
            yield f"JSON of {text} at {level}", to_json(listed.all_fields(context, query))
            yield f"CSV of {text} at {level}", rows_as_csv(listed.all_fields(context, query), listed.columns)


def reported_otherwise(claims: Sequence[Evidence], waiting: set[str]) -> list[Evidence]:
    """The claims with all else said of what waits: trend, tie, stance, and that it tells one fact with another."""
    changed = []
    for record in claims:
        other = replace(record, same_as=None) if {record.id, record.same_as or ""} & waiting else record
        if record.id in waiting:
            trend = "worse" if record.trend in {"better", None} else None
            tie = "none" if record.tie == "direct" else "direct"
            other = replace(other, trend=trend, tie=tie, stance="contradicts")
        changed.append(other)
    return changed


def hiding(waiting: set[str]) -> Blinding:
    return blinding_of(frozenset(f"evidence:{ident}" for ident in waiting))


@pytest.mark.parametrize(
    "waiting", [{"lead"}, {"first"}, {"lead", "second"}, {"of-union", "silent"}, {"untied-agency", "of-donor", "lead"}]
)
def test_what_is_hidden_changes_nothing_that_is_shown(waiting: set[str]) -> None:
    claims = claims_with_links()
    shown = dict(looks(claims, hiding(waiting)))
    for subject, seen in looks(reported_otherwise(claims, waiting), hiding(waiting)):
        assert seen == shown[subject], subject


def test_that_two_claims_tell_the_fact_of_one_that_waits_is_not_shown() -> None:
    claims = claims_with_links()[:3]
    shown = dict(looks(claims, hiding({"lead"})))
    for subject, seen in looks(reported_otherwise(claims, {"lead"}), hiding({"lead"})):
        assert seen == shown[subject], subject


@pytest.mark.slow
@given(data=st.data())
def test_nothing_that_is_hidden_can_be_told_of_any_claims(data: st.DataObject) -> None:
    claims = claims_with_links()
    waiting = set(data.draw(st.lists(st.sampled_from([record.id for record in claims]), min_size=1, unique=True)))
    trends = st.sampled_from([*DIRECTIONS, None])
    claims = [replace(record, trend=data.draw(trends), tie=data.draw(st.sampled_from(TIES))) for record in claims]
    shown = dict(looks(claims, hiding(waiting)))
    for subject, seen in looks(reported_otherwise(claims, waiting), hiding(waiting)):
        assert seen == shown[subject], subject


def test_the_same_places_do_tell_it_once_nothing_is_hidden() -> None:
    claims = claims_with_links()
    shown = dict(looks(claims, OPEN))
    other = dict(looks(reported_otherwise(claims, {"of-church"}), OPEN))
    changed = {subject for subject, seen in other.items() if seen != shown[subject]}
    assert {"directions:p/outcome at direct, 78", "cell:p/outcome at direct, 118", "list  at direct"} <= changed
    assert {"cell of the map at direct", "JSON of trend:better at direct", "CSV of church at direct"} <= changed


def test_the_map_has_no_arrow_of_a_crossing_of_which_a_claim_waits() -> None:
    claims = claims_with_links()

    def text(blinding: Blinding) -> str:
        context = ViewContext(dossier_of(*claims), Translator("en"), blinding=blinding)
        matrix = GapMatrix(context, context.gap_map, ["p"], 160)
        return "".join(span.text for span in matrix.cell("p", "outcome") if span.role == "bar")

    assert text(OPEN).strip() == "▲ 6▲"
    assert text(hiding({"silent"})).strip() == ""
