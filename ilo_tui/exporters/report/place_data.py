"""The lines of a report on places: what is there, what it weighs, and how often somebody saw something there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ilo_tui.dossier.places import Place
from ilo_tui.dossier.weighing import makes_difference
from ilo_tui.exporters.report.content import ObservationLine
from ilo_tui.exporters.report.dossier_content import PlaceLine
from ilo_tui.views.context import ViewContext
from ilo_tui.views.place_weights import counts_of, place_name, place_weight


def place_lines(context: ViewContext, observations: Sequence[ObservationLine]) -> list[PlaceLine]:
    """Every place, in the order of lists; an observation counts at the place that it names, if it names just one."""
    meant_by = context.places.gazetteer.meant_by
    seen = Counter(meant_by(line.place) for line in observations if line.place)
    return [_place_line(context, place, seen[place.key]) for place in context.places]


def _place_line(context: ViewContext, place: Place, observations: int) -> PlaceLine:
    counts = counts_of(place_weight(context, place))
    del counts["hidden"]
    return PlaceLine(
        place=place.key,
        name=place_name(context, place),
        level=place.level,
        spellings=[context.tr.clean(text) for text in place.spellings],
        programmes=list(place.programmes),
        aims=list(place.aims),
        tie=context.weighing.level if makes_difference(context.dossier) else None,
        observations=observations,
        **counts,
    )
