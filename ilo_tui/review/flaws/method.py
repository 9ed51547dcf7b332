"""Flaw 3, data collection taken for a method: designs cannot be told, only where reasons and searches are missing."""

from __future__ import annotations

from typing import get_args

from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.flaws.result import Case, Findings
from ilo_tui.review.flaws.subject import FlawInput, item_record, present
from ilo_tui.review.results import ReviewResults


def find_unreasoned(subject: FlawInput) -> Findings:
    """Ratings whose decision has no note that says why, by what was asked; that no searches are recorded."""
    meta, results = subject.dossier.meta, subject.results
    kinds: tuple[AppliesTo, ...] = get_args(AppliesTo)
    cases = [_without_reason(subject, results, kind) for kind in kinds] if results else []
    cases.append(None if meta.searches else Case("no_searches", (meta.id,)))
    rated = results is not None and any(results.ratings.by.values())
    return Findings(present(*cases), ("designs", *(() if rated else ("no_ratings",))))


def _without_reason(subject: FlawInput, results: ReviewResults, kind: AppliesTo) -> Case | None:
    items = [item for of, item in results.ratings.by if of == kind and subject.shows_answers(item)]
    notes = [(item, rating.decision.note.strip()) for item in items for rating in results.ratings.of(item, kind)]
    unreasoned = [item for item, note in notes if not note]
    records = tuple(dict.fromkeys(map(item_record, unreasoned)))
    return Case("no_reason", records, {"asked": kind, "n": len(unreasoned), "all": len(notes)}) if unreasoned else None
