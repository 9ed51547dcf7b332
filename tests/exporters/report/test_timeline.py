"""The timeline in the report: a row a year, the same in every form as in the model."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from msgspec import structs

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.chapters import CHAPTERS
from ilo_tui.exporters.report.content import Report, as_json, from_json
from ilo_tui.exporters.report.parts import Paragraph, Part, Remark
from ilo_tui.exporters.report.table import Table
from ilo_tui.exporters.report.tables import tables
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from tests.dossier.small import opened
from tests.dossier.timeline_case import timeline_tables
from tests.exporters.report.team import report_of


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return report_of(ReviewEnvironment(tmp_path / "reviews", Items(opened(tmp_path, timeline_tables())), "0" * 16))


def parts(report: Report, language: str = "en") -> list[Part]:
    return list(CHAPTERS["timeline"][1](ReportView.of(report, Translator(language))))


def test_the_rows_say_what_the_model_says(report: Report) -> None:
    *_, table = parts(report)
    assert isinstance(table, Table)
    rows = {row[0]: row[1:] for row in table.rows()}
    assert list(rows) == ["1999", "2005", "2006", "2007", "2008", "2009", "2012", "2016", "undated"]
    assert rows["2005"] == [["ONE (begins)"], [], "2 for, 0 against, 0 context", "2 for, 1 against, 0 context", 2]
    assert rows["2007"] == [
        ["ONE (ends, 1 aim due)", "LATER (an end not recorded)"],
        ["PLAN (begins)"],
        "0 for, 0 against, 0 context",
        "0 for, 1 against, 0 context",
        1,
    ]
    assert rows["1999"][1] == ["LAW (adopted)"] and rows["2006"][1] == ["PLAN (adopted)", "LAW (ratified)"]
    assert rows["undated"][2:] == ["1 for, 0 against, 0 context"] * 2 + [1]


def test_how_it_is_counted_is_said(report: Report) -> None:
    texts = [part.text for part in parts(report) if isinstance(part, Paragraph)]
    assert "neither reading stands alone" in texts[0] and "sums need not add up" in texts[1]


def test_where_nobody_is_evaluated_voices_stand_once_and_nothing_is_said_of_ties(report: Report) -> None:
    edition = structs.replace(report.dossier, evaluated=None)
    how, _, table = parts(structs.replace(report, dossier=edition))
    assert isinstance(how, Paragraph) and isinstance(table, Table)
    assert "all claims count as tied" in how.text and "tied directly" not in how.text
    assert table.headers == ["Year", "Programmes", "Policies", "Voices", "Claims"]
    rows = {row[0]: row[1:] for row in table.rows()}
    assert rows["2005"] == [["ONE (begins)"], [], "2 for, 0 against, 0 context", 2]


def test_analysts_get_it_as_a_table_and_as_data(report: Report) -> None:
    [table] = [table for table in tables(report) if table.name == "timeline"]
    file = StringIO()
    csv.writer(file).writerows([table.headers, *table.rows()])
    rows = list(csv.DictReader(StringIO(file.getvalue())))
    assert [row["year"] for row in rows] == [str(line.year or "") for line in report.timeline]
    assert [int(row["claims"]) for row in rows] == [line.claims for line in report.timeline]
    assert from_json(as_json(report)).timeline == report.timeline


def test_a_dossier_without_dates_says_so(report: Report) -> None:
    [remark] = parts(structs.replace(report, timeline=[]))
    assert isinstance(remark, Remark) and "dated" in remark.text


def test_many_years_are_shortened_in_a_text(report: Report) -> None:
    *_, table, remark = parts(structs.replace(report, timeline=report.timeline * 100))
    assert isinstance(table, Table) and isinstance(remark, Remark)
    assert table.hidden == 9 * 100 - 200 and "700 more" in remark.text
