"""Gaps of tiny dossiers, worked by hand."""

from __future__ import annotations

import pytest

from tests.independent.crossings import LEVELS, Document
from tests.independent.tiny import ACTORS, Dossier, claim, tiny
from tests.independent.weights import expected


def gaps(dossier: Dossier, cell: str = "p/outcome") -> list[str | None]:
    """The gap at each tie level, from the narrowest."""
    return [expected(dossier)["cells"][cell]["gap"][level] for level in LEVELS]


NGO, UNION, ILO = claim("n", "s-ngo"), claim("u", "s-union"), claim("i", "s-ilo")
AGAINST = claim("x", "s-donor", "contradicts")


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ((), "none"),
        ((claim("a", "s-ngo", tie="none"),), "untied"),
        ((ILO, claim("a", "s-donor")), "own_only"),
        ((claim("a", "s-daily"), claim("b", "s-weekly")), "own_only"),
        ((claim("a", "s-thesis", origin="thesis"),), "own_only"),
        ((NGO,), "one_voice"),
        ((AGAINST,), "one_voice"),
        ((NGO, UNION), "one_side"),
        ((NGO, UNION, claim("a", "s-thesis", "contradicts", origin="thesis")), "one_side"),
        ((claim("a", "s-ngo", "context"), claim("b", "s-union", "context")), "one_side"),
        ((ILO, AGAINST), None),
    ],
)
def test_the_first_gap_that_fits_an_outcome(claims: tuple[Document, ...], kind: str | None) -> None:
    assert gaps(tiny(*claims))[0] == kind


def test_gaps_go_by_the_tie_level() -> None:
    wider = [claim("b", "s-donor", "contradicts", tie="inferred"), claim("c", "s-ngo", tie="none")]
    assert gaps(tiny(claim("a", "s-ilo", tie="related"), *wider)) == ["untied", "own_only", None, None]


def test_an_output_is_a_gap_only_without_a_tied_claim() -> None:
    output = {"dimension": "output"}
    assert gaps(tiny(claim("a", "s-ilo", tie="related", **output)), "p/output") == ["untied", None, None, None]
    assert gaps(tiny(), "p/output") == ["none"] * 4


def test_nothing_is_known_to_be_the_evaluated_alone_where_no_stake_is_stated() -> None:
    actors = [{key: value for key, value in actor.items() if key != "stake"} for actor in ACTORS]
    assert gaps(tiny(ILO, actors=actors))[0] == "one_voice"
    assert gaps(tiny(ILO, NGO, actors=actors))[0] == "one_side"


def test_only_programmes_on_dimensions_have_gaps() -> None:
    cells = expected(tiny())["cells"]
    listed = {key for key, cell in cells.items() if cell["gap"]["direct"]}
    assert listed == {"p/output", "p/outcome", "p/impact"}


@pytest.mark.parametrize(
    ("years", "kind"),
    [
        ([[2005, 2011]], None),  # a third of 2004-2011 is 2006 1/3
        ([[2006, 2015]], None),
        ([[2007, 2011]], "no_measure"),
        ([[2001, 2010]], "no_measure"),
        ([[2001], [2012]], "no_measure"),  # not of one segment
        ([[2007], [2004, 2012]], None),
        ([], "no_measure"),
    ],
)
def test_an_impact_is_measured_by_a_segment_from_early_to_the_end(years: list[list[int]], kind: str | None) -> None:
    assert gaps(measured(years), "p/impact")[0] == kind


def measured(years: list[list[int]], indicator: Document | None = None, **period: str) -> Dossier:
    """Claims on both sides of an impact, and an indicator with points in these years."""
    segments = [{"points": [{"year": year, "value": 1} for year in segment]} for segment in years]
    series = {"id": "series", "programmes": ["p"], "dimension": "impact", "segments": segments} | (indicator or {})
    programme = {"id": "p", "period": {"start": "2004-09", "end": "2011"} | period}
    claims = [{**row, "dimension": "impact"} for row in (NGO, AGAINST)]
    return tiny(*claims, programmes=[programme], indicators=[series])


def test_an_impact_is_measured_by_its_indicators_and_in_a_period_alone() -> None:
    years = [[2004, 2012]]
    assert gaps(measured(years, {"dimension": None}), "p/impact")[0] is None
    assert gaps(measured(years, {"dimension": "outcome"}), "p/impact")[0] == "no_measure"
    assert gaps(measured(years, {"programmes": ["q"]}), "p/impact")[0] == "no_measure"
    assert gaps(measured(years, end=""), "p/impact")[0] == "no_measure"
    assert gaps(measured([[2011]], start="2011"), "p/impact")[0] == "no_measure"  # one point is not two
    assert gaps(measured([[2011, 2011]], start="2011"), "p/impact")[0] is None


def test_a_policy_without_an_alignment_is_a_gap_only_of_whom_it_is_expected() -> None:
    policies: list[Document] = [{"id": "all", "expected_of": "all"}, {"id": "some", "expected_of": ["q"]}]
    policies.append({"id": "free"})
    alignments = [
        {"id": "al", "programme": "p", "policy": "all"},
        {"id": "al2", "from_policy": "free", "policy": "some"},
    ]
    dossier = tiny(programmes=[{"id": "p"}, {"id": "q"}], policies=policies, alignments=alignments)
    assert expected(dossier)["policy_gaps"] == ["q/all", "q/some"]
