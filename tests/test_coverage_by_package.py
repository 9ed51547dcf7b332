"""The table of what the tests run, by package."""

from __future__ import annotations

from tests.coverage_by_package import by_package, package_of, table


def _file(statements: int, lines: int, branches: int, taken_branches: int) -> dict[str, dict[str, int]]:
    return {
        "summary": {
            "num_statements": statements,
            "covered_lines": lines,
            "num_branches": branches,
            "covered_branches": taken_branches,
        }
    }


def test_parts_of_the_front_ends_are_packages_of_their_own() -> None:
    assert package_of("ilo_tui/core/text.py") == "core"
    assert package_of("ilo_tui/review/merge/plan.py") == "review"
    assert package_of("ilo_tui/frontends/tui/tabs/review.py") == "frontends.tui"
    assert package_of("ilo_tui/cli.py") == "."


def test_lines_and_branches_count_together() -> None:
    files = {
        "ilo_tui/core/text.py": _file(10, 8, 4, 2),
        "ilo_tui/core/files.py": _file(6, 6, 0, 0),
        "ilo_tui/review/lock.py": _file(20, 20, 0, 0),
        "ilo_tui/app/__init__.py": _file(0, 0, 0, 0),
    }
    counts = by_package({"files": files})
    assert counts == {"app": (0, 0), "core": (16, 20), "review": (20, 20)}
    assert list(table(counts)) == [
        "app                       0 of      0 not run       -",
        "core                      4 of     20 not run   80.0%",
        "review                    0 of     20 not run  100.0%",
        "together                  4 of     40 not run   90.0%",
    ]
