"""Flaw 1, description: what of each programme is not recorded."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.dossier.levels import OUTPUT, dimension_level
from ilo_tui.dossier.model import Aim, Dimension, Evidence, Programme
from ilo_tui.dossier.ties import counts_at
from ilo_tui.review.flaws.result import Case, Findings, UnknownKind
from ilo_tui.review.flaws.subject import FlawInput

_REPORTING = "reporting"
"""The role of whoever publishes an activity in IATI, and so is no partner in it."""


def find_missing(subject: FlawInput) -> Findings:
    """Each programme of which period, place, partner, aim, a figure or an output tied directly is not recorded."""
    rule = _Missing(subject)
    cases = [
        Case("description", (programme.id,), {"programme": programme.id, "missing": missing})
        for programme in subject.dossier.records(Programme)
        if (missing := tuple(rule.parts(programme)))
    ]
    unknown: list[UnknownKind] = [] if subject.is_coded else ["no_aims"]
    return Findings(tuple(cases), (*unknown, *(() if rule.outputs else ("no_output",))))


class _Missing:
    """What can be missing of a programme, looked up once."""

    def __init__(self, subject: FlawInput) -> None:
        self._subject, self._dossier = subject, subject.dossier
        self._with_aim = set(self._dossier.column(Aim, "programme"))
        idents = self._dossier.ids(Dimension)
        self.outputs = frozenset(ident for ident in idents if dimension_level(self._dossier, ident) == OUTPUT)

    def parts(self, programme: Programme) -> Iterator[str]:
        """What is not recorded, in the order in which it is told."""
        period, claims = programme.period, self._dossier.evidence_of("programme", programme.id)
        if period is None or not (period.start or period.end):
            yield "period"
        if not programme.places:
            yield "place"
        if not programme.partners and all(org.role.casefold() == _REPORTING for org in programme.orgs):
            yield "partner"
        if self._subject.is_coded and programme.id not in self._with_aim:
            yield "aim"
        if not any(claim.figures for claim in claims):
            yield "figure"
        if self.outputs and self._lacks_output([claim for claim in claims if claim.dimension in self.outputs]):
            yield "output"

    def _lacks_output(self, outputs: list[Evidence]) -> bool:
        """Whether no output is tied directly; where a tie is hidden, it is not said."""
        if not all(map(self._subject.shows, outputs)):
            return False
        return not any(counts_at(self._dossier, claim, "direct") for claim in outputs)
