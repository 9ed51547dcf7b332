"""How much of each package the tests run: `python -m tests.coverage_by_package REPORT.json`, of `coverage json`.

Branches count as lines do, as in coverage's own total. `make coverage` makes the report, prints this table, and fails
under the floor that stands in pyproject.toml.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

_DEEP = {"frontends"}
"""Packages whose parts are packages of their own."""


def package_of(path: str) -> str:
    """The package of a file, as the table has it: `core`, `frontends.tui`; `.` of what is in none."""
    folders = PurePath(path).parts[1:-1]
    return ".".join(folders[: 2 if folders and folders[0] in _DEEP else 1]) or "."


def by_package(report: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """What is run of how much, lines and branches together, by package."""
    counts: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for path, file in report["files"].items():
        summary, package = file["summary"], package_of(path)
        covered, total = counts[package]
        covered += summary["covered_lines"] + summary["covered_branches"]
        counts[package] = (covered, total + summary["num_statements"] + summary["num_branches"])
    return dict(sorted(counts.items()))


def table(counts: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """A line for each package, and one for all."""
    covered, total = (sum(numbers) for numbers in zip(*counts.values(), strict=True))
    for package, (of_package, all_of_it) in [*counts.items(), ("together", (covered, total))]:
        share = f"{of_package / all_of_it:.1%}" if all_of_it else "-"
        yield f"{package:<20} {all_of_it - of_package:>6} of {all_of_it:>6} not run {share:>7}"


if __name__ == "__main__":
    print(*table(by_package(json.loads(Path(sys.argv[1]).read_bytes()))), sep="\n")
