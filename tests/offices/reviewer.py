"""A reviewer who decides item after item, in the real program over pipes, and remembers what it called saved."""

from __future__ import annotations

import random
import re
import threading

from tests.frontends.plain.help import Piped
from tests.offices.office import Office, Row, decisions

QUEUES = ("suggestions", "alignments", "cells", "evidence", "gaps")
_ITEM = re.compile(r"^Item \d+ of \d+: (\w+) (\S+)$", re.MULTILINE)
_ANSWER = re.compile(r"^(\d) \S", re.MULTILINE)
_OVER = "Nothing is left to judge."
THINKING = 2.0
"""Seconds to read an item. Who rewrites a file several times a second gives no replication the time to fetch it."""


class Busy:
    """Goes through one queue after another until told to stop, and finishes every session.

    `acknowledged` holds, for each decision of which the program said "Saved", the item and the key typed.
    """

    def __init__(self, office: Office, name: str, seed: int) -> None:
        """Sit down, not yet at work."""
        self.office, self.name = office, name
        self.acknowledged: list[tuple[str, str]] = []
        self.codes: list[str] = []
        self._chance = random.Random(seed)
        self._news = threading.Condition()
        self._stop = threading.Event()

    @property
    def count(self) -> int:
        """How many decisions are acknowledged."""
        return len(self.acknowledged)

    def work(self) -> None:
        """Decide until `stop`."""
        try:
            for queue in QUEUES:
                self._judge(self.office.lines(self.name, "--queue", queue))
                if self._stop.is_set():
                    return
        finally:
            self._stop.set()
            with self._news:
                self._news.notify_all()

    def stop(self) -> None:
        """Ask them to finish the session and leave."""
        self._stop.set()

    def until(self, count: int) -> None:
        """Wait until so many decisions are acknowledged."""
        with self._news:
            assert self._news.wait_for(lambda: self.count >= count or self._stop.is_set(), 60), f"{self.name} hangs"
        assert self.count >= count, f"{self.name} has left, or has nothing left to judge"

    def kept_in(self, office: Office) -> list[Row]:
        """Their decisions that lie in a folder, as they stand in the files."""
        mine = "-".join(self.name.lower().split())
        files = [data for name, data in sorted(office.files().items()) if f"-{mine}-" in name]
        return [row for data in files for row in decisions(data)]

    def _judge(self, program: Piped) -> None:
        first = program.first
        while _OVER not in first and not (_ITEM.search(first) and self._stop.wait(THINKING)):
            items, keys = _ITEM.findall(program.printed), _ANSWER.findall(first.rpartition("\n\n")[2])
            item, key = ":".join(items[-1]), self._chance.choice(keys)
            first = program.type(key)
            assert first.startswith("Saved "), first
            with self._news:
                self.acknowledged.append((item, key))
                self._news.notify_all()
        program.type("finish")
        first = program.type("yes")
        assert program.exit_code() == 0
        self.codes += re.findall(r"Check code: (\S+)", first)
