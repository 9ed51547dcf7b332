"""Claims in lists: a line each, under their dimensions, in the cells of the gap map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilo_tui.core.text import clean
from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.gapmap import Cell, Gap
from ilo_tui.dossier.model import Dimension, Evidence, Source
from ilo_tui.views.blinding import UNSEEN
from ilo_tui.views.claim_head import actor_names, provenance, tie_mark, tie_spans
from ilo_tui.views.claim_labels import TIE_MARK
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import GAPS, STANCES
from ilo_tui.views.markup import Block, Line, Span, block, heading

_ROOMY, _WIDE = 60, 100
"""Cells of a line in which a tie stands in words, and in which it is also said who acts."""


def side(context: ViewContext, evidence: Evidence) -> tuple[str, str, str]:
    """Mark, word and role of the side that a claim is on; of one that waits for an answer, that it is hidden."""
    return UNSEEN if context.blinding.hides_stance(evidence) else STANCES[evidence.stance]


def evidence_line(context: ViewContext, evidence: Evidence, row: str = "", width: int = _WIDE) -> Line:
    """A claim in one line: mark, programme or policy unless all are about that of this `row`, statement.

    Before the statement stand the tie, if it is not direct, and in a line of much `width` who acts.
    """
    mark, _, role = side(context, evidence)
    about = evidence.programme or evidence.policy
    about = None if about == row else about
    code = (Span(f"{context.code(about)} ", "dim"),) if about else ()
    tie = tie_mark(context, evidence)
    tie_span = (Span(f"{tie if width >= _ROOMY else TIE_MARK} ", "warn"),) if tie else ()
    actors = actor_names(context, evidence) if width >= _WIDE else ""
    actor_span = (Span(f"{actors}: ", "dim"),) if actors else ()
    return (Span(f"{mark} ", role), *code, *tie_span, *actor_span, Span(context.title(evidence)))


def evidence_block(context: ViewContext, evidence: Evidence, indent: int = 0) -> Block:
    """A claim to follow: mark, statement, who acts and who says so, source, tie."""
    mark, _, role = side(context, evidence)
    decision = context.decision_mark(f"evidence:{evidence.id}")
    marks = (Span(f" [{decision}]", "mark"),) if decision else ()
    return Block(
        (
            Span(f"{mark} ", role),
            Span(context.title(evidence)),
            Span(f" ({provenance(context, evidence)})", "dim"),
            *tie_spans(context, evidence),
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


def source_notes(context: ViewContext, evidence_list: Iterable[Evidence]) -> list[Block]:
    """What is noted on the sources of these claims, each once: what of them was read, above all."""
    sources = dict.fromkeys(ident for evidence in evidence_list for ident in sources_of(evidence))
    noted = [source for ident in sources if (source := context.dossier.get(Source, ident)) and source.note]
    lines = [
        Block((Span(f"{clean(source.id)}: ", "dim"), Span(context.tr.text(source.note))), 0, 2, source.id)
        for source in noted
    ]
    return [*heading(context.tr("On the sources of these claims")), *lines] if lines else []


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
    if limit is None:
        return [*blocks, *source_notes(context, cell.evidence)]
    hidden = len(cell.evidence) - limit
    return [*blocks, block(tr("... and {n} more", n=hidden), "dim")] if hidden > 0 else blocks
