"""What is known about places, in numbers and few words: for lists on the screen, in lines, as JSON and in reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.places import NOWHERE, Place, PlaceWeight, weigh
from ilo_tui.dossier.weighing import in_period
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import PLACE_LEVELS
from ilo_tui.views.markup import Line, Span
from ilo_tui.views.weights import claims_spans, tally_spans, voices_fields


def claims_weight(context: ViewContext, evidence: Sequence[Evidence]) -> PlaceWeight:
    """What some claims come to in the period in force, without those that wait for the reviewer's answer."""
    counted = in_period(context.dossier, evidence, context.weighing.period)
    shown = context.blinding.unlinked_claims(counted)
    return weigh(context.dossier, shown, context.weighing.level, len(counted) - len(shown))


def place_weight(context: ViewContext, place: Place) -> PlaceWeight:
    """What the claims of a place come to; counted once where nothing of them is hidden."""
    if context.blinding.is_open:
        return context.places.weight(place.key, context.weighing)
    return claims_weight(context, place.evidence)


def weight_line(context: ViewContext, weight: PlaceWeight) -> Line:
    """`voices: 2 for, 1 against; claims: 8 for, 2 against, 24 context`, each fact once, and how many are hidden."""
    claims = claims_spans(context.tr, weight.claims, weight.hidden)
    return (*tally_spans(context, weight.tally), Span("; "), *claims)


def counts_of(weight: PlaceWeight) -> dict[str, int]:
    """The numbers by the names that they have in files: voices by both ends of their ranges, then claims."""
    supports, contradicts, neutral = weight.claims
    return {
        **voices_fields(weight.tally, "voices_"),
        "supports": supports,
        "contradicts": contradicts,
        "context": neutral,
        "hidden": weight.hidden,
    }


def weigh_places(context: ViewContext, pause: Callable[[], None] = lambda: None) -> Mapping[str, PlaceWeight]:
    """What every place weighs, by its key; `pause` is called at each, so that a worker can let others run or stop."""
    weights = {}
    for place in context.places:
        pause()
        weights[place.key] = place_weight(context, place)
    return weights


def place_kind(context: ViewContext, place: Place) -> str:
    """At which level a place is, or that the dossier does not name it; empty of what has no place."""
    if place.level:
        return context.tr(PLACE_LEVELS[place.level])
    return "" if place.key == NOWHERE else context.tr("not among the dossier's names")


def place_name(context: ViewContext, place: Place) -> str:
    """What a place is called, in a line; of what has none, that it has none."""
    if place.key == NOWHERE:
        return context.tr("no place stated")
    return " ".join(context.tr.text(place.name).split()) or context.tr.clean(place.key)
