"""One claim in full: what a reviewer sees of it before the answer, and what the dossier's editors make of it."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import clean, clean_lines
from ilo_tui.dossier.model import Evidence, Source
from ilo_tui.dossier.places import PLACE
from ilo_tui.dossier.voices import Speaker
from ilo_tui.views.blinding import AFTER
from ilo_tui.views.claim_head import reading_word, tie_meaning, tie_spans
from ilo_tui.views.claim_labels import AIM_REACHED, TRENDS
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import CONFIDENCE, ORIGINS, source_kind
from ilo_tui.views.markup import Block, Span, block
from ilo_tui.views.pages.citation import excerpt_page, field, note, reference, source_blocks
from ilo_tui.views.pages.evidence import side
from ilo_tui.views.pages.figures import figure_blocks
from ilo_tui.views.proof_words import quote_mark


def evidence_page(context: ViewContext, evidence: Evidence) -> list[Block]:
    """Everything about one claim."""
    tr = context.tr
    mark, word, role = side(context, evidence)
    stance = Block(
        (Span(f"{mark} {tr(word)}", role), *tie_spans(context, evidence), Span("  "), Span(evidence.id, "dim"))
    )
    return [
        stance,
        *evidence_blocks(context, evidence),
        *_confidence(context, evidence),
        field(tr("Origin"), tr(ORIGINS[evidence.origin]), "warn" if evidence.origin == "editor" else ""),
        *_set_off(editors_blocks(context, evidence)),
        *context.decision_blocks(f"evidence:{evidence.id}"),
        *context.observation_blocks(evidence.id),
    ]


def _set_off(blocks: list[Block]) -> list[Block]:
    """Blocks below an empty line; nothing where there are none."""
    return [Block(), *blocks] if blocks else []


def evidence_blocks(context: ViewContext, evidence: Evidence) -> list[Block]:
    """A claim as a reviewer sees it before judging: what it states, about what, who acts and speaks, its sources."""
    tr = context.tr
    blocks = [block(context.title(evidence), "title")]
    if evidence.excerpt:
        page = f", {excerpt_page(tr, evidence.excerpt.page)}" if evidence.excerpt.page else ""
        words = f"“{evidence.excerpt.text.strip()}” [{clean(evidence.excerpt.lang)}{page}]"
        # A publisher's texts in several languages stand in lines of their own.
        blocks += [block(line, indent=2) for line in clean_lines(words, tr.clean) if line.strip()]
        blocks += _proof(context, evidence)
    if evidence.figures:
        blocks += [
            Block(),
            block(tr("Figures"), "heading"),
            *figure_blocks(context, evidence.figures),
        ]
    blocks += [Block(), *_about(context, evidence), *_people(context, evidence)]
    blocks += _places(context, evidence)
    blocks += _time(context, evidence)
    return [*blocks, *_sources(context, evidence)]


def _proof(context: ViewContext, evidence: Evidence) -> Iterator[Block]:
    """Whether the excerpt stands in the copy of its source; nothing where nobody has read one here."""
    if check := context.proofs.get(evidence.id):
        yield block(quote_mark(check, context.tr), "dim" if check.state == "proven" else "warn", indent=2)


def _people(context: ViewContext, evidence: Evidence) -> Iterator[Block]:
    """Who acts and who speaks, each to follow; nothing in a dossier of schema 1, which does not say so."""
    tr = context.tr
    if not context.names_actors:
        return
    for ident in evidence.actor:
        yield field(tr("Actor"), context.name(ident), "link", ident)
    if not evidence.actor:
        yield field(tr("Actor"), tr("not stated"), "warn")
    if evidence.said_by:
        yield field(tr("Who speaks"), context.name(evidence.said_by), "link", evidence.said_by)
    elif speakers := context.dossier.voices.speakers(evidence):
        yield _source_speaks(context, speakers[0])


def _source_speaks(context: ViewContext, speaker: Speaker) -> Block:
    """Who speaks where the source says of nobody else that they say so, and that it is not certain."""
    tr, voice = context.tr, speaker.voice
    name = context.dossier.voices.name(voice)
    text = tr.clean(name) if isinstance(name, str) else tr.text(name)
    label = tr("Who speaks: the source itself") if speaker.certain else tr("Who speaks: the source itself, or another")
    actor = voice.key if voice.kind == "actor" else None
    return block(label, "dim") if voice.kind == "source" else field(label, text, "link" if actor else "", actor)


def _places(context: ViewContext, evidence: Evidence) -> Iterator[Block]:
    """Where it holds, in the words of its source, then place by place; one that the dossier names leads to its page."""
    tr, find = context.tr, context.dossier.crossings.gazetteer.find
    stated = evidence.places or ([evidence.place] if evidence.place else [])
    wording, names = tr.text(evidence.place), [tr.text(texts) for texts in stated]
    in_other_words = bool(wording) and sorted(wording.split("; ")) != sorted(names)
    if in_other_words:
        yield field(tr("Place"), wording)
    for name, texts in zip(names, stated, strict=True):
        target = f"{PLACE}{word}" if (word := find(texts)) else None
        role = "link" if target else ""
        if in_other_words:
            yield block(name, role, indent=2, target=target)
        else:
            yield field(tr("Place"), name, role, target)


def _time(context: ViewContext, evidence: Evidence) -> Iterator[Block]:
    tr = context.tr
    if evidence.year is not None:
        yield field(tr("Year"), str(evidence.year))
    if evidence.start or evidence.end:
        start, end = (tr.date(date) if date else "…" for date in (evidence.start, evidence.end))
        yield field(tr("When"), start if start == end else f"{start} – {end}")


def _sources(context: ViewContext, evidence: Evidence) -> Iterator[Block]:
    """The sources, each with its kind and its own note, whose data they give, and how the claim was read."""
    tr = context.tr
    cited = [(evidence.source, evidence.locator, tr("Source"))]
    cited += [(cite.source, cite.locator, tr("Also")) for cite in evidence.other_sources]
    notes: set[str] = set()
    for source, place, label in cited:
        yield from source_blocks(context, source, place, label)
        yield from about_source(context, source, notes)
    if evidence.data_of:
        yield field(tr("Data of"), reference(context, evidence.data_of), "link", evidence.data_of)
    if reading := reading_word(context, evidence):
        yield field(tr("How it was read"), reading, "" if evidence.reading == "direct" else "warn")


def about_source(context: ViewContext, ident: str, above: set[str] | None = None) -> Iterator[Block]:
    """What a claim owes to its source: of what kind it is, and what is noted on it ("only an excerpt was read").

    A note that stands `above` already is not repeated, and added to what stands there otherwise.
    """
    source, tr = context.dossier.get(Source, ident), context.tr
    if source is None:
        return
    yield Block((Span(tr("Kind of source: "), "dim"), Span(source_kind(tr, source.kind))), 2, 2)
    if text := tr.text(source.note):
        repeated = above is not None and text in above
        yield Block((Span(tr("On the source: "), "dim"), Span(tr("as above") if repeated else text)), 2, 2)
        if above is not None:
            above.add(text)


def _about(context: ViewContext, evidence: Evidence) -> list[Block]:
    """What a claim is about, each to follow."""
    tr = context.tr
    fields = (
        (tr("Policy"), evidence.policy),
        (tr("Indicator"), evidence.indicator),
        (tr("Suggestion"), evidence.suggestion),
    )
    blocks = [_programme(context, evidence.programme)] if evidence.programme else []
    blocks += [field(label, context.name(ident), "link", ident) for label, ident in fields if ident]
    name = context.name(evidence.dimension or "*unassigned")
    return [*blocks, field(tr("Dimension"), name, "link" if evidence.dimension else "warn", evidence.dimension)]


def _programme(context: ViewContext, programme: str) -> Block:
    """Under which programme a claim is filed; where ties are told, that this is none."""
    tr = context.tr
    line = field(tr("Programme"), context.name(programme), "link", programme)
    if context.dossier.meta.evaluated is None:
        return line
    filed = Span(tr(" (filed under it; a filing is no tie)"), "dim")
    return Block((*line.spans, filed), line.indent, line.hang, line.target)


def editors_blocks(context: ViewContext, evidence: Evidence) -> list[Block]:
    """What the dossier's editors make of a claim, which is hidden before the answer: tie, trend, aim, notes."""
    if not context.names_actors:
        return []
    tr = context.tr
    if context.blinding.hides_stance(evidence):
        label = tr("Tie, trend, aim and the editors' note")
        return [field(label, tr(AFTER))]
    return [
        *_tie(context, evidence),
        *([field(tr("Trend"), tr(TRENDS[evidence.trend]))] if evidence.trend else []),
        *_aim(context, evidence),
        *_same_fact(context, evidence),
        *note(context, evidence.note),
    ]


def _tie(context: ViewContext, evidence: Evidence) -> Iterator[Block]:
    """How the claim is tied to the evaluated actor, and why."""
    yield Block((Span(context.tr("Tie: "), "dim"), tie_meaning(context, evidence)), 0, 2)
    if evidence.tie_why:
        yield Block((Span(context.tr("Why: "), "dim"), Span(context.tr.text(evidence.tie_why))), 2, 2)


def _aim(context: ViewContext, evidence: Evidence) -> Iterator[Block]:
    if evidence.aim:
        yield field(context.tr("Aim"), context.name(evidence.aim), "link", evidence.aim)
    if evidence.aim_reached:
        yield Block(
            (Span(context.tr("Reached, by this claim: "), "dim"), Span(context.tr(AIM_REACHED[evidence.aim_reached]))),
            2,
            2,
        )


def _same_fact(context: ViewContext, evidence: Evidence) -> Iterator[Block]:
    """The other records of the same fact, each to follow; none that the reviewer still has to judge."""
    tr = context.tr
    if evidence.same_as and context.blinding.unlinked(evidence) is evidence:
        label = tr("Tells the same fact as")
        yield field(f"{label} {evidence.same_as}", context.name(evidence.same_as), "link", evidence.same_as)
    for other in context.dossier.evidence_of("same_as", evidence.id):
        if not context.blinding.hides_stance(other):
            label = tr("The same fact is told by")
            yield field(f"{label} {other.id}", context.title(other), "link", other.id)


def _confidence(context: ViewContext, evidence: Evidence) -> list[Block]:
    """How far version 0.1 trusted a claim, where nothing is said of how it was read; not of the thesis's own claims."""
    if evidence.confidence is None or evidence.reading or evidence.origin == "thesis":
        return []
    tr, hidden = context.tr, context.blinding.hides_stance(evidence)
    word = tr(AFTER) if hidden else tr(CONFIDENCE[evidence.confidence])
    return [field(tr("Confidence"), word, "" if evidence.confidence == "high" or hidden else "warn")]
