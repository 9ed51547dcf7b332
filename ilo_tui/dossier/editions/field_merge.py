"""One field that several drafts change: what comes of it, or who is against whom.

One author's drafts follow each other where the later has seen what the earlier made. Nobody else's do: two authors who
change a field differ, unless they make the same of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ilo_tui.core.records import Part
from ilo_tui.dossier.editions.drafted import DraftedEdit
from ilo_tui.dossier.editions.fields import FieldEdit, same
from ilo_tui.dossier.editions.model import Side

Seen = Callable[[DraftedEdit], bool]
"""Whether a choice has seen the value that it changes in a draft that it stands in place of."""


class MergedField(Part, frozen=True, kw_only=True):
    """What comes of a field: an `edit` of the edition's value, nothing, or a conflict of `against`."""

    edit: FieldEdit | None = None
    minor: bool = False
    sides: list[Side] = []
    against: list[Side] = []


def merge_field(value: object, edits: Sequence[DraftedEdit], seen: Seen) -> MergedField:
    """Put the drafts' edits of one field together; `value` is what the edition has there."""
    by_author: defaultdict[str, list[DraftedEdit]] = defaultdict(list)
    for edit in edits:
        by_author[edit.side.author].append(edit)
    results: list[DraftedEdit] = []
    stale: list[DraftedEdit] = []
    for author in sorted(by_author):
        last, waiting = _follow(value, by_author[author], seen)
        results += [last] if last and not same(last.edit.new, value) else []
        stale += waiting
    return _agreed(results, stale)


def _follow(value: object, edits: Sequence[DraftedEdit], seen: Seen) -> tuple[DraftedEdit | None, list[DraftedEdit]]:
    """The last edit of one author that leads on from a value, and those that lead on from nothing."""
    current, last, minor = value, None, True
    waiting = list(edits)
    while following := next((edit for edit in waiting if same(edit.edit.old, current) or seen(edit)), None):
        waiting.remove(following)
        minor = minor and following.minor
        current, last = following.edit.new, _with_minor(following, minor=minor)
    return last, [edit for edit in waiting if not same(edit.edit.new, current)]


def _with_minor(edit: DraftedEdit, *, minor: bool) -> DraftedEdit:
    return DraftedEdit(edit=edit.edit, minor=minor, side=edit.side, chosen=edit.chosen)


def _agreed(results: Sequence[DraftedEdit], stale: Sequence[DraftedEdit]) -> MergedField:
    against = [*results, *stale]
    if not against:
        return MergedField()
    sides = [edit.side for edit in against]
    if results and all(same(edit.edit.new, results[0].edit.new) for edit in against):
        first = min(results, key=lambda edit: (edit.side.at, edit.side.draft))
        return MergedField(edit=first.edit, minor=all(edit.minor for edit in results), sides=sides)
    return MergedField(against=sides)
