"""The whole import: languages, places, filters, duplicates, what is counted, and that it is the same every time."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.gapmap import UNASSIGNED, GapMap
from ilo_tui.dossier.model import Evidence, Programme, Scale
from ilo_tui.importers.iati import IatiOptions, import_iati
from tests.importers.iati.iati_files import EN, activity, document, imported, indicator, refused, result


def test_texts_keep_their_languages_and_the_default_is_the_most_common(tmp_path: Path) -> None:
    dutch = activity(result("1", title="Scholen"), attributes='xml:lang="nl"')
    two = (
        '<iati-activity xml:lang="fr-BE"><iati-identifier>XX-1-B</iati-identifier><title>'
        '<narrative xml:lang="nl">Putten</narrative><narrative>Puits</narrative></title>'
        '<description type="2"><narrative>But</narrative></description>'
        '<description type="1"><narrative>Générale</narrative></description></iati-activity>'
    )
    report, dossier = imported(tmp_path, document(dutch, two))
    assert (dossier.meta.default_language, dossier.meta.languages) == ("nl", ["nl"])
    assert dossier.record(Programme, "xx-1-b").name == {"nl": "Putten", "fr": "Puits"}
    assert dossier.record(Programme, "xx-1-b").summary == {"fr": "Générale But", "nl": "[fr] Générale But"}
    assert report.languages == {"nl": 3, "fr": 1}
    assert all("nl" in scale.question for scale in dossier.records(Scale))
    assert EN.text(dossier.record(Programme, "xx-1-b").name) == "[nl] Putten"


def test_a_language_that_nobody_states_is_undetermined_unless_stated(tmp_path: Path) -> None:
    xml = document(activity(attributes=""))
    _, dossier = imported(tmp_path, xml)
    assert list(dossier.record(Programme, "xx-1-a").name) == ["und"]
    _, dossier = imported(tmp_path, xml, IatiOptions(language="km", force=True))
    assert list(dossier.record(Programme, "xx-1-a").name) == ["km"]


def test_titles_of_result_and_indicator_meet_in_every_language(tmp_path: Path) -> None:
    body = (
        '<result type="1"><title><narrative>Wells</narrative><narrative xml:lang="fr">Puits</narrative></title>'
        "<indicator><title><narrative>Number</narrative></title></indicator></result>"
    )
    _, dossier = imported(tmp_path, document(activity(body)))
    (claim,) = dossier.records(Evidence)
    assert claim.statement == {"en": "Wells — Number", "fr": "Puits — [en] Number"}


def test_places_organisations_and_related_activities(tmp_path: Path) -> None:
    body = (
        '<recipient-country code="KH"/><recipient-country code="XX"><narrative>Nowhere</narrative></recipient-country>'
        '<recipient-region code="998" vocabulary="1"/><location><name><narrative>Kampot</narrative></name></location>'
        '<participating-org role="4" ref="Y-1"/><participating-org role="2"><narrative>One</narrative>'
        '<narrative xml:lang="fr">Une</narrative></participating-org><related-activity ref="XX-1" type="1"/>'
        '<transaction><value>3</value><recipient-country code="VN"/></transaction>'
    )
    report, dossier = imported(tmp_path, document(activity(body)))
    (programme,) = dossier.records(Programme)
    places = ["Cambodia", "Nowhere", "region 998", "Kampot", "Vietnam"]
    assert [place["en"] for place in programme.places] == places
    assert [(org.role, org.name) for org in programme.orgs] == [
        ("Reporting", "Aid Office (XX-1)"),
        ("Implementing", "Y-1"),
        ("Accountable", "One / Une"),
    ]
    assert programme.related == ["XX-1"]
    assert (programme.code, programme.identifier) == ("A", "XX-1-A")
    assert report.unread == {"transaction": 1, "recipient-region/@vocabulary": 1}


def test_filters_of_country_and_publisher(tmp_path: Path) -> None:
    khmer = activity('<recipient-country code="kh"/>')
    by_money = activity('<transaction><recipient-country code="KH"/></transaction>', "XX-1-B")
    other = activity('<recipient-country code="VN"/>', "XX-1-C")
    xml = document(khmer, by_money, other)
    report, dossier = imported(tmp_path, xml, IatiOptions(countries=frozenset({"KH"})))
    assert list(dossier.ids(Programme)) == ["xx-1-a", "xx-1-b"]
    assert report.read["activities"] == 3
    ((message, finding),) = report.skipped.items()
    assert (message, finding.count) == ("activity of another country, or of none", 1)
    _, dossier = imported(tmp_path, xml, IatiOptions(reporting_orgs=frozenset({"xx-1"}), force=True))
    assert dossier.count(Programme) == 3
    (tmp_path / "out.json").unlink()
    line = refused(tmp_path / "in.xml", IatiOptions(reporting_orgs=frozenset({"other"})))
    assert "of 3 activities none" in line


def test_of_a_duplicate_identifier_the_first_counts_and_the_others_are_listed(tmp_path: Path) -> None:
    first, two, output = tmp_path / "1.xml", tmp_path / "2.xml", tmp_path / "out.json"
    first.write_text(document(activity(result("1")), activity("", "XX-1-B")))
    two.write_text(document(activity("", "XX-1-B"), activity("", "XX_1-b"), activity("", "")))
    report = import_iati([first, two], output)
    (finding,) = report.skipped.values()
    assert finding.places == [("2.xml", 2, "XX-1-B (1.xml:3)")]
    assert (report.records["programmes"], report.read["activities"]) == (4, 5)


def test_foreign_namespaces_are_passed_over_and_listed(tmp_path: Path) -> None:
    body = (
        '<x:budget xmlns:x="urn:x"><title>no</title></x:budget>\n'
        '<extra xmlns="urn:y"><iati-identifier>no</iati-identifier></extra>\n'
        '<result type="1"><x:y xmlns:x="urn:x"/>'
        '<title><narrative>yes<x:z xmlns:x="urn:x">no</x:z></narrative></title></result>'
    )
    report, dossier = imported(tmp_path, document(activity(body)))
    (claim,) = dossier.records(Evidence)
    assert claim.statement == {"en": "yes"}
    (finding,) = report.skipped.values()
    assert [(line, name) for _, line, name in finding.places] == [(2, "x:budget"), (3, "extra"), (4, "x:y"), (4, "x:z")]


def test_what_has_no_place_in_a_dossier_is_counted(tmp_path: Path) -> None:
    body = "<budget/><budget/><made-up><budget/></made-up>text between" + "<location><point/></location>"
    report, _ = imported(tmp_path, document(activity(body)))
    assert report.unread == {"budget": 2, "made-up": 1, "location/point": 1, "iati-activity/text()": 1}
    text = "\n".join(report.localise(Translator("en")))
    assert "budget 2" in text and "made-up 1" in text
    assert json.loads(msgspec.json.encode(report))["unread"]["budget"] == 2


def test_the_account_fits_the_screen_and_lists_all_places_if_asked(tmp_path: Path) -> None:
    many = activity('\n<activity-date type="1" iso-date="soon, but not before the rains"/>' * 30 + "<budget/>" * 1200)
    report, _ = imported(tmp_path, document(many))
    for width in (50, 80):
        for shown in (3, None):
            lines = replace(report, places_shown=shown).localise(Translator("id"), width)[1:]
            assert max(map(len, lines)) <= width
    short, complete = (
        " ".join(" ".join(replace(report, places_shown=shown).localise(EN)).split()) for shown in (3, None)
    )
    assert (short.count("“soon, but"), complete.count("“soon, but")) == (3, 30)
    assert "... and 27 more" in short and "--all-places" in short
    assert "more" not in complete and "--all-places" not in complete
    assert "in.xml line" not in complete and "line 32 “soon" in complete
    assert "budget 1,200" in complete
    first, two = tmp_path / "in.xml", tmp_path / "two.xml"
    two.write_text(document(activity("", "")))
    both = import_iati([first, two], tmp_path / "both.json").localise(EN)
    assert any("two.xml line 2" in line for line in both)


def test_the_account_explains_no_results_and_no_language(tmp_path: Path) -> None:
    report, _ = imported(tmp_path, document(activity(attributes="")))
    lines = report.localise(EN)
    assert "No activity has results, so there are no claims." in lines
    assert "und: the file states no language; --language CODE tells it." in lines
    report, _ = imported(tmp_path, document(activity(result("1"))), IatiOptions(force=True))
    lines = report.localise(EN)
    assert not any("no claims" in line or "--language" in line for line in lines)


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    xml = document(*(activity(result("1", indicator()), f"XX-1-{n}") for n in range(20)))
    imported(tmp_path, xml)
    first = (tmp_path / "out.json").read_bytes()
    imported(tmp_path, xml, IatiOptions(force=True))
    assert (tmp_path / "out.json").read_bytes() == first
    assert b'"edition":"2024-05-06"' in first


def test_identifiers_that_look_alike_or_are_no_ids(tmp_path: Path) -> None:
    names = ["sdg", "output", "X/1", "x.1", "x 1", "ទឹក", "file.1", "a" * 500, "verdict"]
    _, dossier = imported(tmp_path, document(*(activity(result("1"), name) for name in names)))
    assert [programme.identifier for programme in dossier.records(Programme)] == names
    assert dossier.count(Evidence) == len(names)


def test_progress_goes_from_nothing_to_all(tmp_path: Path) -> None:
    first, two = tmp_path / "1.xml", tmp_path / "2.xml"
    first.write_text(document(activity("<description>" + "x" * 300_000 + "</description>")))
    two.write_text(document(activity("", "XX-1-B")))
    seen: list[tuple[int, int]] = []
    import_iati([first, two], tmp_path / "out.json", progress=lambda result, total: seen.append((result, total)))
    complete = first.stat().st_size + two.stat().st_size
    assert seen == sorted(seen)
    assert len(seen) >= 4
    assert seen[-1] == (complete, complete)


CODE = st.sampled_from(["1", "2", "3", "9", "Output", "impact", "x", ""])
VALUE = st.sampled_from(["3", "2,5", "N=1", "", "1e9", "1.234,5"])


@st.composite
def activities(draw: st.DrawFn) -> str:
    """A file of random results, markers, tags and links, all well-formed."""
    items = []
    for number in range(draw(st.integers(1, 4))):
        results = []
        for _ in range(draw(st.integers(0, 3))):
            measures = []
            for _ in range(draw(st.integers(0, 3))):
                periods = "".join(
                    "<period>"
                    + "".join(f'<target value="{draw(VALUE)}"/>' for _ in range(draw(st.integers(0, 2))))
                    + "".join(f'<actual value="{draw(VALUE)}"/>' for _ in range(draw(st.integers(0, 2))))
                    + "</period>"
                    for _ in range(draw(st.integers(0, 3)))
                )
                measures.append(indicator(f'<baseline value="{draw(VALUE)}"/>{periods}<document-link url="u"/>'))
            results.append(result(draw(CODE), "".join(measures)))
        extra = '<tag vocabulary="3" code="8.7"/>' * draw(st.integers(0, 2))
        extra += f'<policy-marker code="1" significance="{draw(CODE)}"/>' * draw(st.integers(0, 2))
        items.append(activity("".join(results) + extra, f"XX-1-{number}"))
    return document(*items)


PATHS = {
    "activities": ".//iati-activity",
    "results": ".//result",
    "indicators": ".//indicator",
    "periods": ".//period",
    "targets": ".//target",
    "actuals": ".//actual",
    "baselines": ".//baseline",
    "tags": ".//tag",
    "policy markers": ".//policy-marker",
    "document links": ".//document-link",
    "periods with an actual": ".//period[actual]",
}


def counted(tree: ElementTree.Element) -> dict[str, int]:
    """What the report should count, counted by another parser."""
    return {name: len(tree.findall(path)) for name, path in PATHS.items()}


@pytest.mark.skipif("ILO_TUI_IATI_FILES" not in os.environ, reason="no folder of publishers' files is named")
def test_files_of_publishers_are_counted_in_full(tmp_path: Path) -> None:
    for path in Path(os.environ["ILO_TUI_IATI_FILES"]).glob("*.xml"):
        report, dossier = imported(tmp_path, path.read_bytes(), IatiOptions(force=True))
        assert {name: report.read[name] for name in PATHS} == counted(ElementTree.parse(path).getroot()), path.name
        assert dossier.count(Programme) == report.read["activities"]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(activities())
def test_counts_are_those_of_the_file_and_nothing_is_lost(tmp_path: Path, xml: str) -> None:
    tree = ElementTree.fromstring(xml)
    report, dossier = imported(tmp_path, xml, IatiOptions(force=True))
    assert {name: report.read[name] for name in PATHS} == counted(tree)
    bare = sum(1 for item in tree.iter("result") if item.find("indicator") is None)
    assert dossier.count(Evidence) == report.read["indicators"] + bare
    gap_map = GapMap(dossier)
    shown = sum(len(gap_map.cell(row, column).evidence) for row in gap_map.rows for column in gap_map.columns)
    assert shown == dossier.count(Evidence)
    unassigned = sum(1 for evidence in dossier.records(Evidence) if evidence.dimension is None)
    assert (UNASSIGNED in gap_map.columns) == bool(unassigned)
    values = [item for item in tree.iter() if item.tag in {"target", "actual", "baseline"} and item.get("value")]
    stored = sum(len(evidence.figures) for evidence in dossier.records(Evidence))
    words = sum(len(evidence.excerpt.text.split("\n")) for evidence in dossier.records(Evidence) if evidence.excerpt)
    assert stored + words == len(values)
