"""What the dossier says of a claim, as lines below it: figures, people, tie, time, sources, how it was read."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.exporters.report.dossier_content import EvidenceLine
from ilo_tui.exporters.report.view import ReportView


def claim_lines(view: ReportView, evidence: EvidenceLine) -> Iterator[str]:
    """The lines; what nothing is said of has none."""
    tr, words = view.tr, view.words
    if evidence.figures:
        yield tr("Figures: {figures}", figures="; ".join(evidence.figures))
    if people := words.people(evidence):
        yield tr("Actor: {people}", people=people)
    if tie := words.tie(evidence):
        yield tr("Tie: {tie}", tie=tie)
    yield from _change(view, evidence)
    yield from _time(view, evidence)
    yield from _sources(view, evidence)
    yield _origin(view, evidence)
    if evidence.note:
        yield tr("Note: ") + evidence.note


def _change(view: ReportView, evidence: EvidenceLine) -> Iterator[str]:
    """Which way things moved, and what became of an aim."""
    tr, words = view.tr, view.words
    if evidence.trend:
        yield tr("Trend: {trend}", trend=words.word("trend", evidence.trend))
    if evidence.aim:
        aim = next((aim.text for aim in view.report.aims if aim.id == evidence.aim), evidence.aim)
        state = words.word("aim_reached", evidence.aim_reached or "open")
        yield tr("Aim ({state}): {aim}", state=state, aim=aim)
    if evidence.same_as:
        yield tr("Tells the same fact as {claim}", claim=evidence.same_as)


def _time(view: ReportView, evidence: EvidenceLine) -> Iterator[str]:
    """From when to when, of a claim that says so; a year alone stands in its statement."""
    if evidence.start or evidence.end:
        start, end = (view.tr.date(date) if date else "…" for date in (evidence.start, evidence.end))
        period = start if start == end else f"{start} – {end}"
        yield view.tr("When: {period}", period=period)


def _sources(view: ReportView, evidence: EvidenceLine) -> Iterator[str]:
    """The source with the place in it, other sources, whose data these are, and what is noted on each source."""
    tr, words = view.tr, view.words
    yield words.source(evidence.source, evidence.locator)
    if evidence.other_sources:
        yield tr("Also: {sources}", sources=", ".join(evidence.other_sources))
    if evidence.data_of:
        yield tr("Data of: {source}", source=evidence.data_of)
    for source in dict.fromkeys([evidence.source, *evidence.other_sources]):
        if text := words.source_note(source):
            yield tr("On the source {source}: {note}", source=source, note=text)


def _origin(view: ReportView, evidence: EvidenceLine) -> str:
    """Who says so and how it was read; 0.1's confidence only where that is not said, neither of the thesis's claims."""
    tr, words = view.tr, view.words
    origin = words.word("origin", evidence.origin)
    if evidence.origin == "thesis":
        return origin
    if evidence.reading:
        return f"{origin}; {words.word('reading', evidence.reading)}"
    if evidence.confidence:
        confidence = words.word("confidence", evidence.confidence)
        return tr("Confidence {confidence}; {origin}", confidence=confidence, origin=origin)
    return origin
