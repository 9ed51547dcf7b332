"""The page of a crossing of the gap map: what it weighs, what it lacks, and voice by voice what is claimed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ilo_tui.dossier.facts import Fact, facts_of
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.gaps import Gap, GapKind
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.voices import Tally, VoiceClaims, VoiceCount
from ilo_tui.dossier.weighing import facts_at, in_period
from ilo_tui.views.context import ViewContext
from ilo_tui.views.effect_directions import direction_blocks, stake_words
from ilo_tui.views.labels import GAPS
from ilo_tui.views.markup import Block, Line, Span, block, heading
from ilo_tui.views.pages.evidence import evidence_block, source_notes
from ilo_tui.views.pages.proposed_words import proposal_blocks
from ilo_tui.views.weighing_words import LEVEL_NAMES, period_line
from ilo_tui.views.weights import (
    cell_weight,
    claims_line,
    counts_spans,
    is_narrowed,
    levels_text,
    range_text,
    reviewed_text,
    voices_text,
)


def cell_page(context: ViewContext, cell: Cell, limit: int | None = None) -> list[Block]:
    """A crossing: its weight, gap, proposed words, the reviewer's own answer, then its claims by voice.

    Of the claims at most `limit` are shown; all of them are counted.
    """
    tr = context.tr
    blocks = [
        block(f"{context.name(cell.row)} × {context.name(cell.column)}", "title"),
        *cell_summary(context, cell),
        *_proposed(context, cell),
        *context.decision_blocks(f"cell:{cell.row}/{cell.column}"),
        *context.observation_blocks(f"cell:{cell.row}/{cell.column}"),
    ]
    evidence = in_period(context.dossier, cell.evidence, context.weighing.period)
    blocks += [*period_line(context), Block(claims_line(context, evidence))]
    blocks += _by_voice(context, evidence, cell_weight(context, cell).tally, limit)
    if limit is None:
        return [*blocks, *source_notes(context, evidence)]
    more = len(evidence) - limit
    return [*blocks, block(tr("... and {n} more", n=more), "dim")] if more > 0 else blocks


def _proposed(context: ViewContext, cell: Cell) -> list[Block]:
    """The proposed words; where a filter hides some claims, that they, as the gap, go by all of them."""
    if not is_narrowed(context, cell):
        return proposal_blocks(context, cell)
    tr = context.tr
    return [block(tr("Only claims that pass the filter are counted. Gaps and proposed words go by all claims."), "dim")]


def cell_summary(context: ViewContext, cell: Cell) -> list[Block]:
    """A crossing in few lines: what it weighs at each tie level, what it lacks, and which way things moved."""
    return [
        block(levels_text(context, cell), "mark"),
        *_reviewed(context, cell),
        *gap_blocks(context, cell),
        *direction_blocks(context, cell),
    ]


def _reviewed(context: ViewContext, cell: Cell) -> list[Block]:
    text = reviewed_text(context, cell.evidence)
    return [block(text, "dim")] if text else []


def gap_blocks(context: ViewContext, cell: Cell) -> list[Block]:
    """What a crossing lacks at the tie level in force, if that may be shown."""
    kind = shown_gap(context, cell)
    return [block(context.tr("! Gap: {what}", what=context.tr(GAPS[kind])), "warn")] if kind else []


def shown_gap(context: ViewContext, cell: Cell) -> GapKind | None:
    """What a crossing lacks at the tie level in force, over all of time; None of what may not be shown, too."""
    kind = context.gap_map.gap(cell.row, cell.column, context.weighing.level)
    if kind and context.blinding.hides_gap(Gap(kind, cell.row, cell.column), context.gap_map):
        return None
    return kind


def _by_voice(context: ViewContext, evidence: Sequence[Evidence], tally: Tally, limit: int | None) -> list[Block]:
    """Claims under who says so: those that count at the tie level in force, those of the thesis, then all others.

    What waits for the reviewer's answer stands by itself, since its tie is hidden. `tally` is that of all claims;
    where there are more than `limit`, no list says how many are in it.
    """
    tr, shown = context.tr, evidence[:limit]
    is_cut = len(shown) < len(evidence)
    hidden = [claim for claim in shown if context.blinding.hides_stance(claim)]
    facts = facts_of(context.blinding.unlinked_claims(shown))
    counted = facts_at(context.dossier, facts, context.weighing.level)
    counted_ids = {fact.claim.id for fact in counted}
    others = [claim for fact in facts if fact.claim.id not in counted_ids for claim in fact.members]
    thesis = [claim for fact in counted for claim in fact.members if claim.origin == "thesis"]
    return [
        *_voices(context, counted, tally),
        *_listed(context, tr("The thesis says, and is no voice"), thesis, is_cut=is_cut),
        *_listed(context, tr("Not counted at this tie level"), others, is_cut=is_cut),
        *_listed(context, tr("Waiting for your answer"), hidden, is_cut=is_cut),
    ]


def _voices(context: ViewContext, facts: Sequence[Fact], tally: Tally) -> list[Block]:
    tr, voices = context.tr, context.dossier.voices
    if not facts:
        return []
    title = tr("Voices: {level}", level=tr(LEVEL_NAMES[context.weighing.level]))
    blocks = [*heading(title), Block(_counts(context, tally.supports, tally.contradicts, tally.total))]
    for voice in sorted(voices.by_voice(facts), key=lambda voice: not voice.certain):
        blocks += [Block(tuple(_voice_head(context, voice)), 0, 2, voice.voice.id)]
        blocks += [evidence_block(context, claim, 2) for claim in voice.claims]
    return blocks


def _counts(context: ViewContext, supports: VoiceCount, contradicts: VoiceCount, total: VoiceCount) -> Line:
    """`2–4 for, 1 against (independent: 1 for, 1 against), 3 voices in all`."""
    tr = context.tr
    independent = counts_spans(tr, supports.independent, contradicts.independent)
    return (
        *counts_spans(tr, supports.voices, contradicts.voices),
        Span(" (" + tr("independent:") + " "),
        *independent,
        Span("), "),
        Span(tr.many("1 voice in all", "{voices} voices in all", total.voices.high, voices=range_text(total.voices))),
    )


def _voice_head(context: ViewContext, voice: VoiceClaims) -> Iterator[Span]:
    """`US Department of Labor · funder · 9 editions`."""
    tr = context.tr
    yield Span(voices_text(context, voice.voice), "heading")
    parts = [stake_words(context, voice.stake)]
    if len(voice.sources) > 1:
        parts.append(tr("{n} editions", n=len(voice.sources)))
    if not voice.certain:
        parts.append(tr("uncertain: it may only repeat another"))
    yield Span(f" · {' · '.join(parts)}", "dim")


def _listed(context: ViewContext, title: str, evidence: Sequence[Evidence], *, is_cut: bool) -> list[Block]:
    if not evidence:
        return []
    head = title if is_cut else f"{title} ({len(evidence)})"
    return [*heading(head), *(evidence_block(context, claim, 2) for claim in evidence)]
