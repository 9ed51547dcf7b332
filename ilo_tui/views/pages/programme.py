"""The page of a programme: what it was, its alignments, its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Evidence, Programme
from ilo_tui.dossier.weighing import in_period
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import PROGRAMME_KINDS
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.aim import programme_aims
from ilo_tui.views.pages.citation import field, reference
from ilo_tui.views.pages.evidence import by_dimension
from ilo_tui.views.pages.policy import degree_word, period
from ilo_tui.views.weights import voices_line


def programme_page(context: ViewContext, programme: Programme) -> list[Block]:
    """What it was, where, when, with whom; its alignments and sources; what was seen in the field."""
    tr = context.tr
    places = "; ".join(tr.text(place) for place in programme.places) or tr("not known")
    blocks = [
        block(tr.text(programme.name), "title"),
        Block((Span(f"{clean(programme.code)} · {tr(PROGRAMME_KINDS[programme.kind])}", "dim"),)),
        Block(),
        block(tr.text(programme.summary)),
        Block(),
        field(tr("When"), period(context, programme.period)),
        field(tr("Where"), places),
    ]
    if programme.partners or not programme.orgs:
        blocks.append(field(tr("With whom"), ", ".join(clean(name) for name in programme.partners) or tr("not known")))
    if programme.identifier:
        blocks.append(field(tr("Identifier"), clean(programme.identifier)))
    if programme.status:
        blocks.append(field(tr("Status"), clean(programme.status)))
    blocks += [field(clean(org.role), clean(org.name)) for org in programme.orgs]
    blocks += [field(tr("Related"), clean(name)) for name in programme.related]
    blocks += programme_aims(context, programme)
    blocks += _alignments(context, programme)
    if programme.sources:
        blocks += [*heading(tr("Sources of this description"))]
        blocks += [block(reference(context, source), "link", hang=2, target=source) for source in programme.sources]
    return [*blocks, *context.observation_blocks(programme.id)]


def _alignments(context: ViewContext, programme: Programme) -> list[Block]:
    aligned = context.dossier.alignments_of("programme", programme.id)
    blocks = heading(context.tr("Alignments"))
    for alignment in aligned:
        spans = (Span(f"{context.code(alignment.policy)} ", "mark"), Span(context.tr.text(alignment.rationale)))
        blocks.append(Block((*spans, Span(f" ({degree_word(context, alignment)})", "dim")), 0, 2, alignment.id))
    return blocks if aligned else [*blocks, block(context.tr("none recorded"), "dim")]


def programme_evidence(
    context: ViewContext, programme: Programme, filtered: Sequence[Evidence] | None = None
) -> list[Block]:
    """A programme's claims of the period in force, by dimension: all, or those `filtered` and how many are hidden."""
    all_evidence = context.dossier.evidence_of("programme", programme.id)
    passing = all_evidence if filtered is None else filtered
    shown = in_period(context.dossier, passing, context.weighing.period)
    blocks = [Block(), Block((Span(context.tr("Evidence"), "heading"), Span("  "), *voices_line(context, shown)))]
    if len(shown) < len(passing):
        hidden = len(passing) - len(shown)
        blocks.append(
            block(
                context.tr.many("1 claim is not of this period.", "{n} claims are not of this period.", hidden),
                "dim",
            )
        )
    if len(passing) < len(all_evidence):
        hidden = len(all_evidence) - len(passing)
        blocks.append(
            block(context.tr.many("The filter hides 1 claim.", "The filter hides {n} claims.", hidden), "dim")
        )
    return [*blocks, *by_dimension(context, shown)]
