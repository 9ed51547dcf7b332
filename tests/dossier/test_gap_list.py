"""Gaps that are numbered and made when asked for are those that one would list by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.gap_list import Gaps, all_gaps
from ilo_tui.dossier.gapmap import GapMap
from ilo_tui.dossier.gaps import covers
from ilo_tui.dossier.model import Programme, Suggestion
from ilo_tui.dossier.policy_matrix import PolicyMatrix
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.ties import LEVELS, TieLevel
from tests.dossier.small import opened, small, small2


@pytest.fixture(params=["default", "small"])
def any_dossier(request: pytest.FixtureRequest, dossier: Dossier, tmp_path: Path) -> Dossier:
    """The one that ships with the program, and a small one."""
    return dossier if request.param == "default" else opened(tmp_path, small())


def gaps_of(dossier: Dossier) -> Gaps:
    """All gaps of a dossier."""
    return Gaps(dossier, GapMap(dossier), PolicyMatrix(dossier))


def test_they_are_those_of_map_and_matrix_with_their_suggestions(any_dossier: Dossier) -> None:
    every = [*GapMap(any_dossier).gaps("direct"), *PolicyMatrix(any_dossier).gaps()]
    gaps = list(gaps_of(any_dossier))
    assert [gap.id for gap in gaps] == [gap.id for gap in every]
    for gap in gaps:
        assert gap.suggestions == [
            suggestion.id for suggestion in any_dossier.records(Suggestion) if covers(suggestion, gap)
        ]
    assert all_gaps(any_dossier) == gaps and gaps_of(any_dossier)[:3] == gaps[:3]


def test_each_is_found_by_its_id_and_place(any_dossier: Dossier) -> None:
    gaps = gaps_of(any_dossier)
    for place, gap in enumerate(gaps):
        assert gaps.find(gap.id) == gap and gaps.place_of(gap.id) == place
    for none in ("gap:nobody/output:none", "gap:one/output:none:none", "", "gap:", "one"):
        assert gaps.find(none) is None and gaps.place_of(none) is None


@pytest.mark.parametrize("level", LEVELS)
def test_the_gaps_of_a_level_are_those_of_the_map_at_that_level(tmp_path: Path, level: TieLevel) -> None:
    dossier = opened(tmp_path, small2())
    gaps = Gaps(dossier, GapMap(dossier), PolicyMatrix(dossier), level)
    assert [gap.id for gap in gaps if gap.dimension] == [gap.id for gap in GapMap(dossier).gaps(level)]
    kinds = {"direct": "untied", "related": "one_voice", "inferred": "one_voice", "everything": "one_voice"}
    assert gaps[0].id == f"gap:one/outcome:{kinds[level]}"
    # What is a gap at another level, or was one in version 0.1, is found, and stands at no place here.
    for ident in ("gap:one/outcome:one_stance", "gap:two/plan:none"):
        gap = gaps.find(ident)
        assert gap and gap.id == ident and gaps.place_of(ident) is None
    assert gaps.find("gap:one/outcome:untied") and gaps.find("gap:one/outcome:one_voice")
    assert gaps.find("gap:one/outcome:no_measure") is None


def test_a_suggestion_covers_those_in_its_scope(any_dossier: Dossier) -> None:
    gaps = gaps_of(any_dossier)
    for suggestion in any_dossier.records(Suggestion):
        assert gaps.covered_by(suggestion) == [gap for gap in gaps if covers(suggestion, gap)]


def test_uncovered_ones_are_left_by_what_programme_or_rest_lack(any_dossier: Dossier) -> None:
    gaps = gaps_of(any_dossier)
    uncovered = [gap for gap in gaps if not gap.suggestions]
    assert list(gaps.uncovered) == uncovered
    assert all(gaps.uncovered.place_of(gap.id) is None for gap in gaps if gap.suggestions)
    first = next(iter(any_dossier.ids(Programme)))
    some = gaps.uncovered.lacking(
        lambda programme: 0 if programme == first else 1, lambda crossed, kind: 0 if kind == "none" else 1
    )
    assert list(some) == [gap for gap in uncovered if gap.programme == first or gap.kind == "none"]
