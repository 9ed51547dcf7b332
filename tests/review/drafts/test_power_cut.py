"""A power cut after any system call of any save of a draft: the old or the new state, and nothing acknowledged lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ilo_tui.review.drafts.draft import Draft, Edit
from ilo_tui.review.drafts.model import DraftRecord
from ilo_tui.review.drafts.reading import require_draft
from ilo_tui.review.errors import UnreadableSessionError
from tests.review.drafts.help import begin, drafts_at, note, noted
from tests.review.powercut import PowerCutDisk, Remains


class Witness:
    """Looks at what cuts leave, and notes what is lost of what was acknowledged until then."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.acknowledged: list[DraftRecord] = []
        self.at_once = 1
        self.cuts = 0
        self.losses: list[str] = []

    def look(self, call: str, all_remains: Iterator[Remains]) -> None:
        """Try every remains of a cut after this call."""
        for remains in all_remains:
            self.cuts += 1
            if self.path and (fault := self.fault(self.path, remains)):
                self.losses.append(f"{call}: {fault}")

    def fault(self, path: Path, remains: Remains) -> str | None:
        """What is wrong with the file after a cut."""
        try:
            records = require_draft(path, remains[path]).records
        except (KeyError, UnreadableSessionError) as error:
            return repr(error)
        known = len(self.acknowledged)
        if list(records[:known]) != self.acknowledged:
            return f"{len(records)} of {known} acknowledged records"
        return None if len(records) in {known, known + self.at_once} else "half a save"


def work(folder: Path, witness: Witness, forget: frozenset[str] = frozenset()) -> None:
    """A draft of every kind of save, with a pause in it, on a disk that may be cut after any call."""
    drafts = drafts_at(folder, PowerCutDisk(witness.look, forget))
    draft = begin(drafts)

    def act(save: Callable[[Draft], object], at_once: int = 1) -> None:
        witness.at_once = at_once
        save(draft)
        witness.path, witness.acknowledged = draft.path, list(draft.history.records)

    act(lambda draft: note(draft, "e1", "a"))
    act(lambda draft: draft.change("evidence", "e2", None))
    act(Draft.undo)
    act(lambda draft: draft.change_all([Edit("evidence", f"e{n}", noted(draft, f"e{n}", "b")) for n in range(3, 7)]), 4)
    draft.close()
    draft = begin(drafts)
    act(lambda draft: note(draft, "e1", "c"))
    act(Draft.finish)
    draft.close()


def test_nothing_acknowledged_is_lost_after_any_call_and_no_half_of_several_changes_is_there(tmp_path: Path) -> None:
    witness = Witness()
    work(tmp_path, witness)
    assert witness.losses == []
    assert len(witness.acknowledged) == 8
    assert witness.cuts > 200


@pytest.mark.parametrize("call", ["sync", "sync_folder"])
def test_without_one_of_the_two_flushes_the_harness_sees_loss(tmp_path: Path, call: str) -> None:
    witness = Witness()
    work(tmp_path, witness, frozenset({call}))
    assert witness.losses
