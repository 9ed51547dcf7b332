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
        self.at = 0

    def next(self) -> None:
        """Go on to the next order."""
        self.at = (self.at + 1) % len(ORDERS)

    @property
    def name(self) -> str:
        """The marked name of an order that is not the dossier's own; else empty."""
        return ORDERS[self.at] if self.at else ""

    def sorted(self, rows: Sequence[str], lacks: Callable[[str], Any], has: Callable[[str], int]) -> list[str]:
        """Rows in this order; `lacks` and `has` give what is compared, more first."""
        if not self.at:
            return list(rows)
        return sorted(rows, key=lacks if self.at == 1 else has, reverse=True)
