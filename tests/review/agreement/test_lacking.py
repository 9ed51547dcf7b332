"""Answers that an edition has no place for are counted: to questions it does not ask, in codes it does not have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.agreement.lacking import Lacking, lacking, lacking_in
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.pages.agreement import lacking_lines
from tests.review.agreement.many import DARA, claims, save_ratings
from tests.review.help import CHAN, SOK, Table, desk_at, dossier_of, tables


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
    assert lacking
    (line,) = lacking_lines(Translator("en"), lacking)
    assert line.startswith("2 answers are in codes that this edition does not have")
    assert "verdict: holds_in_part" in line


def test_an_answer_to_a_question_that_is_no_more_is_counted(desk: ReviewEnvironment, tmp_path: Path) -> None:
    lacking = lacking_of(
        with_scales(desk, tmp_path, [scale for scale in tables()["scales"] if scale["id"] != "strength"])
    )
    assert (lacking.codes, lacking.questions, lacking.to_questions) == ({}, {"strength": 6}, 6)
    assert lacking
    (line,) = lacking_lines(Translator("en"), lacking)
    assert line == "6 answers are to questions that this edition does not have: strength."


def test_of_each_reviewer_the_latest_answer_counts_in_whatever_order_the_files_are_read(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    for verdict in "php":
        save_ratings(desk, SOK, claims(verdict))
    save_ratings(desk, CHAN, claims("h"))
    save_ratings(desk, CHAN, claims("p"))
    save_ratings(desk, CHAN, claims("h"))
    entries = SessionRepository(desk).entries()
    for renamed_code, answers in (("holds_in_part", 1), ("holds", 1), ("does_not_hold", 0)):
        other = with_scales(desk, tmp_path, renamed(tables()["scales"], renamed_code, "former")).items
        for order in (entries, entries[::-1], entries[3:] + entries[:3], entries[1::2] + entries[::2]):
            assert lacking(order, other).in_codes == answers


def test_an_answer_on_what_a_claim_said_before_is_not_lacking_and_hides_no_answer_that_is(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("pp"))
    evidence = tables()["evidence"]
    evidence[0] = {**evidence[0], "statement": {"en": "Something else.", "id": "Hal lain."}}
    later = replace(desk, items=Items(dossier_of(tmp_path, {"evidence": evidence}, "later.json")))
    scales = renamed(tables()["scales"], "holds_in_part", "partly")

    def in_codes(changed: dict[str, Table]) -> int:
        items = Items(dossier_of(tmp_path, {**changed, "scales": scales}, "other.json"))
        return lacking(SessionRepository(desk).entries(), items).in_codes

    # The second claim says what it said, the first something else by now.
    assert (in_codes({}), in_codes({"evidence": evidence})) == (2, 1)
    # The reviewer's later answer is on other words than those at hand: the one on these is still lacking.
    save_ratings(later, SOK, claims("h"))
    assert (in_codes({}), in_codes({"evidence": evidence})) == (2, 1)


def test_of_a_session_by_itself_the_same_is_counted(desk: ReviewEnvironment, tmp_path: Path) -> None:
    other = with_scales(desk, tmp_path, renamed(tables()["scales"], "holds_in_part", "partly"))
    first, *_ = SessionRepository(desk).entries()
    # The first session has one answer in part, on e2; what its reviewer answered later elsewhere is not asked for here.
    assert lacking_in(first.progress(other.items)).codes == {("verdict", "holds_in_part"): 1}
    assert not lacking_in(first.progress(desk.items))
    evidence = [row for row in tables()["evidence"] if row["id"] != "e2"]
    changed = {"evidence": evidence, "scales": renamed(tables()["scales"], "holds_in_part", "partly")}
    assert not lacking_in(first.progress(Items(dossier_of(tmp_path, changed, "fewer.json"))))


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


def test_in_a_session_an_answer_on_what_a_claim_said_before_is_not_lacking(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("pp"))
    (entry,) = SessionRepository(desk).entries()
    evidence = tables()["evidence"]
    evidence[0] = {**evidence[0], "statement": {"en": "Something else.", "id": "Hal lain."}}
    scales = renamed(tables()["scales"], "holds_in_part", "partly")
    items = Items(dossier_of(tmp_path, {"evidence": evidence, "scales": scales}, "other.json"))
    session = SessionRepository(replace(desk, items=items)).open(entry)
    assert lacking_in(session.progress).in_codes == 1
