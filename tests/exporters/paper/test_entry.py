"""Keying in: decisions that are durable, marked as from paper, in the right session, and never over a later answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilo_tui.core.disk import Disk
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.paper.codes import ItemQuestion
from ilo_tui.exporters.paper.entry import EntryResult, PaperEntry, SheetDetails, paper_day
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import SaveFailedError
from ilo_tui.review.model import Decision, JournalRecord
from ilo_tui.review.queues import Choice
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import CLAIMS, SOK, Clock, begun, desk_at, judge

DAY = "2026-11-20"


def keying(desk: ReviewEnvironment, day: str = "") -> PaperEntry:
    return PaperEntry(SessionRepository(desk), SheetDetails(SOK, "en", day))


def key(run: PaperEntry, item: str, rest: str, number: int = 1) -> EntryResult:
    question = ItemQuestion(item, "evidence")
    result = run.key_in(f"{run.codes.code_of(question)} {rest}", number)
    assert isinstance(result, EntryResult)
    return result


def on_disk(run: PaperEntry) -> list[JournalRecord]:
    """What the files of the run's sessions hold, read anew."""
    return [record for session in run.sessions for record in read_session(session.path).records]


def test_a_line_is_durable_and_marked_before_it_is_reported(tmp_path: Path) -> None:
    run = keying(desk_at(tmp_path), DAY)
    result = key(run, CLAIMS[0], "1 2 /2 Seen.", 7)
    (saved,) = on_disk(run)
    assert isinstance(saved, Decision)
    assert (saved.item, saved.values) == (CLAIMS[0], {"verdict": "holds", "strength": "high"})
    assert (saved.basis, saved.note) == ("own_observation", "Seen.")
    assert saved.inputs == [(f"paper:{DAY}", 7)]
    assert paper_day(saved) == DAY
    assert result.state == "entered"
    assert result.saved


def test_the_item_is_judged_in_the_session_that_waits_for_it(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    waiting = begun(desk, CLAIMS[:2])
    waiting.close()
    run = keying(desk)
    for item in CLAIMS[:3]:
        key(run, item, "1 2")
    assert [session.document.queue.kind for session in run.sessions] == ["evidence", "mixed"]
    assert run.sessions[0].id == waiting.id
    assert run.sessions[0].progress.counts().judged == 2
    assert run.sessions[1].document.queue.items == [CLAIMS[2]]


def test_a_second_run_goes_on_in_the_same_session(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    first = keying(desk)
    key(first, CLAIMS[0], "1 2")
    first.close()
    second = keying(desk)
    assert key(second, CLAIMS[0], "1 2").state == "same"
    key(second, CLAIMS[1], "1 2")
    assert [session.path for session in second.sessions] == [first.sessions[0].path]
    assert [record.item for record in on_disk(second) if isinstance(record, Decision)] == CLAIMS[:2]


def test_the_later_line_on_an_item_replaces_the_earlier_and_says_so(tmp_path: Path) -> None:
    run = keying(desk_at(tmp_path))
    key(run, CLAIMS[0], "1 2 First note")
    assert key(run, CLAIMS[0], "3 1", 2).state == "corrected"
    state = run.sessions[0].saved_state(CLAIMS[0])
    assert state is not None
    assert state.values == {"verdict": "does_not_hold", "strength": "moderate"}
    assert state.note == "First note"
    assert len(on_disk(run)) == 2


def test_what_was_answered_in_a_finished_session_is_corrected_in_the_loose_one(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk, CLAIMS[:1])
    judge(session, CLAIMS[0])
    session.finish()
    session.close()
    run = keying(desk)
    assert key(run, CLAIMS[0], "3 1").state == "corrected"
    assert run.sessions[0].document.queue.loose


def test_an_answer_given_after_the_sheet_stands(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk, CLAIMS[:1])
    judge(session, CLAIMS[0])
    session.close()
    result = key(keying(desk, DAY), CLAIMS[0], "3 1")
    assert (result.state, result.day, result.values["verdict"]) == ("later", "2026-11-24", "holds")


def test_a_sheet_of_the_same_day_or_later_replaces(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    first = keying(desk, DAY)
    key(first, CLAIMS[0], "1 2")
    first.close()
    older = keying(desk, "2026-11-19")
    assert key(older, CLAIMS[0], "3 1").state == "later"
    older.close()
    assert key(keying(desk, DAY), CLAIMS[0], "3 1").state == "corrected"


def test_an_answer_on_screen_takes_the_mark_away_and_a_note_leaves_it(tmp_path: Path) -> None:
    run = keying(desk_at(tmp_path))
    key(run, CLAIMS[0], "1 2")
    session = run.sessions[0]
    session.note(CLAIMS[0], "added on screen")
    state = session.saved_state(CLAIMS[0])
    assert state is not None
    assert paper_day(state) == ""
    session.answer(CLAIMS[0], "verdict", "does_not_hold")
    state = session.saved_state(CLAIMS[0])
    assert state is not None
    assert paper_day(state) is None


def test_a_basis_alone_holds_from_there_on(tmp_path: Path) -> None:
    run = keying(desk_at(tmp_path))
    assert key(run, CLAIMS[0], "1 2").basis == "dossier_only"
    assert run.key_in("/3", 2) == "interview"
    assert key(run, CLAIMS[1], "1 2").basis == "interview"
    assert key(run, CLAIMS[2], "1 2 /1").basis == "source_read"
    assert key(run, CLAIMS[3], "1 2").basis == "interview"


def test_attribution_has_a_session_of_its_own_and_needs_a_verdict(tmp_path: Path) -> None:
    run = keying(desk_at(tmp_path))
    line = f"{run.codes.code_of(ItemQuestion(CLAIMS[1], 'attribution'))} 2"
    with pytest.raises(PaperError) as refused:
        run.key_in(line, 1)
    assert "nothing to attribute" in refused.value.localise(Translator("en"))[0]
    key(run, CLAIMS[1], "1 2")
    key(run, CLAIMS[3], "2 1")
    assert isinstance(run.key_in(line, 2), EntryResult)
    assert isinstance(run.key_in(f"{run.codes.code_of(ItemQuestion(CLAIMS[3], 'attribution'))} 1", 3), EntryResult)
    verdicts, attribution = run.sessions
    assert attribution.document.queue.kind == "attribution"
    assert attribution.progress.counts().judged == 2
    assert verdicts.saved_state(CLAIMS[1]) != attribution.saved_state(CLAIMS[1])


def test_another_program_in_the_session_is_reported_and_nothing_is_lost(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    held = begun(desk, CLAIMS[:1])
    run = keying(desk)
    with pytest.raises(PaperError) as refused:
        key(run, CLAIMS[0], "1 2")
    assert "another program is in this session" in refused.value.localise(Translator("en"))[0]
    held.close()
    assert key(run, CLAIMS[0], "1 2").state == "entered"


class Full(Disk):
    """A disk that takes nothing more after so many files."""

    def __init__(self, remaining: int) -> None:
        self.remaining = remaining

    def sync(self, descriptor: int) -> None:
        self.remaining -= 1
        if self.remaining < 0:
            raise OSError(28, "No space left on device")
        super().sync(descriptor)


def test_a_full_disk_acknowledges_nothing(tmp_path: Path) -> None:
    run = keying(desk_at(tmp_path, Full(1)))
    key(run, CLAIMS[0], "1 2")
    with pytest.raises(SaveFailedError):
        key(run, CLAIMS[1], "1 2")
    assert [record.item for record in on_disk(run) if isinstance(record, Decision)] == CLAIMS[:1]


LINES = st.lists(st.tuples(st.sampled_from(CLAIMS), st.sampled_from(["0", "1 2", "2 1 /2", "3 0 /5 note"])), max_size=8)


# Every line is on the disk before the next, and how long that takes is the disk's affair.
@settings(deadline=None)
@given(LINES)
def test_the_last_line_on_each_item_is_what_stands(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]]
) -> None:
    desk = replace(desk_at(tmp_path_factory.mktemp("key")), clock=Clock(datetime(2026, 11, 24, tzinfo=UTC)))
    run = keying(desk)
    for number, (item, rest) in enumerate(lines, 1):
        key(run, item, rest, number)
    run.close()
    again = keying(desk)
    states = {item: key(again, item, rest).state for item, rest in dict(lines).items()}
    assert set(states.values()) <= {"same"}
    decisions = SessionRepository(desk).decisions_of(SOK.id)
    assert {item for _, item in decisions.latest} == {item for item, _ in lines}


def test_queues_of_the_app_count_what_was_keyed_in(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    run = keying(desk)
    key(run, CLAIMS[0], "1 2")
    run.close()
    rest = SessionRepository(desk).start(Choice(kind="evidence", not_judged=True), SOK, "en")
    assert rest.document.queue.items == CLAIMS[1:]
