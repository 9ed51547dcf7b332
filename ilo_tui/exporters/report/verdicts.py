"""Verdicts on claims: every claim once, under the answer that stands of it, and every rating by basis and by role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.exporters.report.content import Breakdown, ItemRatings, Report
from ilo_tui.exporters.report.dossier_content import ScaleLine
from ilo_tui.exporters.report.table import Columns, Table, table_of
from ilo_tui.exporters.report.words import Words

BY = ("single", "agreement", "adjudication")
"""How an answer came to stand: one reviewer gave it, all of several did, an adjudication decided it."""
DIFFER = ""
"""Stands for the answer of a claim on which reviewers differ and nothing is decided."""
Counts = Counter[tuple[str, str]]


class Verdicts:
    """The first scale asked of claims, and what was answered to it."""

    def __init__(self, report: Report, words: Words) -> None:
        """Count the verdicts of a report."""
        self._report, self._words = report, words
        self.scale: ScaleLine | None = next((scale for scale in report.scales if scale.applies_to == "evidence"), None)
        items = {f"evidence:{evidence.id}" for evidence in report.evidence if evidence.judgeable}
        scale = self.scale.id if self.scale else None
        self.ratings = [line for line in report.ratings if line.scale == scale and line.n and line.item in items]
        """The claims that are asked it and have a decision that counts, a line each."""
        self.standing: Counts = Counter(_standing(self.ratings))
        """How many claims have which answer, and how it came to stand."""

    @property
    def values(self) -> list[tuple[str, str]]:
        """The code and label of each verdict, in the order of the scale."""
        return [(value.code, value.label) for value in self.scale.values] if self.scale else []

    def breakdown(self, row: str, by: str) -> list[Breakdown]:
        """Ratings on the claims of a row (`*total`: on all) by `basis` or `role`."""
        return [line for line in self._report.breakdowns if (line.row, line.by) == (row, by)]

    def totals(self) -> Mapping[str, int]:
        """Every counted rating by its code, in the order of the scale, zeros included."""
        lines = self.breakdown(TOTAL, "basis")
        return {code: sum(line.tally.get(code, 0) for line in lines) for code, _ in self.values}

    def table(self, caption: str, row: str, by: str) -> Table:
        """The ratings on the claims of a row by basis or role, a column a verdict."""
        tr = self._words.tr
        first = tr("Basis") if by == "basis" else tr("Role")
        columns: Columns[Breakdown] = [
            (first, lambda line: self._words.word(by, line.key)),
            *((label, lambda line, code=code: line.tally.get(code, 0)) for code, label in self.values),
        ]
        return table_of(caption, columns, self.breakdown(row, by))


def _standing(judged: list[ItemRatings]) -> Iterator[tuple[str, str]]:
    for ratings in judged:
        if ratings.final_answer and ratings.by:
            yield ratings.final_answer, ratings.by
        elif ratings.n == 1:
            yield next(iter(ratings.tally)), "single"
        else:
            yield DIFFER, ""
