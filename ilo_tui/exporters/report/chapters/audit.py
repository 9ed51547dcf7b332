"""The audit trail: sessions, dates that cannot be right, files left out, what one reviewer judged more than once."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.exporters.report.content import LeftOut, RepeatLine, SessionLine
from ilo_tui.exporters.report.parts import Paragraph, Part, Remark
from ilo_tui.exporters.report.table import ROWS, Columns, Table, table_of
from ilo_tui.exporters.report.view import ReportView

SESSIONS = 5 * ROWS


def parts(view: ReportView) -> Iterator[Part]:
    """The tables by which the report can be checked."""
    tr, report = view.tr, view.report
    if report.sessions:
        yield from view.shortened(_sessions(view))
    else:
        yield Remark(tr("There are no sessions."))
    wrong = [session for session in report.sessions if session.dated_later or session.dated_early]
    if wrong:
        yield from view.shortened(_clocks(view, wrong))
    if report.left_out:
        files: Columns[LeftOut] = [
            (tr("File"), lambda line: line.file),
            (tr("Why"), lambda line: view.words.word("state", line.state)),
        ]
        yield from view.shortened(table_of(tr("Files that are left out"), files, report.left_out, shown=ROWS))
    if report.repeats:
        yield from view.shortened(_repeats(view))
    yield Paragraph(
        tr(
            "Every decision with its session, number, time, basis, answers and note stands in the tables and in the "
            "JSON form of this report."
        )
    )


def _sessions(view: ReportView) -> Table:
    tr, words = view.tr, view.words
    columns: Columns[SessionLine] = [
        (tr("Session"), lambda session: session.id),
        (tr("Kind"), lambda session: words.word("session", session.kind)),
        (tr("Reviewer"), lambda session: words.reviewer(session.reviewer)),
        (tr("Queue"), lambda session: session.queue),
        (tr("Items"), lambda session: session.items),
        (tr("Items judged"), lambda session: session.judged),
        (tr("Taken back"), lambda session: session.withdrawn),
        (tr("Begun"), lambda session: tr.moment(session.started)),
        (tr("Finished"), lambda session: tr.moment(session.finished) if session.finished else tr("not finished")),
        (tr("Check code"), lambda session: _check_code(view, session.check_code)),
        (tr("Dossier"), lambda session: f"{session.dossier_edition} {session.dossier_hash}"),
    ]
    return table_of(tr("Sessions"), columns, view.report.sessions, shown=SESSIONS)


def _check_code(view: ReportView, code: str | None) -> str:
    return view.tr("withheld") if view.report.anonymised else code or view.tr("none: not finished")


def _clocks(view: ReportView, sessions: list[SessionLine]) -> Table:
    """The sessions with dates that cannot be right, and how many records have them."""
    tr = view.tr
    columns: Columns[SessionLine] = [
        (tr("Session"), lambda session: session.id),
        (tr("Reviewer"), lambda session: view.words.reviewer(session.reviewer)),
        (tr("Dated later than this report"), lambda session: session.dated_later),
        (tr("Dated before the dossier"), lambda session: session.dated_early),
    ]
    return table_of(tr("Dates that no right clock can have given"), columns, sessions, shown=ROWS)


def _repeats(view: ReportView) -> Table:
    tr = view.tr
    columns: Columns[RepeatLine] = [
        (tr("Item"), lambda repeat: view.words.item(repeat.item)),
        (tr("Reviewer"), lambda repeat: view.words.reviewer(repeat.reviewer)),
        (tr("Sessions with time and answers; the last counts"), lambda repeat: [*_times(view, repeat)]),
    ]
    return table_of(tr("Judged more than once by one reviewer"), columns, view.report.repeats, shown=ROWS)


def _times(view: ReportView, repeat: RepeatLine) -> Iterator[str]:
    """Every time that it was judged, with the answers."""
    for session, time, values in zip(repeat.sessions, repeat.times, repeat.answers, strict=False):
        yield f"{session}, {view.tr.moment(time)}: {view.words.answers(values)}"
