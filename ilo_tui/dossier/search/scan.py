"""Searching without an index: every record is read anew, up to a number of them of each kind where one waits."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from ilo_tui.dossier.model import Record
from ilo_tui.dossier.search.texts import folded_text
from ilo_tui.dossier.search.tokens import begins, distinct

CAP = 400
"""Records of a kind that are looked at while somebody types: some milliseconds' worth."""

_BREATH = 50


def scan(records: Iterable[Record], words: Sequence[str], stopped: Callable[[], bool] | None = None) -> list[str]:
    """The ids of the records that have every word, in their order.

    Where it may be `stopped` it runs beside a screen, which gets its turn between the records.
    """
    return [
        record.id
        for record in _breathing(records, stopped)
        if (text := folded_text(record)) and all(begins(text, word) for word in words)
    ]


def vocabulary(records: Iterable[Record]) -> Counter[str]:
    """The words of records, and in how many each is."""
    return Counter(word for record in records for word in distinct(folded_text(record)))


def _breathing(records: Iterable[Record], stopped: Callable[[], bool] | None) -> Iterator[Record]:
    for number, record in enumerate(records):
        if stopped and number % _BREATH == 0:
            if stopped():
                return
            # Gives other threads the interpreter now, where they would wait 5 ms for it.
            time.sleep(0)
        yield record
