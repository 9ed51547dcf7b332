"""The two matrices as numbered lists: a line for each row, then one for each of its crossings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ilo_tui.app.contexts import InContext
from ilo_tui.dossier.policy_matrix import LINKS, PolicyCell
from ilo_tui.dossier.weighing import in_period
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.numbered_list import NumberedList
from ilo_tui.frontends.plain.record_reader import Reader
from ilo_tui.views.labels import DEGREES, GAPS, RECORDS
from ilo_tui.views.pages.cell import shown_gap
from ilo_tui.views.weights import voices_line


class CrossingLists(InContext):
    """The gap map and the policy matrix, for a reader who opens their crossings."""

    def __init__(self, console: ConsoleIO, reader: Reader) -> None:
        """Open with `reader` what is chosen."""
        self.console, self.contexts, self.reader = console, console.contexts, reader

    def _read_from(self, title: str, idents: Sequence[str], line: Callable[[str], str]) -> None:
        for ident in NumberedList(self.console, title, idents, line).choices():
            self.reader.read(ident)

    def gap_map(self) -> None:
        """A line for each row of the gap map, then one for each of its cells."""
        gap_map, title = self.context.gap_map, self.console.tr("Gap map")
        for row in NumberedList(self.console, title, gap_map.rows, self._map_row).choices():
            cells = [f"cell:{row}/{column}" for column in gap_map.columns]
            self._read_from(self.context.name(row), cells, self._map_cell)

    def _map_row(self, row: str) -> str:
        columns = self.context.gap_map.columns
        return f"{self.context.name(row)}: " + "; ".join(self._cell_words(row, column) for column in columns)

    def _map_cell(self, ident: str) -> str:
        row, _, column = ident.removeprefix("cell:").partition("/")
        return self._cell_words(row, column)

    def _cell_words(self, row: str, column: str) -> str:
        context, tr = self.context, self.console.tr
        cell = context.gap_map.cell(row, column)
        counted = in_period(context.dossier, cell.evidence, context.weighing.period)
        parts = ["".join(span.text for span in voices_line(context, counted))] if cell.evidence else []
        if kind := shown_gap(context, cell):
            parts.append(f"{tr(RECORDS['gap'])}: {tr(GAPS[kind])}")
        return f"{self.context.name(column)} {', '.join(parts) or tr('nothing recorded')}"

    def policy_matrix(self) -> None:
        """A line for each row of the policy matrix, then one for each policy."""
        matrix, title = self.context.matrix, self.console.tr("Policy alignment")
        for row in NumberedList(self.console, title, matrix.rows, self._matrix_row).choices():
            crossings = [f"{LINKS}{row}/{column}" for column in matrix.columns]
            self._read_from(self.context.name(row), crossings, self._matrix_cell)

    def _matrix_row(self, row: str) -> str:
        cells = [self.context.matrix.cell(row, column) for column in self.context.matrix.columns]
        links = [self._link_words(cell) for cell in cells if cell.alignments]
        return f"{self.context.name(row)}: {'; '.join(links) or self.console.tr('none recorded')}"

    def _matrix_cell(self, ident: str) -> str:
        row, _, column = ident.removeprefix(LINKS).partition("/")
        return self._link_words(self.context.matrix.cell(row, column))

    def _link_words(self, cell: PolicyCell) -> str:
        tr, n = self.console.tr, len(cell.alignments)
        if cell.degree:
            degree_text = tr(DEGREES[cell.degree][1])
        else:
            degree_text = tr.many("1 link, no degree", "{n} links, no degree", n) if n else tr("none recorded")
        return f"{self.context.code(cell.column)} {degree_text}"
