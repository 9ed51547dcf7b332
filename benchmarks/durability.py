"""What one durable decision costs in a session of 100, 1,000 and 5,000, beside TinyDB's own storage and SQLite.

    python benchmarks/durability.py [FOLDER]

All three write the same decision to the same disk, in turns, in one run. SQLite runs in WAL mode with
`synchronous=FULL`, so it is as durable as a session; TinyDB's JSONStorage flushes nothing, and truncates the file
before it writes. Ratios are of medians. "Own work" is processor time: it leaves out waiting for the disk.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

import msgspec
from tinydb import TinyDB

from ilo_tui.dossier.repository import default_path, load
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.journal import layout, row
from ilo_tui.review.model import Decision, Reviewer
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.queues import Choice, choose
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.review.session import ReviewSession

SIZES = (100, 1000, 5000)
ROUNDS = 40
VALUES = {"verdict": "holds_in_part", "strength": "moderate"}


def decision(seq: int, item: str) -> Decision:
    """A decision as reviewers make them, with a short note."""
    return Decision(
        seq=seq,
        item=item,
        item_hash="0123456789abcdef",
        values=VALUES,
        basis="source_read",
        flagged=False,
        skipped=False,
        at="2026-11-24T12:00:00Z",
        note="The figure is of the pilot districts only.",
    )


def session_of(folder: Path, size: int, items: Items) -> ReviewSession:
    """A session on every claim of the default dossier that holds `size` decisions already."""
    desk = ReviewEnvironment(folder / "reviews", items, "0123456789abcdef")
    reviewer = Reviewer(id="bench-0000", name="Bench", role="other")
    session = create_session(desk, SessionSpec(reviewer, "en", choose(items, Choice(), ReviewerDecisions())))
    session.close()
    queue = session.document.queue.items
    rows = [row(n, msgspec.json.encode(decision(n, queue[n % len(queue)]))) for n in range(1, size + 1)]
    head = [row(1, msgspec.json.encode(session.document))]
    session.path.write_bytes(layout({"session": head, "decisions": rows}))
    return open_session(desk, session.path)


def stock_tinydb(folder: Path, size: int) -> TinyDB:
    """TinyDB as it comes, with the same decisions."""
    db = TinyDB(folder / "stock.json")
    db.table("decisions").insert_multiple(msgspec.to_builtins(decision(n, "evidence:x")) for n in range(1, size + 1))
    return db


def sqlite(folder: Path, size: int) -> sqlite3.Connection:
    """SQLite at its most careful, with the same decisions."""
    db = sqlite3.connect(folder / "decisions.sqlite")
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE decisions (seq INTEGER PRIMARY KEY, record TEXT)")
    rows = ((n, msgspec.json.encode(decision(n, "evidence:x")).decode()) for n in range(1, size + 1))
    db.executemany("INSERT INTO decisions VALUES (?, ?)", rows)
    db.commit()
    return db


def timed(act: Callable[[], object]) -> float:
    """How long something takes, in milliseconds."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def measure(folder: Path, size: int, items: Items) -> dict[str, float]:
    """Median milliseconds of one decision at this size, by who makes it; `own` is the session's processor time."""
    session = session_of(folder, size, items)
    queue = session.document.queue.items
    times: dict[str, list[float]] = {"session": [], "own": [], "tinydb": [], "sqlite": []}
    with stock_tinydb(folder, size) as stock, closing(sqlite(folder, size)) as db:
        for number in range(ROUNDS):
            item = queue[number % len(queue)]
            busy = time.thread_time()
            decide = partial(session.decide, item, VALUES, note="The figure is of the pilot districts.")
            times["session"].append(timed(decide))
            times["own"].append((time.thread_time() - busy) * 1000)
            record = decision(size + number + 1, item)
            plain, text = msgspec.to_builtins(record), msgspec.json.encode(record).decode()
            times["tinydb"].append(timed(partial(stock.table("decisions").insert, plain)))
            times["sqlite"].append(timed(partial(commit, db, record.seq, text)))
    session.close()
    return {name: median(series) for name, series in times.items()}


def commit(db: sqlite3.Connection, seq: int, text: str) -> None:
    """One decision, one transaction."""
    db.execute("INSERT INTO decisions VALUES (?, ?)", (seq, text))
    db.commit()


def main(place: str | None = None) -> None:
    """Measure every size and print the table."""
    items = Items(load(default_path()))
    print("| decisions | a session | TinyDB JSONStorage | SQLite WAL, FULL | own work of a session | that is |")
    print("|---|---|---|---|---|---|")
    for size in SIZES:
        with tempfile.TemporaryDirectory(dir=place) as folder:
            took = measure(Path(folder), size, items)
        session_times = took["session"]
        ratios = f"1.0 | {took['tinydb'] / session_times:.2f} | {took['sqlite'] / session_times:.2f}"
        print(f"| {size:,} | {ratios} | {took['own'] / session_times:.2f} | {took['own']:.2f} ms |")


if __name__ == "__main__":
    main(*sys.argv[1:])
