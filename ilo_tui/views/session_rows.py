"""Review sessions as rows: what `ilo-tui sessions` prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.review.agreement.lacking import lacking
from ilo_tui.review.edition_change import edition_change
from ilo_tui.review.items import Items
from ilo_tui.review.session_file import SessionFile
from ilo_tui.views.pages.agreement import lacking_lines
from ilo_tui.views.session_words import QUEUE_NAMES, STATES, edition_line, is_shown_by_name


def session_rows(entries: Sequence[SessionFile], items: Items, now: datetime) -> list[dict[str, object]]:
    """A row a file: file, id, kind, reviewer, queue, items, judged, flagged, started, finished, check_code, state.

    And how many `observations` from the field stand in it; `misdated`, which counts the records whose time no right
    clock can have given; the `edition` on which it was begun, and how many items are `counting` in that of now, offered
    `again` and `removed`. What cannot be read has only file and state.
    """
    return [_row(entry, items, now) for entry in entries]


def session_warnings(entries: Sequence[SessionFile], items: Items, now: datetime, tr: Translator) -> list[str]:
    """What people have to know of sessions besides the rows, a line each, with the file it is about."""
    return [f"{clean(entry.path.name)}: {line}" for entry in entries for line in _warnings(entry, items, now, tr)]


def _warnings(entry: SessionFile, items: Items, now: datetime, tr: Translator) -> list[str]:
    fault = entry.fault
    lines = [f"{fault.headline(tr)}. {tr(fault.mend)}"] if fault and entry.misnamed else []
    if entry.session and not is_shown_by_name(entry):
        lines.append(edition_line(tr, edition_change(entry.session, entry.progress(items))))
    return [*filter(None, lines), *entry.misdated(now).localise(tr), *lacking_lines(tr, lacking([entry], items))]


def _row(entry: SessionFile, items: Items, now: datetime) -> dict[str, object]:
    row: dict[str, object] = {"file": clean(entry.path.name), "state": entry.state}
    if entry.session is None or is_shown_by_name(entry):
        return row
    session, progress, misdated = entry.session, entry.progress(items), entry.misdated(now)
    counts, change = progress.counts(), edition_change(session, progress)
    return {
        "file": row["file"],
        "id": session.id,
        "kind": session.kind,
        "reviewer": f"{clean(session.reviewer.name)} <{clean(session.reviewer.id)}>",
        "queue": " ".join(filter(None, [session.queue.kind, clean(session.queue.where)])),
        "items": counts.total,
        "judged": counts.judged,
        "flagged": counts.flagged,
        "observations": len(entry.history.observations()),
        "started": session.started,
        "finished": session.finished,
        "check_code": session.check_code,
        "misdated": sum(map(len, (misdated.later, misdated.earlier))),
        "edition": clean(session.dossier.edition),
        "counting": change.counting,
        "again": len(change.again),
        "removed": len(change.removed),
        "state": entry.state,
    }


def session_cells(entry: SessionFile, items: Items, tr: Translator) -> list[str]:
    """A session as people read it: state, items judged of all, when it was begun here, reviewer, queue, file."""
    state, file = tr(STATES.get(entry.state, entry.state)), clean(entry.path.name)
    if entry.session is None or is_shown_by_name(entry):
        return [state, "-", "-", "-", "-", file]
    session, counts = entry.session, entry.progress(items).counts()
    judged = tr("{judged} of {total} judged", judged=counts.judged, total=counts.total)
    reviewer = f"{clean(session.reviewer.name)} <{clean(session.reviewer.id)}>"
    queue = " ".join(filter(None, [tr(QUEUE_NAMES[session.queue.kind]), clean(session.queue.where)]))
    return [state, judged, tr.moment(session.started), reviewer, queue, file]
