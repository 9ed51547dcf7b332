"""Rules of schema 2 about one claim: when it was, and how it is tied to what is judged."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import Evidence

_NO_TIE = ("aim", "none")
"""Ties with which a claim is context: no source ties the cause."""


def claim_faults(tables: Tables) -> Iterator[Fault]:
    """Claims whose fields do not go together."""
    for doc, claim in tables["evidence"].items():
        if isinstance(claim, Evidence):
            for message, values in (*_time(claim), *_tie(claim)):
                yield Fault("evidence", doc, claim.id, message, values)


def _time(claim: Evidence) -> Iterator[tuple[str, dict[str, object]]]:
    if claim.year is not None and (claim.start or claim.end):
        yield N_("year stands beside start or end: keep year, or start and end"), {}
    elif claim.end and not claim.start:
        yield N_("end stands without start: add start, or write year"), {}


def _tie(claim: Evidence) -> Iterator[tuple[str, dict[str, object]]]:
    if claim.stance != "context" and claim.tie in _NO_TIE:
        message = N_("with the tie {tie} a claim is never for or against: make its stance context, or mend the tie")
        yield message, {"tie": claim.tie}
    if claim.tie == "aim" and claim.aim is None:
        yield N_("the tie aim needs aim, the id of the aim: add it, or mend the tie"), {}
    if claim.aim_reached is not None and claim.aim is None:
        yield N_("aim_reached needs aim, the id of the aim: add it, or take aim_reached out"), {}
