"""Tab 3: the policy matrix, programmes and policies down, the policies they align with across."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from ilo_tui.dossier.gapmap import PolicyCell
from ilo_tui.dossier.model import Policy, Programme
from ilo_tui.frontends.tui.base import TabView
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.sorting import Sorting
from ilo_tui.frontends.tui.widgets.grid import Grid
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.review.targets import LINKS
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import DEGREES
from ilo_tui.views.markup import Line, Span, block
from ilo_tui.views.pages.policy import policy_cell_page, policy_page

if TYPE_CHECKING:
    from ilo_tui.dossier.filter_result import FilterResult


class AlignmentMatrix:
    """The policy matrix as a grid shows it: the strongest stated degree, or `~n` for n links without one."""

    cell_width = 8

    def __init__(self, context: ViewContext, rows: Sequence[str], result: FilterResult | None = None) -> None:
        """The crossings of `rows`, with what is `left` of them by a filter; gaps are those of all alignments."""
        self.context = context
        self.rows, self._result = rows, result
        self.columns: Sequence[str] = context.matrix.columns

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
        return (Span("" if every.alignments else " .", "dim"),)


class PoliciesTab(TabView):
    """The matrix; below it the alignments of the cell under the cursor; beside it, where there is room, the policy."""

    BINDINGS = bindings("sorted")
    PANES = ("matrix", "links", "policy")

    def __init__(self, context: ViewContext, filter_state: FilterState) -> None:
        """In the dossier's own order."""
        super().__init__(context, filter_state)
        self.sorting = Sorting()
        self._policy_shown = ""

    def compose(self) -> ComposeResult:
        """The matrix above the links, the policy beside them."""
        yield Pane(Grid(id="policy-grid"), id="matrix", first=True)
        yield Pane(Page(id="links-page"), id="links")
        yield Pane(Page(id="policy-page"), id="policy")

    @property
    def grid(self) -> Grid:
        """The matrix."""
        return self.query_one("#policy-grid", Grid)

    def rows(self) -> list[str]:
        """The rows that the filter leaves, in the order in force."""
        matrix, result, programmes = self.context.matrix, self.filter.result, self.context.dossier.ids(Programme)
        rows = result.matched if result else matrix.rows
        programme_rows, policy_rows = ([row for row in rows if (row in programmes) is ours] for ours in (True, False))
        return [*self.sorting.sorted(programme_rows, matrix.lacking, matrix.links), *policy_rows]

    def cell_at(self, row: str, column: str) -> PolicyCell:
        """A crossing with the alignments that the filter leaves."""
        result, cell = self.filter.result, self.context.matrix.cell(row, column)
        return result.links(cell) if result else cell

    def write(self) -> None:
        """Fill the matrix; the pages follow its cursor."""
        rows, tr, programmes = self.rows(), self.context.tr, self.context.dossier.ids(Programme)
        self.grid.fill(AlignmentMatrix(self.context, rows, self.filter.result))
        order = f"{tr(self.sorting.name)} · " if self.sorting.name else ""
        legend = order + tr("P principal  S significant  0 not targeted  ~n links, no degree  . gap")
        self.set_title("matrix", legend)
        self.set_counts(sum(row in programmes for row in rows), len(programmes))
        if at := self.grid.at:
            self._about(*at)
        elif not self.context.matrix.columns:
            explanation = [block(tr("This dossier names no policies, so nothing can be aligned with one."), "dim")]
            self.query_one("#links-page", Page).write(lambda width: explanation)

    @property
    def cursor(self) -> str:
        """The row and column under the cursor."""
        return "|".join(self.grid.at) if self.grid.at else ""

    def action_sort(self) -> None:
        """Show the rows in the next order."""
        self.sorting.next()
        self.write()
        self.grid.action_top()

    @on(Grid.Moved, "#policy-grid")
    def follow(self, event: Grid.Moved) -> None:
        """Write the pages of the cell under the cursor."""
        event.stop()
        self.after_paint.schedule(lambda: self._about(event.row, event.column, anew=False))

    def _about(self, row: str, column: str, *, anew: bool = True) -> None:
        """Write the pages; that of the policy only `anew` or where it is another."""
        context = self.context
        every, shown = context.matrix.cell(row, column), self.cell_at(row, column)
        hidden = every.alignments and not shown.alignments
        links = (
            [block(context.tr("Nothing passes this filter."), "dim")] if hidden else policy_cell_page(context, shown)
        )
        self.query_one("#links-page", Page).write(lambda width: links)
        self.set_title("links", f"{context.code(row)} × {context.code(column)}")
        if anew or column != self._policy_shown:
            self._policy_shown = column
            policy = policy_page(context, context.dossier.record(Policy, column)) if self.wide else []
            self.query_one("#policy-page", Page).write(lambda width: policy)
            self.set_title("policy", context.code(column))

    @on(Grid.Entered, "#policy-grid")
    def enter(self, event: Grid.Entered) -> None:
        """Open the cell, provision by provision."""
        event.stop()
        from ilo_tui.frontends.tui.screens.record import PolicyCellScreen

        self.app.push_screen(PolicyCellScreen(self.context, event.row, event.column))

    def current(self) -> str | None:
        """What the cell under the cursor stands for, or what the page's cursor is on."""
        if self.panes.focused() != 0 or not self.grid.at:
            return super().current()
        from ilo_tui.frontends.tui.screens.record import crossing_of

        return crossing_of(self.cell_at(*self.grid.at))

    def cited(self) -> str | None:
        """What a citation is taken of: of an empty cell, its policy."""
        ident = self.current()
        return self.grid.at[1] if ident and ident.startswith(LINKS) and self.grid.at else ident
