"""A question that is asked after certain answers only: one place decides, and everything that counts asks it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.app.judging import Judging
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.paper.codes import Codes
from ilo_tui.exporters.paper.content import Condition, build_sheet
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.exporters.paper.keyed_line import KeyedLine, read_line
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.agreement.figures import Figure
from ilo_tui.review.agreement.lacking import lacking
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import open_session
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.context import ViewContext
from tests.exporters.report.team import report_of
from tests.review.agreement.many import save_ratings
from tests.review.help import CHAN, SOK, begun, desk_at, dossier_of
from tests.review.schema2 import E1, E2, E3, FALSE, HOLDS, desk2, tables2

PART = {"verdict": "holds_in_part", "strength": "low"}


@pytest.fixture
def desk(tmp_path: Path) -> ReviewEnvironment:
    return desk2(tmp_path)


@pytest.mark.parametrize(
    ("verdict", "asks"),
    [
        ("holds", True),
        ("holds_in_part", True),
        ("does_not_hold", False),
        ("not_in_source", False),
        ("cannot_tell", False),
    ],
)
def test_strength_is_asked_after_true_and_true_in_part_alone(desk: ReviewEnvironment, verdict: str, asks: bool) -> None:
    question = desk.items.question("evidence", {"verdict": verdict})
    assert (question.id if question else None) == ("strength" if asks else None)
    assert desk.items.is_judged("evidence", {"verdict": verdict}) is not asks


def test_another_first_answer_takes_the_question_away_and_brings_it_back(desk: ReviewEnvironment) -> None:
    judging = Judging(desk.items, begun(desk, [E1, E2]))
    assert not judging.answer("3").complete and judging.answer("4").complete
    judging.go_to(E1)
    assert judging.answer("1").complete and judging.item == E2
    assert judging.session.saved_state(E1) and judging.session.answers(E1) == FALSE
    judging.go_to(E1)
    assert not judging.answer("2").complete
    assert (question := judging.question()) and question.id == "strength" and judging.chosen(question) is None
    judging.saver.close()
    # What was said before is in the journal still.
    rows = json.loads(judging.session.path.read_text(encoding="utf-8"))["decisions"].values()
    assert [row["values"] for row in rows][1:3] == [HOLDS, FALSE]


def with_an_older_strength(desk: ReviewEnvironment) -> ReviewSession:
    """A session as an edition without `after` leaves it: a strength beside the verdict that the claim is not true."""
    documents = tables2()
    documents["scales"] = [{key: scale[key] for key in scale if key != "after"} for scale in documents["scales"]]
    (desk.reviews.parent / "before").mkdir()
    before = replace(desk, items=Items(dossier_of(desk.reviews.parent / "before", documents)))
    session = begun(before, [E1, E2, E3])
    session.decide(E1, {**FALSE, "strength": "high"})
    session.decide(E2, HOLDS)
    session.close()
    return open_session(desk, session.path)


def test_an_answer_to_what_is_not_asked_stays_in_the_journal_and_counts_nowhere(desk: ReviewEnvironment) -> None:
    session = with_an_older_strength(desk)
    state = session.saved_state(E1)
    assert state and state.values == {**FALSE, "strength": "high"}
    assert session.judged(E1) and session.answers(E1) == FALSE
    assert session.progress.tally() == {"verdict": {"does_not_hold": 1, "holds": 1}, "strength": {"high": 1}}
    session.close()
    repository = SessionRepository(desk)
    agreement = analyse(repository.entries(), desk.items)
    assert [rating.decision.values for rating in agreement.ratings.of(E1)] == [FALSE]
    decision = repository.decisions_of(SOK.id).decision_on(E1)
    assert decision and decision.judged and decision.decision.values == FALSE
    lines = [line for line in report_of(desk).ratings if line.item == E1]
    assert [(line.scale, line.tally) for line in lines] == [("verdict", {"does_not_hold": 1})]


def test_what_is_not_asked_is_not_lacking(desk: ReviewEnvironment) -> None:
    with_an_older_strength(desk).close()
    documents = tables2()
    strength = next(scale for scale in documents["scales"] if scale["id"] == "strength")
    strength["values"] = [value for value in strength["values"] if value["code"] != "high"]
    folder = desk.reviews.parent / "later"
    folder.mkdir()
    later = Items(dossier_of(folder, documents))
    assert lacking(SessionRepository(replace(desk, items=later)).entries(), later).codes == {("strength", "high"): 1}


def strength_figures(desk: ReviewEnvironment) -> list[Figure]:
    figures = analyse(SessionRepository(desk).entries(), desk.items).figures
    return [figure for figure in figures if figure.scale == "strength"]


def test_agreement_on_strength_is_among_those_who_said_true_or_in_part(desk: ReviewEnvironment) -> None:
    save_ratings(desk, SOK, {E1: HOLDS, E2: FALSE, E3: PART})
    save_ratings(desk, CHAN, {E1: HOLDS, E2: PART, E3: FALSE})
    figures = strength_figures(desk)
    assert [(figure.items, figure.reviewers, figure.percent) for figure in figures] == [(1, 2, 1.0)] * 2
    # Whoever said "not true" was not asked: that is no answer that is missing.
    assert [figure.missing for figure in figures] == [0, 0]
    save_ratings(desk, SOK, {"evidence:e4": HOLDS})
    assert [figure.missing for figure in strength_figures(desk)] == [1, 1]


def test_in_schema_1_nothing_is_taken_away(tmp_path: Path) -> None:
    items = desk_at(tmp_path).items
    values = {"verdict": "does_not_hold", "strength": "high"}
    assert items.counted_values("evidence", values) is values
    assert items.is_judged("evidence", values) and not items.is_judged("evidence", FALSE)


def test_a_sheet_and_keying_it_in_go_by_the_same_answers(desk: ReviewEnvironment) -> None:
    context = ViewContext(desk.items.dossier, Translator("en", "en"))
    sheet = build_sheet(context, desk.items, Queue(kind="evidence", items=[E1]))
    verdict, strength = sheet.questions
    assert verdict.unless == strength.unless == [] and verdict.after is None
    assert strength.after == Condition("3 or 2", 1)
    codes, code = Codes(desk.items), sheet.items[0].code
    lines = [read_line(codes, f"{code} {answers}") for answers in ("2 1 a note", "9 a note")]
    assert [line.values for line in lines if isinstance(line, KeyedLine)] == [
        {"verdict": "holds_in_part", "strength": "very_low"},
        {"verdict": "not_in_source"},
    ]
    with pytest.raises(PaperError, match="no more is asked"):
        read_line(codes, f"{code} 1 4")
