"""Results become claims: dimensions, figures, words that are no figures, sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.model import Evidence, Programme, Source
from ilo_tui.importers.iati import IatiOptions
from tests.importers.iati.iati_files import EN, activity, document, imported, indicator, result

PERIOD = (
    '<period><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
    '<target value="100"><location ref="KH-1"/><dimension name="sex" value="female"/>'
    "<comment><narrative>as planned</narrative></comment></target>"
    '<actual value="87,5"/>'
    '<actual value="N=41;P=56"><comment><narrative>from the register</narrative></comment></actual>'
    "</period>"
)


@pytest.mark.parametrize(
    ("written", "dimension", "counted"),
    [
        ("1", "output", "output"),
        ("Output", "output", "output"),
        (" OUTCOME ", "outcome", "outcome"),
        ("2", "outcome", "outcome"),
        ("3", "impact", "impact"),
        ("03", "impact", "impact"),
        (" Impact ", "impact", "impact"),
        ("impact", "impact", "impact"),
        ("9", None, "other"),
        ("Other", None, "other"),
        ("", None, "absent"),
        ("7", None, "unknown"),
    ],
)
def test_a_result_type_is_a_dimension_or_unassigned(
    tmp_path: Path, written: str, dimension: str | None, counted: str
) -> None:
    report, dossier = imported(tmp_path, document(activity(result(written))))
    (claim,) = dossier.records(Evidence)
    assert (claim.dimension, claim.stance, claim.origin) == (dimension, "context", "iati")
    assert report.read[f"results {counted}"] == report.read["results"] == 1


def test_an_unknown_result_type_is_listed_with_its_line(tmp_path: Path) -> None:
    report, _ = imported(tmp_path, document(activity(), activity(result("7"), "XX-1-B")))
    (finding,) = report.doubts.values()
    assert finding.places == [("in.xml", 3, "7")]


def test_target_and_actual_stand_side_by_side(tmp_path: Path) -> None:
    place = '<location ref="KH-1"><name><narrative>Kampot</narrative></name></location>'
    body = place + result("1", indicator('<baseline year="2019" value="1 250"/>' + PERIOD))
    report, dossier = imported(tmp_path, document(activity(body)))
    (claim,) = dossier.records(Evidence)
    baseline, target, actual = claim.figures
    assert claim.statement == {"en": "Children in school — Pupils enrolled"}
    assert (baseline.role, baseline.value, baseline.year) == ("baseline", 1250, 2019)
    assert (target.role, target.value, target.start, target.end) == ("target", 100, "2020-01-01", "2020-12-31")
    assert target.name == {"en": "Pupils enrolled (sex: female)", "id": "[en] Pupils enrolled (sex: female)"}
    assert (target.place, target.note) == ({"en": "Kampot"}, {"en": "as planned"})
    assert (actual.role, actual.value, actual.year) == ("actual", 87.5, 2020)
    assert claim.excerpt is not None
    assert claim.excerpt.text == "actual (2020-01-01/2020-12-31): N=41;P=56 — [en] from the register"
    assert (claim.year, claim.start, claim.end) == (None, "2020-01-01", "2020-12-31")
    assert claim.places == [{"en": "Kampot"}]
    counts = {"indicators": 1, "periods": 1, "periods with an actual": 1, "targets": 1, "actuals": 2, "baselines": 1}
    assert {key: report.read[key] for key in counts} == counts
    assert [place[2] for finding in report.doubts.values() for place in finding.places] == ["87,5", "N=41;P=56"]


def test_a_number_that_may_be_two_is_kept_as_words(tmp_path: Path) -> None:
    body = result("1", indicator('<period><actual value="1,234"/></period>'))
    report, dossier = imported(tmp_path, document(activity(body)))
    (claim,) = dossier.records(Evidence)
    assert claim.figures == []
    assert claim.excerpt is not None and claim.excerpt.text == "actual: 1,234"
    assert "may be two" in next(iter(report.doubts))


def test_values_of_version_1_stand_in_the_element(tmp_path: Path) -> None:
    xml = (
        '<iati-activities version="1.01"><iati-activity xml:lang="en">'
        "<iati-identifier> XX-1-A\n</iati-identifier><title>Wells\n  and pumps</title>"
        '<title xml:lang="fr">Puits</title>'
        '<activity-date type="start-actual">2011-03-01</activity-date>'
        '<activity-date type="end-planned" iso-date="2013"/>'
        '<participating-org role="funding">Ministry</participating-org><activity-status code="2">x</activity-status>'
        '<result type="Output"><title>Wells dug</title><indicator measure="Percentage"><title>Share</title>'
        "<period><period-end>2012-12-31</period-end><actual>45 %</actual></period></indicator></result>"
        "</iati-activity></iati-activities>"
    )
    _, dossier = imported(tmp_path, xml)
    (programme,) = dossier.records(Programme)
    (claim,) = dossier.records(Evidence)
    assert programme.name == {"en": "Wells and pumps", "fr": "Puits"}
    assert (programme.identifier, programme.status) == ("XX-1-A", "Implementation")
    assert programme.period is not None
    assert (programme.period.start, programme.period.end) == ("2011-03-01", "2013")
    assert [(org.name, org.role) for org in programme.orgs] == [("Ministry", "Funding")]
    assert (claim.figures[0].value, claim.figures[0].unit["en"], claim.figures[0].end) == (45, "%", "2012-12-31")


def test_bad_dates_are_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    body = (
        '<activity-date type="1" iso-date="2020-02-30"/><activity-date type="3" iso-date="2021-05-01Z"/>'
        '<activity-date type="8" iso-date="2021-05-01"/>'
        + result(
            "1",
            indicator('<baseline year="MMXX" iso-date="2019-01-01" value="1"/><period><period-start iso-date="1/2/20"/>'
                      '<actual value="3"/></period>'),
        )
    )  # fmt: skip
    report, dossier = imported(tmp_path, document(activity(body)))
    (programme,) = dossier.records(Programme)
    (claim,) = dossier.records(Evidence)
    assert programme.period is not None
    assert (programme.period.start, programme.period.end) == (None, "2021-05-01")
    assert [(figure.value, figure.year, figure.start) for figure in claim.figures] == [
        (1, 2019, "2019-01-01"),
        (3, None, None),
    ]
    listed = {place[2] for finding in report.skipped.values() for place in finding.places}
    assert {"2020-02-30", "8", "MMXX", "1/2/20"} <= listed


def test_a_result_without_indicator_and_an_indicator_without_title(tmp_path: Path) -> None:
    bare = "<result><indicator/></result>"
    _, dossier = imported(tmp_path, document(activity(result("2") + bare)))
    first, second = dossier.records(Evidence)
    assert first.id.startswith("xx-1-a.children-in-school-")
    assert first.statement == {"en": "Children in school"}
    assert second.id.startswith("xx-1-a.indicator-")
    assert second.statement["en"] == "The file gives this result no title."


def test_sources_are_the_documents_at_their_level_else_the_activity(tmp_path: Path) -> None:
    def link(name: str) -> str:
        return (
            f'<document-link url="https://x.example/{name}" format="application/pdf"><title><narrative>{name}'
            '</narrative></title><category code="A07"/><category code="A08"/><language code="fr"/>'
            '<document-date iso-date="2019-05-01"/></document-link>'
        )

    with_links = f'<period><actual value="1">{link("of-actual")}</actual></period>{link("of-indicator")}'
    body = link("of-activity") + result("1", link("of-result") + indicator(with_links) + indicator()) + result("2")
    report, dossier = imported(tmp_path, document(activity(body)))
    names = {source.id: source.title for source in dossier.records(Source)}
    first, second, third = dossier.records(Evidence)
    assert [names[first.source], *(names[other_source.source] for other_source in first.other_sources)] == [
        "of-indicator",
        "of-actual",
        "of-result",
    ]
    assert (names[second.source], second.other_sources) == ("of-result", [])
    assert (third.source, third.locator) == ("xx-1-a.iati", 'XX-1-A: result "Children in school"')
    # The activity was read; the documents that it links to were not.
    assert (first.reading, third.reading) == ("second_hand", "direct")
    assert first.confidence is third.confidence is None
    (programme,) = dossier.records(Programme)
    assert [names[source] for source in programme.sources] == ["Schools of XX-1-A", "of-activity"]
    document_source = dossier.record(Source, first.source)
    assert (document_source.kind, document_source.year) == ("evaluation", 2019)
    assert document_source.note is not None
    assert document_source.note["en"] == "A07, A08 · 2019-05-01 · fr"
    assert report.read["document links"] == 4


def test_one_document_of_many_activities_is_one_source(tmp_path: Path) -> None:
    link = '<document-link url="https://x.example/a"/>'
    report, dossier = imported(
        tmp_path, document(activity(link), activity(link * 2, "XX-1-B"), activity("<document-link/>", "C"))
    )
    assert [source.url for source in dossier.records(Source) if source.id.startswith("doc.")] == ["https://x.example/a"]
    assert report.read["document links"] == 4
    assert [finding.count for finding in report.skipped.values()] == [1]


def test_hostile_text_is_kept_as_data_and_reported_harmlessly(tmp_path: Path) -> None:
    body = result("1", title="[bold]red[/]\u202e ${x} {y} %s") + '<activity-date type="1" iso-date="{0}\u202e"/>'
    report, dossier = imported(tmp_path, document(activity(body)))
    (claim,) = dossier.records(Evidence)
    assert claim.statement["en"] == "[bold]red[/]\u202e ${x} {y} %s"
    text = "\n".join(report.localise(EN))
    assert "“{0}”" in text
    assert "\u202e" not in text


def test_a_text_of_more_than_a_million_characters_is_cut(tmp_path: Path) -> None:
    body = f"<description><narrative>{'ab ' * 500_000}</narrative></description>"
    report, dossier = imported(tmp_path, document(activity(body)))
    (programme,) = dossier.records(Programme)
    assert 900_000 < len(programme.summary["en"]) <= 1_000_000
    assert [finding.count for finding in report.doubts.values()] == [1]


def test_less_is_better_is_said(tmp_path: Path) -> None:
    body = result("3", indicator('<period><actual value="3"/></period>', 'measure="2" ascending="0"'))
    _, dossier = imported(tmp_path, document(activity(body)), IatiOptions())
    (claim,) = dossier.records(Evidence)
    assert claim.excerpt is not None and claim.excerpt.text == "indicator/@ascending: 0"
