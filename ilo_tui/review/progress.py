"""How far a session is: which item comes next, what is judged, what changed under the feet, how long it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.items import Items, question_kind
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Decision, JournalRecord, Queue, Withdrawal

_PAUSE = 300


@dataclass(frozen=True)
class Counts:
    """Items of a queue by what became of them; an item may be judged and flagged at once."""

    total: int
    judged: int
    flagged: int
    skipped: int


class Progress:
    """The items of a queue against the history of its session and the dossier as it is now."""

    def __init__(self, items: Items, queue: Queue, history: History, edition: str | None = None) -> None:
        """Look at `queue` and `history`, which may grow: say so with `grow` and `update`.

        Of a queue that was begun on another `edition` only what still counts is counted as judged.
        """
        self.items, self.kind, self.history = items, queue.kind, history
        self._is_judged = self.judged if edition in {None, items.dossier.meta.edition} else self.counts_still
        self._queue = queue
        self.order: list[str] = []
        self._place: dict[str, int] = {}
        self._marks: dict[str, set[str]] = {"judged": set(), "flagged": set(), "skipped": set()}
        for item in queue.items:
            self.grow(item)

    def grow(self, item: str) -> None:
        """Add an item at the end of the queue."""
        self._place.setdefault(item, len(self.order))
        self.order.append(item)
        self.update(item)

    def update(self, item: str) -> None:
        """Count an item anew, after a record about it."""
        state = self.history.state_of(item) if item in self._place else None
        marks = {
            "judged": state is not None and self._is_judged(item),
            "flagged": state is not None and state.flagged,
            "skipped": state is not None and state.skipped and not self.judged(item),
        }
        for name, on in marks.items():
            (self._marks[name].add if on else self._marks[name].discard)(item)

    def __contains__(self, item: object) -> bool:
        """Whether an item is in the queue."""
        return item in self._place

    def in_order(self, items: Iterable[str]) -> list[str]:
        """Those of a few items that are in the queue, in its order."""
        return sorted((item for item in items if item in self._place), key=self._place.__getitem__)

    def question_kind(self, item: str) -> AppliesTo:
        """Which kind of scales this queue asks of an item."""
        return question_kind(self._queue, item)

    def judged(self, item: str) -> bool:
        """Whether every scale asked of an item is answered."""
        state = self.history.state_of(item)
        return state is not None and self.items.is_judged(self.question_kind(item), state.values)

    def skipped(self, item: str) -> bool:
        """Whether an item was passed over and not judged since."""
        return item in self._marks["skipped"]

    def changed(self, item: str) -> bool:
        """Whether the dossier says something else of an item than when it was last decided on."""
        state = self.history.state_of(item)
        if state is None or self.items.hash_of(item) is None:
            return False
        return not self.items.is_current(item, state.item_hash)

    def counts_still(self, item: str) -> bool:
        """Whether an item is judged as the dossier has it now: also by an answer on another edition that carries it."""
        state = self.history.state_of(item)
        return state is not None and self.judged(item) and self.items.is_current(item, state.item_hash)

    def offered_again(self, item: str) -> bool:
        """Whether an item has to be answered again: it has changed, or this edition cannot place the answers."""
        state = self.history.state_of(item)
        if state is None or not state.values or self.items.hash_of(item) is None:
            return False
        kind = self.question_kind(item)
        lacks = len(self.items.known_values(kind, state.values)) < len(self.items.counted_values(kind, state.values))
        return self.changed(item) or (lacks and not self.judged(item))

    def due(self, item: str) -> bool:
        """Whether an item is to be judged: it is in the dossier, and not judged or changed since."""
        return self.items.find(item) is not None and (not self.judged(item) or self.changed(item))

    def changes(self) -> list[str]:
        """The items decided on that the dossier has changed since; they are offered again."""
        return [item for item in self.order if self.changed(item)]

    def removed(self) -> list[str]:
        """The items of the queue that the dossier no longer has."""
        return [item for item in self.order if self.items.find(item) is None]

    def rest(self) -> list[str]:
        """The items that are still to be judged, in order."""
        return [item for item in self.order if self.due(item)]

    def next_item(self, after: str | None = None) -> str | None:
        """The next item to judge after this one, going round; skipped ones come last. None when all is judged."""
        held_back: str | None = None
        for item in self._round(after):
            if self.due(item):
                if not self.skipped(item):
                    return item
                held_back = held_back or item
        return held_back

    def _round(self, after: str | None) -> Iterator[str]:
        start = self._place[after] + 1 if after in self._place else 0
        yield from self.order[start:]
        yield from self.order[:start]

    def resume_item(self) -> str | None:
        """Where to go on after a pause: at the item last worked on if it is unfinished, else at the next one."""
        last = self._last_item()
        if last in self._place and last is not None and self.due(last) and not self.skipped(last):
            return last
        return self.next_item(last)

    def _last_item(self) -> str | None:
        records = self.history.records
        if not records:
            return None
        last = records[-1]
        # Records are numbered from 1 without a hole.
        record = records[last.withdraws - 1] if isinstance(last, Withdrawal) else last
        return None if isinstance(record, Withdrawal) else record.item

    def before(self, item: str) -> str | None:
        """The item before this one in the queue; None at its start."""
        place = self._place.get(item, 0)
        return self.order[place - 1] if place else None

    def counts(self) -> Counts:
        """How many items there are and how many are judged, flagged, skipped."""
        marks = self._marks
        return Counts(len(self.order), len(marks["judged"]), len(marks["flagged"]), len(marks["skipped"]))

    def tally(self) -> dict[str, Counter[str]]:
        """How often each code was given that counts, by scale; only of items that are in the queue."""
        counts: dict[str, Counter[str]] = {}
        for item, state in self.history.states().items():
            if item in self._place:
                for scale, code in self.items.counted_values(self.question_kind(item), state.values).items():
                    counts.setdefault(scale, Counter())[code] += 1
        return counts


def seconds_spent(records: Sequence[JournalRecord]) -> int:
    """How long the reviewer worked: the time between records, pauses of more than five minutes left out."""
    times = [datetime.fromisoformat(record.at) for record in records]
    steps = ((later - earlier).total_seconds() for earlier, later in pairwise(times))
    # A clock that was set back steps back, too.
    return int(sum(max(step, 0) for step in steps if step <= _PAUSE))


def seconds_left(records: Sequence[JournalRecord], remaining: int) -> int | None:
    """How long the rest will take at the pace of the last 30 decisions; None while there are too few to tell."""
    decided: Iterable[Decision] = [record for record in records if isinstance(record, Decision)][-31:]
    latest = list(decided)
    items = len({record.item for record in latest[1:]})
    spent = seconds_spent(latest)
    return round(spent / items * remaining) if items >= 5 and spent else None
