"""Building a report from a dossier and the sessions about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from ilo_tui.copies.proof import proof_counts
from ilo_tui.core.translator import N_
from ilo_tui.dossier.weighing import NARROWEST
from ilo_tui.exporters.report import direction_data, dossier_data, review_data
from ilo_tui.exporters.report.content import SCHEMA, ProofLine, Report
from ilo_tui.exporters.report.flaw_data import flaw_lines
from ilo_tui.exporters.report.limits import limits
from ilo_tui.exporters.report.names import Names, Withheld
from ilo_tui.exporters.report.place_data import place_lines
from ilo_tui.exporters.report.progress import OnProgress, no_progress
from ilo_tui.exporters.report.sessions import (
    CountedSession,
    counted_sessions,
    left_out_files,
    observation_lines,
    reviewer_lines,
    session_lines,
)
from ilo_tui.exporters.report.voices_data import voices_lines, words_lines
from ilo_tui.review.agreement.analysis import Agreement, analyse
from ilo_tui.review.environment import now
from ilo_tui.review.items import Items
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Decision, Session
from ilo_tui.review.results import ReviewResults
from ilo_tui.review.reviewer_decisions import ReviewerDecisions, reviewer_decisions
from ilo_tui.review.session_file import SessionFile
from ilo_tui.review.standing import standing_in
from ilo_tui.views.agreement_rows import reviewer_labels
from ilo_tui.views.context import ViewContext
from ilo_tui.views.proof_words import COUNTS
from ilo_tui.views.timeline import timeline_of
from ilo_tui.views.year_lines import year_lines


@dataclass(frozen=True)
class ReportOptions:
    """What a report is to be like: names withheld or not, and a date (ISO) where it isn't that of the latest record.

    `now` is when it is made: what is dated later cannot be right.
    """

    anonymise: bool = False
    date: str | None = None
    now: datetime = field(default_factory=now)


def build_report(
    context: ViewContext,
    items: Items,
    entries: Sequence[SessionFile],
    options: ReportOptions,
    on_progress: OnProgress = no_progress,
) -> Report:
    """The report in the language of `context`; `entries` are all files of the folder, whether they count or not.

    It counts over all of time and from the narrowest tie level on, whatever is in force on a screen.
    """
    context = context.for_file().weighed(NARROWEST)
    on_progress(N_("Counting the decisions and computing the agreement"))
    counted, analysis = counted_sessions(entries), analyse(entries, items)
    names = _names(context, entries, analysis, options)
    results = ReviewResults(items, analysis.ratings, analysis.final_answers)
    context = context.with_standing(standing_in(results))
    decisions = _decisions_by_reviewer(items, counted)
    data = review_data.ReviewData(items, names, analysis.ratings, decisions, analysis.final_answers)
    on_progress(N_("Reading the sessions"))
    sessions = session_lines(counted, items, names, context.tr, options.now)
    report = _of_dossier(context, items, data, on_progress)
    observations = observation_lines(counted, names)
    report = msgspec.structs.replace(
        report,
        date=options.date or _latest(counted),
        anonymised=options.anonymise,
        reviewers=reviewer_lines(counted, sessions, names),
        sessions=sessions,
        left_out=left_out_files(entries, names),
        observations=observations,
        places=place_lines(context, observations),
        agreement=review_data.agreement_lines(data, analysis.figures),
        disagreements=review_data.disagreement_lines(data, analysis.differing),
        latest_decision=_latest_decision(counted, names),
        bearing=review_data.bearing_line(analysis.editors),
        flaws=flaw_lines(context, results),
        proofs=_proofs(context),
    )
    return msgspec.structs.replace(
        report, limits=limits(report, context.dossier, analysis.lacking, context.tr, analysis.editions)
    )


def _proofs(context: ViewContext) -> list[ProofLine]:
    """How many excerpts are in which state; none where no copy was looked at."""
    counts = proof_counts(context.proofs.values())
    return [ProofLine(state=state, n=n, text=context.tr(COUNTS[state])) for state, n in counts.items() if n]


def _names(context: ViewContext, entries: Sequence[SessionFile], analysis: Agreement, options: ReportOptions) -> Names:
    """What reviewers and sessions are called, or the letters and numbers instead."""
    sessions = [entry.session for entry in entries if entry.session is not None]
    if not options.anonymise:
        return Names(sessions)
    raters = reviewer_labels(analysis.ratings, hidden=True, final_answers=analysis.final_answers.values())
    return Withheld(sessions, context.tr, raters)


def _of_dossier(context: ViewContext, items: Items, data: review_data.ReviewData, on_progress: OnProgress) -> Report:
    """What the dossier holds and was answered about it; nothing yet of sessions and how far they agree."""
    gaps, ratings = dossier_data.gap_lines(context), review_data.item_ratings(data)
    on_progress(N_("Reading the dossier"))
    return Report(
        schema=SCHEMA,
        language=context.tr.language,
        date=None,
        anonymised=False,
        dossier=dossier_data.edition(context, items),
        reviewers=[],
        sessions=[],
        left_out=[],
        dimensions=dossier_data.dimension_lines(context),
        programmes=dossier_data.programme_lines(context),
        policies=dossier_data.policy_lines(context),
        scales=dossier_data.scale_lines(context),
        cells=dossier_data.cell_lines(context, review_data.rated_evidence(data, ratings)),
        evidence=dossier_data.evidence_lines(context),
        alignments=dossier_data.alignment_lines(context),
        suggestions=dossier_data.suggestion_lines(context, gaps),
        gaps=gaps,
        sources=dossier_data.source_lines(context),
        ratings=ratings,
        decisions=review_data.decision_lines(data),
        observations=[],
        repeats=review_data.repeat_lines(data),
        breakdowns=review_data.breakdown_lines(data),
        agreement=[],
        disagreements=[],
        limits=[],
        actors=dossier_data.actor_lines(context),
        aims=dossier_data.aim_lines(context),
        findings=dossier_data.finding_lines(context),
        voices=voices_lines(context),
        words=words_lines(context),
        searches=dossier_data.search_lines(context),
        directions=direction_data.direction_lines(context, data),
        direction_summaries=direction_data.direction_summaries(context),
        timeline=year_lines(timeline_of(context)),
    )


def _decisions_by_reviewer(items: Items, counted: Sequence[CountedSession]) -> dict[str, ReviewerDecisions]:
    by_reviewer: defaultdict[str, list[tuple[Session, History]]] = defaultdict(list)
    for session, entry in counted:
        if entry.counts_ratings:
            by_reviewer[session.reviewer.id].append((session, entry.history))
    return {reviewer: reviewer_decisions(items, pairs) for reviewer, pairs in by_reviewer.items()}


def _latest(counted: Sequence[CountedSession]) -> str | None:
    """The day of the latest record, in UTC."""
    times = [entry.history.records[-1].at for _, entry in counted if entry.history.records]
    return max(times)[:10] if times else None


def _latest_decision(counted: Sequence[CountedSession], names: Names) -> str | None:
    decided = (record.at for _, entry in counted for record in entry.history.records if isinstance(record, Decision))
    latest = max(decided, default=None)
    return names.time(latest) if latest else None
