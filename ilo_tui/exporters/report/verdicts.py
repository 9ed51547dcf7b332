"""Claims by verdict: every claim once, under the answer that stands of it, however many reviewers gave theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ilo_tui.exporters.report.content import Judgement, Report

BY = ("single", "agreement", "adjudication")
"""How an answer came to stand: one reviewer gave it, all of several did, an adjudication decided it."""
DIFFER = ""
"""Stands for the answer of a claim on which reviewers differ and nothing is decided."""
Counts = Counter[tuple[str, str]]


def verdicts(report: Report, scale: str) -> list[Judgement]:
    """What was answered to `scale` of the claims that are asked it and have a decision that counts."""
    asked = {f"evidence:{one.id}" for one in report.claims if one.judgeable}
    return [one for one in report.judgements if one.scale == scale and one.n and one.item in asked]


def by_answer(judged: list[Judgement]) -> Counts:
    """How many claims have which answer, and how it came to stand."""
    return Counter(_standing(judged))


def _standing(judged: list[Judgement]) -> Iterator[tuple[str, str]]:
    for one in judged:
        if one.consensus and one.by:
            yield one.consensus, one.by
        elif one.n == 1:
            yield next(iter(one.votes)), "single"
        else:
            yield DIFFER, ""
