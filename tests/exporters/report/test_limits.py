"""Limits: each in its own words."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.repository import Dossier
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.limits import limits
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.agreement.lacking import Lacking
from ilo_tui.review.edition_change import EditionChange
from ilo_tui.review.session_repository import SessionRepository
from tests.exporters.report.team import report_of, worked
from tests.review.help import SOK


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


def counts(report: Report, dossier: DossierReader) -> dict[str, int]:
    """How many each limit concerns, by its code."""
    return {limit.code: limit.n for limit in limits(report, dossier, Lacking(), Translator("en"))}


def test_limits_without_a_number_are_those_of_this_report(tmp_path: Path) -> None:
    environment = worked(tmp_path)
    report, dossier = report_of(environment), environment.items.dossier
    by_one = [decision for decision in report.decisions if decision.reviewer == SOK.id]
    for changed, codes in (
        ({}, ["recorded"]),
        ({"decisions": by_one}, ["recorded", "one_reviewer"]),
        ({"decisions": []}, ["recorded", "no_decisions"]),
        ({"anonymised": True}, ["recorded", "free_text", "codes"]),
        ({"anonymised": True, "sessions": []}, ["recorded"]),
    ):
        by_code = counts(structs.replace(report, **changed), dossier)
        plain = ("recorded", "no_decisions", "one_reviewer", "free_text", "codes")
        assert {code: n for code, n in by_code.items() if code in plain} == dict.fromkeys(codes, 0)


def test_claims_are_counted_by_their_ratings_and_by_what_they_lack(tmp_path: Path) -> None:
    environment = worked(tmp_path)
    report, dossier = report_of(environment), environment.items.dossier
    claim = structs.replace(report.evidence[0], judgeable=True, locator="p. 1", reading="direct", origin="source")
    lines = [structs.replace(claim, id=ident) for ident in ("u1", "u2", "s1", "t1", "t2", "t3")]
    lines[0] = structs.replace(lines[0], locator=None, reading="excerpt", origin="editor")
    lines.append(structs.replace(claim, id="context", judgeable=False, locator=None))
    rated = next(rating for rating in report.ratings if rating.scale == "verdict")
    times = {"s1": 1, "t1": 2, "t2": 2, "t3": 2, "context": 1}
    ratings = [structs.replace(rated, item=f"evidence:{ident}", n=n) for ident, n in times.items()]
    ratings.append(structs.replace(rated, item="evidence:u1", scale="strength", n=1))
    by_code = counts(structs.replace(report, evidence=lines, ratings=ratings), dossier)
    expected = {"unjudged": 2, "single": 1, "no_locator": 2, "excerpt": 1, "editor": 1}
    assert {code: by_code[code] for code in expected} == expected


def test_decisions_and_sessions_are_counted_by_what_weakens_them(tmp_path: Path, dossier: Dossier) -> None:
    report = report_of(worked(tmp_path))
    needing = next((scale.id, value.code) for scale in dossier.records(Scale) for value in scale.values if value.reason)
    sound = structs.replace(
        report.decisions[0], basis="source_read", note="", values={}, judged=True, changed=False, counted=True
    )
    without = structs.replace(sound, values=dict([needing]))
    decisions = [
        sound,
        *[without] * 2,
        structs.replace(without, note=" "),
        structs.replace(without, note="As it says"),
        structs.replace(without, counted=False, changed=True),
        structs.replace(sound, counted=False, changed=True, judged=False),
        structs.replace(sound, basis="dossier_only"),
        structs.replace(sound, basis="dossier_only", counted=False, judged=False),
    ]
    finished = structs.replace(report.sessions[0], dossier_hash=report.dossier.hash, finished="2026-11-24T12:00:00Z")
    sessions = [
        *[finished] * 3,
        *[structs.replace(finished, finished=None)] * 2,
        structs.replace(finished, dossier_hash="0" * 64, dated_later=2, dated_early=5),
    ]
    by_code = counts(structs.replace(report, decisions=decisions, sessions=sessions, repeats=[], left_out=[]), dossier)
    expected = {"dossier_only": 1, "unreasoned": 3, "changed": 1, "unfinished": 2, "other_state": 1}
    expected |= {"dated_later": 2, "dated_early": 5}
    assert {code: by_code[code] for code in expected} == expected
    assert by_code.keys().isdisjoint({"repeats", "left_out"})
