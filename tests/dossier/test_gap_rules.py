"""Which crossings are gaps: the first of six kinds that fits, at each tie level, worked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ilo_tui.dossier.gap_rules import is_measured
from ilo_tui.dossier.gaps import GapKind
from ilo_tui.dossier.ties import LEVELS
from tests.dossier.small import Document, Plain, actor, claim, dimension, numbered, opened, small2

SIDES = {"+": "supports", "-": "contradicts", "·": "context"}
TIES = {"d": "direct", "r": "related", "i": "inferred", "n": "none"}
LEVEL_OF = {"result": "outcome", "change": "impact", "act": "output", "everything": None}


def tables(*claims: str, column: str = "result", **programme: Any) -> Plain:
    """A dossier with these claims on one crossing, written `STANCE TIE ACTOR`, e.g. `+d state`."""
    plain = small2()
    plain["actors"] = numbered(
        actor("agency", stake="own"),
        actor("funder", stake="funder"),
        actor("state", stake="subject"),
        actor("union", stake="none"),
        actor("church", stake="none"),
        actor("nobody"),
    )
    plain["dimensions"] = numbered(*(_dimension(ident, level) for ident, level in LEVEL_OF.items()))
    plain["evidence"] = numbered(*(_claim(f"ev-{n}", column, *line.split()) for n, line in enumerate(claims)))
    plain["programmes"]["1"] |= programme
    plain["meta"]["1"]["carried"] = []
    plain["suggestions"], plain["findings"], plain["aims"] = {}, {}, {}
    return plain


def _dimension(ident: str, level: str | None) -> Document:
    return {**dimension(ident, list(LEVEL_OF).index(ident) + 1), **({"level": level} if level else {})}


def _claim(ident: str, column: str, signs: str, speaker: str) -> Document:
    document = claim(
        ident, programme="one", dimension=column, stance=SIDES[signs[0]], said_by=speaker, tie=TIES[signs[1]]
    )
    document["tie_why"] = {"en": "so", "id": "jadi"}
    del document["confidence"]
    if speaker == "thesis":
        document |= {"origin": "thesis"}
        del document["said_by"]
    return document


def gaps(folder: Path, plain: Plain, column: str = "result") -> list[GapKind | None]:
    """What the crossing lacks at each level, from narrow to wide."""
    gap_map = opened(folder, plain).crossings.gap_map
    return [gap_map.gap("one", column, level) for level in LEVELS]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([], ["none", "none", "none", "none"]),
        (["·n union", "·n church"], ["untied", "untied", "untied", "one_side"]),
        (["+r union", "-r church"], ["untied", None, None, None]),
        (["+i union", "-i church"], ["untied", "untied", None, None]),
        (["·n union", "+d union", "-d church"], [None, None, None, None]),
        # Nobody without a stake speaks, and nobody against.
        (["+d agency", "+d funder"], ["own_only"] * 4),
        (["+d nobody", "+d agency"], ["own_only"] * 4),
        # Who speaks against is independent, whoever it is; then it is one direction, or one voice.
        (["-d agency", "-d funder"], ["one_side"] * 4),
        (["-d agency"], ["one_voice"] * 4),
        (["+d union", "+d union", "-d union"], ["one_voice"] * 4),
        (["+d union", "+d agency"], ["one_side"] * 4),
        (["+d union", "·d church"], ["one_side"] * 4),
        (["·d union", "·d church"], ["one_side"] * 4),
        (["+d union", "-d agency"], [None] * 4),
        # The thesis is no voice, so it makes neither a second one nor a second side.
        (["+d thesis"], ["own_only"] * 4),
        (["+d union", "-d thesis"], ["one_voice"] * 4),
        (["+d union", "+d church", "-d thesis"], ["one_side"] * 4),
        (["+d union", "+d church", "-i state"], ["one_side", "one_side", None, None]),
    ],
)
def test_the_first_kind_that_fits(tmp_path: Path, claims: list[str], expected: list[GapKind | None]) -> None:
    assert gaps(tmp_path, tables(*claims)) == expected
    # A dimension that does not say which of the three it is goes by the same rules.
    assert gaps(tmp_path, tables(*claims, column="everything"), "everything") == expected


def test_an_output_is_a_gap_only_where_nothing_is_said_or_tied(tmp_path: Path) -> None:
    assert gaps(tmp_path, tables(column="act"), "act") == ["none"] * 4
    assert gaps(tmp_path, tables("·n union", column="act"), "act") == ["untied", "untied", "untied", None]
    assert gaps(tmp_path, tables("+d agency", column="act"), "act") == [None] * 4


def test_where_nobody_is_evaluated_every_claim_counts_as_tied(tmp_path: Path) -> None:
    plain = tables("+d union", "-d church")
    for document in (plain["meta"]["1"], *plain["evidence"].values()):
        document.pop("evaluated", None)
        document.pop("tie", None)
    assert gaps(tmp_path, plain) == [None] * 4


def test_where_no_stake_is_stated_nobody_can_be_told_to_be_independent(tmp_path: Path) -> None:
    plain = tables("+d agency", "+d funder")
    plain["actors"] = numbered(*(actor(document["id"]) for document in plain["actors"].values()))
    assert gaps(tmp_path, plain) == ["one_side"] * 4
    plain["evidence"] = tables("+d thesis")["evidence"]
    assert gaps(tmp_path, plain) == ["own_only"] * 4


def test_a_fact_that_is_told_twice_has_the_tie_of_the_claim_by_which_it_counts(tmp_path: Path) -> None:
    plain = tables("+i union", "+d church", "-d agency")
    plain["evidence"]["2"]["same_as"] = "ev-0"
    # The fullest record is inferred: at the narrowest level only the one against is left.
    assert gaps(tmp_path, plain) == ["one_voice", "one_voice", None, None]


PERIOD = {"start": "2004-09", "end": "2013"}
"""Nine years: its first third ends with 2007."""


def measured(folder: Path, *segments: list[int], period: Document | None = PERIOD, **fields: Any) -> bool:
    """Whether an impact is measured by an indicator with points of these years."""
    plain = tables("+d union", "-d church", column="change", **({"period": period} if period else {}))
    indicator = plain["indicators"]["1"] | {"dimension": "change"} | fields
    indicator["segments"] = [
        {
            "label": {"en": "Survey", "id": "Survei"},
            "points": [{"year": year, "value": 1, "source": "src"} for year in years],
        }
        for years in segments
    ]
    plain["indicators"]["1"] = {name: value for name, value in indicator.items() if value is not None}
    dossier = opened(folder, plain)
    result = is_measured(dossier, "one", "change")
    assert (dossier.crossings.gap_map.gap("one", "change", "direct") == "no_measure") is not result
    return result


@pytest.mark.parametrize(
    ("segments", "result"),
    [
        ([[2003, 2013]], True),
        ([[2007, 2013]], True),
        ([[2008, 2013]], False),
        ([[2007, 2012]], False),
        ([[2001, 2020]], True),
        ([[2020, 2001]], True),
        ([[2004, 2009], [2010, 2013]], False),
        ([[2004], [2013]], False),
        ([[2004, 2009], [2005, 2014]], True),
        ([[2013, 2014]], False),
    ],
)
def test_an_impact_is_measured_early_and_late_within_one_segment(
    tmp_path: Path, segments: list[list[int]], result: bool
) -> None:
    assert measured(tmp_path, *segments) is result


def test_one_point_is_no_series_even_where_a_programme_lasts_a_year(tmp_path: Path) -> None:
    year: Document = {"start": "2010", "end": "2010"}
    assert not measured(tmp_path, [2010], period=year)
    assert measured(tmp_path, [2010, 2011], period=year)


def test_only_an_indicator_of_the_programme_and_the_dimension_measures_it(tmp_path: Path) -> None:
    assert measured(tmp_path, [2003, 2013], dimension=None)
    assert not measured(tmp_path, [2003, 2013], dimension="result")
    assert not measured(tmp_path, [2003, 2013], programmes=["two"])


@pytest.mark.parametrize("period", [None, {"start": "2004"}, {"end": "2013"}])
def test_without_a_known_beginning_and_end_nothing_is_measured(tmp_path: Path, period: Document | None) -> None:
    assert not measured(tmp_path, [1990, 2020], period=period)
