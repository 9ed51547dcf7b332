"""Effect directions as a list: a line for each voice of each crossing that has a plot, tied and not tied apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ilo_tui.core.text import clean
from ilo_tui.dossier.effect_direction import DIRECTIONS, DirectionRow
from ilo_tui.dossier.filters import Query
from ilo_tui.views.claim_labels import TRENDS
from ilo_tui.views.context import ViewContext
from ilo_tui.views.derived_lists import DerivedList
from ilo_tui.views.effect_directions import (
    counts_text,
    shown_directions,
    sign_of,
    stake_words,
    tied_words,
    untied_words,
    voice_name,
)
from ilo_tui.views.weights import voices_text

DIRECTION_FIELDS = (
    "row", "column", "voice", "name", "stake", "certain", "level", "tied", "direction", "facts", *DIRECTIONS, "claims",
)  # fmt: skip
"""The names under which a line stands in JSON and CSV."""


def direction_rows(context: ViewContext, query: Query) -> Iterator[DirectionRow]:
    """The lines that pass a filter, crossing by crossing."""
    gap_map = context.gap_map
    for row in gap_map.rows:
        for column in gap_map.columns:
            lines = rows_of_crossing(context, row, column)
            yield from (line for line in lines if query.matches(line, voices_text(context, line.drawn.voice)))


def rows_of_crossing(context: ViewContext, row: str, column: str) -> Iterator[DirectionRow]:
    """The lines of a crossing, none of one without a plot; nothing of claims that wait for an answer is in them."""
    shown = shown_directions(context, context.gap_map.cell(row, column))
    if shown is not None:
        yield from (DirectionRow(row, column, drawn, tied) for drawn, tied in shown.plot.rows)


def direction_cells(context: ViewContext, row: DirectionRow) -> Sequence[str]:
    """Crossing, direction in sign and word, whether it is tied, counts, and whose voice it is."""
    drawn = row.drawn
    sign = sign_of(drawn.direction, drawn.size, tied=row.tied)
    return (
        *(row.programme, row.dimension, sign, context.tr(TRENDS[drawn.direction])),
        tied_words(context) if row.tied else untied_words(context),
        counts_text(context, drawn.counts),
        f"{voice_name(context, drawn)} · {stake_words(context, drawn.stake)}",
    )


def direction_fields(context: ViewContext, row: DirectionRow) -> dict[str, object]:
    """A line as plain values: `level` is from which tie level on facts count, `claims` those by which they count."""
    drawn = row.drawn
    counts: dict[str, object] = {trend: drawn.counts[trend] for trend in DIRECTIONS}
    return {
        "row": row.programme,
        "column": row.dimension,
        "voice": clean(drawn.voice.id),
        "name": voices_text(context, drawn.voice),
        "stake": drawn.stake,
        "certain": drawn.certain,
        "level": context.weighing.level,
        "tied": row.tied,
        "direction": drawn.direction,
        "facts": len(drawn.facts),
        **counts,
        "claims": [fact.claim.id for fact in drawn.facts],
    }


LIST = DerivedList(direction_rows, direction_fields, direction_cells, DIRECTION_FIELDS)
