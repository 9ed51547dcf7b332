"""The lines of a report about the ten flaws."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import clean_for_file
from ilo_tui.exporters.report.content import FlawLine
from ilo_tui.review.flaws.result import Flaw
from ilo_tui.review.results import ReviewResults
from ilo_tui.views.context import ViewContext
from ilo_tui.views.flaw_words import full_text, level_text, nothing_text, unknown_text
from ilo_tui.views.pages.flaws import flaws_in, goes_by_level

UNKNOWN, COUNTED, NOTHING = "unknown", "counted", "nothing"
"""What a line says that is no finding."""


def flaw_lines(context: ViewContext, results: ReviewResults) -> list[FlawLine]:
    """What is found of each flaw, and what cannot be told; of sessions of which none counts, that there are none."""
    reviewed = results if results.ratings.by or results.final_answers else None
    return [
        FlawLine(flaw=flaw.number, name=flaw.name, kind=kind, text=text, records=records)
        for flaw in flaws_in(context, reviewed)
        for kind, text, records in _lines(context, flaw)
    ]


def _lines(context: ViewContext, flaw: Flaw) -> Iterator[tuple[str, str, list[str]]]:
    if goes_by_level(flaw):
        yield COUNTED, level_text(context), []
    for case in flaw.cases:
        yield case.kind, full_text(context, case), [clean_for_file(ident) for ident in case.records]
    if nothing := nothing_text(context, flaw):
        yield NOTHING, nothing, []
    for unknown in flaw.unknown:
        yield UNKNOWN, unknown_text(context, unknown), []
