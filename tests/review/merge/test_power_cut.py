"""A power cut after any system call of a merge: each session is found whole, as it was or as it becomes.

The same with one of the flushes left out loses something, so the witness is known to see loss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ilo_tui.review.merge.compare import Remnant, State, earlier, holds_remnant, remnant, state_of
from ilo_tui.review.merge.content import Reader
from tests.review.merge.help import ITEMS, contents, merge, placed, seen
from tests.review.powercut import PowerCutDisk, Remains

STICKS = [["a2", "c", "a5 cut"], ["a5"], ["b4", "b4 cut"], ["b5f", "l1"], ["af", "l2", "zeros"], ["a6", "newer"]]
"""One after the other: new, longer, a branch that comes to count, one that goes on, damaged ones that come whole."""


@cache
def known(data: bytes) -> tuple[State | None, Remnant | None]:
    """The state of a sound content, and what is left of a damaged one."""
    with TemporaryDirectory() as name:
        path = Path(name) / "x.json"
        path.write_bytes(data)
        content = Reader(ITEMS).read(path)
        sound, damaged = content.kind == "intact", content.kind == "damaged"
        return state_of(content) if sound else None, remnant(content) if damaged else None


def holds(held: bytes, data: bytes) -> bool:
    """Whether all of one file is in another."""
    (state, remaining), (other, _) = known(held), known(data)
    if held == data:
        return True
    if other is None:
        return False
    return earlier(state, other) if state else holds_remnant(remaining, other)


class Witness:
    """Looks at what cuts leave of a folder: what was to be seen before must be held by what is to be seen after."""

    def __init__(self, into: Path) -> None:
        self.into = into
        self.before: set[bytes] = set()
        self.calls: Counter[str] = Counter()
        self.cuts = 0
        self.losses: list[str] = []
        self._fine: set[tuple[frozenset[bytes], frozenset[bytes]]] = set()

    def look(self, call: str, all_remains: Iterator[Remains]) -> None:
        """Try every remains of a cut after this call."""
        self.calls[call] += 1
        for remains in all_remains:
            self.cuts += 1
            shown = {data for path, data in remains.items() if self.shows(path)}
            if half := [data for data in shown if data not in contents().values()]:
                self.losses.append(f"{call}: {len(half)} half files")
            elif not self.holds(shown):
                self.losses.append(f"{call}: something is missing")

    def shows(self, path: Path) -> bool:
        """Whether a file is one that a person sees in the folder."""
        return not any(part.startswith(".") for part in path.relative_to(self.into).parts)

    def holds(self, shown: set[bytes]) -> bool:
        """Whether everything from before is in one of these files."""
        key = frozenset(self.before), frozenset(shown)
        if key not in self._fine and all(any(holds(held, data) for data in shown) for held in self.before):
            self._fine.add(key)
        return key in self._fine


def work(folder: Path, forget: frozenset[str] = frozenset()) -> Witness:
    """Merge one stick after the other on a disk that may be cut after any call."""
    into = folder / "office"
    witness = Witness(into)
    disk = PowerCutDisk(witness.look, forget)
    for number, stick in enumerate(STICKS):
        merge([placed(folder / f"stick-{number}", **{name: contents()[name] for name in stick})], into, disk=disk)
        # What is told as done is there, whatever happens from here on.
        witness.before = {data for data in seen(into).values() if data is not None}
        witness.look("done", disk.remains())
    return witness


def test_every_session_is_the_old_or_the_new_one_whole_after_any_call(tmp_path: Path) -> None:
    witness = work(tmp_path)
    assert witness.losses == []
    assert witness.calls["replace"] > 15
    assert witness.cuts > 500
    expected = {contents()[name] for name in ("af", "b5f", "c", "l2", "zeros")}
    assert witness.before == expected


@pytest.mark.slow
@pytest.mark.parametrize("call", ["sync", "sync_folder"])
def test_without_one_of_the_flushes_the_witness_sees_loss(tmp_path: Path, call: str) -> None:
    assert work(tmp_path, frozenset({call})).losses
