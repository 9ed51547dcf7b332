"""The ten flaws of the dossier that ships, and of an IATI import, against counts made from the records themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.repository import Dossier, default_path
from ilo_tui.review.flaws.find import find_flaws
from ilo_tui.review.flaws.result import Flaw
from tests.importers.iati.iati_files import activity, document, imported, indicator, result
from tests.review.flaws.recount import Recount

ACTUAL = '<period><period-start iso-date="2012-01-01"/><period-end iso-date="2012-12-31"/><actual value="12"/></period>'
DATED = '<activity-date type="2" iso-date="2010-01-01"/><recipient-country code="KH"/>'
FUNDED = '<participating-org role="1" ref="YY-2"><narrative>A bank</narrative></participating-org>'
IATI = document(
    activity(FUNDED + DATED + result("1", indicator(ACTUAL))),
    activity(result("2", indicator(ACTUAL)), identifier="XX-1-B"),
    activity(identifier="XX-1-C"),
)


@pytest.fixture(scope="module")
def recount() -> Recount:
    return Recount(default_path())


@pytest.fixture(scope="module")
def flaws(dossiers: dict[bool, Dossier]) -> list[Flaw]:
    return find_flaws(dossiers[False])


def missing_in(flaws: list[Flaw]) -> dict[str, set[object]]:
    """What is told to be missing of each programme."""
    missing = {case.records[0]: case.values["missing"] for case in flaws[0].cases}
    return {ident: set(names) for ident, names in missing.items() if isinstance(names, tuple)}


def test_what_is_missing_of_programmes(flaws: list[Flaw], recount: Recount) -> None:
    assert missing_in(flaws) == recount.missing()


@pytest.mark.parametrize(
    ("kind", "lacks"),
    [
        ("no_locator", lambda row: not row.get("locator", "").strip()),
        ("no_excerpt", lambda row: "excerpt" not in row),
        ("second_hand", lambda row: row.get("reading") == "second_hand" and row["origin"] != "thesis"),
    ],
)
def test_what_cannot_be_looked_up(flaws: list[Flaw], recount: Recount, kind: str, lacks: object) -> None:
    assert callable(lacks)
    (case,) = (case for case in flaws[3].cases if case.kind == kind)
    assert list(case.records) == [row["id"] for row in recount.claims if lacks(row)]
    assert case.numbers == {"n": len(case.records), "all": len(recount.claims)}


def test_how_for_and_against_are_spread(flaws: list[Flaw], recount: Recount) -> None:
    for kind, keys in (("by_tie", lambda row: [row.get("tie", "not_stated")]), ("by_period", recount.periods)):
        spread = {
            case.values["key"]: (case.values["supports"], case.values["contradicts"])
            for case in flaws[5].cases
            if case.kind == kind
        }
        assert spread == recount.sides(keys)


def test_who_speaks(flaws: list[Flaw], recount: Recount) -> None:
    by_group = {case.values["group"]: case.values["n"] for case in flaws[6].cases if case.kind == "speaks"}
    assert by_group == recount.groups()
    assert {case.values["all"] for case in flaws[6].cases if case.kind == "speaks"} == {len(recount.facts())}


def test_beside_which_changes_nobody_else_acts(flaws: list[Flaw], recount: Recount) -> None:
    listed = {ident for case in flaws[7].cases for ident in case.records[1:]}
    assert listed == recount.alone() != set()


def test_an_iati_import_says_what_it_lacks(tmp_path: Path) -> None:
    _, dossier = imported(tmp_path, IATI)
    flaws, recount = find_flaws(dossier), Recount(tmp_path / "out.json")
    assert missing_in(flaws) == recount.missing()
    assert [len(missing) for missing in recount.missing().values()] == [1, 5, 6]
    # All that IATI says is context, and whoever reports says it.
    assert {case.kind for case in flaws[5].cases} == set()
    assert [case.values["group"] for case in flaws[6].cases if case.kind == "speaks"] == ["evaluated"]
    assert {row["stance"] for row in recount.claims} == {"context"} and len(recount.claims) == 2
    assert flaws[7].cases == flaws[8].cases == ()
    assert [flaw.number for flaw in flaws if "no_ratings" in flaw.unknown] == [2, 3, 5, 6, 10]
