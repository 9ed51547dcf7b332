"""The order of a matrix's rows: as in the dossier, what lacks most first, what has most first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ilo_tui.core.translator import N_

ORDERS = (N_("as in the dossier"), N_("most gaps first"), N_("most evidence first"))


class Sorting:
    """One of three orders; the same for rows that are equal in it as in the dossier."""

    def __init__(self) -> None:
        """Begin with the dossier's own order."""
        self.position = 0

    def next(self) -> None:
        """Go on to the next order."""
        self.position = (self.position + 1) % len(ORDERS)

    @property
    def name(self) -> str:
        """The marked name of an order that is not the dossier's own; else empty."""
        return ORDERS[self.position] if self.position else ""

    def sorted(self, rows: Sequence[str], lacks: Callable[[str], Any], has: Callable[[str], int]) -> list[str]:
        """Rows in this order; `lacks` and `has` give what is compared, more first."""
        if not self.position:
            return list(rows)
        return sorted(rows, key=lacks if self.position == 1 else has, reverse=True)
