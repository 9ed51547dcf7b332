"""The lines of a report that come from the dossier alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ilo_tui.core.text import clean_for_file
from ilo_tui.dossier.gapmap import UNASSIGNED, row_of
from ilo_tui.dossier.model import Alignment, Evidence, Figure, Value
from ilo_tui.dossier.repository import is_judged, sources_of
from ilo_tui.exporters.report.content import (
    AlignmentLine,
    CellLine,
    ClaimLine,
    DimensionLine,
    Edition,
    GapLine,
    PolicyLine,
    ProgrammeLine,
    ScaleLine,
    ScaleValue,
    SourceLine,
    SuggestionLine,
)
from ilo_tui.review.items import Items, is_cannot
from ilo_tui.views.context import ViewContext
from ilo_tui.views.pages.citation import reference
from ilo_tui.views.pages.figures import figure_block
from ilo_tui.views.pages.policy import period, provision_line


def edition(context: ViewContext, items: Items) -> Edition:
    """Which dossier this is."""
    meta = context.dossier.meta
    return Edition(
        id=meta.id,
        edition=clean_for_file(meta.edition),
        title=context.tr.text(meta.title),
        hash=items.ref.hash,
        licence=clean_for_file(meta.licence) if meta.licence else None,
        languages=[clean_for_file(one) for one in meta.languages],
    )


def dimensions(context: ViewContext) -> list[DimensionLine]:
    """The columns of the gap map, in causal order."""
    tr, found = context.tr, []
    for column in context.gap_map.columns:
        one = context.dossier.dimensions.get(column)
        found.append(
            DimensionLine(
                id=column,
                name=context.name(column),
                definition=tr.text(one.definition) if one else "",
                question=tr.text(one.question) if one else "",
                conclusion=tr.text(one.conclusion.text) if one else "",
                conclusion_source=one.conclusion.source if one else None,
                conclusion_locator=_clean(one.conclusion.locator) if one else None,
            )
        )
    return found


def programmes(context: ViewContext) -> list[ProgrammeLine]:
    """The rows of the gap map."""
    tr, found = context.tr, []
    for row in context.gap_map.rows:
        one = context.dossier.programmes.get(row)
        found.append(
            ProgrammeLine(
                id=row,
                code=clean_for_file(one.code) if one else context.name(row),
                kind=one.kind if one else None,
                name=context.name(row),
                summary=tr.text(one.summary) if one else "",
                period=period(context, one.period) if one and one.period else None,
                places=[tr.text(place) for place in one.places] if one else [],
                partners=[clean_for_file(name) for name in one.partners] if one else [],
            )
        )
    return found


def policies(context: ViewContext) -> list[PolicyLine]:
    """Every policy."""
    return [
        PolicyLine(id=one.id, code=clean_for_file(one.code), kind=one.kind, name=context.tr.text(one.name))
        for one in context.dossier.policies.values()
    ]


def scales(context: ViewContext) -> list[ScaleLine]:
    """Every scale, by what it is asked of and in the order of asking."""
    tr = context.tr
    ordered = sorted(context.dossier.scales.values(), key=lambda one: (_ASKED.index(one.applies_to), one.order, one.id))
    return [
        ScaleLine(
            id=scale.id,
            kind=scale.kind,
            applies_to=scale.applies_to,
            question=tr.text(scale.question),
            values=[_value(context, value, cannot=is_cannot(scale, value)) for value in scale.values],
        )
        for scale in ordered
    ]


_ASKED = ("evidence", "cell", "alignment", "suggestion", "gap", "attribution")


def _value(context: ViewContext, value: Value, *, cannot: bool) -> ScaleValue:
    label, definition = context.tr.text(value.label), context.tr.text(value.definition)
    return ScaleValue(code=value.code, label=label, definition=definition, rank=value.rank, cannot=cannot)


def claims(context: ViewContext) -> list[ClaimLine]:
    """Every claim, in the order of the file."""
    return [_claim(context, one) for one in context.dossier.evidence.values()]


def _claim(context: ViewContext, one: Evidence) -> ClaimLine:
    return ClaimLine(
        id=one.id,
        row=row_of(one),
        column=one.dimension or UNASSIGNED,
        stance=one.stance,
        statement=context.tr.text(one.statement),
        figures=[figure_text(context, figure) for figure in one.figures],
        place=context.tr.text(one.place) if one.place else None,
        year=one.year,
        source=one.source,
        locator=_clean(one.locator),
        other_sources=[cite.source for cite in one.other_sources],
        confidence=one.confidence,
        origin=one.origin,
        judgeable=is_judged(one),
    )


def figure_text(context: ViewContext, figure: Figure) -> str:
    """A figure in one line: name, amount and unit, then year, role and place."""
    return "".join(span.text for span in figure_block(context, figure).spans)


def cells(context: ViewContext, judged: frozenset[str]) -> list[CellLine]:
    """Every crossing of the gap map, row by row; `judged` are the ids of claims with a verdict."""
    found = []
    for row in context.gap_map.rows:
        for column in context.gap_map.columns:
            cell = context.gap_map.cell(row, column)
            supports, contradicts, neutral = cell.counts
            asked = [one for one in cell.evidence if is_judged(one)]
            found.append(
                CellLine(
                    row=row,
                    column=column,
                    supports=supports,
                    contradicts=contradicts,
                    context=neutral,
                    gaps=list(cell.gaps),
                    judged=sum(one.id in judged for one in asked),
                    judgeable=len(asked),
                )
            )
    return found


def alignments(context: ViewContext) -> list[AlignmentLine]:
    """Every alignment, in the order of the file."""
    return [_alignment(context, one) for one in context.dossier.alignments.values()]


def _alignment(context: ViewContext, one: Alignment) -> AlignmentLine:
    provision = context.dossier.provision(one.policy, one.provision) if one.provision else None
    return AlignmentLine(
        id=one.id,
        row=one.programme or one.from_policy or "",
        column=one.policy,
        provision=provision_line(context, provision) if provision else None,
        degree=one.degree,
        rationale=context.tr.text(one.rationale),
        origin=one.origin,
        source=one.source,
        locator=_clean(one.locator),
    )


def gaps(context: ViewContext) -> list[GapLine]:
    """Every gap: dimensions first, then policies."""
    return [
        GapLine(
            item=gap.id,
            kind=gap.kind,
            programme=gap.programme,
            crossed=gap.dimension or gap.policy or "",
            of="dimension" if gap.dimension else "policy",
            suggestions=list(gap.suggestions),
        )
        for gap in context.gaps
    ]


def suggestions(context: ViewContext, every_gap: Iterable[GapLine]) -> list[SuggestionLine]:
    """Every suggestion, with the number of gaps in its scope."""
    covered = Counter(ident for gap in every_gap for ident in gap.suggestions)
    tr = context.tr
    return [
        SuggestionLine(
            id=one.id,
            title=tr.text(one.title),
            text=tr.text(one.text),
            sub_questions=[tr.text(text) for text in one.sub_questions],
            origin=one.origin,
            source=one.source,
            locator=_clean(one.locator),
            gaps=covered[one.id],
        )
        for one in context.dossier.suggestions.values()
    ]


def sources(context: ViewContext) -> list[SourceLine]:
    """Every source in the order of the file, those that nothing rests on as well."""
    claimed = Counter(source for one in context.dossier.evidence.values() for source in sources_of(one))
    aligned = Counter(one.source for one in context.dossier.alignments.values())
    return [
        SourceLine(
            id=ident,
            reference=reference(context, ident),
            kind=clean_for_file(one.kind),
            claims=claimed[ident],
            alignments=aligned[ident],
        )
        for ident, one in context.dossier.sources.items()
    ]


def _clean(text: str | None) -> str | None:
    return clean_for_file(text) if text else None
