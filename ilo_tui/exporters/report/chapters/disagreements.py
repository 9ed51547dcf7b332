"""Disagreements and final answers: items on which reviewers differ, the gravest tier first, and what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ilo_tui.exporters.report.content import DisagreementLine
from ilo_tui.exporters.report.dossier_content import ScaleLine, ScaleValue
from ilo_tui.exporters.report.parts import Paragraph, Part, Remark
from ilo_tui.exporters.report.table import ROWS, Columns, Table, table_of
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.review.agreement.tiers import DIFFERENCE, ONE_STEP, REVERSAL
from ilo_tui.views.pages.agreement import TIERS

DISAGREEMENTS = (REVERSAL, DIFFERENCE)
"""The tiers that are counted as disagreement."""
Item = Sequence[DisagreementLine]
"""An item, by its lines: a scale each on which reviewers differ."""


def parts(view: ReportView) -> Iterator[Part]:
    """The disagreements, the final answers on claims, then what differs by one step only."""
    tr, by_tier = view.tr, _by_tier(view)
    if any(ratings.n > 1 for ratings in view.report.ratings):
        tiers = [tier for tier in DISAGREEMENTS if by_tier[tier]]
        yield Paragraph(_counts(view, by_tier) if tiers else tr("Reviewers disagree on no item."))
        for tier in tiers:
            yield from view.shortened(_table(view, tier, by_tier[tier]))
    else:
        yield Remark(tr("Not known: nothing was judged by two reviewers."))
    if final_answers := _final_answers(view):
        yield final_answers
    if by_tier[ONE_STEP]:
        yield from view.shortened(_table(view, ONE_STEP, by_tier[ONE_STEP]))


def _by_tier(view: ReportView) -> dict[int, list[Item]]:
    """The items by the tier of their gravest difference."""
    items: dict[tuple[str, str], list[DisagreementLine]] = {}
    for line in view.report.disagreements:
        items.setdefault((line.applies_to, line.item), []).append(line)
    tiers: dict[int, list[Item]] = {REVERSAL: [], DIFFERENCE: [], ONE_STEP: []}
    for lines in items.values():
        tiers.setdefault(min(line.tier for line in lines), []).append(lines)
    return tiers


def _counts(view: ReportView, by_tier: dict[int, list[Item]]) -> str:
    """How many items reviewers disagree on, of which tier, and on how many an adjudication decided."""
    items = [lines for tier in DISAGREEMENTS for lines in by_tier[tier]]
    return view.tr(
        "Items on which reviewers disagree: {n}, {reversals} of them reversals; adjudicated: {adjudicated}.",
        n=len(items),
        reversals=len(by_tier[REVERSAL]),
        adjudicated=sum(lines[0].decided is not None and not lines[0].stale for lines in items),
    )


def _table(view: ReportView, tier: int, items: Sequence[Item]) -> Table:
    """Of each item the ratings and what was decided, scale by scale, and why."""
    tr, words = view.tr, view.words
    columns: Columns[Item] = [
        (tr("Item"), lambda lines: words.item(lines[0].item)),
        (
            tr("Ratings"),
            lambda lines: [f"{words.scale(line.scale)}: {words.tally(line.scale, line.tally)}" for line in lines],
        ),
        (tr("Final answer"), lambda lines: [f"{words.scale(line.scale)}: {_decided(view, line)}" for line in lines]),
        (tr("Why"), lambda lines: _why(view, lines[0])),
    ]
    return table_of(tr(TIERS[tier]), columns, items, shown=ROWS)


def _why(view: ReportView, line: DisagreementLine) -> str:
    return f"{view.words.reviewer(line.by)}: “{line.note}”" if line.by else view.tr("not adjudicated")


def _decided(view: ReportView, line: DisagreementLine) -> str:
    if line.decided is None:
        return view.tr("no final answer")
    answer = view.words.answer(line.scale, line.decided)
    return (
        view.tr("{answer} (before later decisions or changes: no final answer)", answer=answer)
        if line.stale
        else answer
    )


def _final_answers(view: ReportView) -> Table | None:
    """Of how many claims each answer is the final one, by scale; None: of none."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for ratings in view.report.ratings:
        if ratings.final_answer and ratings.by and view.words.scales[ratings.scale].applies_to == "evidence":
            counts[ratings.scale, ratings.final_answer, ratings.by] += 1
    scales = [scale for scale in view.report.scales if any(key[0] == scale.id for key in counts)]
    tr = view.tr
    columns: Columns[tuple[ScaleLine, ScaleValue]] = [
        (tr("Scale"), lambda row: view.words.scale(row[0].id)),
        (tr("Answer"), lambda row: row[1].label),
        (tr("Claims on which all agree"), lambda row: counts[row[0].id, row[1].code, "agreement"]),
        (tr("Claims decided in adjudication"), lambda row: counts[row[0].id, row[1].code, "adjudication"]),
    ]
    rows = [(scale, value) for scale in scales for value in scale.values]
    return table_of(tr("Final answers on claims"), columns, rows) if rows else None
