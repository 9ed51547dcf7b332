"""Claims by verdict: every claim once, under the answer that stands of it, however many reviewers gave theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ilo_tui.exporters.report.content import ItemRatings, Report

BY = ("single", "agreement", "adjudication")
"""How an answer came to stand: one reviewer gave it, all of several did, an adjudication decided it."""
DIFFER = ""
"""Stands for the answer of a claim on which reviewers differ and nothing is decided."""
Counts = Counter[tuple[str, str]]


def verdicts(report: Report, scale: str) -> list[ItemRatings]:
    """What was answered to `scale` of the claims that are asked it and have a decision that counts."""
    items = {f"evidence:{evidence.id}" for evidence in report.evidence if evidence.judgeable}
    return [summary for summary in report.ratings if summary.scale == scale and summary.n and summary.item in items]


def by_answer(judged: list[ItemRatings]) -> Counts:
    """How many claims have which answer, and how it came to stand."""
    return Counter(_standing(judged))


def _standing(judged: list[ItemRatings]) -> Iterator[tuple[str, str]]:
    for summary in judged:
        if summary.consensus and summary.by:
            yield summary.consensus, summary.by
        elif summary.n == 1:
            yield next(iter(summary.tally)), "single"
        else:
            yield DIFFER, ""
