"""Which tests run a line: measured by coverage, which knows the test function that each line was run in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

SETTINGS = """\
[run]
source = ilo_tui
dynamic_context = test_function
"""


@dataclass(frozen=True)
class Reach:
    """The tests that run a line, by file from the root of the project and number of the line."""

    tests: dict[tuple[str, int], tuple[str, ...]]

    def tests_of(self, module: str, line: int) -> tuple[str, ...]:
        """As pytest takes them; none where the line is run outside tests too, or by none: then any test may notice."""
        return self.tests.get((module, line), ())


def measure(root: Path, tests: Sequence[str]) -> Reach:
    """Run the tests of a copy of the project and note what each runs; programs that they start are not measured."""
    settings, data = root / "reach.ini", root / "reach.data"
    settings.write_text(SETTINGS, encoding="utf-8")
    command = [sys.executable, "-m", "coverage", "run", f"--rcfile={settings}", f"--data-file={data}", "-m", "pytest"]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    finished = subprocess.run(
        [*command, "-q", "-p", "no:cacheprovider", *tests], cwd=root, env=environment, capture_output=True, check=False
    )
    if finished.returncode:
        raise RuntimeError(f"the tests fail before anything is changed:\n{finished.stdout.decode()[-2000:]}")
    measured = CoverageData(str(data))
    measured.read()
    properties = sorted(set(_with_properties(root, tests)))
    by_line: dict[tuple[str, int], tuple[str, ...]] = {}
    for name in measured.measured_files():
        for line, contexts in measured.contexts_by_lineno(name).items():
            if "" not in contexts:
                by_line[Path(name).relative_to(root).as_posix(), line] = tuple(
                    sorted({test for context in contexts for test in _tests(context, properties)}, key=_by_length)
                )
    return Reach(by_line)


def _by_length(test: str) -> tuple[bool, str]:
    """Properties last: their files try hundreds of cases, where often a single test fails at once."""
    return "::" not in test, test


def _with_properties(root: Path, tests: Sequence[str]) -> Iterator[str]:
    """The files of Hypothesis' properties, which it runs in a function of its own: of these nothing nearer is known."""
    for path in (path for name in tests for path in [root / name, *(root / name).rglob("test_*.py")]):
        if path.is_file() and "from hypothesis import" in path.read_text(encoding="utf-8"):
            yield path.relative_to(root).as_posix()


def _tests(context: str, properties: Sequence[str]) -> Sequence[str]:
    """`tests.review.test_queues.test_x` as `tests/review/test_queues.py::test_x`; a method by its class."""
    if not context.startswith("tests."):
        return properties
    parts = context.split(".")
    depth = next(number for number, part in enumerate(parts) if part.startswith("test_"))
    return ["::".join(("/".join(parts[: depth + 1]) + ".py", *parts[depth + 1 :]))]
