"""Answers that need a reason: they are saved with a note or not at all, and older ones without are read as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.app.judging import Judging
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.paper.content import build_sheet
from ilo_tui.exporters.paper.entry import EntryResult, PaperEntry, SheetDetails
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import AnswerError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Decision, Queue
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.queues import Choice
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.context import ViewContext
from tests.conftest import MakeApp
from tests.exporters.report.team import report_of
from tests.frontends.plain.help import reviewed
from tests.frontends.tui.screen import press
from tests.review.help import SOK, dossier_of
from tests.review.schema2 import REASONED, desk2, tables2

CELL, OTHER = "cell:p1/output", "cell:p1/outcome"
RATED = {"effectiveness": "satisfactory"}


@pytest.fixture
def desk(tmp_path: Path) -> ReviewEnvironment:
    return desk2(tmp_path)


def cells(desk: ReviewEnvironment) -> ReviewSession:
    return create_session(desk, SessionSpec(SOK, "en", Queue(kind="cells", items=[CELL, OTHER])))


def decisions(folder: Path) -> list[tuple[dict[str, str], str]]:
    """The answers and notes on the disk, in order."""
    (path,) = folder.glob("*.json")
    return [(record.values, record.note) for record in read_session(path).records if isinstance(record, Decision)]


def without_reasons(desk: ReviewEnvironment) -> ReviewEnvironment:
    """The same desk as an edition that needs no reasons has it."""
    documents = tables2()
    for scale in documents["scales"]:
        scale["values"] = [{key: value[key] for key in value if key != "reason"} for value in scale["values"]]
    folder = desk.reviews.parent / "before"
    folder.mkdir()
    return replace(desk, items=Items(dossier_of(folder, documents)))


def test_no_answer_that_needs_a_reason_is_saved_without(desk: ReviewEnvironment) -> None:
    session = cells(desk)
    session.decide(CELL, RATED)
    for note in ("", " \n"):
        with pytest.raises(AnswerError) as refused:
            session.decide(CELL, REASONED, note=note)
        assert refused.value.localise(Translator("en")) == ["the answer High needs a reason", "Say why, in a note."]
    session.decide(CELL, REASONED, note="Three surveys of one method")
    with pytest.raises(AnswerError, match="needs a reason"):
        session.note(CELL, "")
    session.note(CELL, "Four surveys")
    session.close()
    notes = ["", "Three surveys of one method", "Four surveys"]
    assert decisions(desk.reviews) == [(RATED, ""), (REASONED, notes[1]), (REASONED, notes[2])]


def test_judging_says_when_a_reason_is_due_and_saves_it_with_the_answer(desk: ReviewEnvironment) -> None:
    judging = Judging(desk.items, cells(desk))
    assert not judging.needs_reason("5") and judging.answer("5").saved
    assert [judging.needs_reason(key) for key in "123479"] == [True, False, False, True, False, False]
    refused = judging.answer("4")
    assert isinstance(refused.error, AnswerError) and not refused.pending and judging.item == CELL
    assert judging.answer("4", "Three surveys").complete and judging.item == OTHER
    judging.note("A note is there already")
    assert judging.answer("5").saved and not judging.needs_reason("1") and judging.answer("1").complete
    judging.saver.close()
    assert [note for _, note in decisions(desk.reviews)][1] == "Three surveys"


def test_an_older_decision_without_a_reason_counts_and_is_named_as_a_limit(desk: ReviewEnvironment) -> None:
    older = without_reasons(desk)
    session = cells(older)
    session.decide(CELL, REASONED)
    session.decide(OTHER, REASONED, note="Said why")
    session.close()
    session = open_session(desk, session.path)
    assert session.judged(CELL) and session.flag(CELL, True) and session.skip(OTHER)
    session.undo()
    session.close()
    report = report_of(desk)
    assert {line.scale: line.n for line in report.ratings if line.item == CELL} == dict.fromkeys(REASONED, 1)
    limits = {limit.code: limit for limit in report.limits}
    assert limits["unreasoned"].n == 1
    assert limits["unreasoned"].text == "1 rating is without a reason, which its answer needs."
    assert "unreasoned" not in {limit.code for limit in report_of(older).limits}


def test_keying_in_refuses_a_line_without_the_reason(desk: ReviewEnvironment) -> None:
    sheet = build_sheet(
        ViewContext(desk.items.dossier, Translator("en", "en")), desk.items, Queue(kind="cells", items=[CELL])
    )
    assert sheet.questions[1].reasons == "4 or 1"
    run, code = PaperEntry(SessionRepository(desk), SheetDetails(SOK, "en")), sheet.items[0].code
    for line in ("5 4", "5 4 /2"):
        with pytest.raises(PaperError) as refused:
            run.key_in(f"{code} {line}", 1)
        assert "the answer High needs a reason, and the line has no note" in refused.value.localise(Translator("en"))
    results = [run.key_in(f"{code} {line}", 1) for line in ("5 4 /2 Three surveys", "5 3")]
    assert [result.state for result in results if isinstance(result, EntryResult)] == ["entered", "corrected"]
    run.close()


def test_plain_mode_asks_for_the_reason_and_an_empty_line_takes_the_answer_back(
    desk: ReviewEnvironment, tmp_path: Path
) -> None:
    choice, dossier = Choice(kind="cells", where="programme:p1 dimension:output"), dossier_of(tmp_path, tables2())
    lines = ("5", "4", "", "4", "Three surveys")
    code, shown = reviewed(dossier, *lines, choice=choice, reviews=str(desk.reviews))
    assert code == 0 and shown.count("This answer needs a reason") == 2
    assert decisions(desk.reviews) == [(RATED, ""), (REASONED, "Three surveys")]


@pytest.mark.slow
async def test_the_note_line_opens_and_esc_takes_the_answer_back(
    make_app: MakeApp, desk: ReviewEnvironment, tmp_path: Path
) -> None:
    app = make_app("en", dossier_of(tmp_path, tables2()), reviews=str(desk.reviews), reviewer="Sok Dara")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "r", "5")
        text = await press(pilot, "4")
        assert isinstance(app.screen, Prompt)
        assert "High: why?" in text and "Esc takes the answer back" in text
        assert "Taken back: High needs a reason." in await press(pilot, "escape")
        assert isinstance(app.screen, JudgeScreen)
        assert len(decisions(desk.reviews)) == 1
        await press(pilot, "1", "O", "n", "e", "space", "4", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert decisions(desk.reviews) == [(RATED, ""), ({**RATED, "body-strength": "very_low"}, "One 4")]
