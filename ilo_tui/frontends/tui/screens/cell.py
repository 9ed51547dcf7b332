"""The evidence of one cell of the gap map, as a list."""

from __future__ import annotations

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.model import Programme
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.views.markup import Block, clip_start
from ilo_tui.views.pages.cell import cell_page

_CODE = 16
"""Cells that a programme's code takes at most in a title."""


class CellScreen(BrowseScreen):
    """The evidence of one cell of the gap map."""

    BINDINGS = bindings("crossing")
    OF_PERIOD = True

    def __init__(self, contexts: Contexts, row: str, column: str, carried: FilterState | None = None) -> None:
        """The crossing of `row` and `column`, narrowed as the map is by the filter that is `carried` over."""
        self.cell = contexts.current.gap_map.cell(row, column)
        super().__init__(contexts, self.cell.evidence, carried)
        self.row = row

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
