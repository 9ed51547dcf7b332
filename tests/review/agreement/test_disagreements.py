"""Where reviewers differ: the widest first, medians and distributions."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.dossier.model import Scale
from ilo_tui.review.adjudication import record_final_answer, start_adjudication
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.agreement.disagreements import disagreements
from ilo_tui.review.agreement.median import distribution, median, middle_text
from ilo_tui.review.session_repository import SessionRepository
from tests.review.agreement.many import PEOPLE, claims, ratings_in, save_ratings
from tests.review.help import CHAN, SOK, desk_at


def test_the_gravest_disagreement_comes_first_and_one_step_last(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    supplied = (("hhhhhp", "hhmhhh"), ("nhhhhh", "hlmhhh"), ("pnhhtp", "mhhhhh"))
    for reviewer, (verdicts, strengths) in zip(PEOPLE, supplied, strict=True):
        save_ratings(desk, reviewer, claims(verdicts, strengths))
    result = disagreements(ratings_in(desk), desk.items)
    # Both are reversals as wide as each other: on the first claim no two of the three agree.
    assert [(item.item[-1], item.tier) for item in result] == [("1", 1), ("2", 1), ("5", 2), ("6", 2), ("3", 3)]
    assert [set(item.widths) for item in result] == [
        {"verdict", "strength"},
        {"verdict", "strength"},
        {"verdict"},
        {"verdict"},
        {"strength"},
    ]
    assert [round(item.distance, 3) for item in result] == [0.667, 0.667, 0.333, 0.333, 0.333]
    assert [item.one_step for item in result] == [False, False, False, False, True]
    assert [item.widths.get("verdict") for item in result] == [1 - 1 / 3, *[1 - 2 / 3] * 3, None]
    assert [item.widths.get("strength") for item in result] == [0.5, 1, None, None, 0.5]
    assert [len(item.ratings) for item in result] == [3, 3, 3, 3, 3]
    assert not any(item.adjudicated for item in result)


def test_a_disagreement_is_adjudicated_until_a_rating_comes_that_the_adjudication_has_not_seen(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    # What only one reviewer judged stands first, and is no disagreement.
    save_ratings(desk, SOK, claims("hhh"))
    save_ratings(desk, CHAN, claims(".nn"))

    def state() -> list[tuple[str, bool]]:
        differing = analyse(SessionRepository(desk).entries(), desk.items).differing
        return [(disagreement.item, disagreement.adjudicated) for disagreement in differing]

    assert state() == [("evidence:e2", False), ("evidence:e3", False)]
    session = start_adjudication(desk, [("evidence", "evidence:e3")], SOK, "en")
    seen = ratings_in(desk).of("evidence:e3")
    record_final_answer(session, seen, "evidence:e3", {"verdict": "cannot_tell"}, "The page is torn")
    session.close()
    assert state() == [("evidence:e2", False), ("evidence:e3", True)]
    save_ratings(desk, CHAN, claims("..n"))
    assert state() == [("evidence:e2", False), ("evidence:e3", False)]


def test_what_is_one_step_apart_is_no_disagreement(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("hh", "hh"))
    save_ratings(desk, CHAN, claims("hh", "ml"))
    result = analyse(SessionRepository(desk).entries(), desk.items)
    assert [disagreement.item for disagreement in result.disagreements] == ["evidence:e2"]
    assert [item.item for item in result.one_step] == ["evidence:e1"]
    assert result.differing == [*result.disagreements, *result.one_step]


def test_unable_against_a_rank_is_a_disagreement_of_no_width(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, {"cell:p1/output": {"effectiveness": "high", "body": "low"}})
    save_ratings(desk, CHAN, {"cell:p1/output": {"effectiveness": "not_known"}})
    (result,) = disagreements(ratings_in(desk), desk.items)
    assert (result.tier, result.distance, result.widths) == (2, 0.5, {"effectiveness": 0.0})


def test_cannot_tell_is_a_camp_of_its_own(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("t"))
    save_ratings(desk, CHAN, claims("h"))
    (result,) = disagreements(ratings_in(desk), desk.items)
    assert result.widths == {"verdict": 0.5}
    assert result.tier == 2


def test_attribution_is_a_disagreement_of_its_own(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    for reviewer, code in ((SOK, "shown"), (CHAN, "none")):
        save_ratings(desk, reviewer, claims(".h"))
        save_ratings(desk, reviewer, {"evidence:e2": {"attribution": code}}, "attribution")
    (result,) = analyse(SessionRepository(desk).entries(), desk.items).differing
    assert (result.kind, result.item) == ("attribution", "evidence:e2")
    assert [list(rating.decision.values) for rating in result.ratings] == [["attribution"]] * 2


def test_distributions_have_every_answer_and_medians_fall_on_ranks_or_between(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    for reviewer, strengths in zip(PEOPLE, ("llh", "mhh", "h.h"), strict=True):
        save_ratings(
            desk, reviewer, claims("hht" if reviewer == SOK else "h.h" if strengths[1] == "." else "hhh", strengths)
        )
    ratings, verdict, strength = (
        ratings_in(desk),
        desk.items.dossier.record(Scale, "verdict"),
        desk.items.dossier.record(Scale, "strength"),
    )
    assert distribution(ratings, "evidence:e3", verdict) == {
        **{"cannot_tell": 1, "holds": 2, "holds_in_part": 0, "does_not_hold": 0}
    }
    assert distribution(ratings, "evidence:e1", strength) == {"low": 1, "moderate": 1, "high": 1}
    assert median(ratings, "evidence:e1", strength) == (2, 2)
    assert median(ratings, "evidence:e2", strength) == (1, 3)
    assert median(ratings, "evidence:e3", strength) == (3, 3)
    assert median(ratings, "evidence:e4", strength) is None
    assert median(ratings, "evidence:e1", verdict) is None


def test_a_median_is_written_without_decimals() -> None:
    assert [middle_text(item) for item in ((4, 4), (4, 5), None)] == ["4", "4-5", ""]
