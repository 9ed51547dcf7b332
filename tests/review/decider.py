"""A reviewer in a process of its own, to be killed: decides without end and prints every record once it is saved.

    python -m tests.review.decider REVIEWS-PARENT SEED [careless] [session file]

The first line printed is the session's file; then comes one line of JSON for each acknowledged record. `careless` takes
flushing and replacing out: the file is truncated and written in place, as TinyDB's own storage does.
"""

from __future__ import annotations

import os
import random
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.review.errors import AnswerError
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.session import ReviewSession
from tests.review.help import CLAIMS, SOK, desk_at

START = SessionSpec(SOK, "en", Queue(kind="evidence", items=list(CLAIMS)))


class CarelessDisk(Disk):
    """Opens the file itself, empties it, and writes it in the portions of a buffered file."""

    def create(self, path: Path) -> int:
        return os.open(path.with_name(path.name[1:-4]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)

    def write(self, descriptor: int, data: memoryview) -> int:
        return super().write(descriptor, data[:8192])

    def sync(self, descriptor: int) -> None:
        """Trust the cache."""

    def replace(self, source: Path, target: Path) -> None:
        """The file is there already."""

    def sync_folder(self, folder: Path) -> None:
        """Trust the cache."""


def act(session: ReviewSession, chance: random.Random) -> None:
    """One thing that a reviewer does, mostly deciding."""
    item = chance.choice(CLAIMS)
    match chance.randrange(10):
        case 0:
            session.undo()
        case 1:
            session.observe(item, "seen " * chance.randrange(1, 40))
        case 2:
            session.note(item, "note " * chance.randrange(1, 40))
        case 3:
            session.flag(item, chance.random() < 0.5)
        case 4 | 5:
            session.answer(item, "strength", chance.choice(("low", "high")))
        case _:
            session.answer(item, "verdict", chance.choice(("holds", "does_not_hold")))


def main(folder: str, seed: str, *more: str) -> None:
    """Decide until killed."""
    careless = "careless" in more
    desk = desk_at(Path(folder), CarelessDisk() if careless else DISK)
    files = [Path(item) for item in more if item != "careless"]
    session = open_session(desk, files[0]) if files else create_session(desk, START)
    if session.read_only:
        sys.exit(f"read-only: {session.read_only.code}")
    tr = sys.stdout.buffer
    tr.write(f"{session.path}\n".encode())
    tr.flush()
    chance = random.Random(seed)
    known = len(session.history.records)
    while True:
        with suppress(AnswerError):
            act(session, chance)
        for record in session.history.records[known:]:
            tr.write(msgspec.json.encode(record) + b"\n")
        tr.flush()
        known = len(session.history.records)


if __name__ == "__main__":
    main(*sys.argv[1:])
