"""Fuzzing from a shell: `python -m tests.fuzz --cases 100000 --seed 1 [--reader NAME] [--keep FOLDER]` prints a table.

With `--keep` the first file that shows each thing found is written to that folder.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from tests.fuzz.readers import READERS
from tests.fuzz.run import Tally, fuzz

_SHARD = 3200
"""So many cases one process tries: another seed and a fresh memory for each shard."""


def fuzz_all(cases: int, seed: int, readers: Sequence[str], jobs: int) -> list[Tally]:
    """Share so many cases among readers and processes; a tally for each reader."""
    shards = [(name, size, f"{seed}.{n}") for name in readers for n, size in enumerate(_shards(cases, len(readers)))]
    tallies = {name: Tally(name) for name in readers}
    with ThreadPoolExecutor(jobs) as threads:
        for tally in threads.map(_apart, *zip(*shards, strict=True)):
            tallies[tally.reader].add(tally)
    return [*tallies.values()]


def _apart(name: str, cases: int, seed: str) -> Tally:
    """`fuzz` in its own process: memory is measured from the start, and a crash of Python itself is seen."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        try:
            return process.submit(fuzz, name, cases, seed).result()
        except BrokenProcessPool:
            tally = Tally(name, cases)
            tally.add_failure(f"the process died: cases {cases}, seed {seed}", b"")
            return tally


def _shards(cases: int, readers: int) -> list[int]:
    each = -(-cases // readers)
    return [min(_SHARD, each - begun) for begun in range(0, each, _SHARD)]


def table(tallies: Iterable[Tally]) -> list[str]:
    """What became of the files, a line a reader, and below it everything that was found."""
    head = f"{'reader':<11}{'cases':>8}{'accepted':>10}{'refused':>9}{'lines':>11}{'reached':>9}{'slowest':>10}"
    lines, all_ = [f"{head}{'memory':>10}{'found':>7}  refused as"], Tally("all")
    for tally in [*tallies]:
        lines.append(_row(tally))
        all_.add(tally)
    lines.append(_row(all_))
    for tally in tallies:
        lines += [f"{tally.reader}: {item.description} ({item.count} times)" for item in tally.failures.values()]
    return lines


def _row(tally: Tally) -> str:
    refused = ", ".join(f"{name} {n}" for name, n in tally.refused.most_common())
    return (
        f"{tally.reader:<11}{tally.cases:>8}{tally.accepted:>10}{tally.refused.total():>9}{tally.lines:>11}{tally.reached:>9}"
        f"{tally.slowest * 1000:>7.0f} ms{tally.growth:>6.0f} MiB{len(tally.failures):>7}  {refused}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", choices=[reader.name for reader in READERS], action="append")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    began = time.monotonic()
    names = options.reader or [reader.name for reader in READERS]
    tallies = fuzz_all(options.cases, options.seed, names, options.jobs)
    print(*table(tallies), f"{time.monotonic() - began:.0f} s", sep="\n")
    if options.keep:
        keep(tallies, options.keep)
    return 1 if any(tally.failures for tally in tallies) else 0


def keep(tallies: Iterable[Tally], folder: Path) -> None:
    """Write the first file of each finding, with what it is about beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for tally in tallies:
        for number, item in enumerate(tally.failures.values(), 1):
            (folder / f"{tally.reader}-{number}").write_bytes(item.sample)
            (folder / f"{tally.reader}-{number}.txt").write_text(
                f"{item.description}\n{item.detail}\n", encoding="utf-8"
            )


if __name__ == "__main__":
    sys.exit(main())
