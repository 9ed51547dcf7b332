"""The page of a dimension: what it asks, what the dossier concludes on it, and how far it bears that out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.dossier.gaps import GAP_KINDS
from ilo_tui.dossier.model import Dimension, Evidence, Programme
from ilo_tui.dossier.weighing import in_period
from ilo_tui.views.blinding import AFTER
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import GAPS
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.citation import source_blocks
from ilo_tui.views.pages.evidence import evidence_block
from ilo_tui.views.weighing_words import period_line
from ilo_tui.views.weights import cell_weight, claims_line, counts_spans, levels_text

_FEW = 12
"""Crossings that are named for what they lack; of a portfolio of thousands of programmes the first are enough."""


def dimension_page(context: ViewContext, dimension: Dimension) -> Iterator[Block]:
    """A dimension: question, what is concluded and how far that is borne out, then what the dimension means."""
    tr = context.tr
    yield block(tr.text(dimension.name), "title")
    yield block(tr.text(dimension.question), "mark")
    yield from heading(tr("Conclusion"))
    yield from _conclusion(context, dimension)
    yield from _support(context, dimension)
    yield from heading(tr("What is meant by it"))
    yield block(tr.text(dimension.definition))
    yield from source_blocks(context, dimension.source, None)[:1]
    yield from _framework(context, dimension)


def _conclusion(context: ViewContext, dimension: Dimension) -> list[Block]:
    if context.blinding.hides_conclusion(dimension):
        return [block(context.tr(AFTER), "dim")]
    return [
        block(context.tr.text(dimension.conclusion.text)),
        *source_blocks(context, dimension.conclusion.source, dimension.conclusion.locator),
    ]


def _support(context: ViewContext, dimension: Dimension) -> Iterator[Block]:
    """What the claims of the period on a dimension weigh, which crossings are gaps, and what is claimed against.

    What is a gap is so over all of time.
    """
    tr, cell = context.tr, context.gap_map.cell(TOTAL, dimension.id)
    tally = cell_weight(context, cell).tally
    evidence = in_period(context.dossier, cell.evidence, context.weighing.period)
    independent = counts_spans(tr, tally.supports.independent, tally.contradicts.independent)
    yield from heading(tr("How far the dossier bears it out"))
    yield block(tr("all voices on it: {counts}", counts=levels_text(context, cell)), "mark")
    yield Block((Span(tr("independent:") + " "), *independent, Span("; "), *claims_line(context, evidence)))
    yield from period_line(context)
    yield from _gaps(context, dimension)
    yield from _against(context, evidence)


def _gaps(context: ViewContext, dimension: Dimension) -> list[Block]:
    """Of how many programmes something is lacking here, then what of which; what waits for an answer is not counted."""
    tr, hidden = context.tr, _hidden_programmes(context, dimension)
    lacking = context.gap_map.lacking_in(dimension.id, context.weighing.level)
    shown = {kind: [row for row in rows if row not in hidden] if hidden else rows for kind, rows in lacking.items()}
    n, programmes = sum(map(len, shown.values())), context.dossier.count(Programme) - len(hidden)
    text = tr("! gaps: {n} of {all} programmes", n=n, all=programmes)
    if hidden:
        text += " (" + tr("{n} hidden until judged", n=len(hidden)) + ")"
    return [
        block(text, "warn" if n else ""),
        *(
            block(f"{tr(GAPS[kind])}: {_named(context, shown[kind])}", indent=2, hang=2)
            for kind in GAP_KINDS
            if shown.get(kind)
        ),
    ]


def _hidden_programmes(context: ViewContext, dimension: Dimension) -> frozenset[str]:
    """The programmes of whose claims on a dimension any waits for the reviewer's answer."""
    if context.blinding.is_open:
        return frozenset()
    claims = context.dossier.evidence_of("dimension", dimension.id)
    return frozenset(claim.programme for claim in claims if claim.programme and context.blinding.hides_stance(claim))


def _named(context: ViewContext, rows: Sequence[str]) -> str:
    """The codes of programmes, of many the first."""
    codes, more = map(context.code, rows[:_FEW]), len(rows) - _FEW
    return ", ".join([*codes, context.tr("{n} more", n=more)] if more > 0 else codes)


def _against(context: ViewContext, evidence: Sequence[Evidence]) -> Iterator[Block]:
    hides = context.blinding.hides_stance
    against = [claim for claim in evidence if claim.stance == "contradicts" and not hides(claim)]
    if against:
        yield from heading(context.tr.many("1 claim against", "{n} claims against", len(against)))
        yield from (evidence_block(context, claim) for claim in against)


def _framework(context: ViewContext, dimension: Dimension) -> Iterator[Block]:
    """The claims on the framework itself and on all that is judged."""
    evidence_list = [
        evidence
        for evidence in context.dossier.evidence_of("dimension", dimension.id)
        if not (evidence.programme or evidence.policy or evidence.indicator or evidence.suggestion)
    ]
    if evidence_list:
        yield from heading(context.tr("On the framework and the whole"))
        yield from (evidence_block(context, evidence) for evidence in evidence_list)
