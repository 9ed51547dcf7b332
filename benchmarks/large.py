"""Start-up, keys, search and memory at 200, 10,000 and 100,000 claims beside peers, in one run: a Markdown report.

    python benchmarks/large.py [--sizes 200,10000,100000] [--runs 5] [--vd PATH] [-o docs/performance.md]

The dossiers are those of `portfolio.py`, a tenth as many programmes as claims, kept in the folder for temporary files.
Every program runs in a pseudo-terminal of 120x40 and is timed by what comes out of it: the first rows from its start
until they are on the screen; a key from when it is written until the first bytes of its answer, and until the last (an
answer ends with 60 ms of silence); memory is the highest of all its processes, after everything was read and all keys
were pressed. The programs take turns, so that a machine that slows down slows all of them. Peers: the smallest Textual
app (`hello.py`), VisiData on the same claims as CSV (`vd` on the PATH, or --vd), and the app that one would write
first (`stock_tinydb.py`). Linux only.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import pexpect
import pyte
from portfolio import write_portfolio

BIN = Path(sys.executable).parent
FOLDER = Path(__file__).parent
UNDRAWN = re.compile(r"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1bP.*?\x1b\\")
SILENCE = 0.06
MARK = "<!-- measured -->"
DOWN, PAGE_DOWN, RIGHT, REMAINING = "\x1b[B", "\x1b[6~", "\x1b[C", "\x1b[D"
Times = list[float]


@dataclass(frozen=True)
class Keys:
    """Keys to time under a name: those that lead there, what is on the screen then, and how long to wait for each."""

    name: str
    lead: Sequence[str]
    timed: Sequence[str]
    until: str = ""
    rest: float = 0.3
    wait: float = 1.0


@dataclass(frozen=True)
class Program:
    """How a program is started, what its first rows show, what its screen shows when all is read, and its keys."""

    command: Sequence[str]
    ready: str
    complete: str = ""
    keys: Sequence[Keys] = ()


@dataclass
class Measured:
    """What was measured of one program: milliseconds and MiB."""

    ready: Times = field(default_factory=list)
    complete: Times = field(default_factory=list)
    memory: Times = field(default_factory=list)
    first: dict[str, Times] = field(default_factory=dict)
    last: dict[str, Times] = field(default_factory=dict)


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, command: Sequence[str], home: Path, size: tuple[int, int] = (120, 40)) -> None:
        """Start it with so many columns and rows; what it keeps goes into `home`."""
        self.screen = pyte.Screen(*size)
        self.stream = pyte.Stream(self.screen)
        folders = {name: str(home) for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        env = {**os.environ, **folders, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.began = time.perf_counter()
        self.child = pexpect.spawn(
            command[0], list(command[1:]), dimensions=size[::-1], encoding="utf-8", timeout=300, env=env
        )
        self.child.delaybeforesend = None

    def read(self, timeout: float) -> tuple[float, str] | None:
        """When something came out, and what; None where nothing did in time."""
        try:
            text = self.child.read_nonblocking(1 << 20, timeout=timeout)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return None
        return time.perf_counter(), text

    def until(self, pattern: str, limit: float = 300, since: float | None = None) -> float:
        """Milliseconds from the start, or `since` then, until `pattern` is on the screen."""
        began = since or self.began
        at = time.perf_counter()
        while not re.search(pattern, "\n".join(self.screen.display)):
            came = self.read(began + limit - time.perf_counter())
            if came is None:
                raise SystemExit(f"{pattern!r} never came; the screen:\n" + "\n".join(self.screen.display))
            at, text = came
            self.draw(text)
        return (at - began) * 1000

    def draw(self, text: str) -> None:
        """Draw what came out."""
        self.stream.feed(UNDRAWN.sub("", text))

    def key(self, key: str, wait: float = 1.0) -> tuple[float, float] | None:
        """Milliseconds from a key until the first and until the last bytes of its answer; None without one."""
        began = time.perf_counter()
        self.child.send(key)
        first = last = None
        texts = []
        while came := self.read(SILENCE if first else wait):
            last, text = came
            first = first or last
            texts.append(text)
        self.draw("".join(texts))
        return ((first - began) * 1000, (last - began) * 1000) if first and last else None

    def rest(self, seconds: float = 0.3) -> None:
        """Draw what comes out for so long."""
        end = time.perf_counter() + seconds
        while (remaining := end - time.perf_counter()) > 0:
            if came := self.read(remaining):
                self.draw(came[1])

    def memory(self) -> float:
        """The highest memory of the program and what it started, in MiB."""
        return sum(map(_high, _tree(self.child.pid or 0)))

    def close(self) -> None:
        """End it."""
        self.child.close(force=True)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    children = Path(f"/proc/{pid}/task/{pid}/children")
    for child in children.read_text().split() if children.exists() else ():
        yield from _tree(int(child))


def _high(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    match = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(match[1]) / 1024 if match else 0.0


def ilo_tui_program(dossier: Path, claims: int) -> Program:
    """The program itself: its list, its two matrices, its search."""
    command = [str(BIN / "ilo-tui"), "--read-only", "--dossier", str(dossier)]
    letters = [*"child labour", *["\x7f"] * 12, *"women", *["\x7f"] * 5, *"pekerja anak"]
    # Making the index takes some seconds at 100,000 claims; a search before it is there looks at a part only.
    built = 1 + claims / 8000
    return Program(
        command,
        r"Programmes \(",
        r"\+\d+ +-\d+",
        (
            Keys("list", [DOWN] * 40, [*[DOWN] * 40, *[PAGE_DOWN] * 20]),
            Keys("gap map", ["2", *[DOWN] * 15], [*[DOWN] * 30, *[PAGE_DOWN] * 15, *[RIGHT, REMAINING] * 4], "context"),
            Keys("policy matrix", ["3", *[DOWN] * 15], [*[DOWN] * 20, *[PAGE_DOWN] * 10, *[RIGHT] * 30], "principal"),
            Keys("search", ["/"], letters, "search everything", built),
        ),
    )


def visidata(vd: str, table: Path, claims: int) -> Program:
    """VisiData on the claims as CSV."""
    keys = Keys("list", [DOWN] * 40, [*[DOWN] * 40, *[PAGE_DOWN] * 20])
    return Program([vd, str(table)], r"claim-1 ", rf"{claims} rows", (keys,))


def stock(dossier: Path, claims: int) -> Program:
    """The app that one would write first."""
    few = ["c", "h"] if claims > 50_000 else [*"child"]
    keys = (
        Keys("list", [DOWN] * 40, [*[DOWN] * 40, *[PAGE_DOWN] * 20]),
        Keys("search", ["/"], few, "", 0.3, 120.0),
    )
    return Program([sys.executable, str(FOLDER / "stock_tinydb.py"), str(dossier)], r"claim-1 ", "", keys)


def measure(program: Program, results: Measured, home: Path, *, press: bool) -> None:
    """Start a program once, and press its keys if asked to."""
    terminal = Terminal(program.command, home)
    try:
        results.ready.append(terminal.until(program.ready))
        if program.complete:
            results.complete.append(terminal.until(program.complete))
        terminal.rest()
        for keys in program.keys if press else ():
            _press(terminal, keys, results)
        results.memory.append(terminal.memory())
    finally:
        terminal.close()


def _press(terminal: Terminal, keys: Keys, results: Measured) -> None:
    for key in keys.lead:
        terminal.key(key)
    if keys.until:
        terminal.until(keys.until)
    terminal.rest(keys.rest)
    for key in keys.timed:
        if answer := terminal.key(key, keys.wait):
            results.first.setdefault(keys.name, []).append(answer[0])
            results.last.setdefault(keys.name, []).append(answer[1])


def files(claims: int) -> tuple[Path, Path]:
    """The dossier of this size and its claims as CSV, written if they are not there yet."""
    folder = Path(tempfile.gettempdir())
    dossier, table = (folder / f"ilo-tui-portfolio-{claims}.{kind}" for kind in ("json", "csv"))
    if not dossier.exists():
        write_portfolio(dossier, claims // 10, claims)
    if not table.exists():
        rows = list(json.loads(dossier.read_bytes())["evidence"].values())
        names = list(dict.fromkeys(name for row in rows for name in row))
        with table.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows([_flat(row.get(name)) for name in names] for row in rows)
    return dossier, table


def _flat(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def run(claims: int, runs: int, vd: str | None) -> dict[str, Measured]:
    """Measure every program in turn; keys are pressed in one of the runs, the slow one is started once."""
    dossier, table = files(claims)
    programs = {"bare Textual": Program([sys.executable, str(FOLDER / "hello.py")], "hello")}
    programs["ilo-tui"] = ilo_tui_program(dossier, claims)
    if vd:
        programs["VisiData"] = visidata(vd, table, claims)
    programs["stock TinyDB + DataTable"] = stock(dossier, claims)
    results = {name: Measured() for name in programs}
    with tempfile.TemporaryDirectory() as home:
        for number in range(runs):
            for name, program in programs.items():
                if number == 0 or not (name.startswith("stock") and claims > 50_000):
                    measure(program, results[name], Path(home), press=number == 0)
    return results


def p95(times: Times) -> float:
    """The time that 19 of 20 do not exceed."""
    return sorted(times)[int(len(times) * 0.95)]


def rows_of(claims: int, results: dict[str, Measured]) -> Iterator[str]:
    """The table of one size; ratios are to the bare Textual app, of memory to VisiData where there is one."""
    half = {name: statistics.median(result.ready) for name, result in results.items()}
    room = {name: max(result.memory) for name, result in results.items()}
    base = "VisiData" if "VisiData" in results else "bare Textual"
    yield f"## {claims:,} claims, {claims // 10:,} programmes\n"
    yield f"| program | first rows, ms | x bare Textual | all read, ms | memory, MiB | x {base} |"
    yield "|---|---|---|---|---|---|"
    for name, result in results.items():
        complete = f"{statistics.median(result.complete):.0f}" if result.complete else f"{half[name]:.0f}"
        times = f"{half[name]:.0f} | {half[name] / half['bare Textual']:.2f} | {complete}"
        yield f"| {name} | {times} | {room[name]:.0f} | {room[name] / room[base]:.2f} |"
    yield "\n| keys | presses | first paint p50, ms | p95 | last paint p50, ms | p95 |\n|---|---|---|---|---|---|"
    for name, result in results.items():
        for keys, first in result.first.items():
            last = result.last[keys]
            times = " | ".join(f"{statistics.median(all_):.1f} | {p95(all_):.1f}" for all_ in (first, last))
            yield f"| {name}, {keys} | {len(first)} | {times} |"
    yield ""


def default_rows(runs: int) -> Iterator[str]:
    """The dossier that comes with the program, beside the bare app."""
    hello, small = Measured(), Measured()
    programs = (
        (hello, Program([sys.executable, str(FOLDER / "hello.py")], "hello")),
        (small, Program([str(BIN / "ilo-tui"), "--read-only"], "Supporting actions")),
    )
    with tempfile.TemporaryDirectory() as home:
        for _ in range(runs):
            for results, program in programs:
                measure(program, results, Path(home), press=False)
    yield "## The dossier that comes with the program\n"
    yield "| program | first rows, ms | x bare Textual | memory, MiB | x bare Textual |\n|---|---|---|---|---|"
    base, room = statistics.median(hello.ready), max(hello.memory)
    for name, result in (("bare Textual", hello), ("ilo-tui", small)):
        half, most = statistics.median(result.ready), max(result.memory)
        yield f"| {name} | {half:.0f} | {half / base:.2f} | {most:.0f} | {most / room:.2f} |"
    yield ""


def machine(vd: str | None) -> Iterator[str]:
    """What it was measured on."""
    versions = [f"{name} {version(name)}" for name in ("ilo-tui", "textual", "msgspec", "tinydb")]
    if vd:
        printed = subprocess.run([vd, "--version"], capture_output=True, text=True, check=False).stdout
        versions.append(next((line for line in printed.splitlines() if "visidata" in line.lower()), "VisiData").strip())
    else:
        versions.append("VisiData missing: install it and name it with --vd")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}; "
    yield f"Python {platform.python_version()}; {', '.join(versions)}.\n"


def main() -> None:
    """Measure, and print or write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="200,10000,100000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--vd", default=shutil.which("vd"), help="the program vd of VisiData")
    parser.add_argument("-o", type=Path, help="replace what was measured in this file")
    options = parser.parse_args()
    lines = [*machine(options.vd), *default_rows(options.runs)]
    for claims in map(int, options.sizes.split(",")):
        lines += rows_of(claims, run(claims, options.runs, options.vd))
    text = "\n".join(lines)
    print(text)
    if options.o:
        before = options.o.read_text(encoding="utf-8").partition(MARK)[0]
        options.o.write_text(f"{before}{MARK}\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
