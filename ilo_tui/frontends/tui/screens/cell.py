"""The evidence of one cell of the gap map, as a list."""

from __future__ import annotations

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.model import Evidence, Programme, Record
from ilo_tui.dossier.weighing import in_period
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.views.filter_words import filter_phrases
from ilo_tui.views.markup import Block, clip_start
from ilo_tui.views.pages.cell import cell_page

_CODE = 16
"""Cells that a programme's code takes at most in a title."""


def carried_ids(carried: FilterState | None) -> frozenset[str] | None:
    """The claims that the map's filter leaves; None where it is not in force."""
    result = carried.result if carried else None
    return frozenset(claim.id for claims in result.crossed.values() for claim in claims) if result else None


class CellScreen(BrowseScreen):
    """The evidence of one cell of the gap map."""

    BINDINGS = bindings("crossing")

    def __init__(self, contexts: Contexts, row: str, column: str, carried: FilterState | None = None) -> None:
        """The crossing of `row` and `column`, narrowed as the map is by the filter that is `carried` over."""
        self.cell = contexts.current.gap_map.cell(row, column)
        super().__init__(contexts, self.cell.evidence)
        self.row = row
        self.carried = carried.result if carried else None
        self._carried_ids = carried_ids(carried)

    def matching(self) -> list[Record]:
        """The claims that both filters leave, of the period in force."""
        matching = [record for record in super().matching() if isinstance(record, Evidence)]
        claims = in_period(self.context.dossier, matching, self.context.weighing.period)
        return [claim for claim in claims if self._carried_ids is None or claim.id in self._carried_ids]

    def name_of(self) -> str:
        """The two ends of the crossing."""
        row, code = self.cell.row, self.context.code(self.cell.row)
        # A long code would leave no room for how many there are.
        code = clip_start(code, _CODE) if row in self.context.dossier.ids(Programme) else code
        return f"{code} × {self.context.name(self.cell.column)}"

    def nothing(self) -> list[Block]:
        """The crossing, and that this is a gap."""
        return cell_page(self.context, self.cell)

    def crossing(self) -> tuple[str, str] | None:
        """The cell."""
        return self.cell.row, self.cell.column

    @property
    def route(self) -> tuple[str, ...]:
        """The crossing."""
        return ("cell", self.cell.row, self.cell.column)

    @property
    def carried_words(self) -> str:
        """The map's filter, in words."""
        if self._carried_ids is None or self.carried is None:
            return ""
        words = filter_phrases(self.context, self.carried.query)
        return self.context.tr("filter: {words} ({left})", words=words, left=self.filter.remaining)

    def is_narrowed(self) -> bool:
        """Whether a filter is in force, its own or the map's."""
        return super().is_narrowed() or self._carried_ids is not None

    def narrow_to(self, text: str) -> str:
        """Filter by what is typed; nothing typed takes the map's filter away, too, here."""
        if not text:
            self._carried_ids = None
        return super().narrow_to(text)
