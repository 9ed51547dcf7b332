"""The orders in which lists of records can be read, and what each puts before a line so that it is seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ilo_tui.core.text import clean, fold
from ilo_tui.core.translator import N_
from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.facts import fact_of
from ilo_tui.dossier.model import Evidence, Source
from ilo_tui.dossier.periods import span_of
from ilo_tui.dossier.provisions import PolicyProvision
from ilo_tui.dossier.weighing import in_period
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import dates

_CHUNK = 500
"""Records that are gone through at a time."""

Key = Callable[[ViewContext, Any], Hashable]


@dataclass(frozen=True)
class RecordOrder:
    """An order: its marked name, what records are compared by, and what stands before a line in it.

    That is a text in so many cells: `lead_widths` of a long line, and of a short one. Records that are equal in it stay
    as in the dossier. An order that `reveals` is not there while anything is hidden.
    """

    name: str
    key: Key | None = None
    lead: Callable[[ViewContext, Any], str] | None = None
    lead_widths: tuple[int, int] = (0, 0)
    reveals: bool = False


def in_order(
    context: ViewContext, records: Iterable[Listed], order: RecordOrder, pause: Callable[[], None] = lambda: None
) -> list[Listed]:
    """Records in an order; `pause` is called now and then.

    Those that are equal are brought together first: of a hundred thousand claims few are different in it, and sorting
    them one by one would keep everything else waiting.
    """
    if order.key is None:
        return list(records)
    groups: defaultdict[Any, list[Listed]] = defaultdict(list)
    for number, record in enumerate(records):
        if number % _CHUNK == 0:
            pause()
        groups[order.key(context, record)].append(record)
    return [record for key in sorted(groups) for record in groups[key]]


def offered_orders(context: ViewContext, orders: Sequence[RecordOrder]) -> list[RecordOrder]:
    """Those of some orders that are there now."""
    return [order for order in orders if context.blinding.is_open or not order.reveals]


def _year(context: ViewContext, claim: Evidence) -> Hashable:
    span = span_of(claim)
    return (span is None, span or ("", ""))


def _years(context: ViewContext, claim: Evidence) -> str:
    return dates(claim) or "-"


def _voices(context: ViewContext, claim: Evidence) -> int:
    return context.dossier.voices.fewest(fact_of(context.dossier, claim))


_SIDES = {"contradicts": 0, "context": 3, "supports": 2}
_AIM_NOT_REACHED = 1


def _side(context: ViewContext, claim: Evidence) -> int:
    """What speaks against comes first, then what says that an aim was not reached, which is on no side."""
    if claim.stance == "context" and claim.aim_reached == "no":
        return _AIM_NOT_REACHED
    return _SIDES[claim.stance]


CLAIM_ORDERS = (
    RecordOrder(N_("as in the dossier")),
    RecordOrder(N_("by year, undated last"), _year, _years, (10, 4)),
    RecordOrder(
        N_("by source"), lambda context, claim: claim.source, lambda context, claim: clean(claim.source), (12, 8)
    ),
    RecordOrder(N_("fewest voices first"), _voices, lambda context, claim: str(_voices(context, claim)), (2, 2), True),
    RecordOrder(N_("against first, then aims not reached"), _side, reveals=True),
)
"""How claims can be read."""


def _publisher(context: ViewContext, source: Source) -> Hashable:
    return (not source.publisher, fold(source.publisher or ""), source.year is None, source.year or 0)


def _newest(context: ViewContext, source: Source) -> Hashable:
    return (source.year is None, -(source.year or 0))


def _claims(context: ViewContext, source: Source) -> int:
    cited = context.dossier.evidence_of("source", source.id)
    return -len(in_period(context.dossier, cited, context.weighing.period))


SOURCE_ORDERS = (
    RecordOrder(N_("by publisher"), _publisher),
    RecordOrder(N_("by year, newest first"), _newest),
    RecordOrder(N_("by kind"), lambda context, source: source.kind),
    RecordOrder(N_("most claims first"), _claims),
    RecordOrder(N_("as in the dossier")),
)
"""How sources can be read."""


def _served(context: ViewContext, provision: PolicyProvision) -> int:
    return len(provision.alignments)


PROVISION_ORDERS = (
    RecordOrder(N_("those that nobody serves first"), _served),
    RecordOrder(N_("as in the dossier")),
)
"""How provisions can be read."""
