"""Judging as a machine, with real sessions on a real disk: what is asked, what is saved, where it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.app.judging import Judging
from ilo_tui.app.observations import NewObservation
from ilo_tui.review.errors import ReadOnlySessionError, SaveFailedError
from ilo_tui.review.model import Decision, Queue
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.session_reading import read_session
from tests.app.failing import FillingDisk
from tests.review.help import CLAIMS, SOK, begun, desk_at

FIRST, SECOND, THIRD = CLAIMS[:3]


@pytest.fixture
def disk() -> FillingDisk:
    return FillingDisk()


@pytest.fixture
def judging(tmp_path: Path, disk: FillingDisk) -> Iterator[Judging]:
    environment = desk_at(tmp_path, disk)
    machine = Judging(environment.items, begun(environment, CLAIMS[:3]))
    yield machine
    machine.saver.close()


def answer_all(judging: Judging) -> None:
    """Give the last answer to every question of the item at hand."""
    item = judging.item
    while judging.item == item and (scale := judging.question()):
        step = judging.answer(scale.values[-1].key)
        assert step.saved
        if step.complete:
            return


def state_of(judging: Judging, item: str) -> Decision:
    """What is saved of an item."""
    state = judging.session.saved_state(item)
    assert state is not None
    return state


def on_disk(judging: Judging) -> int:
    """How many records a fresh look at the file finds."""
    return len(read_session(judging.session.path).records)


def test_questions_come_in_order_and_then_the_next_item(judging: Judging) -> None:
    first, second = judging.questions()[:2]
    assert judging.item == FIRST
    assert judging.question() == first
    step = judging.answer(first.values[1].key)
    assert (step.saved, step.complete, step.item, judging.item) == (True, False, FIRST, FIRST)
    assert judging.chosen(first) == first.values[1].code
    assert judging.question() == second
    step = judging.answer(second.values[0].key)
    assert step.complete
    assert judging.item == SECOND
    assert on_disk(judging) == 2


def test_a_key_that_is_no_answer_records_nothing(judging: Judging) -> None:
    assert [judging.answer(key).item for key in ("8", "x")] == [None, None]
    assert on_disk(judging) == 0
    assert judging.item == FIRST


def test_the_end_has_no_item_and_back_goes_to_the_last(judging: Judging) -> None:
    for _ in range(3):
        answer_all(judging)
    assert judging.item is None
    assert judging.question() is None
    assert judging.state is None
    assert judging.answer("1").item is None
    assert judging.flag().item is None
    assert judging.previous()
    assert judging.item == THIRD


def test_another_answer_to_a_judged_item_asks_the_later_questions_anew(judging: Judging) -> None:
    answer_all(judging)
    judging.go_to(FIRST)
    first, second = judging.questions()[:2]
    assert judging.question() == first
    step = judging.answer(first.values[2].key)
    assert not step.complete
    assert judging.item == FIRST
    assert judging.chosen(first) == first.values[2].code
    assert judging.question() == second
    assert judging.chosen(second) is None


def test_a_loose_session_is_over_after_its_last_item(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    session = create_session(environment, SessionSpec(SOK, "en", Queue(kind="mixed", items=[], loose=True)))
    session.enqueue(FIRST)
    judging = Judging(environment.items, session, FIRST)
    scales = judging.questions()
    steps = [judging.answer(scale.values[1].key) for scale in scales]
    assert [step.over for step in steps] == [False] * (len(scales) - 1) + [True]
    assert judging.item == FIRST
    judging.saver.close()


def test_skip_goes_on_and_comes_back_at_the_end(judging: Judging) -> None:
    assert judging.skip().saved
    assert judging.item == SECOND
    answer_all(judging)
    answer_all(judging)
    assert judging.item == FIRST
    assert judging.state
    assert judging.state.skipped


def test_flag_is_a_switch_and_note_replaces_the_one_before(judging: Judging) -> None:
    for expected in (True, False, True):
        assert judging.flag().saved
        assert judging.state is not None
        assert judging.state.flagged is expected
    judging.note("seen")
    judging.note("seen twice")
    assert judging.state is not None
    assert judging.state.note == "seen twice"
    assert not judging.state.answered


def test_undo_goes_to_the_item_and_says_when_nothing_is_left(judging: Judging) -> None:
    answer_all(judging)
    assert judging.item == SECOND
    step = judging.undo()
    assert (step.saved, step.item, judging.item) == (True, FIRST, FIRST)
    assert judging.undo().item == FIRST
    assert judging.undo().item is None


def test_undo_of_an_observation_elsewhere_does_not_leave_the_queue(judging: Judging) -> None:
    assert judging.observe(NewObservation(CLAIMS[5], "two classrooms", "Kampot", "2026-11-01")).saved
    step = judging.undo()
    assert step.item == CLAIMS[5]
    assert judging.item == FIRST


def test_an_observation_on_a_claim_keeps_the_claim(judging: Judging) -> None:
    assert judging.observation_subject() == FIRST
    assert judging.observe(NewObservation(FIRST, "two classrooms", "Kampot", "2026-11-01")).saved
    assert judging.state is not None
    (observation,) = judging.state.observations
    assert observation.item == FIRST
    assert judging.item == FIRST


def test_an_empty_observation_is_refused_and_not_kept(judging: Judging) -> None:
    step = judging.observe(NewObservation(FIRST, "  "))
    assert not step.saved
    assert not step.pending
    assert not judging.saver.unsaved


def test_the_basis_is_that_of_the_next_answer(judging: Judging) -> None:
    judging.basis = "interview"
    answer_all(judging)
    assert judging.session.saved_state(FIRST)
    judging.go_to(FIRST)
    assert judging.state is not None
    assert judging.state.decision is not None
    assert judging.state.decision.basis == "interview"


def test_of_two_items_judged_and_one_read_only_that_one_is_judged_on_its_source(judging: Judging) -> None:
    judging.basis = "interview"
    judging.source_shown(FIRST)
    answer_all(judging)
    assert (judging.item, judging.basis) == (SECOND, "interview")
    answer_all(judging)
    assert judging.flag().saved
    assert [state_of(judging, item).basis for item in (FIRST, SECOND)] == ["source_read", "interview"]


def test_a_note_on_an_item_that_was_judged_keeps_its_basis(judging: Judging) -> None:
    judging.source_shown(FIRST)
    answer_all(judging)
    judging.session.note(FIRST, "as it stands there")
    assert state_of(judging, FIRST).basis == "source_read"


def test_a_basis_that_is_chosen_counts_for_the_item_at_hand_whatever_was_read(judging: Judging) -> None:
    judging.source_shown(FIRST)
    judging.basis = "other"
    answer_all(judging)
    assert state_of(judging, FIRST).basis == "other"


def test_after_a_pause_nobody_is_said_to_go_on_reading(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    machine = Judging(environment.items, begun(environment, CLAIMS[:3]))
    machine.basis = "interview"
    answer_all(machine)
    machine.source_shown(SECOND)
    answer_all(machine)
    path = machine.session.path
    machine.saver.close()
    resumed = Judging(environment.items, open_session(environment, path))
    assert resumed.basis == "interview"
    resumed.saver.close()


def test_what_fails_is_kept_shown_and_saved_later(judging: Judging, disk: FillingDisk) -> None:
    scale = judging.questions()[0]
    disk.full = judging.session.path.parent
    step = judging.answer(scale.values[1].key)
    assert isinstance(step.error, SaveFailedError)
    assert step.pending
    assert (judging.item, judging.saver.state, judging.saver.unsaved_count) == (FIRST, "failed", 1)
    assert judging.chosen(scale) == scale.values[1].code
    assert judging.question() == judging.questions()[1]
    assert on_disk(judging) == 0
    disk.full = None
    assert judging.retry().saved
    assert on_disk(judging) == 1
    assert judging.saver.state == "saved"
    assert judging.item == FIRST


def test_after_trouble_it_goes_on_where_it_stood(judging: Judging, disk: FillingDisk) -> None:
    first, second = judging.questions()[:2]
    judging.answer(first.values[1].key)
    disk.full = judging.session.path.parent
    judging.answer(second.values[0].key)
    assert judging.item == FIRST
    disk.full = None
    step = judging.retry()
    assert step.complete
    assert judging.item == SECOND


def test_a_skip_that_is_not_saved_stays(judging: Judging, disk: FillingDisk) -> None:
    disk.full = judging.session.path.parent
    assert judging.skip().pending
    assert judging.item == FIRST


def test_another_folder_takes_everything_and_it_goes_on_there(
    judging: Judging, disk: FillingDisk, tmp_path: Path
) -> None:
    first, second = judging.questions()[:2]
    judging.answer(first.values[1].key)
    disk.full = judging.session.path.parent
    judging.answer(second.values[0].key)
    result = judging.saver.save_elsewhere(tmp_path / "stick")
    assert result.saved
    assert result.value == judging.session.path
    assert judging.resume().complete
    assert judging.item == SECOND
    assert on_disk(judging) == 2


def test_another_folder_that_fails_changes_nothing(judging: Judging, disk: FillingDisk, tmp_path: Path) -> None:
    disk.full = tmp_path
    judging.skip()
    before = judging.session.path
    assert judging.saver.save_elsewhere(tmp_path / "stick").pending
    assert judging.session.path == before
    assert judging.saver.unsaved_items() == [FIRST]


def test_a_session_that_is_held_is_only_looked_at(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    holder = begun(environment, CLAIMS[:2])
    judging = Judging(environment.items, open_session(environment, holder.path))
    assert judging.read_only
    key = judging.questions()[0].values[0].key
    for step in (judging.answer(key), judging.skip(), judging.flag(), judging.note("x"), judging.undo()):
        assert isinstance(step.error, ReadOnlySessionError)
        assert not step.pending
    assert judging.item == FIRST
    judging.saver.close()
    holder.close()


def test_what_waits_is_hidden_until_it_is_answered(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    waiting = CLAIMS[6]
    judging = Judging(environment.items, begun(environment, CLAIMS[:2]), elsewhere=frozenset({waiting}))
    assert judging.blinding().hides(FIRST)
    assert judging.blinding().hides(waiting)
    answer_all(judging)
    assert not judging.blinding().hides(FIRST)
    answer_all(judging)
    assert judging.item is None
    assert not judging.blinding().hides(SECOND)
    assert judging.blinding().hides(waiting)
    judging.saver.close()


def test_a_kill_between_two_answers_resumes_at_the_question_in_force(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    judging = Judging(environment.items, begun(environment, CLAIMS[:2]))
    first, second = judging.questions()[:2]
    judging.answer(first.values[1].key)
    judging.session.close()
    again = Judging(environment.items, open_session(replace(environment), judging.session.path))
    assert again.item == FIRST
    assert again.question() == second
    again.saver.close()
