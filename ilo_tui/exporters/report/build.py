"""Gathering a report from a dossier and the sessions about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report import dossier_data, review_data
from ilo_tui.exporters.report.content import SCHEMA, Report
from ilo_tui.exporters.report.limits import limits
from ilo_tui.exporters.report.names import Names, Withheld
from ilo_tui.exporters.report.progress import Tell, nobody
from ilo_tui.exporters.report.sessions import Sound, left_out, observations, reviewers, sessions, sound
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.environment import now
from ilo_tui.review.items import Items
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Decision, Session
from ilo_tui.review.reviewer_decisions import ReviewerDecisions, reviewer_decisions
from ilo_tui.review.session_file import SessionFile
from ilo_tui.views.agreement_rows import reviewer_labels
from ilo_tui.views.context import ViewContext


@dataclass(frozen=True)
class ReportOptions:
    """What is asked of a report: names withheld or not, and a date (ISO) where it isn't that of the latest record.

    `now` is when it is made: what is dated later cannot be right.
    """

    anonymise: bool = False
    date: str | None = None
    now: datetime = field(default_factory=now)


def gather(
    context: ViewContext, items: Items, entries: Sequence[SessionFile], wish: ReportOptions, tell: Tell = nobody
) -> Report:
    """The report in the language of `context`; `entries` are all files of the library, sound or not."""
    context = context.for_file()
    tell(N_("Counting the decisions and computing the agreement"))
    found = sound(entries)
    asked = analyse(entries, items)
    votes = asked.ratings
    voters = reviewer_labels(votes, hidden=True, consensus_list=asked.final_answers.values())
    every = [one.session for one in entries if one.session is not None]
    names = Withheld(every, context.tr, voters) if wish.anonymise else Names(every)
    heard = review_data.ReviewData(items, names, votes, _own(items, found), asked.final_answers)
    tell(N_("Gathering the sessions"))
    lines = sessions(found, items, names, context.tr, wish.now)
    every_gap = dossier_data.gaps(context)
    judgements = review_data.judgements(heard)
    tell(N_("Gathering the dossier"))
    report = Report(
        schema=SCHEMA,
        language=context.tr.language,
        date=wish.date or _latest(found),
        anonymised=wish.anonymise,
        dossier=dossier_data.edition(context, items),
        reviewers=reviewers(found, lines, names),
        sessions=lines,
        left_out=left_out(entries, names),
        dimensions=dossier_data.dimensions(context),
        programmes=dossier_data.programmes(context),
        policies=dossier_data.policies(context),
        scales=dossier_data.scales(context),
        cells=dossier_data.cells(context, review_data.rated(heard, judgements)),
        claims=dossier_data.claims(context),
        alignments=dossier_data.alignments(context),
        suggestions=dossier_data.suggestions(context, every_gap),
        gaps=every_gap,
        sources=dossier_data.sources(context),
        judgements=judgements,
        votes=review_data.votes(heard),
        observations=observations(found, names),
        repeats=review_data.repeats(heard),
        breakdowns=review_data.breakdowns(heard),
        agreement=review_data.agreement(heard, asked.figures),
        disagreements=review_data.disagreements(heard, asked.differing),
        limits=[],
        latest_decision=_latest_decision(found, names),
    )
    return msgspec.structs.replace(report, limits=limits(report, context.dossier, asked.lacking, context.tr))


def _own(items: Items, found: Sequence[Sound]) -> dict[str, ReviewerDecisions]:
    by: defaultdict[str, list[tuple[Session, History]]] = defaultdict(list)
    for session, entry in found:
        if entry.counts_ratings:
            by[session.reviewer.id].append((session, entry.history))
    return {reviewer: reviewer_decisions(items, told) for reviewer, told in by.items()}


def _latest(found: Sequence[Sound]) -> str | None:
    """The day of the latest record, in UTC."""
    times = [entry.history.records[-1].at for _, entry in found if entry.history.records]
    return max(times)[:10] if times else None


def _latest_decision(found: Sequence[Sound], names: Names) -> str | None:
    decided = (one.at for _, entry in found for one in entry.history.records if isinstance(one, Decision))
    latest = max(decided, default=None)
    return names.time(latest) if latest else None
