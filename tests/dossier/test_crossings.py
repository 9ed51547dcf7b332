"""Crossings and gaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.crossings import COUNTRY, TOTAL, UNASSIGNED, Gap, GapMap, PolicyMatrix, all_gaps, covers
from ilo_tui.dossier.store import Dossier, load
from tests.dossier.make import sound, write


@pytest.fixture
def small(tmp_path: Path) -> Dossier:
    return load(write(tmp_path / "small.json", sound()))


def test_counts_add_up_to_all_evidence(dossier: Dossier) -> None:
    gap_map = GapMap(dossier)
    cells = [gap_map.cell(row, column) for row in gap_map.rows for column in gap_map.columns]
    found = [one.id for cell in cells for one in cell.evidence]
    assert sorted(found) == sorted(dossier.evidence)
    assert len(gap_map.cell(TOTAL, TOTAL).evidence) == len(dossier.evidence)


def test_evidence_without_dimension_is_unassigned_and_never_a_gap(small: Dossier) -> None:
    gap_map = GapMap(small)
    assert gap_map.columns == ["output", UNASSIGNED]
    assert [one.id for one in gap_map.cell("p1", UNASSIGNED).evidence] == ["e2"]
    assert gap_map.cell("p1", UNASSIGNED).gaps == ()
    assert gap_map.cell(COUNTRY, "output").gaps == ()


def test_the_three_kinds_of_gap(small: Dossier) -> None:
    gap_map = GapMap(small)
    assert gap_map.cell("p2", "output").gaps == ("none",)
    assert gap_map.cell("p1", "output").gaps == ("one_source", "one_stance")


def test_context_takes_no_side(tmp_path: Path) -> None:
    tables = sound()
    for number, stance in enumerate(("context", "supports"), 3):
        claim = tables["evidence"]["1"] | {"id": f"e{number}", "stance": stance, "source": "s2"}
        tables["evidence"][str(number)] = claim
    tables["sources"]["2"] = {"id": "s2", "title": "Another", "kind": "report"}
    gap_map = GapMap(load(write(tmp_path / "x.json", tables)))
    assert gap_map.cell("p1", "output").gaps == ("one_stance",)


def test_policy_crossings_and_their_gaps(small: Dossier) -> None:
    matrix = PolicyMatrix(small)
    assert [one.id for one in matrix.cell("p1", "c1").alignments] == ["a1"]
    assert matrix.cell("p1", "c1").degree is None
    assert [(gap.programme, gap.policy) for gap in matrix.gaps()] == [("p2", "c1")]


def test_a_suggestion_covers_what_its_scope_contains(small: Dossier) -> None:
    suggestion = small.suggestions["q1"]
    assert covers(suggestion, Gap("none", "p2", dimension="output"))
    assert not covers(suggestion, Gap("none", "p2", policy="c1"))
    found = {gap.id: gap.suggestions for gap in all_gaps(small)}
    assert found["gap:p2/output:none"] == ["q1"]
    assert found["gap:p2/c1:none"] == []
