"""The page of an actor: what interest it has, with whose voice it counts, what it does and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ilo_tui.dossier.model import Actor, Evidence, Source
from ilo_tui.dossier.voices import Voice
from ilo_tui.dossier.weighing import in_period
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, block, heading
from ilo_tui.views.pages.citation import field
from ilo_tui.views.pages.evidence import evidence_block
from ilo_tui.views.pages.voice import crossing_blocks, said_blocks, source_blocks, stake_field
from ilo_tui.views.weights import voices_line


def actor_page(context: ViewContext, actor: Actor) -> Iterator[Block]:
    """An actor: stake, voice, what it is part of, all that it says, its sources, and the claims in which it acts."""
    tr = context.tr
    blocks = [block(tr.text(actor.name), "title")]
    if actor.id == context.dossier.meta.evaluated:
        blocks.append(block(tr("This is whose work is evaluated."), "mark"))
    voice, stake = context.dossier.voices.of_actor(actor.id)
    blocks.append(stake_field(context, stake))
    blocks.append(
        field(tr("Voice"), tr("its own"))
        if voice.key == actor.id
        else field(tr("Counts with the voice of"), context.name(voice.key), "link", voice.key)
    )
    yield from [*blocks, *_links(context, actor)]
    spoken = _spoken(context, actor)
    if spoken:
        yield from said_blocks(context, spoken)
    yield from _publications(context, actor)
    yield from crossing_blocks(context, in_period(context.dossier, spoken, context.weighing.period))
    acts = context.dossier.evidence_of("actor", actor.id)
    yield from _claims(context, tr.many("Acts in 1 claim", "Acts in {n} claims", len(acts)), acts)


def _spoken(context: ViewContext, actor: Actor) -> Sequence[Evidence]:
    """The claims in which an actor speaks, with all who speak with its voice; of one of these its own words alone."""
    voices = context.dossier.voices
    voice, _ = voices.of_actor(actor.id)
    return voices.claims_of(voice) if voice.key == actor.id else context.dossier.evidence_of("said_by", actor.id)


def _links(context: ViewContext, actor: Actor) -> list[Block]:
    """Of what it is part, what is part of it, and who else speaks with its voice."""
    tr, others = context.tr, context.dossier.records(Actor)
    links = [
        *([(tr("Part of"), actor.parent)] if actor.parent else []),
        *((tr("Speaks with its voice"), other.id) for other in others if other.voice_of == actor.id),
        *((tr("Has as a part"), other.id) for other in others if other.parent == actor.id != other.voice_of),
    ]
    return [field(label, context.name(ident), "link", ident) for label, ident in links]


def _publications(context: ViewContext, actor: Actor) -> Iterator[Block]:
    """The sources that speak with its voice, where it has one of its own; else those that name it for theirs."""
    voices, voice = context.dossier.voices, Voice("actor", actor.id)
    sources = [
        source
        for source in context.dossier.records(Source)
        if source.voice == actor.id or voices.of_source(source.id).voice == voice
    ]
    title = context.tr.many("1 source is in its voice", "{n} sources are in its voice", len(sources))
    return source_blocks(context, sources, title)


def _claims(context: ViewContext, title: str, evidence_list: Sequence[Evidence]) -> Iterator[Block]:
    if evidence_list:
        yield from [*heading(title), Block(voices_line(context, evidence_list))]
        yield from (evidence_block(context, evidence) for evidence in evidence_list)
