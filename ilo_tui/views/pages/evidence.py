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


def side(book: ViewContext, claim: Evidence) -> tuple[str, str, str]:
    """Mark, word and role of the side that a claim is on; of one that waits for an answer, that it is hidden."""
    return UNSEEN if book.blinding.claim(claim) else STANCES[claim.stance]


def claim_line(book: ViewContext, one: Evidence, row: str = "") -> Line:
    """A claim in one line: mark, programme or policy unless all are about that of this `row`, statement."""
    mark, _, role = side(book, one)
    about = one.programme or one.policy
    about = None if about == row else about
    code = (Span(f"{book.code(about)} ", "dim"),) if about else ()
    return (Span(f"{mark} ", role), *code, Span(book.say.text(one.statement)))


def claim_block(book: ViewContext, one: Evidence, indent: int = 0) -> Block:
    """A claim to follow: mark, statement, source."""
    mark, _, role = side(book, one)
    own = book.own_mark(f"evidence:{one.id}")
    marks = (Span(f" [{own}]", "mark"),) if own else ()
    return Block(
        (Span(f"{mark} ", role), Span(book.say.text(one.statement)), Span(f" ({clean(one.source)})", "dim"), *marks),
        indent,
        2,
        one.id,
    )


def counts(book: ViewContext, evidence: Iterable[Evidence]) -> Line:
    """`3 for, 2 against, 1 context`, and how many more wait for the reviewer's answer."""
    stances, hidden = book.blinding.counts(evidence)
    more = book.say("{n} hidden until judged", n=hidden)
    return (*counted(book, stances), *((Span(", "), Span(more, "dim")) if hidden else ()))


def counted(book: ViewContext, stances: tuple[int, int, int]) -> Line:
    """The same of counts that were made already."""
    supports, contradicts, context = stances
    say = book.say
    return (
        Span(say("{n} for", n=supports), "for"),
        Span(", "),
        Span(say("{n} against", n=contradicts), "against"),
        Span(", "),
        Span(say("{n} context", n=context), "context"),
    )


def by_dimension(book: ViewContext, evidence: Sequence[Evidence]) -> list[Block]:
    """Claims under the dimension that they are about, each dimension with its counts."""
    blocks: list[Block] = []
    columns = [*book.dossier.dimensions, None]
    for column in columns:
        own = [one for one in evidence if one.dimension == column]
        if own:
            name = book.name(column or "*unassigned")
            blocks += [Block(), Block((Span(name, "heading"), Span("  "), *counts(book, own)))]
            blocks += [claim_block(book, one) for one in own]
    return blocks


def about_blocks(book: ViewContext, one: Evidence) -> list[Block]:
    """What a claim is about, each to follow."""
    say = book.say
    fields = (
        (say("Programme"), one.programme),
        (say("Policy"), one.policy),
        (say("Indicator"), one.indicator),
        (say("Suggestion"), one.suggestion),
    )
    blocks = [field(label, book.name(ident), "link", ident) for label, ident in fields if ident]
    name = book.name(one.dimension or "*unassigned")
    return [*blocks, field(say("Dimension"), name, "link" if one.dimension else "warn", one.dimension)]


def claim_blocks(book: ViewContext, one: Evidence) -> list[Block]:
    """A claim as a reviewer sees it before judging: statement, excerpt, figures, place, source and locator."""
    say = book.say
    blocks = [block(say.text(one.statement), "title")]
    if one.excerpt:
        words = f"“{one.excerpt.text.strip()}” [{clean(one.excerpt.lang)}]"
        # A publisher's texts in several languages stand in lines of their own.
        blocks += [block(line, indent=2) for line in clean_lines(words, say.clean) if line.strip()]
    if one.figures:
        blocks += [
            Block(),
            block(say("Figures"), "heading"),
            *figure_blocks(book, one.figures),
        ]
    blocks.append(Block())
    if one.place:
        blocks.append(field(say("Place"), say.text(one.place)))
    if one.year is not None:
        blocks.append(field(say("Year"), str(one.year)))
    blocks += source_blocks(book, one.source, one.locator)
    for cite in one.other_sources:
        blocks += source_blocks(book, cite.source, cite.locator, say("Also"))
    return blocks


def evidence_page(book: ViewContext, one: Evidence) -> list[Block]:
    """Everything about one claim."""
    say = book.say
    mark, word, role = side(book, one)
    stance = Block((Span(f"{mark} {say(word)}", role), Span("  "), Span(one.id, "dim")))
    hidden = book.blinding.claim(one)
    confidence = say(AFTER) if hidden else say(CONFIDENCE[one.confidence])
    weight = [
        field(say("Confidence"), confidence, "" if one.confidence == "high" or hidden else "warn"),
        field(say("Origin"), say(ORIGINS[one.origin]), "warn" if one.origin == "editor" else ""),
    ]
    return [
        stance,
        *claim_blocks(book, one),
        *weight,
        Block(),
        *about_blocks(book, one),
        *book.own(f"evidence:{one.id}"),
    ]


def cell_page(book: ViewContext, cell: Cell, most: int | None = None) -> list[Block]:
    """A crossing of the gap map: counts, gaps, and its claims, or so many of them at `most`."""
    say = book.say
    title = block(f"{book.name(cell.row)} × {book.name(cell.column)}", "title")
    blocks = [title, Block(counts(book, cell.evidence))]
    gaps = [kind for kind in cell.gaps if not book.blinding.gap(Gap(kind, cell.row, cell.column), book.gap_map)]
    blocks += [block(say("! Gap: {what}", what=say(GAPS[kind])), "warn") for kind in gaps]
    blocks += book.own(f"cell:{cell.row}/{cell.column}")
    blocks += [Block(), *(claim_block(book, one) for one in cell.evidence[:most])]
    left = len(cell.evidence) - most if most is not None else 0
    return [*blocks, block(say("... and {n} more", n=left), "dim")] if left > 0 else blocks


def source_page(book: ViewContext, source: Source) -> list[Block]:
    """A publication in full, and what it is cited for."""
    say, ident = book.say, source.id
    cited = book.dossier.evidence_of("source", ident)
    blocks = [
        block(clean(source.title), "title"),
        field(say("Publisher"), clean(source.publisher) if source.publisher else say("not known")),
        field(say("Year"), str(source.year) if source.year is not None else say("not known")),
        field(say("Kind"), clean(source.kind).replace("-", " ")),
        field(say("Address"), clean(source.url) if source.url else say("not known")),
        field(say("Cite as"), reference(book, ident)),
    ]
    if source.note:
        blocks.append(field(say("Note"), say.text(source.note)))
    if cited:
        blocks += [*heading(say.many("Cited for 1 claim", "Cited for {n} claims", len(cited)))]
        blocks += [Block(counts(book, cited)), *(claim_block(book, one) for one in cited)]
    others = book.dossier.alignments_of("source", ident)
    if others:
        blocks += heading(say.many("Cited for 1 alignment", "Cited for {n} alignments", len(others)))
        blocks += [block(f"{book.title(one)}: {say.text(one.rationale)}", hang=2, target=one.id) for one in others]
    return blocks
