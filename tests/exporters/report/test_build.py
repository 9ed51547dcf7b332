"""What a report says of ratings: counted, summed up, broken down, adjudicated, left out; the same every time."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.build import ReportOptions, build_report
from ilo_tui.exporters.report.content import ItemRatings, Report, as_json, from_json
from ilo_tui.review.items import Items
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.context import ViewContext
from tests.exporters.report.team import report_of, worked
from tests.review.help import desk_at, dossier_of, tables


def ratings_of(report: Report, item: str, scale: str) -> ItemRatings:
    return next(rating for rating in report.ratings if (rating.item, rating.scale) == (item, scale))


def codes(report: Report) -> dict[str, int]:
    return {limit.code: limit.n for limit in report.limits}


def test_medians_lie_between_and_are_never_means(tmp_path: Path) -> None:
    report = report_of(worked(tmp_path))
    cell = ratings_of(report, "cell:p1/output", "effectiveness")
    assert cell.median == ["moderate", "high"]
    assert (cell.n, cell.ranked, cell.final_answer) == (2, 2, None)
    assert ratings_of(report, "cell:p1/output", "body").median == ["low"]
    assert ratings_of(report, "evidence:e1", "verdict").median == []


def test_a_final_answer_is_what_all_say_or_an_adjudication_decided(tmp_path: Path) -> None:
    report = report_of(worked(tmp_path))
    assert (
        ratings_of(report, "evidence:e1", "verdict").final_answer,
        ratings_of(report, "evidence:e1", "verdict").by,
    ) == (
        "holds",
        "adjudication",
    )
    agreed = ratings_of(report, "evidence:e2", "verdict")
    assert (agreed.tally, agreed.final_answer, agreed.by) == ({"holds_in_part": 2}, "holds_in_part", "agreement")
    [line] = [
        disagreement
        for disagreement in report.disagreements
        if (disagreement.item, disagreement.scale) == ("evidence:e1", "verdict")
    ]
    assert (line.tally, line.decided, line.by, line.note, line.stale) == (
        {"holds": 1, "does_not_hold": 1},
        "holds",
        "maly-keo-9f9f",
        "The page says so",
        False,
    )


def test_verdicts_are_broken_down_by_role_and_basis(tmp_path: Path) -> None:
    report = report_of(worked(tmp_path))
    by = {(breakdown.row, breakdown.by, breakdown.key): breakdown.tally for breakdown in report.breakdowns}
    assert by["p1", "role", "staff"] == {"holds": 1, "holds_in_part": 1}
    assert by["*total", "role", "independent"] == {"holds_in_part": 1, "does_not_hold": 1}
    assert sum(sum(tally.values()) for (row, kind, _), tally in by.items() if (row, kind) == ("*total", "basis")) == 4


def test_the_audit_trail_names_sessions_files_and_what_was_taken_back(tmp_path: Path) -> None:
    report = report_of(worked(tmp_path))
    assert [(session.kind, session.withdrawn, session.check_code is not None) for session in report.sessions] == [
        ("review", 1, True),
        ("review", 1, True),
        ("adjudication", 0, False),
    ]
    assert [(file.file, file.state) for file in report.left_out] == [("broken-sok-dara.json", "damaged")]
    assert report.date == "2026-11-24"
    assert codes(report)["left_out"] == codes(report)["unfinished"] == 1
    assert [observation.text for observation in report.observations] == ["Children at the gate"] * 2


def test_ratings_on_what_the_dossier_changed_are_reported_and_not_counted(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    evidence = tables()["evidence"]
    evidence[0] = {**evidence[0], "statement": {"en": "Another", "id": "Lain"}}
    items = Items(dossier_of(tmp_path, {"evidence": evidence}, "changed.json"))
    context = ViewContext(items.dossier, Translator("en"))
    report = build_report(context, items, SessionRepository(desk).entries(), ReportOptions())
    assert not [rating for rating in report.ratings if rating.item == "evidence:e1" and rating.n]
    assert [decision.counted for decision in report.decisions if decision.item == "evidence:e1"] == [False, False]
    limits = codes(report)
    assert limits["other_state"] == 3
    # The cell p1/output holds e1, so it has changed as well.
    assert limits["changed"] == 4


def test_without_sessions_the_report_is_the_dossier_and_says_so(tmp_path: Path) -> None:
    report = report_of(desk_at(tmp_path))
    assert report.date is None
    assert (report.sessions, report.decisions, report.ratings, report.agreement) == ([], [], [], [])
    assert "no_decisions" in codes(report)
    assert len(report.evidence) == 10
    assert report_of(desk_at(tmp_path), options=ReportOptions(date="2026-12-01")).date == "2026-12-01"


def test_cells_add_up_to_all_claims(tmp_path: Path) -> None:
    report = report_of(worked(tmp_path))
    assert sum(cell.supports + cell.contradicts + cell.context for cell in report.cells) == len(report.evidence)
    assert sum(cell.judged for cell in report.cells) == 2


def test_json_gives_an_equal_report(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    for language in ("en", "id"):
        for options in (ReportOptions(), ReportOptions(anonymise=True)):
            report = report_of(desk, language, options)
            assert from_json(as_json(report)) == report


def test_the_order_of_files_makes_no_difference(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    entries = SessionRepository(desk).entries()
    context = ViewContext(desk.items.dossier, Translator("en"))
    assert build_report(context, desk.items, entries, ReportOptions()) == build_report(
        context, desk.items, entries[::-1], ReportOptions()
    )


def test_steps_are_reported(tmp_path: Path) -> None:
    desk, steps = worked(tmp_path), list[str]()
    build_report(
        ViewContext(desk.items.dossier, Translator("en")),
        desk.items,
        SessionRepository(desk).entries(),
        ReportOptions(),
        steps.append,
    )
    assert len(steps) == 3
