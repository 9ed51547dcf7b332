"""Flaws 5 and 10: rated on too little, and general words that rest on a single voice or a single place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.facets import Facets
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.levels import OUTPUT, dimension_level
from ilo_tui.dossier.model import Evidence, Finding
from ilo_tui.dossier.proposed_words import propose
from ilo_tui.dossier.weighing import facts_at
from ilo_tui.review.flaws.result import Case, Findings, UnknownKind
from ilo_tui.review.flaws.subject import FlawInput, of_cell, present, with_claims

_GENERAL = frozenset({"conclusion", "recommendation"})


def find_insufficient(subject: FlawInput) -> Findings:
    """Rated crossings whose evidence is limited, or that are a gap, at the tie level in force."""
    return Findings(present(*(_too_little(subject, cell) for cell in subject.rated)), subject.without_ratings())


def _too_little(subject: FlawInput, cell: Cell) -> Case | None:
    gap = subject.gap_map.gap(cell.row, cell.column, subject.level)
    proposal = propose(subject.dossier, facts_of(cell.evidence), subject.level).evidence
    # Words are proposed for effects only.
    limited = proposal.word == "limited" and dimension_level(subject.dossier, cell.column) != OUTPUT
    if not limited and gap is None:
        return None
    numbers = {"independent": proposal.independent, "direct": len(proposal.direct)}
    return Case("insufficient", of_cell(cell), {**_ends(cell), "limited": limited, "gap": gap, **numbers})


def _ends(cell: Cell) -> dict[str, object]:
    return {"row": cell.row, "column": cell.column}


def find_general(subject: FlawInput) -> Findings:
    """Rated crossings, conclusions and recommendations on one voice; national statements from sources of one place."""
    cases = [*(_on_one_voice(subject, cell) for cell in subject.rated), *_findings(subject), *_national(subject)]
    general = any(finding.kind in _GENERAL for finding in subject.dossier.records(Finding))
    unknown: list[UnknownKind] = [] if general else ["no_findings"]
    unknown += [] if subject.places_of_level("national") else ["places"]
    return Findings(present(*cases), (*subject.without_ratings(), *unknown))


def _on_one_voice(subject: FlawInput, cell: Cell) -> Case | None:
    facts = facts_at(subject.dossier, facts_of(cell.evidence), subject.level)
    n = subject.dossier.voices.count(facts).voices.low
    claims = [claim for fact in facts for claim in fact.members]
    return Case("one_voice_cell", of_cell(cell, claims), {**_ends(cell), "n": n}) if n <= 1 else None


def _findings(subject: FlawInput) -> Iterator[Case]:
    """Conclusions and recommendations whose claims one voice makes, or none."""
    for finding in () if subject.hidden.conclusions else subject.dossier.records(Finding):
        claims = [subject.dossier.record(Evidence, ident) for ident in finding.evidence]
        n = subject.dossier.voices.count(facts_of(claims)).voices.low
        if finding.kind in _GENERAL and n <= 1:
            values = {"finding": finding.id, "of": finding.kind, "n": n}
            yield Case("one_voice_finding", (finding.id, *with_claims(claims)), values)


def _national(subject: FlawInput) -> Iterator[Case]:
    """Claims on all the country by sources of one place.

    That is a source of whose claims more are of this place than of all the country, and none of another one in it.
    """
    national, abroad = subject.places_of_level("national"), subject.places_of_level("abroad")
    facets = Facets(subject.dossier)
    by_source: dict[str, tuple[list[Evidence], Counter[str]]] = {}
    for claim in subject.dossier.records(Evidence) if national else ():
        places = set(facets.values(claim, "place")) - abroad
        for source in sources_of(claim):
            claims, elsewhere = by_source.setdefault(source, ([], Counter()))
            elsewhere.update(places - national)
            if places and places <= national:
                claims.append(claim)
    for source, (claims, elsewhere) in by_source.items():
        if claims and len(elsewhere) == 1 and elsewhere.total() > len(claims):
            values = {"source": source, "place": next(iter(elsewhere)), "n": len(claims), "there": elsewhere.total()}
            yield Case("national", (source, *with_claims(claims)), values)
