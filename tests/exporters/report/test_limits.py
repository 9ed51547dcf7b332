"""Limits: each in its own words."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.limits import limits
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.agreement.lacking import Lacking
from ilo_tui.review.edition_change import EditionChange
from ilo_tui.review.session_repository import SessionRepository
from tests.exporters.report.team import report_of, worked


def test_each_limit_is_said_in_its_own_words(tmp_path: Path) -> None:
    environment = worked(tmp_path)
    report, items = report_of(environment), environment.items
    lacking = analyse(SessionRepository(environment).entries(), items).lacking
    english = Translator("en")
    texts = {limit.code: limit.text for limit in report.limits}
    assert texts["recorded"].startswith("The report rests on what the dossier records.")
    assert "no_decisions" not in texts
    without = structs.replace(report, decisions=[])
    texts = {limit.code: limit.text for limit in limits(without, items.dossier, lacking, english)}
    assert texts["no_decisions"].startswith("No decisions yet:")
    uncounted = [structs.replace(decision, counted=False) for decision in report.decisions]
    none_counts = structs.replace(report, decisions=uncounted)
    texts = {limit.code: limit.text for limit in limits(none_counts, items.dossier, lacking, english)}
    assert texts["no_decisions"].startswith("No decision counts:")
    assert texts["recorded"].startswith("The report rests on what the dossier records.")


def test_what_an_edition_offers_again_and_what_it_lost_are_added_up(tmp_path: Path) -> None:
    environment = worked(tmp_path)
    report, dossier = report_of(environment), environment.items.dossier
    change = EditionChange(("1",), "2", 4, ("evidence:e1", "evidence:e2"), ("evidence:e9",))
    by_code = {limit.code: limit for limit in limits(report, dossier, Lacking(), Translator("en"), change)}
    assert by_code["editions"].n == 2 + 1
    assert by_code["editions"].text.startswith("4 decisions count, 2 are offered again, 1 is no longer in the dossier")
    without = limits(report, dossier, Lacking(), Translator("en"), EditionChange(("2",), "2", 4))
    assert "editions" not in {limit.code for limit in without}


def test_answers_without_a_place_stand_last_questions_before_codes_each_with_its_number(tmp_path: Path) -> None:
    environment = worked(tmp_path)
    report, dossier = report_of(environment), environment.items.dossier
    questions, codes = {"strength": 3, "degree": 2}, {("verdict", "partly"): 1}
    for lacking, expected in (
        (Lacking(questions, codes), [("lacking_question", 5, "strength"), ("lacking_code", 1, "verdict: partly")]),
        (Lacking(questions), [("lacking_question", 5, "degree")]),
        (Lacking({}, codes), [("lacking_code", 1, "verdict: partly")]),
        (Lacking(), []),
    ):
        lines = limits(report, dossier, lacking, Translator("en"))
        lines = lines[len(limits(report, dossier, Lacking(), Translator("en"))) :]
        assert [(limit.code, limit.n) for limit in lines] == [(code, n) for code, n, _ in expected]
        assert all(words in limit.text for limit, (*_, words) in zip(lines, expected, strict=True))


def test_second_hand_is_what_was_read_so_and_only_where_that_is_not_said_what_was_trusted_little(
    tmp_path: Path,
) -> None:
    environment = worked(tmp_path)
    report, dossier = report_of(environment), environment.items.dossier
    readings = [
        ("second_hand", "high"), ("second_hand", None), ("direct", "low"), ("excerpt", "low"), ("excerpt", None),
        (None, "low"), (None, "medium"), (None, "high"), (None, None),
    ]  # fmt: skip
    lines = [
        structs.replace(report.evidence[0], reading=reading, confidence=confidence) for reading, confidence in readings
    ]
    changed = limits(structs.replace(report, evidence=lines), dossier, Lacking(), Translator("en"))
    by_code = {limit.code: limit.n for limit in changed}
    assert (by_code["second_hand"], by_code["excerpt"]) == (2 + 2, 2)
