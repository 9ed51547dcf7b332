"""A team's files come in: what merging, agreement and a report cost with 10, 100 and 1,000 sessions of 200 decisions.

    python benchmarks/office.py [FOLDER] [--sizes 10 100 1000] [--decisions 200]

Every command is the program in a process of its own, timed from outside, with the peak of its memory as the system
counted it. In the same run stands a floor: plain Python that parses each of the same files and copies it, without
looking at what is in it, without flushing, without telling. `start` is `sessions` on an empty folder: what a command
pays before it reads the first file. Where the sessions are ten times as many, 10 times the seconds is in proportion.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOOR = """
import json, pathlib, shutil, sys
*sources, target = map(pathlib.Path, sys.argv[1:])
target.mkdir()
for source in sources:
    for path in source.glob("*.json"):
        json.loads(path.read_bytes())
        shutil.copy2(path, target)
"""
STICKS = 5
TIDY = tuple(f"--{name}=0" for name in ("copies", "earlier", "truncated", "foreign", "zeros"))
"""Nothing is there twice and nothing is broken, so that the floor does no less than the program."""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds, and the peak of its memory in MiB."""

    seconds: float
    peak: float


def cost(*arguments: str) -> Cost:
    """Run Python with these arguments to its end; raises `CalledProcessError` where it fails."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        message = process.stderr.read()
        # Waited for here and not by `Popen`, because only so the system tells what this one process took.
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments, stderr=message)
    return Cost(took, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))


def measured(folder: Path, size: int, decisions: int) -> dict[str, Cost]:
    """Every command over so many sessions on five sticks, by the name of its column."""
    sticks, office = [str(folder / f"folder-{number}") for number in range(1, STICKS + 1)], str(folder / "office")
    # Made by another process, so that this one stays small: a child's peak counts from that of who started it.
    sizes = ("--reviewers", str(size), "--decisions", str(decisions), "--folders", str(STICKS))
    cost("benchmarks/reviewers.py", "-o", str(folder), *sizes, *TIDY)
    app, report = ("-m", "ilo_tui", "--reviews", office), str(folder / "report.html")
    return {
        "floor": cost("-c", FLOOR, *sticks, str(folder / "floor")),
        "start": cost(*app, "sessions"),
        "merge": cost(*app, "merge", *sticks, "--into", office),
        "again": cost(*app, "merge", *sticks, "--into", office),
        "sessions": cost(*app, "sessions"),
        "agreement": cost(*app, "agreement"),
        "report html": cost(*app, "report", "--format", "html", "-o", report),
    }


def table(title: str, rows: dict[int, dict[str, float]], digits: int) -> None:
    """Print rows by their number of sessions, as Markdown."""
    names = list(next(iter(rows.values())))
    print(f"| {title} |", " | ".join(names), "|")
    print("|---" * (len(names) + 1) + "|")
    for size, row in rows.items():
        print(f"| {size:,} |", " | ".join(f"{row[name]:,.{digits}f}" for name in names), "|")
    print()


def grown(rows: dict[int, dict[str, float]]) -> dict[int, dict[str, float]]:
    """Each figure as a multiple of that in the row before."""
    return {
        after: {name: value / rows[before][name] for name, value in rows[after].items()}
        for before, after in pairwise(rows)
    }


def main() -> None:
    """Measure every size, print the figures, and how they grow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="where to put the files, on the disk to measure")
    parser.add_argument("--sizes", nargs="+", type=int, default=[10, 100, 1000])
    parser.add_argument("--decisions", type=int, default=200)
    options = parser.parse_args()
    costs: dict[int, dict[str, Cost]] = {}
    with tempfile.TemporaryDirectory(dir=options.folder) as home:
        # Whoever runs this has an installation, too; it stays as it is.
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = home
        for size in options.sizes:
            (place := Path(home) / str(size)).mkdir()
            costs[size] = measured(place, size, options.decisions)
    seconds = {size: {name: sample.seconds for name, sample in row.items()} for size, row in costs.items()}
    peaks = {size: {name: sample.peak for name, sample in row.items()} for size, row in costs.items()}
    floors = {size: {name: value / row["floor"] for name, value in row.items()} for size, row in seconds.items()}
    table("sessions, s", seconds, 2)
    table("sessions, x floor", floors, 1)
    table("sessions, peak MiB", peaks, 0)
    if len(costs) > 1:
        table("sessions, s: x row before", grown(seconds), 1)
        table("sessions, MiB: x row before", grown(peaks), 1)


if __name__ == "__main__":
    main()
