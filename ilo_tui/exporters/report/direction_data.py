"""The lines of a report on which way things moved: the plot of every crossing that has one, and its summaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ilo_tui.core.text import clean_for_file
from ilo_tui.dossier.effect_direction import DirectionRow, EffectDirections
from ilo_tui.dossier.facts import Fact
from ilo_tui.dossier.model import Scale
from ilo_tui.dossier.ties import LEVELS, TieLevel
from ilo_tui.dossier.weighing import Weighing, makes_difference
from ilo_tui.exporters.report.dossier_content import DirectionLine, DirectionSummary
from ilo_tui.exporters.report.review_data import ReviewData
from ilo_tui.review.agreement.median import middle_of, ranks_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.weights import voices_text

_STRENGTH = "strength"
_FEWEST = 2
"""Answers of which on there is a median strength to speak of."""


def direction_lines(context: ViewContext, data: ReviewData) -> list[DirectionLine]:
    """A line for each voice of each plot at the tie level in force, what is tied first."""
    return [
        _line(context, data, DirectionRow(row, column, drawn, tied))
        for row, column, plot in _plots(context)
        for drawn, tied in plot.rows
    ]


def direction_summaries(context: ViewContext) -> list[DirectionSummary]:
    """A line for each plot with anything drawn, at each tie level from the narrowest to the widest that ties at all."""
    levels: Sequence[TieLevel] = LEVELS[:-1] if makes_difference(context.dossier) else LEVELS[:1]
    return [
        _summary(row, column, level, plot)
        for row, column, _ in _plots(context)
        for level in levels
        if (plot := context.gap_map.directions(row, column, Weighing(level, context.weighing.period)))
        if plot.rows or plot.of_thesis
    ]


def _plots(context: ViewContext) -> Iterator[tuple[str, str, EffectDirections]]:
    for row in context.gap_map.rows:
        for column in context.gap_map.columns:
            plot = context.gap_map.directions(row, column, context.weighing)
            if plot is not None:
                yield row, column, plot


def _line(context: ViewContext, data: ReviewData, row: DirectionRow) -> DirectionLine:
    drawn, counts = row.drawn, row.drawn.counts
    strength, answers = _strength(data, drawn.facts)
    return DirectionLine(
        row=row.programme,
        column=row.dimension,
        voice=clean_for_file(drawn.voice.id),
        name=voices_text(context, drawn.voice),
        stake=drawn.stake,
        certain=drawn.certain,
        level=context.weighing.level,
        tied=row.tied,
        direction=drawn.direction,
        facts=len(drawn.facts),
        better=counts["better"],
        worse=counts["worse"],
        no_change=counts["no_change"],
        mixed=counts["mixed"],
        strength=strength,
        strength_n=answers,
    )


def _strength(data: ReviewData, facts: Sequence[Fact]) -> tuple[list[str], int]:
    """The median of what all reviewers answered on the strength of some claims, and how many answers are under it."""
    scale = data.items.dossier.get(Scale, _STRENGTH)
    if scale is None or scale.applies_to != "evidence":
        return [], 0
    ranks = ranks_of(data.ratings, (f"evidence:{fact.claim.id}" for fact in facts), scale)
    middle = middle_of(ranks) if len(ranks) >= _FEWEST else None
    codes = {value.rank: value.code for value in scale.values if value.rank is not None}
    return list(dict.fromkeys(codes[rank] for rank in middle)) if middle else [], len(ranks)


def _summary(row: str, column: str, level: TieLevel, plot: EffectDirections) -> DirectionSummary:
    summary, counts = plot.summary, plot.summary.counts
    return DirectionSummary(
        row=row,
        column=column,
        level=level,
        voices=summary.voices,
        better=counts["better"],
        worse=counts["worse"],
        no_change=counts["no_change"],
        mixed=counts["mixed"],
        direction=summary.direction,
        apart=summary.apart,
        uncertain=summary.uncertain,
        untied=len(plot.untied),
        without_trend=plot.without_trend,
        of_thesis=plot.of_thesis,
    )
