"""Adjudication: a final answer has a reason and the ratings it saw, changes neither rating nor figure, can go stale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.adjudication import final_answers, record_final_answer, start_adjudication, unfinished_adjudication
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.agreement.figures import figures
from ilo_tui.review.agreement.ratings import Key
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import AnswerError, ChoiceError
from ilo_tui.review.opening import open_session
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_repository import SessionRepository
from tests.dossier.small import both
from tests.review.agreement.many import DARA, agreed, claims, ratings_in, save_ratings
from tests.review.help import CHAN, SOK, desk_at, elsewhere, tables

E1, E2 = "evidence:e1", "evidence:e2"
KEY: Key = ("evidence", E1)
HOLDS = {"verdict": "holds", "strength": "moderate"}


@pytest.fixture
def desk(tmp_path: Path) -> ReviewEnvironment:
    """Two reviewers who differ on two claims and agree on a third."""
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("hhh"), note="it holds")
    save_ratings(desk, CHAN, claims("nph"))
    return desk


def going_through(desk: ReviewEnvironment) -> ReviewSession:
    """An adjudication of all disagreements."""
    differing = analyse(SessionRepository(desk).entries(), desk.items).differing
    return start_adjudication(desk, [item.key for item in differing], DARA, "en")


def adjudicated_session(desk: ReviewEnvironment, note: str = "read together") -> ReviewSession:
    """An adjudication with a final answer on the first claim."""
    session = going_through(desk)
    record_final_answer(session, ratings_in(desk).of(E1), E1, HOLDS, note)
    return session


def test_a_final_answer_says_who_why_and_on_which_ratings(desk: ReviewEnvironment) -> None:
    refs = {rating.ref for rating in ratings_in(desk).of(E1)}
    session = adjudicated_session(desk)
    session.close()
    assert session.document.kind == "adjudication"
    assert session.document.queue.items == [E1, E2]
    (key, item), = agreed(desk).items()  # fmt: skip
    assert key == KEY
    assert (item.reviewer, item.session, item.decision.note, item.decision.values) == (
        DARA,
        session.id,
        "read together",
        HOLDS,
    )
    assert set(item.inputs) == refs
    assert not item.stale


def test_the_ratings_and_the_figures_stay_as_they_were(desk: ReviewEnvironment) -> None:
    files = {path: path.read_bytes() for path in desk.reviews.glob("*.json")}
    ratings, before = ratings_in(desk), figures(ratings_in(desk), desk.items)
    adjudicated_session(desk).close()
    assert ratings_in(desk) == ratings
    assert figures(ratings_in(desk), desk.items) == before
    assert {path: path.read_bytes() for path in files} == files
    assert SessionRepository(desk).decisions_of(DARA.id).latest == {}


def test_what_is_adjudicated_is_reported_of_the_disagreement(desk: ReviewEnvironment) -> None:
    adjudicated_session(desk).close()
    differing = analyse(SessionRepository(desk).entries(), desk.items).differing
    assert [(item.item, item.adjudicated) for item in differing] == [(E1, True), (E2, False)]


@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_final_answer_needs_a_reason(desk: ReviewEnvironment, note: str) -> None:
    session = going_through(desk)
    with pytest.raises(AnswerError) as raised:
        record_final_answer(session, ratings_in(desk).of(E1), E1, HOLDS, note)
    assert "note" in raised.value.localise(Translator("en"))[0]
    assert (session.history.records, session.unsaved) == ([], ())
    session.close()


def test_a_final_answer_needs_ratings_and_every_answer(desk: ReviewEnvironment) -> None:
    session = going_through(desk)
    with pytest.raises(AnswerError):
        record_final_answer(session, [], E1, HOLDS, "why")
    with pytest.raises(AnswerError):
        record_final_answer(session, ratings_in(desk).of(E1), E1, {"verdict": "holds"}, "why")
    with pytest.raises(AnswerError):
        session.answer(E1, "verdict", "holds")
    assert (session.history.records, session.unsaved) == ([], ())
    session.close()


def test_a_reason_can_be_reworded_but_not_taken_away(desk: ReviewEnvironment) -> None:
    session = adjudicated_session(desk)
    inputs = session.history.states()[E1].inputs
    session.note(E1, "read together, twice")
    session.flag(E1, True)
    with pytest.raises(AnswerError):
        session.note(E1, "")
    state = session.saved_state(E1)
    assert state is not None
    assert (state.note, state.inputs, state.values) == ("read together, twice", inputs, HOLDS)
    session.close()


def test_a_note_before_the_answer_is_free(desk: ReviewEnvironment) -> None:
    session = going_through(desk)
    session.note(E1, "ask the inspector")
    session.skip(E2)
    session.close()
    assert agreed(desk) == {}


def test_undo_takes_a_final_answer_back(desk: ReviewEnvironment) -> None:
    session = adjudicated_session(desk)
    assert session.undo() == E1
    session.close()
    assert agreed(desk) == {}


def test_a_rating_that_comes_in_later_or_changes_makes_it_stale(desk: ReviewEnvironment) -> None:
    adjudicated_session(desk).close()
    late = save_ratings(desk, DARA, claims("p"))
    assert [(item.stale, item.new_ratings) for item in agreed(desk).values()] == [(True, ((late, 1),))]
    session = adjudicated_session(desk, "read with Dara's vote")
    session.close()
    assert [(item.stale, item.session) for item in agreed(desk).values()] == [(False, session.id)]
    again = save_ratings(desk, SOK, claims("p"))
    assert [item.new_ratings for item in agreed(desk).values()] == [((again, 1),)]


def test_a_final_answer_on_a_claim_that_changed_is_stale(desk: ReviewEnvironment, tmp_path: Path) -> None:
    adjudicated_session(desk).close()
    evidence = tables()["evidence"]
    evidence[0] = {**evidence[0], "statement": both("Something else.")}
    later = desk_at(tmp_path, changed={"evidence": evidence})
    assert [(item.changed, item.stale) for item in agreed(later).values()] == [(True, True)]


def test_the_latest_final_answer_counts_whoever_recorded_it(desk: ReviewEnvironment) -> None:
    adjudicated_session(desk).close()
    other = start_adjudication(elsewhere(desk), [KEY], SOK, "en")
    record_final_answer(other, ratings_in(desk).of(E1), E1, {"verdict": "cannot_tell"}, "no source at hand")
    other.close()
    entries = SessionRepository(desk).entries()
    for order in (entries, entries[::-1]):
        (item,) = final_answers(order, desk.items, ratings_in(desk)).values()
        assert (item.reviewer, item.decision.values) == (SOK, {"verdict": "cannot_tell"})


def test_an_adjudication_is_gone_on_with_and_finished_like_any_session(desk: ReviewEnvironment) -> None:
    session = adjudicated_session(desk)
    session.close()
    entry = unfinished_adjudication(SessionRepository(desk).entries(), DARA.id, ("evidence", E2))
    assert entry is not None
    assert unfinished_adjudication(SessionRepository(desk).entries(), SOK.id, KEY) is None
    assert unfinished_adjudication(SessionRepository(desk).entries(), DARA.id, ("attribution", E1)) is None
    assert unfinished_adjudication(SessionRepository(elsewhere(desk)).entries(), DARA.id, KEY) is None
    session = SessionRepository(desk).open(entry)
    assert session.progress.next_item() == E2
    record_final_answer(session, ratings_in(desk).of(E2), E2, HOLDS, "so be it")
    assert len(session.finish()) == 14
    session.close()
    assert len(agreed(desk)) == 2
    assert open_session(desk, session.path).read_only is not None


def test_the_rest_on_another_machine_is_an_adjudication_too(desk: ReviewEnvironment) -> None:
    adjudicated_session(desk).close()
    repository = SessionRepository(replace(desk, writer="e" * 16))
    entry = next(entry for entry in repository.entries() if entry.adjudicates)
    rest = repository.continue_session(entry)
    assert (rest.document.kind, rest.document.queue.items) == ("adjudication", [E2])
    rest.close()


def test_attribution_is_asked_in_an_adjudication_of_its_own(desk: ReviewEnvironment) -> None:
    for reviewer, code in ((SOK, "shown"), (CHAN, "none")):
        save_ratings(desk, reviewer, {E2: {"attribution": code}}, "attribution")
    with pytest.raises(ChoiceError):
        start_adjudication(desk, [KEY, ("attribution", E2)], DARA, "en")
    with pytest.raises(ChoiceError):
        start_adjudication(desk, [], DARA, "en")
    session = start_adjudication(desk, [("attribution", E2)], DARA, "en")
    record_final_answer(session, ratings_in(desk).of(E2, "attribution"), E2, {"attribution": "plausible"}, "in between")
    session.close()
    assert list(agreed(desk)) == [("attribution", E2)]


def test_several_kinds_of_items_make_a_mixed_queue(desk: ReviewEnvironment) -> None:
    assert start_adjudication(desk, [KEY], DARA, "en").document.queue.kind == "evidence"
    assert start_adjudication(desk, [KEY, ("cell", "cell:p1/output")], DARA, "en").document.queue.kind == "mixed"
