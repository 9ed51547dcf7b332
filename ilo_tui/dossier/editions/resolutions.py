"""Which changes no longer count because a later choice stands in their place, in all of a record or in some fields.

A choice names changes, each a draft as far as a seq. In the fields that it changes itself, it alone counts. In others
that are in conflict, what its document has is chosen, where it names every side; all else that it names still counts.
Where it is that a record stays, which somebody removed, all that it names was in conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ilo_tui.dossier.editions.fields import Path, edits_of, value_of
from ilo_tui.dossier.editions.model import Change, Ref, Side


class Resolutions:
    """The choices among some changes, those of earlier editions too."""

    def __init__(self, changes: Iterable[Change], removals: Iterable[Change]) -> None:
        """Look through all `changes`; `removals` are changes, too, with those that their own draft took back."""
        self._choices: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
        self._removals: defaultdict[tuple[str, str], list[Ref]] = defaultdict(list)
        for change in sorted(changes, key=lambda change: (change.at, *change.ref)):
            if change.resolves:
                self._choices[change.table, change.record].append(change)
        for change in removals:
            if change.document is None:
                self._removals[change.table, change.record].append(change.ref)

    def _on(self, change: Change) -> Iterator[Change]:
        """The choices that name a change; of two that name each other, neither counts."""
        for choice in self._choices.get((change.table, change.record), ()):
            if choice.ref != change.ref and names(choice, change.ref) and not names(change, choice.ref):
                yield choice

    def is_replaced(self, change: Change, *, present: bool) -> bool:
        """Whether nothing of a change counts; `present` is whether the record is in the edition.

        What is added, and changed by a choice, is still added.
        """
        return any(
            choice.document is None
            or choice.base is None
            or change.document is None
            or (change.base is None and present)
            for choice in self._on(change)
        )

    def is_replaced_in(self, change: Change, path: Path) -> bool:
        """Whether a choice changes a field that a change has changed, too."""
        return any(_meet(path, other) for choice in self._on(change) for other in _changed_paths(choice))

    def choice_between(self, table: str, record: str, sides: Sequence[Side]) -> Change | None:
        """The last choice that names every draft of these sides, its own apart."""
        drafted = [side for side in sides if side.draft]
        choices = self._choices.get((table, record), [])
        for choice in reversed(choices):
            if any(names(choice, other.ref) and names(other, choice.ref) for other in choices if other is not choice):
                continue
            others = [side for side in drafted if side.draft != choice.draft or side.seq > choice.seq]
            if all(names(choice, (side.draft, side.seq)) for side in others):
                return choice
        return None

    def is_against_removal(self, choice: Change) -> bool:
        """Whether a choice is that a record stays, which somebody removed: then all that it names was in conflict."""
        return any(names(choice, ref) for ref in self._removals.get((choice.table, choice.record), ()))


def names(choice: Change, ref: Ref) -> bool:
    """Whether a choice stands in place of a change."""
    return any(draft == ref[0] and ref[1] <= seq for draft, seq in choice.resolves)


def _changed_paths(change: Change) -> Iterator[Path]:
    after = change.document or {}
    for key in change.was:
        for edit in edits_of(change.table, key, value_of(change.was, key), value_of(after, key)):
            yield edit.path


def _meet(path: Path, other: Path) -> bool:
    """Whether two fields are one, or one is part of the other."""
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]
