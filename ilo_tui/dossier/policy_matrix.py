"""The policy matrix: programmes and policies down, the policies that they align with across; derived, never stored."""

from __future__ import annotations

from collections import Counter, defaultdict

from msgspec import Struct

from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.model import Alignment, Policy, Programme
from ilo_tui.dossier.reader import DossierReader

DEGREES = ("principal", "significant", "not_targeted")
"""Degrees of alignment, strongest first."""
LINKS = "links:"
"""Begins the id of a crossing of the policy matrix, `links:ROW/POLICY`, which has none of its own."""


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


def row_of_alignment(alignment: Alignment) -> str:
    """The row of the policy matrix in which an alignment stands."""
    return alignment.programme or alignment.from_policy or ""


class PolicyMatrix:
    """Programmes and policies down, the policies that they align with across."""

    def __init__(self, dossier: DossierReader) -> None:
        """Cross every alignment of `dossier`."""
        cells: defaultdict[tuple[str, str], list[Alignment]] = defaultdict(list)
        for alignment in dossier.records(Alignment):
            cells[row_of_alignment(alignment), alignment.policy].append(alignment)
        self._cells = cells
        self._links = Counter(row_of_alignment(alignment) for alignment in dossier.records(Alignment))
        self._programmes = dossier.ids(Programme)
        self._expected = _expected(dossier)
        self.columns = list(dossier.ids(Policy))
        self.rows = [
            *dossier.ids(Programme),
            *(policy for policy in dossier.ids(Policy) if self._links[policy]),
        ]

    def lacking(self, row: str) -> int:
        """With how many of the policies that are expected of a row it does not align."""
        return sum(self.is_gap(row, column) for column in self._expected)

    def is_expected(self, row: str, column: str) -> bool:
        """Whether a programme has to serve a policy, as the dossier says."""
        programmes = self._expected.get(column, ())
        return row in self._programmes and (programmes == "all" or row in programmes)

    def is_gap(self, row: str, column: str) -> bool:
        """Whether a programme has to serve a policy, and nothing is recorded of it."""
        return (row, column) not in self._cells and self.is_expected(row, column)

    def is_open(self, row: str, column: str) -> bool:
        """Whether nothing is recorded of a programme and a policy, which was a gap in version 0.1."""
        return row in self._programmes and column in self.columns and (row, column) not in self._cells

    def links(self, row: str) -> int:
        """How many alignments a row has."""
        return self._links[row]

    def cell(self, row: str, column: str) -> PolicyCell:
        """The crossing of a programme or policy with a policy."""
        return PolicyCell(row, column, tuple(self._cells.get((row, column), ())))

    def gaps(self) -> list[Gap]:
        """The policies that a programme has to serve, and with which no alignment joins it."""
        return [
            Gap("none", programme, policy=policy)
            for programme in self._programmes
            for policy in self.columns
            if self.is_gap(programme, policy)
        ]


def _expected(dossier: DossierReader) -> dict[str, frozenset[str] | str]:
    """The programmes that have to serve a policy, or `all`, of each policy of which that is said."""
    policies = dossier.records(Policy)
    return {
        policy.id: policy.expected_of if isinstance(policy.expected_of, str) else frozenset(policy.expected_of)
        for policy in policies
        if policy.expected_of
    }
