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


def programme_page(context: ViewContext, one: Programme) -> list[Block]:
    """What it was, where, when, with whom; its alignments; this reviewer's decisions."""
    tr = context.tr
    places = "; ".join(tr.text(place) for place in one.places) or tr("not known")
    blocks = [
        block(tr.text(one.name), "title"),
        Block((Span(f"{clean(one.code)} · {tr(PROGRAMME_KINDS[one.kind])}", "dim"),)),
        Block(),
        block(tr.text(one.summary)),
        Block(),
        field(tr("When"), period(context, one.period)),
        field(tr("Where"), places),
    ]
    if one.partners or not one.orgs:
        blocks.append(field(tr("With whom"), ", ".join(clean(name) for name in one.partners) or tr("not known")))
    if one.identifier:
        blocks.append(field(tr("Identifier"), clean(one.identifier)))
    if one.status:
        blocks.append(field(tr("Status"), clean(one.status)))
    blocks += [field(clean(org.role), clean(org.name)) for org in one.orgs]
    blocks += [field(tr("Related"), clean(name)) for name in one.related]
    blocks += _alignments(context, one)
    if one.sources:
        blocks += [*heading(tr("Sources of this description"))]
        blocks += [block(reference(context, source), "link", hang=2, target=source) for source in one.sources]
    return blocks


def _alignments(context: ViewContext, one: Programme) -> list[Block]:
    aligned = context.dossier.alignments_of("programme", one.id)
    blocks = heading(context.tr("Alignments"))
    for item in aligned:
        spans = (Span(f"{context.code(item.policy)} ", "mark"), Span(context.tr.text(item.rationale)))
        blocks.append(Block((*spans, Span(f" ({degree(context, item)})", "dim")), 0, 2, item.id))
    return blocks if aligned else [*blocks, block(context.tr("none recorded"), "dim")]


def programme_evidence(context: ViewContext, one: Programme, left: Sequence[Evidence] | None = None) -> list[Block]:
    """A programme's claims, dimension by dimension: all, or those that a filter has `left`, and of how many."""
    every = context.dossier.evidence_of("programme", one.id)
    shown = every if left is None else left
    blocks = [Block(), Block((Span(context.tr("Evidence"), "heading"), Span("  "), *counts(context, shown)))]
    if len(shown) < len(every):
        hidden = len(every) - len(shown)
        blocks.append(
            block(context.tr.many("The filter hides 1 claim.", "The filter hides {n} claims.", hidden), "dim")
        )
    return [*blocks, *by_dimension(context, shown)]
