"""Gathering a report from a dossier and the sessions about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from ilo_tui.exchange.agreement import names_of
from ilo_tui.exchange.pages.book import Book
from ilo_tui.exchange.report import judged, known
from ilo_tui.exchange.report.content import SCHEMA, Report
from ilo_tui.exchange.report.limits import limits
from ilo_tui.exchange.report.names import Names, Withheld
from ilo_tui.exchange.report.sessions import Sound, left_out, observations, reviewers, sessions, sound
from ilo_tui.exchange.report.steps import Tell, nobody
from ilo_tui.i18n import N_
from ilo_tui.review.agreement.survey import survey
from ilo_tui.review.desk import now
from ilo_tui.review.history import History
from ilo_tui.review.items import Items
from ilo_tui.review.listing import Entry
from ilo_tui.review.own import Own, own_of
from ilo_tui.review.records import Decision, Session


@dataclass(frozen=True)
class Wish:
    """What is asked of a report: names withheld or not, and a date (ISO) where it isn't that of the latest record.

    `now` is when it is made: what is dated later cannot be right.
    """

    anonymise: bool = False
    date: str | None = None
    now: datetime = field(default_factory=now)


def gather(book: Book, items: Items, entries: Sequence[Entry], wish: Wish, tell: Tell = nobody) -> Report:
    """The report in the language of `book`; `entries` are all files of the library, sound or not."""
    book = book.for_file()
    tell(N_("Counting the decisions and computing the agreement"))
    found = sound(entries)
    asked = survey(entries, items)
    votes = asked.votes
    voters = names_of(votes, hidden=True, agreed=asked.agreed.values())
    every = [one.session for one in entries if one.session is not None]
    names = Withheld(every, book.say, voters) if wish.anonymise else Names(every)
    heard = judged.Heard(items, names, votes, _own(items, found), asked.agreed)
    tell(N_("Gathering the sessions"))
    lines = sessions(found, items, names, book.say, wish.now)
    every_gap = known.gaps(book)
    judgements = judged.judgements(heard)
    tell(N_("Gathering the dossier"))
    report = Report(
        schema=SCHEMA,
        language=book.say.language,
        date=wish.date or _latest(found),
        anonymised=wish.anonymise,
        dossier=known.edition(book, items),
        reviewers=reviewers(found, lines, names),
        sessions=lines,
        left_out=left_out(entries, names),
        dimensions=known.dimensions(book),
        programmes=known.programmes(book),
        policies=known.policies(book),
        scales=known.scales(book),
        cells=known.cells(book, judged.rated(heard, judgements)),
        claims=known.claims(book),
        alignments=known.alignments(book),
        suggestions=known.suggestions(book, every_gap),
        gaps=every_gap,
        sources=known.sources(book),
        judgements=judgements,
        votes=judged.votes(heard),
        observations=observations(found, names),
        repeats=judged.repeats(heard),
        breakdowns=judged.breakdowns(heard),
        agreement=judged.agreement(heard, asked.figures),
        disagreements=judged.disagreements(heard, asked.differing),
        limits=[],
        latest_decision=_latest_decision(found, names),
    )
    return msgspec.structs.replace(report, limits=limits(report, book.dossier, asked.lacking, book.say))


def _own(items: Items, found: Sequence[Sound]) -> dict[str, Own]:
    by: defaultdict[str, list[tuple[Session, History]]] = defaultdict(list)
    for session, entry in found:
        if entry.counts_votes:
            by[session.reviewer.id].append((session, entry.history))
    return {reviewer: own_of(items, told) for reviewer, told in by.items()}


def _latest(found: Sequence[Sound]) -> str | None:
    """The day of the latest record, in UTC."""
    times = [entry.history.records[-1].at for _, entry in found if entry.history.records]
    return max(times)[:10] if times else None


def _latest_decision(found: Sequence[Sound], names: Names) -> str | None:
    decided = (one.at for _, entry in found for one in entry.history.records if isinstance(one, Decision))
    latest = max(decided, default=None)
    return names.time(latest) if latest else None
