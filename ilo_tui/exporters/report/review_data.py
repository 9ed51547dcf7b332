"""The lines of a report that come from what reviewers answered: ratings, decisions, breakdowns, figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ilo_tui.core.text import clean
from ilo_tui.dossier.gapmap import TOTAL, row_of
from ilo_tui.dossier.model import AppliesTo, Evidence, Scale
from ilo_tui.exporters.report.content import (
    AgreementLine,
    BearingLine,
    Breakdown,
    DecisionLine,
    DisagreementLine,
    ItemRatings,
    RepeatLine,
    Tally,
)
from ilo_tui.exporters.report.names import Names
from ilo_tui.review.agreement.median import distribution, median
from ilo_tui.review.reviewer_decisions import ReviewerDecision, ReviewerDecisions

if TYPE_CHECKING:
    from ilo_tui.review.adjudication import FinalAnswer
    from ilo_tui.review.agreement.disagreements import Disagreement
    from ilo_tui.review.agreement.editors import EditorsAgreement
    from ilo_tui.review.agreement.figures import Figure
    from ilo_tui.review.agreement.ratings import Ratings
    from ilo_tui.review.items import Items
    from ilo_tui.review.model import Decision

Key = tuple[AppliesTo, str]


class ReviewData(Struct, frozen=True):
    """All that reviewers said about a dossier, and under which names it stands in the report."""

    items: Items
    names: Names
    ratings: Ratings
    decisions: dict[str, ReviewerDecisions]
    final_answers: Mapping[Key, FinalAnswer]


def without_zeros(counts: Mapping[str, int]) -> Tally:
    """The codes that were given."""
    return {code: n for code, n in counts.items() if n}


def item_ratings(data: ReviewData) -> list[ItemRatings]:
    """What was answered to every scale about every item with a rating or a decision of an adjudication."""
    summaries = []
    for applies_to, item in sorted({*data.ratings.by, *data.final_answers}, key=lambda key: (key[1], key[0])):
        for scale in data.items.scales(applies_to):
            counts = without_zeros(distribution(data.ratings, item, scale))
            decided = data.final_answers.get((applies_to, item))
            if counts or (decided and scale.id in decided.decision.values):
                summaries.append(_item_ratings(data, item, scale, counts, decided))
    return summaries


def rated_evidence(data: ReviewData, lines: Sequence[ItemRatings]) -> frozenset[str]:
    """The ids of the claims with a verdict that counts."""
    first = next((scale.id for scale in data.items.scales("evidence")), None)
    return frozenset(line.item.partition(":")[2] for line in lines if line.scale == first and line.n)


def _item_ratings(data: ReviewData, item: str, scale: Scale, counts: Tally, decided: FinalAnswer | None) -> ItemRatings:
    middle = median(data.ratings, item, scale)
    ranks = {value.rank: value.code for value in scale.values if value.rank is not None}
    n = sum(counts.values())
    code = decided.decision.values.get(scale.id) if decided and not decided.stale else None
    same = next(iter(counts)) if len(counts) == 1 and n > 1 else None
    return ItemRatings(
        item=item,
        scale=scale.id,
        tally=counts,
        n=n,
        ranked=sum(counts.get(code, 0) for code in ranks.values()),
        median=list(dict.fromkeys(ranks[rank] for rank in middle)) if middle else [],
        final_answer=code or same,
        by="adjudication" if code else "agreement" if same else None,
    )


def decision_lines(data: ReviewData) -> list[DecisionLine]:
    """Every reviewer's state of every item, by item and reviewer."""
    lines = []
    for reviewer, decisions in data.decisions.items():
        for (applies_to, item), stated in decisions.latest.items():
            counted = data.ratings.by.get((applies_to, item), {}).get(reviewer)
            lines.append(_decision_line(data, reviewer, applies_to, stated))
            if counted and counted.ref != (stated.session, stated.decision.seq):
                older = ReviewerDecision(counted.session, counted.decision, True)
                lines.append(_decision_line(data, reviewer, applies_to, older))
    return sorted(lines, key=lambda line: (line.item, line.applies_to, line.reviewer, line.at))


def _decision_line(data: ReviewData, reviewer: str, applies_to: AppliesTo, stated: ReviewerDecision) -> DecisionLine:
    decision, names = stated.decision, data.names
    counted = data.ratings.by.get((applies_to, decision.item), {}).get(reviewer)
    return DecisionLine(
        item=clean(decision.item),
        applies_to=applies_to,
        reviewer=names.reviewer(reviewer),
        session=names.session(stated.session),
        seq=decision.seq,
        at=names.time(decision.at),
        values=_values(names, decision),
        basis=decision.basis,
        judged=stated.judged,
        changed=not data.items.is_current(decision.item, decision.item_hash),
        counted=counted is not None and counted.ref == (stated.session, decision.seq),
        flagged=decision.flagged,
        skipped=decision.skipped,
        note=names.text(decision.note),
    )


def _values(names: Names, decision: Decision) -> dict[str, str]:
    """The answers by scale; in a file of another dossier's they may be any text."""
    return {names.text(scale): names.text(code) for scale, code in decision.values.items()}


def repeat_lines(data: ReviewData) -> list[RepeatLine]:
    """What a reviewer judged more than once."""
    lines = [
        RepeatLine(
            item=clean(item),
            applies_to=applies_to,
            reviewer=data.names.reviewer(reviewer),
            sessions=[data.names.session(stated.session) for stated in decisions],
            answers=[_values(data.names, stated.decision) for stated in decisions],
            times=[data.names.time(stated.decision.at) for stated in decisions],
        )
        for ((applies_to, item), reviewer), decisions in data.ratings.repeats.items()
    ]
    return sorted(lines, key=lambda line: (line.item, line.applies_to, line.reviewer))


def breakdown_lines(data: ReviewData) -> list[Breakdown]:
    """Verdicts by basis and by role, on all claims and on those of each row of the gap map."""
    scales = data.items.scales("evidence")
    if not scales:
        return []
    scale = scales[0]
    counts: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for (kind, item), by_reviewer in data.ratings.by.items():
        if kind != "evidence":
            continue
        evidence = data.items.dossier.get(Evidence, item.partition(":")[2])
        rows = [TOTAL, row_of(evidence)] if evidence else [TOTAL]
        for rating in by_reviewer.values():
            code = rating.decision.values.get(scale.id, "")
            for row in rows:
                counts[row, "basis", rating.decision.basis][code] += 1
                counts[row, "role", rating.reviewer.role][code] += 1
    order = [value.code for value in scale.values]
    return [
        Breakdown(row=row, scale=scale.id, by=by, key=key, tally=without_zeros({code: counter[code] for code in order}))
        for (row, by, key), counter in sorted(counts.items())
    ]


def agreement_lines(data: ReviewData, figures: Sequence[Figure]) -> list[AgreementLine]:
    """The figures of agreement, all reviewers first."""
    return [
        AgreementLine(
            scale=figure.scale,
            pair=[data.names.reviewer(reviewer) for reviewer in figure.pair or ()],
            items=figure.items,
            reviewers=figure.reviewers,
            missing=figure.missing,
            percent=figure.percent,
            alpha=figure.alpha,
            ac1=figure.ac1,
            few=figure.few,
            pairs_left=figure.pairs_omitted,
        )
        for figure in figures
    ]


def bearing_line(editors: EditorsAgreement) -> BearingLine | None:
    """How far reviewers read claims as the editors do; None where nobody was asked."""
    if not editors:
        return None
    return BearingLine(
        scale=editors.scale,
        agreeing=len(editors.agreeing),
        compared=editors.compared,
        cannot=len(editors.cannot),
        divided=len(editors.divided),
        differing=editors.differing,
    )


def disagreement_lines(data: ReviewData, differing: Sequence[Disagreement]) -> list[DisagreementLine]:
    """A line for each item and scale on which reviewers differ."""
    lines = []
    for disagreement in differing:
        for scale in disagreement.by_scale:
            counts = distribution(data.ratings, disagreement.item, data.items.dossier.record(Scale, scale))
            lines.append(_disagreement_line(data, disagreement, scale, without_zeros(counts)))
    return lines


def _disagreement_line(data: ReviewData, disagreement: Disagreement, scale: str, counts: Tally) -> DisagreementLine:
    final_answer, names, apart = disagreement.final_answer, data.names, disagreement.by_scale[scale]
    return DisagreementLine(
        item=clean(disagreement.item),
        applies_to=disagreement.kind,
        scale=scale,
        tally=counts,
        width=disagreement.widths[scale],
        decided=final_answer.decision.values.get(scale) if final_answer else None,
        by=names.reviewer(final_answer.reviewer.id) if final_answer else None,
        session=names.session(final_answer.session) if final_answer else None,
        note=names.text(final_answer.decision.note) if final_answer else "",
        stale=final_answer.stale if final_answer else False,
        tier=apart.tier,
        distance=apart.distance,
        minority=apart.minority,
    )
