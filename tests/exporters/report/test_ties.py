"""A report says of each claim who acts, who speaks, how it is tied and what of its source was read, in every form."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.build import ReportOptions, build_report
from ilo_tui.exporters.report.content import Report, as_json, from_json
from ilo_tui.exporters.report.forms import form_named
from ilo_tui.exporters.report.templating import as_html, as_markdown
from ilo_tui.exporters.report.writing import Output, write_report
from ilo_tui.review.items import Items
from ilo_tui.views.context import ViewContext
from tests.dossier.small import Plain, opened, small
from tests.exporters.report.team import read_html, read_markdown
from tests.views.schema2 import tied_tables

ENGLISH = Translator("en")


def report_on(folder: Path, tables: Plain, language: str = "en") -> Report:
    dossier = opened(folder, tables)
    return build_report(ViewContext(dossier, Translator(language)), Items(dossier), [], ReportOptions())


def text_of(report: Report, language: str = "en") -> str:
    return " ".join(read_html(as_html(report, Translator(language))).words)


@pytest.mark.share(3)
@pytest.mark.parametrize(
    "words",
    [
        "Actor: Agency, Actor office; according to Actor office",
        "Tie: direct: the source ties it to Agency",
        "Tie: ○ inferred: only the thesis or an editor ties it to Agency (By date)",
        "Tie: ○ not tied to Agency",
        "Tie: ○ not stated",
        "Trend: worse",
        "Aim (not reached): Aim aim-reach",
        "Tells the same fact as d1",
        "When: 2004 – December 2008",
        "Data of: other",
        "On the source src: Only the contents page was read",
        "a publication says so; only an excerpt was read",
        "Note: Murky",
        "+ [t1] Thesis: Statement t1",
        "not reached: Aim aim-reach",
        "disputed: Aim aim-both",
        "The editors add: Who pays?",
        "Evaluated: Agency",
        "6 claims are not tied",
    ],
)
def test_the_text_says(tmp_path: Path, words: str) -> None:
    text = text_of(report_on(tmp_path, tied_tables()))
    assert words in text


def test_of_the_thesis_neither_reading_nor_confidence_is_told(tmp_path: Path) -> None:
    tables = tied_tables()
    tables["evidence"] = {"1": {**tables["evidence"]["7"], "reading": "direct", "confidence": "high"}}
    tables["findings"] = {}
    text = text_of(report_on(tmp_path, tables))
    assert "the thesis says so" in text
    assert "Confidence" not in text and "read in the source's text" not in text


@pytest.mark.parametrize("language", ["en", "id"])
def test_both_formats_have_the_same_words(tmp_path: Path, language: str) -> None:
    report, tr = report_on(tmp_path, tied_tables(), language), Translator(language)
    assert read_html(as_html(report, tr)).words == read_markdown(as_markdown(report, tr)).words


def test_tables_have_the_codes_and_the_words_of_the_thesis_alone(tmp_path: Path) -> None:
    report = report_on(tmp_path, tied_tables())
    write_report(report, ENGLISH, Output(tmp_path / "out", form_named("csv")))
    rows = {}
    for name in ("claims", "actors", "aims", "findings", "sources"):
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows[name] = {row["id"]: row for row in csv.DictReader(file)}
    claim = rows["claims"]["d1"]
    assert (claim["actor"], claim["said_by"], claim["tie"]) == ("agency; office", "office", "direct")
    assert (claim["reading"], claim["trend"]) == ("direct", "")
    assert rows["claims"]["t1"]["statement"] == "Statement t1"
    assert (rows["claims"]["n1"]["trend"], rows["claims"]["n1"]["note"]) == ("worse", "Murky")
    assert (rows["claims"]["r1"]["start"], rows["claims"]["r1"]["end"]) == ("2004", "2008-12")
    assert (rows["actors"]["office"]["voice"], rows["actors"]["state"]["voice"]) == ("agency", "state")
    assert {ident: row["state"] for ident, row in rows["aims"].items()} == {
        "aim-reach": "not_reached",
        "aim-open": "open",
        "aim-far": "open",
        "aim-both": "disputed",
    }
    assert rows["findings"]["find-1"]["claims"] == "d1; r1"
    assert rows["sources"]["src"]["note"] == "Only the contents page was read"


def test_json_gives_an_equal_report(tmp_path: Path) -> None:
    report = report_on(tmp_path, tied_tables())
    assert from_json(as_json(report)) == report


def test_of_schema_1_no_tie_is_told_and_all_claims_count_as_tied(tmp_path: Path) -> None:
    report = report_on(tmp_path, small())
    text = text_of(report)
    assert "Tie:" not in text and "Actor:" not in text
    assert "Evaluated: not stated: all claims count as tied" in text
    assert not {"untied", "excerpt"} & {limit.code for limit in report.limits}
    assert "Confidence high" in text
