"""How a question and its answers are laid out for the room there is; where there is too little, no digit answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from textual.dom import DOMNode
from textual.geometry import Size

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.frontends.tui.help.bindings_in_force import key_of
from ilo_tui.views.markup import Block, Span, block, width_of, wrap

AnswerLayout = Literal["defined", "labels", "packed", "alone"]
"""Each answer with its definition; a line each; as many on a line as fit; so, without the item beside them."""
BlockMaker = Callable[[Scale, AnswerLayout], list[Block]]

LOW_SCREEN = 20
"""Below so many lines the definitions of a scale are left out."""
LINES_BELOW = 2
"""Lines below the question: what was saved, the keys."""
_BORDER, _READ, _ITEM, _LEAST = 1, 7, 4, 2
"""Lines of the border; of the item's pane, its title included, while every answer is defined; while each has a line;
and at the least."""


def text_width(size: Size) -> int:
    """Cells of a line of the question on a screen of this size."""
    return max(size.width - 3, 10)


def layout_for(
    size: Size, scales: Sequence[Scale], blocks_of: BlockMaker, frame: int
) -> tuple[AnswerLayout | None, int]:
    """The fullest style in which the longest of some questions fits, and the lines that it takes.

    `frame` is how many lines the screen needs besides question and item. No style where not even the answers in their
    shortest form fit: then the lines are those that the whole screen would need.
    """
    most: dict[AnswerLayout, int] = {
        "defined": size.height - frame - _READ if size.height >= LOW_SCREEN else 0,
        "labels": size.height - frame - _ITEM,
        "packed": size.height - frame - _LEAST,
        "alone": size.height - LINES_BELOW + _BORDER,
    }
    lines = 0
    for layout, room in most.items():
        lines = max((_lines(blocks_of(scale, layout), size) for scale in scales), default=0) + _BORDER
        if lines <= room:
            return layout, lines
    return None, lines - _BORDER + LINES_BELOW


def _lines(blocks: Sequence[Block], size: Size) -> int:
    return sum(len(wrap(block, text_width(size))) for block in blocks)


def answer_blocks(
    node: DOMNode, tr: Translator, scale: Scale, layout: AnswerLayout, chosen: str | None = None
) -> list[Block]:
    """The answers of a scale with their keys, as configured on `node`; the `chosen` one marked."""
    answers = [
        (
            Span(f"{'›' if value.code == chosen else ' '}{key_of(node, f'answer-{value.key}')} ", "mark"),
            Span(tr.text(value.label)),
            Span(f": {tr.text(value.definition)}" if layout == "defined" else "", "dim"),
        )
        for value in scale.values
    ]
    if layout in {"packed", "alone"}:
        return [Block(spans, 0, 3) for spans in _packed(answers, text_width(node.app.size))]
    return [Block(spans, 0, 3) for spans in answers]


def _packed(answers: Sequence[tuple[Span, ...]], width: int) -> Iterator[tuple[Span, ...]]:
    """The answers, as many on a line as fit; none is torn that has room on a line of its own."""
    line: tuple[Span, ...] = ()
    for answer in answers:
        if line and width_of("".join(span.text for span in (*line, Span(" "), *answer))) > width:
            yield line
            line = ()
        line = (*line, Span(" "), *answer) if line else answer
    if line:
        yield line


def too_small(tr: Translator, size: Size, lines: int) -> Block:
    """What stands in place of a question that does not fit."""
    message = tr(
        "Make the window larger: {lines} lines of this width are needed, and there are {height}. No digit answers now.",
        lines=lines,
        height=size.height,
    )
    return block(message, "warn")
