"""All that a voice says: the page of a publisher, and what stands of it on the pages of actors and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ilo_tui.core.text import clean, name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.model import Evidence, Reading, Source, Stake
from ilo_tui.dossier.voices import PUBLISHER
from ilo_tui.dossier.weighing import in_period
from ilo_tui.views.claim_labels import TRENDS
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import STAKES, source_kind
from ilo_tui.views.markup import Block, Line, Span, block, heading
from ilo_tui.views.pages.citation import field
from ilo_tui.views.pages.evidence import by_crossing, evidence_block
from ilo_tui.views.source_counts import SourceCounts, source_counts
from ilo_tui.views.weighing_words import period_line
from ilo_tui.views.weights import cell_weight, claims_line, claims_spans, pair, voices_text

_READ: dict[Reading, str] = {
    "direct": N_("{n} directly"),
    "excerpt": N_("{n} from an excerpt"),
    "second_hand": N_("{n} second hand"),
}
"""How many claims were read in which way."""


def publisher_page(context: ViewContext, ident: str) -> Iterable[Block] | None:
    """A publisher, `publisher:NAME` however that is written: its voice, sources, what it says and what it only prints.

    None where the dossier has no source of it.
    """
    voices, key = context.dossier.voices, name_key(ident.removeprefix(PUBLISHER))
    sources = voices.published_by(key)
    if not sources:
        return None
    spoken, printed = _of_publisher(context, sources)
    return chain(
        [block(clean(sources[0].publisher or ""), "title"), *_voice_fields(context, sources)],
        said_blocks(context, spoken),
        source_blocks(context, sources, context.tr.many("1 source", "{n} sources", len(sources))),
        crossing_blocks(context, in_period(context.dossier, spoken, context.weighing.period)),
        _printed_blocks(context, printed),
    )


def _of_publisher(context: ViewContext, sources: Sequence[Source]) -> tuple[list[Evidence], list[Evidence]]:
    """The claims in which a publisher speaks in its sources, and those in which others do, or the thesis."""
    voices, dossier = context.dossier.voices, context.dossier
    own_voices = {source.id: voices.of_source(source.id).voice for source in sources}
    claims = {claim.id: claim for source in sources for claim in dossier.evidence_of("source", source.id)}
    spoken = {
        claim.id
        for claim in claims.values()
        if any(own_voices.get(speaker.source) == speaker.voice for speaker in voices.speakers(claim))
    }
    ordered = list(claims.values())
    return [claim for claim in ordered if claim.id in spoken], [claim for claim in ordered if claim.id not in spoken]


def _voice_fields(context: ViewContext, sources: Sequence[Source]) -> list[Block]:
    """With whose voice the sources of a publisher speak, which need not be the same for all, and its stake."""
    tr, voices = context.tr, context.dossier.voices
    speakers = {
        speaker.voice: speaker
        for source in sources
        if not voices.is_thesis(source.id)
        for speaker in [voices.of_source(source.id)]
    }
    blocks = [field(tr("Voice"), tr("no voice"))] if not speakers else []
    for voice, speaker in speakers.items():
        if voice.kind == "publisher":
            blocks.append(field(tr("Voice"), tr("its own")))
        else:
            blocks.append(field(tr("Counts with the voice of"), voices_text(context, voice), "link", voice.id))
        blocks.append(stake_field(context, speaker.stake))
    return blocks


def stake_field(context: ViewContext, stake: Stake | None) -> Block:
    """What interest a voice has in the answer."""
    tr = context.tr
    return field(tr("Stake"), tr(STAKES[stake]) if stake else tr("not stated"))


def said_blocks(context: ViewContext, evidence: Sequence[Evidence]) -> Iterator[Block]:
    """What somebody says in the period in force: how many claims on which side, and which way things moved."""
    tr, counted = context.tr, in_period(context.dossier, evidence, context.weighing.period)
    title = tr.many("Speaks in 1 claim", "Speaks in {n} claims", len(counted))
    yield from [*heading(title), Block(claims_line(context, counted)), *_trends(context, counted)]
    yield from period_line(context)


def _trends(context: ViewContext, evidence: Iterable[Evidence]) -> list[Block]:
    """Which way things moved by these claims, each fact once; nothing where none says so or none may be shown."""
    facts = facts_of(context.blinding.unlinked_claims(evidence))
    counts = Counter(str(fact.claim.trend) for fact in facts if fact.claim.trend)
    parts = [f"{counts[trend]} {context.tr(word)}" for trend, word in TRENDS.items() if counts[trend]]
    return [field(context.tr("Which way things moved"), ", ".join(parts))] if parts else []


def crossing_blocks(context: ViewContext, evidence: Iterable[Evidence]) -> Iterator[Block]:
    """Claims under the crossing that each is on, in the order of the gap map, beside what all voices there come to."""
    for row, columns in by_crossing(context, evidence):
        for column, claims in columns:
            yield Block()
            yield Block(_crossing_head(context, row, column, claims), 0, 2, f"cell:{row}/{column}")
            yield from (evidence_block(context, claim, 2) for claim in claims)


def _crossing_head(context: ViewContext, row: str, column: str, claims: Sequence[Evidence]) -> Line:
    """`CLM × Output  claims: 2 for, 0 against, 1 context; all voices here: +2 -1`."""
    counts = pair(cell_weight(context, context.gap_map.cell(row, column)).tally)
    return (
        Span(f"{context.code(row)} × {context.name(column)}", "heading"),
        Span("  "),
        *claims_line(context, claims),
        Span("; " + context.tr("all voices here: {counts}", counts=counts), "dim"),
    )


def _printed_blocks(context: ViewContext, evidence: Sequence[Evidence]) -> Iterator[Block]:
    """What a publisher prints in which another voice speaks, or the thesis."""
    printed = in_period(context.dossier, evidence, context.weighing.period)
    if printed:
        yield from heading(
            context.tr.many("Prints what others say in 1 claim", "Prints what others say in {n} claims", len(printed))
        )
        yield from (evidence_block(context, claim) for claim in printed)


def source_blocks(context: ViewContext, sources: Sequence[Source], title: str) -> Iterator[Block]:
    """Sources under a title, each to follow, with year, kind and counts; nothing where there are none."""
    if sources:
        yield from heading(title)
        yield from (Block(_source_line(context, source), 0, 2, source.id) for source in sources)


def _source_line(context: ViewContext, source: Source) -> Line:
    """`2019 Findings (2020) · monitoring · claims: 3 for, 1 against, 12 context; read directly 5, ...`."""
    tr = context.tr
    year = str(source.year) if source.year is not None else tr("year not known")
    counts = source_counts(context, source.id)
    read = reading_text(context, counts)
    sides = (counts.supports, counts.contradicts, counts.context)
    return (
        Span(tr.clean(source.title), "link"),
        Span(f" ({year}) · {source_kind(tr, source.kind)} · ", "dim"),
        *claims_spans(tr, sides, counts.hidden),
        *((Span("; " + tr("read: {how}", how=read), "dim"),) if read else ()),
    )


def reading_text(context: ViewContext, counts: SourceCounts) -> str:
    """`5 directly, 3 from an excerpt, 1 second hand`, of those ways that there are; empty where none is recorded."""
    return ", ".join(context.tr(_READ[reading], n=n) for reading, n in counts.readings.items() if n)
