"""Claims in lists: a line each, and under their dimensions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ilo_tui.core.text import clean
from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.gapmap import UNASSIGNED, row_of
from ilo_tui.dossier.model import Dimension, Evidence, Source
from ilo_tui.views.blinding import UNSEEN
from ilo_tui.views.claim_head import actor_names, provenance, tie_mark, tie_spans
from ilo_tui.views.claim_labels import TIE_MARK
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import STANCES
from ilo_tui.views.markup import Block, Line, Span, heading
from ilo_tui.views.weights import voices_line

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


def by_dimension(context: ViewContext, evidence_list: Sequence[Evidence]) -> list[Block]:
    """Claims under the dimension that they are about, each dimension with its counts."""
    blocks: list[Block] = []
    columns = [*context.dossier.ids(Dimension), None]
    for column in columns:
        of_column = [evidence for evidence in evidence_list if evidence.dimension == column]
        if of_column:
            name = context.name(column or "*unassigned")
            blocks += [Block(), Block((Span(name, "heading"), Span("  "), *voices_line(context, of_column)))]
            blocks += [evidence_block(context, evidence) for evidence in of_column]
    return blocks


Crossed = Sequence[tuple[str, Sequence[Evidence]]]
"""Claims by the column of the gap map in which they are counted."""


def by_crossing(context: ViewContext, evidence: Iterable[Evidence]) -> Iterator[tuple[str, Crossed]]:
    """Claims by row and column of the gap map, in its order; of a column or row without any there is nothing."""
    crossed: defaultdict[str, defaultdict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for claim in evidence:
        crossed[row_of(claim)][claim.dimension or UNASSIGNED].append(claim)
    for row in filter(crossed.__contains__, context.gap_map.rows):
        columns = crossed[row]
        yield row, [(column, columns[column]) for column in context.gap_map.columns if column in columns]


def source_notes(context: ViewContext, evidence_list: Iterable[Evidence]) -> list[Block]:
    """What is noted on the sources of these claims, each once: what of them was read, above all."""
    sources = dict.fromkeys(ident for evidence in evidence_list for ident in sources_of(evidence))
    noted = [source for ident in sources if (source := context.dossier.get(Source, ident)) and source.note]
    lines = [
        Block((Span(f"{clean(source.id)}: ", "dim"), Span(context.tr.text(source.note))), 0, 2, source.id)
        for source in noted
    ]
    return [*heading(context.tr("On the sources of these claims")), *lines] if lines else []
