"""The pages of what a dossier says of itself: which dossier it is, and the scales on which it is judged."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Meta, Scale
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import SCALE_KINDS
from ilo_tui.views.markup import Block, Span, block
from ilo_tui.views.pages.citation import field


def meta_page(context: ViewContext, meta: Meta) -> list[Block]:
    """What dossier this is."""
    tr = context.tr
    evaluated = meta.evaluated
    return [
        block(tr.text(meta.title), "title"),
        field(tr("Edition"), clean(meta.edition)),
        field(tr("Languages"), ", ".join(clean(language) for language in meta.languages)),
        field(tr("Licence"), clean(meta.licence) if meta.licence else tr("not stated")),
        field(tr("Evaluated"), context.name(evaluated), "link", evaluated)
        if evaluated
        else field(tr("Evaluated"), tr("not stated: all claims count as tied")),
    ]


def scale_page(context: ViewContext, scale: Scale) -> list[Block]:
    """A scale: the question and every answer with its key and definition."""
    tr = context.tr
    blocks = [
        block(tr.text(scale.question), "title"),
        field(tr("Asked of"), clean(scale.applies_to)),
        field(tr("Kind"), tr(SCALE_KINDS[scale.kind])),
        Block(),
    ]
    for value in scale.values:
        rank = (
            ""
            if value.rank is not None or scale.kind == "nominal"
            else tr(" (no rank: left out of ordinal statistics)")
        )
        spans = (
            Span(f"{value.key} ", "mark"),
            Span(tr.text(value.label)),
            Span(f": {tr.text(value.definition)}{rank}", "dim"),
        )
        blocks.append(Block(spans, 0, 2))
    return blocks
