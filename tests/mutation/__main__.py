"""Run mutants of the arithmetic against the tests of their own package: `python -m tests.mutation [--all-tests]`.

Which tests run a line is measured first, so that a mutant meets only those that could notice it. Stopped at any time,
it goes on where it was: results stand in build/mutation/, a line each. A mutant is killed where a test fails or does
not end; the first failure is enough. Exit code 1 where fewer than 95 % are killed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.mutation.mutants import ROOT, Mutant, Target, all_mutants, sample
from tests.mutation.reach import Reach, measure

TARGETS = {
    "agreement": Target(
        ("ilo_tui/review/agreement/*.py",),
        (
            "tests/review/agreement",
            "tests/views/test_agreement_rows.py",
            "tests/app/test_agreement.py",
            "tests/independent",
        ),
    ),
    "gap map": Target(
        ("ilo_tui/dossier/gapmap.py", "ilo_tui/dossier/gap_list.py"),
        ("tests/dossier/test_gapmap.py", "tests/dossier/test_gap_list.py", "tests/dossier", "tests/independent"),
    ),
    "voices": Target(
        (
            "ilo_tui/dossier/voices.py",
            "ilo_tui/dossier/weighing.py",
            "ilo_tui/dossier/ties.py",
            "ilo_tui/dossier/proposed_words.py",
            "ilo_tui/dossier/effect_direction.py",
            "ilo_tui/dossier/gap_rules.py",
            "ilo_tui/dossier/gaps.py",
            "ilo_tui/dossier/timeline.py",
        ),
        (
            "tests/dossier/test_voices.py",
            "tests/dossier/test_weighing.py",
            "tests/dossier/test_ties.py",
            "tests/dossier/test_proposed_words.py",
            "tests/dossier/test_effect_direction.py",
            "tests/dossier/test_gap_rules.py",
            "tests/dossier/test_timeline.py",
            "tests/dossier",
            "tests/independent",
        ),
    ),
    "limits": Target(("ilo_tui/exporters/report/limits.py",), ("tests/exporters/report", "tests/independent")),
    "queues": Target(
        ("ilo_tui/review/queues.py", "ilo_tui/review/progress.py", "ilo_tui/review/sharing.py"),
        (
            "tests/review/test_queues.py",
            "tests/review/test_sharing.py",
            "tests/review/test_progress.py",
            "tests/review/test_item_kinds.py",
            "tests/app/test_session_list.py",
            "tests/independent",
        ),
    ),
    "merge": Target(("ilo_tui/review/merge/*.py",), ("tests/review/merge", "tests/app/test_merge.py")),
    "blinding": Target(
        ("ilo_tui/views/blinding.py",),
        (
            "tests/views/test_blinding.py",
            "tests/views",
            "tests/app/test_contexts.py",
            "tests/frontends/console/test_blinding.py",
        ),
    ),
}
COPIED = ("ilo_tui", "tests", "data", "docs", "benchmarks", "packaging", "pyproject.toml", "README.md")
LEAST_KILLED = 0.95
NO_SUCH_TEST = 4
"""How pytest ends where it does not know a test that it is to run."""
LONGEST = 300
"""Seconds after which a run counts as one that does not end."""


def main() -> int:
    """Run the mutants that have no result yet, and print what is killed by target and what survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--all-tests", action="store_true", help="with the slow tests, not only those of make test")
    options = parser.parse_args()
    chosen = sample(list(all_mutants(TARGETS)), options.mutants, options.seed)
    folder = ROOT / "build" / "mutation"
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / f"{options.seed}-{options.mutants}{'-all' if options.all_tests else ''}.jsonl"
    known = _known(record, chosen)
    waiting = [mutant for mutant in chosen if mutant.name not in known]
    print(f"{len(chosen)} mutants, {len(chosen) - len(waiting)} known from {record.relative_to(ROOT)}", flush=True)
    with tempfile.TemporaryDirectory() as parent:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(options.workers):
            copies.put(_copy(Path(parent) / str(number)))
        with ThreadPoolExecutor(options.workers) as pool, record.open("a", encoding="utf-8") as log:
            names = sorted({mutant.target for mutant in waiting})
            reaches = dict(zip(names, pool.map(lambda name: _measure(name, copies), names), strict=True))

            def attempt(mutant: Mutant) -> str:
                return _try(mutant, reaches[mutant.target], copies, options.all_tests)

            for mutant, result in zip(waiting, pool.map(attempt, waiting), strict=True):
                known[mutant.name] = result
                log.write(json.dumps({"mutant": mutant.name, "digest": mutant.digest, "result": result}) + "\n")
                log.flush()
                print(f"{result:10} {mutant.name}", flush=True)
    return _print_summary(chosen, known)


def _known(record: Path, chosen: Sequence[Mutant]) -> dict[str, str]:
    """What an earlier run killed, by mutant, where its module is the same; what survived is tried again.

    A line that a kill of that run cut off is passed over.
    """
    digests = {mutant.name: mutant.digest for mutant in chosen}
    known = {}
    for line in record.read_text(encoding="utf-8").splitlines() if record.exists() else ():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if entry["result"] != "survived" and digests.get(entry["mutant"]) == entry["digest"]:
            known[entry["mutant"]] = entry["result"]
    return known


def _copy(folder: Path) -> Path:
    """A copy of the project, in which things may be broken; its bytecode is made once for all runs."""
    folder.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, folder / name)
    (folder / "shared").symlink_to(ROOT.parent / "shared")
    tests = sorted({test for target in TARGETS.values() for test in target.tests})
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:cacheprovider", *tests]
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return folder


def _measure(target: str, copies: SimpleQueue[Path]) -> Reach:
    copy = copies.get()
    try:
        return measure(copy, TARGETS[target].tests)
    finally:
        copies.put(copy)


def _try(mutant: Mutant, reach: Reach, copies: SimpleQueue[Path], all_tests: bool) -> str:
    copy = copies.get()
    module = copy / mutant.module
    sound = module.read_bytes()
    try:
        module.write_text(mutant.source(), encoding="utf-8")
        every = TARGETS[mutant.target].tests
        outcome = _outcome(copy, mutant, reach.tests_of(mutant.module, mutant.line()) or every, all_tests)
        # A function called like a test that is none, or was made by a test, cannot be run alone.
        return outcome if outcome != "no such test" else _outcome(copy, mutant, every, all_tests)
    finally:
        module.write_bytes(sound)
        copies.put(copy)


def _outcome(copy: Path, mutant: Mutant, tests: Sequence[str], all_tests: bool) -> str:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    # A module of the same size within the same second would be taken from its cached bytecode.
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    module = copy / mutant.module
    for bytecode in (module.parent / "__pycache__").glob(f"{module.stem}.*"):
        bytecode.unlink()
    try:
        finished = subprocess.run(
            [*command, "-m", "slow or not slow"] if all_tests else command,
            cwd=copy, env=environment, capture_output=True, timeout=LONGEST, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "timeout"
    if finished.returncode == NO_SUCH_TEST:
        return "no such test"
    if finished.returncode not in {0, 1, 2}:
        raise RuntimeError(f"{mutant.name}: pytest ended with {finished.returncode}")
    return "survived" if finished.returncode == 0 else "killed"


def _print_summary(chosen: list[Mutant], known: dict[str, str]) -> int:
    results = Counter((mutant.target, known[mutant.name]) for mutant in chosen)
    for target in TARGETS:
        total = sum(mutant.target == target for mutant in chosen)
        print(f"{target:10} {total - results[target, 'survived']} of {total} killed")
    survivors = [mutant.name for mutant in chosen if known[mutant.name] == "survived"]
    killed = len(chosen) - len(survivors)
    print(
        f"{'in all':10} {killed} of {len(chosen)} killed ({killed / len(chosen):.1%})", *survivors, sep="\n  survived "
    )
    return 0 if killed >= LEAST_KILLED * len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
