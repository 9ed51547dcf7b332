"""Whatever stands in a file is in the dossier, or the report says that it is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ilo_tui.dossier.model import Evidence, Programme, Source
from ilo_tui.importers.iati import IatiOptions
from ilo_tui.importers.iati.report import IatiReport
from tests.importers.iati.iati_files import activity, document, imported, indicator, refused, result

RICH = """
<participating-org ref="ORG-1" role="1" type="org-type" activity-id="ORG-1-7"><narrative>Fund</narrative>
  </participating-org>
<activity-date type="1" iso-date="2011-01-31"><narrative>as signed</narrative></activity-date>
<activity-date type="02" iso-date="2011-03-05"/><activity-date type="start-actual" iso-date="2011-03-06"/>
<recipient-country code="KH" percentage="61.5"><narrative>Kampuchea</narrative></recipient-country>
<recipient-region code="298" percentage="38.5%" vocabulary="region-list"/>
<location ref="L-1"><name><narrative>Kampot</narrative></name><point><pos>10.6 104.2</pos></point></location>
<related-activity ref="XX-1-Parent" type="1">The whole plan</related-activity>
<sector code="11220" vocabulary="1" percentage="77"><narrative>Primary education</narrative></sector>
<tag code="T-1" vocabulary="99" vocabulary-uri="https://tags.example/"><narrative>Own tag</narrative></tag>
<policy-marker code="2" vocabulary="1" significance="2"/><policy-marker code="2" vocabulary="1" significance="3"/>
<document-link url="https://docs.example/a" format="text/rtf"><title><narrative>Paper</narrative></title>
  <category code="Z99"/><language code="km"/><document-date iso-date="2012-07-08"/></document-link>
<result type="3" aggregation-status="kept-apart"><title><narrative>Less labour</narrative></title>
  <description><narrative>All of it</narrative></description>
  <indicator measure="2" ascending="0"><title><narrative>Rate</narrative></title>
    <reference vocabulary="9" code="8.7.1"/>
    <baseline value="45" year="2010" iso-date="2010-09-08"><comment><narrative>first</narrative></comment></baseline>
    <period><period-start iso-date="2011-04-01"/><period-end iso-date="2011-06-30"/>
      <document-link url="https://docs.example/b"/>
      <target value="41"><location ref="L-2"/></target><target value="42"><dimension name="sex" value="girls"/></target>
      <actual value="43"><comment><narrative>counted</narrative></comment></actual><actual value="N=44"/>
    </period>
    <period><period-start iso-date="2015-05-05"/></period>
  </indicator></result>
<humanitarian-scope code="scope-1"/><location ref="L-9"/>
"""
READ_AS = {"KH", "L-1", "1", "2", "3", "02", "9", "99", "start-actual", "38.5%", "2015-05-05", "8.7.1"}
"""Values that the dossier has by another word, or that a finding lists by line."""


def strings(value: object) -> Iterator[str]:
    """Every text and number in a JSON value."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)
    else:
        yield str(value)


def lost(xml: str, text: str, report: IatiReport) -> Iterator[str]:
    """What stands in the file, and neither in `told` nor in the report."""
    listed = " ".join(detail for finding in report.skipped.values() for _, _, detail in finding.places)
    for node in ElementTree.fromstring(xml).iter():
        if any(name.split("/")[-1] == node.tag for name in report.unread):
            continue
        values = {f"{node.tag}/@{name}": value for name, value in node.attrib.items()}
        values[f"{node.tag}/text()"] = node.text or ""
        for place, value in values.items():
            plain = " ".join(value.split())
            if plain not in READ_AS and plain not in text and plain not in listed and place not in report.unread:
                yield f"{place}={plain}"


def test_every_text_and_attribute_is_in_the_dossier_or_in_the_report(tmp_path: Path) -> None:
    xml = activity(RICH, attributes='hierarchy="level-2" last-updated-datetime="2013-02-01T00:00:00Z"')
    report, _ = imported(tmp_path, document(xml))
    text = "\n".join(strings(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))))
    inner = xml.replace("pos>", "point>")
    assert list(lost(inner, text, report)) == []
    assert report.unread["iati-activity/@hierarchy"] == 1
    assert {message: notice.count for message, notice in report.skipped.items()} == {
        "location without a name": 1,
        "period without a target and an actual": 1,
        "sector of a vocabulary that names no policy": 1,
        "tag of the publisher's own vocabulary: name its URI and code in a vocabulary file": 1,
    }


def test_all_dates_relations_and_shares_stand_in_the_note_of_the_source(tmp_path: Path) -> None:
    _, dossier = imported(tmp_path, document(activity(RICH)))
    note = dossier.record(Source, "xx-1-a.iati").note
    assert note is not None
    assert note["en"].partition(" Dates: ")[2] == (
        "planned start 2011-01-31 (“as signed”), actual start 2011-03-05, actual start 2011-03-06. "
        "Related activities: XX-1-Parent (parent: The whole plan). Shares: Kampuchea 61.5 %, region 298 38.5 %."
    )
    (programme,) = dossier.records(Programme)
    assert programme.period is not None and programme.period.start == "2011-03-05"
    assert programme.related == ["XX-1-Parent"]
    assert programme.orgs[1].name == "Fund (ORG-1)"


def test_what_has_no_name_is_listed_with_its_line(tmp_path: Path) -> None:
    body = (
        '\n<participating-org role="4"/>\n<related-activity type="2">Nameless child</related-activity>'
        '\n<recipient-country percentage="60"/>\n<recipient-region/>\n<location ref="L"/>'
    )
    report, dossier = imported(tmp_path, document(activity(body)))
    (programme,) = dossier.records(Programme)
    assert (programme.places, programme.related, len(programme.orgs)) == ([], [], 1)
    assert {message: (notice.places[0][1:]) for message, notice in report.skipped.items()} == {
        "organisation without a name and a reference": (3, "Implementing"),
        "related activity without an identifier": (4, "Nameless child"),
        "country without a code and a name": (5, ""),
        "region without a code and a name": (6, ""),
        "location without a name": (7, "L"),
    }


def test_a_document_of_which_two_things_are_said_is_noted(tmp_path: Path) -> None:
    def link(title: str, date: str = "2019-05-01") -> str:
        return (
            f'\n<document-link url="https://x.example/a"><title><narrative>{title}</narrative></title>'
            f'<document-date iso-date="{date}"/></document-link>'
        )

    body = link("One") + link("One") + link("Two") + link("One", "May 2019")
    report, dossier = imported(tmp_path, document(activity(body)))
    (source,) = (source for source in dossier.records(Source) if source.id.startswith("doc."))
    assert (source.title, source.year, source.note) == ("One", 2019, dict.fromkeys(("en", "id"), "2019-05-01"))
    assert [place for doubt in report.doubts.values() for place in doubt.places] == [
        ("in.xml", 5, "Two"),
        ("in.xml", 6, "One"),
    ]
    assert [place for notice in report.skipped.values() for place in notice.places] == [("in.xml", 6, "May 2019")]


def test_elements_and_namespaces_outside_of_activities_are_reported(tmp_path: Path) -> None:
    xml = document(activity(), "<strange/>", '<extra xmlns="urn:y"/>').replace(
        "<iati-activities ", '<iati-activities xmlns="https://example.org/iati" ', 1
    )
    report, dossier = imported(tmp_path, xml)
    assert dossier.count(Programme) == 1
    assert report.unread == {"strange": 1}
    assert [place for notice in report.skipped.values() for place in notice.places] == [("in.xml", 4, "extra")]
    assert {message: doubt.places for message, doubt in report.doubts.items()} == {
        "namespace where IATI has none, read all the same": [("in.xml", 1, "https://example.org/iati")]
    }


def test_a_language_that_is_none_is_noted_at_the_activity_too(tmp_path: Path) -> None:
    report, dossier = imported(tmp_path, document(activity(attributes='xml:lang="??"')))
    assert list(dossier.record(Programme, "xx-1-a").name) == ["und"]
    assert [place for doubt in report.doubts.values() for place in doubt.places] == [("in.xml", 2, "??")]


@pytest.mark.parametrize("text", ["KH", "cambodia", "Kamboja"])
@pytest.mark.parametrize("written", ['code="KH"/>', ">Cambodia</recipient-country>"])
def test_a_country_is_known_by_code_and_by_name(tmp_path: Path, text: str, written: str) -> None:
    xml = document(activity(f"<recipient-country {written}"), activity("", "XX-1-B"))
    report, dossier = imported(tmp_path, xml, IatiOptions(countries=frozenset({text})))
    assert list(dossier.ids(Programme)) == ["xx-1-a"]
    assert [notice.places for notice in report.skipped.values()] == [[("in.xml", 3, "XX-1-B")]]
    (tmp_path / "out.json").unlink()
    assert "none is of the country" in refused(tmp_path / "in.xml", IatiOptions(countries=frozenset({"VN"})))


def test_target_and_actual_of_an_indicator_without_a_title_have_one_name(tmp_path: Path) -> None:
    bare = '<indicator><period><target value="2"/><actual value="1"/></period></indicator>'
    _, dossier = imported(tmp_path, document(activity(result("1", bare) + f'<result type="1">{bare}</result>')))
    names = [{figure.name["en"] for figure in claim.figures} for claim in dossier.records(Evidence)]
    assert names == [{"Children in school"}, {"indicator without a title"}]


def test_words_are_no_doubt_where_the_indicator_is_measured_in_words(tmp_path: Path) -> None:
    body = result("2", indicator('<period><actual value="Good"/></period>', 'measure="5"'))
    report, dossier = imported(tmp_path, document(activity(body)))
    (claim,) = dossier.records(Evidence)
    assert claim.excerpt is not None and claim.excerpt.text == "actual: Good"
    assert report.doubts == {}


def test_what_may_stand_once_and_stands_twice_is_listed(tmp_path: Path) -> None:
    body = (
        '<iati-identifier>XX-1-OLD</iati-identifier><activity-status code="2"/><activity-status code="4"/>'
        "<activity-website>https://a.example</activity-website><activity-website>https://b.example</activity-website>"
    ) + result(
        "1",
        indicator(
            '<period><period-start iso-date="2011-01-01"/><period-start iso-date="2012-01-01"/>'
            '<actual value="3">roughly</actual></period>'
        ),
    )
    report, dossier = imported(tmp_path, document(activity(body)))
    (programme,) = dossier.records(Programme)
    assert (programme.identifier, programme.status) == ("XX-1-A", "Implementation")
    assert {message: [place[2] for place in notice.places] for message, notice in report.skipped.items()} == {
        "element that may stand only once here; the first counts": [
            "activity-website https://b.example",
            "iati-identifier XX-1-OLD",
            "activity-status 4",
            "period-start 2012-01-01",
        ],
        "words beside a value": ["roughly"],
    }


def test_words_of_the_program_do_not_choose_the_language_of_the_dossier(tmp_path: Path) -> None:
    bare = '<iati-activity xml:lang="km"><iati-identifier>XX-1-B</iati-identifier><result/><result/></iati-activity>'
    report, dossier = imported(tmp_path, document(activity(attributes='xml:lang="km"'), bare))
    assert (report.languages, dossier.meta.default_language) == ({"km": 1}, "km")
    assert dossier.count(Evidence) == 2
    assert all("km" in claim.statement for claim in dossier.records(Evidence))
