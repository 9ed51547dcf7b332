"""A count stands over the claims that are listed below it: those of all time over all, of a period over those of it."""

from __future__ import annotations

from typing import Any

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.review.standing import ReviewedClaims
from ilo_tui.views.context import ViewContext
from ilo_tui.views.item_views import view_of
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.record import page_of
from ilo_tui.views.weights import cell_weight, pair, reviewed_text
from tests.dossier.small import actor, claim, finding, numbered, opened, small2


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """A crossing, a policy, an actor and a finding with a claim for and one against, one of them in the period."""
    plain = small2()
    plain["meta"]["1"]["carried"] = []
    plain["actors"] = numbered(actor("agency", stake="own"), actor("office"), actor("funder", stake="funder"))
    shared: dict[str, Any] = {"tie": "direct", "actor": ["agency"], "said_by": "office"}
    then: list[dict[str, Any]] = [{"year": 2005}, {"year": 2015, "stance": "contradicts"}]
    plain["evidence"] = numbered(
        *(claim(f"in-{n}", programme="one", dimension="outcome", **shared, **when) for n, when in enumerate(then)),
        *(claim(f"on-{n}", policy="plan", **shared, **when) for n, when in enumerate(then)),
    )
    plain["findings"] = numbered(finding("find-1", evidence=["in-0", "in-1"]))
    for document in plain["evidence"].values():
        del document["confidence"]
    return opened(tmp_path_factory.mktemp("weights"), plain)


def context_of(dossier: Dossier, period: str | None = "first") -> ViewContext:
    return ViewContext(dossier, Translator("en"), weighing=Weighing(period=period))


def page(context: ViewContext, ident: str) -> str:
    return "\n".join(plain_lines(page_of(context, ident, 200) or [], 200))


@pytest.mark.parametrize(
    ("ident", "counts"),
    [
        ("plan", "voices tied directly: 1 for, 1 against; claims: 1 for, 1 against, 0 context"),
        ("find-1", "voices tied directly: 1 for, 1 against; claims: 1 for, 1 against, 0 context"),
        ("agency", "voices tied directly: 1 for, 1 against; claims: 2 for, 2 against, 0 context"),
        ("gap:one/outcome:one_voice", "voices tied directly: 1 for, 1 against; claims: 1 for, 1 against, 0 context"),
    ],
)
def test_claims_of_all_time_are_counted_where_they_are_listed(dossier: Dossier, ident: str, counts: str) -> None:
    text = page(context_of(dossier), ident)
    assert counts in text and all(f"[{'on' if ident == 'plan' else 'in'}-{n}]" in text for n in range(2))


def test_an_item_is_counted_with_all_that_a_reviewer_is_shown_of_it(dossier: Dossier) -> None:
    context = context_of(dossier)
    cell = context.gap_map.cell("one", "outcome")
    text = "\n".join(plain_lines(view_of(cell).blocks_of(context, cell), 200))
    assert "claims: 1 for, 1 against, 0 context" in text and "[in-1]" in text


def test_a_dimension_counts_and_lists_the_claims_of_the_period_and_says_which_it_is(dossier: Dossier) -> None:
    for period, counted in ((None, "1 for, 1 against"), ("first", "1 for, 0 against")):
        text = page(context_of(dossier, period), "outcome")
        assert f"claims: {counted}, 0 context" in text
        assert ("1 claim against" in text) == ("Period: First" not in text) == (period is None)


def test_a_crossing_and_what_reviews_leave_of_it_are_those_of_the_period(dossier: Dossier) -> None:
    context = context_of(dossier).with_standing(ReviewedClaims(frozenset(), frozenset({"in-0"}), frozenset()))
    cell = context.gap_map.cell("one", "outcome")
    assert pair(cell_weight(context, cell).tally) == "+1 -0"
    assert reviewed_text(context, cell.evidence) == "as recorded +1 -0, as reviewed +1 -0, verified +1 -0"


def test_a_source_and_an_actor_are_counted_by_what_they_say_in_the_period(dossier: Dossier) -> None:
    assert "claims: 2 for, 0 against, 0 context" in page(context_of(dossier), "office")
    assert "claims: 2 for, 2 against, 0 context" in page(context_of(dossier, None), "office")
    assert "A report (2014) · monitoring report · claims: 2 for, 0 against" in page(context_of(dossier), "funder")
