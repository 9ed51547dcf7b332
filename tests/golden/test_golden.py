"""What version 0.1 made of a dossier, of sessions and of folders stays as it was, or its change is explained."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.editions import FIRST_EDITION
from tests.golden import values


def rounded(value: Any) -> Any:
    """Without the last digits of fractions, which differ between versions of Python: 3.12 adds up more exactly."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return round(value, 12) if isinstance(value, float) else value


@pytest.mark.parametrize("name", ["shipped", "imported"])
def test_hashes_of_records_crossings_gaps_and_dossiers(name: str) -> None:
    assert values.hashes(name) == values.expected(f"hashes-{name}")


def test_sessions_and_their_check_codes() -> None:
    assert values.sessions() == values.expected("sessions")


def test_agreement() -> None:
    assert rounded(values.agreement()) == rounded(values.expected("agreement"))


@pytest.mark.slow
def test_values_of_the_report() -> None:
    """What is new beside the values of 0.1 is no change of them; which crossings are gaps goes by other rules now."""
    created, before = values.report(), values.expected("report")
    before = {key: value for key, value in before.items() if "gaps" not in key}
    assert rounded({key: created.get(key) for key in before}) == rounded(before)


def test_folders_that_a_merge_makes() -> None:
    assert values.merged() == values.expected("merged")


def test_paths_of_config_state_and_reviews() -> None:
    assert values.paths() == values.expected("paths")


def without_indonesian(value: Any) -> Any:
    """A dossier as plain values, without its edition and its Indonesian texts."""
    if isinstance(value, dict):
        text = "en" in value
        return {
            key: without_indonesian(part)
            for key, part in value.items()
            if not (text and key == "id") and key != "edition"
        }
    return [without_indonesian(part) for part in value] if isinstance(value, list) else value


def test_the_dossier_of_0_1_1_says_the_same_in_english() -> None:
    """Its Indonesian was corrected for 0.1.1, so the hashes of what was corrected changed."""
    before = json.loads((values.FOLDER / "shipped.json").read_bytes())
    now = json.loads(FIRST_EDITION.read_bytes())
    assert without_indonesian(now) == without_indonesian(before)
    assert now["meta"]["1"]["edition"] != before["meta"]["1"]["edition"]
    assert now["scales"] == before["scales"]
