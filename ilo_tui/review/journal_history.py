"""What stands after all records of a session: the state of every item, and what the next undo would withdraw."""

from __future__ import annotations

from collections.abc import Iterable

from ilo_tui.review.model import Basis, Decision, JournalRecord, Observation, Standing, Withdrawal


class History:
    """Records in order, and the state that follows from them. Nothing is ever taken out of `records`."""

    def __init__(self, records: Iterable[JournalRecord] = ()) -> None:
        """Replay `records`, which come in order of their seq."""
        self.records: list[JournalRecord] = []
        self._standing: dict[int, Standing] = {}
        self._decided: dict[str, list[Decision]] = {}
        for record in records:
            self.add(record)

    def add(self, record: JournalRecord) -> str | None:
        """Replay one more record; returns the item whose state it may have changed, if any."""
        self.records.append(record)
        if isinstance(record, Withdrawal):
            return self._withdraw(record.withdraws)
        self._standing[record.seq] = record
        if isinstance(record, Decision):
            self._decided.setdefault(record.item, []).append(record)
        return record.item

    def _withdraw(self, seq: int) -> str | None:
        withdrawn = self._standing.pop(seq, None)
        if withdrawn is None:
            return None
        if isinstance(withdrawn, Decision):
            self._decided[withdrawn.item].remove(withdrawn)
        return withdrawn.item

    @property
    def last_basis(self) -> Basis:
        """The basis of the last decision, which the next one keeps."""
        return next((record.basis for record in reversed(self.records) if isinstance(record, Decision)), "dossier_only")

    @property
    def next_seq(self) -> int:
        """The seq of the record that comes next."""
        return self.records[-1].seq + 1 if self.records else 1

    def state_of(self, item: str) -> Decision | None:
        """The state of an item: its last decision not withdrawn."""
        decided = self._decided.get(item)
        return decided[-1] if decided else None

    def noted(self, item: str) -> Decision | None:
        """The record that gave an item the note that it has, or took it away; None where there never was one."""
        noted: Decision | None = None
        for state in reversed(self._decided.get(item, ())):
            if noted and state.note != noted.note:
                return noted
            noted = state
        return noted if noted and noted.note else None

    def states(self) -> dict[str, Decision]:
        """The state of every item that has one."""
        return {item: decided[-1] for item, decided in self._decided.items() if decided}

    def observations(self, item: str | None = None) -> list[Observation]:
        """The observations that stand, of one item or of all, in order."""
        observations = [record for record in self._standing.values() if isinstance(record, Observation)]
        return [record for record in observations if item in {None, record.item}]

    def latest(self) -> Standing | None:
        """The latest record that stands, which undo withdraws."""
        return next(reversed(self._standing.values()), None)

    def withdrawn(self) -> list[Standing]:
        """The records that were taken back, in order."""
        return [
            record for record in self.records if not isinstance(record, Withdrawal) and record.seq not in self._standing
        ]
