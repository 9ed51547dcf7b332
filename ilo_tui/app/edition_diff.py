"""Two editions of a dossier side by side: what differs, what is carried, and which decisions have to be made again."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.editions.base import BaseEdition
from ilo_tui.dossier.editions.compare import RecordDifference, compare
from ilo_tui.dossier.repository import load
from ilo_tui.review.carried import CarriedHashes
from ilo_tui.review.item_kinds import every_item
from ilo_tui.review.items import Items


class EditionDiff:
    """The difference between two dossier files; raises `UnreadableError` or `FaultyError` of either."""

    def __init__(self, old: Path, new: Path) -> None:
        """Read both."""
        self.old, self.new = load(old), load(new)
        self._tables = ReadOnlyStorage(old).raws(), ReadOnlyStorage(new).raws()

    @cached_property
    def differences(self) -> list[RecordDifference]:
        """Every record that differs."""
        return list(compare(*self._tables))

    @cached_property
    def carried(self) -> frozenset[tuple[str, str]]:
        """Table and id of the records that changed so that what was decided on them still counts."""
        before, after = (BaseEdition(tables) for tables in self._tables)
        hashes = CarriedHashes(self.new.meta.carried)
        carried = set()
        for difference in self.differences:
            key = difference.table, difference.record
            old, new = before.document(*key), after.document(*key)
            if old is None or new is None or difference.table == "meta":
                continue
            first, last = before.record_hash(key[0], old), after.record_hash(key[0], new)
            if hashes.canonical(*key, first) == hashes.canonical(*key, last):
                carried.add(key)
        return frozenset(carried)

    @cached_property
    def again(self) -> list[str]:
        """The items of the old edition that the new one has too, but on which decisions do not count any more."""
        old, new = Items(self.old), Items(self.new)
        return [item for item in every_item(old) if _is_another(item, old, new)]


def _is_another(item: str, old: Items, new: Items) -> bool:
    before = old.hash_of(item)
    return before is not None and new.hash_of(item) is not None and not new.is_current(item, before)
