"""Flaw 4, unsubstantiated: claims that cannot be looked up, and conclusions that nobody independent bears."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ilo_tui.dossier.gapmap import TOTAL, UNASSIGNED, Cell, row_of
from ilo_tui.dossier.model import Evidence, Finding
from ilo_tui.review.flaws.result import Case, CaseKind, Findings, UnknownKind
from ilo_tui.review.flaws.subject import FlawInput, of_cell, present, with_claims


def find_unsubstantiated(subject: FlawInput) -> Findings:
    """Claims without locator or excerpt, or second-hand; conclusions and thesis claims without an independent voice."""
    cases = present(
        _claims(subject, "no_locator", lambda claim: not (claim.locator or "").strip()),
        _claims(subject, "no_excerpt", lambda claim: claim.excerpt is None),
        _claims(subject, "second_hand", lambda claim: claim.reading == "second_hand" and claim.origin != "thesis"),
        *_conclusions(subject),
        *_thesis_claims(subject),
    )
    unknown: list[UnknownKind] = ["proof"] if any(subject.dossier.column(Evidence, "excerpt")) else []
    unknown += [] if subject.is_coded else ["readings"]
    return Findings(cases, (*unknown, *subject.without_stakes()))


def _claims(subject: FlawInput, kind: CaseKind, applies: Callable[[Evidence], bool]) -> Case | None:
    claims = [claim for claim in subject.dossier.records(Evidence) if applies(claim)]
    numbers = {"n": len(claims), "all": subject.dossier.count(Evidence)}
    return Case(kind, with_claims(claims), numbers) if claims else None


def _conclusions(subject: FlawInput) -> Iterator[Case]:
    """Conclusions in whose crossing no independent voice is tied; without a programme or dimension, in all of them."""
    for finding in () if subject.hidden.conclusions else subject.dossier.records(Finding):
        cell = subject.gap_map.cell(finding.programme or TOTAL, finding.dimension or TOTAL)
        if finding.kind == "conclusion" and _nobody_independent(subject, cell):
            values = {"finding": finding.id, "row": cell.row, "column": cell.column}
            yield Case("conclusion_alone", (finding.id,), values)


def _thesis_claims(subject: FlawInput) -> Iterator[Case]:
    """The claims of the thesis, by the crossing in which they stand, where no independent voice is tied in it."""
    crossings: dict[tuple[str, str], list[Evidence]] = {}
    for claim in subject.dossier.records(Evidence):
        if claim.origin == "thesis":
            crossings.setdefault((row_of(claim), claim.dimension or UNASSIGNED), []).append(claim)
    for (row, column), claims in crossings.items():
        cell = subject.gap_map.cell(row, column)
        if _nobody_independent(subject, cell):
            yield Case("thesis_alone", of_cell(cell, claims), {"row": row, "column": column, "n": len(claims)})


def _nobody_independent(subject: FlawInput, cell: Cell) -> bool:
    """Whether no independent voice speaks in what is tied; not told where stakes are not stated, or ties are hidden."""
    voices = subject.dossier.voices
    if not voices.are_stakes_stated or not subject.shows_cell(cell):
        return False
    return not voices.count(subject.tied(cell.evidence)).independent.low
