"""Flaws 2 and 9: monitoring taken for evaluation, and causes read out of monitoring."""

from __future__ import annotations

from collections.abc import Callable

from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.model import Evidence, Indicator, Source
from ilo_tui.review.flaws.result import Case, CaseKind, Findings, UnknownKind
from ilo_tui.review.flaws.subject import CONTRIBUTED, SHOWN, FlawInput, of_cell, present, with_claims
from ilo_tui.review.model import Decision

_MONITORING = frozenset({"monitoring"})
_NO_EVALUATION = _MONITORING | {"project_document"}
_DOING_IT = frozenset({"own", "implementer"})
_CAUSAL = SHOWN | CONTRIBUTED


def find_unevaluated(subject: FlawInput) -> Findings:
    """Rated crossings of an effect that rest on monitoring and project documents, or on who did it, alone."""
    cases = [case for cell in subject.effects() for case in present(_by_kind(subject, cell), _by_stake(subject, cell))]
    return Findings(tuple(cases), (*subject.without_ratings(), *_uncoded(subject), *subject.without_stakes()))


def _by_kind(subject: FlawInput, cell: Cell) -> Case | None:
    claims = subject.told_by_voices(subject.tied(cell.evidence))
    if not subject.is_coded or not claims or not all(_is_from(subject, claim, _NO_EVALUATION) for claim in claims):
        return None
    return Case("monitoring_kinds", of_cell(cell, claims), {"row": cell.row, "column": cell.column, "n": len(claims)})


def _by_stake(subject: FlawInput, cell: Cell) -> Case | None:
    voices, facts = subject.dossier.voices, subject.tied(cell.evidence)
    claims = subject.told_by_voices(facts)
    stakes = {speaker.stake for claim in claims for speaker in voices.speakers(claim)}
    if not voices.are_stakes_stated or not stakes or not stakes <= _DOING_IT:
        return None
    n = len(voices.by_voice(facts))
    return Case("interested_voices", of_cell(cell, claims), {"row": cell.row, "column": cell.column, "n": n})


def _is_from(subject: FlawInput, claim: Evidence, kinds: frozenset[str]) -> bool:
    """Whether all sources of a claim are of these kinds."""
    return all(subject.dossier.record(Source, source).kind in kinds for source in sources_of(claim))


def _uncoded(subject: FlawInput) -> tuple[UnknownKind, ...]:
    return () if subject.is_coded else ("source_kinds",)


def find_causes(subject: FlawInput) -> Findings:
    """Claims whose cause was called shown or contributed on monitoring, on the dossier only, or across segments."""
    cases = present(
        _causal(subject, "cause_on_monitoring", lambda claim, _: _is_monitored(subject, claim)),
        _causal(subject, "cause_on_dossier", lambda _, decision: decision.basis == "dossier_only"),
        _causal(subject, "cause_on_segments", lambda claim, _: crosses_segments(subject, claim)),
    )
    return Findings(cases, (*subject.without_attribution(), *_uncoded(subject)))


def _is_monitored(subject: FlawInput, claim: Evidence) -> bool:
    return subject.is_coded and _is_from(subject, claim, _MONITORING)


def _causal(subject: FlawInput, kind: CaseKind, applies: Callable[[Evidence, Decision], bool]) -> Case | None:
    claims = []
    for ident, answers in subject.attributions.items():
        claim = subject.dossier.record(Evidence, ident)
        if any(code in _CAUSAL and applies(claim, decision) for code, decision in answers):
            claims.append(claim)
    return Case(kind, with_claims(claims), {"n": len(claims)}) if claims else None


def crosses_segments(subject: FlawInput, claim: Evidence) -> bool:
    """Whether a claim on an indicator compares years that have points, but in no one segment.

    The years are those of its figures, where these are of several, else those in which it starts and ends.
    """
    indicator = subject.dossier.get(Indicator, claim.indicator)
    years = {figure.year for figure in claim.figures if figure.year is not None}
    if len(years) < 2 and claim.start and claim.end:
        years = {int(claim.start[:4]), int(claim.end[:4])}
    if indicator is None or len(years) < 2:
        return False
    segments = [{point.year for point in segment.points} for segment in indicator.segments]
    return years <= set().union(*segments) and not any(years <= segment for segment in segments)
