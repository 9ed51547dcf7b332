"""The years of the dossier that ships, counted once more from its file: nothing of the program is imported."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TABLES = json.loads((ROOT / "data" / "db.json").read_text(encoding="utf-8"))


def records(table: str) -> list[dict[str, Any]]:
    return list(TABLES[table].values())


def printed(*where: str) -> dict[int | None, dict[str, Any]]:
    """What `ilo-tui list timeline` prints, by year."""
    command = [sys.executable, "-m", "ilo_tui", "list", "timeline", "--json", *(("--where", *where) if where else ())]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    return {line["year"]: line for line in json.loads(result.stdout)}


def years(first: str | None, last: str | None) -> range:
    """The years from a date to another, as far as both are recorded."""
    return range(int(first[:4]), int(last[:4]) + 1) if first and last else range(0)


def facts_by_year(claims: list[dict[str, Any]]) -> dict[int | None, set[str]]:
    """The facts that claims tell, by each year that the claim is about; None: it has no date."""
    facts: defaultdict[int | None, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.get("year") is not None:
            about: list[int | None] = [claim["year"]]
        elif claim.get("start"):
            about = list(years(claim["start"], claim.get("end", claim["start"])))
        else:
            about = [None]
        for year in about:
            facts[year].add(claim.get("same_as", claim["id"]))
    return facts


def test_claims_of_each_year_are_the_facts_that_are_about_it() -> None:
    expected = {year: len(facts) for year, facts in facts_by_year(records("evidence")).items()}
    assert {year: line["claims"] for year, line in printed().items() if line["claims"]} == expected


def test_under_a_filter_they_are_those_of_the_claims_that_pass() -> None:
    claims = [
        claim for claim in records("evidence") if claim.get("programme") == "tbp" and claim["stance"] == "context"
    ]
    expected = {year: len(facts) for year, facts in facts_by_year(claims).items()}
    shown = printed("programme:tbp", "stance:context")
    assert {year: line["claims"] for year, line in shown.items() if line["claims"]} == expected


ByYear = defaultdict[int, set[str]]
"""Ids by year."""


def collected(pairs: Iterable[tuple[int, str]]) -> ByYear:
    """Ids by the years that they stand beside."""
    by_year: ByYear = defaultdict(set)
    for year, ident in pairs:
        by_year[year].add(ident)
    return by_year


def in_a_year(table: str, field: str) -> Iterator[tuple[int, str]]:
    """The year of a date of each record that has it, with the record's id."""
    return ((int(record[field][:4]), record["id"]) for record in records(table) if record.get(field))


def test_what_runs_is_adopted_due_and_measured_is_what_the_file_says() -> None:
    running = [*records("programmes"), *records("policies")]
    periods = [(record.get("period", {}), record["id"]) for record in running]
    assert all(set(period) in ({"start", "end"}, set()) for period, _ in periods), "neither end is open here"
    points = [
        (point["year"], indicator["id"])
        for indicator in records("indicators")
        for segment in indicator["segments"]
        for point in segment["points"]
    ]
    expected = {
        "runs": collected(
            (year, ident) for period, ident in periods for year in years(period.get("start"), period.get("end"))
        ),
        "may_run": collected(()),
        "adopted": collected(in_a_year("policies", "adopted")),
        "ratified": collected(in_a_year("policies", "ratified")),
        "due": collected(in_a_year("aims", "due")),
        "measured": collected(points),
    }
    shown = printed()
    assert {year for by_year in expected.values() for year in by_year} <= shown.keys()
    for year, line in shown.items():
        if year is not None:
            assert {name: set(line[name]) for name in expected} == {name: expected[name][year] for name in expected}
