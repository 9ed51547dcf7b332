"""Broken files of every kind: one clear line or a sound result, in time, in little memory, and nothing touched.

40 of a share of the kinds in every run, 100,000 in the slow one; `python -m tests.fuzz` prints the table.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fuzz.__main__ import fuzz_all, table
from tests.fuzz.bench import Bench
from tests.fuzz.readers import READERS, Reader
from tests.fuzz.run import HungError, fuzz, fuzz_reader, limited
from tests.fuzz.seeds import seeds, texts_of

ROOT = Path(__file__).parents[2]
NAMES = [reader.name for reader in READERS]
SHARE = 40
NEVER_REFUSED = {"config", "state", "merge"}
"""Mistakes in these are told or passed over; nothing is worth stopping for."""


@pytest.mark.share(4)
@pytest.mark.parametrize("name", NAMES)
def test_broken_files_of_each_kind(name: str) -> None:
    tally = fuzz(name, SHARE, "make test")
    assert [(item.description, item.count, item.detail) for item in tally.failures.values()] == []
    assert tally.cases == tally.accepted + tally.refused.total() == SHARE
    assert tally.accepted > 0
    assert bool(tally.refused) == (name not in NEVER_REFUSED)


@pytest.mark.slow
def test_100_000_broken_files() -> None:
    tallies = fuzz_all(100_000, 1, NAMES, jobs=2)
    text = "\n".join(table(tallies))
    assert all(not tally.failures for tally in tallies), text
    assert sum(tally.cases for tally in tallies) >= 100_000, text
    assert all(tally.accepted > 500 for tally in tallies), text


def careless(bench: Bench, data: bytes) -> Iterator[str]:
    """Shows what it reads as it is, and minds no error."""
    yield from texts_of(json.loads(data))


def meddling(bench: Bench, data: bytes) -> Iterator[str]:
    """Writes beside the file."""
    path = bench.put("a.json", data)
    path.with_name("b.json").write_bytes(data)
    yield "done"


def greedy(bench: Bench, data: bytes) -> Iterator[str]:
    """Holds more memory than any file is worth."""
    yield "done" if data in seeds("dossier") else str(len(b"x" * (300 << 20)))


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("read", "cases", "words"),
    [
        (careless, 300, ["U+001B", "JSONDecodeError"]),
        (meddling, 1, ["another put beside it"]),
    ],
)
@pytest.mark.slow
def test_it_sees_what_a_careless_reader_does(
    read: Callable[[Bench, bytes], Iterator[str]], cases: int, words: list[str]
) -> None:
    text = " ".join(fuzz_reader(Reader("dossier", "json", read), cases, "careless").failures)
    assert [word for word in words if word not in text] == []


@pytest.mark.slow
def test_it_sees_a_reader_that_holds_too_much_memory() -> None:
    """In a process of its own: the peak of one that has run other tests may be higher already."""
    code = (
        "from tests.fuzz.test_fuzz import greedy\n"
        "from tests.fuzz.readers import Reader\n"
        "from tests.fuzz.run import fuzz_reader\n"
        "print(' '.join(fuzz_reader(Reader('dossier', 'json', greedy), 2, 'careless').failures))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "memory grew" in result.stdout


def test_what_does_not_end_is_stopped() -> None:
    with pytest.raises(HungError), limited(0.05):
        while True:
            pass
