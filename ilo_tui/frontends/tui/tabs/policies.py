"""Tab 3: the policy matrix, programmes and policies down, the policies they align with across."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.screen import Screen

from ilo_tui.dossier.model import Policy, Programme
from ilo_tui.dossier.policy_matrix import LINKS, PolicyCell
from ilo_tui.frontends.tui.tabs.matrix import MatrixTab
from ilo_tui.frontends.tui.widgets.grid import Matrix
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import DEGREES
from ilo_tui.views.markup import Block, Line, Span, block
from ilo_tui.views.pages.policy import policy_cell_page, policy_page

if TYPE_CHECKING:
    from ilo_tui.dossier.filter_result import FilterResult


class AlignmentMatrix:
    """The policy matrix as a grid shows it: the strongest stated degree, or `~n` for n links without one.

    `!` marks a gap: a policy that the programme has to serve and does not.
    """

    cell_width = 8
    least_head: int | None = None

    def __init__(self, context: ViewContext, rows: Sequence[str], result: FilterResult | None = None) -> None:
        """The crossings of `rows`, of whose links only those in `result` count; gaps are those of all alignments."""
        self.context = context
        self.rows, self._result = rows, result
        self.columns: Sequence[str] = context.matrix.columns
        self.columns_name = context.tr("policies")

    def row_head(self, row: str) -> str:
        """The code, and a name where that says more."""
        code, name = self.context.code(row), self.context.name(row)
        return code if code == name else f"{code} {name}"

    def column_head(self, column: str) -> str:
        """The policy's code."""
        return self.context.code(column)

    def cell(self, row: str, column: str) -> Line:
        """The degree's mark, or the number of links that state none."""
        every = self.context.matrix.cell(row, column)
        cell = self._result.links(every) if self._result else every
        if cell.degree:
            return (Span(f" {DEGREES[cell.degree][0]}", "mark"),)
        if cell.alignments:
            return (Span(f" ~{len(cell.alignments)}", "link"),)
        if every.alignments:
            return ()
        is_gap = self.context.matrix.is_gap(row, column)
        return (Span(" !", "warn") if is_gap else Span(" .", "dim"),)


class PoliciesTab(MatrixTab):
    """The matrix; below it the alignments of the cell under the cursor; beside it, where there is room, the policy."""

    PANES = ("matrix", "links", "policy")
    GRID, COLUMN, CELL = "policy-grid", "policy", "links"

    def rows(self) -> list[str]:
        """Programmes in the order in force, then policies."""
        matrix, result, programmes = self.context.matrix, self.filter.result, self.context.dossier.ids(Programme)
        rows = result.matched if result else matrix.rows
        ordered = self.sorting.sorted([row for row in rows if row in programmes], matrix.lacking, matrix.links)
        return [*ordered, *(row for row in rows if row not in programmes)]

    def matrix(self, rows: list[str]) -> Matrix:
        """The policy matrix."""
        return AlignmentMatrix(self.context, rows, self.filter.result)

    def legend(self) -> str:
        """What the signs in the cells mean."""
        return self.context.tr("P principal  S significant  0 not targeted  ~n no degree  . none  ! gap")

    def column_title(self, column: str) -> str:
        """The policy's code."""
        return self.context.code(column)

    def column_blocks(self, column: str) -> Iterable[Block]:
        """The policy."""
        return policy_page(self.context, self.context.dossier.record(Policy, column))

    def cell_blocks(self, row: str, column: str) -> Iterable[Block]:
        """The alignments of the crossing; where the filter hides them all, that it does."""
        shown = self.cell_at(row, column)
        if self.context.matrix.cell(row, column).alignments and not shown.alignments:
            return [block(self.context.tr("Nothing passes this filter."), "dim")]
        return policy_cell_page(self.context, shown)

    def empty_blocks(self) -> Iterable[Block]:
        """That there are no policies, where there are none."""
        if self.context.matrix.columns:
            return super().empty_blocks()
        tr = self.context.tr
        return [block(tr("This dossier names no policies, so nothing can be aligned with one."), "dim")]

    def cell_at(self, row: str, column: str) -> PolicyCell:
        """A crossing with the alignments that the filter leaves."""
        result, cell = self.filter.result, self.context.matrix.cell(row, column)
        return result.links(cell) if result else cell

    def cell_screen(self, row: str, column: str) -> Screen[None]:
        """The cell, provision by provision."""
        from ilo_tui.frontends.tui.screens.record import PolicyCellScreen

        return PolicyCellScreen(self.contexts, row, column)

    def cell_item(self, row: str, column: str) -> str:
        """The crossing's first alignment, else the crossing."""
        from ilo_tui.frontends.tui.screens.record import crossing_of

        return crossing_of(self.cell_at(row, column))

    def cited(self) -> str | None:
        """What a citation is taken of: of an empty cell, its policy."""
        ident = self.current()
        return self.grid.at[1] if ident and ident.startswith(LINKS) and self.grid.at else ident
