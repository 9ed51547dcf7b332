"""Deciding, undoing and finishing: what is acknowledged is in the file, and the file is only ever added to."""

from __future__ import annotations

import stat
import sys
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from ilo_tui.core.translator import Translator
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import AnswerError, ReadOnlySessionError
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Decision, JournalRecord, Observation, Queue, Withdrawal
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.progress import Counts
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import CHAN, CLAIMS, SOK, WRITER, Clock, begun, desk_at, judge, tables

Op = tuple[str, int, int]
CODES = ("holds", "holds_in_part", "does_not_hold", "cannot_tell")
STRENGTHS = ("low", "moderate", "high")


def reopened(desk: ReviewEnvironment, session: ReviewSession) -> ReviewSession:
    """The session as it is after leaving and opening it again."""
    session.close()
    return open_session(desk, session.path)


def saved(session: ReviewSession) -> list[JournalRecord]:
    """The records that are in the file at this moment."""
    return list(read_session(session.path).records)


def test_a_new_session_is_a_file_with_its_first_decision(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = create_session(
        desk, SessionSpec(SOK, "id", Queue(kind="evidence", items=CLAIMS), order="shuffled", seed=7)
    )
    assert not desk.reviews.exists()
    session.skip("evidence:e1")
    document = read_session(session.path).session
    assert session.path.parent == desk.reviews
    assert session.path.stem == document.id == session.id
    assert document.id.startswith("2026-11-24-sok-dara-")
    assert (document.writer, document.reviewer, document.language, document.seed) == (WRITER, SOK, "id", 7)
    assert document.dossier == desk.items.ref
    assert document.queue.items == CLAIMS
    session.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    session.note_files.save("evidence:e2", "half")
    for path in [session.path.parent, *session.path.parent.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        if path.suffix not in {".lock", ".holder"}:
            assert mode == (0o700 if path.is_dir() else 0o600), path
    session.close()


def test_stock_tinydb_reads_two_tables(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    session.observe("cell:p1/output", "seen", "Kep", "2026-11")
    session.undo()
    session.close()
    with TinyDB(session.path, access_mode="r") as db:
        assert db.tables() == {"session", "decisions"}
        rows = [dict(item) for item in db.table("decisions").all()]
        assert [row["seq"] for row in rows] == [1, 2, 3, 4]
        assert rows[1]["values"] == {"verdict": "holds", "strength": "high"}
        assert rows[2]["observation"] == {"text": "seen", "place": "Kep", "date": "2026-11"}
        assert set(rows[3]) == {"seq", "withdraws", "at"}
        assert dict(db.table("session").all()[0])["id"] == session.id


def test_a_decision_is_in_the_file_when_it_is_acknowledged(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    at = session.answer("evidence:e1", "verdict", "holds")
    (record,) = saved(session)
    assert isinstance(record, Decision)
    assert record == session.saved_state("evidence:e1")
    assert (record.values, record.basis, record.flagged, record.skipped) == (
        {"verdict": "holds"}, "dossier_only", False, False,
    )  # fmt: skip
    assert record.item_hash == session.progress.items.hash_of("evidence:e1")
    assert at.tzinfo is not None
    session.close()


def test_an_item_is_judged_when_every_scale_asked_is_answered(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    session.note("evidence:e1", "a note is no judgement")
    session.flag("evidence:e1", True)
    session.skip("evidence:e1")
    assert not session.judged("evidence:e1")
    session.answer("evidence:e1", "verdict", "holds")
    question = session.question("evidence:e1")
    assert question is not None
    assert question.id == "strength"
    assert not session.judged("evidence:e1")
    session.answer("evidence:e1", "strength", "low")
    assert session.judged("evidence:e1")
    assert session.question("evidence:e1") is None
    session.answer("evidence:e2", "verdict", "cannot_tell")
    assert session.judged("evidence:e2")
    session.close()


def test_a_new_verdict_adds_a_record_and_keeps_note_and_flag(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    session.note("evidence:e1", "why\nso")
    session.flag("evidence:e1", True)
    session.answer("evidence:e1", "verdict", "cannot_tell")
    state = session.saved_state("evidence:e1")
    assert state is not None
    assert (state.values, state.note, state.flagged) == ({"verdict": "cannot_tell"}, "why\nso", True)
    assert len(saved(session)) == 5
    session.close()


def test_the_basis_stays_until_it_is_changed_even_over_a_pause(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.basis = "source_read"
    session.answer("evidence:e1", "verdict", "holds")
    session = reopened(desk, session)
    assert session.basis == "source_read"
    session.decide("evidence:e2", {"verdict": "holds"}, basis="interview")
    session.answer("evidence:e2", "strength", "low")
    state = session.saved_state("evidence:e2")
    assert state is not None
    assert state.basis == "interview"
    session.close()


def test_undo_goes_back_to_the_very_start_over_pauses_and_keeps_the_history(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    judge(session, "evidence:e1", "does_not_hold", "low")
    session.observe("evidence:e3", "seen")
    session.skip("evidence:e2")
    before = saved(session)
    session = reopened(desk, session)
    undone = [session.undo() for _ in range(3)]
    session = reopened(desk, session)
    state = session.saved_state("evidence:e1")
    assert state is not None
    assert state.values == {"verdict": "does_not_hold", "strength": "high"}
    undone += [session.undo() for _ in range(4)]
    names = [name and name[-2:] for name in undone]
    assert names == ["e2", "e3", "e1", "e1", "e1", "e1", None]
    assert session.history.states() == {}
    assert saved(session)[: len(before)] == before
    assert len(saved(session)) == 2 * len(before)
    session.close()


def test_a_clock_set_back_changes_nothing_of_the_order(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    assert isinstance(desk.clock, Clock)
    session = begun(desk)
    judge(session, "evidence:e1")
    desk.clock.moment -= timedelta(days=400)
    session.answer("evidence:e1", "verdict", "does_not_hold")
    session = reopened(desk, session)
    state = session.saved_state("evidence:e1")
    assert state is not None
    assert (state.seq, state.values["verdict"], state.at[:4]) == (3, "does_not_hold", "2025")
    assert session.undo() == "evidence:e1"
    state = session.saved_state("evidence:e1")
    assert state is not None
    assert (state.values["verdict"], state.at[:4]) == ("holds", "2026")
    session.close()


def test_a_refused_answer_leaves_no_trace(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path), CLAIMS[:2])
    for item, values in (("evidence:e1", {"verdict": "maybe"}), ("evidence:e3", {}), ("evidence:gone", {})):
        with pytest.raises(AnswerError) as raised:
            session.decide(item, values)
        assert all(raised.value.localise(Translator("en")))
    for item, text in (("evidence:gone", "seen"), ("cell:p1/output", "  ")):
        with pytest.raises(AnswerError):
            session.observe(item, text)
    assert session.unsaved == ()
    assert saved(session) == []
    session.close()


def test_a_loose_queue_grows_by_what_is_decided(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = create_session(desk, SessionSpec(CHAN, "en", Queue(kind="mixed", items=[], loose=True)))
    session.enqueue("evidence:e1")
    assert not session.path.exists()
    session.answer("evidence:e1", "verdict", "cannot_tell")
    session.answer("cell:p1/outcome", "effectiveness", "not_known")
    with pytest.raises(AnswerError):
        session.enqueue("evidence:gone")
    session = reopened(desk, session)
    assert session.document.queue.items == ["evidence:e1", "cell:p1/outcome"]
    assert session.progress.counts().judged == 2
    session.close()


def test_finishing_is_for_good_and_gives_a_code(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    code = session.finish()
    assert read_session(session.path).session.check_code == code
    for again in (session, reopened(desk, session)):
        assert again.read_only is not None
        assert again.read_only.code == "finished"
        for act in (lambda s: s.skip("evidence:e1"), ReviewSession.undo, ReviewSession.finish, ReviewSession.retry):
            with pytest.raises(ReadOnlySessionError):
                act(again)
    assert len(saved(session)) == 2


def test_what_a_terminal_sends_that_is_no_unicode_is_saved_as_question_marks(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    session.note("evidence:e1", "a\udc80b \x1b[31m \0")
    session.observe("evidence:e1", "\ud800", "\udfff")
    first, second = saved(session)
    assert isinstance(first, Decision)
    assert first.note == "a?b \x1b[31m \0"
    assert second == session.history.observations()[0]
    session.close()


def test_an_adjudication_keeps_which_ratings_it_saw(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    start = SessionSpec(SOK, "en", Queue(kind="mixed", items=CLAIMS), kind="adjudication")
    session = create_session(desk, start)
    seen = [("2026-11-24-a-00000000", 3), ("2026-11-24-b-11111111", 1)]
    session.decide("evidence:e1", {"verdict": "holds"}, note="both are right", inputs=seen)
    session = reopened(desk, session)
    state = session.saved_state("evidence:e1")
    assert state is not None
    assert state.inputs == seen
    session.flag("evidence:e1", True)
    marked = session.saved_state("evidence:e1")
    assert marked is not None
    assert (marked.inputs, marked.note) == (seen, "both are right")
    session.close()


def test_decisions_from_several_threads_are_saved_one_by_one(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    threads = [Thread(target=judge, args=(session, item)) for item in CLAIMS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [item.seq for item in saved(session)] == list(range(1, 17))
    assert session.progress.counts().judged == 8
    session.close()


def test_a_claim_that_changed_is_asked_anew_and_a_mark_does_not_hide_that(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    judge(session, "evidence:e2")
    session.close()
    rows = tables()["evidence"]
    rows[0]["statement"] = {"en": "something else", "id": "lain"}
    desk = desk_at(tmp_path, changed={"evidence": [row for row in rows if row["id"] not in {"e2", "e4"}]})
    session = open_session(desk, session.path)
    assert session.read_only is None
    assert session.progress.changes() == ["evidence:e1"]
    assert session.progress.removed() == ["evidence:e2", "evidence:e4"]
    assert session.progress.next_item() == "evidence:e1"
    assert "evidence:e2" not in session.progress.rest()
    session.flag("evidence:e1", True)
    session.note("evidence:e1", "what was this before?")
    assert session.progress.changed("evidence:e1")
    question = session.question("evidence:e1")
    assert question is not None
    assert question.id == "verdict"
    session.answer("evidence:e1", "verdict", "holds")
    state = session.saved_state("evidence:e1")
    assert state is not None
    # The strength was given to another text.
    assert state.values == {"verdict": "holds"}
    assert not session.progress.changed("evidence:e1")
    with pytest.raises(AnswerError):
        session.flag("evidence:e2", True)
    assert session.saved_state("evidence:e2") is not None
    session.close()


def apply(session: ReviewSession, op: Op) -> None:
    """One thing that a reviewer does; `AnswerError` where it cannot be done now."""
    name, place, choice = op
    item = CLAIMS[place]
    match name:
        case "verdict":
            session.answer(item, "verdict", CODES[choice])
        case "strength":
            session.answer(item, "strength", STRENGTHS[choice % 3])
        case "note":
            session.note(item, f"note {choice}")
        case "flag":
            session.flag(item, choice % 2 == 0)
        case "skip":
            session.skip(item)
        case "observe":
            session.observe(item, f"seen {choice}")
        case _:
            session.undo()


NAMES = st.sampled_from(("verdict", "strength", "note", "flag", "skip", "observe", "undo", "reopen"))
OPS = st.lists(st.tuples(NAMES, st.integers(0, 7), st.integers(0, 3)), max_size=25)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(OPS)
def test_whatever_a_reviewer_does_the_file_has_it_all_and_counts_agree(ops: list[Op]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_at(Path(folder))
        session = begun(desk)
        earlier: list[JournalRecord] = []
        for op in ops:
            if op[0] == "reopen":
                session = reopened(desk, session)
            with suppress(AnswerError):
                apply(session, op)
            now = saved(session)
            assert now[: len(earlier)] == earlier
            assert now == session.history.records
            earlier = now
        check_against_replay(session, earlier)
        session.close()


def check_against_replay(session: ReviewSession, records: list[JournalRecord]) -> None:
    """State, counts and due items by the plainest way to compute them."""
    withdrawn_seqs = {record.withdraws for record in records if isinstance(record, Withdrawal)}
    states = {
        record.item: record for record in records if isinstance(record, Decision) and record.seq not in withdrawn_seqs
    }
    assert session.history.states() == History(records).states() == states
    judged = [
        item
        for item in CLAIMS
        if item in states and ("strength" in states[item].values or states[item].values.get("verdict") == "cannot_tell")
    ]
    counts = session.progress.counts()
    assert counts.total == len(CLAIMS)
    assert counts.judged == len(judged)
    assert counts.flagged == sum(state.flagged for state in states.values())
    assert counts.skipped == sum(state.skipped and state.item not in judged for state in states.values())
    assert session.progress.rest() == [item for item in CLAIMS if item not in judged]


def test_an_observation_on_a_claim_keeps_the_claim_and_asks_for_nothing(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    repository = SessionRepository(desk)
    session = repository.session_to_observe("evidence:e6", SOK, "en")
    session.observe("evidence:e6", "Two children at the kiln", "Kampot", "2026-11")
    assert session.document.queue.items == []
    session.close()
    session = repository.session_to_observe("evidence:e2", SOK, "en")
    session.observe("evidence:e2", "None at the next")
    assert session.undo() == "evidence:e2"
    # The one that stands does not make its claim judged, waiting or part of what is asked.
    assert session.progress.counts() == Counts(0, 0, 0, 0)
    assert session.progress.resume_item() is None
    session.close()
    decisions = repository.decisions_of(SOK.id)
    assert [observation.observation.text for observation in decisions.observations["evidence:e6"]] == [
        "Two children at the kiln"
    ]
    assert decisions.decision_on("evidence:e6") is None
    assert [record.item for record in read_session(session.path).records if isinstance(record, Observation)] == [
        "evidence:e6", "evidence:e2",
    ]  # fmt: skip
    with pytest.raises(AnswerError):
        repository.session_to_observe("evidence:gone", SOK, "en").observe("evidence:gone", "seen")
    assert len(repository.entries()) == 1


def test_an_observation_goes_into_the_unfinished_session_with_its_claim(tmp_path: Path) -> None:
    repository = SessionRepository(desk_at(tmp_path))
    session = begun(repository.environment)
    judge(session, "evidence:e1")
    session.close()
    again = repository.session_to_observe("evidence:e1", SOK, "en")
    assert again.id == session.id
    again.observe("evidence:e1", "seen")
    assert again.judged("evidence:e1")
    assert again.progress.resume_item() == "evidence:e2"
    again.close()
