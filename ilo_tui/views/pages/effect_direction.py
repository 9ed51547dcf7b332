"""The effect direction plot of a crossing: which way things moved by voice, what that comes to, the claims behind it.

Own and funder voices stand apart from the others, facts that are not tied stand apart from those that are.
"""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.dossier.effect_direction import DIRECTIONS, EffectDirections, Summary, has_plot, plot_level
from ilo_tui.dossier.facts import Fact
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.levels import OUTPUT, dimension_level
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.weighing import makes_difference
from ilo_tui.views.claim_head import provenance, tie_spans
from ilo_tui.views.claim_labels import TRENDS
from ilo_tui.views.context import ViewContext
from ilo_tui.views.effect_directions import (
    ShownDirections,
    Strengths,
    hidden_words,
    not_drawn_lines,
    shown_directions,
    sign_of,
    summary_spans,
    tied_words,
    untied_words,
    voice_name,
)
from ilo_tui.views.markup import Block, Line, Span, block, heading
from ilo_tui.views.pages.effect_direction_rows import plot_blocks
from ilo_tui.views.weighing_words import weighing_words


def effect_direction_page(
    context: ViewContext, cell: Cell, width: int = 80, strengths: Strengths | None = None
) -> list[Block]:
    """The plot of a crossing with what is counted, in `width` cells; where it has none, why, in a line.

    `strengths` says how strong the claims of a voice are by all reviewers, where that is known.
    """
    title = block(plot_title(context, cell), "title")
    shown = shown_directions(context, cell)
    if shown is None:
        return [title, block(no_plot_words(context, cell))]
    blocks = [title, block(weighing_words(context), "dim")]
    if shown.hidden:
        blocks.append(block(f"{hidden_words(context, shown.hidden)}.", "warn"))
    if shown.plot.tied or shown.plot.untied:
        blocks += [*_summary(context, shown), *plot_blocks(context, shown.plot, width, strengths)]
    else:
        blocks += [Block(), block(context.tr("No voice tells here which way things moved."))]
    return [*blocks, *_not_drawn(context, shown.plot), *_legend(context, shown.plot), *_claims(context, shown.plot)]


def plot_title(context: ViewContext, cell: Cell) -> str:
    """The two ends of the crossing, and that this is the plot."""
    crossing = f"{context.name(cell.row)} × {context.name(cell.column)}"
    return context.tr("{crossing}: effect direction", crossing=crossing)


def no_plot_words(context: ViewContext, cell: Cell) -> str:
    """Why a crossing has no plot; empty of one that has one."""
    if has_plot(context.dossier, cell.row, cell.column):
        return ""
    if dimension_level(context.dossier, cell.column) == OUTPUT:
        return context.tr("What was done moved nothing yet: an output has no effect direction.")
    return context.tr("An effect direction is shown where one programme and an outcome or impact cross.")


def _summary(context: ViewContext, shown: ShownDirections) -> Iterator[Block]:
    tr, summary = context.tr, shown.summary
    if summary is not None:
        n, level = summary.voices, tied_words(context)
        head = tr.many("1 voice ({level}):", "{n} voices ({level}):", n, level=level)
        spans = (Span(f"{head} "), *summary_spans(context, shown.plot))
        none = (Span(tr("No voice ({level}) tells which way things moved.", level=level)),)
        yield Block(spans if n else none, 0, 2)
        yield from (block(text, hang=2) for text in _remarks(context, summary))
    yield block(tr("These voices are not a sample; no significance is tested."), "dim", hang=2)


def _remarks(context: ViewContext, summary: Summary) -> Iterator[str]:
    """What has to be known beside the counts of a summary."""
    tr = context.tr
    if summary.voices and summary.direction is None:
        yield tr("Fewer than three voices have no direction together.")
    if summary.apart:
        yield tr.many("1 of them is an own or funder voice.", "{n} of them are own or funder voices.", summary.apart)
    if summary.uncertain:
        yield tr.many(
            "1 voice is uncertain: it is drawn and not counted.",
            "{n} voices are uncertain: they are drawn and not counted.",
            summary.uncertain,
        )


def _not_drawn(context: ViewContext, plot: EffectDirections) -> list[Block]:
    """How many facts say no direction, and how many only the thesis tells."""
    tr, lines = context.tr, not_drawn_lines(context.tr, plot.without_trend, plot.of_thesis)
    if not lines:
        return []
    counted = tr("Claims that tell one fact count once.")
    return [*heading(tr("Counted, not drawn")), *(block(line, hang=2) for line in lines), block(counted, "dim")]


def _legend(context: ViewContext, plot: EffectDirections) -> list[Block]:
    """What the signs, their number and their form mean."""
    if not plot.tied and not plot.untied:
        return []
    tr = context.tr
    signs: list[Span] = []
    for trend in DIRECTIONS:
        signs += [Span(", " if signs else ""), Span(f"{sign_of(trend)} ", "bar"), Span(tr(TRENDS[trend]))]
    lines: list[Line] = [
        (*signs, Span(tr(" (less than 70 % of the facts moved one way)."))),
        (Span(tr("One sign: 1 fact; two signs: 2 or 3; three signs: 4 and more.")),),
        (Span(tr("The direction is which way things moved, never whether a claim is for or against.")),),
    ]
    if makes_difference(context.dossier):
        hollow = tr("Hollow and in brackets: {level}.", level=untied_words(context))
        if plot_level(context.weighing.level) != context.weighing.level:
            hollow += " " + tr("It stays so where everything is counted.")
        lines.insert(2, (Span(f"{sign_of('better', tied=False)} ", "bar"), Span(hollow)))
    return [*heading(tr("How to read it")), *(Block(line, 0, 2) for line in lines)]


def _claims(context: ViewContext, plot: EffectDirections) -> Iterator[Block]:
    """Under each voice the claims that are drawn in its row."""
    for rows, tied in ((plot.tied, True), (plot.untied, False)):
        if rows:
            level = tied_words(context) if tied else untied_words(context)
            yield from heading(context.tr("Claims drawn: {level}", level=level))
        for row in sorted(rows, key=lambda row: row.is_apart):
            yield Block((Span(voice_name(context, row), "heading"),), 0, 2, row.voice.id)
            for fact in row.facts:
                yield from _fact(context, fact, tied=tied)


def _fact(context: ViewContext, fact: Fact, *, tied: bool) -> Iterator[Block]:
    """A fact by the claim by which it counts, then the other claims that tell it."""
    trend = fact.claim.trend
    if trend is not None:
        word = context.tr(TRENDS[trend])
        yield _claim(context, fact.claim, (Span(f"{sign_of(trend, tied=tied)} ", "bar"), Span(f"{word}: ", "mark")), 2)
    for claim in fact.members:
        if claim is not fact.claim:
            yield _claim(context, claim, (Span(context.tr("the same fact:") + " ", "dim"),), 4)


def _claim(context: ViewContext, claim: Evidence, before: Line, indent: int) -> Block:
    beside = Span(f" ({provenance(context, claim)})", "dim")
    return Block((*before, Span(context.title(claim)), beside, *tie_spans(context, claim)), indent, 2, claim.id)
