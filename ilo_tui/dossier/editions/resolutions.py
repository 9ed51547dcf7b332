"""Which changes no longer count because a later choice stands in their place, in all of a record or in some keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ilo_tui.dossier.editions.model import Change, Ref

ALL = "*"
"""In place of keys: everything that a change says."""


class Resolutions:
    """The choices among some changes, those of earlier editions too, by what they stand in place of."""

    def __init__(self, changes: Iterable[Change]) -> None:
        """Look through all `changes`."""
        self._choices: defaultdict[tuple[str, str, str], list[tuple[int, Change]]] = defaultdict(list)
        for change in changes:
            for draft, seq in change.resolves:
                self._choices[change.table, change.record, draft].append((seq, change))

    def replaced(self, change: Change, *, present: bool) -> frozenset[str]:
        """The keys of `was` in which a change no longer counts, `ALL` among them where nothing of it does.

        `present` is whether the record is in the edition that drafts are folded into.
        """
        keys: set[str] = set()
        for seq, choice in self._choices.get((change.table, change.record, change.draft), ()):
            if change.seq <= seq and choice.ref != change.ref and not _names(change, choice.ref):
                keys |= _replaced_by(change, choice, present=present)
        return frozenset(keys)


def _names(change: Change, ref: Ref) -> bool:
    """Whether a change stands in place of another: of two that say so of each other, neither does."""
    return any(draft == ref[0] and ref[1] <= seq for draft, seq in change.resolves)


def _replaced_by(change: Change, choice: Change, *, present: bool) -> set[str]:
    anew = choice.document is None or choice.base is None
    if anew or change.document is None or (change.base is None and present):
        return {ALL}
    # What is added, and changed by the choice, is still added.
    return set() if change.base is None else change.was.keys() & choice.was.keys()
