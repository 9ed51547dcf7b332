"""Search in 100,000 claims beside a plain scan and rapidfuzz, in one run: prints Markdown tables with ratios.

    python benchmarks/search.py [--dossier FILE] [--evidence 100000] [--queries 300]

The dossier is the large one of `portfolio.py`, kept in the folder for temporary files. Queries are typed letter by
letter, of one, three and eight letters and of several words, in both languages; a key's answer is the hits of all
kinds and the texts of the first 40 with the match marked. The scan and rapidfuzz answer some of the same queries, once
texts were folded for them, and mark nothing. How long building holds up a screen is how late a thread wakes that wants
to draw 60 times a second, beside the same thread when nothing is built.
"""

from __future__ import annotations

import argparse
import gc
import re
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from portfolio import write_portfolio
from rapidfuzz import fuzz, process

from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.model import TABLES, Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.search.finder import Search
from ilo_tui.dossier.search.results import Results
from ilo_tui.dossier.search.texts import KINDS, folded_text, texts_of
from ilo_tui.dossier.search.tokens import query_words, split

FRAME = 1 / 60
LINES = 40
ROUNDS = 3
SLOW_QUERIES = 8
Times = list[float]


def portfolio(path: Path | None, evidence: int) -> Dossier:
    """The large dossier, written if it is not there yet."""
    if path is None:
        path = Path(tempfile.gettempdir()) / f"ilo-tui-portfolio-{evidence}.json"
        if not path.exists():
            write_portfolio(path, evidence // 10, evidence)
    return Dossier(ReadOnlyStorage(path).records(), path)


def resident() -> float:
    """Memory of this process in MiB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    match = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(match[1]) / 1024 if match else 0.0


def typed(dossier: Dossier, number: int) -> dict[str, list[str]]:
    """So many queries by what they are: beginnings of words and phrases of the dossier's own claims."""
    random, records = Random(1), [record for kind in KINDS for record in dossier.records(TABLES[kind])]
    queries: dict[str, list[str]] = {
        "1 letter": [],
        "3 letters": [],
        "8 letters": [],
        "2 words": [],
        "no such word": [],
    }
    while min(map(len, queries.values())) < number:
        words = split(random.choice([text for _, text in texts_of(random.choice(records))]))
        long = [word for word in words if len(word) >= 8]
        if not long:
            continue
        queries["1 letter"].append(long[0][:1])
        queries["3 letters"].append(long[0][:3])
        queries["8 letters"].append(long[0][:8])
        queries["2 words"].append(f"{words[0]} {long[-1]}")
        queries["no such word"].append(f"{long[0][:4]}qq{long[0][4:]}")
    return {name: texts[:number] for name, texts in queries.items()}


def answer(search: Search, text: str) -> Results:
    """What a key makes the screen do: the hits, and the texts of the first lines."""
    result = search.find(text)
    hits = [(group.kind, ident) for group in result.groups for ident in group.ids][:LINES]
    for kind, ident in hits:
        search.snippet(kind, ident, result.words, "id", 80)
    return result


def timed(queries: Iterable[str], ask: Callable[[str], object]) -> Times:
    """Milliseconds of each query."""
    times = []
    for query in queries:
        began = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - began) * 1000)
    return times


def p95(times: Times) -> float:
    """The time that 19 of 20 do not exceed."""
    return sorted(times)[int(len(times) * 0.95)]


def ticking(work: Callable[[], object]) -> Times:
    """How late, in milliseconds, a thread woke for each of its 60 frames a second while `work` ran in another."""
    late: Times = []
    worker = threading.Thread(target=work)
    worker.start()
    due = time.perf_counter()
    while worker.is_alive():
        due += FRAME
        time.sleep(max(0.0, due - time.perf_counter()))
        late.append((time.perf_counter() - due) * 1000)
        # A frame's own work: 2 ms of Python, for which the interpreter is needed.
        while time.perf_counter() < due + 0.002:
            sum(range(100))
        due = max(due, time.perf_counter() - FRAME)
    return late


def build(dossier: Dossier) -> Search:
    """Build the index three times beside a ticking screen, in turn with idle seconds, and tell what that took."""
    memory, search = resident(), Search(dossier)
    search.build()
    grown = resident() - memory
    idle: list[Times] = []
    building: list[Times] = []
    took: Times = []
    for _ in range(ROUNDS):
        idle.append(ticking(lambda: time.sleep(3)))
        began = time.perf_counter()
        building.append(ticking(Search(dossier).build))
        took.append(time.perf_counter() - began)
    print("| while | frames | late p95, ms | latest of each round, ms |\n|---|---|---|---|")
    for name, rounds in (("nothing is built", idle), ("the index is built", building)):
        every = [late for times in rounds for late in times]
        latest = ", ".join(f"{max(times):.1f}" for times in rounds)
        print(f"| {name} | {len(every)} | {p95(every):.1f} | {latest} |")
    began = time.perf_counter()
    Search(dossier).build()
    alone = time.perf_counter() - began
    print(f"\nBuilt in {statistics.median(took):.1f} s beside the screen, {alone:.1f} s alone.")
    print(f"Index: {search.size() / 1e6:.0f} MB; the process grew by {grown:.0f} MiB.\n")
    return search


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", type=Path)
    parser.add_argument("--evidence", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300)
    options = parser.parse_args()
    dossier = portfolio(options.dossier, options.evidence)
    # As the app does after its first paint.
    gc.collect()
    gc.freeze()
    records = sum(dossier.count(TABLES[kind]) for kind in KINDS)
    print(f"{records} records, of which {dossier.count(Evidence)} claims; Python {sys.version.split()[0]}\n")
    search = build(dossier)
    texts = [folded_text(record) for kind in KINDS for record in dossier.records(TABLES[kind])]
    print(f"Texts: {sum(map(len, texts)) / 1e6:.0f} MB.\n")
    compare(dossier, search, texts, typed(dossier, options.queries))


def compare(dossier: Dossier, search: Search, texts: list[str], queries: dict[str, list[str]]) -> None:
    """The table of all kinds of queries, each also put to the others."""
    print(
        "| typed | key to lines p50, ms | p95, ms | ranked p50, ms | scan p50, ms | ratio | rapidfuzz p50, ms | ratio |"
    )
    print("|---|---|---|---|---|---|---|---|")
    before = timed(queries["3 letters"], lambda text: answer(Search(dossier), text))
    print(f"| 3 letters, no index yet | {statistics.median(before):.1f} | {p95(before):.1f} | - | - | - | - | - |")
    for name, asked_for in queries.items():
        some = asked_for[:SLOW_QUERIES]
        ask = search.suggest if name == "no such word" else lambda text: answer(search, text)
        search_times = timed(asked_for, ask)
        ranked = statistics.median(timed(some, lambda text: search.rank(search.find(text), "id")))
        scanned = statistics.median(timed(some, lambda text: plain_scan(texts, text)))
        fuzzy = statistics.median(timed(some, lambda text: process.extract(text, texts, scorer=fuzz.partial_ratio)))
        half = statistics.median(search_times)
        print(
            f"| {name} | {half:.1f} | {p95(search_times):.1f} | {ranked:.0f} "
            f"| {scanned:.0f} | {scanned / half:.0f} | {fuzzy:.0f} | {fuzzy / half:.0f} |"
        )


def plain_scan(texts: list[str], query: str) -> list[int]:
    """The texts that have every word, anywhere."""
    words = query_words(query)
    return [number for number, text in enumerate(texts) if all(word in text for word in words)]


if __name__ == "__main__":
    main()
