"""A report says in every form what is known of each place; its numbers are those of a count of the file by hand."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier
from ilo_tui.exporters.report.build import ReportOptions, build_report
from ilo_tui.exporters.report.chapters.places import parts
from ilo_tui.exporters.report.content import Report, as_json, from_json
from ilo_tui.exporters.report.forms import form_named
from ilo_tui.exporters.report.parts import Paragraph, Remark
from ilo_tui.exporters.report.table import Table
from ilo_tui.exporters.report.templating import as_html, as_markdown
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.exporters.report.writing import Output, write_report
from ilo_tui.review.items import Items
from ilo_tui.views.context import ViewContext
from tests.dossier.small import both, programme
from tests.exporters.report.team import read_html, read_markdown, report_of, worked

STANCES = ("supports", "contradicts", "context")


@pytest.fixture(scope="module")
def report(dossiers: dict[bool, Dossier]) -> Report:
    context = ViewContext(dossiers[False], Translator("en"))
    return build_report(context, Items(dossiers[False]), [], ReportOptions())


def by_hand(dossier: Dossier) -> dict[str, Counter[str]]:
    """Facts by stance of each place that the dossier names, counted in its file: by English names alone."""
    tables: dict[str, dict[str, Any]] = json.loads(dossier.path.read_text("utf-8"))
    [meta] = tables["meta"].values()
    names = {
        text: place["name"]["en"]
        for place in meta["place_names"]
        for text in [place["name"]["en"], *place.get("also", [])]
    }
    facts: dict[str, dict[str, str]] = {name: {} for name in names.values()}
    for claim in tables["evidence"].values():
        stated = claim.get("places") or [place for place in [claim.get("place")] if place and place["en"] in names]
        for name in {names[place["en"]] for place in stated}:
            facts[name].setdefault(claim.get("same_as") or claim["id"], claim["stance"])
    return {name: Counter(stances.values()) for name, stances in facts.items()}


def test_its_numbers_are_those_of_the_file(report: Report, dossier: Dossier) -> None:
    counted = {
        line.name: Counter({name: getattr(line, name) for name in STANCES}) for line in report.places if line.level
    }
    assert counted == by_hand(dossier)
    [kampong_cham] = [line for line in report.places if line.place == "kampong_cham"]
    assert kampong_cham.programmes == ["clm", "efa", "tbp", "civil-society", "skills"]
    assert (kampong_cham.tie, kampong_cham.voices_supports, kampong_cham.voices_contradicts) == ("direct", 1, 0)


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize(("language", "level"), [("en", "province"), ("id", "provinsi")])
def test_every_place_has_a_row_in_the_text(dossier: Dossier, language: str, level: str) -> None:
    context = ViewContext(dossier, Translator(language, "en"))
    report = build_report(context, Items(dossier), [], ReportOptions())
    [table] = [part for part in parts(ReportView.of(report, Translator(language))) if isinstance(part, Table)]
    rows = list(table.rows())
    assert len(rows) == len(report.places) == len(list(dossier.crossings.places))
    assert rows[2] == ["Kampong Cham", level, ["CLM", "EFA", "TBP", "NET", "VOC"], "1", "0", "1", 6, 0, 3, 0]
    for text in (read_html(as_html(report, context.tr)).words, read_markdown(as_markdown(report, context.tr)).words):
        words = " ".join(text)
        assert all(" ".join(line.name.split()) in words for line in report.places)


def test_the_tables_and_the_data_have_them_too(report: Report, tmp_path: Path) -> None:
    assert from_json(as_json(report)) == report
    out = tmp_path / "tables"
    write_report(report, Translator("en"), Output(out, form_named("csv")))
    with (out / "places.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["place"] for row in rows] == [line.place for line in report.places]
    for row, line in zip(rows, report.places, strict=True):
        assert row["programmes"] == "; ".join(line.programmes)
        assert [row[name] for name in STANCES] == [str(getattr(line, name)) for name in STANCES]


def test_an_observation_counts_at_the_place_that_it_names(tmp_path: Path) -> None:
    at_kampot = report_of(
        worked(tmp_path / "a", {"programmes": [programme("p1") | {"places": [both("KAMPOT")]}, programme("p2")]})
    )
    assert [line.place for line in at_kampot.observations] == ["Kampot", "Kampot"]
    assert {line.place: line.observations for line in at_kampot.places} == {"kampot": 2, "none:": 0}
    assert not [part for part in parts(ReportView.of(at_kampot, Translator("en"))) if isinstance(part, Remark)]
    elsewhere = report_of(
        worked(tmp_path / "b", {"programmes": [programme("p1") | {"places": [both("Kep")]}, programme("p2")]})
    )
    assert {line.place: line.observations for line in elsewhere.places} == {"kep": 0, "none:": 0}
    [remark] = [part for part in parts(ReportView.of(elsewhere, Translator("en"))) if isinstance(part, Remark)]
    assert remark.text == "2 observations name none of these places, or several."
    of_one = structs.replace(elsewhere, observations=elsewhere.observations[:1])
    [remark] = [part for part in parts(ReportView.of(of_one, Translator("en"))) if isinstance(part, Remark)]
    assert remark.text == "1 observation names none of these places, or several."


def test_a_dossier_without_places_says_so(tmp_path: Path) -> None:
    [sentence] = parts(ReportView.of(report_of(worked(tmp_path)), Translator("en")))
    assert sentence == Paragraph("The dossier names no place.")
