"""Merging ratings: which sessions count, one rating of each reviewer, and what is left out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

from ilo_tui.review.agreement.ratings import Key, Rating, Ratings, collect_ratings, misdated_repeats
from ilo_tui.review.items import Items
from ilo_tui.review.model import Decision, Queue, Reviewer
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.session_repository import SessionRepository
from tests.dossier.small import both
from tests.review.agreement.many import claims, ratings_in, save_ratings
from tests.review.help import CHAN, CLAIMS, SOK, Clock, begun, desk_at, dossier_of, elsewhere, judge, tables


def test_ratings_of_all_reviewers_stand_by_item(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    first, other = save_ratings(desk, SOK, claims("hn")), save_ratings(elsewhere(desk), CHAN, claims("h"))
    ratings = ratings_in(desk)
    assert [(rating.reviewer.id, rating.ref) for rating in ratings.of("evidence:e1")] == [
        (CHAN.id, (other, 1)),
        (SOK.id, (first, 1)),
    ]
    assert [rating.decision.values["verdict"] for rating in ratings.of("evidence:e2")] == ["does_not_hold"]
    assert set(ratings.reviewers) == {SOK.id, CHAN.id}
    assert ratings.of("evidence:e3") == []


def test_half_an_answer_a_flag_and_a_note_are_no_ratings(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.answer("evidence:e1", "verdict", "holds")
    session.flag("evidence:e2", True)
    session.note("evidence:e3", "to be looked at")
    judge(session, "evidence:e4")
    session.undo()
    session.close()
    assert ratings_in(desk).by == {}


def test_the_latest_of_a_reviewers_ratings_counts_and_repeats_are_listed(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    first, last = save_ratings(desk, SOK, claims("h")), save_ratings(desk, SOK, claims("n"))
    ratings = collect_ratings(reversed(SessionRepository(desk).entries()), desk.items)
    assert [rating.session for rating in ratings.of("evidence:e1")] == [last]
    ((_, repeats),) = ratings.repeats.items()
    assert [rating.session for rating in repeats] == [first, last]


def test_of_three_ratings_of_a_reviewer_the_latest_counts_and_all_are_listed_in_their_order(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    sessions = [save_ratings(desk, SOK, claims(verdict)) for verdict in "hpn"]
    entries = {entry.path.stem: entry for entry in SessionRepository(desk).entries()}
    for order in permutations(sessions):
        ratings = collect_ratings([entries[session] for session in order], desk.items)
        assert [rating.session for rating in ratings.of("evidence:e1")] == [sessions[2]]
        assert [[rating.session for rating in repeats] for repeats in ratings.repeats.values()] == [sessions]


def test_repeats_by_a_wrong_clock_stand_in_order_of_reviewer_and_then_of_item(tmp_path: Path) -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    desk, wrong = desk_at(tmp_path), Clock(datetime(2099, 1, 1, tzinfo=UTC))
    for reviewer, verdicts in ((SOK, "hhh"), (CHAN, ".hh")):
        save_ratings(desk, reviewer, claims(verdicts))
    save_ratings(replace(desk, clock=wrong), SOK, claims("n.n"))
    save_ratings(replace(desk, clock=wrong), CHAN, claims(".nn"))
    # Without a wrong clock there is no doubt which answer is the later.
    save_ratings(desk, SOK, claims(".n"))
    repeats = misdated_repeats(ratings_in(desk), now)
    assert [(rated[0].reviewer.id, item[-2:], len(rated)) for (_, item), rated in repeats] == [
        (CHAN.id, "e2", 2),
        (CHAN.id, "e3", 2),
        (SOK.id, "e1", 2),
        (SOK.id, "e3", 2),
    ]
    assert all(rated[-1].decision.at.startswith("2099") for _, rated in repeats)


def test_half_an_answer_does_not_keep_the_answers_after_it_from_counting(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.answer("evidence:e1", "verdict", "holds")
    judge(session, "evidence:e2")
    session.close()
    assert set(ratings_in(desk).by) == {("evidence", "evidence:e2")}


def test_a_reviewer_is_called_as_in_the_latest_session(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("h"))
    save_ratings(desk, Reviewer(id=SOK.id, name="Dara Sok", role="partner"), claims(".h"))
    assert ratings_in(desk).reviewers[SOK.id].name == "Dara Sok"


def test_sessions_of_every_sound_state_count_and_no_others(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    finished = begun(desk)
    judge(finished, "evidence:e1")
    finished.finish()
    finished.close()
    shutil.copy(finished.path, desk.reviews / "copy of it.json")
    save_ratings(elsewhere(desk), CHAN, claims("n"))
    archived = save_ratings(desk, Reviewer(id="gone-0000", name="Gone", role="other"), claims("h"))
    repository = SessionRepository(desk)
    repository.archive(next(entry for entry in repository.entries() if entry.path.stem == archived))
    (desk.reviews / "damaged.json").write_bytes(b'{"session": {')
    meta = tables()["meta"][0]
    foreign = Items(dossier_of(tmp_path, {"meta": [{**meta, "id": "elsewhere"}]}, "else.json"))
    save_ratings(replace(desk, items=foreign), Reviewer(id="far-0000", name="Far", role="other"), claims("h"))
    agreed = create_session(desk, SessionSpec(CHAN, "en", Queue(kind="mixed", items=CLAIMS), kind="adjudication"))
    agreed.decide("evidence:e2", {"verdict": "cannot_tell"}, note="so it is", inputs=[(finished.id, 1)])
    agreed.close()
    ratings = ratings_in(desk)
    assert sorted(entry.state for entry in repository.entries()) == [
        *("copy", "damaged", "finished", "foreign", "open", "other_machine")
    ]
    assert [rating.reviewer.id for rating in ratings.of("evidence:e1")] == [CHAN.id, SOK.id]
    assert set(ratings.by) == {("evidence", "evidence:e1")}
    assert ratings.repeats == {}


def test_ratings_on_an_item_that_says_something_else_now_are_counted_apart(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("hh"))
    save_ratings(desk, CHAN, claims("nn"))
    evidence = [evidence for evidence in tables()["evidence"] if evidence["id"] != "e2"]
    evidence[0] = {**evidence[0], "statement": both("Something else.")}
    later = desk_at(tmp_path, changed={"evidence": evidence})
    ratings = ratings_in(later)
    assert ratings.by == {}
    assert {key[1]: len(result) for key, result in ratings.changed.items()} == {"evidence:e1": 2, "evidence:e2": 2}
    save_ratings(later, SOK, claims("n"))
    assert [rating.decision.values["verdict"] for rating in ratings_in(later).of("evidence:e1")] == ["does_not_hold"]


def test_a_rating_on_the_text_at_hand_counts_whatever_was_said_of_another_one_later(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("h"))
    evidence = tables()["evidence"]
    evidence[0] = {**evidence[0], "statement": both("Something else.")}
    save_ratings(desk_at(tmp_path, changed={"evidence": evidence}), SOK, claims("n"))
    assert [rating.decision.values["verdict"] for rating in ratings_in(desk).of("evidence:e1")] == ["holds"]


def test_attribution_stands_apart_from_the_verdict(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims(".h"))
    save_ratings(desk, SOK, {"evidence:e2": {"attribution": "plausible"}}, "attribution")
    ratings = ratings_in(desk)
    assert [list(rating.decision.values) for rating in ratings.of("evidence:e2")] == [["verdict", "strength"]]
    assert [list(rating.decision.values) for rating in ratings.of("evidence:e2", "attribution")] == [["attribution"]]
    assert ratings.repeats == {}


def test_merging_leaves_an_open_session_alone(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    before = session.path.read_bytes()
    assert len(ratings_in(desk).of("evidence:e1")) == 1
    assert session.path.read_bytes() == before
    session.close()
    assert open_session(desk, session.path).read_only is None


def test_a_rating_on_former_words_is_outdated_unless_the_same_reviewer_judged_the_present_ones_after_it() -> None:
    key: Key = ("evidence", "evidence:e1")
    early, noon, late = (f"2026-11-24T{hour}:00:00Z" for hour in (11, 12, 13))

    def at(moment: str, session: str) -> Rating:
        decision = Decision(
            seq=1, item=key[1], item_hash="", values={}, basis="other", flagged=False, skipped=False, at=moment
        )
        return Rating(SOK, session, decision)

    ratings = Ratings(changed={key: [at(noon, "former")]})
    assert ratings.outdated == 1
    ratings.add(key, at(early, "before"))
    assert ratings.outdated == 1
    ratings.add(key, at(late, "after"))
    assert ratings.outdated == 0
