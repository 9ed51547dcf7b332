"""The page of a source: the publication in full, and what it is cited for."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Source
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import source_kind
from ilo_tui.views.markup import Block, block, heading
from ilo_tui.views.pages.citation import field, reference
from ilo_tui.views.pages.evidence import evidence_block
from ilo_tui.views.weights import voices_line


def source_page(context: ViewContext, source: Source) -> list[Block]:
    """A publication in full, and what it is cited for."""
    tr, ident = context.tr, source.id
    blocks = [
        block(clean(source.title), "title"),
        field(tr("Publisher"), clean(source.publisher) if source.publisher else tr("not known")),
        *([field(tr("In whose voice"), context.name(source.voice), "link", source.voice)] if source.voice else []),
        field(tr("Year"), str(source.year) if source.year is not None else tr("not known")),
        field(tr("Kind"), source_kind(tr, source.kind)),
        field(tr("Address"), clean(source.url) if source.url else tr("not known")),
        field(tr("Cite as"), reference(context, ident)),
    ]
    if source.data_of:
        blocks.append(field(tr("Data of"), reference(context, source.data_of), "link", source.data_of))
    if source.note:
        blocks.append(field(tr("Note"), tr.text(source.note)))
    if source.no_copy:
        blocks.append(field(tr("No copy of it"), tr.text(source.no_copy)))
    return [*blocks, *_claims(context, ident), *_alignments(context, ident)]


def _claims(context: ViewContext, ident: str) -> list[Block]:
    """The claims that rest on a source, then those that give its data from another one."""
    cited, data = (context.dossier.evidence_of(field, ident) for field in ("source", "data_of"))
    blocks: list[Block] = []
    for title, evidence_list in (
        (context.tr.many("Cited for 1 claim", "Cited for {n} claims", len(cited)), cited),
        (context.tr.many("Its data stand in 1 claim", "Its data stand in {n} claims", len(data)), data),
    ):
        if evidence_list:
            blocks += [*heading(title), Block(voices_line(context, evidence_list))]
            blocks += [evidence_block(context, evidence) for evidence in evidence_list]
    return blocks


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
