"""Crossings and gaps, derived and never stored: programme x dimension, programme (or policy) x policy.

A crossing of the gap map holds evidence. Besides the programmes there are two last rows, so that the counts add up to
all evidence: claims about a policy, and claims about the country and the framework.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from msgspec import Struct

from ilo_tui.dossier.evidence import count_stances, sources_of
from ilo_tui.dossier.model import Alignment, Dimension, Evidence, Policy, Programme, Suggestion
from ilo_tui.dossier.reader import DossierReader

BY_POLICY = "*policy"
COUNTRY = "*country"
UNASSIGNED = "*unassigned"
TOTAL = "*total"
"""Rows and columns that are no record; a star cannot begin an id."""

GapKind = Literal["none", "one_source", "one_stance"]
DEGREES = ("principal", "significant", "not_targeted")
"""Degrees of alignment, strongest first."""
LINKS = "links:"
"""Begins the id of a crossing of the policy matrix, `links:ROW/POLICY`, which has none of its own."""


class Cell(Struct, frozen=True, dict=True):
    """A crossing of the gap map: its evidence, the counts for, against and context, and what it lacks."""

    row: str
    column: str
    evidence: tuple[Evidence, ...] = ()
    gaps: tuple[GapKind, ...] = ()

    @cached_property
    def counts(self) -> tuple[int, int, int]:
        """How many claims support, contradict, give context."""
        return count_stances(self.evidence)


class Gap(Struct, frozen=True):
    """Something not known: a crossing without evidence, with one source or one side, or without an alignment."""

    kind: GapKind
    programme: str
    dimension: str | None = None
    policy: str | None = None
    suggestions: list[str] = []

    @property
    def id(self) -> str:
        """`gap:PROGRAMME/CROSSED:KIND`, the item that a reviewer gives a priority."""
        return f"gap:{self.programme}/{self.dimension or self.policy}:{self.kind}"


class PolicyCell(Struct, frozen=True):
    """A crossing of the policy matrix: the alignments of one programme or policy with another policy."""

    row: str
    column: str
    alignments: tuple[Alignment, ...] = ()

    @property
    def degree(self) -> str | None:
        """The strongest degree that someone stated; none where none did."""
        stated = {alignment.degree for alignment in self.alignments}
        return next((degree for degree in DEGREES if degree in stated), None)


def row_of(evidence: Evidence) -> str:
    """The row of the gap map in which a claim is counted."""
    return evidence.programme or (BY_POLICY if evidence.policy else COUNTRY)


def row_of_alignment(alignment: Alignment) -> str:
    """The row of the policy matrix in which an alignment stands."""
    return alignment.programme or alignment.from_policy or ""


class GapMap:
    """The evidence gap map: programmes down, dimensions across."""

    def __init__(self, dossier: DossierReader, evidence: Iterable[Evidence] | None = None) -> None:
        """Cross every claim of `dossier`, or only this `evidence` of it."""
        cells: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for record in dossier.records(Evidence) if evidence is None else evidence:
            cells[row_of(record), record.dimension or UNASSIGNED].append(record)
        self._cells = cells
        self._totals: dict[tuple[str, str], Cell] = {}
        self._lacking: dict[str, tuple[int, int]] = {}
        self._counts: dict[tuple[str, str], tuple[int, int, int]] = {}
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
        return Cell(row, column, tuple(self._cells.get((row, column), ())), self.gaps_at(row, column))

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

    def gaps_at(self, row: str, column: str) -> tuple[GapKind, ...]:
        """What a crossing lacks; nothing, where it is no crossing of a programme and a dimension."""
        if row not in self._programmes or column not in self._dimensions:
            return ()
        return tuple(_missing_kinds(self._cells.get((row, column), [])))

    def counts(self, row: str, column: str) -> tuple[int, int, int]:
        """The counts of a crossing or total, made once: a total may go over a hundred thousand claims."""
        if (row, column) not in self._counts:
            self._counts[row, column] = self.cell(row, column).counts
        return self._counts[row, column]

    @cached_property
    def widest(self) -> tuple[int, int, int]:
        """The counts that take most digits to write, of all crossings without the totals."""
        all_counts = (self.counts(*at) for at in list(self._cells))
        return max(all_counts, key=lambda counts: sum(len(str(count)) for count in counts), default=(0, 0, 0))

    def lacking(self, row: str) -> tuple[int, int]:
        """How many crossings of a row are empty, and how many lack a second source or side."""
        if row not in self._lacking:
            row_gaps = [self.gaps_at(row, column) for column in self.columns]
            weak = sum(bool(missing) and "none" not in missing for missing in row_gaps)
            self._lacking[row] = sum("none" in missing for missing in row_gaps), weak
        return self._lacking[row]

    def gaps(self) -> list[Gap]:
        """What the crossings of programmes and dimensions lack, row by row."""
        return [
            Gap(kind, programme, dimension=dimension)
            for programme in self._programmes
            for dimension in self._dimensions
            for kind in self.gaps_at(programme, dimension)
        ]


def _missing_kinds(evidence: list[Evidence]) -> list[GapKind]:
    if not evidence:
        return ["none"]
    kinds: list[GapKind] = []
    if len({source for record in evidence for source in sources_of(record)}) == 1:
        kinds.append("one_source")
    # Context takes no side, so it does not make a second one.
    if len({record.stance for record in evidence} - {"context"}) < 2:
        kinds.append("one_stance")
    return kinds


class PolicyMatrix:
    """Programmes and policies down, the policies that they align with across."""

    def __init__(self, dossier: DossierReader) -> None:
        """Cross every alignment of `dossier`."""
        cells: defaultdict[tuple[str, str], list[Alignment]] = defaultdict(list)
        for alignment in dossier.records(Alignment):
            cells[row_of_alignment(alignment), alignment.policy].append(alignment)
        self._cells = cells
        self._linked = Counter(column for _, column in cells)
        self._met = Counter(row for row, _ in cells)
        self._links = Counter(row_of_alignment(alignment) for alignment in dossier.records(Alignment))
        self._programmes = dossier.ids(Programme)
        self.columns = list(dossier.ids(Policy))
        self.rows = [
            *dossier.ids(Programme),
            *(policy for policy in dossier.ids(Policy) if self._links[policy]),
        ]

    def lacking(self, row: str) -> int:
        """How many policies a row does not align with."""
        return len(self.columns) - self._met[row]

    def has(self, row: str, column: str) -> bool:
        """Whether a row aligns with a policy."""
        return (row, column) in self._cells

    def linked(self, column: str) -> int:
        """How many rows align with a policy."""
        return self._linked[column]

    def links(self, row: str) -> int:
        """How many alignments a row has."""
        return self._links[row]

    def cell(self, row: str, column: str) -> PolicyCell:
        """The crossing of a programme or policy with a policy."""
        return PolicyCell(row, column, tuple(self._cells.get((row, column), ())))

    def gaps(self) -> list[Gap]:
        """The programmes x policies that no alignment joins."""
        return [
            Gap("none", programme, policy=policy)
            for programme in self._programmes
            for policy in self.columns
            if (programme, policy) not in self._cells
        ]


def covers(suggestion: Suggestion, gap: Gap) -> bool:
    """Whether a suggestion's scope contains a gap: no programmes listed = all; no dimensions or policies = none."""
    if suggestion.programmes and gap.programme not in suggestion.programmes:
        return False
    return gap.dimension in suggestion.dimensions if gap.dimension else gap.policy in suggestion.policies


def all_gaps(dossier: DossierReader) -> list[Gap]:
    """Every gap with the suggestions that cover it: dimensions first, then policies."""
    from ilo_tui.dossier.gap_list import Gaps

    return list(Gaps(dossier, GapMap(dossier), PolicyMatrix(dossier)))
