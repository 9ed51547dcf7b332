"""The page of a source: the publication in full, and what it is cited for."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import clean, name_key
from ilo_tui.dossier.model import Source
from ilo_tui.dossier.voices import PUBLISHER
from ilo_tui.dossier.weighing import in_period
from ilo_tui.views.context import ViewContext
from ilo_tui.views.copy_words import copy_blocks
from ilo_tui.views.labels import source_kind
from ilo_tui.views.markup import Block, block, heading
from ilo_tui.views.pages.citation import field, reference
from ilo_tui.views.pages.voice import crossing_blocks, reading_text, stake_field
from ilo_tui.views.source_counts import source_counts
from ilo_tui.views.source_links import address_link, source_link
from ilo_tui.views.weighing_words import period_line
from ilo_tui.views.weights import voices_line


def source_page(context: ViewContext, source: Source) -> Iterator[Block]:
    """A publication in full, and what it is cited for."""
    tr, ident = context.tr, source.id
    read = reading_text(context, source_counts(context, ident))
    blocks = [
        block(clean(source.title), "title"),
        _publisher(context, source),
        *([field(tr("In whose voice"), context.name(source.voice), "link", source.voice)] if source.voice else []),
        _stake(context, source),
        field(tr("Year"), str(source.year) if source.year is not None else tr("not known")),
        field(tr("Kind"), source_kind(tr, source.kind)),
        *([field(tr("Claims read"), read)] if read else []),
        field(tr("Address"), clean(source.url) if source.url else tr("not known"), link=address_link(context, source)),
        field(tr("Cite as"), reference(context, ident), link=source_link(context, ident)),
    ]
    if source.data_of:
        link = source_link(context, source.data_of)
        blocks.append(field(tr("Data of"), reference(context, source.data_of), "link", source.data_of, link))
    if source.note:
        blocks.append(field(tr("Note"), tr.text(source.note)))
    yield from blocks
    yield from copy_blocks(context, source)
    yield from _claims(context, ident)
    yield from _alignments(context, ident)


def _publisher(context: ViewContext, source: Source) -> Block:
    """The publisher, to follow to all that it publishes; a name of nothing that is seen leads nowhere."""
    tr = context.tr
    if not (key := name_key(source.publisher or "")):
        return field(tr("Publisher"), tr("not known"))
    return field(tr("Publisher"), clean(source.publisher or ""), "link", f"{PUBLISHER}{key}")


def _stake(context: ViewContext, source: Source) -> Block:
    """What interest its voice has in the answer; that the thesis is none."""
    voices = context.dossier.voices
    if voices.is_thesis(source.id):
        return field(context.tr("Stake"), context.tr("no voice"))
    return stake_field(context, voices.of_source(source.id).stake)


def _claims(context: ViewContext, ident: str) -> Iterator[Block]:
    """The claims of the period that rest on a source, crossing by crossing, then those that give its data elsewhere."""
    dossier, period = context.dossier, context.weighing.period
    cited, data = (in_period(dossier, dossier.evidence_of(field, ident), period) for field in ("source", "data_of"))
    for title, evidence_list in (
        (context.tr.many("Cited for 1 claim", "Cited for {n} claims", len(cited)), cited),
        (context.tr.many("Its data stand in 1 claim", "Its data stand in {n} claims", len(data)), data),
    ):
        if evidence_list:
            yield from [*heading(title), Block(voices_line(context, evidence_list)), *period_line(context)]
            yield from crossing_blocks(context, evidence_list)


def _alignments(context: ViewContext, ident: str) -> list[Block]:
    others = context.dossier.alignments_of("source", ident)
    if not others:
        return []
    return [
        *heading(context.tr.many("Cited for 1 alignment", "Cited for {n} alignments", len(others))),
        *(
            block(f"{context.title(alignment)}: {context.tr.text(alignment.rationale)}", hang=2, target=alignment.id)
            for alignment in others
        ),
    ]
