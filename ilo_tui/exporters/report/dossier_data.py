"""The lines of a report that come from the dossier alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from ilo_tui.core.text import clean_for_file
from ilo_tui.dossier.aims import aim_state
from ilo_tui.dossier.evidence import is_judged, sources_of
from ilo_tui.dossier.gapmap import UNASSIGNED, row_of
from ilo_tui.dossier.model import (
    Actor,
    Aim,
    Alignment,
    AppliesTo,
    Dimension,
    Evidence,
    Finding,
    Policy,
    Programme,
    Scale,
    Source,
    Suggestion,
)
from ilo_tui.dossier.parts import Figure, Value
from ilo_tui.exporters.report.dossier_content import (
    ActorLine,
    AimLine,
    AlignmentLine,
    CellLine,
    DimensionLine,
    Edition,
    EvidenceLine,
    FindingLine,
    GapLine,
    PolicyLine,
    ProgrammeLine,
    ScaleLine,
    ScaleValue,
    SearchLine,
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
        languages=[clean_for_file(language) for language in meta.languages],
        evaluated=meta.evaluated,
    )


def dimension_lines(context: ViewContext) -> list[DimensionLine]:
    """The columns of the gap map, in causal order."""
    tr, lines = context.tr, []
    for column in context.gap_map.columns:
        dimension = context.dossier.get(Dimension, column)
        lines.append(
            DimensionLine(
                id=column,
                name=context.name(column),
                definition=tr.text(dimension.definition) if dimension else "",
                question=tr.text(dimension.question) if dimension else "",
                conclusion=tr.text(dimension.conclusion.text) if dimension else "",
                conclusion_source=dimension.conclusion.source if dimension else None,
                conclusion_locator=_clean(dimension.conclusion.locator) if dimension else None,
            )
        )
    return lines


def programme_lines(context: ViewContext) -> list[ProgrammeLine]:
    """The rows of the gap map."""
    tr, lines = context.tr, []
    for row in context.gap_map.rows:
        programme = context.dossier.get(Programme, row)
        lines.append(
            ProgrammeLine(
                id=row,
                code=clean_for_file(programme.code) if programme else context.name(row),
                kind=programme.kind if programme else None,
                name=context.name(row),
                summary=tr.text(programme.summary) if programme else "",
                period=period(context, programme.period) if programme and programme.period else None,
                places=[tr.text(place) for place in programme.places] if programme else [],
                partners=[clean_for_file(name) for name in programme.partners] if programme else [],
            )
        )
    return lines


def policy_lines(context: ViewContext) -> list[PolicyLine]:
    """Every policy."""
    return [
        PolicyLine(id=policy.id, code=clean_for_file(policy.code), kind=policy.kind, name=context.tr.text(policy.name))
        for policy in context.dossier.records(Policy)
    ]


def scale_lines(context: ViewContext) -> list[ScaleLine]:
    """Every scale, by what it is asked of and in the order of asking."""
    tr = context.tr
    ordered = sorted(
        context.dossier.records(Scale), key=lambda scale: (_SCALE_ORDER.index(scale.applies_to), scale.order, scale.id)
    )
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


_SCALE_ORDER = get_args(AppliesTo)


def _value(context: ViewContext, value: Value, *, cannot: bool) -> ScaleValue:
    label, definition = context.tr.text(value.label), context.tr.text(value.definition)
    return ScaleValue(code=value.code, label=label, definition=definition, rank=value.rank, cannot=cannot)


def evidence_lines(context: ViewContext) -> list[EvidenceLine]:
    """Every claim, in the order of the file."""
    return [_evidence_line(context, evidence) for evidence in context.dossier.records(Evidence)]


def _evidence_line(context: ViewContext, evidence: Evidence) -> EvidenceLine:
    return EvidenceLine(
        id=evidence.id,
        row=row_of(evidence),
        column=evidence.dimension or UNASSIGNED,
        stance=evidence.stance,
        statement=context.tr.text(evidence.statement),
        figures=[figure_text(context, figure) for figure in evidence.figures],
        place=context.tr.text(evidence.place) if evidence.place else None,
        year=evidence.year,
        source=evidence.source,
        locator=_clean(evidence.locator),
        other_sources=[cite.source for cite in evidence.other_sources],
        confidence=evidence.confidence,
        origin=evidence.origin,
        judgeable=is_judged(evidence),
        actor=list(evidence.actor),
        said_by=evidence.said_by,
        tie=evidence.tie,
        tie_why=context.tr.text(evidence.tie_why) or None,
        aim=evidence.aim,
        aim_reached=evidence.aim_reached,
        trend=evidence.trend,
        note=context.tr.text(evidence.note) or None,
        same_as=evidence.same_as,
        places=[context.tr.text(place) for place in evidence.places],
        start=evidence.start,
        end=evidence.end,
        data_of=evidence.data_of,
        reading=evidence.reading,
    )


def actor_lines(context: ViewContext) -> list[ActorLine]:
    """Every actor, in the order of the file."""
    return [
        ActorLine(
            id=actor.id,
            name=context.tr.text(actor.name),
            stake=actor.stake,
            voice=context.dossier.voices.of_actor(actor.id)[0].key,
            parent=actor.parent,
        )
        for actor in context.dossier.records(Actor)
    ]


def aim_lines(context: ViewContext) -> list[AimLine]:
    """Every aim, in the order of the file, with what the claims on it come to."""
    tr = context.tr
    return [
        AimLine(
            id=aim.id,
            programme=aim.programme,
            text=tr.text(aim.text),
            target=aim.target,
            unit=tr.text(aim.unit) or None,
            place=tr.text(aim.place) or None,
            due=aim.due,
            source=aim.source,
            locator=_clean(aim.locator),
            state=aim_state(context.dossier, aim),
        )
        for aim in context.dossier.records(Aim)
    ]


def finding_lines(context: ViewContext) -> list[FindingLine]:
    """Every finding, in the order of the file."""
    return [
        FindingLine(
            id=finding.id,
            kind=finding.kind,
            title=context.tr.text(finding.title),
            text=context.tr.text(finding.text),
            programme=finding.programme,
            dimension=finding.dimension,
            evidence=list(finding.evidence),
            by=_clean(finding.by),
        )
        for finding in context.dossier.records(Finding)
    ]


def figure_text(context: ViewContext, figure: Figure) -> str:
    """A figure in one line: name, amount and unit, then year, role and place."""
    return "".join(span.text for span in figure_block(context, figure).spans)


def cell_lines(context: ViewContext, judged: frozenset[str]) -> list[CellLine]:
    """Every crossing of the gap map, row by row; `judged` are the ids of claims with a verdict."""
    lines = []
    for row in context.gap_map.rows:
        for column in context.gap_map.columns:
            cell = context.gap_map.cell(row, column)
            supports, contradicts, neutral = cell.counts
            judgeable = [evidence for evidence in cell.evidence if is_judged(evidence)]
            lines.append(
                CellLine(
                    row=row,
                    column=column,
                    supports=supports,
                    contradicts=contradicts,
                    context=neutral,
                    gaps=[kind] if (kind := context.gap_map.gap(row, column, context.weighing.level)) else [],
                    judged=sum(evidence.id in judged for evidence in judgeable),
                    judgeable=len(judgeable),
                )
            )
    return lines


def alignment_lines(context: ViewContext) -> list[AlignmentLine]:
    """Every alignment, in the order of the file."""
    return [_alignment_line(context, alignment) for alignment in context.dossier.records(Alignment)]


def _alignment_line(context: ViewContext, alignment: Alignment) -> AlignmentLine:
    provision = context.dossier.provision(alignment.policy, alignment.provision) if alignment.provision else None
    return AlignmentLine(
        id=alignment.id,
        row=alignment.programme or alignment.from_policy or "",
        column=alignment.policy,
        provision=provision_line(context, provision) if provision else None,
        degree=alignment.degree,
        rationale=context.tr.text(alignment.rationale),
        origin=alignment.origin,
        source=alignment.source,
        locator=_clean(alignment.locator),
        tie=alignment.tie,
        note=context.tr.text(alignment.note) or None,
    )


def gap_lines(context: ViewContext) -> list[GapLine]:
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


def suggestion_lines(context: ViewContext, every_gap: Iterable[GapLine]) -> list[SuggestionLine]:
    """Every suggestion, with the number of gaps in its scope."""
    covered = Counter(ident for gap in every_gap for ident in gap.suggestions)
    tr = context.tr
    return [
        SuggestionLine(
            id=suggestion.id,
            title=tr.text(suggestion.title),
            text=tr.text(suggestion.text),
            sub_questions=[tr.text(text) for text in suggestion.sub_questions],
            origin=suggestion.origin,
            source=suggestion.source,
            locator=_clean(suggestion.locator),
            gaps=covered[suggestion.id],
            editor_questions=[tr.text(text) for text in suggestion.editor_questions],
        )
        for suggestion in context.dossier.records(Suggestion)
    ]


def source_lines(context: ViewContext) -> list[SourceLine]:
    """Every source in the order of the file, those that nothing rests on as well."""
    claimed = Counter(source for evidence in context.dossier.records(Evidence) for source in sources_of(evidence))
    aligned = Counter(context.dossier.column(Alignment, "source"))
    return [
        SourceLine(
            id=source.id,
            reference=reference(context, source.id),
            kind=clean_for_file(source.kind),
            evidence_count=claimed[source.id],
            alignments=aligned[source.id],
            note=context.tr.text(source.note) or None,
            voice=source.voice,
            copy=context.copies.state(source).kind,
            no_copy=context.tr.text(source.no_copy) or None,
        )
        for source in context.dossier.records(Source)
    ]


def search_lines(context: ViewContext) -> list[SearchLine]:
    """Where somebody searched for evidence, in the order of the file."""
    return [
        SearchLine(
            where=clean_for_file(search.where),
            when=search.when,
            words=clean_for_file(search.words),
            hits=search.hits,
            retained=search.retained,
        )
        for search in context.dossier.meta.searches
    ]


def _clean(text: str | None) -> str | None:
    return clean_for_file(text) if text else None
