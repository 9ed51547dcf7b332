"""The list of sessions as a machine: which file can be gone on with, summed up, moved aside, and how."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from ilo_tui.app.session_list import SessionList, SessionStep, continuation_of
from ilo_tui.core.disk import Disk
from ilo_tui.review.adjudication import start_adjudication
from ilo_tui.review.errors import ReadOnlySessionError
from tests.app.reviewers import LocalReviewers
from tests.review.help import CHAN, CLAIMS, SOK, begun, elsewhere, judge


def listed(reviewers: LocalReviewers) -> SessionList:
    """The list, loaded."""
    sessions = SessionList(reviewers)
    assert sessions.load() is None
    return sessions


def close(step: SessionStep) -> None:
    """Give back what a step opened."""
    for session in (step.judge, step.summary):
        if session:
            session.close()


@pytest.fixture
def reviewers(tmp_path: Path) -> LocalReviewers:
    return LocalReviewers(tmp_path, SOK)


def unfinished(reviewers: LocalReviewers, *items: str) -> str:
    """The file of an open session of these items, the first of them judged."""
    session = begun(reviewers.environment, items or CLAIMS)
    judge(session, session.document.queue.items[0])
    session.close()
    return session.path.name


def finished(reviewers: LocalReviewers) -> str:
    """The file of a finished session."""
    session = begun(reviewers.environment)
    judge(session, "evidence:e1")
    session.finish()
    session.close()
    return session.path.name


def of_another_machine(reviewers: LocalReviewers) -> str:
    """The file of a session that another computer writes."""
    session = begun(elsewhere(reviewers.environment))
    judge(session, "evidence:e1")
    session.close()
    return session.path.name


def damaged(reviewers: LocalReviewers) -> str:
    """The file of something that is no session."""
    reviewers.environment.reviews.mkdir(exist_ok=True)
    path = reviewers.environment.reviews / "broken.json"
    path.write_text("{")
    return path.name


def test_nothing_is_looked_at_before_it_is_loaded(reviewers: LocalReviewers) -> None:
    name = unfinished(reviewers)
    sessions = SessionList(reviewers)
    assert sessions.entries == [] and sessions.find(name) is None
    assert sessions.load() is None
    assert [entry.path.name for entry in sessions.entries] == [name]
    assert sessions.find(name) is sessions.entries[0]


def test_a_folder_that_cannot_be_read_leaves_the_list_as_it_was(reviewers: LocalReviewers) -> None:
    name = unfinished(reviewers)
    sessions = listed(reviewers)
    reviewers.environment.reviews.rename(reviewers.environment.reviews.parent / "gone")
    reviewers.environment.reviews.write_text("no folder")
    assert sessions.load() is not None
    assert sessions.find(name) is not None
    acts = (sessions.enter, sessions.judge, sessions.sum_up, sessions.resume, sessions.go_on, sessions.archive)
    for act in (*acts, sessions.ask_to_archive):
        step = act(name)
        assert step.error is not None and step == SessionStep(error=step.error)


def test_an_open_session_is_entered_where_it_was_left(reviewers: LocalReviewers) -> None:
    step = listed(reviewers).enter(unfinished(reviewers))
    assert step.judge is not None and step.judge.read_only is None
    assert step.judge.progress.resume_item() == "evidence:e2"
    close(step)


def test_a_finished_session_is_summed_up_and_cannot_be_gone_on_with(reviewers: LocalReviewers) -> None:
    name = finished(reviewers)
    sessions = listed(reviewers)
    step = sessions.enter(name)
    assert step.summary is not None and step.judge is None
    close(step)
    assert sessions.sum_up(name).refusal == "Only an unfinished session can be finished."
    assert sessions.resume(name).refusal
    assert sessions.go_on(name).refusal


def test_a_session_without_items_is_summed_up(reviewers: LocalReviewers) -> None:
    step = listed(reviewers).enter(_with_queue(reviewers))
    assert step.summary is not None
    close(step)


def _with_queue(reviewers: LocalReviewers) -> str:
    """The file of an open session whose queue is empty, as one that holds nothing but observations."""
    session = begun(reviewers.environment, [])
    session.close()
    return session.path.name


def test_another_machines_session_is_looked_at_and_its_rest_gone_on_with_here(reviewers: LocalReviewers) -> None:
    name = of_another_machine(reviewers)
    sessions = listed(reviewers)
    entry = sessions.find(name)
    assert entry is not None and continuation_of(entry) == "new_session"
    shown = sessions.enter(name)
    assert shown.judge is not None and shown.judge.read_only is not None
    close(shown)
    for act in (sessions.go_on, sessions.resume):
        step = act(name)
        assert step.judge is not None and step.judge.document.queue.items == CLAIMS[1:]
        assert entry.session is not None and step.judge.document.queue.continues == entry.session.id
        close(step)


def test_a_session_of_this_machine_is_not_gone_on_with_in_a_new_one(reviewers: LocalReviewers) -> None:
    name = unfinished(reviewers)
    sessions = listed(reviewers)
    assert sessions.go_on(name).refusal == "Only a session of another machine is gone on with in a new one."
    step = sessions.resume(name)
    assert step.judge is not None and step.judge.path.name == name
    close(step)


@pytest.mark.parametrize("on_this_machine", [True, False])
def test_an_adjudication_leads_to_the_agreement_and_is_never_judged(
    reviewers: LocalReviewers, on_this_machine: bool
) -> None:
    environment = reviewers.environment if on_this_machine else elsewhere(reviewers.environment)
    session = start_adjudication(environment, [("evidence", "evidence:e1")], SOK, "en")
    session.create_file()
    session.close()
    sessions = listed(reviewers)
    assert sessions.enter(session.path.name) == SessionStep(agreement=True)
    assert sessions.resume(session.path.name).refusal
    assert sessions.go_on(session.path.name).refusal
    assert sessions.resumable() == []


def test_what_is_no_session_is_not_entered(reviewers: LocalReviewers) -> None:
    name = damaged(reviewers)
    sessions = listed(reviewers)
    assert sessions.enter(name) == SessionStep()
    assert sessions.sum_up(name).refusal


def test_another_dossiers_session_is_not_entered(reviewers: LocalReviewers) -> None:
    path = reviewers.environment.reviews / unfinished(reviewers)
    document = msgspec.json.decode(path.read_bytes())
    document["session"]["1"]["dossier"]["id"] = "another"
    path.write_bytes(msgspec.json.encode(document))
    sessions = listed(reviewers)
    entry = sessions.find(path.name)
    assert entry is not None and entry.state == "foreign"
    assert sessions.enter(path.name) == SessionStep()
    assert continuation_of(entry) == ""


def test_a_file_that_is_gone_by_then_is_said(reviewers: LocalReviewers) -> None:
    name = unfinished(reviewers)
    sessions = listed(reviewers)
    (reviewers.environment.reviews / name).unlink()
    assert sessions.sum_up(name).refusal
    for act in (sessions.ask_to_archive, sessions.archive):
        assert act(name).refusal == "There is no session here to move aside."
    assert sessions.enter(name) == SessionStep()
    assert sessions.enter(None) == SessionStep()


def test_a_session_is_archived_and_what_is_none_is_set_aside(reviewers: LocalReviewers) -> None:
    sessions = listed(reviewers)
    for name in (unfinished(reviewers), damaged(reviewers)):
        content = (reviewers.environment.reviews / name).read_bytes()
        to_move = sessions.ask_to_archive(name).to_move
        assert to_move is not None and to_move.path.read_bytes() == content
        moved = sessions.archive(name).moved_to
        assert moved is not None and moved.read_bytes() == content
        assert not (reviewers.environment.reviews / name).exists()
    assert sessions.load() is None and sessions.entries == []


def test_a_session_that_somebody_is_in_is_not_moved(reviewers: LocalReviewers) -> None:
    session = begun(reviewers.environment)
    step = listed(reviewers).archive(session.path.name)
    assert isinstance(step.error, ReadOnlySessionError)
    assert session.path.exists()
    session.close()


def test_only_the_reviewers_own_unfinished_sessions_can_be_resumed(reviewers: LocalReviewers) -> None:
    mine = unfinished(reviewers)
    finished(reviewers)
    of_another_machine(reviewers)
    damaged(reviewers)
    begun(reviewers.environment, reviewer=CHAN).close()
    sessions = listed(reviewers)
    assert [entry.path.name for entry in sessions.resumable()] == [mine]
    reviewers.reviewer = None
    assert sessions.resumable() == []


class _Refusing(Disk):
    """A disk from which sessions cannot be moved."""

    def replace(self, source: Path, target: Path) -> None:
        """Refuse."""
        raise PermissionError(13, "Permission denied", str(target))


def test_a_disk_that_refuses_is_said_and_the_file_stays(tmp_path: Path) -> None:
    reviewers = LocalReviewers(tmp_path, SOK)
    name = unfinished(reviewers)
    refused = LocalReviewers(tmp_path, SOK, _Refusing())
    step = listed(refused).archive(name)
    assert step.error is not None and step.moved_to is None
    assert (reviewers.environment.reviews / name).exists()
