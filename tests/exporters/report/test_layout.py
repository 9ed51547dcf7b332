"""What a text shows of a report that is too long for it, and what it says where there is nothing."""

from __future__ import annotations

import pytest
from msgspec import structs

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.chapters import CHAPTERS
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.layout import CLAIMS, COLUMNS
from ilo_tui.exporters.report.parts import Heading, Paragraph, Part, Remark, Statement
from ilo_tui.exporters.report.table import ROWS
from ilo_tui.exporters.report.view import ReportView
from tests.exporters.report.team import report_of, worked


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(worked(tmp_path_factory.mktemp("team")))


def chapter(report: Report, name: str) -> list[Part]:
    """The parts of a chapter, in English."""
    return list(CHAPTERS[name][1](ReportView.of(report, Translator("en"))))


def test_of_too_many_claims_the_rated_ones_are_shown_and_the_others_counted(report: Report) -> None:
    rated = next(evidence for evidence in report.evidence if evidence.id == "e1")
    others = [structs.replace(rated, id=f"more-{number}") for number in range(CLAIMS + 6)]
    parts = chapter(structs.replace(report, evidence=[*others, rated]), "findings")
    shown = [part.text for part in parts if isinstance(part, Statement)]
    assert len(shown) == CLAIMS
    assert "[e1]" in shown[0]
    assert Remark("7 more stand in the tables.") in parts
    assert any(isinstance(part, Heading) and part.text.endswith(f"({CLAIMS + 7})") for part in parts)


@pytest.mark.parametrize("count", [CLAIMS, CLAIMS + 1])
def test_exactly_as_many_claims_as_are_shown_hide_none(report: Report, count: int) -> None:
    evidence = next(evidence for evidence in report.evidence if evidence.id == "e1")
    copies = [structs.replace(evidence, id=f"more-{number}") for number in range(count)]
    parts = chapter(structs.replace(report, evidence=copies), "findings")
    assert sum(isinstance(part, Statement) for part in parts) == CLAIMS
    assert (Remark("1 more stand in the tables.") in parts) == (count > CLAIMS)


@pytest.mark.parametrize(
    ("name", "empty", "expected"),
    [
        ("gaps", "suggestions", Remark("The dossier has no suggestions.")),
        ("gaps", "gaps", Paragraph("No gap was found.")),
        ("method", "scales", Remark("The dossier has no scales, so nothing can be judged.")),
        ("policy-matrix", "policies", Remark("The dossier has no policies.")),
        ("policy-matrix", "alignments", Remark("No alignment is recorded here.")),
        ("findings", "programmes", Remark("Nothing to show: no decisions yet.")),
        ("findings", "evidence", Remark("No evidence is recorded here.")),
        ("observations", "observations", Paragraph("No observation is recorded.")),
        ("agreement", "agreement", Remark("Not known: nothing was judged by two reviewers.")),
        ("disagreements", "disagreements", Paragraph("Reviewers disagree on no item.")),
        ("disagreements", "ratings", Remark("Not known: nothing was judged by two reviewers.")),
        ("audit", "sessions", Remark("There are no sessions.")),
    ],
)
def test_what_is_not_there_is_said(report: Report, name: str, empty: str, expected: Part) -> None:
    assert expected not in chapter(report, name)
    rest: dict[str, list[object]] = {"ratings": [], "decisions": [], "breakdowns": []} if empty == "scales" else {}
    assert expected in chapter(structs.replace(report, **{empty: [], **rest}), name)


def test_decisions_on_other_things_than_claims_are_told_apart(report: Report) -> None:
    others = [decision for decision in report.decisions if not decision.item.startswith("evidence:")]
    ratings = [line for line in report.ratings if not line.item.startswith("evidence:")]
    assert others
    [summary, *_] = chapter(structs.replace(report, decisions=others, ratings=ratings), "summary")
    assert "No claim has a decision that counts; other things were judged." in str(summary)
    uncounted = [structs.replace(decision, counted=False) for decision in report.decisions]
    [summary, *_] = chapter(structs.replace(report, decisions=uncounted), "summary")
    assert "No decision counts; the limits say why." in str(summary)


@pytest.mark.parametrize(("field", "count"), [("programmes", ROWS), ("policies", COLUMNS)])
def test_a_policy_matrix_that_is_shortened_either_way_says_so(report: Report, field: str, count: int) -> None:
    remark = Remark("The matrix is shortened; the tables have all.")
    first = getattr(report, field)[0]
    assert remark not in chapter(report, "policy-matrix")
    for number, shortened in ((count, False), (count + 1, True)):
        copies = [first, *(structs.replace(first, id=f"more-{place}") for place in range(1, number))]
        parts = chapter(structs.replace(report, **{field: copies}), "policy-matrix")
        assert (remark in parts) is shortened
