"""The ten flaws in a report: a chapter after the limits, a table, and no reviewer's name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.build import ReportOptions
from ilo_tui.exporters.report.chapters import CHAPTERS
from ilo_tui.exporters.report.content import Report, as_json, from_json
from ilo_tui.exporters.report.forms import form_named
from ilo_tui.exporters.report.templating import as_html, as_markdown
from ilo_tui.exporters.report.writing import Output, write_report
from tests.exporters.report.team import read_html, read_markdown, report_of
from tests.review.flaws.built import desk_on, flawed, review_flawed, sound
from tests.review.help import CHAN, SOK


@pytest.fixture
def report(tmp_path: Path) -> Report:
    desk = desk_on(tmp_path, flawed())
    review_flawed(desk)
    return report_of(desk)


def test_they_stand_after_the_limits() -> None:
    names = list(CHAPTERS)
    assert names[names.index("limits") + 1] == "flaws"


def test_every_flaw_has_its_lines(report: Report) -> None:
    assert {line.flaw for line in report.flaws} == set(range(1, 11))
    (line,) = (line for line in report.flaws if line.kind == "no_locator")
    assert (line.flaw, line.name, line.records) == (4, "unsubstantiated", ["worse"])
    assert [line.flaw for line in report.flaws if line.kind == "counted"] == [5, 10]
    assert {line.text for line in report.flaws if line.kind == "by_tie"} >= {"By tie: direct: 4 for, 1 against"}
    assert {line.kind for line in report.flaws if line.flaw == 9} >= {"cause_on_segments"}


@pytest.mark.parametrize("language", ["en", "id"])
def test_page_and_markdown_say_the_same(tmp_path: Path, language: str) -> None:
    desk = desk_on(tmp_path, flawed())
    review_flawed(desk)
    report, tr = report_of(desk, language), Translator(language, "en")
    page, text = (" ".join(read(write(report, tr)).words) for read, write in (
        (read_html, as_html), (read_markdown, as_markdown),
    ))  # fmt: skip
    lines = [line.text for line in report.flaws]
    assert lines and all(line in page and line in text for line in lines)


def test_without_a_session_it_is_said_that_nothing_is_rated(tmp_path: Path) -> None:
    report = report_of(desk_on(tmp_path, sound()))
    assert [line.flaw for line in report.flaws if line.text.startswith("No ratings: ")] == [2, 3, 5, 6, 10]
    assert {line.kind for line in report.flaws if line.flaw == 1} == {"nothing"}


def test_a_table_and_json_have_all_records(report: Report, tmp_path: Path) -> None:
    assert from_json(as_json(report)) == report
    write_report(report, Translator("en"), Output(tmp_path / "out", form_named("csv")))
    with (tmp_path / "out" / "flaws.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["flaw"], row["kind"], row["records"]) for row in rows] == [
        (str(line.flaw), line.kind, "; ".join(line.records)) for line in report.flaws
    ]


def test_a_report_of_an_older_program_is_still_read(report: Report) -> None:
    old = as_json(report).replace(b'"flaws"', b'"former_flaws"')
    assert from_json(old).flaws == []


def test_no_reviewer_is_named(tmp_path: Path) -> None:
    desk = desk_on(tmp_path, flawed())
    review_flawed(desk)
    anonymous = report_of(desk, options=ReportOptions(anonymise=True))
    assert not any(person.name in line.text for person in (SOK, CHAN) for line in anonymous.flaws)
