"""What all reviewers make of claims: out by a final answer, verified by somebody who looked elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from ilo_tui.review.adjudication import record_final_answer, start_adjudication
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.model import Basis, Reviewer
from ilo_tui.review.results import results_of, review_results
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.review.standing import ReviewedClaims, standing_in
from tests.review.flaws.built import save_answers
from tests.review.help import CHAN, SOK, desk_at
from tests.review.schema2 import E1, E2, FALSE, HOLDS, desk2, tables2

ABSENT = {"verdict": "not_in_source"}
UNTOLD = {"verdict": "cannot_tell"}
PART = {"verdict": "holds_in_part", "strength": "low"}
READ: Basis = "source_read"
ONLY: Basis = "dossier_only"


def standing_at(desk: ReviewEnvironment) -> ReviewedClaims:
    return standing_in(review_results(SessionRepository(desk).entries(), desk.items))


CASES: list[tuple[list[tuple[Mapping[str, str], Basis]], bool, bool]] = [
    ([(HOLDS, READ)], False, True),
    ([(HOLDS, "own_observation")], False, True),
    ([(HOLDS, "interview")], False, True),
    ([(HOLDS, ONLY)], False, False),
    ([(HOLDS, "other")], False, False),
    ([(UNTOLD, READ)], False, True),
    ([(FALSE, READ)], True, False),
    ([(ABSENT, ONLY)], True, False),
    ([(FALSE, READ), (FALSE, ONLY)], True, False),
    ([(ABSENT, READ), (ABSENT, READ)], True, False),
    # They agree that it is out, and not why: that is no final answer.
    ([(FALSE, ONLY), (ABSENT, ONLY)], False, False),
    ([(FALSE, ONLY), (HOLDS, ONLY)], False, False),
    ([(FALSE, READ), (HOLDS, ONLY)], False, True),
    ([(HOLDS, ONLY), (PART, READ)], False, True),
]


@pytest.mark.parametrize(("answers", "dismissed", "verified"), CASES)
def test_what_becomes_of_a_claim(
    tmp_path: Path, answers: list[tuple[Mapping[str, str], Basis]], dismissed: bool, verified: bool
) -> None:
    desk = desk2(tmp_path)
    for reviewer, (values, basis) in zip((SOK, CHAN), answers, strict=False):
        save_answers(desk, reviewer, [(E1, values, basis, "")])
    standing = standing_at(desk)
    assert standing.dismissed == ({"e1"} if dismissed else set())
    assert standing.verified == ({"e1"} if verified else set())


def _adjudicate(desk: ReviewEnvironment, values: Mapping[str, str], basis: Basis, reviewer: Reviewer = CHAN) -> None:
    session = start_adjudication(desk, [("evidence", E1)], reviewer, "en")
    session.basis = basis
    ratings = review_results(SessionRepository(desk).entries(), desk.items).ratings.of(E1)
    record_final_answer(session, ratings, E1, values, "Read again")
    session.close()


@pytest.mark.parametrize(
    ("decided", "basis", "expected"),
    [
        (FALSE, ONLY, ReviewedClaims(dismissed=frozenset({"e1"}))),
        (ABSENT, READ, ReviewedClaims(dismissed=frozenset({"e1"}))),
        (HOLDS, ONLY, ReviewedClaims()),
        (HOLDS, READ, ReviewedClaims(verified=frozenset({"e1"}))),
    ],
)
def test_an_adjudication_decides_as_long_as_it_stands(
    tmp_path: Path, decided: Mapping[str, str], basis: Basis, expected: ReviewedClaims
) -> None:
    desk = desk2(tmp_path)
    for reviewer, values in ((SOK, HOLDS), (CHAN, FALSE)):
        save_answers(desk, reviewer, [(E1, values, ONLY, "")])
    _adjudicate(desk, decided, basis)
    assert standing_at(desk) == expected
    # An answer that it did not see makes it stale: reviewers differ again.
    save_answers(desk, Reviewer(id="kim-0001", name="Kim", role="staff"), [(E1, PART, ONLY, "")])
    assert standing_at(desk) == ReviewedClaims()


def test_what_the_dossier_says_otherwise_by_now_counts_nowhere(tmp_path: Path) -> None:
    desk = desk2(tmp_path)
    save_answers(desk, SOK, [(E1, FALSE, READ, ""), (E2, HOLDS, READ, "")])
    assert standing_at(desk) == ReviewedClaims(frozenset({"e1"}), frozenset({"e2"}))
    later = desk2(tmp_path, documents=tables2("3", e1={"stance": "context"}, e2={"year": 2013}))
    assert standing_at(later) == ReviewedClaims()


def test_a_note_or_half_an_answer_is_no_decision(tmp_path: Path) -> None:
    desk = desk2(tmp_path)
    save_answers(desk, SOK, [(E1, {}, READ, "Look again"), (E2, {"verdict": "holds"}, READ, "")])
    assert standing_at(desk) == ReviewedClaims()


def test_in_schema_1_a_verdict_is_read_in_its_own_codes(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    answers = [(E1, {"verdict": "does_not_hold", "strength": "low"}, ONLY, ""), (E2, HOLDS, READ, "")]
    for item, values, basis, note in answers:
        save_answers(desk, SOK, [(item, values, "source_read" if basis == READ else "dossier_only", note)])
    assert standing_at(desk) == ReviewedClaims(frozenset({"e1"}), frozenset({"e2"}))


def test_what_waits_for_the_reader_is_named_by_its_claims(tmp_path: Path) -> None:
    desk = desk2(tmp_path)
    standing = standing_in(review_results([], desk.items), [E1, "cell:p1/outcome"])
    assert standing == ReviewedClaims(waiting=frozenset({"e1"}))


def test_without_a_session_that_counts_there_are_no_results(tmp_path: Path) -> None:
    desk = desk2(tmp_path)
    assert results_of([], desk.items) is None
    desk.reviews.mkdir()
    (desk.reviews / "broken.json").write_bytes(b"{")
    assert results_of(SessionRepository(desk).entries(), desk.items) is None
    save_answers(desk, SOK, [(E1, HOLDS, READ, "")])
    results = results_of(SessionRepository(desk).entries(), desk.items)
    assert results is not None and list(results.items_of("evidence")) == [E1]
