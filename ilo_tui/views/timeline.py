"""The timeline of what a reader may see: through a filter, and without what waits for their answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from msgspec.structs import replace

from ilo_tui.dossier.filter_result import FilterResult
from ilo_tui.dossier.filters import Query
from ilo_tui.dossier.model import Evidence, Indicator, Policy, Record
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.timeline import Timeline, full_timeline
from ilo_tui.dossier.timeline_bars import all_bars
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.views.context import ViewContext

R = TypeVar("R", bound=Record)


def filter_result(context: ViewContext, query: Query, pause: Callable[[], None] = lambda: None) -> FilterResult:
    """What a filter of the whole dossier leaves; a claim whose passing would give it away passes no filter."""
    blinding = context.blinding
    if blinding.is_open:
        return FilterResult(context.dossier, query, pause)

    def cover(record: Record) -> Record | None:
        return None if blinding.omits(record, query, context.dossier) else blinding.covered_record(record)

    return FilterResult(context.dossier, blinding.limit(query), pause, cover)


def timeline_of(context: ViewContext, result: FilterResult | None = None) -> Timeline:
    """The timeline of all of a dossier, or of what a filter leaves, in the period and at the tie level in force.

    A filter leaves every policy, unless it asks for some, or has words that are neither in a policy nor in a claim on
    it; indicators in the same way, also by their programmes.
    """
    dossier, weighing, blinding = context.dossier, context.weighing, context.blinding
    if result is not None:
        timeline = _filtered(dossier, weighing, result)
    elif blinding.is_open:
        return dossier.crossings.timeline(weighing)
    else:
        timeline = full_timeline(dossier, weighing)
    if not blinding.is_open:
        timeline.hide(blinding.unlinked_claims)
    return timeline


def _filtered(dossier: DossierReader, weighing: Weighing, result: FilterResult) -> Timeline:
    query, passing = result.query, {claim.id for claims in result.crossed.values() for claim in claims}
    evidence = [claim for claim in dossier.records(Evidence) if claim.id in passing]
    policies = _passing(query, {"policy"}, dossier.records(Policy), {claim.policy for claim in evidence})
    indicators = _passing(
        query, {"indicator", "programme"}, dossier.records(Indicator), {claim.indicator for claim in evidence}
    )
    return Timeline(dossier, evidence, all_bars(dossier, result.programmes, policies), indicators, weighing)


def _passing(query: Query, keys: Collection[str], records: Iterable[R], claimed: Collection[str | None]) -> list[R]:
    """The records that pass what a filter says under these keys, and that its words, if any, are about."""
    by_terms = replace(query, terms=tuple(term for term in query.terms if term.key in keys), words=())
    by_words = replace(query, terms=())
    return [
        record for record in records if by_terms.matches(record) and (record.id in claimed or by_words.matches(record))
    ]
