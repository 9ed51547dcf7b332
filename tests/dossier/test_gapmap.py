"""The gap map counts every claim once; suggestions cover what their scope contains."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.evidence import count_stances
from ilo_tui.dossier.gap_list import all_gaps
from ilo_tui.dossier.gapmap import BY_POLICY, COUNTRY, TOTAL, UNASSIGNED, GapMap, row_of
from ilo_tui.dossier.gaps import Gap, covers
from ilo_tui.dossier.model import Alignment, Evidence, Programme, Suggestion
from ilo_tui.dossier.periods import UNDATED
from ilo_tui.dossier.policy_matrix import PolicyMatrix
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.voices import Range
from ilo_tui.dossier.weighing import Weighing
from tests.dossier.small import Plain, alignment, claim, numbered, opened, small, small2

FOR, AGAINST, CONTEXT = "supports", "contradicts", "context"


def crossed(folder: Path, *claims: dict[str, Any]) -> GapMap:
    """The gap map of the small dossier with these claims only."""
    return GapMap(opened(folder, {**small(), "evidence": numbered(*claims)}))


def about(ident: str, stance: str, source: str = "src", **fields: Any) -> dict[str, Any]:
    """A claim about the output of the programme `one`."""
    return claim(ident, programme="one", dimension="output", stance=stance, source=source, **fields)


def test_the_counts_of_the_default_map_add_up_to_all_evidence(dossier: Dossier) -> None:
    gap_map = GapMap(dossier)
    cells = [gap_map.cell(row, column) for row in gap_map.rows for column in gap_map.columns]
    counted = [evidence.id for cell in cells for evidence in cell.evidence]
    assert sorted(counted) == sorted(dossier.ids(Evidence))
    total = gap_map.cell(TOTAL, TOTAL)
    assert sum(total.counts) == dossier.count(Evidence)
    assert total.counts == count_stances(dossier.records(Evidence))


def test_totals_are_the_sums_of_their_rows_and_columns(dossier: Dossier) -> None:
    gap_map = GapMap(dossier)
    for row in gap_map.rows:
        parts = [gap_map.cell(row, column).counts for column in gap_map.columns]
        assert gap_map.cell(row, TOTAL).counts == tuple(map(sum, zip(*parts, strict=True)))
    for column in gap_map.columns:
        parts = [gap_map.cell(row, column).counts for row in gap_map.rows]
        assert gap_map.cell(TOTAL, column).counts == tuple(map(sum, zip(*parts, strict=True)))


@pytest.mark.parametrize(
    ("fields", "row", "column"),
    [
        ({"programme": "one", "dimension": "output"}, "one", "output"),
        ({"programme": "one", "policy": "plan", "dimension": "output"}, "one", "output"),
        ({"programme": "two"}, "two", UNASSIGNED),
        ({"policy": "plan", "dimension": "outcome"}, BY_POLICY, "outcome"),
        ({"indicator": "series", "dimension": "outcome"}, COUNTRY, "outcome"),
        ({"suggestion": "sug-1"}, COUNTRY, UNASSIGNED),
        ({}, COUNTRY, UNASSIGNED),
    ],
)
def test_where_a_claim_is_counted(tmp_path: Path, fields: dict[str, str], row: str, column: str) -> None:
    gap_map = crossed(tmp_path, claim("ev-1", **fields))
    assert [evidence.id for evidence in gap_map.cell(row, column).evidence] == ["ev-1"]
    assert row in gap_map.rows and column in gap_map.columns
    assert gap_map.cell(TOTAL, TOTAL).counts == (1, 0, 0)


def test_rows_and_columns_that_nothing_needs_are_left_out(tmp_path: Path) -> None:
    gap_map = crossed(tmp_path, about("ev-1", FOR))
    assert gap_map.rows == ["one", "two"]
    assert gap_map.columns == ["output", "outcome"]


@pytest.mark.parametrize(
    ("claims", "gaps"),
    [
        ([], ["none"]),
        ([(FOR, "src")], ["one_source", "one_stance"]),
        ([(FOR, "src"), (FOR, "src")], ["one_source", "one_stance"]),
        ([(FOR, "src"), (AGAINST, "src")], ["one_source"]),
        ([(FOR, "src"), (FOR, "other")], ["one_stance"]),
        ([(FOR, "src"), (CONTEXT, "other")], ["one_stance"]),
        ([(CONTEXT, "src"), (CONTEXT, "other")], ["one_stance"]),
        ([(FOR, "src"), (AGAINST, "other")], []),
        ([(FOR, "src"), (AGAINST, "src"), (CONTEXT, "other")], []),
    ],
)
def test_what_a_crossing_lacked_in_version_0_1(tmp_path: Path, claims: list[tuple[str, str]], gaps: list[str]) -> None:
    gap_map = crossed(tmp_path, *(about(f"ev-{number}", *fields) for number, fields in enumerate(claims)))
    assert list(gap_map.former_kinds("one", "output")) == gaps


def test_a_second_source_of_one_claim_counted_as_a_source(tmp_path: Path) -> None:
    gap_map = crossed(tmp_path, about("ev-1", FOR, other_sources=[{"source": "other"}]))
    assert gap_map.former_kinds("one", "output") == ("one_stance",)


def test_only_programmes_crossed_with_dimensions_have_gaps(tmp_path: Path) -> None:
    gap_map = crossed(tmp_path, claim("ev-1"), claim("ev-2", policy="plan"), claim("ev-3", programme="one"))
    gaps = gap_map.gaps("direct")
    assert {(gap.programme, gap.dimension) for gap in gaps} == set(product(("one", "two"), ("output", "outcome")))
    for row, column in ((COUNTRY, UNASSIGNED), ("one", UNASSIGNED), (TOTAL, "output"), ("one", TOTAL)):
        assert gap_map.gap(row, column, "direct") is None
        assert gap_map.former_kinds(row, column) == ()


def test_how_many_crossings_of_a_row_hold_nothing_or_too_little(tmp_path: Path) -> None:
    outcome = claim("ev-2", programme="one", dimension="outcome")
    gap_map = crossed(tmp_path, about("ev-1", FOR), outcome, claim("ev-3", programme="two"))
    assert [gap_map.lacking(row, "direct") for row in ("one", "two")] == [(0, 1), (2, 0)]
    assert gap_map.lacking(COUNTRY, "direct") == (0, 0)
    assert [gap_map.size(row) for row in gap_map.rows] == [2, 1]


def test_a_tally_is_counted_once_and_is_that_of_its_weighing(tmp_path: Path) -> None:
    dossier = opened(tmp_path, small2())
    gap_map, direct, related = GapMap(dossier), Weighing("direct"), Weighing("related")
    counted = gap_map.tally("one", "outcome", direct)
    assert gap_map.tally("one", "outcome", direct) is counted
    assert counted.contradicts.voices == Range(0, 0)
    assert gap_map.tally("one", "outcome", related).contradicts.voices == Range(1, 1)
    assert gap_map.tally("one", "output", direct).supports.voices == Range(2, 2)
    assert gap_map.tally("one", "output", Weighing("direct", UNDATED)).facts["supports"] == 1
    assert gap_map.tally(TOTAL, TOTAL, Weighing("everything")).facts == {FOR: 1, AGAINST: 1, CONTEXT: 1}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["one", "two", None]),
            st.sampled_from(["output", "outcome", None]),
            st.sampled_from([FOR, AGAINST, CONTEXT]),
            st.sampled_from(["src", "other"]),
        ),
        max_size=12,
    )
)
def test_any_evidence_adds_up_and_its_gaps_hold(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str | None, str | None, str, str]]
) -> None:
    claims = [
        claim(f"ev-{number}", stance=stance, source=source, **{key: value for key, value in place.items() if value})
        for number, (programme, dimension, stance, source) in enumerate(drawn)
        for place in [{"programme": programme, "dimension": dimension}]
    ]
    gap_map = crossed(tmp_path_factory.getbasetemp(), *claims)
    assert sum(gap_map.cell(TOTAL, TOTAL).counts) == len(drawn)
    for programme, dimension in product(("one", "two"), ("output", "outcome")):
        crossed_claims = [part for part in drawn if part[:2] == (programme, dimension)]
        sides = {stance for _, _, stance, _ in crossed_claims} - {CONTEXT}
        # Neither source names who publishes it: all but one voice are uncertain. Nobody's stake is stated.
        expected = "none" if not crossed_claims else "one_voice" if dimension == "outcome" else None
        assert gap_map.gap(programme, dimension, "direct") == expected
        former = {
            "none": not crossed_claims,
            "one_source": len({part[3] for part in crossed_claims}) == 1,
            "one_stance": bool(crossed_claims),
        }
        former["one_stance"] &= len(sides) < 2
        assert set(gap_map.former_kinds(programme, dimension)) == {kind for kind, lacks in former.items() if lacks}


def test_a_policy_is_a_gap_only_where_it_is_expected_of_a_programme(tmp_path: Path) -> None:
    tables = small2()
    matrix = PolicyMatrix(opened(tmp_path, tables))
    # `plan` is expected of `one`, which aligns with it; `law` of all, and nobody aligns with it.
    assert [(gap.programme, gap.policy) for gap in matrix.gaps()] == [("one", "law"), ("two", "law")]
    crossings = product(("one", "two", "law"), matrix.columns)
    assert [crossing for crossing in crossings if matrix.is_expected(*crossing)] == [
        ("one", "plan"),
        ("one", "law"),
        ("two", "law"),
    ]
    assert [matrix.lacking(row) for row in ("one", "two", "law")] == [1, 1, 0]
    assert matrix.is_open("two", "plan") and not matrix.is_gap("two", "plan")
    assert not matrix.is_open("one", "plan") and not matrix.is_open("two", "nothing")


def test_the_default_dossier_expects_no_policy_of_anybody(dossier: Dossier) -> None:
    assert PolicyMatrix(dossier).gaps() == []


def test_the_matrix_holds_every_alignment_once(dossier: Dossier) -> None:
    matrix = PolicyMatrix(dossier)
    cells = [matrix.cell(row, column) for row in matrix.rows for column in matrix.columns]
    assert sorted(alignment.id for cell in cells for alignment in cell.alignments) == sorted(dossier.ids(Alignment))
    assert {alignment.from_policy for alignment in dossier.records(Alignment) if alignment.from_policy} <= set(
        matrix.rows
    )


def _links(*degrees: str | None) -> Plain:
    links = [
        alignment(f"al-{number}", programme="one", **({"degree": degree} if degree else {}))
        for number, degree in enumerate(degrees)
    ]
    return {**small(), "alignments": numbered(*links)}


@pytest.mark.parametrize(
    ("degrees", "strongest"),
    [
        ([None], None),
        ([None, "not_targeted"], "not_targeted"),
        (["not_targeted", "significant"], "significant"),
        (["significant", None, "principal"], "principal"),
    ],
)
def test_a_cell_shows_the_strongest_stated_degree(
    tmp_path: Path, degrees: list[str | None], strongest: str | None
) -> None:
    assert PolicyMatrix(opened(tmp_path, _links(*degrees))).cell("one", "plan").degree == strongest


def test_alignments_are_counted_by_row(tmp_path: Path) -> None:
    matrix = PolicyMatrix(opened(tmp_path, _links(None, "principal")))
    assert [(matrix.links(row), matrix.lacking(row)) for row in ("one", "two")] == [(2, 0), (0, 0)]


def _asks(programmes: list[str], dimensions: list[str], policies: list[str]) -> Suggestion:
    text = {"en": "x"}
    return Suggestion(
        id="s",
        title=text,
        text=text,
        sub_questions=[],
        programmes=programmes,
        dimensions=dimensions,
        policies=policies,
        origin="editor",
        source="src",
    )


@pytest.mark.parametrize(
    ("scope", "in_dimension", "in_policy"),
    [
        (([], [], []), False, False),
        (([], ["impact"], []), True, False),
        (([], [], ["c182"]), False, True),
        (([], ["output"], ["c138"]), False, False),
        ((["clm"], ["output", "impact"], ["c182"]), True, True),
        ((["clm", "efa"], ["impact"], []), True, False),
        ((["efa"], ["impact"], ["c182"]), False, False),
        ((["clm"], [], []), False, False),
    ],
)
def test_what_a_suggestion_covers(
    scope: tuple[list[str], list[str], list[str]], in_dimension: bool, in_policy: bool
) -> None:
    suggestion = _asks(*scope)
    assert covers(suggestion, Gap("none", "clm", dimension="impact")) is in_dimension
    assert covers(suggestion, Gap("none", "clm", policy="c182")) is in_policy


def test_every_gap_names_exactly_the_suggestions_that_cover_it(dossier: Dossier) -> None:
    gaps = all_gaps(dossier)
    assert len({gap.id for gap in gaps}) == len(gaps)
    for gap in gaps:
        assert gap.suggestions == [
            suggestion.id for suggestion in dossier.records(Suggestion) if covers(suggestion, gap)
        ]
    assert any(gap.suggestions for gap in gaps) and not all(gap.suggestions for gap in gaps)


def test_ids_of_gaps_are_those_of_the_review_file() -> None:
    assert Gap("one_voice", "clm", dimension="impact").id == "gap:clm/impact:one_voice"
    assert Gap("none", "clm", policy="c182").id == "gap:clm/c182:none"


def test_the_row_of_a_claim(dossier: Dossier) -> None:
    rows = {row_of(evidence) for evidence in dossier.records(Evidence)}
    assert rows <= {*dossier.ids(Programme), BY_POLICY, COUNTRY}
    assert {BY_POLICY, COUNTRY} <= rows


def test_a_total_of_a_column_is_made_once(tmp_path: Path) -> None:
    gap_map = crossed(tmp_path, about("a", FOR), about("b", AGAINST))
    assert gap_map.cell(TOTAL, "output") is gap_map.cell(TOTAL, "output")
    assert gap_map.cell("one", TOTAL) is not gap_map.cell("one", TOTAL)
