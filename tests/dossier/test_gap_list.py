"""Gaps that are numbered and made when asked for are those that one would list by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.gap_list import Gaps
from ilo_tui.dossier.gapmap import GapMap, PolicyMatrix, all_gaps, covers
from ilo_tui.dossier.model import Programme, Suggestion
from ilo_tui.dossier.repository import Dossier
from tests.dossier.small import opened, small


@pytest.fixture(params=["default", "small"])
def any_dossier(request: pytest.FixtureRequest, dossier: Dossier, tmp_path: Path) -> Dossier:
    """The one that ships with the program, and a small one."""
    return dossier if request.param == "default" else opened(tmp_path, small())


def gaps_of(dossier: Dossier) -> Gaps:
    """All gaps of a dossier."""
    return Gaps(dossier, GapMap(dossier), PolicyMatrix(dossier))


def test_they_are_those_of_map_and_matrix_with_their_suggestions(any_dossier: Dossier) -> None:
    every = [*GapMap(any_dossier).gaps(), *PolicyMatrix(any_dossier).gaps()]
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
