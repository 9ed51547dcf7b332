"""A screen with one page: any record by its id, a gap, or a cell of the policy matrix."""

from __future__ import annotations

from collections.abc import Iterable

from ilo_tui.app.contexts import Contexts
from ilo_tui.core.text import clean
from ilo_tui.dossier.policy_matrix import LINKS, PolicyCell
from ilo_tui.dossier.reader import SCALE
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.navigation import map_crossing
from ilo_tui.frontends.tui.single_page import SinglePageScreen
from ilo_tui.views.labels import RECORDS
from ilo_tui.views.markup import Block
from ilo_tui.views.pages.policy import policy_cell_page
from ilo_tui.views.pages.record import page_blocks


class PageScreen(SinglePageScreen):
    """One page from which every reference can be followed."""

    BINDINGS = bindings("crossing")

    def __init__(self, contexts: Contexts, ident: str) -> None:
        """The page of the record or item `ident`."""
        super().__init__(contexts)
        self.ident = ident

    def write(self) -> None:
        """Write the page in the language in force."""
        self.set_title(self.name_of())
        self.page.write(self.blocks, top=False)

    def name_of(self) -> str:
        """What the title line says: the kind of record and its id, as its name stands on the page."""
        record = self.context.dossier.find(self.ident) or self.context.removed(self.ident)
        # What is no record is called by what stands before the colon.
        prefix, colon, rest = self.ident.partition(":")
        kind = type(record).__name__.lower() if record else prefix if colon else "provision"
        name = self.ident.removeprefix(SCALE) if record else rest or self.ident
        return f"{self.context.tr(RECORDS.get(kind, kind))} · {clean(name)}"

    def blocks(self, width: int) -> Iterable[Block]:
        """The page, written for a width."""
        return page_blocks(self.context, self.ident, width) or ()

    def current(self) -> str | None:
        """What the page's cursor is on, else the record itself."""
        return self.page.target or self.ident

    def crossing(self) -> tuple[str, str] | None:
        """That of a cell or a gap."""
        return map_crossing(self.ident)

    def offers(self, action: str) -> bool:
        """The plot is in the key bar of a page that has one."""
        return action != "app.directions" or self.crossing() is not None

    def cited(self) -> str | None:
        """What a citation is taken of: the record itself."""
        return self.ident

    @property
    def route(self) -> tuple[str, ...]:
        """The record's page."""
        return ("page", self.ident)


def crossing_of(cell: PolicyCell) -> str:
    """What a crossing of the policy matrix stands for: its first alignment, else the crossing, `links:ROW/POLICY`."""
    return cell.alignments[0].id if cell.alignments else f"{LINKS}{cell.row}/{cell.column}"


class PolicyCellScreen(PageScreen):
    """A crossing of the policy matrix, provision by provision."""

    def __init__(self, contexts: Contexts, row: str, column: str) -> None:
        """The alignments of the programme or policy `row` with the policy `column`."""
        cell = contexts.current.matrix.cell(row, column)
        super().__init__(contexts, cell.alignments[0].id if cell.alignments else column)
        self.cell = cell

    @property
    def route(self) -> tuple[str, ...]:
        """The crossing."""
        return ("links", self.cell.row, self.cell.column)

    def name_of(self) -> str:
        """The two ends."""
        return f"{self.context.code(self.cell.row)} × {self.context.code(self.cell.column)}"

    def current(self) -> str | None:
        """What the page's cursor is on, else the first alignment; an empty crossing stands for no other record."""
        return self.page.target or crossing_of(self.cell)

    def blocks(self, width: int) -> Iterable[Block]:
        """The cell's page."""
        return policy_cell_page(self.context, self.cell)
