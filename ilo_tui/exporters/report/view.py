"""A report as it is laid out: the crossings and lists of its matrices and findings, shortened where they are too long.

What is shortened in a text stands in full in the tables (CSV, XLSX) and in JSON, and the text says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.gapmap import DEGREES, TOTAL
from ilo_tui.exporters.report.content import (
    AlignmentLine,
    CellLine,
    EvidenceLine,
    GapLine,
    PolicyLine,
    ProgrammeLine,
    Report,
    ScaleLine,
)
from ilo_tui.exporters.report.telling import Telling, by

ROWS = 200
"""So many rows of a matrix, and so many lines of a long list, are written into a text."""
COLUMNS = 40
CLAIMS = 100
"""So many claims of one crossing and stance."""


class View(Telling):
    """Finds what belongs together."""

    def __init__(self, report: Report, tr: Translator) -> None:
        """Look at a report in the language of `tr`, which is the report's."""
        super().__init__(report, tr)
        self._cells = {(cell.row, cell.column): cell for cell in report.cells}
        self._breakdowns = by(report.breakdowns, "row")

    @cached_property
    def touched_rows(self) -> frozenset[str]:
        """The rows of the matrices about which somebody voted, wrote a note or recorded an observation."""
        rows = {evidence.id: evidence.row for evidence in self.report.evidence}
        aligned = {alignment.id: alignment.row for alignment in self.report.alignments}
        items = {decision.item for decision in self.report.decisions} | {
            observation.item for observation in self.report.observations
        }
        return frozenset(_row_of(item, rows, aligned) for item in items)

    @cached_property
    def rows(self) -> list[ProgrammeLine]:
        """The rows of the gap map that a text shows: all, or of too many those judged."""
        every = self.report.programmes
        return (
            every
            if len(every) <= ROWS
            else [programme for programme in every if programme.id in self.touched_rows][:ROWS]
        )

    @cached_property
    def columns(self) -> list[PolicyLine]:
        """The columns of the policy matrix: all policies, or of too many those that something aligns with."""
        every = self.report.policies
        aligned = {alignment.column for alignment in self.report.alignments}
        return every if len(every) <= COLUMNS else [policy for policy in every if policy.id in aligned][:COLUMNS]

    @cached_property
    def policy_rows(self) -> list[tuple[str, str]]:
        """The rows of the policy matrix: id and name of programmes, id and code of policies that align with others."""
        aligned = {alignment.row for alignment in self.report.alignments}
        rows = [(programme.id, programme.name) for programme in self.rows if not programme.id.startswith("*")]
        return rows + [(policy.id, policy.code) for policy in self.report.policies if policy.id in aligned][:ROWS]

    def cell(self, row: str, column: str) -> list[str]:
        """What stands in a cell of the gap map: counts, gaps, then medians."""
        cell = self._cells[row, column]
        parts = [self.counts(cell), *(self.tr("gap: {kind}", kind=self.word("gap", kind)) for kind in cell.gaps)]
        ratings_on = self.ratings_on(f"cell:{row}/{column}")
        return parts + [f"{self.scale_name(summary.scale)}: {self.short(summary)}" for summary in ratings_on]

    def counts(self, cell: CellLine) -> str:
        """`3 for, 2 against, 1 context`."""
        tr = self.tr
        return ", ".join(
            (
                tr("{n} for", n=cell.supports),
                tr("{n} against", n=cell.contradicts),
                tr("{n} context", n=cell.context),
            )
        )

    def crossing(self, row: str, column: str) -> list[AlignmentLine]:
        """The alignments in a cell of the policy matrix."""
        return self._by_crossing.get((row, column), [])

    def policy_cell(self, row: str, column: str) -> list[str]:
        """The strongest stated degree or the number of links, then the medians; or that there is nothing."""
        alignments = self.crossing(row, column)
        if row == column:
            return ["·"]
        if not alignments:
            return [self.tr("gap") if row not in self._policy_ids else "·"]
        degrees = {alignment.degree for alignment in alignments}
        strongest = next((degree for degree in DEGREES if degree in degrees), None)
        parts = [self.word("degree", strongest) if strongest else f"~{len(alignments)}"]
        ratings_on = [summary for alignment in alignments for summary in self.ratings_on(f"alignment:{alignment.id}")]
        return parts + [self.short(summary) for summary in ratings_on]

    def crossing_rows(self) -> list[AlignmentLine]:
        """The alignments of the rows shown."""
        shown = {row for row, _ in self.policy_rows}
        return [alignment for alignment in self.report.alignments if alignment.row in shown][:ROWS]

    @cached_property
    def _policy_ids(self) -> frozenset[str]:
        return frozenset(policy.id for policy in self.report.policies)

    @cached_property
    def _by_crossing(self) -> dict[tuple[str, str], list[AlignmentLine]]:
        by_crossing: defaultdict[tuple[str, str], list[AlignmentLine]] = defaultdict(list)
        for alignment in self.report.alignments:
            by_crossing[alignment.row, alignment.column].append(alignment)
        return dict(by_crossing)

    @cached_property
    def _evidence_by_crossing(self) -> dict[tuple[str, str], list[EvidenceLine]]:
        by_crossing: defaultdict[tuple[str, str], list[EvidenceLine]] = defaultdict(list)
        for evidence in self.report.evidence:
            by_crossing[evidence.row, evidence.column].append(evidence)
        return dict(by_crossing)

    def columns_of(self, row: str) -> list[str]:
        """The dimensions in which a row has claims, or about which somebody said something."""
        return [
            dimension.id
            for dimension in self.report.dimensions
            if (row, dimension.id) in self._evidence_by_crossing or self._touched(row, dimension.id)
        ]

    def _touched(self, row: str, column: str) -> bool:
        item = f"cell:{row}/{column}"
        return bool(self.ratings_on(item) or self.remarks(item))

    def evidence_of(self, row: str, column: str, stance: str) -> list[EvidenceLine]:
        """The claims of a crossing with a stance; of too many those with votes come first."""
        items = [
            evidence for evidence in self._evidence_by_crossing.get((row, column), []) if evidence.stance == stance
        ]
        if len(items) <= CLAIMS:
            return items
        return sorted(items, key=lambda evidence: f"evidence:{evidence.id}" not in self._ratings)[:CLAIMS]

    def held_back(self, row: str, column: str, stance: str) -> int:
        """How many claims of a crossing with a stance are not shown."""
        count = sum(evidence.stance == stance for evidence in self._evidence_by_crossing.get((row, column), []))
        return max(0, count - CLAIMS)

    def evidence_lines(self, evidence: EvidenceLine) -> list[str]:
        """What stands under a statement: figures, source and place, who says so, and the votes."""
        tr = self.tr
        lines = [tr("Figures: {figures}", figures="; ".join(evidence.figures))] if evidence.figures else []
        lines.append(
            tr("Source: {source}, {place}", source=evidence.source, place=evidence.locator or tr("place not recorded"))
        )
        if evidence.other_sources:
            lines.append(tr("Also: {sources}", sources=", ".join(evidence.other_sources)))
        confidence = self.word("confidence", evidence.confidence)
        lines.append(
            tr("Confidence {confidence}; {origin}", confidence=confidence, origin=self.word("origin", evidence.origin))
        )
        ratings_on = self.ratings_on(f"evidence:{evidence.id}")
        if not evidence.judgeable:
            lines.append(tr("No verdict is asked of this claim."))
        lines += [f"{self.scale_name(summary.scale)}: {self.rating_line(summary)}" for summary in ratings_on]
        if not evidence.judgeable:
            return lines
        return lines if ratings_on else [*lines, tr("No verdict yet.")]

    def breakdown(self, row: str, kind: str) -> list[tuple[str, Mapping[str, int]]]:
        """Verdicts on the claims of a row (`*total`: on all) by basis or role: its word and the votes."""
        return [
            (self.word(kind, breakdown.key), breakdown.tally)
            for breakdown in self._breakdowns.get(row, [])
            if breakdown.by == kind
        ]

    @cached_property
    def verdict(self) -> ScaleLine | None:
        """The first scale asked of claims."""
        return next((scale for scale in self.report.scales if scale.applies_to == "evidence"), None)

    @cached_property
    def all_verdicts(self) -> dict[str, int]:
        """Every counted verdict by its code, in the order of the scale, zeros included."""
        if self.verdict is None:
            return {}
        tallies = [tally for _, tally in self.breakdown(TOTAL, "basis")]
        return {value.code: sum(tally.get(value.code, 0) for tally in tallies) for value in self.verdict.values}

    @cached_property
    def gaps(self) -> list[GapLine]:
        """The gaps that a text lists: those with a priority first, the others in the order of the matrices."""
        return sorted(self.report.gaps, key=lambda gap: gap.item not in self._ratings)[:ROWS]

    def gap_counts(self) -> list[tuple[str, str, int, int]]:
        """Of each kind of gap: what it lies between, its word, how many there are, how many no suggestion covers."""
        kinds = dict.fromkeys((gap.of, gap.kind) for gap in self.report.gaps)
        counts = []
        for of, kind in kinds:
            every = [gap for gap in self.report.gaps if (gap.of, gap.kind) == (of, kind)]
            where = self.tr("programme × dimension") if of == "dimension" else self.tr("programme × policy")
            counts.append((where, self.word("gap", kind), len(every), sum(not gap.suggestions for gap in every)))
        return counts


def _row_of(item: str, evidence: Mapping[str, str], alignments: Mapping[str, str]) -> str:
    kind, _, ident = item.partition(":")
    known = {"evidence": evidence, "alignment": alignments}.get(kind)
    return ident.partition("/")[0] if known is None else known.get(ident, "")
