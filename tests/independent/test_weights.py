"""What tiny dossiers weigh, worked by hand: facts, rows, ties, periods, aims, and files of schema 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.independent.crossings import ALWAYS, LEVELS
from tests.independent.files import DEFAULT, ROOT
from tests.independent.tiny import Dossier, claim, counts, numbers, tiny
from tests.independent.weights import expected

THIS_EDITION = ROOT / "data" / "db.json"


def facts(dossier: Dossier, cell: str = "p/outcome", level: str = "direct", period: str = ALWAYS) -> list[int]:
    """Facts for, against, context."""
    return numbers(counts(dossier, cell, level, period)["facts"])


def test_a_fact_counts_once_by_its_lead_at_the_tie_of_the_lead() -> None:
    dossier = tiny(
        claim("a1", "s-ngo", same_as="a", tie="direct"),
        claim("a", "s-ilo", tie="inferred"),
        claim("b", "s-ngo", "contradicts"),
    )
    assert facts(dossier) == [0, 1, 0]
    assert facts(dossier, level="related") == [0, 1, 0]
    assert facts(dossier, level="inferred") == [1, 1, 0]


def test_a_fact_whose_lead_is_filed_elsewhere_counts_by_its_first_member_there() -> None:
    dossier = tiny(
        claim("a", "s-ngo", programme=None),
        claim("a1", "s-ngo", same_as="a", tie="related"),
        claim("a2", "s-ngo", same_as="a", tie="direct"),
    )
    assert facts(dossier, "*country/outcome") == [1, 0, 0]
    assert [facts(dossier, level=level)[0] for level in LEVELS] == [0, 1, 1, 1]


def test_every_member_of_a_fact_lends_it_its_voice() -> None:
    counted = counts(tiny(claim("a", "s-ngo"), claim("a1", "s-union", same_as="a", tie="none")))
    assert (numbers(counted["facts"]), counted["voices"]["all"]) == ([1, 0, 0], [2, 2])


def test_claims_stand_in_the_row_of_their_programme_else_their_policy_else_the_country() -> None:
    dossier = tiny(
        claim("a", "s-ngo", policy="c182"),
        claim("b", "s-ngo", policy="c182", programme=None),
        claim("c", "s-ngo", programme=None, dimension=None),
    )
    cells = expected(dossier)["cells"]
    assert list(cells)[:4] == ["p/output", "p/outcome", "p/impact", "p/*unassigned"]
    assert {key for key in cells if facts(dossier, key)[0]} == {"p/outcome", "*policy/outcome", "*country/*unassigned"}


def test_a_claim_counts_from_its_tie_level_on_and_with_no_tie_among_everything_alone() -> None:
    ties = ("direct", "related", "related", "inferred", "aim", "none", None)
    dossier = tiny(*(claim(f"c{number}", "s-ngo", tie=tie) for number, tie in enumerate(ties)))
    assert [facts(dossier, level=level)[0] for level in LEVELS] == [1, 3, 4, 7]


def test_every_claim_is_tied_where_nobody_is_said_to_be_evaluated() -> None:
    dossier = tiny(claim("a", "s-ngo", tie="none"), claim("b", "s-ngo", tie=None), meta={"evaluated": None})
    assert [facts(dossier, level=level)[0] for level in LEVELS] == [2, 2, 2, 2]


def test_a_claim_is_in_every_period_that_its_days_touch() -> None:
    periods = [{"id": "first", "start": "2001", "end": "2004-06"}, {"id": "then", "start": "2004-07-01"}]
    dossier = tiny(
        claim("year", "s-ngo", year=2004),  # both
        claim("month", "s-ngo", start="2004-06", end="2004-06"),  # first
        claim("day", "s-ngo", start="2004-07-01"),  # then
        claim("years", "s-ngo", start="1999", end="2001"),  # first
        claim("only-end", "s-ngo", end="2030"),  # then
        claim("before", "s-ngo", year=2000),  # none
        claim("undated", "s-ngo"),
        meta={"periods": periods},
    )
    assert [facts(dossier, period=period)[0] for period in ("all", "first", "then", "undated")] == [7, 3, 3, 1]


def test_in_a_period_without_its_lead_a_fact_counts_by_its_first_member_of_that_period() -> None:
    dossier = tiny(
        claim("a", "s-ilo", year=2001, tie="none"),
        claim("a1", "s-ngo", year=2005, same_as="a"),
        meta={"periods": [{"id": "early", "start": "2001", "end": "2004"}, {"id": "late", "start": "2005"}]},
    )
    assert [facts(dossier, period=period)[0] for period in ("all", "early", "late")] == [0, 0, 1]
    assert counts(dossier, period="late")["voices"]["all"] == [1, 1]


def test_aims_are_counted_and_not_claims() -> None:
    aims = [{"id": f"aim-{name}", "programme": "p"} for name in ("yes", "no", "both", "open", "silent")]
    answers = [("yes", "yes"), ("yes", "open"), ("no", "no"), ("both", "yes"), ("open", None)]
    filed_claims = [
        claim(f"c{number}", "s-ngo", "context", tie="aim", aim=f"aim-{aim}", aim_reached=answer)
        for number, (aim, answer) in enumerate(answers)
    ]
    elsewhere = claim("e", "s-ngo", "context", tie="aim", aim="aim-both", aim_reached="no", programme=None)
    result = expected(tiny(*filed_claims, elsewhere, aims=aims))
    assert result["aims"]["p"] == {
        "aim-yes": "reached",
        "aim-no": "not_reached",
        "aim-both": "disputed",
        "aim-open": "open",
        "aim-silent": "open",
    }
    assert result["cells"]["p/outcome"]["aims"]["aim-both"] == "reached"
    assert result["cells"]["*country/outcome"]["aims"] == {"aim-both": "not_reached"}


def test_a_file_of_schema_1_has_only_the_fields_that_it_knew() -> None:
    dossier = tiny(
        claim("a", "s-ngo", tie="none", same_as="b", reading="direct", said_by="ilo", start="2001"),
        claim("b", "s-journal", tie="aim"),
        meta={"schema": 1, "periods": [{"id": "first", "start": "2000"}]},
        dimensions=[{"id": "output", "order": 1, "level": "outcome"}, {"id": "reach", "order": 2, "level": "output"}],
        policies=[{"id": "c182", "expected_of": "all"}],
    )
    moved = {**dossier, "evidence": {key: {**row, "dimension": "reach"} for key, row in dossier["evidence"].items()}}
    assert facts(moved, "p/reach") == [2, 0, 0]
    assert counts(moved, "p/reach")["voices"]["all"] == [1, 2]  # a source without publisher, and a journal
    assert set(expected(moved)["cells"]["p/reach"]["counts"]) == {"all", "undated"}
    assert facts(moved, "p/reach", period="undated") == [2, 0, 0]
    cells = expected(moved)["cells"]
    assert (cells["p/output"]["gap"]["direct"], cells["p/reach"]["gap"]["direct"]) == ("none", "one_voice")
    assert counts(moved, "p/output")["words"] is None
    assert expected(moved)["policy_gaps"] == []


@pytest.mark.parametrize("path", [DEFAULT, THIS_EDITION], ids=["first edition", "this edition"])
def test_the_crossings_of_a_dossier_hold_each_of_its_claims_once(path: Path) -> None:
    dossier = json.loads(path.read_text("utf-8"))
    apart = {key: {**row, "same_as": None} for key, row in dossier["evidence"].items()}
    result = expected({**dossier, "evidence": apart})
    everything = [cell["counts"][ALWAYS]["everything"] for cell in result["cells"].values()]
    assert sum(sum(numbers(counted["facts"])) for counted in everything) == len(apart)
    assert json.loads(json.dumps(result)) == result
