"""Trying many broken files on one reader: what became of them, how long it took, how much memory, what was found."""

from __future__ import annotations

import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import CodeType, FrameType
from typing import Any
from unittest.mock import patch

from ilo_tui.core.errors import UsageError
from ilo_tui.core.translator import Translator
from tests.fuzz.bench import Bench, BrokenPromiseError
from tests.fuzz.hostile import unsafe
from tests.fuzz.mutate import Breaker
from tests.fuzz.readers import READERS, REFUSALS, Reader, error_lines
from tests.fuzz.seeds import seeds

LONGEST = 2.0
"""So many seconds one file may take."""
LARGEST_GROWTH = 96
"""By so many MiB a process may grow while it reads broken files, however many."""
_TRACED = 10
"""One of so many tries is traced, and kept as a seed where it reaches lines that none has reached before."""
_MOST_KEPT = 400
Trace = Callable[[FrameType, str, Any], Any]
_PROGRAM = str(Path(__file__).parents[2] / "ilo_tui")


class HungError(BaseException):
    """A reader took too long. No `Exception`, so that no reader takes it for one of its own."""


@dataclass
class Failure:
    """Something that must not be: what, how often, and the first file that shows it, with its traceback or line."""

    description: str
    count: int
    sample: bytes
    detail: str


@dataclass
class Tally:
    """What became of the files given to one reader; `slowest` in seconds, `growth` in MiB."""

    reader: str
    cases: int = 0
    accepted: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    reached: int = 0
    slowest: float = 0.0
    growth: float = 0.0
    failures: dict[str, Failure] = field(default_factory=dict)

    def add_failure(self, description: str, data: bytes, detail: str = "") -> None:
        """Note something that must not be."""
        setdefault = self.failures.setdefault(description, Failure(description, 0, data, detail))
        setdefault.count += 1

    def add(self, other: Tally) -> None:
        """Take over the tally of another process."""
        self.cases, self.accepted = self.cases + other.cases, self.accepted + other.accepted
        self.refused += other.refused
        self.lines, self.reached = self.lines + other.lines, max(self.reached, other.reached)
        self.slowest, self.growth = max(self.slowest, other.slowest), max(self.growth, other.growth)
        for item in other.failures.values():
            mine = self.failures.setdefault(item.description, Failure(item.description, 0, item.sample, item.detail))
            mine.count += item.count


def fuzz(name: str, cases: int, seed: str) -> Tally:
    """Try so many broken files on the reader of this name; the same seed makes the same files, but for ids."""
    return fuzz_reader(next(reader for reader in READERS if reader.name == name), cases, seed)


def fuzz_reader(reader: Reader, cases: int, seed: str) -> Tally:
    """The same, on any reader of files as one of `READERS` has."""
    tally, chance = Tally(reader.name), Random(f"{reader.name}:{seed}")
    # Flushing to the disk is not what is tested here, and takes longer than all the rest.
    with TemporaryDirectory() as folder, patch("os.fsync"):
        run = _Run(reader, tally, chance, Path(folder) / "case")
        run.try_sound()
        before = _memory()
        for _ in range(cases):
            run.try_one()
        tally.growth = _memory() - before
    if tally.growth > LARGEST_GROWTH:
        tally.add_failure(f"memory grew by {tally.growth:.0f} MiB", b"")
    return tally


class _Run:
    """The tries on one reader, and the files that have led to new lines of the program."""

    def __init__(self, reader: Reader, tally: Tally, chance: Random, folder: Path) -> None:
        self._reader, self._tally, self._chance, self._folder = reader, tally, chance, folder
        self._pool = [*seeds(reader.name)]
        self._breaker = Breaker(reader.form, chance, self._pool)
        self._reached = Reached()

    def try_sound(self) -> None:
        """The seeds themselves, which are not counted."""
        tally, self._tally = self._tally, Tally(self._reader.name)
        for data in self._pool:
            for _ in range(8):
                self._try(data)
        tally.failures, self._tally = self._tally.failures, tally

    def try_one(self) -> None:
        """One broken file."""
        data = self._breaker.broken(self._chance.choice(self._pool))
        self._tally.cases += 1
        if self._chance.randrange(_TRACED):
            self._try(data)
            return
        with self._reached.traced() as new:
            self._try(data)
        self._tally.reached = len(self._reached.lines)
        if new() and len(self._pool) < _MOST_KEPT:
            self._pool.append(data)

    def _try(self, data: bytes) -> None:
        bench = Bench(self._folder, self._chance, Translator(self._chance.choice(("en", "id"))))
        began = time.process_time()
        try:
            with limited():
                lines = self._read(bench, data)
        except HungError:
            self._tally.add_failure(f"more than {LONGEST} s", data)
            return
        except Exception as error:
            self._tally.add_failure(_where(error), data, "".join(traceback.format_exception(error)))
            return
        self._tally.slowest = max(self._tally.slowest, time.process_time() - began)
        self._tally.lines += len(lines)
        if bad := next(filter(unsafe, lines), None):
            self._tally.add_failure(f"a line for the terminal holds {unsafe(bad)[0]}", data, ascii(bad))
        if not bench.untouched():
            self._tally.add_failure("the file was changed, or another put beside it", data)

    def _read(self, bench: Bench, data: bytes) -> list[str]:
        lines: list[str] = []
        try:
            lines += self._reader.read(bench, data)
        except REFUSALS as error:
            self._tally.refused[type(error).__name__] += 1
            return [*lines, *error_lines(error, bench)]
        except UsageError as error:
            self._tally.refused[type(error).__name__] += 1
            return [*lines, *error_lines(error, bench)]
        self._tally.accepted += 1
        return lines


class Reached:
    """Which lines of the program were reached."""

    def __init__(self) -> None:
        """None yet."""
        self.lines: set[tuple[CodeType, int]] = set()

    @contextmanager
    def traced(self) -> Iterator[Callable[[], bool]]:
        """Watch what is reached; call what is given to learn whether some of it is new."""
        before, tracing = len(self.lines), sys.gettrace()
        sys.settrace(self._enter)
        try:
            yield lambda: len(self.lines) > before
        finally:
            sys.settrace(tracing)

    def _enter(self, frame: FrameType, event: str, argument: object) -> Trace | None:
        return self._line if frame.f_code.co_filename.startswith(_PROGRAM) else None

    def _line(self, frame: FrameType, event: str, argument: object) -> Trace:
        self.lines.add((frame.f_code, frame.f_lineno))
        return self._line


def _where(error: Exception) -> str:
    """An error by its class and the line of the program that it comes from."""
    if isinstance(error, BrokenPromiseError):
        return str(error)
    frames = [item for item in traceback.extract_tb(error.__traceback__) if "ilo_tui" in item.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "outside of the program"
    return f"{type(error).__name__} in {place}"


@contextmanager
def limited(seconds: float = LONGEST) -> Iterator[None]:
    """Raise `HungError` in what takes longer, by the time of the processor, or much longer by the clock."""
    if sys.platform == "win32":
        yield
        return

    def stop(signum: int, frame: FrameType | None) -> None:
        raise HungError

    before = [(item, signal.signal(item, stop)) for item in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * 20)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for item, handler in before:
            signal.signal(item, handler)


def _memory() -> float:
    """The most memory that this process has ever held, in MiB."""
    if sys.platform == "win32":
        return 0.0
    if (status := Path("/proc/self/status")).exists():
        # What getrusage tells also counts what the process was before it became this program.
        (peak,) = (line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(peak) / 2**10
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
