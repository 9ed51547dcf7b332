"""Judging with the source beside the claim, in a pseudo-terminal: keys, bases, and how long a key takes to be painted.

    python benchmarks/reading.py [--claims 40] [--pages 500]

The example dossier is judged with its copies at 80x24 and at 120x40: the source of every second claim is opened by `v`
and left by Esc, then the claim is answered; what the session's file says of the basis of each answer is counted. Then
pages are turned in a document of so many pages. A document that is opened for the first time, by a process of its own,
stands apart. First and last paint are as in `large.py`; beside them stands, in the same run, the smallest Textual app
that turns pages (`bare_reader.py`): where the machine does other things, the ratio to it is what counts. Linux only.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from random import Random

import msgspec
from large import BIN, Terminal, p95

from ilo_tui.copies.extraction import extractor_of
from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.copies.link_file import cache_name, link_bytes
from ilo_tui.copies.model import CopyLink, DocumentText, TextPage
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import load

FOLDER = Path(__file__).parent
EXAMPLE = FOLDER.parent / "docs" / "example" / "water.json"
SIZES = ((80, 24), (120, 40))
ESC, WAIT, LINES = "\x1b", 0.25, 44
"""Seconds after an answer until the next digit is surely taken; lines of a page."""
FIRST_TIME, SOURCE, BACK, ANSWER, TURN = (
    "v, the document for the first time",
    "v to the source",
    "Esc to the question",
    "answer, saving included",
    "h, l: turn the page",
)
Paints = dict[str, list[tuple[float, float]]]
"""Milliseconds to the first and the last paint, by what the key does."""


class Reviewer:
    """Somebody who judges at a terminal and counts keys."""

    def __init__(self, terminal: Terminal, paints: Paints) -> None:
        """Sit down at a `terminal`."""
        self.terminal, self.paints = terminal, paints
        self.pressed = 0

    def key(self, key: str, name: str, until: str) -> None:
        """Press a key, and read until these words are on the screen and nothing more comes."""
        self.pressed += 1
        if paint := self.terminal.key(key):
            self.paints.setdefault(name, []).append(paint)
        self.terminal.until(until)
        self.terminal.rest(0.1)

    def to_source_and_back(self, name: str) -> int:
        """Read the source of the claim; how many keys that took."""
        before = self.pressed
        self.key("v", name, r"▌ Excerpt:")
        self.key(ESC, BACK, "basis: source read")
        return self.pressed - before

    def answer(self, number: int, of: int) -> None:
        """Answer both questions on the claim that is the `number`th."""
        for key, until in ((str(2 + number % 2), "be relied on"), (str(1 + number % 4), rf"\b{number + 1} of {of}\b")):
            self.terminal.rest(WAIT)
            self.key(key, ANSWER, until)


def placed(folder: Path) -> Path:
    """The example and its copies in a folder of their own, nothing of them read yet."""
    dossier = folder / EXAMPLE.name
    shutil.copyfile(EXAMPLE, dossier)
    shutil.copytree(EXAMPLE.with_suffix(".sources"), dossier.with_suffix(".sources"))
    return dossier


def item_shown(terminal: Terminal) -> str:
    """The claim on the screen."""
    match = re.search(r"evidence:([\w-]+)", "\n".join(terminal.screen.display))
    return match[1] if match else ""


def judge(folder: Path, claims: int, size: tuple[int, int], paints: Paints) -> tuple[list[int], dict[str, bool], Path]:
    """Judge claims, the source of every second read: keys to each source and back, what was read, the reviews."""
    dossier, reviews = placed(folder), folder / "reviews"
    source_of = {claim.id: claim.source for claim in load(dossier).records(Evidence)}
    settings = ["--dossier", str(dossier), "--reviews", str(reviews), "--reviewer", "Sok Dara"]
    terminal = Terminal([str(BIN / "ilo-tui"), *settings, "review", "--sample", str(claims)], folder / "home", size)
    reviewer, keys, read = Reviewer(terminal, paints), list[int](), dict[str, bool]()
    opened = set[str]()
    terminal.until("is the statement true?")
    terminal.rest()
    for number in range(claims):
        item = item_shown(terminal)
        read[item] = number % 2 == 0
        if read[item]:
            name = SOURCE if source_of[item] in opened else FIRST_TIME
            opened.add(source_of[item])
            keys.append(reviewer.to_source_and_back(name))
        reviewer.answer(number, claims)
    terminal.close()
    return keys, read, reviews


def bases(reviews: Path) -> dict[str, str]:
    """On what each claim was answered, by what the session's file says last."""
    (path,) = reviews.glob("*.json")
    decisions = json.loads(path.read_text(encoding="utf-8"))["decisions"].values()
    return {decision["item"].partition(":")[2]: decision["basis"] for decision in decisions}


def counts(read: Mapping[str, bool], basis: Mapping[str, str]) -> Iterator[str]:
    """Rows of a table: how many claims that were read, and how many that were not, were answered on which basis."""
    table: defaultdict[tuple[bool, str], int] = defaultdict(int)
    for item, was_read in read.items():
        table[was_read, basis.get(item, "none")] += 1
    for (was_read, name), count in sorted(table.items(), reverse=True):
        yield f"| {'read' if was_read else 'not read'} | {name} | {count} |"


def long_copy(folder: Path, pages: int) -> list[str]:
    """A copy of so many pages in a folder of its own, as if it had been read before; the options that open it."""
    dossier, random = load(EXAMPLE), Random(1)
    claim = next(iter(dossier.records(Evidence)))
    words = [word for other in dossier.records(Evidence) for word in other.statement["en"].split()]
    texts = ["\n".join(" ".join(random.choices(words, k=11)) for _ in range(LINES)) for _ in range(pages)]
    texts[pages // 2] += f"\n{claim.excerpt.text if claim.excerpt else ''}"
    data = b"%PDF-1.4\nlong\n"
    link = CopyLink(
        dossier=dossier.meta.id,
        source=claim.source,
        sha256=sha256(data).hexdigest(),
        media="pdf",
        file_name="long.pdf",
        added="2026-03-01T08:00:00Z",
        by="",
    )
    text = DocumentText(
        extractor=extractor_of("pdf"),
        sha256=link.sha256,
        media="pdf",
        pages=tuple(TextPage(number, str(number), text) for number, text in enumerate(texts, 1)),
    )
    copies = CopiesFolder(folder, dossier.meta.id)
    copies.document_path(link).write_bytes(data)
    copies.link_path(link).write_bytes(link_bytes(link))
    (copies.path / cache_name(link)).write_bytes(msgspec.json.encode(text))
    return ["--dossier", str(EXAMPLE), "--sources", str(folder)]


def turn(folder: Path, pages: int, size: tuple[int, int], paints: Paints, presses: int = 60) -> None:
    """Open the long copy and turn its pages, to and fro and on."""
    (folder / "copies").mkdir()
    command = [str(BIN / "ilo-tui"), "--read-only", *long_copy(folder / "copies", pages)]
    terminal = Terminal(command, folder / "home", size)
    reviewer = Reviewer(terminal, paints)
    terminal.until("Programmes")
    terminal.rest(1)
    reviewer.key("c", "c", r"points-01|finished")
    reviewer.key("v", f"v, {pages} pages for the first time", rf"of {pages}")
    for number in range(presses):
        reviewer.key("h" if number % 3 == 2 else "l", TURN, rf"of {pages}")
    terminal.close()


def bare(folder: Path, size: tuple[int, int], paints: Paints, presses: int = 60) -> None:
    """Turn pages in the smallest Textual app."""
    terminal = Terminal([sys.executable, str(FOLDER / "bare_reader.py")], folder / "home", size)
    terminal.until("page 0")
    terminal.rest()
    reviewer = Reviewer(terminal, paints)
    for number in range(1, presses + 1):
        reviewer.key("l", "bare Textual: turn the page", rf"page {number},")
    terminal.close()


def measure(claims: int, pages: int, size: tuple[int, int]) -> Iterator[str]:
    """The lines of the report at one size of the terminal."""
    paints: Paints = {}
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / part for part in ("judge", "turn", "bare")]
        for folder in folders:
            folder.mkdir()
        # Half of the bare app before and half after, so that both are measured on the same machine.
        bare(folders[2], size, paints, 30)
        keys, read, reviews = judge(folders[0], claims, size, paints)
        turn(folders[1], pages, size, paints)
        bare(folders[2], size, paints, 30)
        basis = bases(reviews)
    yield f"## {size[0]}x{size[1]}\n\nKeys to the source and back, at most: {max(keys)}\n"
    yield "| claims | basis in the session's file | count |\n|---|---|---|"
    yield from counts(read, basis)
    yield from painted(paints)


def painted(paints: Paints) -> Iterator[str]:
    """A table of paints, with the ratio of the last paint to that of the bare app."""
    yield "\n| keys | presses | first paint p50, ms | p95 | last paint p50, ms | p95 | p50 x bare | p95 x bare |"
    yield "|---|---|---|---|---|---|---|---|"
    base = [last for _, last in paints["bare Textual: turn the page"]]
    for name, times in paints.items():
        first, last = ([time[place] for time in times] for place in (0, 1))
        cells = [value for each in (first, last) for value in (statistics.median(each), p95(each))]
        ratios = statistics.median(last) / statistics.median(base), p95(last) / p95(base)
        numbers = " | ".join([*(f"{value:.1f}" for value in cells), *(f"{ratio:.2f}" for ratio in ratios)])
        yield f"| {name} | {len(times)} | {numbers} |"
    yield ""


def main() -> None:
    """Measure and print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=40)
    parser.add_argument("--pages", type=int, default=500)
    options = parser.parse_args()
    for size in SIZES:
        print("\n".join(measure(options.claims, options.pages, size)), flush=True)


if __name__ == "__main__":
    main()
