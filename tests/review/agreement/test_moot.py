"""Which attributions count: those of claims that hold for whoever gave them, or by the final answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.review.adjudication import record_final_answer, start_adjudication
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.agreement.ratings import Ratings
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.session_repository import SessionRepository
from tests.review.agreement.many import DARA, save_ratings
from tests.review.help import CHAN, SOK
from tests.review.schema2 import E2, E3, E7, FALSE, HOLDS, desk2


@pytest.fixture
def desk(tmp_path: Path) -> ReviewEnvironment:
    """Three claims that hold for the first reviewer, who attributes each; the second attributes the first of them."""
    desk = desk2(tmp_path)
    save_ratings(desk, SOK, {E2: HOLDS, E3: HOLDS, E7: HOLDS})
    traced = {"attribution": "traced"}
    save_ratings(desk, SOK, {E2: traced, E3: traced, E7: traced}, "attribution")
    save_ratings(desk, CHAN, {E2: {"attribution": "possible"}}, "attribution")
    return desk


def ratings_of(desk: ReviewEnvironment) -> Ratings:
    return analyse(SessionRepository(desk).entries(), desk.items).ratings


def attributed(desk: ReviewEnvironment) -> dict[str, set[str]]:
    """By claim, whose attributions count."""
    return {item: set(by) for (kind, item), by in ratings_of(desk).by.items() if kind == "attribution"}


def adjudicate(desk: ReviewEnvironment, item: str, values: dict[str, str]) -> None:
    session = start_adjudication(desk, [("evidence", item)], DARA, "en")
    record_final_answer(session, ratings_of(desk).of(item), item, values, "The page says so")
    session.close()


def test_a_claim_that_holds_no_longer_takes_its_reviewers_attribution_along_and_no_others(
    desk: ReviewEnvironment,
) -> None:
    assert attributed(desk) == {E2: {SOK.id, CHAN.id}, E3: {SOK.id}, E7: {SOK.id}}
    save_ratings(desk, SOK, {E2: FALSE, E3: FALSE})
    # Who never attributed the claim has nothing to lose.
    save_ratings(desk, CHAN, {E7: FALSE})
    assert attributed(desk) == {E2: {CHAN.id}, E7: {SOK.id}}
    verdicts = [rating.decision.values["verdict"] for item in (E2, E3, E7) for rating in ratings_of(desk).of(item)]
    assert verdicts == ["does_not_hold"] * 3 + ["holds"], "verdicts stay"
    save_ratings(desk, SOK, {E3: HOLDS})
    assert attributed(desk)[E3] == {SOK.id}, "what is in the journal counts again"


def test_what_holds_by_the_final_answer_is_attributed_until_that_is_gone_through_again(
    desk: ReviewEnvironment,
) -> None:
    save_ratings(desk, SOK, {E2: FALSE, E3: FALSE})
    adjudicate(desk, E2, HOLDS)
    assert attributed(desk) == {E2: {SOK.id, CHAN.id}, E7: {SOK.id}}
    # A verdict that the adjudication has not seen: the reviewer's stands until somebody looks again.
    save_ratings(desk, SOK, {E2: FALSE})
    assert attributed(desk) == {E2: {CHAN.id}, E7: {SOK.id}}


def test_a_final_answer_that_it_does_not_hold_leaves_each_reviewer_the_verdict_given(desk: ReviewEnvironment) -> None:
    save_ratings(desk, SOK, {E3: FALSE})
    adjudicate(desk, E2, FALSE)
    adjudicate(desk, E3, FALSE)
    assert attributed(desk) == {E2: {SOK.id, CHAN.id}, E7: {SOK.id}}
