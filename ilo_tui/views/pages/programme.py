"""The page of a programme: what it was, its alignments, its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Evidence, Programme
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import PROGRAMME_KINDS
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.citation import field, reference
from ilo_tui.views.pages.evidence import by_dimension, counts
from ilo_tui.views.pages.policy import degree, period


def programme_page(book: ViewContext, one: Programme) -> list[Block]:
    """What it was, where, when, with whom; its alignments; this reviewer's decisions."""
    say = book.say
    places = "; ".join(say.text(place) for place in one.places) or say("not known")
    blocks = [
        block(say.text(one.name), "title"),
        Block((Span(f"{clean(one.code)} · {say(PROGRAMME_KINDS[one.kind])}", "dim"),)),
        Block(),
        block(say.text(one.summary)),
        Block(),
        field(say("When"), period(book, one.period)),
        field(say("Where"), places),
    ]
    if one.partners or not one.orgs:
        blocks.append(field(say("With whom"), ", ".join(clean(name) for name in one.partners) or say("not known")))
    if one.identifier:
        blocks.append(field(say("Identifier"), clean(one.identifier)))
    if one.status:
        blocks.append(field(say("Status"), clean(one.status)))
    blocks += [field(clean(org.role), clean(org.name)) for org in one.orgs]
    blocks += [field(say("Related"), clean(name)) for name in one.related]
    blocks += _alignments(book, one)
    if one.sources:
        blocks += [*heading(say("Sources of this description"))]
        blocks += [block(reference(book, source), "link", hang=2, target=source) for source in one.sources]
    return blocks


def _alignments(book: ViewContext, one: Programme) -> list[Block]:
    aligned = book.dossier.alignments_of("programme", one.id)
    blocks = heading(book.say("Alignments"))
    for item in aligned:
        spans = (Span(f"{book.code(item.policy)} ", "mark"), Span(book.say.text(item.rationale)))
        blocks.append(Block((*spans, Span(f" ({degree(book, item)})", "dim")), 0, 2, item.id))
    return blocks if aligned else [*blocks, block(book.say("none recorded"), "dim")]


def programme_evidence(book: ViewContext, one: Programme, left: Sequence[Evidence] | None = None) -> list[Block]:
    """A programme's claims, dimension by dimension: all, or those that a filter has `left`, and of how many."""
    every = book.dossier.evidence_of("programme", one.id)
    shown = every if left is None else left
    blocks = [Block(), Block((Span(book.say("Evidence"), "heading"), Span("  "), *counts(book, shown)))]
    if len(shown) < len(every):
        hidden = len(every) - len(shown)
        blocks.append(block(book.say.many("The filter hides 1 claim.", "The filter hides {n} claims.", hidden), "dim"))
    return [*blocks, *by_dimension(book, shown)]
