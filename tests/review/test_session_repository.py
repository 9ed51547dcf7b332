"""The reviews folder: what is listed, gone on with, archived, set aside; one reviewer's ratings over all sessions."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import AnswerError, ChoiceError, ReadOnlySessionError, ReviewError, SaveFailedError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue, Share
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.queues import Choice
from ilo_tui.review.reviewer_decisions import coverage
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import CHAN, CLAIMS, SOK, Clock, begun, desk_at, dossier_of, elsewhere, judge, tables
from tests.review.test_session_reading import BROKEN


def test_a_folder_that_is_not_there_is_an_empty_library(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    assert repository.entries() == []
    assert repository.decisions_of(SOK.id).latest == {}
    assert not repository.environment.reviews.exists()


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    desk.reviews.write_bytes(b"")
    with pytest.raises(ReviewError) as raised:
        SessionRepository(desk).entries()
    assert str(desk.reviews) in raised.value.localise(Translator("en"))[0]


def test_whatever_lies_in_the_folder_the_sound_sessions_open(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    session.close()
    for number, (data, _, _) in enumerate(BROKEN.values()):
        (desk.reviews / f"broken-{number:02}.json").write_bytes(data)
    (desk.reviews / "folder.json").mkdir()
    (desk.reviews / ".hidden.json").write_bytes(b"x")
    (desk.reviews / "notes.txt").write_bytes(b"x")
    before = {path: path.read_bytes() for path in desk.reviews.glob("*.json") if path.is_file()}
    repository = SessionRepository(desk)
    entries = repository.entries()
    states = {entry.path.name: entry.state for entry in entries}
    assert states.pop(session.path.name) == "open"
    assert states == {f"broken-{number:02}.json": state for number, (_, state, _) in enumerate(BROKEN.values())}
    for entry in entries:
        assert bool(entry.localise(Translator("en"))) == (entry.state != "open")
    assert repository.decisions_of(SOK.id).judged("evidence:e1")
    opened = repository.open(next(entry for entry in entries if entry.state == "open"))
    judge(opened, "evidence:e2")
    opened.close()
    assert repository.decisions_of(SOK.id).judged("evidence:e2")
    after = {path: path.read_bytes() for path in before if path != session.path}
    assert after == {path: data for path, data in before.items() if path != session.path}


def test_the_latest_session_comes_first_with_its_progress(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    first, second = begun(desk), begun(desk, CLAIMS[:2], CHAN)
    judge(first, "evidence:e1")
    first.flag("evidence:e2", True)
    second.finish()
    entries = SessionRepository(desk).entries()
    assert [entry.path for entry in entries] == [second.path, first.path]
    assert [entry.state for entry in entries] == ["finished", "open"]
    counts = entries[1].progress(desk.items).counts()
    assert (counts.total, counts.judged, counts.flagged) == (8, 1, 1)
    first.close()
    second.close()


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    repository = SessionRepository(desk)
    session = begun(desk)
    assert repository.decisions_of(SOK.id).latest == {}
    (entry,) = repository.entries()
    assert repository.entries()[0].history is entry.history
    judge(session, "evidence:e1")
    assert repository.decisions_of(SOK.id).judged("evidence:e1")
    session.close()


def test_r_anywhere_goes_on_where_the_item_is_else_in_the_one_loose_session(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    begun(repository.environment, CLAIMS[:2]).close()
    session = repository.session_for("evidence:e1", SOK, "en")
    assert session.document.queue.items == CLAIMS[:2]
    session.close()
    for item in ("evidence:e5", "cell:p1/output", "gap:p1/law:none"):
        loose = repository.session_for(item, SOK, "en")
        assert loose.document.queue.loose
        assert item in loose.progress
        question = loose.question(item)
        assert question is not None
        loose.answer(item, question.id, question.values[-1].code)
        loose.close()
    assert len(repository.entries()) == 2
    entry = repository.loose_entry(SOK.id)
    assert entry is not None
    assert entry.session is not None
    assert entry.session.queue.items == ["evidence:e5", "cell:p1/output", "gap:p1/law:none"]
    # Somebody else has a loose session of their own.
    other = repository.session_for("evidence:e1", CHAN, "en")
    assert other.document.reviewer == CHAN
    assert other.document.queue.loose
    other.close()
    with pytest.raises(AnswerError):
        repository.session_for("evidence:gone", SOK, "en")


def test_an_attribution_session_is_not_the_place_for_a_verdict(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    session = begun(repository.environment)
    judge(session, "evidence:e2")
    session.finish()
    attribution = repository.start(Choice(kind="attribution"), SOK, "en")
    assert attribution.document.queue.items == ["evidence:e2"]
    attribution.answer("evidence:e2", "attribution", "shown")
    attribution.close()
    assert repository.unfinished_with("evidence:e2", SOK.id) is None
    decisions = repository.decisions_of(SOK.id)
    verdict, shown = decisions.decision_on("evidence:e2"), decisions.decision_on("evidence:e2", "attribution")
    assert verdict is not None
    assert shown is not None
    assert (verdict.decision.values["verdict"], shown.decision.values) == ("holds", {"attribution": "shown"})


def test_the_latest_decision_of_a_reviewer_counts_and_repeats_are_listed(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    clock = repository.environment.clock
    assert isinstance(clock, Clock)
    first = begun(repository.environment)
    judge(first, "evidence:e1", "holds")
    judge(first, "evidence:e2", "holds")
    second = begun(repository.environment)
    judge(second, "evidence:e1", "does_not_hold")
    # A flag in a later session does not hide a decision.
    second.flag("evidence:e2", True)
    clock.moment -= timedelta(days=1)
    third = begun(repository.environment)
    judge(third, "evidence:e1", "cannot_tell", "low")
    decisions = repository.decisions_of(SOK.id)
    ratings = [decisions.decision_on("evidence:e1"), decisions.decision_on("evidence:e2")]
    assert [rating and rating.session for rating in ratings] == [second.id, first.id]
    assert {key: [rating.session for rating in repeated] for key, repeated in decisions.repeats.items()} == {
        ("evidence", "evidence:e1"): [third.id, first.id, second.id]
    }
    for session in (first, second, third):
        session.close()


def test_an_adjudication_another_dossier_and_another_reviewer_are_no_ratings_of_mine(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    meta = tables()["meta"][0]
    foreign = replace(desk, items=Items(dossier_of(tmp_path, {"meta": [{**meta, "id": "elsewhere"}]}, "else.json")))
    agreed = create_session(desk, SessionSpec(SOK, "en", Queue(kind="mixed", items=CLAIMS), kind="adjudication"))
    agreed.decide("evidence:e1", {"verdict": "holds", "strength": "high"}, note="both", inputs=[("a", 1), ("b", 1)])
    agreed.close()
    for session in (begun(foreign), begun(desk, reviewer=CHAN)):
        judge(session, "evidence:e1")
        session.close()
    repository = SessionRepository(desk)
    assert repository.decisions_of(SOK.id).latest == {}
    assert repository.decisions_of(CHAN.id).judged("evidence:e1")
    (entry,) = [entry for entry in repository.entries() if entry.state == "foreign"]
    assert "elsewhere" in " ".join(entry.localise(Translator("en")))
    assert repository.unfinished_with("evidence:e1", SOK.id) is None


def test_a_copy_under_another_name_counts_once(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    session.close()
    copy = desk.reviews / f"{session.id}.sync-conflict-20261124.json"
    shutil.copy(session.path, copy)
    repository = SessionRepository(desk)
    assert {entry.path.name: entry.state for entry in repository.entries()} == {
        session.path.name: "open",
        copy.name: "copy",
    }
    assert repository.decisions_of(SOK.id).repeats == {}
    entry = next(entry for entry in repository.entries() if entry.state == "copy")
    assert session.id in entry.localise(Translator("en"))[0]
    # Alone, under whatever name, it is the session.
    session.path.unlink()
    assert [entry.state for entry in repository.entries()] == ["open"]


def test_going_on_after_another_machine_takes_the_rest(tmp_path: Path) -> None:
    present = desk_at(tmp_path)
    session = create_session(
        present, SessionSpec(SOK, "id", Queue(kind="evidence", items=CLAIMS), order="shuffled", seed=3)
    )
    judge(session, "evidence:e1")
    session.skip("evidence:e2")
    session.close()
    before = session.path.read_bytes()
    session_repository = SessionRepository(elsewhere(present))
    (entry,) = session_repository.entries()
    assert entry.state == "other_machine"
    assert entry.localise(Translator("en"))
    assert session_repository.unfinished_with("evidence:e2", SOK.id) is None
    new = session_repository.continue_session(entry)
    document = new.document
    assert document.queue.items == CLAIMS[1:]
    assert document.queue.continues == session.id
    assert (document.reviewer, document.order, document.seed, document.language) == (SOK, "shuffled", 3, "id")
    judge(new, "evidence:e2")
    new.close()
    again = session_repository.continue_session(entry)
    assert (again.id, again.read_only) == (new.id, None)
    again.close()
    decisions = session_repository.decisions_of(SOK.id)
    assert [decisions.judged(item) for item in CLAIMS[:3]] == [True, True, False]
    assert session.path.read_bytes() == before
    with pytest.raises(ChoiceError):
        session_repository.continue_session(
            next(entry for entry in session_repository.entries() if entry.state == "open")
        )


def test_archiving_moves_aside_and_never_over_anything(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    session = begun(repository.environment)
    judge(session, "evidence:e1")
    (entry,) = repository.entries()
    with pytest.raises(ReadOnlySessionError):
        repository.archive(entry)
    session.close()
    data = session.path.read_bytes()
    target = repository.archive(entry)
    assert target == repository.environment.reviews / "archive" / session.path.name
    assert target.read_bytes() == data
    assert repository.entries() == []
    shutil.copy(target, session.path)
    second = repository.archive(repository.entries()[0])
    assert second != target
    assert second.read_bytes() == target.read_bytes() == data
    with pytest.raises(SaveFailedError):
        repository.archive(entry)


def test_nothing_is_archived_through_a_link(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    session = begun(repository.environment)
    session.close()
    outside = tmp_path / "outside"
    outside.mkdir()
    (repository.environment.reviews / "archive").symlink_to(outside)
    with pytest.raises(SaveFailedError) as raised:
        repository.archive(repository.entries()[0])
    assert (raised.value.reason, raised.value.path) == ("link", repository.environment.reviews / "archive")
    assert session.path.exists()
    assert list(outside.iterdir()) == []


def test_an_unreadable_file_is_set_aside_only_when_asked_and_as_it_is(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    repository.environment.reviews.mkdir()
    path = repository.environment.reviews / "bad.json"
    path.write_bytes(b"\0\0half")
    (entry,) = repository.entries()
    with pytest.raises(ReadOnlySessionError):
        SessionRepository(replace(repository.environment, read_only=True)).set_aside(entry)
    target = repository.set_aside(entry)
    assert target.name == "bad.json.unreadable"
    assert target.read_bytes() == b"\0\0half"
    assert repository.entries() == []


def test_a_new_session_is_what_was_chosen(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    session = repository.start(Choice(where="programme:p1", order="shuffled", seed=5), SOK, "id")
    session.skip("evidence:e1")
    document = read_session(session.path).session
    assert sorted(document.queue.items) == CLAIMS[:4]
    assert (document.order, document.seed, document.language, document.queue.where) == (
        "shuffled", 5, "id", "programme:p1",
    )  # fmt: skip
    session.close()


def test_coverage_adds_up_to_the_claims_that_are_judged(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    session = begun(repository.environment)
    for item in ("evidence:e2", "evidence:e8"):
        judge(session, item)
    session.close()
    result = coverage(repository.environment.items, repository.decisions_of(SOK.id))
    assert result["p1", "outcome"] == (1, 2)
    assert result["*policy", "impact"] == (1, 1)
    assert result["*country", "impact"] == (0, 0)
    assert [sum(pair[place] for pair in result.values()) for place in (0, 1)] == [2, len(CLAIMS)]


def test_observations_of_all_sessions_are_found_by_item(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    for text in ("first", "second"):
        session = begun(repository.environment)
        session.observe("cell:p1/output", text)
        session.observe("cell:p1/output", "a mistake")
        session.undo()
        session.close()
    seen = repository.decisions_of(SOK.id).observations["cell:p1/output"]
    assert sorted(item.observation.text for item in seen) == ["first", "second"]


def test_a_queue_is_gone_on_with_only_where_all_that_is_chosen_is_the_same(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))

    def opened(choice: Choice) -> str:
        session = repository.session_of(choice, SOK, "en")
        session.create_file()
        session.close()
        return session.id

    first = opened(Choice(share=Share(part=1, of=2), seed=7))
    assert opened(Choice(share=Share(part=1, of=2), seed=7)) == first
    # What is left open may be anything.
    assert opened(Choice()) == first
    assert opened(Choice(seed=1)) == first
    others = [
        opened(Choice(share=Share(part=2, of=2), seed=7)),
        opened(Choice(share=Share(part=1, of=2), seed=8)),
        opened(Choice(order="shuffled")),
        opened(Choice(sample="50%")),
        opened(Choice(where="stance:supports")),
        opened(Choice(kind="cells")),
        opened(Choice(listed=("evidence:e1",))),
    ]
    assert len({first, *others}) == 8
    assert opened(Choice(share=Share(part=2, of=2), seed=7)) == others[0]
    assert opened(Choice(listed=("evidence:e1",))) == others[-1]
    assert opened(Choice(listed=("evidence:e2",))) not in others
