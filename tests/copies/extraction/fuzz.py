"""Broken documents given to the readers: `python -m tests.copies.extraction.fuzz --cases 5000 --seed 1` prints a table.

Many are read in a single process, each within a time of its own: what the program does with one document in a process
of its own, without waiting for a Python for each.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import msgspec

from ilo_tui.copies.extraction.limits import LIMITS
from ilo_tui.copies.extraction.messages import Message, Page, Remark
from ilo_tui.copies.extraction.reading import bounded, reader_of
from ilo_tui.copies.extraction.tidy import tidy
from ilo_tui.copies.model import Media
from tests.copies.extraction.mutations import broken
from tests.fuzz.run import HungError, limited

KINDS: tuple[Media, ...] = ("pdf", "docx", "html", "txt", "md")
SHARES: dict[Media, int] = {"pdf": 5, "docx": 2, "html": 1, "txt": 1, "md": 1}
"""Of ten documents."""
_SHARD = 250
LONGEST = 5.0
"""So many seconds of the processor one small document may take; the program itself waits a minute."""


@dataclass
class Tally:
    """What became of the documents of a kind; `slowest` in seconds of the processor, `failures` with the documents."""

    cases: int = 0
    with_text: int = 0
    pages: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    failures: list[tuple[str, bytes]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take over what another process counted."""
        self.cases, self.with_text = self.cases + other.cases, self.with_text + other.with_text
        self.pages, self.slowest = self.pages + other.pages, max(self.slowest, other.slowest)
        self.notes += other.notes
        self.failures += other.failures


def fuzz(media: Media, cases: int, seed: str) -> Tally:
    """Read so many broken documents; the same seed makes the same ones."""
    tally, chance, reader = Tally(), Random(f"{media}:{seed}"), reader_of(media)
    with TemporaryDirectory() as folder, _silent():
        path = Path(folder) / f"document.{media}"
        for _ in range(cases):
            data = broken(media, chance)
            path.write_bytes(data)
            began, messages = time.process_time(), list[Message]()
            try:
                with limited(LONGEST):
                    messages += bounded(reader, path, LIMITS)
            except HungError:
                tally.failures.append((f"more than {LONGEST} s", data))
            except BaseException as error:
                tally.failures.append((f"{type(error).__name__} comes out", data))
            tally.slowest = max(tally.slowest, time.process_time() - began)
            _count(tally, messages, data)
    return tally


@contextmanager
def _silent() -> Iterator[None]:
    """Libraries log what is wrong with a document, line after line."""
    disabled = logging.root.manager.disable
    logging.disable()
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logging.disable(disabled)


def _count(tally: Tally, messages: Sequence[Message], data: bytes) -> None:
    pages = [message.page for message in messages if isinstance(message, Page)]
    notes = {message.note for message in messages if isinstance(message, Remark)}
    tally.cases, tally.pages = tally.cases + 1, tally.pages + len(pages)
    tally.with_text += any(page.text.strip() for page in pages)
    tally.notes.update(notes)
    tally.notes["none"] += not notes
    if [page.number for page in pages] != list(range(1, len(pages) + 1)):
        tally.failures.append(("pages are not counted from 1", data))
    if any(page.text != tidy(page.text) or "\n" in page.label for page in pages):
        tally.failures.append(("a text is not tidy", data))
    msgspec.msgpack.encode(messages)


def fuzz_all(cases: int, seed: int, jobs: int = 2) -> dict[Media, Tally]:
    """Share so many documents among the kinds and processes; a tally for each kind."""
    tallies = {media: Tally() for media in KINDS}
    shards = [(media, _SHARD, f"{seed}.{n}") for media in KINDS for n in range(cases * SHARES[media] // (10 * _SHARD))]
    with ThreadPoolExecutor(jobs) as threads:
        for (media, *_), tally in zip(shards, threads.map(_apart, *zip(*shards, strict=True)), strict=True):
            tallies[media].add(tally)
    return tallies


def _apart(media: Media, cases: int, seed: str) -> Tally:
    """`fuzz` in its own process: a crash of Python itself is seen, and a library begins anew."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        try:
            return process.submit(fuzz, media, cases, seed).result()
        except BrokenProcessPool:
            return Tally(cases, failures=[(f"the process died: cases {cases}, seed {seed}", b"")])


def table(tallies: dict[Media, Tally]) -> list[str]:
    """A line for each kind, and below them what must not be."""
    lines = [f"{'kind':<6}{'cases':>7}{'with text':>11}{'pages':>8}{'slowest':>10}{'failures':>10}  notes"]
    for media, tally in tallies.items():
        notes = ", ".join(f"{note} {count}" for note, count in tally.notes.most_common())
        numbers = (
            f"{tally.cases:>7}{tally.with_text:>11}{tally.pages:>8}{tally.slowest:>8.2f} s{len(tally.failures):>10}"
        )
        lines.append(f"{media:<6}{numbers}  {notes}")
    for media, tally in tallies.items():
        lines += [f"{media}: {name}" for name in sorted({name for name, _ in tally.failures})]
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; 1 where something was found, which `--keep` writes to a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.copies.extraction.fuzz")
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    began = time.monotonic()
    tallies = fuzz_all(options.cases, options.seed)
    print(*table(tallies), f"{time.monotonic() - began:.0f} s", sep="\n")
    failures = [(media, *failure) for media, tally in tallies.items() for failure in tally.failures]
    if options.keep:
        options.keep.mkdir(exist_ok=True)
        for number, (media, _, data) in enumerate(failures[:50]):
            (options.keep / f"{number}.{media}").write_bytes(data)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
