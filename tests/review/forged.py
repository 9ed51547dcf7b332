"""Forged sessions, handled in a process of its own that notes every change it makes outside the folders it was given.

    python -m tests.review.forged FOLDER COUNT SEED

Ids, names, items, reviewers and file names are drawn from hostile text. Each session is looked at, opened read-only and
for writing, noted on, observed in, judged, saved elsewhere, gone on with, finished, merged and moved aside. Printed is
every path outside the folders that was opened for writing, renamed, linked, removed or made, and at last how often
each of these things went well, so that a proof can tell that they were done at all.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.merge import apply_plan, plan
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_file import SessionFile
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import CLAIMS, WRITER, Clock
from tests.review.merge.help import ITEMS, QUICK

_CHANGES = {"os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_AT_A_TIME = 25

HOSTILE = (
    "../../../x", "../../../../x/y", "..", ".", "", "{outside}/x", "{outside}", "a/b", "a/../../../b", "\0", "a\0b",
    "2026-11-24-sok-dara-1a2b3c4d\n", "\n", "a\nb\rc\td", "x" * 5000, "\u0661" * 4, "CON", "NUL.txt", "aux", "~root",
    "~",     "\u0662\u0660\u0662\u0666-\u0661\u0661-\u0662\u0664-sok-dara-1a2b3c4d", "2026-11-24-..", "2026-11-24-/x",
    "\u202egpj.exe", "\u200f\u2066x", "\x1b[2J\x1b]0;x\x07", "C:\\x", "\\\\server\\x", "..\\..\\x", "-rf", "$HOME",
    "%2e%2e%2fx", "a\u0301", "\uff0e\uff0e/x", "\u2025/x", "x.json", ".json", "merge", "aside",
    "*", "\ufeff", "\U0001f600",
)  # fmt: skip


class Watch:
    """An audit hook: what is changed in the file system while it is on, and is in none of `folders`."""

    def __init__(self, *folders: Path) -> None:
        """Watch from the call of `on`; a hook can never be taken out again."""
        # Looked up, not gone through: there are hundreds, and a hook runs at every file that is opened.
        self.folders = frozenset(Path(os.path.realpath(folder)) for folder in folders)
        self.outside: list[str] = []
        self._watching = False
        sys.addaudithook(self._on_event)

    def on(self, watching: bool) -> None:
        """Watch from now on, or no longer."""
        self._watching = watching

    def _on_event(self, event: str, values: tuple[object, ...]) -> None:
        if not self._watching or not (event in _CHANGES or (event == "open" and _writes(values))):
            return
        paths = values[:2] if event in {"os.rename", "os.link", "os.symlink"} else values[:1]
        for path in paths:
            if isinstance(path, str | bytes | os.PathLike) and not self._inside(os.fsdecode(path)):
                self.outside.append(f"{event} {os.fsdecode(path)!r}")

    def _inside(self, path: str) -> bool:
        # The last part is not followed: it is the name itself that is made, renamed or removed.
        named = Path(path).absolute()
        real = Path(os.path.realpath(named.parent)) / named.name
        return not self.folders.isdisjoint((real, *real.parents))


def _writes(values: tuple[object, ...]) -> bool:
    _, mode, flags = values
    return bool(isinstance(flags, int) and flags & _WRITES) or (isinstance(mode, str) and bool(set("wax+") & set(mode)))


class Forger:
    """Makes files that are sound sessions by their form, and have anything in their fields."""

    def __init__(self, seed: int, outside: Path) -> None:
        """Draw by `seed`; paths that are named lead to `outside`."""
        self.chance, self._outside = random.Random(seed), outside

    def text(self) -> str:
        """A hostile text, a mix of two, or any characters at all."""
        drawn = self.chance.choice(HOSTILE).replace("{outside}", str(self._outside))
        match self.chance.randrange(6):
            case 0:
                return drawn + self.chance.choice(HOSTILE)
            case 1:
                return "".join(map(chr, self.chance.choices((*range(0x80), *range(0x2000, 0x2070)), k=9)))
            case _:
                return drawn

    def item(self) -> str:
        """A claim of the dossier, or what has the form of an item."""
        kinds = ("evidence", "cell", "alignment", "suggestion", "gap")
        if self.chance.random() < 0.5:
            return self.chance.choice(CLAIMS)
        return f"{self.chance.choice(kinds)}:{self.text() or '-'}"

    def session(self) -> dict[str, object]:
        """The two tables of a file."""
        chance, at = self.chance, "2026-11-24T12:00:00Z"
        queue: dict[str, object] = {
            "kind": chance.choice(("evidence", "mixed", "attribution")),
            "items": [*(self.item() for _ in range(3)), "evidence:e1"],
            "where": self.text(), "loose": chance.random() < 0.5, "continues": self.text(),
        }  # fmt: skip
        session = {
            "schema": 1, "id": self.text(), "kind": chance.choice(("review", "review", "adjudication")),
            "reviewer": {"id": self.text(), "name": self.text(), "role": "staff"},
            "writer": WRITER if chance.random() < 0.8 else self.text(),
            "dossier": {"id": "small", "edition": self.text(), "hash": self.text()},
            "queue": queue, "order": "dossier", "seed": 1, "language": self.text(), "started": at,
        }  # fmt: skip
        return {"session": {"1": session}, "decisions": {str(n): self._record(n, at) for n in range(1, 4)}}

    def _record(self, seq: int, at: str) -> dict[str, object]:
        if self.chance.random() < 0.3:
            return {
                "seq": seq,
                "item": self.item(),
                "observation": {"text": self.text(), "place": self.text()},
                "at": at,
            }
        return {
            "seq": seq, "item": self.item(), "item_hash": self.text(), "values": {"verdict": "holds", self.text(): "x"},
            "basis": "other", "note": self.text(), "flagged": False, "skipped": False, "at": at,
            "inputs": [[self.text(), 1]],
        }  # fmt: skip

    def name(self, number: int) -> str:
        """A file's name: often one of ours, else any that the file system takes."""
        drawn = self.text().replace("/", "-").replace("\0", "-")[:60]
        odd = drawn and self.chance.random() < 0.4 and not drawn.startswith(".")
        return f"{drawn}-{number}.json" if odd else f"2026-11-24-forged-{number:08x}.json"


class Handler:
    """Does with sessions whatever the program does with them."""

    def __init__(self, folder: Path, forger: Forger) -> None:
        """Work in folders inside `folder`."""
        self.reviews, self.office, self.elsewhere = (folder / name for name in ("reviews", "office", "elsewhere"))
        self.forger, self.counts = forger, Counter[str]()
        self.desk = ReviewEnvironment(self.reviews, ITEMS, WRITER, disk=QUICK, clock=Clock())

    def forge(self, count: int) -> None:
        """Lay so many files into the reviews folder."""
        self.reviews.mkdir(exist_ok=True)
        for number in range(count):
            with suppress(OSError):
                data = json.dumps(self.forger.session()).encode("ascii")
                (self.reviews / self.forger.name(number)).write_bytes(data)

    def handle(self) -> None:
        """Everything with every session, and then with the folder."""
        for entry in SessionRepository(self.desk).entries():
            self._look(replace(self.desk, read_only=True), entry)
            self._work(entry)
        self._try("merged", lambda: apply_plan(plan([self.reviews], self.office, ITEMS), disk=QUICK))
        for entry in SessionRepository(self.desk).entries():
            self._try("gone on with", partial(self._go_on, entry))
            repository = SessionRepository(self.desk)
            self._try("moved aside", partial(repository.archive if entry.session else repository.set_aside, entry))

    def _go_on(self, entry: SessionFile) -> None:
        session = SessionRepository(self.desk).continue_session(entry)
        session.skip("evidence:e1")
        session.close()

    def _look(self, desk: ReviewEnvironment, entry: SessionFile) -> None:
        with suppress(ReviewError):
            session = SessionRepository(desk).open(entry)
            self._try("noted read-only", lambda: session.note_files.save("evidence:e1", "half"))
            session.note_files.keep("evidence:e1", "half")
            session.close()
            self.counts["looked at"] += 1

    def _work(self, entry: SessionFile) -> None:
        with suppress(ReviewError):
            session = SessionRepository(self.desk).open(entry)
            self._use(session, *session.document.queue.items, self.forger.item())
            if self.forger.chance.random() < 0.3:
                self._try("saved elsewhere", lambda: session.save_elsewhere(self.elsewhere))
                self._use(session, "evidence:e2")
            if self.forger.chance.random() < 0.2:
                self._try("finished", session.finish)
            session.close()

    def _use(self, session: ReviewSession, *items: str) -> None:
        for item in items:
            session.note_files.keep(item, self.forger.text())
            session.note_files.flush()
            self._try("half noted", partial(session.note_files.save, item, self.forger.text()))
            self._try("noted", partial(session.note, item, self.forger.text()))
            self._try("observed", partial(session.observe, item, "seen", self.forger.text()))
            self._try("judged", partial(session.decide, item, {"verdict": "holds"}))
            self._try("half noted", partial(session.note_files.save, item, self.forger.text()))
            self.counts["unfinished notes found"] += len(session.unfinished_notes())

    def _try(self, action: str, do: Callable[[], object]) -> None:
        with suppress(ReviewError):
            do()
            self.counts[action] += 1


def main(folder: str, count: str, seed: str) -> None:
    """Forge and handle, and say what was changed outside and what was done."""
    top = Path(folder)
    forger = Forger(int(seed), top / "outside")
    rounds = [top / f"{number}" / "a" / "b" for number in range(-(-int(count) // _AT_A_TIME))]
    watch = Watch(*(item / name for item in rounds for name in ("reviews", "office", "elsewhere")))
    result = Counter[str]()
    for item in rounds:
        item.mkdir(parents=True)
        handler = Handler(item, forger)
        handler.forge(_AT_A_TIME)
        watch.on(True)
        handler.handle()
        watch.on(False)
        result += handler.counts
    sys.stdout.write(json.dumps({"outside": watch.outside, "done": result}))


if __name__ == "__main__":
    main(*sys.argv[1:])
