"""Which way things moved in a crossing, in signs and words: what may be shown of it, its counts, its summary.

A sign never stands alone: its word is beside it, and lines for the ear leave the sign out. What is hidden before the
answer is neither drawn nor summed up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.effect_direction import (
    DIRECTIONS,
    DIRECTIONS_OF,
    EffectDirections,
    Summary,
    VoiceDirection,
    effect_directions,
    has_plot,
    plot_level,
)
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.model import Evidence, Stake, Trend
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.weighing import in_period, makes_difference
from ilo_tui.views.claim_labels import TRENDS
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import STAKES
from ilo_tui.views.markup import Block, Line, Span
from ilo_tui.views.weighing_words import LEVEL_NAMES
from ilo_tui.views.weights import voices_text

Strengths = Callable[[Sequence[Evidence]], str]
"""How strong claims are by all reviewers, in words; empty where fewer than two answers say so."""

SIGNS: Mapping[Trend, tuple[str, str]] = {
    "better": ("▲", "△"),
    "worse": ("▼", "▽"),
    "no_change": ("─", "─"),
    "mixed": ("◄►", "◁▷"),
}
"""The sign of a direction, and its hollow form, which stands in brackets besides: ASCII knows no hollow signs."""

UNTIED_NAMES: Mapping[TieLevel, str] = {
    "direct": N_("not tied directly"),
    "related": N_("tied neither directly nor through the organisation"),
    "inferred": N_("not tied"),
}
"""What the other facts are, by the level from which on facts are drawn as tied."""


class ShownDirections(Struct, frozen=True):
    """The plot of what may be shown, and how many claims of the crossing are hidden: then nothing is summed up."""

    plot: EffectDirections
    hidden: int

    @property
    def summary(self) -> Summary | None:
        """What the voices come to; None while anything is hidden."""
        return None if self.hidden else self.plot.summary

    @property
    def is_drawn(self) -> bool:
        """Whether any fact that may be shown says a direction."""
        return bool(self.plot.tied or self.plot.untied or self.plot.of_thesis)


def shown_directions(context: ViewContext, cell: Cell) -> ShownDirections | None:
    """The plot of a crossing, of all or of some of its claims; None of one that has none."""
    dossier, weighing, blinding = context.dossier, context.weighing, context.blinding
    if not has_plot(dossier, cell.row, cell.column):
        return None
    every = context.gap_map.cell(cell.row, cell.column).evidence
    if blinding.is_open and every == cell.evidence:
        drawn = context.gap_map.directions(cell.row, cell.column, weighing)
        return ShownDirections(drawn, 0) if drawn else None
    hidden = sum(blinding.hides_stance(claim) for claim in every)
    counted = in_period(dossier, cell.evidence, weighing.period)
    facts = facts_of(blinding.unlinked_claims(counted))
    return ShownDirections(effect_directions(dossier, facts, weighing.level), hidden)


def sign_of(direction: Trend, size: int = 1, *, tied: bool = True) -> str:
    """`▲▲`, of what is not tied `(△△)`."""
    solid, hollow = SIGNS[direction]
    return solid * size if tied else f"({hollow * size})"


def tied_words(context: ViewContext) -> str:
    """What the facts that are drawn as tied have in common."""
    if not makes_difference(context.dossier):
        return context.tr("all count as tied")
    return context.tr(LEVEL_NAMES[plot_level(context.weighing.level)])


def untied_words(context: ViewContext) -> str:
    """What the facts that are drawn hollow have in common."""
    return context.tr(UNTIED_NAMES[plot_level(context.weighing.level)])


def stake_words(context: ViewContext, stake: Stake | None) -> str:
    """What interest a voice has in the answer, where nothing else says that it is about that."""
    return context.tr(STAKES[stake]) if stake else context.tr("stake not stated")


def counts_text(context: ViewContext, counts: Mapping[Trend, int]) -> str:
    """`3 of 4 better, 1 worse`: how many facts of a voice say which direction, the most frequent first."""
    tr, total = context.tr, sum(counts.values())
    present = sorted((trend for trend in DIRECTIONS if counts[trend]), key=lambda trend: -counts[trend])
    parts = [f"{counts[trend]} {tr(TRENDS[trend])}" for trend in present]
    if present:
        parts[0] = tr("{n} of {all} {direction}", n=counts[present[0]], all=total, direction=tr(TRENDS[present[0]]))
    return ", ".join(parts)


def compact_text(counts: Mapping[Trend, int], between: str = " ") -> str:
    """`3▲ 1▼ 2─`, where there is no room for words."""
    return between.join(f"{counts[trend]}{sign_of(trend)}" for trend in DIRECTIONS if counts[trend])


def counts_spans(context: ViewContext, counts: Mapping[Trend, int]) -> Line:
    """`3▲ better, 1▼ worse, 2─ no change`; for the ear without the signs."""
    spans: list[Span] = []
    for trend in DIRECTIONS:
        if counts[trend]:
            word = f" {context.tr(TRENDS[trend])}"
            spans += [Span(", " if spans else ""), Span(str(counts[trend])), Span(sign_of(trend), "bar"), Span(word)]
    return tuple(span for span in spans if span.text)


def summary_spans(context: ViewContext, plot: EffectDirections) -> Line:
    """`▲ better: 3▲ better, 1▼ worse`; the counts alone of fewer than three voices, and that there is none."""
    tr, summary = context.tr, plot.summary
    if not summary.voices:
        return (Span(tr("no voice ({level})", level=tied_words(context))),)
    counts = counts_spans(context, summary.counts)
    if summary.direction is None:
        return counts
    head = (Span(f"{sign_of(summary.direction)} ", "bar"), Span(tr(TRENDS[summary.direction]), "mark"))
    return (*head, Span(": "), *counts)


def direction_blocks(context: ViewContext, cell: Cell) -> list[Block]:
    """The summary of a crossing in a line that leads to its plot; nothing where no claim that is shown says any."""
    shown = shown_directions(context, cell)
    if shown is None or not shown.is_drawn:
        return []
    tr = context.tr
    head = tr("Directions:")
    spans: Line = (Span(hidden_words(context, shown.hidden)),)
    if not shown.hidden:
        untied = len(shown.plot.untied)
        beside = tr.many("; {level}: 1 voice", "; {level}: {n} voices", untied, level=untied_words(context))
        spans = (*summary_spans(context, shown.plot), *((Span(beside, "dim"),) if untied else ()))
    return [Block((Span(f"{head} ", "link"), *spans), 0, 2, plot_address(cell))]


def not_drawn_lines(tr: Translator, without_trend: int, of_thesis: int) -> list[str]:
    """How many facts say no direction, and how many only the thesis tells; nothing of what there is none of."""
    lines = []
    if without_trend:
        lines.append(tr.many("1 claim says no direction.", "{n} claims say no direction.", without_trend))
    if of_thesis:
        lines.append(
            tr.many(
                "1 claim with a direction is the thesis's alone, which is no voice.",
                "{n} claims with a direction are the thesis's alone, which is no voice.",
                of_thesis,
            )
        )
    return lines


def hidden_words(context: ViewContext, hidden: int) -> str:
    """That claims of a crossing wait for the reviewer's answer, and what of the plot waits with them."""
    return context.tr.many(
        "1 claim waits for your answer; it is not drawn, and nothing is summed up until then",
        "{n} claims wait for your answer; they are not drawn, and nothing is summed up until then",
        hidden,
    )


def plot_address(cell: Cell) -> str:
    """By what the plot of a crossing is opened: `directions:ROW/COLUMN`."""
    return f"{DIRECTIONS_OF}{cell.row}/{cell.column}"


def voice_name(context: ViewContext, row: VoiceDirection) -> str:
    """What a voice is called, and that it is not known whether it speaks, where it is not."""
    name = voices_text(context, row.voice)
    return name if row.certain else context.tr("{name} (uncertain: it may only repeat another)", name=name)
