"""Answers that an edition has no place for are counted: to questions it does not ask, in codes it does not have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.agreement.lacking import Lacking
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.pages.agreement import lacking_lines
from tests.review.agreement.many import DARA, claims, save_ratings
from tests.review.help import CHAN, SOK, desk_at, dossier_of, tables


def with_scales(desk: ReviewEnvironment, folder: Path, scales: list[dict[str, Any]]) -> ReviewEnvironment:
    """The desk with another edition of the dossier, which asks otherwise."""
    return replace(desk, items=Items(dossier_of(folder, {"scales": scales}, "other.json")))


def renamed(scales: list[dict[str, Any]], old: str, new: str) -> list[dict[str, Any]]:
    """Scales in which one code is another."""
    values = [
        [{**value, "code": new} if value["code"] == old else value for value in scale["values"]] for scale in scales
    ]
    return [{**item, "values": row} for item, row in zip(scales, values, strict=True)]


@pytest.fixture
def desk(tmp_path: Path) -> ReviewEnvironment:
    """Two reviewers, who give each answer but `cannot tell` twice; the first judges one claim again."""
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("hpn", "lmh"))
    save_ratings(desk, CHAN, claims("hpn", "lmh"))
    save_ratings(desk, SOK, claims(".p"))
    return desk


def lacking_of(desk: ReviewEnvironment) -> Lacking:
    """What the survey counts."""
    return analyse(SessionRepository(desk).entries(), desk.items).lacking


def test_nothing_is_lacking_in_the_edition_that_was_judged(desk: ReviewEnvironment) -> None:
    assert not lacking_of(desk)
    assert lacking_lines(Translator("en"), lacking_of(desk)) == []


def test_an_answer_in_a_code_that_is_no_more_is_counted_once_a_reviewer_and_item(
    desk: ReviewEnvironment, tmp_path: Path
) -> None:
    lacking = lacking_of(with_scales(desk, tmp_path, renamed(tables()["scales"], "holds_in_part", "partly")))
    assert (lacking.codes, lacking.questions, lacking.in_codes) == ({("verdict", "holds_in_part"): 2}, {}, 2)
    (line,) = lacking_lines(Translator("en"), lacking)
    assert line.startswith("2 answers are in codes that this edition does not have")
    assert "verdict: holds_in_part" in line


def test_an_answer_to_a_question_that_is_no_more_is_counted(desk: ReviewEnvironment, tmp_path: Path) -> None:
    lacking = lacking_of(
        with_scales(desk, tmp_path, [scale for scale in tables()["scales"] if scale["id"] != "strength"])
    )
    assert (lacking.codes, lacking.questions, lacking.to_questions) == ({}, {"strength": 6}, 6)
    (line,) = lacking_lines(Translator("en"), lacking)
    assert line == "6 answers are to questions that this edition does not have: strength."


def test_so_it_is_also_where_then_nothing_is_judged(desk: ReviewEnvironment, tmp_path: Path) -> None:
    scales = [{**scale, "id": "truth"} if scale["id"] == "verdict" else scale for scale in tables()["scales"]]
    assert lacking_of(with_scales(desk, tmp_path, scales)).questions == {"verdict": 6}


def test_names_out_of_files_are_clean_and_few() -> None:
    lacking = Lacking(questions={f"{n:02}\x1b[31m" + "x" * 90: 1 for n in range(30)})
    (line,) = lacking_lines(Translator("en"), lacking)
    assert "\x1b" not in line
    assert len(line) < 600
    assert line.endswith("….")


def test_only_answers_that_count_as_ratings_can_be_lacking(desk: ReviewEnvironment, tmp_path: Path) -> None:
    before = lacking_of(with_scales(desk, tmp_path, renamed(tables()["scales"], "holds_in_part", "partly")))
    spec = SessionSpec(DARA, "en", Queue(kind="mixed", items=["evidence:e3"]), kind="adjudication")
    agreed = create_session(desk, spec)
    agreed.decide("evidence:e3", {"verdict": "holds_in_part"}, note="so it is", inputs=[("s-1", 1)])
    agreed.close()
    after = lacking_of(with_scales(desk, tmp_path, renamed(tables()["scales"], "holds_in_part", "partly")))
    assert (after.codes, after.in_codes) == (before.codes, before.in_codes)
