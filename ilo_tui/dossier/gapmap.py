"""The gap map: programmes down, dimensions across; derived and never stored.

Besides the programmes there are two last rows, so that the counts add up to all evidence: claims about a policy, and
claims about the country and the framework.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from ilo_tui.dossier.evidence import count_stances
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.gap_rules import former_kinds, gap_kind
from ilo_tui.dossier.gaps import FormerKind, Gap, GapKind
from ilo_tui.dossier.model import Dimension, Evidence, Programme
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.voices import Tally
from ilo_tui.dossier.weighing import Weighing, counted_facts, in_period

if TYPE_CHECKING:
    from ilo_tui.dossier.effect_direction import EffectDirections

BY_POLICY = "*policy"
COUNTRY = "*country"
UNASSIGNED = "*unassigned"
TOTAL = "*total"
"""Rows and columns that are no record; a star cannot begin an id."""
CELL = "cell:"
"""What stands before a crossing where any record may be named."""


class Cell(Struct, frozen=True, dict=True):
    """A crossing of the gap map with its evidence."""

    row: str
    column: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """By what it is opened, and named as an item."""
        return cell_id(self.row, self.column)

    @cached_property
    def counts(self) -> tuple[int, int, int]:
        """How many claims support, contradict, give context."""
        return count_stances(self.evidence)


def cell_id(row: str, column: str) -> str:
    """The same of a crossing that is not made yet."""
    return f"{CELL}{row}/{column}"


def row_of(evidence: Evidence) -> str:
    """The row of the gap map in which a claim is counted."""
    return evidence.programme or (BY_POLICY if evidence.policy else COUNTRY)


class GapMap:
    """The evidence gap map: of all claims of a dossier, or of those that a filter leaves."""

    def __init__(self, dossier: DossierReader, evidence: Iterable[Evidence] | None = None) -> None:
        """Cross every claim of `dossier`, or only this `evidence` of it."""
        cells: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for record in dossier.records(Evidence) if evidence is None else evidence:
            cells[row_of(record), record.dimension or UNASSIGNED].append(record)
        self._dossier, self._cells = dossier, cells
        self._totals: dict[tuple[str, str], Cell] = {}
        self._tallies: dict[tuple[str, str, Weighing], Tally] = {}
        self._gaps: dict[tuple[str, str, TieLevel], GapKind | None] = {}
        self._directions: dict[tuple[str, str, Weighing], EffectDirections | None] = {}
        self._lacking: dict[tuple[str, TieLevel], Mapping[GapKind, Sequence[str]]] = {}
        self._programmes = dossier.ids(Programme)
        self._dimensions = dossier.ids(Dimension)
        used = {column for _, column in cells}
        self.columns = [*dossier.ids(Dimension), *([UNASSIGNED] if UNASSIGNED in used else [])]
        rows = {row for row, _ in cells}
        extra = [row for row in (BY_POLICY, COUNTRY) if row in rows]
        self.rows = [*dossier.ids(Programme), *extra]

    def cell(self, row: str, column: str) -> Cell:
        """The crossing of a row (or `TOTAL`) and a column (or `TOTAL`)."""
        if TOTAL in (row, column):
            return self._total(row, column)
        return Cell(row, column, tuple(self._cells.get((row, column), ())))

    def _total(self, row: str, column: str) -> Cell:
        if (row, column) not in self._totals:
            rows = self.rows if row == TOTAL else [row]
            columns = self.columns if column == TOTAL else [column]
            evidence = tuple(item for r in rows for c in columns for item in self._cells.get((r, c), ()))
            if row != TOTAL:
                return Cell(row, column, evidence)
            # A column's total may go over a hundred thousand claims.
            self._totals[row, column] = Cell(row, column, evidence)
        return self._totals[row, column]

    def tally(self, row: str, column: str, weighing: Weighing) -> Tally:
        """What the claims of a crossing or total weigh, counted once for the same weighing."""
        key = (row, column, weighing)
        if key not in self._tallies:
            facts = counted_facts(self._dossier, self.cell(row, column).evidence, weighing)
            self._tallies[key] = self._dossier.voices.tally(facts)
        return self._tallies[key]

    def directions(self, row: str, column: str, weighing: Weighing) -> EffectDirections | None:
        """Which way things moved in a crossing, drawn once for the same weighing; None where nothing is drawn of it."""
        # Imported when it is needed: what is shown first has none of it.
        from ilo_tui.dossier.effect_direction import effect_directions, has_plot

        key = (row, column, weighing)
        if key not in self._directions:
            facts = facts_of(in_period(self._dossier, self._claims(row, column), weighing.period))
            drawn = has_plot(self._dossier, row, column)
            self._directions[key] = effect_directions(self._dossier, facts, weighing.level) if drawn else None
        return self._directions[key]

    def size(self, row: str) -> int:
        """How many claims a row has."""
        return sum(len(self._cells.get((row, column), ())) for column in self.columns)

    @cached_property
    def largest(self) -> int:
        """How many claims the crossing has that has most."""
        return max(map(len, self._cells.values()), default=0)

    def is_crossing(self, row: str, column: str) -> bool:
        """Whether a programme and a dimension are crossed, where something can be lacking."""
        return row in self._programmes and column in self._dimensions

    def gap(self, row: str, column: str, level: TieLevel) -> GapKind | None:
        """What a crossing lacks at a tie level, over all of time; None of one that is no gap, and of totals."""
        if not self.is_crossing(row, column):
            return None
        key = (row, column, level)
        if key not in self._gaps:
            self._gaps[key] = gap_kind(self._dossier, row, column, self._claims(row, column), level)
        return self._gaps[key]

    def former_kinds(self, row: str, column: str) -> tuple[GapKind | FormerKind, ...]:
        """What a crossing lacked by the rules of version 0.1."""
        return former_kinds(self._claims(row, column)) if self.is_crossing(row, column) else ()

    def _claims(self, row: str, column: str) -> Sequence[Evidence]:
        return self._cells.get((row, column), ())

    def lacking(self, row: str, level: TieLevel) -> tuple[int, int]:
        """Of how many crossings of a row nothing is known or tied at a level, and how many lack something else."""
        kinds = [kind for column in self.columns if (kind := self.gap(row, column, level))]
        nothing = sum(kind in {"none", "untied"} for kind in kinds)
        return nothing, len(kinds) - nothing

    def lacking_in(self, column: str, level: TieLevel) -> Mapping[GapKind, Sequence[str]]:
        """The programmes whose crossing with a dimension lacks something at a level, by what that is; made once."""
        if (column, level) not in self._lacking:
            lacking: dict[GapKind, list[str]] = {}
            for programme in self._programmes:
                if kind := self.gap(programme, column, level):
                    lacking.setdefault(kind, []).append(programme)
            self._lacking[column, level] = lacking
        return self._lacking[column, level]

    def gaps(self, level: TieLevel) -> list[Gap]:
        """The gaps of the crossings of programmes and dimensions at a tie level, row by row."""
        return [
            Gap(kind, programme, dimension=dimension)
            for programme in self._programmes
            for dimension in self._dimensions
            if (kind := self.gap(programme, dimension, level))
        ]
