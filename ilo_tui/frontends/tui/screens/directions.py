"""The effect direction plot of a crossing of the gap map."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.frontends.tui.carried_filter import CarriedFilter
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.single_page import SinglePageScreen
from ilo_tui.views.filter_words import filter_phrases
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.effect_direction import effect_direction_page


class DirectionsScreen(SinglePageScreen):
    """Which way things moved in a crossing, voice by voice."""

    def __init__(self, contexts: Contexts, row: str, column: str, carried: FilterState | None = None) -> None:
        """The crossing of `row` and `column`, narrowed as the map is by the filter that is `carried` over."""
        super().__init__(contexts)
        self.row, self.column = row, column
        self._carried = CarriedFilter(carried)

    @property
    def cell(self) -> Cell:
        """The crossing with the claims that the map's filter leaves."""
        cell, ids = self.context.gap_map.cell(self.row, self.column), self._carried.ids()
        if ids is None:
            return cell
        return Cell(cell.row, cell.column, tuple(claim for claim in cell.evidence if claim.id in ids))

    @property
    def route(self) -> tuple[str, ...]:
        """The plot of the crossing."""
        return ("directions", self.row, self.column)

    def write(self) -> None:
        """Write the plot in the language in force, with what is counted now."""
        crossing = f"{self.context.code(self.row)} × {self.context.name(self.column)}"
        self.set_title(self.context.tr("{crossing}: effect direction", crossing=crossing))
        self.page.write(self.blocks, top=False)

    def blocks(self, width: int) -> Sequence[Block]:
        """The plot, and before it the filter that is in force."""
        page = effect_direction_page(self.context, self.cell, width)
        if self._carried.query is None:
            return page
        words = filter_phrases(self.context, self._carried.query)
        return [block(self.context.tr("filter: {words}", words=words), "warn", hang=2), *page]

    def current(self) -> str | None:
        """What the page's cursor is on, else the crossing."""
        return self.page.target or f"cell:{self.row}/{self.column}"
