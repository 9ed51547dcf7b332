"""The lines of a report about sessions, reviewers and what they saw: its title block and audit trail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import structs

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.content import LeftOut, ObservationLine, ReviewerLine, SessionLine
from ilo_tui.exporters.report.names import Names
from ilo_tui.review.clock import misdated_session
from ilo_tui.review.items import Items
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Session
from ilo_tui.review.session_file import SessionFile

CountedSession = tuple[Session, SessionFile]
"""A session whose decisions count, with its file."""


def counted_sessions(entries: Iterable[SessionFile]) -> list[CountedSession]:
    """The reviews and adjudications of this dossier, by when they began."""
    counted = {"open", "finished", "other_machine"}
    pairs = [(entry.session, entry) for entry in entries if entry.session is not None and entry.state in counted]
    return sorted(pairs, key=lambda pair: (pair[0].started, pair[0].id))


def left_out_files(entries: Iterable[SessionFile], names: Names) -> list[LeftOut]:
    """The other files, by name."""
    rest = sorted(
        (entry.path.name, entry.state) for entry in entries if entry.state not in {"open", "finished", "other_machine"}
    )
    return [LeftOut(file=names.file(name, number), state=state) for number, (name, state) in enumerate(rest, 1)]


def session_lines(
    counted: Sequence[CountedSession], items: Items, names: Names, tr: Translator, now: datetime
) -> list[SessionLine]:
    """A line a session; `now` is later than any record can be."""
    return [_dated(_line(*pair, items, names, tr), *pair, now) for pair in counted]


def _dated(line: SessionLine, session: Session, entry: SessionFile, now: datetime) -> SessionLine:
    dated = misdated_session(session, entry.history.records, now)
    return structs.replace(line, dated_later=len(dated.later), dated_early=len(dated.earlier))


def _line(session: Session, entry: SessionFile, items: Items, names: Names, tr: Translator) -> SessionLine:
    progress = entry.progress(items)
    counts = progress.counts()
    return SessionLine(
        id=names.session(session.id),
        kind=session.kind,
        reviewer=names.reviewer(session.reviewer.id),
        queue=names.text(_queue(session, tr)),
        language=names.text(session.language),
        items=counts.total,
        judged=counts.judged,
        flagged=counts.flagged,
        skipped=counts.skipped,
        withdrawn=len(entry.history.withdrawn()),
        changed=len(progress.changes()),
        removed=len(progress.removed()),
        started=names.time(session.started),
        finished=names.time(session.finished) if session.finished else None,
        check_code=names.code(session.check_code),
        dossier_edition=names.text(session.dossier.edition),
        dossier_hash=names.text(session.dossier.hash),
        state=entry.state,
    )


def _queue(session: Session, tr: Translator) -> str:
    """How the queue was chosen, in words that `review --queue` takes."""
    queue, share = session.queue, session.share
    parts = [queue.kind, queue.where, queue.sample and tr("sample {sample}", sample=clean(queue.sample))]
    parts += [tr("loose")] if queue.loose else []
    if share:
        parts.append(tr("part {part} of {of}, {overlap}% in all", part=share.part, of=share.of, overlap=share.overlap))
    if queue.continues:
        parts.append(tr("the rest of {session}", session=clean(queue.continues)))
    return "; ".join(filter(None, parts))


def reviewer_lines(counted: Sequence[CountedSession], lines: Sequence[SessionLine], names: Names) -> list[ReviewerLine]:
    """Everyone with a session, by key; the role is that of the latest one."""
    by_reviewer: defaultdict[str, list[tuple[CountedSession, SessionLine]]] = defaultdict(list)
    for pair, line in zip(counted, lines, strict=True):
        by_reviewer[pair[0].reviewer.id].append((pair, line))
    people = []
    for ident, pairs in by_reviewer.items():
        times = [names.time(time) for (_, entry), _ in pairs for time in _times(entry.history)]
        people.append(
            ReviewerLine(
                id=names.reviewer(ident),
                name=names.name(ident),
                role=pairs[-1][0][0].reviewer.role,
                sessions=len(pairs),
                judged=sum(line.judged for _, line in pairs if line.kind == "review"),
                first=min(times, default=None),
                last=max(times, default=None),
                check_codes=[line.check_code for _, line in pairs if line.check_code],
            )
        )
    return sorted(people, key=lambda person: (len(person.id) if names.anonymous else 0, person.id))


def _times(history: History) -> list[str]:
    return [history.records[0].at, history.records[-1].at] if history.records else []


def observation_lines(counted: Sequence[CountedSession], names: Names) -> list[ObservationLine]:
    """What reviewers saw, by item and time."""
    lines = [
        ObservationLine(
            item=clean(record.item),
            reviewer=names.reviewer(session.reviewer.id),
            session=names.session(session.id),
            text=names.text(record.observation.text),
            place=names.text(record.observation.place),
            date=names.text(record.observation.date),
            at=names.time(record.at),
        )
        for session, entry in counted
        for record in entry.history.observations()
    ]
    return sorted(lines, key=lambda line: (line.item, line.at, line.session))
