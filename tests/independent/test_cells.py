"""What the program says of every crossing is what a second count of the file says: voices, gaps, words, periods."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.independent.crossings import LEVELS
from tests.independent.files import ROOT
from tests.independent.test_report import program
from tests.independent.weights import expected

EDITIONS = {"second": ROOT / "data" / "db.json", "first": ROOT / "tests" / "editions" / "2026.11.1.json"}
pytestmark = pytest.mark.xdist_group("independent")


def tables(edition: str) -> Any:
    return json.loads(EDITIONS[edition].read_bytes())


def periods(edition: str) -> list[str]:
    """All of time, each period of an edition, and what is undated."""
    return ["all", *(period["id"] for period in tables(edition)["meta"]["1"].get("periods", ())), "undated"]


CASES = [(edition, level, period) for edition in EDITIONS for level, period in product(LEVELS, periods(edition))]


def ranges(counted: dict[str, list[int]]) -> dict[str, dict[str, int]]:
    return {name: {"low": low, "high": high} for name, (low, high) in counted.items()}


@pytest.mark.share(6)
@pytest.mark.parametrize(("edition", "level", "period"), CASES)
def test_every_crossing_weighs_what_a_second_count_says(tmp_path: Path, edition: str, level: str, period: str) -> None:
    options = ["--tie-level", level, *([] if period == "all" else ["--period", period])]
    listed = json.loads(program(EDITIONS[edition], tmp_path, "list", "cells", "--json", *options))
    cells = expected(tables(edition))["cells"]
    columns = {row["column"] for row in listed}
    # What is in no dimension is a column only where there is any.
    assert [f"{row['row']}/{row['column']}" for row in listed] == [
        name for name in cells if name.partition("/")[2] in columns
    ]
    assert all(
        not any(cell["counts"]["all"]["everything"]["facts"].values())
        for name, cell in cells.items()
        if name.partition("/")[2] not in columns
    )
    for row in listed:
        cell = cells[f"{row['row']}/{row['column']}"]
        count = cell["counts"][period][level]
        assert row["gap"] == (cell["gap"] or {}).get(level), row
        for name in ("voices", "independent"):
            assert row[name] == ranges(count[name]), row
        assert (row["facts"], row["thesis"], row["hidden"]) == (count["facts"], count["thesis"], 0), row
        assert_words(row, count["words"])


def assert_words(row: dict[str, Any], words: dict[str, Any] | None) -> None:
    """The proposed words of a crossing; where nothing is claimed, or none are due, there are none."""
    if row["words"] is None:
        assert words is None or not row["claims"] or row["row"].startswith("*")
        return
    assert words is not None
    printed = row["words"]
    counts = {"for": printed["supports"], "against": printed["contradicts"], "mixed": printed["mixed"]}
    assert (printed["evidence"], printed["agreement"]) == (words["evidence"], words["agreement"]), row
    assert (printed["independent"], printed["direct"]) == (words["I"], words["D"]), row
    assert (sorted(printed["kinds"]), counts) == (words["K"], words["sides"]), row


@pytest.mark.share(6)
@pytest.mark.parametrize(("edition", "level", "period"), CASES)
def test_every_effect_direction_is_that_of_a_second_count(
    tmp_path: Path, edition: str, level: str, period: str
) -> None:
    options = ["--tie-level", level, *([] if period == "all" else ["--period", period])]
    listed = json.loads(program(EDITIONS[edition], tmp_path, "list", "directions", "--json", *options))
    drawn: dict[tuple[str, str, str], dict[str, Any]] = {
        (f"{row['row']}/{row['column']}", row["voice"], "tied" if row["tied"] else "untied"): {
            name: row[name] for name in ("direction", "better", "worse", "no_change", "mixed")
        }
        for row in listed
    }
    counted: dict[tuple[str, str, str], dict[str, Any]] = {}
    programmes = {document["id"] for document in tables(edition)["programmes"].values()}
    for name, cell in expected(tables(edition))["cells"].items():
        plot = cell["counts"][period][level]["directions"]
        if plot is None or name.partition("/")[0] not in programmes:
            continue
        for voice, row in plot["rows"].items():
            for group in ("tied", "untied"):
                if row[group]["direction"]:
                    counted[name, voice.removeprefix("actor:").removeprefix("source:"), group] = row[group]
    assert drawn == counted
    assert bool(drawn) == (edition == "second") or period != "all"


def test_gaps_between_programmes_and_policies_are_those_of_a_second_count(tmp_path: Path) -> None:
    listed = json.loads(program(EDITIONS["second"], tmp_path, "list", "gaps", "--json"))
    policies = [f"{gap['programme']}/{gap['policy']}" for gap in listed if "policy" in gap]
    assert policies == expected(tables("second"))["policy_gaps"] == []
