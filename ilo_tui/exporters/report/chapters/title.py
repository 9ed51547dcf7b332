"""The title block: which dossier, whose decisions, from when to when, and how the sessions can be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ilo_tui.core.translator import zone_names
from ilo_tui.exporters.report.content import ReviewerLine
from ilo_tui.exporters.report.parts import Fields, Part, Remark
from ilo_tui.exporters.report.table import Cell, Columns, Table, table_of
from ilo_tui.exporters.report.view import ReportView

CODES = 5
"""So many check codes stand in the title block; the audit trail has all."""
NAMES = 10


def parts(view: ReportView) -> Iterator[Part]:
    """The facts about the report, then who judged."""
    tr, report, dossier = view.tr, view.report, view.report.dossier
    latest = report.latest_decision
    facts = [
        (tr("Dossier"), dossier.id),
        (tr("Edition"), dossier.edition),
        (tr("Hash of the dossier"), dossier.hash),
        (tr("Licence"), dossier.licence or tr("not known")),
        (
            tr("Evaluated"),
            view.words.actor(dossier.evaluated) if dossier.evaluated else tr("not stated: all claims count as tied"),
        ),
        (tr("Latest decision"), tr.moment(latest) if latest else tr("not known: no decisions yet")),
        (tr("Sessions"), _session_counts(view)),
        (tr("Names"), _naming(view)),
    ]
    yield Fields([*facts, (tr("Times"), _zones(view))] if report.sessions else facts)
    if report.reviewers:
        yield _reviewers(view)
    else:
        yield Remark(tr("No decisions yet: this report shows the dossier alone."))


def _session_counts(view: ReportView) -> str:
    tr, sessions = view.tr, view.report.sessions
    adjudications = sum(session.kind == "adjudication" for session in sessions)
    counts = [
        tr.many("1 session", "{n} sessions", len(sessions)),
        tr("{n} finished", n=sum(session.finished is not None for session in sessions)),
        tr.many("1 adjudication", "{n} adjudications", adjudications),
    ]
    return ", ".join(counts)


def _naming(view: ReportView) -> str:
    """Which names of reviewers the report contains, or that they are withheld."""
    tr = view.tr
    if view.report.anonymised:
        return tr("withheld: reviewers are called by letters, sessions by numbers")
    names = [view.words.reviewer(reviewer.id) for reviewer in view.report.reviewers]
    if not names:
        return tr("none")
    more = tr("and {n} more, listed below", n=len(names) - NAMES) if len(names) > NAMES else ""
    return tr("this report names: {names}", names=", ".join(filter(None, [*names[:NAMES], more])))


def _zones(view: ReportView) -> str:
    """By which clock times are given."""
    if view.report.anonymised:
        return view.tr("only the days are told, those of UTC")
    times = [time for session in view.report.sessions for time in (session.started, session.finished) if time]
    times += [time for reviewer in view.report.reviewers for time in (reviewer.first, reviewer.last) if time]
    return view.tr("local, where this report was made ({zones})", zones=", ".join(zone_names(times)))


def _reviewers(view: ReportView) -> Table:
    tr, words, anonymised = view.tr, view.words, view.report.anonymised
    # Items that the dossier has changed since are among those judged; of two sessions on an item one counts.
    judged = {(line.reviewer, line.applies_to, line.item) for line in view.report.decisions if line.judged}
    counts = Counter(reviewer for reviewer, _, _ in judged)
    columns: Columns[ReviewerLine] = [
        (tr("Reviewer"), lambda reviewer: reviewer.name if anonymised else [reviewer.name, reviewer.id]),
        (tr("Role"), lambda reviewer: words.word("role", reviewer.role)),
        (tr("Sessions"), lambda reviewer: reviewer.sessions),
        (tr("Items judged"), lambda reviewer: counts[reviewer.id]),
        (tr("From"), lambda reviewer: words.day(reviewer.first)),
        (tr("To"), lambda reviewer: words.day(reviewer.last)),
        (tr("Check codes"), lambda reviewer: _check_codes(view, reviewer.check_codes)),
    ]
    return table_of(tr("Reviewers"), columns, view.report.reviewers)


def _check_codes(view: ReportView, codes: Sequence[str]) -> Cell:
    if view.report.anonymised:
        return view.tr("withheld")
    more = [view.tr("{n} more in the audit trail", n=len(codes) - CODES)] if len(codes) > CODES else []
    return [*codes[:CODES], *more] or view.tr("none: not finished")
