"""Which rows and columns of a report's matrices and findings a text shows, and what lies where they cross.

What is shortened in a text stands in full in the tables (CSV, XLSX) and in JSON, and the text says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ilo_tui.exporters.report.answers import Answers
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.dossier_content import AlignmentLine, EvidenceLine, PolicyLine, ProgrammeLine
from ilo_tui.exporters.report.table import ROWS

COLUMNS = 40
CLAIMS = 100
"""So many claims of one crossing and stance."""


class Layout:
    """Finds what belongs together."""

    def __init__(self, report: Report, answers: Answers) -> None:
        """Lay out a report; of too many rows those about which reviewers said something are shown."""
        self._report, self._answers = report, answers
        self.rows = self._rows()
        """The rows of the gap map."""
        self.columns = self._columns()
        """The columns of the policy matrix: all policies, or of too many those that something aligns with."""
        self.policy_ids = frozenset(policy.id for policy in report.policies)
        self.cells = {(cell.row, cell.column): cell for cell in report.cells}
        self._evidence: defaultdict[tuple[str, str], list[EvidenceLine]] = defaultdict(list)
        for evidence in report.evidence:
            self._evidence[evidence.row, evidence.column].append(evidence)
        self._alignments: defaultdict[tuple[str, str], list[AlignmentLine]] = defaultdict(list)
        for alignment in report.alignments:
            self._alignments[alignment.row, alignment.column].append(alignment)

    def _rows(self) -> list[ProgrammeLine]:
        programmes = self._report.programmes
        if len(programmes) <= ROWS:
            return programmes
        items = {decision.item for decision in self._report.decisions}
        items |= {observation.item for observation in self._report.observations}
        places = {f"evidence:{evidence.id}": evidence.row for evidence in self._report.evidence}
        places |= {f"alignment:{alignment.id}": alignment.row for alignment in self._report.alignments}
        touched = {_row_of(item, places) for item in items}
        return [programme for programme in programmes if programme.id in touched][:ROWS]

    def _columns(self) -> list[PolicyLine]:
        policies = self._report.policies
        aligned = {alignment.column for alignment in self._report.alignments}
        return (
            policies if len(policies) <= COLUMNS else [policy for policy in policies if policy.id in aligned][:COLUMNS]
        )

    @property
    def rows_hidden(self) -> bool:
        """Whether rows of the gap map are not shown."""
        return len(self.rows) < len(self._report.programmes)

    @property
    def policies_hidden(self) -> bool:
        """Whether rows or columns of the policy matrix are not shown."""
        return self.rows_hidden or len(self.columns) < len(self._report.policies)

    def policy_rows(self) -> list[tuple[str, str]]:
        """The rows of the policy matrix: id and name of programmes, id and code of policies that align with others."""
        aligned = {alignment.row for alignment in self._report.alignments}
        programmes = [(programme.id, programme.name) for programme in self.rows if not programme.id.startswith("*")]
        return (
            programmes + [(policy.id, policy.code) for policy in self._report.policies if policy.id in aligned][:ROWS]
        )

    def alignments(self, row: str, column: str) -> list[AlignmentLine]:
        """The alignments in a cell of the policy matrix."""
        return self._alignments.get((row, column), [])

    def shown_alignments(self) -> list[AlignmentLine]:
        """The alignments of the rows shown."""
        shown = {row for row, _ in self.policy_rows()}
        return [alignment for alignment in self._report.alignments if alignment.row in shown][:ROWS]

    def columns_of(self, row: str) -> list[str]:
        """The dimensions in which a row has claims, or about which somebody said something."""
        return [column.id for column in self._report.dimensions if self._is_there(row, column.id)]

    def _is_there(self, row: str, column: str) -> bool:
        item = f"cell:{row}/{column}"
        return bool((row, column) in self._evidence or self._answers.rated(item) or self._answers.remarks(item))

    def evidence(self, row: str, column: str, stance: str) -> tuple[list[EvidenceLine], int]:
        """The claims of a crossing with a stance, and how many are hidden; of too many those rated come first."""
        items = [evidence for evidence in self._evidence.get((row, column), []) if evidence.stance == stance]
        if len(items) <= CLAIMS:
            return items, 0
        ordered = sorted(items, key=lambda evidence: not self._answers.rated(f"evidence:{evidence.id}"))
        return ordered[:CLAIMS], len(items) - CLAIMS


def _row_of(item: str, places: Mapping[str, str]) -> str:
    kind, _, ident = item.partition(":")
    return places.get(item, "") if kind in {"evidence", "alignment"} else ident.partition("/")[0]
