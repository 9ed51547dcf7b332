"""The rows of an effect direction plot: tied and not tied in two columns, or where there is no room in two sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ilo_tui.dossier.effect_direction import EffectDirections, VoiceDirection
from ilo_tui.dossier.voices import Voice
from ilo_tui.dossier.weighing import makes_difference
from ilo_tui.views.claim_labels import TRENDS
from ilo_tui.views.context import ViewContext
from ilo_tui.views.effect_directions import (
    Strengths,
    counts_text,
    sign_of,
    stake_words,
    tied_words,
    untied_words,
    voice_name,
)
from ilo_tui.views.markup import Block, Line, Span, block, fit, heading, width_of, wrap

_ROOMY = 100
"""Cells from which on both columns have room for their words."""
_SOLID, _HOLLOW = 7, 9
"""Cells of the widest sign, mixed three times, and the space behind it."""


def plot_blocks(context: ViewContext, plot: EffectDirections, width: int, strengths: Strengths | None) -> list[Block]:
    """A row a voice; own and funder voices stand apart."""
    write = _columns if width >= _ROOMY and makes_difference(context.dossier) else _sections
    return list(write(context, plot, width, strengths or (lambda claims: "")))


def _sections(context: ViewContext, plot: EffectDirections, width: int, strengths: Strengths) -> Iterator[Block]:
    """What is tied, then what is not."""
    yield from heading(_capital(tied_words(context)))
    if not plot.tied:
        yield block(context.tr("No voice tells which way things moved."), "dim")
    yield from _grouped(context, plot.tied, strengths, tied=True)
    if plot.untied:
        yield from heading(_capital(untied_words(context)))
        yield from _grouped(context, plot.untied, strengths, tied=False)


def _grouped(
    context: ViewContext, rows: Sequence[VoiceDirection], strengths: Strengths, *, tied: bool
) -> Iterator[Block]:
    yield from (_row(context, row, strengths, tied=tied) for row in rows if not row.is_apart)
    apart = [row for row in rows if row.is_apart]
    if apart:
        yield block(_apart(context), "dim", indent=2)
    yield from (_row(context, row, strengths, tied=tied) for row in apart)


def _row(context: ViewContext, row: VoiceDirection, strengths: Strengths, *, tied: bool) -> Block:
    """`▲▲  better (2 of 3 better, 1 worse): Ministry of Labour · its own conduct is told of`."""
    sign_width = _SOLID if tied else _HOLLOW
    spans = (*_direction(context, row, sign_width, tied=tied), Span(": "), *_voice(context, row))
    strength = _strength(context, row, strengths)
    return Block((*spans, *strength), 2, sign_width, row.voice.id)


def _direction(context: ViewContext, row: VoiceDirection, sign_width: int, *, tied: bool) -> Line:
    sign = fit(sign_of(row.direction, row.size, tied=tied), sign_width)
    counts = Span(f" ({counts_text(context, row.counts)})")
    return Span(sign, "bar"), Span(context.tr(TRENDS[row.direction]), "mark"), counts


def _voice(context: ViewContext, row: VoiceDirection) -> Line:
    return Span(voice_name(context, row), "link"), Span(f" · {stake_words(context, row.stake)}", "dim")


def _strength(context: ViewContext, row: VoiceDirection, strengths: Strengths) -> Line:
    words = strengths([fact.claim for fact in row.facts])
    return (Span(" · " + context.tr("strength: {words}", words=words)),) if words else ()


def _apart(context: ViewContext) -> str:
    return context.tr("Own and funder voices, apart")


def _columns(context: ViewContext, plot: EffectDirections, width: int, strengths: Strengths) -> Iterator[Block]:
    """A row a voice, in one column what is tied, in the next what is not."""
    by_voice: dict[Voice, list[VoiceDirection | None]] = {}
    for number, rows in enumerate((plot.tied, plot.untied)):
        for row in rows:
            by_voice.setdefault(row.voice, [None, None])[number] = row
    cell = (width - 2) * 3 // 10
    widths = (width - 2 - 2 * cell, cell, cell)
    heads = (context.tr("Voice"), _capital(tied_words(context)), _capital(untied_words(context)))
    yield Block()
    yield from _beside([block(head, "heading") for head in heads], widths)
    groups = {apart: [pair for pair in by_voice.values() if _is_apart(pair) == apart] for apart in (False, True)}
    for apart, pairs in groups.items():
        if apart and pairs:
            yield block(_apart(context), "dim")
        for pair in pairs:
            yield from _pair(context, pair, widths, strengths)


def _is_apart(pair: Sequence[VoiceDirection | None]) -> bool:
    return any(row.is_apart for row in pair if row)


def _pair(
    context: ViewContext, pair: Sequence[VoiceDirection | None], widths: Sequence[int], strengths: Strengths
) -> Iterator[Block]:
    """The row of a voice in both columns."""
    first = next(row for row in pair if row)
    cells = [Block(_voice(context, first), 0, 2)]
    for row, tied, sign_width in zip(pair, (True, False), (_SOLID, _HOLLOW), strict=True):
        spans = (*_direction(context, row, sign_width, tied=tied), *_strength(context, row, strengths)) if row else ()
        cells.append(Block(spans, 0, sign_width))
    yield from _beside(cells, widths, first.voice.id)


def _beside(cells: Sequence[Block], widths: Sequence[int], target: str | None = None) -> Iterator[Block]:
    """Cells side by side, each wrapped to its width, with a space between; the first line leads to `target`."""
    for number, parts in enumerate(zip_longest(*map(wrap, cells, widths), fillvalue=())):
        spans: list[Span] = []
        for part, width in zip(parts, widths, strict=True):
            used = sum(width_of(span.text) for span in part)
            spans += [*part, Span(" " * (width - used + 1))]
        yield _indented(spans, None if number else target)


def _indented(spans: Sequence[Span], target: str | None) -> Block:
    """A line as a block that is not wrapped: it would lose the spaces with which it begins and ends."""
    first = next(number for number, span in enumerate(spans) if span.text.strip())
    text = spans[first].text
    blank = sum(len(span.text) for span in spans[:first]) + len(text) - len(text.lstrip())
    return Block((Span(text.lstrip(), spans[first].role), *spans[first + 1 : -1]), blank, 0, target)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
