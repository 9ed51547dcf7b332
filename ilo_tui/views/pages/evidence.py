"""Pages about claims: one in full, lists of them, and the cells of the gap map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilo_tui.core.text import clean, clean_lines
from ilo_tui.dossier.gapmap import Cell, Gap
from ilo_tui.dossier.model import Dimension, Evidence, Source
from ilo_tui.views.blinding import AFTER, UNSEEN
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import CONFIDENCE, GAPS, ORIGINS, STANCES
from ilo_tui.views.markup import Block, Line, Span, block, heading
from ilo_tui.views.pages.citation import field, reference, source_blocks
from ilo_tui.views.pages.figures import figure_blocks


def side(context: ViewContext, evidence: Evidence) -> tuple[str, str, str]:
    """Mark, word and role of the side that a claim is on; of one that waits for an answer, that it is hidden."""
    return UNSEEN if context.blinding.hides_stance(evidence) else STANCES[evidence.stance]


def evidence_line(context: ViewContext, evidence: Evidence, row: str = "") -> Line:
    """A claim in one line: mark, programme or policy unless all are about that of this `row`, statement."""
    mark, _, role = side(context, evidence)
    about = evidence.programme or evidence.policy
    about = None if about == row else about
    code = (Span(f"{context.code(about)} ", "dim"),) if about else ()
    return (Span(f"{mark} ", role), *code, Span(context.tr.text(evidence.statement)))


def evidence_block(context: ViewContext, evidence: Evidence, indent: int = 0) -> Block:
    """A claim to follow: mark, statement, source."""
    mark, _, role = side(context, evidence)
    decision = context.decision_mark(f"evidence:{evidence.id}")
    marks = (Span(f" [{decision}]", "mark"),) if decision else ()
    return Block(
        (
            Span(f"{mark} ", role),
            Span(context.tr.text(evidence.statement)),
            Span(f" ({clean(evidence.source)})", "dim"),
            *marks,
        ),
        indent,
        2,
        evidence.id,
    )


def stance_counts(context: ViewContext, evidence_list: Iterable[Evidence]) -> Line:
    """`3 for, 2 against, 1 context`, and how many more wait for the reviewer's answer."""
    stances, hidden = context.blinding.counts(evidence_list)
    more = context.tr("{n} hidden until judged", n=hidden)
    return (*stance_spans(context, stances), *((Span(", "), Span(more, "dim")) if hidden else ()))


def stance_spans(context: ViewContext, stances: tuple[int, int, int]) -> Line:
    """The same for counts that are there already."""
    supports, contradicts, neutral = stances
    tr = context.tr
    return (
        Span(tr("{n} for", n=supports), "for"),
        Span(", "),
        Span(tr("{n} against", n=contradicts), "against"),
        Span(", "),
        Span(tr("{n} context", n=neutral), "context"),
    )


def by_dimension(context: ViewContext, evidence_list: Sequence[Evidence]) -> list[Block]:
    """Claims under the dimension that they are about, each dimension with its counts."""
    blocks: list[Block] = []
    columns = [*context.dossier.ids(Dimension), None]
    for column in columns:
        of_column = [evidence for evidence in evidence_list if evidence.dimension == column]
        if of_column:
            name = context.name(column or "*unassigned")
            blocks += [Block(), Block((Span(name, "heading"), Span("  "), *stance_counts(context, of_column)))]
            blocks += [evidence_block(context, evidence) for evidence in of_column]
    return blocks


def about_blocks(context: ViewContext, evidence: Evidence) -> list[Block]:
    """What a claim is about, each to follow."""
    tr = context.tr
    fields = (
        (tr("Programme"), evidence.programme),
        (tr("Policy"), evidence.policy),
        (tr("Indicator"), evidence.indicator),
        (tr("Suggestion"), evidence.suggestion),
    )
    blocks = [field(label, context.name(ident), "link", ident) for label, ident in fields if ident]
    name = context.name(evidence.dimension or "*unassigned")
    return [*blocks, field(tr("Dimension"), name, "link" if evidence.dimension else "warn", evidence.dimension)]


def evidence_blocks(context: ViewContext, evidence: Evidence) -> list[Block]:
    """A claim as a reviewer sees it before judging: statement, excerpt, figures, place, source and locator."""
    tr = context.tr
    blocks = [block(tr.text(evidence.statement), "title")]
    if evidence.excerpt:
        words = f"“{evidence.excerpt.text.strip()}” [{clean(evidence.excerpt.lang)}]"
        # A publisher's texts in several languages stand in lines of their own.
        blocks += [block(line, indent=2) for line in clean_lines(words, tr.clean) if line.strip()]
    if evidence.figures:
        blocks += [
            Block(),
            block(tr("Figures"), "heading"),
            *figure_blocks(context, evidence.figures),
        ]
    blocks.append(Block())
    if evidence.place:
        blocks.append(field(tr("Place"), tr.text(evidence.place)))
    if evidence.year is not None:
        blocks.append(field(tr("Year"), str(evidence.year)))
    blocks += source_blocks(context, evidence.source, evidence.locator)
    for cite in evidence.other_sources:
        blocks += source_blocks(context, cite.source, cite.locator, tr("Also"))
    return blocks


def evidence_page(context: ViewContext, evidence: Evidence) -> list[Block]:
    """Everything about one claim."""
    tr = context.tr
    mark, word, role = side(context, evidence)
    stance = Block((Span(f"{mark} {tr(word)}", role), Span("  "), Span(evidence.id, "dim")))
    hidden = context.blinding.hides_stance(evidence)
    weight = [field(tr("Origin"), tr(ORIGINS[evidence.origin]), "warn" if evidence.origin == "editor" else "")]
    if evidence.confidence:
        confidence = tr(AFTER) if hidden else tr(CONFIDENCE[evidence.confidence])
        role = "" if evidence.confidence == "high" or hidden else "warn"
        weight.insert(0, field(tr("Confidence"), confidence, role))
    return [
        stance,
        *evidence_blocks(context, evidence),
        *weight,
        Block(),
        *about_blocks(context, evidence),
        *context.decision_blocks(f"evidence:{evidence.id}"),
    ]


def cell_page(context: ViewContext, cell: Cell, limit: int | None = None) -> list[Block]:
    """A crossing of the gap map: counts, gaps, and its claims, or at most `limit` of them."""
    tr = context.tr
    title = block(f"{context.name(cell.row)} × {context.name(cell.column)}", "title")
    blocks = [title, Block(stance_counts(context, cell.evidence))]
    gaps = [
        kind for kind in cell.gaps if not context.blinding.hides_gap(Gap(kind, cell.row, cell.column), context.gap_map)
    ]
    blocks += [block(tr("! Gap: {what}", what=tr(GAPS[kind])), "warn") for kind in gaps]
    blocks += context.decision_blocks(f"cell:{cell.row}/{cell.column}")
    blocks += [Block(), *(evidence_block(context, evidence) for evidence in cell.evidence[:limit])]
    hidden = len(cell.evidence) - limit if limit is not None else 0
    return [*blocks, block(tr("... and {n} more", n=hidden), "dim")] if hidden > 0 else blocks


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
        blocks += [Block(stance_counts(context, cited)), *(evidence_block(context, evidence) for evidence in cited)]
    others = context.dossier.alignments_of("source", ident)
    if others:
        blocks += heading(tr.many("Cited for 1 alignment", "Cited for {n} alignments", len(others)))
        blocks += [
            block(f"{context.title(alignment)}: {tr.text(alignment.rationale)}", hang=2, target=alignment.id)
            for alignment in others
        ]
    return blocks
