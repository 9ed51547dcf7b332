"""The lines of a report that come from what reviewers answered: judgements, votes, breakdowns, figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ilo_tui.core.text import clean
from ilo_tui.dossier.gapmap import TOTAL, row_of
from ilo_tui.dossier.model import AppliesTo, Scale
from ilo_tui.exporters.report.content import (
    AgreementLine,
    Breakdown,
    DisagreementLine,
    Judgement,
    RepeatLine,
    Tally,
    VoteLine,
)
from ilo_tui.exporters.report.names import Names
from ilo_tui.review.agreement.median import distribution, median
from ilo_tui.review.reviewer_decisions import ReviewerDecision as OwnVote
from ilo_tui.review.reviewer_decisions import ReviewerDecisions

if TYPE_CHECKING:
    from ilo_tui.review.adjudication import FinalAnswer
    from ilo_tui.review.agreement.disagreements import Disagreement
    from ilo_tui.review.agreement.figures import Figure
    from ilo_tui.review.agreement.ratings import Ratings
    from ilo_tui.review.items import Items
    from ilo_tui.review.model import Decision

Key = tuple[AppliesTo, str]


class ReviewData(Struct, frozen=True):
    """All that reviewers said about a dossier, and under which names it is told."""

    items: Items
    names: Names
    votes: Ratings
    own: dict[str, ReviewerDecisions]
    agreed: Mapping[Key, FinalAnswer]


def tally(counts: Mapping[str, int]) -> Tally:
    """The codes that were given."""
    return {code: n for code, n in counts.items() if n}


def judgements(heard: ReviewData) -> list[Judgement]:
    """What was answered to every scale about every item with a vote or a decision of an adjudication."""
    found = []
    for asked, item in sorted({*heard.votes.by, *heard.agreed}, key=lambda key: (key[1], key[0])):
        for scale in heard.items.scales(asked):
            counts = tally(distribution(heard.votes, item, scale))
            decided = heard.agreed.get((asked, item))
            if counts or (decided and scale.id in decided.decision.values):
                found.append(_judgement(heard, item, scale, counts, decided))
    return found


def rated(heard: ReviewData, lines: Sequence[Judgement]) -> frozenset[str]:
    """The ids of the claims with a verdict that counts."""
    first = next((scale.id for scale in heard.items.scales("evidence")), None)
    return frozenset(one.item.partition(":")[2] for one in lines if one.scale == first and one.n)


def _judgement(heard: ReviewData, item: str, scale: Scale, counts: Tally, decided: FinalAnswer | None) -> Judgement:
    middle = median(heard.votes, item, scale)
    ranks = {value.rank: value.code for value in scale.values if value.rank is not None}
    n = sum(counts.values())
    code = decided.decision.values.get(scale.id) if decided and not decided.stale else None
    same = next(iter(counts)) if len(counts) == 1 and n > 1 else None
    return Judgement(
        item=item,
        scale=scale.id,
        votes=counts,
        n=n,
        ranked=sum(counts.get(one, 0) for one in ranks.values()),
        median=list(dict.fromkeys(ranks[rank] for rank in middle)) if middle else [],
        consensus=code or same,
        by="adjudication" if code else "agreement" if same else None,
    )


def votes(heard: ReviewData) -> list[VoteLine]:
    """Every reviewer's state of every item, by item and reviewer."""
    found = []
    for reviewer, own in heard.own.items():
        for (asked, item), vote in own.latest.items():
            counted = heard.votes.by.get((asked, item), {}).get(reviewer)
            found.append(_vote(heard, reviewer, asked, vote))
            if counted and counted.ref != (vote.session, vote.decision.seq):
                older = OwnVote(counted.session, counted.decision, True)
                found.append(_vote(heard, reviewer, asked, older))
    return sorted(found, key=lambda one: (one.item, one.asked, one.reviewer, one.at))


def _vote(heard: ReviewData, reviewer: str, asked: AppliesTo, vote: OwnVote) -> VoteLine:
    one, names = vote.decision, heard.names
    counted = heard.votes.by.get((asked, one.item), {}).get(reviewer)
    return VoteLine(
        item=clean(one.item),
        asked=asked,
        reviewer=names.reviewer(reviewer),
        session=names.session(vote.session),
        seq=one.seq,
        at=names.time(one.at),
        values=_values(names, one),
        basis=one.basis,
        judged=vote.judged,
        changed=heard.items.hash_of(one.item) != one.item_hash,
        counted=counted is not None and counted.ref == (vote.session, one.seq),
        flagged=one.flagged,
        skipped=one.skipped,
        note=names.text(one.note),
    )


def _values(names: Names, decision: Decision) -> dict[str, str]:
    """The answers by scale; in a file of another dossier's they may be any text."""
    return {names.text(scale): names.text(code) for scale, code in decision.values.items()}


def repeats(heard: ReviewData) -> list[RepeatLine]:
    """What a reviewer judged more than once."""
    found = [
        RepeatLine(
            item=clean(item),
            asked=asked,
            reviewer=heard.names.reviewer(reviewer),
            sessions=[heard.names.session(vote.session) for vote in told],
            answers=[_values(heard.names, vote.decision) for vote in told],
            times=[heard.names.time(vote.decision.at) for vote in told],
        )
        for ((asked, item), reviewer), told in heard.votes.repeats.items()
    ]
    return sorted(found, key=lambda one: (one.item, one.asked, one.reviewer))


def breakdowns(heard: ReviewData) -> list[Breakdown]:
    """Verdicts by basis and by role, on all claims and on those of each row of the gap map."""
    asked = heard.items.scales("evidence")
    if not asked:
        return []
    scale = asked[0]
    counts: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for (kind, item), by in heard.votes.by.items():
        if kind != "evidence":
            continue
        claim = heard.items.dossier.evidence.get(item.partition(":")[2])
        rows = [TOTAL, row_of(claim)] if claim else [TOTAL]
        for vote in by.values():
            code = vote.decision.values.get(scale.id, "")
            for row in rows:
                counts[row, "basis", vote.decision.basis][code] += 1
                counts[row, "role", vote.reviewer.role][code] += 1
    order = [value.code for value in scale.values]
    return [
        Breakdown(row=row, scale=scale.id, by=by, key=key, votes=tally({code: told[code] for code in order}))
        for (row, by, key), told in sorted(counts.items())
    ]


def agreement(heard: ReviewData, found: Sequence[Figure]) -> list[AgreementLine]:
    """The figures of agreement, all reviewers first."""
    return [
        AgreementLine(
            scale=one.scale,
            pair=[heard.names.reviewer(reviewer) for reviewer in one.pair or ()],
            items=one.items,
            reviewers=one.reviewers,
            missing=one.missing,
            percent=one.percent,
            alpha=one.alpha,
            ac1=one.ac1,
            few=one.few,
            pairs_left=one.pairs_omitted,
        )
        for one in found
    ]


def disagreements(heard: ReviewData, found: Sequence[Disagreement]) -> list[DisagreementLine]:
    """A line for each item and scale on which reviewers differ."""
    lines = []
    for one in found:
        for scale in one.by_scale:
            counts = distribution(heard.votes, one.item, heard.items.dossier.scales[scale])
            lines.append(_disagreement(heard, one, scale, tally(counts)))
    return lines


def _disagreement(heard: ReviewData, one: Disagreement, scale: str, counts: Tally) -> DisagreementLine:
    settled, names, apart = one.final_answer, heard.names, one.by_scale[scale]
    return DisagreementLine(
        item=clean(one.item),
        asked=one.kind,
        scale=scale,
        votes=counts,
        width=one.widths[scale],
        decided=settled.decision.values.get(scale) if settled else None,
        by=names.reviewer(settled.reviewer.id) if settled else None,
        session=names.session(settled.session) if settled else None,
        note=names.text(settled.decision.note) if settled else "",
        stale=settled.stale if settled else False,
        tier=apart.tier,
        distance=apart.distance,
        minority=apart.minority,
    )
