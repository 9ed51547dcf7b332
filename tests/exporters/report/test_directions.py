"""A report says which way things moved: every row and summary as the dossier's own plot has it, in every form."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.effect_direction import DIRECTIONS, effect_directions, has_plot
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.ties import LEVELS
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.exporters.report.build import ReportOptions, build_report
from ilo_tui.exporters.report.chapters.directions import parts
from ilo_tui.exporters.report.content import Report, as_json, from_json
from ilo_tui.exporters.report.forms import form_named
from ilo_tui.exporters.report.table import Table
from ilo_tui.exporters.report.templating import as_html, as_markdown
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.exporters.report.writing import Output, write_report
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.queues import Choice
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.context import ViewContext
from tests.dossier.small import opened, small
from tests.exporters.report.team import read_html, read_markdown

ENGLISH = Translator("en")
LABELS = {
    "en": (
        "Effect direction",
        "(─) no change",
        "tied directly",
        "fewer than three voices",
        "its own conduct is told of",
    ),
    "id": (
        "Arah perubahan",
        "(─) tidak berubah",
        "Keterkaitan",
        "kurang dari tiga asal independen",
        "perilakunya sendiri yang diceritakan",
    ),
}


def report_on(dossier: Dossier, language: str = "en", weighing: Weighing | None = None) -> Report:
    context = ViewContext(dossier, Translator(language, "en"), weighing=weighing or Weighing())
    return build_report(context, Items(dossier), [], ReportOptions())


@pytest.fixture(scope="module")
def report(dossiers: Mapping[bool, Dossier]) -> Report:
    return report_on(dossiers[False])


def rows_of(report: Report) -> list[tuple[object, ...]]:
    return [
        (line.row, line.column, line.voice, line.stake, line.tied, line.direction, line.facts)
        for line in report.directions
    ]


def test_rows_are_those_of_the_plots(dossier: Dossier, report: Report) -> None:
    gap_map, expected = dossier.crossings.gap_map, []
    for row in gap_map.rows:
        for column in gap_map.columns:
            if has_plot(dossier, row, column):
                plot = effect_directions(dossier, facts_of(gap_map.cell(row, column).evidence), "direct")
                for drawn, tied in plot.rows:
                    facts = len(drawn.facts)
                    expected.append((row, column, drawn.voice.key, drawn.stake, tied, drawn.direction, facts))
    assert rows_of(report) == expected and len(expected) > 30
    assert {line.level for line in report.directions} == {"direct"}
    assert all(line.better + line.worse + line.no_change + line.mixed == line.facts for line in report.directions)


def test_what_is_in_force_on_the_screen_makes_no_difference(dossier: Dossier, report: Report) -> None:
    assert report_on(dossier, weighing=Weighing("inferred", "phase-1")) == report


def test_summaries_are_what_the_rows_come_to_at_each_tie_level(dossier: Dossier, report: Report) -> None:
    summaries, gap_map = report.direction_summaries, dossier.crossings.gap_map
    for level in LEVELS[:-1]:
        for line in (line for line in summaries if line.level == level):
            plot = effect_directions(dossier, facts_of(gap_map.cell(line.row, line.column).evidence), level)
            tied = [row for row in plot.tied if row.certain]
            counts = [sum(row.direction == trend for row in tied) for trend in DIRECTIONS]
            assert [line.better, line.worse, line.no_change, line.mixed] == counts
            assert line.voices == sum(counts) and line.untied == len(plot.untied)
            assert line.apart == sum(row.stake in {"own", "funder"} for row in tied)
            assert (line.direction is None) == (line.voices < 3)
    (csr,) = (line for line in summaries if (line.row, line.column, line.level) == ("csr", "outcome", "related"))
    assert (csr.better, csr.direction, csr.apart, csr.without_trend) == (4, "better", 2, 7)


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
def test_both_texts_have_the_tables_with_translated_labels(dossier: Dossier, language: str) -> None:
    report, tr = report_on(dossier, language), Translator(language)
    html, markdown = read_html(as_html(report, tr)), read_markdown(as_markdown(report, tr))
    assert html.words == markdown.words
    text = " ".join(html.words)
    assert all(words in text for words in LABELS[language])
    assert ("(△△△)" in text) and "▲ " in text


def test_the_text_has_a_wider_level_only_where_that_makes_a_difference(report: Report) -> None:
    summaries = next(part for part in parts(ReportView.of(report, ENGLISH)) if isinstance(part, Table))
    rows = [(row[0], row[1], row[3]) for row in summaries.rows()]
    assert [row for row in rows if row[0] == "CSR × Outcome"] == [
        ("CSR × Outcome", "tied directly", "fewer than three voices"),
        ("CSR × Outcome", "tied directly or through the organisation", "▲ better"),
    ]
    assert [row[1] for row in rows if row[0] == "CAMP × Outcome"] == ["tied directly"]
    assert len(report.direction_summaries) % 3 == 0 and len(rows) < len(report.direction_summaries)


def test_csv_json_and_xlsx_have_the_rows_in_codes(report: Report, tmp_path: Path) -> None:
    write_report(report, ENGLISH, Output(tmp_path / "out", form_named("csv")))
    with (tmp_path / "out" / "directions.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [(row["row"], row["voice"], row["tied"], row["direction"]) for row in table] == [
        (line.row, line.voice, str(line.tied).lower(), line.direction) for line in report.directions
    ]
    with (tmp_path / "out" / "direction_summaries.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(report.direction_summaries)
    plain = json.loads(as_json(report))
    assert plain["directions"][0]["direction"] == report.directions[0].direction
    assert from_json(as_json(report)) == report
    openpyxl = pytest.importorskip("openpyxl")
    write_report(report, ENGLISH, Output(tmp_path / "out.xlsx", form_named("xlsx")))
    sheets = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert sheets["directions"].max_row == len(report.directions) + 1
    assert sheets["direction_summaries"].max_row == len(report.direction_summaries) + 1


def test_a_report_of_an_older_program_has_none_and_is_read(report: Report) -> None:
    plain = json.loads(as_json(report))
    del plain["directions"], plain["direction_summaries"]
    older = from_json(json.dumps(plain).encode())
    assert (older.directions, older.direction_summaries) == ([], [])


def judged(folder: Path, dossier: Dossier, *answers: Mapping[str, str]) -> SessionRepository:
    """A folder in which each reviewer says how strong some claims are."""
    repository = SessionRepository(ReviewEnvironment(folder, Items(dossier), "0" * 16, clock=lambda: datetime.now(UTC)))
    for number, strengths in enumerate(answers):
        reviewer = Reviewer(id=f"reviewer-000{number}", name=f"Reviewer {number}", role="staff")
        session = repository.start(Choice(where="programme:tbp"), reviewer, "en")
        for ident, strength in strengths.items():
            session.decide(
                f"evidence:{ident}", {"verdict": "holds", "strength": strength}, basis="source_read", note="So"
            )
        session.close()
    return repository


def test_the_strength_of_a_row_is_the_median_of_all_answers_on_its_claims_from_two_on(
    dossier: Dossier, tmp_path: Path
) -> None:
    (row,) = (
        drawn
        for drawn in effect_directions(
            dossier, facts_of(dossier.crossings.gap_map.cell("tbp", "outcome").evidence), "direct"
        ).tied
        if drawn.voice.key == "government"
    )
    first, second = (fact.claim.id for fact in row.facts)
    repository = judged(tmp_path, dossier, {first: "high", second: "low"}, {first: "moderate", "tbp-012": "high"})
    report = build_report(
        ViewContext(dossier, Translator("en", "en")), Items(dossier), repository.entries(), ReportOptions()
    )
    strengths = {
        (line.voice, line.tied): (line.strength, line.strength_n)
        for line in report.directions
        if (line.row, line.column) == ("tbp", "outcome")
    }
    assert strengths["government", True] == (["moderate"], 3)
    assert strengths["us-dol", False] == ([], 1)
    assert strengths["ilo", True] == ([], 0)
    text = " ".join(read_html(as_html(report, ENGLISH)).words)
    assert "Moderate, median of 3" in text
    assert "not judged by two" in text


def test_a_dossier_that_says_no_trend_has_a_remark_instead(tmp_path: Path) -> None:
    report = report_on(opened(tmp_path, small()))
    assert (report.directions, report.direction_summaries) == ([], [])
    text = " ".join(read_html(as_html(report, ENGLISH)).words)
    assert "No claim on an outcome or impact of a programme says which way things moved." in text
    assert "These voices are not a sample" not in text
