"""Notes half typed and sessions that were killed: found again and told of."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

from ilo_tui.app.finishing import Finishing
from ilo_tui.app.unfinished import NoteForm, interrupted
from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.opening import open_session
from ilo_tui.review.session_repository import SessionRepository
from tests.app.failing import FillingDisk
from tests.review.help import CLAIMS, SOK, begun, desk_at, elsewhere

FIRST = CLAIMS[0]


def no_failure(error: ReviewError) -> None:
    raise error


def test_a_note_is_kept_as_it_is_typed_and_goes_once_it_is_saved(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    session = begun(environment, CLAIMS[:2])
    form = NoteForm(session, FIRST)
    assert (form.text, form.unfinished) == ("", None)
    form.keep("half a", no_failure)
    session.note_files.flush()
    again = NoteForm(session, FIRST)
    assert (again.text, again.unfinished) == ("half a", "half a")
    text = again.close("half a note")
    assert text == "half a note"
    session.note(FIRST, text)
    assert NoteForm(session, FIRST).unfinished is None
    session.close()


def test_what_was_typed_and_taken_back_is_not_kept(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path), CLAIMS[:2])
    session.note(FIRST, "the note")
    form = NoteForm(session, FIRST)
    form.keep("the note, longer", no_failure)
    assert form.close("the note") is None
    session.note_files.flush()
    assert session.unfinished_notes() == {}
    session.close()


def test_a_full_disk_is_reported_while_the_text_stays(tmp_path: Path) -> None:
    disk = FillingDisk()
    session = begun(desk_at(tmp_path, disk), CLAIMS[:2])
    disk.full = session.path.parent
    errors: list[ReviewError] = []
    form = NoteForm(session, FIRST)
    form.keep("half", errors.append)
    session.note_files.flush()
    session.note_files.close()
    assert len(errors) == 1
    session.close()


def test_an_unfinished_note_is_announced_at_each_start_until_it_is_saved(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    session = begun(environment, CLAIMS[:2])
    NoteForm(session, FIRST).keep("half", no_failure)
    session.close()
    repository = SessionRepository(environment)
    for _ in range(2):
        unfinished = interrupted(repository, SOK.id)
        assert unfinished is not None
        assert (unfinished.notes, unfinished.killed) == ((FIRST,), False)
        line = unfinished.line(Translator("en"), environment.items)
        assert line == f"1 note was typed and never saved ({FIRST}): 0 of 2 judged."
    again = open_session(environment, session.path)
    again.note(FIRST, "half")
    again.close()
    assert interrupted(repository, SOK.id) is None


def _judge_and_die(folder: Path) -> None:
    session = begun(desk_at(folder), CLAIMS[:2])
    session.skip(FIRST)
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_kill_while_judging_is_reported_once(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_judge_and_die, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    environment = desk_at(tmp_path)
    repository = SessionRepository(environment)
    unfinished = interrupted(repository, SOK.id)
    assert unfinished is not None
    assert (unfinished.killed, unfinished.notes) == (True, ())
    line = unfinished.line(Translator("en"), environment.items)
    assert line == f"Judging was cut off: 0 of 2 judged, {CLAIMS[1]}. What was saved is there."
    assert interrupted(repository, SOK.id) is None


def test_a_session_that_was_left_in_order_is_not_reported(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    session = begun(environment, CLAIMS[:2])
    session.skip(FIRST)
    session.close()
    assert interrupted(SessionRepository(environment), SOK.id) is None


def test_a_session_in_which_another_program_is_is_not_reported(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    session = begun(environment, CLAIMS[:2])
    session.skip(FIRST)
    assert interrupted(SessionRepository(environment), SOK.id) is None
    session.skip(CLAIMS[1])
    session.close()


def test_where_nothing_may_be_written_nothing_is_looked_for(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    session = begun(environment, CLAIMS[:2])
    NoteForm(session, FIRST).keep("half", no_failure)
    session.close()
    read_only = type(environment)(environment.reviews, environment.items, environment.writer, read_only=True)
    assert interrupted(SessionRepository(read_only), SOK.id) is None


def test_a_session_of_another_machine_is_none_of_ours(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    session = begun(elsewhere(environment), CLAIMS[:2])
    session.close()
    assert interrupted(SessionRepository(environment), SOK.id) is None


def test_finishing_says_what_stands_in_the_way(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    session = begun(environment, CLAIMS[:2])
    finishing = Finishing(session)
    obstacles = [finishing.obstacle]
    NoteForm(session, FIRST).keep("half", no_failure)
    obstacles.append(finishing.obstacle)
    assert obstacles == [None, "unfinished_notes"]
    assert finishing.notes == {FIRST: "half"}
    result = finishing.finish(save_notes=True)
    assert result.value == session.document.check_code
    state = session.saved_state(FIRST)
    assert state is not None
    assert state.note == "half"
    assert finishing.obstacle is None
    assert not finishing.finish().saved
    session.close()


def test_finishing_without_them_leaves_notes_out(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path), CLAIMS[:2])
    NoteForm(session, FIRST).keep("half", no_failure)
    session.note_files.flush()
    assert Finishing(session).finish().saved
    assert session.saved_state(FIRST) is None
    session.close()


def test_a_full_disk_does_not_finish(tmp_path: Path) -> None:
    disk = FillingDisk()
    session = begun(desk_at(tmp_path, disk), CLAIMS[:2])
    NoteForm(session, FIRST).keep("half", no_failure)
    session.note_files.flush()
    disk.full = session.path.parent
    assert Finishing(session).finish(save_notes=True).pending
    assert session.document.finished is None
    assert not session.read_only
    session.close()
