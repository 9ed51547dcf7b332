"""Adjudication: a consensus has a reason and the votes that it saw, changes no vote and no figure, and can go stale."""

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
from tests.review.agreement.many import DARA, agreed, claims, gathered, voted
from tests.review.help import CHAN, SOK, desk_at, elsewhere, tables

E1, E2 = "evidence:e1", "evidence:e2"
KEY: Key = ("evidence", E1)
HOLDS = {"verdict": "holds", "strength": "moderate"}


@pytest.fixture
def desk(tmp_path: Path) -> ReviewEnvironment:
    """Two reviewers who differ on two claims and agree on a third."""
    desk = desk_at(tmp_path)
    voted(desk, SOK, claims("hhh"), note="it holds")
    voted(desk, CHAN, claims("nph"))
    return desk


def going_through(desk: ReviewEnvironment) -> ReviewSession:
    """An adjudication of all disagreements."""
    differing = analyse(SessionRepository(desk).entries(), desk.items).differing
    return start_adjudication(desk, [item.key for item in differing], DARA, "en")


def settled(desk: ReviewEnvironment, note: str = "read together") -> ReviewSession:
    """An adjudication that has settled the first claim."""
    session = going_through(desk)
    record_final_answer(session, gathered(desk).of(E1), E1, HOLDS, note)
    return session


def test_a_consensus_says_who_why_and_on_which_votes(desk: ReviewEnvironment) -> None:
    refs = {rating.ref for rating in gathered(desk).of(E1)}
    session = settled(desk)
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


def test_the_votes_and_the_figures_stay_as_they_were(desk: ReviewEnvironment) -> None:
    files = {path: path.read_bytes() for path in desk.reviews.glob("*.json")}
    ratings, before = gathered(desk), figures(gathered(desk), desk.items)
    settled(desk).close()
    assert gathered(desk) == ratings
    assert figures(gathered(desk), desk.items) == before
    assert {path: path.read_bytes() for path in files} == files
    assert SessionRepository(desk).decisions_of(DARA.id).latest == {}


def test_what_is_settled_is_told_of_the_disagreement(desk: ReviewEnvironment) -> None:
    settled(desk).close()
    differing = analyse(SessionRepository(desk).entries(), desk.items).differing
    assert [(item.item, item.adjudicated) for item in differing] == [(E1, True), (E2, False)]


@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_consensus_needs_a_reason(desk: ReviewEnvironment, note: str) -> None:
    session = going_through(desk)
    with pytest.raises(AnswerError) as raised:
        record_final_answer(session, gathered(desk).of(E1), E1, HOLDS, note)
    assert "note" in raised.value.localise(Translator("en"))[0]
    assert (session.history.records, session.unsaved) == ([], ())
    session.close()


def test_a_consensus_needs_votes_and_every_answer(desk: ReviewEnvironment) -> None:
    session = going_through(desk)
    with pytest.raises(AnswerError):
        record_final_answer(session, [], E1, HOLDS, "why")
    with pytest.raises(AnswerError):
        record_final_answer(session, gathered(desk).of(E1), E1, {"verdict": "holds"}, "why")
    with pytest.raises(AnswerError):
        session.answer(E1, "verdict", "holds")
    assert (session.history.records, session.unsaved) == ([], ())
    session.close()


def test_a_reason_can_be_reworded_but_not_taken_away(desk: ReviewEnvironment) -> None:
    session = settled(desk)
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


def test_undo_takes_a_consensus_back(desk: ReviewEnvironment) -> None:
    session = settled(desk)
    assert session.undo() == E1
    session.close()
    assert agreed(desk) == {}


def test_a_vote_that_comes_in_later_or_changes_makes_it_stale(desk: ReviewEnvironment) -> None:
    settled(desk).close()
    late = voted(desk, DARA, claims("p"))
    assert [(item.stale, item.new_ratings) for item in agreed(desk).values()] == [(True, ((late, 1),))]
    session = settled(desk, "read with Dara's vote")
    session.close()
    assert [(item.stale, item.session) for item in agreed(desk).values()] == [(False, session.id)]
    again = voted(desk, SOK, claims("p"))
    assert [item.new_ratings for item in agreed(desk).values()] == [((again, 1),)]


def test_a_consensus_on_a_claim_that_changed_is_stale(desk: ReviewEnvironment, tmp_path: Path) -> None:
    settled(desk).close()
    evidence = tables()["evidence"]
    evidence[0] = {**evidence[0], "statement": both("Something else.")}
    later = desk_at(tmp_path, changed={"evidence": evidence})
    assert [(item.changed, item.stale) for item in agreed(later).values()] == [(True, True)]


def test_the_latest_consensus_counts_whoever_recorded_it(desk: ReviewEnvironment) -> None:
    settled(desk).close()
    other = start_adjudication(elsewhere(desk), [KEY], SOK, "en")
    record_final_answer(other, gathered(desk).of(E1), E1, {"verdict": "cannot_tell"}, "no source at hand")
    other.close()
    entries = SessionRepository(desk).entries()
    for order in (entries, entries[::-1]):
        (item,) = final_answers(order, desk.items, gathered(desk)).values()
        assert (item.reviewer, item.decision.values) == (SOK, {"verdict": "cannot_tell"})


def test_an_adjudication_is_gone_on_with_and_finished_like_any_session(desk: ReviewEnvironment) -> None:
    session = settled(desk)
    session.close()
    entry = unfinished_adjudication(SessionRepository(desk).entries(), DARA.id, ("evidence", E2))
    assert entry is not None
    assert unfinished_adjudication(SessionRepository(desk).entries(), SOK.id, KEY) is None
    assert unfinished_adjudication(SessionRepository(desk).entries(), DARA.id, ("attribution", E1)) is None
    assert unfinished_adjudication(SessionRepository(elsewhere(desk)).entries(), DARA.id, KEY) is None
    session = SessionRepository(desk).open(entry)
    assert session.progress.next_item() == E2
    record_final_answer(session, gathered(desk).of(E2), E2, HOLDS, "so be it")
    assert len(session.finish()) == 14
    session.close()
    assert len(agreed(desk)) == 2
    assert open_session(desk, session.path).read_only is not None


def test_the_rest_on_another_machine_is_an_adjudication_too(desk: ReviewEnvironment) -> None:
    settled(desk).close()
    repository = SessionRepository(replace(desk, writer="e" * 16))
    entry = next(entry for entry in repository.entries() if entry.adjudicates)
    rest = repository.continue_session(entry)
    assert (rest.document.kind, rest.document.queue.items) == ("adjudication", [E2])
    rest.close()


def test_attribution_is_asked_in_an_adjudication_of_its_own(desk: ReviewEnvironment) -> None:
    for reviewer, code in ((SOK, "shown"), (CHAN, "none")):
        voted(desk, reviewer, {E2: {"attribution": code}}, "attribution")
    with pytest.raises(ChoiceError):
        start_adjudication(desk, [KEY, ("attribution", E2)], DARA, "en")
    with pytest.raises(ChoiceError):
        start_adjudication(desk, [], DARA, "en")
    session = start_adjudication(desk, [("attribution", E2)], DARA, "en")
    record_final_answer(session, gathered(desk).of(E2, "attribution"), E2, {"attribution": "plausible"}, "in between")
    session.close()
    assert list(agreed(desk)) == [("attribution", E2)]


def test_several_kinds_of_items_make_a_mixed_queue(desk: ReviewEnvironment) -> None:
    assert start_adjudication(desk, [KEY], DARA, "en").document.queue.kind == "evidence"
    assert start_adjudication(desk, [KEY, ("cell", "cell:p1/output")], DARA, "en").document.queue.kind == "mixed"
