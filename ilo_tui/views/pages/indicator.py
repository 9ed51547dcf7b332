"""Indicators as bars by year, segment by segment, because points of two segments cannot be compared."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Indicator
from ilo_tui.dossier.parts import Segment
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, bar_cells, block, heading
from ilo_tui.views.pages.citation import field, note
from ilo_tui.views.pages.evidence import evidence_block


def indicator_page(context: ViewContext, indicator: Indicator, width: int) -> list[Block]:
    """Definition, warning, bars by year for each segment, and the claims that use the indicator."""
    tr = context.tr
    blocks = [
        block(tr.text(indicator.name), "title"),
        block(tr.text(indicator.definition)),
        field(tr("Unit"), tr.text(indicator.unit)),
    ]
    if len(indicator.segments) > 1:
        warning = tr(
            "! The segments below were measured in different ways: compare years within a segment, never across."
        )
        blocks.append(block(warning, "warn", hang=2))
    if not indicator.segments:
        blocks.append(block(tr("No series was found: not known."), "warn"))
    top = max((abs(point.value) for segment in indicator.segments for point in segment.points), default=0)
    for segment in indicator.segments:
        blocks += segment_blocks(context, segment, top, width)
    blocks += [Block(), *note(context, indicator.note)]
    if indicator.dimension:
        blocks.append(field(tr("Dimension"), context.name(indicator.dimension), "link", indicator.dimension))
    blocks += [field(tr("Programme"), context.name(ident), "link", ident) for ident in indicator.programmes]
    evidence_list = context.dossier.evidence_of("indicator", indicator.id)
    if evidence_list:
        blocks += [*heading(tr("Evidence")), *(evidence_block(context, evidence) for evidence in evidence_list)]
    return [*blocks, *context.observation_blocks(indicator.id)]


def segment_blocks(context: ViewContext, segment: Segment, top: float, width: int) -> list[Block]:
    """A segment's label and one bar a year; all bars of an indicator share a scale up to `top`."""
    tr = context.tr
    numbers = [tr.number(point.value) for point in segment.points]
    wide = max((len(number) for number in numbers), default=0)
    sources = [clean(point.source) for point in segment.points]
    room = max(width - wide - 8 - max((len(source) + 1 for source in sources), default=0), 4)
    blocks = [Block(), block(tr.text(segment.label), "heading")]
    for point, number, source in zip(segment.points, numbers, sources, strict=True):
        size = bar_cells(point.value, top, room)
        bar = "█" * size if size or not point.value else "▏"
        spans = (
            Span(f"{point.year} "),
            Span(f"{number:>{wide}} ", "mark"),
            Span(bar, "bar"),
            Span(f" {source}", "dim"),
        )
        blocks.append(Block(spans, 0, 5, point.source))
    return blocks
