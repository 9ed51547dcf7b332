"""On what answers are given: as somebody chose, and of an item whose source was on the screen, on that."""

from __future__ import annotations

from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Basis, Decision


class ItemBasis:
    """The basis of each item: the one last chosen, or that its source was read."""

    def __init__(self, chosen: Basis = "dossier_only") -> None:
        """Begin with the basis last chosen."""
        self.chosen: Basis = chosen
        self._read: set[str] = set()

    def of(self, item: str | None) -> Basis:
        """On what an item is answered now."""
        return "source_read" if item in self._read else self.chosen

    def choose(self, basis: Basis, item: str | None) -> None:
        """Answer on `basis` from now on, the item at hand as well, whatever was read of it."""
        self.chosen = basis
        if item:
            self._read.discard(item)

    def source_shown(self, item: str) -> None:
        """A page of the item's source is on the screen: this item, and no other, is answered on it."""
        self._read.add(item)


def basis_to_resume(history: History) -> Basis:
    """The basis with which judging goes on after a pause.

    Nobody knows by then whether `source_read` was chosen or came of a page that was on the screen, so what was last
    chosen besides it is taken: who goes on is not said to have read what they may not have.
    """
    bases = (record.basis for record in reversed(history.records) if isinstance(record, Decision))
    return next((basis for basis in bases if basis != "source_read"), "dossier_only")
