"""The whole report in a few sentences, tables and charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.exporters.report.dossier_content import DimensionLine
from ilo_tui.exporters.report.parts import Chart, Items, Paragraph, Part
from ilo_tui.exporters.report.table import Columns, Table, table_of
from ilo_tui.exporters.report.verdicts import BY, DIFFER
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.views.labels import STANCES
from ilo_tui.views.pages.agreement import decimal, share


def parts(view: ReportView) -> Iterator[Part]:
    """What is known, judged, lacking and agreed on."""
    tr, verdicts = view.tr, view.verdicts
    yield Items([_known(view), *_judged(view), _gaps(view), *_agreement(view)])
    stances = _stances(view)
    yield stances
    yield _chart(stances, stances.name, [tr(word) for _, word, _ in STANCES.values()])
    if verdicts.ratings:
        yield _claims_by_verdict(view)
    if verdicts.totals() and view.report.breakdowns:
        yield Paragraph(
            tr("The next tables count ratings: a claim that three reviewers judged stands in each of them three times.")
        )
        captions = {"basis": tr("Ratings by the basis of the decision"), "role": tr("Ratings by the reviewer's role")}
        for by, caption in captions.items():
            table = verdicts.table(caption, TOTAL, by)
            yield table
            yield _chart(table, caption, [label for _, label in verdicts.values])


def _chart(table: Table, title: str, names: list[str]) -> Chart:
    """The numbers of a table as bars."""
    bars = [(str(row[0]), [cell for cell in row[1:] if isinstance(cell, int)]) for row in table.rows()]
    return Chart(title, names, bars)


def _known(view: ReportView) -> str:
    evidence = view.report.evidence
    stances, rows = Counter(item.stance for item in evidence), {item.row for item in evidence}
    programmes = [line for line in view.report.programmes if line.kind is not None and line.id in rows]
    return view.tr(
        "The dossier has {claims} claims from {sources} sources about {programmes} programmes and supporting "
        "actions: {supports} for, {contradicts} against, {context} context.",
        claims=len(evidence),
        sources=sum(source.evidence_count > 0 for source in view.report.sources),
        programmes=len(programmes),
        supports=stances["supports"],
        contradicts=stances["contradicts"],
        context=stances["context"],
    )


def _counts(view: ReportView) -> bool:
    """Whether any decision counts."""
    return any(decision.counted for decision in view.report.decisions)


def _judged(view: ReportView) -> list[str]:
    tr = view.tr
    if not view.report.decisions:
        return [tr("No decisions yet: nobody has judged anything of it.")]
    if not _counts(view):
        return [tr("No decision counts; the limits say why.")]
    if not view.verdicts.ratings:
        return [tr("No claim has a decision that counts; other things were judged.")]
    return [_reach(view), _by_verdict(view), _ratings(view)]


def _reach(view: ReportView) -> str:
    """How many claims were judged, by how many."""
    decisions, ratings = view.report.decisions, view.verdicts.ratings
    reviewers = {line.reviewer for line in decisions if line.counted and line.applies_to == "evidence"}
    return view.tr(
        "{reviewers} judged {judged} of the {asked} claims that a verdict is asked of; {twice} of them were judged "
        "by two or more.",
        reviewers=view.tr.many("1 reviewer", "{n} reviewers", len(reviewers)),
        judged=len(ratings),
        asked=sum(evidence.judgeable for evidence in view.report.evidence),
        twice=sum(line.n > 1 for line in ratings),
    )


def _by_verdict(view: ReportView) -> str:
    """The claims, each counted once."""
    standing = view.verdicts.standing
    counts = [(label, sum(standing[code, by] for by in BY)) for code, label in view.verdicts.values]
    counts.append((view.tr("reviewers differ"), standing[DIFFER, ""]))
    return view.tr("Claims by verdict: {tally}.", tally=", ".join(f"{label} {n}" for label, n in counts if n))


def _ratings(view: ReportView) -> str:
    """The ratings, of which a claim has as many as reviewers."""
    totals = view.verdicts.totals()
    tally = ", ".join(f"{label} {totals[code]}" for code, label in view.verdicts.values if totals[code])
    return view.tr.many(
        "Behind these stands 1 rating: {tally}.",
        "Behind these stand {n} ratings: {tally}.",
        sum(totals.values()),
        tally=tally or view.tr("not rated"),
    )


def _gaps(view: ReportView) -> str:
    gaps = view.report.gaps
    return view.tr(
        "{gaps} gaps, {free} of them covered by no suggestion.",
        gaps=len(gaps),
        free=sum(not gap.suggestions for gap in gaps),
    )


def _agreement(view: ReportView) -> list[str]:
    tr, scale = view.tr, view.verdicts.scale
    if scale is None or not _counts(view):
        return []
    for figures in view.report.agreement:
        if figures.scale == scale.id and not figures.pair and figures.items:
            sentence = tr.many(
                "Agreement on the 1 claim that two or more judged: {percent}; Krippendorff's alpha: {alpha}.",
                "Agreement on the {n} claims that two or more judged: {percent}; Krippendorff's alpha: {alpha}.",
                figures.items,
                percent=share(tr, figures.percent),
                alpha=decimal(tr, figures.alpha),
            )
            few = tr("These are too few to rely on it.")
            return [f"{sentence} {few}" if figures.few else sentence]
    return [tr("Agreement is not known: no claim was judged by two reviewers.")]


def _stances(view: ReportView) -> Table:
    """Claims by dimension and stance."""
    tr, counts = view.tr, Counter((evidence.column, evidence.stance) for evidence in view.report.evidence)
    columns: Columns[DimensionLine] = [
        (tr("Dimension"), lambda dimension: dimension.name),
        (tr("for"), lambda dimension: counts[dimension.id, "supports"]),
        (tr("against"), lambda dimension: counts[dimension.id, "contradicts"]),
        (tr("context"), lambda dimension: counts[dimension.id, "context"]),
    ]
    return table_of(tr("Claims by dimension"), columns, view.report.dimensions)


def _claims_by_verdict(view: ReportView) -> Table:
    """How many claims have a verdict, then by how it came to stand."""
    tr, standing = view.tr, view.verdicts.standing
    rows = [(label, [standing[code, by] for by in BY]) for code, label in view.verdicts.values]
    lines: list[tuple[str | int, ...]] = [(label, sum(counts), *counts) for label, counts in rows]
    if differ := standing[DIFFER, ""]:
        lines.append((tr("reviewers differ"), differ, 0, 0, 0))
    columns: Columns[tuple[str | int, ...]] = [
        (tr("Verdict"), lambda line: line[0]),
        (tr("Claims"), lambda line: line[1]),
        (tr("of one reviewer only"), lambda line: line[2]),
        (tr("all agree"), lambda line: line[3]),
        (tr("decided in adjudication"), lambda line: line[4]),
    ]
    return table_of(tr("Claims by verdict"), columns, lines)
