"""Activities, results and alignments are known by what they are, never by where they stand in a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.dossier.model import Alignment, Evidence, Programme, Source
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.importers.iati import IatiOptions, import_iati
from ilo_tui.review.hashing import hash_of
from tests.importers.iati.iati_files import EN, activity, document, imported, indicator, result

AGAIN = IatiOptions(force=True)
TITLES = st.sampled_from(["Wells", "Schools", "ទឹក", "!", "Wells and pumps " * 9])
YEARS = st.lists(st.integers(2001, 2009), max_size=3, unique=True)


def period(year: int) -> str:
    return (
        f'<period><period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
        f'<actual value="{year}"/></period>'
    )


@st.composite
def results(draw: st.DrawFn) -> str:
    """A result with indicators of different titles, in any order, with periods in any order."""
    titles = draw(st.lists(TITLES, max_size=2, unique=True))
    inner = "".join(
        f"<indicator><title><narrative>{title}</narrative></title>{''.join(map(period, draw(YEARS)))}</indicator>"
        for title in titles
    )
    return result(draw(st.sampled_from("12")), inner, draw(TITLES))


def hashes(dossier: Dossier) -> dict[str, str]:
    records = (*dossier.records(Evidence), *dossier.records(Alignment))
    return {record.id: hash_of(record) for record in records}


def title_of(xml: str) -> str:
    """The type and title of a result, which its ids are made of."""
    match = re.match(r'<result type="(.)"><title><narrative>(.*?)</narrative>', xml)
    assert match
    return "".join(match.groups())


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(results(), max_size=4, unique_by=title_of), st.data())
def test_adding_removing_and_reordering_results_changes_no_other_claim(
    tmp_path: Path, result: list[str], data: st.DataObject
) -> None:
    (tmp_path / "out.json").unlink(missing_ok=True)
    _, complete = imported(tmp_path, document(activity("".join(result))))
    (tmp_path / "out.json").unlink()
    some = data.draw(st.permutations(result).flatmap(lambda rest: st.integers(0, len(rest)).map(lambda n: rest[:n])))
    _, part = imported(tmp_path, document(activity("", "XX-1-B"), activity("".join(some))))
    assert hashes(part).items() <= hashes(complete).items()
    assert part.count(Evidence) == sum(max(1, item.count("<indicator>")) for item in some)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations([2003, 2001, 2002]))
def test_the_order_of_periods_makes_no_difference(tmp_path: Path, years: list[int]) -> None:
    _, dossier = imported(tmp_path, document(activity(result("1", indicator("".join(map(period, years)))))), AGAIN)
    (claim,) = dossier.records(Evidence)
    assert [figure.year for figure in claim.figures] == [2001, 2002, 2003]


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.permutations(
        [
            '<tag vocabulary="3" code="8.7"/>',
            '<tag vocabulary="3" code="08.7"><narrative>Child labour</narrative></tag>',
            '<policy-marker code="1" significance="2"/>',
            '<policy-marker code="2" significance="0"/>',
            result("3", indicator('<reference vocabulary="9" code="8.7.1"/>')),
        ]
    )
)
def test_the_order_of_mentions_makes_no_alignment_another(tmp_path: Path, parts: list[str]) -> None:
    _, dossier = imported(tmp_path, document(activity("".join(parts))), AGAIN)
    expected = tmp_path / "expected"
    result = sorted(hashes(dossier).items())
    if not expected.exists():
        expected.write_text(repr(result), encoding="utf-8")
    assert expected.read_text(encoding="utf-8") == repr(result)


@pytest.mark.parametrize("between", ["", "\n", "\r\n\t"])
def test_an_activity_that_stands_twice_counts_once_however_lines_break(tmp_path: Path, between: str) -> None:
    xml = document().replace("\n", between + activity(result("1")) + between + activity(result("1")) + between, 1)
    report, dossier = imported(tmp_path, xml)
    assert list(dossier.ids(Programme)) == ["xx-1-a"]
    (finding,) = report.skipped.values()
    assert list(report.skipped) == ["activity whose identifier stands already before"]
    assert finding.count == 1


def test_identifiers_that_look_the_same_are_one(tmp_path: Path) -> None:
    same = [activity("", name) for name in ("XX-1-é", "XX-1-e\u0301", "xx-1-É", "XX-1-é\u200b")]
    report, dossier = imported(tmp_path, document(*same))
    assert dossier.count(Programme) == 1
    assert [finding.count for finding in report.skipped.values()] == [3]


def test_identifiers_that_one_id_would_stand_for_get_ids_that_need_no_order(tmp_path: Path) -> None:
    parts = [activity("", name) for name in ("XX/1/A", "XX-1-A", "XX 1 A", "output")]
    _, forth = imported(tmp_path, document(*parts))
    _, back = imported(tmp_path, document(*parts[::-1]), AGAIN)
    ids = {programme.identifier: programme.id for programme in forth.records(Programme)}
    assert ids == {programme.identifier: programme.id for programme in back.records(Programme)}
    assert ids["XX-1-A"] == "xx-1-a" and len(set(ids.values())) == 4


def test_activities_without_an_identifier_are_known_by_what_they_are(tmp_path: Path) -> None:
    item, two = (activity(result("1"), "").replace("Schools of ", name) for name in ("Wells", "Roads"))
    grown = item.replace("</iati-activity>", result("2") + "</iati-activity>")
    _, first = imported(tmp_path, document(item, two))
    (tmp_path / "out.json").unlink()
    _, second = imported(tmp_path, document(two, grown))
    assert [first.record(Programme, ident) for ident in sorted(first.ids(Programme))] == [
        second.record(Programme, ident) for ident in sorted(second.ids(Programme))
    ]
    assert hashes(first).items() <= hashes(second).items()
    (tmp_path / "out.json").unlink()
    report, third = imported(tmp_path, document(item, item, grown))
    assert third.count(Programme) == 2
    assert list(report.skipped) == ["activity without an identifier that says the same as one before"]


def test_indicators_of_one_title_are_told_apart_by_their_periods_and_copies_are_counted(tmp_path: Path) -> None:
    parts = [indicator(period(year)) for year in (2001, 2002)]
    _, forth = imported(tmp_path, document(activity(result("1", "".join(parts)))))
    _, back = imported(tmp_path, document(activity(result("1", "".join(parts[::-1])))), AGAIN)
    assert hashes(forth) == hashes(back) and forth.count(Evidence) == 2
    (tmp_path / "out.json").unlink()
    report, twice = imported(tmp_path, document(activity(result("1", parts[0] * 2))))
    assert twice.count(Evidence) == 2
    assert list(report.doubts) == ["result or indicator that says the same as one before"]


def test_a_value_that_is_reported_later_changes_the_claim_and_not_its_id(tmp_path: Path) -> None:
    _, before = imported(tmp_path, document(activity(result("1", indicator(period(2001))))))
    body = result("2", title="New") + result("1", indicator(period(2001) + period(2002)))
    report, after = imported(tmp_path, document(activity(body)), AGAIN)
    assert set(before.ids(Evidence)) < set(after.ids(Evidence))
    assert "claims: 0 as in the dossier before, 1 changed, 1 new, 0 gone" in report.localise(EN)


def test_a_file_is_known_by_its_name(tmp_path: Path) -> None:
    first, two = tmp_path / "1.xml", tmp_path / "2.xml"
    first.write_text(document(activity()), encoding="utf-8")
    two.write_text(document(activity("", "XX-1-B")), encoding="utf-8")
    items = []
    for files in ([first, two], [two, first]):
        import_iati(files, tmp_path / "out.json", AGAIN)
        sources = load(tmp_path / "out.json").records(Source)
        items.append({source.title: source.id for source in sources if source.id.startswith("file.")})
    assert items[0] == items[1] and len(items[0]) == 2


def test_numbers_of_the_standard_are_noted_where_people_write_thousands_so(tmp_path: Path) -> None:
    body = result("1", indicator('<period><actual value="429.380"/></period>'))
    report, dossier = imported(tmp_path, document(activity(body)))
    (claim,) = dossier.records(Evidence)
    assert claim.figures[0].value == 429.38
    assert list(report.doubts) == ["number with a point, read as a decimal point as IATI has it"]
