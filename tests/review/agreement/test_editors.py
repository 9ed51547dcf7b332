"""How far reviewers, asked blind, read claims as the editors do: each claim once, in figures, lines, JSON, reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.content import BearingLine, as_json, from_json
from ilo_tui.review.adjudication import record_final_answer, start_adjudication
from ilo_tui.review.agreement.analysis import Agreement, analyse
from ilo_tui.review.agreement.editors import EditorsAgreement
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.agreement_rows import agreement_lines
from ilo_tui.views.context import ViewContext
from tests.exporters.report.team import report_of
from tests.review.agreement.many import DARA, save_ratings
from tests.review.help import CHAN, SOK, desk_at
from tests.review.schema2 import E1, E2, E3, E4, E7, desk2

E5 = "evidence:e5"


def bearing(**codes: str) -> dict[str, dict[str, str]]:
    """Answers by the id of the claim."""
    return {f"evidence:{ident}": {"bearing": code} for ident, code in codes.items()}


@pytest.fixture
def desk(tmp_path: Path) -> ReviewEnvironment:
    """For e1, e2, e4, against e3 and e7, e5 context, say the editors; two reviewers see some of that otherwise."""
    desk = desk2(tmp_path)
    save_ratings(desk, SOK, bearing(e1="for", e2="for", e3="for", e4="cannot_tell", e5="neither"), "bearing")
    save_ratings(desk, CHAN, bearing(e1="for", e2="against", e3="for", e7="against"), "bearing")
    return desk


def agreement_of(desk: ReviewEnvironment) -> Agreement:
    return analyse(SessionRepository(desk).entries(), desk.items)


def test_each_claim_counts_once_by_the_answer_that_stands(desk: ReviewEnvironment) -> None:
    assert agreement_of(desk).editors == EditorsAgreement("bearing", 2, [E1, E5, E7], [E3], [E4], [E2])


def test_an_adjudicated_answer_stands_until_somebody_answers_anew(desk: ReviewEnvironment) -> None:
    session = start_adjudication(desk, [("bearing", E2)], DARA, "en")
    record_final_answer(session, agreement_of(desk).ratings.of(E2, "bearing"), E2, {"bearing": "for"}, "Read again")
    session.close()
    editors = agreement_of(desk).editors
    assert E2 in editors.agreeing and not editors.divided
    save_ratings(desk, DARA, bearing(e2="neither"), "bearing")
    assert agreement_of(desk).editors.divided == [E2]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Editors and reviewers agree on 3 of 4 claims: ", "On 1 claim reviewers cannot tell.", "differ among"]),
        ("id", ["Penyunting dan penelaah sepakat tentang 3 dari 4 klaim", "1 klaim", "berbeda satu sama lain"]),
    ],
)
def test_agreement_and_report_say_on_how_many_they_agree(
    desk: ReviewEnvironment, language: str, words: list[str]
) -> None:
    context = ViewContext(desk.items.dossier, Translator(language, "en"))
    text = "\n".join(agreement_lines(context, desk.items, agreement_of(desk)))
    assert all(word in text for word in words), text
    report = report_of(desk, language)
    assert report.bearing == BearingLine(
        scale="bearing", agreeing=3, compared=4, cannot=1, divided=1, differing=["evidence:e3"]
    )
    assert from_json(as_json(report)) == report


def test_json_has_a_row_with_the_editors(desk: ReviewEnvironment, capsys: pytest.CaptureFixture[str]) -> None:
    folder = desk.reviews.parent
    options = ["--dossier", str(folder / "dossier.json"), "--reviews", str(desk.reviews)]
    assert run([*options, "agreement", "--json"]) == 0
    *_, row = json.loads(capsys.readouterr().out)
    assert row == {
        "scale": "bearing", "pair": "editors", "items": 4, "reviewers": 2, "missing": 0, "percent": 0.75, "alpha": None,
        "ac1": None, "agreeing": 3, "cannot": 1, "divided": 1, "differing": [E3],
    }  # fmt: skip
    assert run([*options, "report", "--format", "md", "-o", str(folder / "report.md")]) == 0
    text = (folder / "report.md").read_text(encoding="utf-8")
    assert "Editors and reviewers agree on 3 of 4 claims" in text and "They differ on: e3." in text


def test_where_nobody_was_asked_nothing_is_said(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, {E1: {"verdict": "holds", "strength": "high"}})
    editors = agreement_of(desk).editors
    assert (editors.scale, editors.reviewers, editors.compared) == ("", 0, 0)
    assert not editors and report_of(desk).bearing is None


@pytest.mark.parametrize("outcome", ["agreeing", "differing", "cannot", "divided"])
def test_one_answer_of_any_outcome_is_enough_for_bearing_to_be_reported(outcome: str) -> None:
    assert EditorsAgreement(**{outcome: ["evidence:e1"]})  # type: ignore[arg-type]
    assert not EditorsAgreement()
