"""What version 0.1 made of a dossier, of sessions and of folders stays as it was, or its change is explained."""

from __future__ import annotations

import pytest

from tests.golden import values


@pytest.mark.parametrize("name", ["shipped", "imported"])
def test_hashes_of_records_crossings_gaps_and_dossiers(name: str) -> None:
    assert values.hashes(name) == values.expected(f"hashes-{name}")


def test_sessions_and_their_check_codes() -> None:
    assert values.sessions() == values.expected("sessions")


def test_agreement() -> None:
    assert values.agreement() == values.expected("agreement")


def test_values_of_the_report() -> None:
    """What is new beside the values of 0.1 is no change of them."""
    made, before = values.report(), values.expected("report")
    assert {key: made.get(key) for key in before} == before


def test_folders_that_a_merge_makes() -> None:
    assert values.merged() == values.expected("merged")


def test_paths_of_config_state_and_reviews() -> None:
    assert values.paths() == values.expected("paths")
