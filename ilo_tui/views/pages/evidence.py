"""Pages about claims: one in full, lists of them, and the cells of the gap map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilo_tui.core.text import clean, clean_lines
from ilo_tui.dossier.gapmap import Cell, Gap
from ilo_tui.dossier.model import Evidence, Source
from ilo_tui.views.blinding import AFTER, UNSEEN
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import CONFIDENCE, GAPS, ORIGINS, STANCES
from ilo_tui.views.markup import Block, Line, Span, block, heading
from ilo_tui.views.pages.citation import field, reference, source_blocks
from ilo_tui.views.pages.figures import figure_blocks


def side(context: ViewContext, claim: Evidence) -> tuple[str, str, str]:
    """Mark, word and role of the side that a claim is on; of one that waits for an answer, that it is hidden."""
    return UNSEEN if context.blinding.claim(claim) else STANCES[claim.stance]


def claim_line(context: ViewContext, one: Evidence, row: str = "") -> Line:
    """A claim in one line: mark, programme or policy unless all are about that of this `row`, statement."""
    mark, _, role = side(context, one)
    about = one.programme or one.policy
    about = None if about == row else about
    code = (Span(f"{context.code(about)} ", "dim"),) if about else ()
    return (Span(f"{mark} ", role), *code, Span(context.tr.text(one.statement)))


def claim_block(context: ViewContext, one: Evidence, indent: int = 0) -> Block:
    """A claim to follow: mark, statement, source."""
    mark, _, role = side(context, one)
    own = context.own_mark(f"evidence:{one.id}")
    marks = (Span(f" [{own}]", "mark"),) if own else ()
    return Block(
        (Span(f"{mark} ", role), Span(context.tr.text(one.statement)), Span(f" ({clean(one.source)})", "dim"), *marks),
        indent,
        2,
        one.id,
    )


def counts(context: ViewContext, evidence: Iterable[Evidence]) -> Line:
    """`3 for, 2 against, 1 context`, and how many more wait for the reviewer's answer."""
    stances, hidden = context.blinding.counts(evidence)
    more = context.tr("{n} hidden until judged", n=hidden)
    return (*counted(context, stances), *((Span(", "), Span(more, "dim")) if hidden else ()))


def counted(context: ViewContext, stances: tuple[int, int, int]) -> Line:
    """The same of counts that were made already."""
    supports, contradicts, neutral = stances
    tr = context.tr
    return (
        Span(tr("{n} for", n=supports), "for"),
        Span(", "),
        Span(tr("{n} against", n=contradicts), "against"),
        Span(", "),
        Span(tr("{n} context", n=neutral), "context"),
    )


def by_dimension(context: ViewContext, evidence: Sequence[Evidence]) -> list[Block]:
    """Claims under the dimension that they are about, each dimension with its counts."""
    blocks: list[Block] = []
    columns = [*context.dossier.dimensions, None]
    for column in columns:
        own = [one for one in evidence if one.dimension == column]
        if own:
            name = context.name(column or "*unassigned")
            blocks += [Block(), Block((Span(name, "heading"), Span("  "), *counts(context, own)))]
            blocks += [claim_block(context, one) for one in own]
    return blocks


def about_blocks(context: ViewContext, one: Evidence) -> list[Block]:
    """What a claim is about, each to follow."""
    tr = context.tr
    fields = (
        (tr("Programme"), one.programme),
        (tr("Policy"), one.policy),
        (tr("Indicator"), one.indicator),
        (tr("Suggestion"), one.suggestion),
    )
    blocks = [field(label, context.name(ident), "link", ident) for label, ident in fields if ident]
    name = context.name(one.dimension or "*unassigned")
    return [*blocks, field(tr("Dimension"), name, "link" if one.dimension else "warn", one.dimension)]


def claim_blocks(context: ViewContext, one: Evidence) -> list[Block]:
    """A claim as a reviewer sees it before judging: statement, excerpt, figures, place, source and locator."""
    tr = context.tr
    blocks = [block(tr.text(one.statement), "title")]
    if one.excerpt:
        words = f"“{one.excerpt.text.strip()}” [{clean(one.excerpt.lang)}]"
        # A publisher's texts in several languages stand in lines of their own.
        blocks += [block(line, indent=2) for line in clean_lines(words, tr.clean) if line.strip()]
    if one.figures:
        blocks += [
            Block(),
            block(tr("Figures"), "heading"),
            *figure_blocks(context, one.figures),
        ]
    blocks.append(Block())
    if one.place:
        blocks.append(field(tr("Place"), tr.text(one.place)))
    if one.year is not None:
        blocks.append(field(tr("Year"), str(one.year)))
    blocks += source_blocks(context, one.source, one.locator)
    for cite in one.other_sources:
        blocks += source_blocks(context, cite.source, cite.locator, tr("Also"))
    return blocks


def evidence_page(context: ViewContext, one: Evidence) -> list[Block]:
    """Everything about one claim."""
    tr = context.tr
    mark, word, role = side(context, one)
    stance = Block((Span(f"{mark} {tr(word)}", role), Span("  "), Span(one.id, "dim")))
    hidden = context.blinding.claim(one)
    confidence = tr(AFTER) if hidden else tr(CONFIDENCE[one.confidence])
    weight = [
        field(tr("Confidence"), confidence, "" if one.confidence == "high" or hidden else "warn"),
        field(tr("Origin"), tr(ORIGINS[one.origin]), "warn" if one.origin == "editor" else ""),
    ]
    return [
        stance,
        *claim_blocks(context, one),
        *weight,
        Block(),
        *about_blocks(context, one),
        *context.own(f"evidence:{one.id}"),
    ]


def cell_page(context: ViewContext, cell: Cell, most: int | None = None) -> list[Block]:
    """A crossing of the gap map: counts, gaps, and its claims, or so many of them at `most`."""
    tr = context.tr
    title = block(f"{context.name(cell.row)} × {context.name(cell.column)}", "title")
    blocks = [title, Block(counts(context, cell.evidence))]
    gaps = [kind for kind in cell.gaps if not context.blinding.gap(Gap(kind, cell.row, cell.column), context.gap_map)]
    blocks += [block(tr("! Gap: {what}", what=tr(GAPS[kind])), "warn") for kind in gaps]
    blocks += context.own(f"cell:{cell.row}/{cell.column}")
    blocks += [Block(), *(claim_block(context, one) for one in cell.evidence[:most])]
    left = len(cell.evidence) - most if most is not None else 0
    return [*blocks, block(tr("... and {n} more", n=left), "dim")] if left > 0 else blocks


def source_page(context: ViewContext, source: Source) -> list[Block]:
    """A publication in full, and what it is cited for."""
    tr, ident = context.tr, source.id
    cited = context.dossier.evidence_of("source", ident)
    blocks = [
        block(clean(source.title), "title"),
        field(tr("Publisher"), clean(source.publisher) if source.publisher else tr("not known")),
        field(tr("Year"), str(source.year) if source.year is not None else tr("not known")),
        field(tr("Kind"), clean(source.kind).replace("-", " ")),
        field(tr("Address"), clean(source.url) if source.url else tr("not known")),
        field(tr("Cite as"), reference(context, ident)),
    ]
    if source.note:
        blocks.append(field(tr("Note"), tr.text(source.note)))
    if cited:
        blocks += [*heading(tr.many("Cited for 1 claim", "Cited for {n} claims", len(cited)))]
        blocks += [Block(counts(context, cited)), *(claim_block(context, one) for one in cited)]
    others = context.dossier.alignments_of("source", ident)
    if others:
        blocks += heading(tr.many("Cited for 1 alignment", "Cited for {n} alignments", len(others)))
        blocks += [block(f"{context.title(one)}: {tr.text(one.rationale)}", hang=2, target=one.id) for one in others]
    return blocks
