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
    ClaimLine,
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
        self._cells = {(one.row, one.column): one for one in report.cells}
        self._broken = by(report.breakdowns, "row")

    @cached_property
    def voted(self) -> frozenset[str]:
        """The rows of the matrices about which somebody voted, wrote a note or recorded an observation."""
        rows = {one.id: one.row for one in self.report.claims}
        aligned = {one.id: one.row for one in self.report.alignments}
        told = {one.item for one in self.report.votes} | {one.item for one in self.report.observations}
        return frozenset(_row_of(item, rows, aligned) for item in told)

    @cached_property
    def rows(self) -> list[ProgrammeLine]:
        """The rows of the gap map that a text shows: all, or of too many those judged."""
        every = self.report.programmes
        return every if len(every) <= ROWS else [one for one in every if one.id in self.voted][:ROWS]

    @cached_property
    def columns(self) -> list[PolicyLine]:
        """The columns of the policy matrix: all policies, or of too many those that something aligns with."""
        every = self.report.policies
        aligned = {one.column for one in self.report.alignments}
        return every if len(every) <= COLUMNS else [one for one in every if one.id in aligned][:COLUMNS]

    @cached_property
    def policy_rows(self) -> list[tuple[str, str]]:
        """The rows of the policy matrix: id and name of programmes, id and code of policies that align with others."""
        aligned = {one.row for one in self.report.alignments}
        rows = [(one.id, one.name) for one in self.rows if not one.id.startswith("*")]
        return rows + [(one.id, one.code) for one in self.report.policies if one.id in aligned][:ROWS]

    def cell(self, row: str, column: str) -> list[str]:
        """What stands in a cell of the gap map: counts, gaps, then medians."""
        one = self._cells[row, column]
        told = [self.counts(one), *(self.tr("gap: {kind}", kind=self.word("gap", kind)) for kind in one.gaps)]
        judged = self.judged(f"cell:{row}/{column}")
        return told + [f"{self.scale_name(each.scale)}: {self.short(each)}" for each in judged]

    def counts(self, one: CellLine) -> str:
        """`3 for, 2 against, 1 context`."""
        tr = self.tr
        return ", ".join(
            (
                tr("{n} for", n=one.supports),
                tr("{n} against", n=one.contradicts),
                tr("{n} context", n=one.context),
            )
        )

    def crossing(self, row: str, column: str) -> list[AlignmentLine]:
        """The alignments in a cell of the policy matrix."""
        return self._aligned.get((row, column), [])

    def policy_cell(self, row: str, column: str) -> list[str]:
        """The strongest stated degree or the number of links, then the medians; or that there is nothing."""
        found = self.crossing(row, column)
        if row == column:
            return ["·"]
        if not found:
            return [self.tr("gap") if row not in self._policies else "·"]
        degrees = {one.degree for one in found}
        strongest = next((degree for degree in DEGREES if degree in degrees), None)
        told = [self.word("degree", strongest) if strongest else f"~{len(found)}"]
        judged = [each for one in found for each in self.judged(f"alignment:{one.id}")]
        return told + [self.short(each) for each in judged]

    def crossing_rows(self) -> list[AlignmentLine]:
        """The alignments of the rows shown."""
        shown = {row for row, _ in self.policy_rows}
        return [one for one in self.report.alignments if one.row in shown][:ROWS]

    @cached_property
    def _policies(self) -> frozenset[str]:
        return frozenset(one.id for one in self.report.policies)

    @cached_property
    def _aligned(self) -> dict[tuple[str, str], list[AlignmentLine]]:
        found: defaultdict[tuple[str, str], list[AlignmentLine]] = defaultdict(list)
        for one in self.report.alignments:
            found[one.row, one.column].append(one)
        return dict(found)

    @cached_property
    def _claims(self) -> dict[tuple[str, str], list[ClaimLine]]:
        found: defaultdict[tuple[str, str], list[ClaimLine]] = defaultdict(list)
        for one in self.report.claims:
            found[one.row, one.column].append(one)
        return dict(found)

    def columns_of(self, row: str) -> list[str]:
        """The dimensions in which a row has claims, or about which somebody said something."""
        return [one.id for one in self.report.dimensions if (row, one.id) in self._claims or self._touched(row, one.id)]

    def _touched(self, row: str, column: str) -> bool:
        item = f"cell:{row}/{column}"
        return bool(self.judged(item) or self.said(item))

    def claims(self, row: str, column: str, stance: str) -> list[ClaimLine]:
        """The claims of a crossing with a stance; of too many those with votes come first."""
        found = [one for one in self._claims.get((row, column), []) if one.stance == stance]
        if len(found) <= CLAIMS:
            return found
        return sorted(found, key=lambda one: f"evidence:{one.id}" not in self._judged)[:CLAIMS]

    def held_back(self, row: str, column: str, stance: str) -> int:
        """How many claims of a crossing with a stance are not shown."""
        found = sum(one.stance == stance for one in self._claims.get((row, column), []))
        return max(0, found - CLAIMS)

    def claim_lines(self, one: ClaimLine) -> list[str]:
        """What stands under a statement: figures, source and place, who says so, and the votes."""
        tr = self.tr
        lines = [tr("Figures: {figures}", figures="; ".join(one.figures))] if one.figures else []
        lines.append(tr("Source: {source}, {place}", source=one.source, place=one.locator or tr("place not recorded")))
        if one.other_sources:
            lines.append(tr("Also: {sources}", sources=", ".join(one.other_sources)))
        confidence = self.word("confidence", one.confidence)
        lines.append(
            tr("Confidence {confidence}; {origin}", confidence=confidence, origin=self.word("origin", one.origin))
        )
        judged = self.judged(f"evidence:{one.id}")
        if not one.judgeable:
            lines.append(tr("No verdict is asked of this claim."))
        lines += [f"{self.scale_name(each.scale)}: {self.judgement(each)}" for each in judged]
        if not one.judgeable:
            return lines
        return lines if judged else [*lines, tr("No verdict yet.")]

    def broken(self, row: str, kind: str) -> list[tuple[str, Mapping[str, int]]]:
        """Verdicts on the claims of a row (`*total`: on all) by basis or role: its word and the votes."""
        return [(self.word(kind, one.key), one.votes) for one in self._broken.get(row, []) if one.by == kind]

    @cached_property
    def verdict(self) -> ScaleLine | None:
        """The first scale asked of claims."""
        return next((one for one in self.report.scales if one.applies_to == "evidence"), None)

    @cached_property
    def all_verdicts(self) -> dict[str, int]:
        """Every counted verdict by its code, in the order of the scale, zeros included."""
        if self.verdict is None:
            return {}
        told = [votes for _, votes in self.broken(TOTAL, "basis")]
        return {value.code: sum(votes.get(value.code, 0) for votes in told) for value in self.verdict.values}

    @cached_property
    def gaps(self) -> list[GapLine]:
        """The gaps that a text lists: those with a priority first, the others in the order of the matrices."""
        return sorted(self.report.gaps, key=lambda one: one.item not in self._judged)[:ROWS]

    def gap_counts(self) -> list[tuple[str, str, int, int]]:
        """Of each kind of gap: what it lies between, its word, how many there are, how many no suggestion covers."""
        kinds = dict.fromkeys((one.of, one.kind) for one in self.report.gaps)
        found = []
        for of, kind in kinds:
            every = [one for one in self.report.gaps if (one.of, one.kind) == (of, kind)]
            where = self.tr("programme × dimension") if of == "dimension" else self.tr("programme × policy")
            found.append((where, self.word("gap", kind), len(every), sum(not one.suggestions for one in every)))
        return found


def _row_of(item: str, claims: Mapping[str, str], alignments: Mapping[str, str]) -> str:
    kind, _, ident = item.partition(":")
    known = {"evidence": claims, "alignment": alignments}.get(kind)
    return ident.partition("/")[0] if known is None else known.get(ident, "")
