"""What the rules of lint look at: a sound dossier with what is derived from it, and where each record stands."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from pathlib import Path

from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.gapmap import Cell, GapMap
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.lint_findings import Kind, Weakness
from ilo_tui.dossier.model import Dimension, Programme
from ilo_tui.dossier.repository import Dossier


class LintInput:
    """What the rules look at: a sound dossier, and where in the file each record stands."""

    def __init__(self, tables: Tables, path: Path) -> None:
        """Look at checked `tables`, as `ReadOnlyStorage.records` gives them."""
        self.tables, self.dossier = tables, Dossier(tables, path)
        self._places = {record.id: (table, doc) for table, rows in tables.items() for doc, record in rows.items()}

    def weakness(self, kind: Kind, ident: str, **values: object) -> Weakness:
        """A weak spot in the record of this id."""
        table, doc = self._places[ident]
        return Weakness(kind, table, doc, ident, values)

    @property
    def gap_map(self) -> GapMap:
        """Programmes x dimensions."""
        return self.dossier.crossings.gap_map

    @cached_property
    def gaps(self) -> list[Gap]:
        """What a suggestion can be about: gaps of the map, policies of which nothing is recorded, expected or not."""
        matrix, programmes = self.dossier.crossings.matrix, self.dossier.ids(Programme)
        policies = product(programmes, matrix.columns)
        open_policies = [Gap("none", row, policy=column) for row, column in policies if matrix.is_open(row, column)]
        return [*self.gap_map.gaps("direct"), *open_policies]

    @cached_property
    def cells(self) -> list[Cell]:
        """Every crossing of a programme and a dimension that holds evidence."""
        rows, columns = self.dossier.ids(Programme), self.dossier.ids(Dimension)
        crossed = (self.gap_map.cell(row, column) for row in rows for column in columns)
        return [cell for cell in crossed if cell.evidence]
