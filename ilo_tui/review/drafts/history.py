"""What stands after all records of a draft, and what the drafts of one author make of a dossier together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ilo_tui.review.drafts.model import Change, Document, DraftRecord, RecordKey
from ilo_tui.review.model import Withdrawal


class DraftHistory:
    """Records in order, and the changes that stand. Nothing is ever taken out of `records`."""

    def __init__(self, records: Iterable[DraftRecord] = ()) -> None:
        """Replay `records`, which come in order of their seq."""
        self.records: list[DraftRecord] = []
        self._standing: dict[int, Change] = {}
        self._by_record: dict[RecordKey, list[Change]] = {}
        for record in records:
            self.add(record)

    def add(self, record: DraftRecord) -> None:
        """Replay one more record."""
        self.records.append(record)
        if isinstance(record, Withdrawal):
            withdrawn = self._standing.pop(record.withdraws, None)
            if withdrawn is not None:
                self._by_record[withdrawn.key].remove(withdrawn)
            return
        self._standing[record.seq] = record
        self._by_record.setdefault(record.key, []).append(record)

    @property
    def next_seq(self) -> int:
        """The seq of the record that comes next."""
        return self.records[-1].seq + 1 if self.records else 1

    def standing(self) -> list[Change]:
        """The changes that no undo withdrew, in order."""
        return list(self._standing.values())

    def changes_of(self, key: RecordKey) -> Sequence[Change]:
        """The changes of a record that stand, in order."""
        return tuple(self._by_record.get(key, ()))

    def change_of(self, key: RecordKey) -> Change | None:
        """The last change of a record that stands: its state in this draft."""
        changes = self._by_record.get(key)
        return changes[-1] if changes else None

    def state(self) -> dict[RecordKey, Document | None]:
        """By record what this draft makes of it, None of a removed one; of no other record."""
        return {key: changes[-1].document for key, changes in self._by_record.items() if changes}

    def after(self, seq: int) -> DraftHistory:
        """The same without the changes up to a seq: what an edition that has taken these in has not."""
        return DraftHistory(record for record in self.records if isinstance(record, Withdrawal) or record.seq > seq)

    def latest(self) -> Change | None:
        """The latest change that stands, which undo withdraws."""
        return next(reversed(self._standing.values()), None)


def fold_drafts(drafts: Mapping[str, DraftHistory]) -> dict[RecordKey, Change]:
    """By record the last change of it in several drafts, which are given by their ids; see `changes_in_order`."""
    return {change.key: change for _, change in changes_in_order(drafts)}


def changes_in_order(drafts: Mapping[str, DraftHistory]) -> list[tuple[str, Change]]:
    """Every change of several drafts that stands, with the id of its draft, in the order in which they were made.

    That is by (`at`, id of the draft, seq). A draft's own order is that of its seq, whatever its clock did: a change
    counts as made no earlier than those before it.
    """
    ordered = sorted(entry for ident, history in drafts.items() for entry in _timed(ident, history))
    changes = {(ident, change.seq): change for ident, history in drafts.items() for change in history.standing()}
    return [(ident, changes[ident, seq]) for _, ident, seq in ordered]


def _timed(ident: str, history: DraftHistory) -> Iterable[tuple[str, str, int]]:
    """By what the changes of a draft that stand are ordered among those of others."""
    latest = ""
    for change in history.standing():
        latest = max(latest, change.at)
        yield latest, ident, change.seq
