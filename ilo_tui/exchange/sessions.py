"""Review sessions as rows: what `ilo-tui sessions` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ilo_tui.exchange.pages.agreement import lacking_lines
from ilo_tui.i18n import Say
from ilo_tui.review.agreement.lacking import lacking
from ilo_tui.review.items import Items
from ilo_tui.review.listing import Entry
from ilo_tui.text import clean


def session_rows(entries: Sequence[Entry], items: Items) -> list[dict[str, Any]]:
    """A row a file: file, id, kind, reviewer, queue, items, judged, flagged, started, finished, check_code, state.

    What cannot be read has only file and state.
    """
    return [_row(entry, items) for entry in entries]


def _row(entry: Entry, items: Items) -> dict[str, Any]:
    row: dict[str, Any] = {"file": clean(entry.path.name), "state": entry.state}
    if entry.session is None or entry.state == "foreign":
        return row
    session, counts = entry.session, entry.progress(items).counts()
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
        "state": entry.state,
    }


def session_cells(row: dict[str, Any], say: Say) -> list[str]:
    """A row as people read it: state, items judged of all, when it was begun here, reviewer, queue, file."""
    if "id" not in row:
        return [row["state"], "-", "-", "-", "-", row["file"]]
    judged = say("{judged} of {total} judged", judged=row["judged"], total=row["items"])
    return [row["state"], judged, say.moment(row["started"]), row["reviewer"], row["queue"], row["file"]]


def lacking_warnings(entries: Sequence[Entry], items: Items, say: Say) -> list[str]:
    """Of each file the answers that the edition at hand has no place for, a line each."""
    found = ((entry, lacking([entry], items)) for entry in entries)
    return [f"{clean(entry.path.name)}: {line}" for entry, one in found for line in lacking_lines(say, one)]
