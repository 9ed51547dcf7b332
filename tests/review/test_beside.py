"""What is asked of claims beside the verdict: attribution of what holds, and bearing, blind, on a sample."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.app.saved_filters import SavedFilters
from ilo_tui.app.session_form import SessionForm
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.paper.codes import Codes, ItemQuestion
from ilo_tui.exporters.paper.content import build_sheet
from ilo_tui.exporters.paper.entry import EntryResult, PaperEntry, SheetDetails
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.review.adjudication import record_final_answer, start_adjudication
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ChoiceError
from ilo_tui.review.model import QueueKind, Reviewer
from ilo_tui.review.queues import Choice, choose
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.blinding import judging_blinding, unanswered_by
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from tests.app.reviewers import LocalReviewers
from tests.conftest import MakeApp
from tests.exporters.report.team import report_of
from tests.frontends.plain.help import reviewed
from tests.frontends.tui.screen import press
from tests.frontends.tui.together import flat
from tests.review.agreement.many import save_ratings
from tests.review.help import CHAN, SOK, desk_at, dossier_of
from tests.review.schema2 import E1, E2, E3, E4, E6, E7, FALSE, HOLDS, desk2, tables2

PART = {"verdict": "holds_in_part", "strength": "low"}
PLAIN_TEXT = Translator("en", "en")
EVERY = [f"evidence:e{number}" for number in range(1, 8)]
"""The claims of a programme on a dimension."""


@pytest.fixture
def desk(tmp_path: Path) -> ReviewEnvironment:
    return desk2(tmp_path)


ATTRIBUTION, BEARING = Choice(kind="attribution"), Choice(kind="bearing")


def queue_of(desk: ReviewEnvironment, choice: Choice, reviewer: Reviewer = SOK) -> list[str]:
    return list(choose(desk.items, choice, SessionRepository(desk).decisions_of(reviewer.id)).items)


def test_attribution_is_asked_of_every_outcome_and_impact_that_holds_on_either_side(desk: ReviewEnvironment) -> None:
    save_ratings(desk, SOK, {E1: HOLDS, E2: HOLDS, E3: PART, E4: FALSE, E7: HOLDS})
    assert queue_of(desk, ATTRIBUTION) == [E2, E3, E7]
    with pytest.raises(ChoiceError, match="nothing to judge"):
        queue_of(desk, ATTRIBUTION, CHAN)


def test_a_final_answer_that_it_holds_brings_a_claim_too(desk: ReviewEnvironment) -> None:
    save_ratings(desk, SOK, {E2: HOLDS, E3: HOLDS})
    save_ratings(desk, CHAN, {E2: HOLDS, E3: FALSE})
    # All who judged e2 agree, so that it is the final answer for somebody else as well; on e3 they differ.
    other = Reviewer(id="maly-keo-9f9f", name="Maly Keo", role="partner")
    assert queue_of(desk, ATTRIBUTION, other) == [E2]
    assert queue_of(desk, ATTRIBUTION, CHAN) == [E2]
    ratings = analyse(SessionRepository(desk).entries(), desk.items).ratings
    session = start_adjudication(desk, [("evidence", E3)], other, "en")
    record_final_answer(session, ratings.of(E3), E3, PART, "The page says so")
    session.close()
    assert queue_of(desk, ATTRIBUTION, CHAN) == [E2, E3]


def attributed(desk: ReviewEnvironment) -> list[str]:
    """Who has a rating of attribution on e2 that counts."""
    return sorted(analyse(SessionRepository(desk).entries(), desk.items).ratings.by.get(("attribution", E2), {}))


def test_an_attribution_counts_as_long_as_the_claim_holds(desk: ReviewEnvironment) -> None:
    save_ratings(desk, SOK, {E2: HOLDS})
    save_ratings(desk, SOK, {E2: {"attribution": "traced"}}, "attribution")
    save_ratings(desk, CHAN, {E2: {"attribution": "possible"}}, "attribution")
    assert attributed(desk) == [CHAN.id, SOK.id], "whoever gave no verdict is counted"
    save_ratings(desk, SOK, {E2: FALSE})
    assert attributed(desk) == [CHAN.id]
    assert [line.scale for line in report_of(desk).ratings if line.item == E2 and line.n == 1] == [
        "attribution",
        "verdict",
    ]
    save_ratings(desk, CHAN, {E2: HOLDS})
    ratings = analyse(SessionRepository(desk).entries(), desk.items).ratings
    session = start_adjudication(desk, [("evidence", E2)], CHAN, "en")
    record_final_answer(session, ratings.of(E2), E2, PART, "The page says so")
    session.close()
    assert attributed(desk) == [CHAN.id, SOK.id], "the final answer is that it holds"


def test_in_schema_1_attribution_is_of_claims_for_as_before(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    both = {"verdict": "holds", "strength": "high"}
    save_ratings(desk, SOK, {E1: both, E2: both, E3: both, E6: both})
    assert queue_of(desk, ATTRIBUTION) == [E2, E6]


def test_bearing_is_a_seeded_sample_of_a_fifth_unless_another_is_asked_for(desk: ReviewEnvironment) -> None:
    assert queue_of(desk, Choice(kind="bearing", sample="100%")) == EVERY
    drawn = [queue_of(desk, Choice(kind="bearing", seed=seed)) for seed in (1, 1, 2, 3, 4)]
    assert [len(items) for items in drawn] == [2] * 5 and drawn[0] == drawn[1] != drawn[2]
    queue = choose(desk.items, Choice(kind="bearing", where="programme:p2"), ReviewerDecisions())
    assert (len(queue.items), queue.sample, queue.where) == (1, "20%", "programme:p2")
    assert queue_of(desk, Choice(kind="bearing", listed=(E1, E2, E3))) == [E1, E2, E3]


@pytest.mark.parametrize("where", ["stance:contradicts", "not:stance:supports", "tie:direct", "trend:worse", "has:aim"])
def test_no_filter_tells_on_which_side_the_claims_of_bearing_stand(desk: ReviewEnvironment, where: str) -> None:
    with pytest.raises(ChoiceError, match="is no key here"):
        queue_of(desk, Choice(kind="bearing", where=where))


def test_what_version_1_does_not_know_is_written_as_newer_and_all_else_as_before(desk: ReviewEnvironment) -> None:
    repository = SessionRepository(desk)
    kinds: dict[QueueKind, int] = {"evidence": 1, "cells": 1, "bearing": 2}
    for kind, schema in kinds.items():
        session = repository.start(Choice(kind=kind), SOK, "en")
        session.create_file()
        session.close()
        assert read_session(session.path).session.schema == schema


def test_bearing_is_blind_until_it_is_answered_and_a_verdict_does_not_answer_it(desk: ReviewEnvironment) -> None:
    repository = SessionRepository(desk)
    session = repository.start(Choice(kind="bearing", listed=(E2, E3)), SOK, "en")
    save_ratings(desk, SOK, {E2: HOLDS})
    blinding = judging_blinding(session, E2, frozenset())
    assert blinding.hides(E2) and blinding.hides(E3) and blinding.conclusions
    session.answer(E2, "bearing", "against")
    assert not blinding.hides(E2) and blinding.hides(E3)
    session.close()
    waiting = unanswered_by(SOK, repository, repository.decisions_of(SOK.id), desk.items)
    assert waiting == {E3}
    entry = repository.unfinished_with(E3, SOK.id)
    assert entry is None, "reviewing a claim by hand asks for its verdict"


def test_attribution_and_bearing_are_adjudicated_each_by_itself(desk: ReviewEnvironment) -> None:
    save_ratings(desk, SOK, {E2: {"bearing": "for"}}, "bearing")
    save_ratings(desk, CHAN, {E2: {"bearing": "against"}}, "bearing")
    save_ratings(desk, SOK, {E2: HOLDS, E3: HOLDS})
    save_ratings(desk, CHAN, {E2: FALSE, E3: FALSE})
    agreement = analyse(SessionRepository(desk).entries(), desk.items)
    keys = [disagreement.key for disagreement in agreement.differing]
    assert sorted(keys) == [("bearing", E2), ("evidence", E2), ("evidence", E3)]
    assert [disagreement.tier for disagreement in agreement.differing if disagreement.kind == "bearing"] == [1]
    with pytest.raises(ChoiceError, match="each gone through"):
        start_adjudication(desk, keys, SOK, "en")
    session = start_adjudication(desk, [("bearing", E2)], SOK, "en")
    assert session.document.queue.kind == "bearing" and session.document.schema == 2
    record_final_answer(session, agreement.ratings.of(E2, "bearing"), E2, {"bearing": "for"}, "As the page has it")
    session.close()
    answers = analyse(SessionRepository(desk).entries(), desk.items).final_answers
    assert set(answers) == {("bearing", E2)}


def test_a_sheet_of_bearing_is_blind_says_what_it_is_about_and_is_keyed_in(desk: ReviewEnvironment) -> None:
    context = ViewContext(desk.items.dossier, PLAIN_TEXT)
    queue = choose(desk.items, Choice(kind="bearing", sample="100%"), ReviewerDecisions())
    sheet = build_sheet(context, desk.items, queue)
    assert sheet.title == "Judging sheet: for or against the programme"
    lines = [line for item in sheet.items for line in plain_lines(item.blocks, 1000)]
    assert "Programme: Programme p1. The dimension's question: question outcome" in lines
    assert not any("supports" in line or "contradicts" in line for line in lines)
    run = PaperEntry(SessionRepository(desk), SheetDetails(SOK, "en"))
    results = [run.key_in(f"{sheet.items[place].code} {key}", 1) for place, key in ((0, "3"), (1, "1"), (0, "2"))]
    assert [result.state for result in results if isinstance(result, EntryResult)] == [
        "entered",
        "entered",
        "corrected",
    ]
    (session,) = run.sessions
    assert (session.document.queue.kind, session.document.queue.loose) == ("bearing", True)
    assert session.document.queue.items == [E1, E2]
    run.close()
    again = PaperEntry(SessionRepository(desk), SheetDetails(SOK, "en"))
    again.key_in(f"{sheet.items[2].code} 0", 1)
    assert [session.id for session in again.sessions] == [run.sessions[0].id]
    again.close()
    # A session that is begun on the queue is another one: what was picked by hand is no sample.
    assert SessionRepository(desk).session_of(Choice(kind="bearing"), SOK, "en").id != session.id


def test_a_sheet_of_attribution_is_keyed_in_once_the_claim_holds(desk: ReviewEnvironment) -> None:
    code = Codes(desk.items).code_of(ItemQuestion(E3, "attribution"))
    run = PaperEntry(SessionRepository(desk), SheetDetails(CHAN, "en"))
    with pytest.raises(PaperError, match="nothing to attribute"):
        run.key_in(f"{code} 4", 1)
    run.close()
    save_ratings(desk, CHAN, {E3: PART})
    run = PaperEntry(SessionRepository(desk), SheetDetails(CHAN, "en"))
    with pytest.raises(PaperError, match="needs a reason"):
        run.key_in(f"{code} 1", 1)
    assert isinstance(run.key_in(f"{code} 1 The ministry alone", 2), EntryResult)
    run.close()


def test_the_form_offers_bearing_and_says_what_an_empty_sample_is(tmp_path: Path) -> None:
    reviewers = LocalReviewers(tmp_path, SOK, environment=desk2(tmp_path))
    form = SessionForm(reviewers, SavedFilters(tmp_path / "state", "made"))
    form.set_value("kind", "bearing")
    assert form.hint(PLAIN_TEXT, "sample") == "40 or 20%; empty is 20%"
    assert form.count() == 2
    form.set_value("sample", "100%")
    assert form.count() == 7
    form.set_value("kind", "evidence")
    assert form.hint(PLAIN_TEXT, "sample") == "40 or 20%; empty is everything"


def test_plain_mode_prints_programme_and_question_and_the_stance_only_afterwards(tmp_path: Path) -> None:
    dossier, reviews = dossier_of(tmp_path, tables2()), str(tmp_path / "reviews")
    choice = Choice(kind="bearing", where="programme:p1 dimension:outcome", sample="100%")
    code, shown = reviewed(dossier, "1", "3", choice=choice, reviews=reviews)
    before, after, *_ = shown.split("> \n")
    assert code == 0
    assert "Programme: Programme p1. The dimension's question: question outcome" in before
    assert "does it speak for or against this programme" in before.replace("\n  ", " ")
    assert "the dossier: for" in after and "the dossier:" not in before


@pytest.mark.slow
async def test_the_screen_asks_with_programme_and_question(make_app: MakeApp, tmp_path: Path) -> None:
    dossier, reviews = dossier_of(tmp_path, tables2()), tmp_path / "reviews"
    app: Any = make_app("en", dossier, reviews=str(reviews), reviewer="Sok Dara")
    async with app.run_test(size=(80, 24)) as pilot:
        session = app.reviewing.repository.start(Choice(kind="bearing", listed=(E3, E2)), app.reviewing.reviewer, "en")
        app.push_screen(JudgeScreen(app.contexts, app.reviewing, session))
        text = flat(await press(pilot))
        assert "Programme: Programme p1. The dimension's question: question outcome" in text
        assert "3 For" in text and "the dossier:" not in text
        assert "the dossier: against" in flat(await press(pilot, "1"))
    (path,) = reviews.glob("*.json")
    assert [row["values"] for row in json.loads(path.read_bytes())["decisions"].values()] == [{"bearing": "against"}]
