"""Every call that an edition, a choice or a change makes to the disk fails once: what is there is never half.

Then the same is done on a disk that works, and all that was acknowledged is in the edition.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.app.publishing import PublishOptions
from ilo_tui.core.disk import Disk, Stamp
from ilo_tui.core.errors import OutputError
from ilo_tui.dossier.editions.model import Document
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import load
from ilo_tui.review.errors import ChangeError, ReviewError
from tests.app.publishers import CHAN, SOK, Laptop
from tests.dossier.editions.drafting import base, data

Act = Callable[[Laptop], object]


class FailingDisk(Disk):
    """A disk on which the call of a number fails, and if it is `dead` everything after it."""

    def __init__(self, number: int = 0, *, dead: bool = False) -> None:
        """0 never fails."""
        self.calls, self._number, self._dead = 0, number, dead

    def _call(self) -> None:
        self.calls += 1
        if self.calls == self._number or (self._dead and self.calls > self._number):
            raise OSError(5, "Input/output error")

    def create(self, path: Path) -> int:
        self._call()
        return super().create(path)

    def create_shared(self, path: Path) -> int:
        self._call()
        return super().create_shared(path)

    def write(self, descriptor: int, data: memoryview) -> int:
        self._call()
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._call()
        super().sync(descriptor)

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        self._call()

    def replace(self, source: Path, target: Path) -> None:
        self._call()
        super().replace(source, target)

    def publish(self, source: Path, target: Path) -> None:
        self._call()
        super().publish(source, target)

    def remove(self, path: Path) -> None:
        self._call()
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self._call()
        super().sync_folder(folder)

    def make_folder(self, path: Path) -> None:
        self._call()
        super().make_folder(path)

    def stamp(self, path: Path) -> Stamp | None:
        self._call()
        return super().stamp(path)


def prepared(folder: Path) -> Laptop:
    """Two authors against each other: one has finished, the other has a choice to make, and a record half typed."""
    folder.mkdir()
    (folder / "1.json").write_bytes(data(base()))
    sok = Laptop(folder / "1.json")
    sok.put("ev-2", year=2001)
    sok.put("ev-4", locator="p. 9")
    with closing(sok.draft()) as draft:
        draft.unfinished.save("evidence", "half", {"text": "wor"})
    chan = replace(sok, reviewer=CHAN)
    chan.put("ev-2", year=2002)
    chan.finish()
    return sok


def publish(laptop: Laptop) -> None:
    """Publish, the other one's side preferred; what is there of an edition is replaced."""
    good = replace(laptop, disk=Disk())
    others = tuple(entry.head.id for entry in good.drafts.entries() if entry.head and not entry.is_of(SOK.id))
    output = laptop.dossier.with_name("2.json")
    publishing = laptop.publish(output, PublishOptions(prefer=others), force=output.exists())
    assert publishing.folded.conflicts == []


def change(laptop: Laptop) -> None:
    """One more change; one that failed may be there all the same, and is none then."""
    with suppress(ChangeError):
        laptop.put("ev-1", locator="p. 3")


def fault(laptop: Laptop) -> str | None:
    """What is wrong with what a failure has left."""
    output = laptop.dossier.with_name("2.json")
    if output.exists():
        claims = load(output)
        if (claims.record(Evidence, "ev-2").year, claims.record(Evidence, "ev-4").locator) != (2002, "p. 9"):
            return "the edition is half"
    states: list[Document | None] = []
    for entry in laptop.drafts.entries():
        if entry.state not in {"open", "finished"}:
            return f"a draft is {entry.state}"
        states += entry.history.state().values() if entry.is_of(SOK.id) else []
    values = [document for document in states if document]
    if not any(document.get("locator") == "p. 9" for document in values):
        return "an acknowledged change is lost"
    return None


def check(folder: Path, act: Act, number: int, *, dead: bool) -> bool:
    """Fail one call; whether anybody was told."""
    laptop, raised = prepared(folder), False
    try:
        act(replace(laptop, disk=FailingDisk(number, dead=dead)))
    except (ReviewError, OutputError):
        raised = True
    assert fault(laptop) is None
    act(laptop)
    publish(laptop)
    claims = load(laptop.dossier.with_name("2.json"))
    assert (claims.record(Evidence, "ev-2").year, claims.record(Evidence, "ev-4").locator) == (2002, "p. 9")
    assert act is publish or claims.record(Evidence, "ev-1").locator == "p. 3"
    later = replace(laptop, dossier=laptop.dossier.with_name("2.json"))
    with closing(later.draft()) as draft:
        assert draft.unfinished.load("evidence", "half") == {"text": "wor"}
    return raised


def calls_of(folder: Path, act: Act) -> int:
    """How many calls it takes where none fails."""
    disk = FailingDisk()
    act(replace(prepared(folder), disk=disk))
    return disk.calls


@pytest.mark.parametrize("act", [publish, change])
def test_at_some_calls_that_fail_nothing_is_half_and_nothing_is_lost(tmp_path: Path, act: Act) -> None:
    numbers = range(1, calls_of(tmp_path / "0", act) + 1, 9)
    assert sum(check(tmp_path / str(number), act, number, dead=True) for number in numbers) > 0


@pytest.mark.slow
@pytest.mark.parametrize("dead", [False, True])
@pytest.mark.parametrize("act", [publish, change])
def test_at_every_call_that_fails_nothing_is_half_and_nothing_is_lost(tmp_path: Path, act: Act, *, dead: bool) -> None:
    total = calls_of(tmp_path / "0", act)
    results = [check(tmp_path / str(number), act, number, dead=dead) for number in range(1, total + 1)]
    assert total > 20
    assert sum(results) > total // 3
