"""The page of an actor: what interest it has, with whose voice it counts, what it does and what it says."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.dossier.model import Actor, Evidence, Source
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import STAKES
from ilo_tui.views.markup import Block, block, heading
from ilo_tui.views.pages.citation import field, reference
from ilo_tui.views.pages.evidence import evidence_block
from ilo_tui.views.weights import voices_line


def actor_page(context: ViewContext, actor: Actor) -> list[Block]:
    """An actor: stake, voice, what it is part of, the claims in which it acts and those that it makes."""
    tr = context.tr
    blocks = [block(tr.text(actor.name), "title")]
    if actor.id == context.dossier.meta.evaluated:
        blocks.append(block(tr("This is whose work is evaluated."), "mark"))
    voice, stake = context.dossier.voices.of_actor(actor.id)
    blocks.append(field(tr("Stake"), tr(STAKES[stake]) if stake else tr("not stated")))
    blocks.append(
        field(tr("Voice"), tr("its own"))
        if voice.key == actor.id
        else field(tr("Counts with the voice of"), context.name(voice.key), "link", voice.key)
    )
    blocks += _links(context, actor)
    acts, speaks = (context.dossier.evidence_of(name, actor.id) for name in ("actor", "said_by"))
    blocks += _claims(context, tr.many("Acts in 1 claim", "Acts in {n} claims", len(acts)), acts)
    blocks += _claims(context, tr.many("Speaks in 1 claim", "Speaks in {n} claims", len(speaks)), speaks)
    return [*blocks, *_publications(context, actor)]


def _links(context: ViewContext, actor: Actor) -> list[Block]:
    """Of what it is part, what is part of it, and who else speaks with its voice."""
    tr, others = context.tr, context.dossier.records(Actor)
    links = [
        *([(tr("Part of"), actor.parent)] if actor.parent else []),
        *((tr("Speaks with its voice"), other.id) for other in others if other.voice_of == actor.id),
        *((tr("Has as a part"), other.id) for other in others if other.parent == actor.id != other.voice_of),
    ]
    return [field(label, context.name(ident), "link", ident) for label, ident in links]


def _publications(context: ViewContext, actor: Actor) -> list[Block]:
    sources = [source for source in context.dossier.records(Source) if source.voice == actor.id]
    if not sources:
        return []
    return [
        *heading(context.tr.many("1 source is in its voice", "{n} sources are in its voice", len(sources))),
        *(block(reference(context, source.id), "link", hang=2, target=source.id) for source in sources),
    ]


def _claims(context: ViewContext, title: str, evidence_list: Sequence[Evidence]) -> list[Block]:
    if not evidence_list:
        return []
    return [
        *heading(title),
        Block(voices_line(context, evidence_list)),
        *(evidence_block(context, evidence) for evidence in evidence_list),
    ]
