"""Review sessions as rows: what `ilo-tui sessions` prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ilo_tui.i18n import Say
from ilo_tui.review.items import Items
from ilo_tui.review.listing import Entry
from ilo_tui.text import clean


def session_rows(entries: Sequence[Entry], items: Items, now: datetime) -> list[dict[str, Any]]:
    """A row a file: file, id, kind, reviewer, queue, items, judged, flagged, started, finished, check_code, state.

    And `misdated`, which counts the records whose time no right clock can have given. What cannot be read has only file and state.
    """
    return [_row(entry, items, now) for entry in entries]


def session_warnings(entries: Sequence[Entry], now: datetime, say: Say) -> list[str]:
    """What people have to know of sessions besides the rows, a line each, with the file it is about."""
    return [f"{clean(entry.path.name)}: {line}" for entry in entries for line in entry.misdated(now).told(say)]


def _row(entry: Entry, items: Items, now: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {"file": clean(entry.path.name), "state": entry.state}
    if entry.session is None or entry.state == "foreign":
        return row
    session, counts, misdated = entry.session, entry.progress(items).counts(), entry.misdated(now)
    return {
        "file": row["file"],
        "id": session.id,
        "kind": session.kind,
        "reviewer": f"{clean(session.reviewer.name)} <{clean(session.reviewer.id)}>",
        "queue": " ".join(filter(None, [session.queue.kind, clean(session.queue.where)])),
        "items": counts.total,
        "judged": counts.judged,
        "flagged": counts.flagged,
        "started": session.started,
        "finished": session.finished,
        "check_code": session.check_code,
        "misdated": sum(map(len, (misdated.later, misdated.earlier))),
        "state": entry.state,
    }
