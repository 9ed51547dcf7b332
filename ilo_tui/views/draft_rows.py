"""Drafts as rows: what `ilo-tui drafts` prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.review.drafts.draft_file import DraftFile
from ilo_tui.views.session_words import STATES


def draft_rows(entries: Sequence[DraftFile], now: datetime) -> list[dict[str, object]]:
    """A row a file: file id author begun changes last_change finished check_code check misdated edition state.

    `changes` counts those that stand, `last_change` is when the last change or undo was made, null where there is none;
    `check` says whether the check code fits: ok, none, wrong. What cannot be read, or is of another dossier, has only
    file and state.
    """
    return [_row(entry, now) for entry in entries]


def _row(entry: DraftFile, now: datetime) -> dict[str, object]:
    row: dict[str, object] = {"file": clean(entry.path.name), "state": entry.state}
    head, misdated = entry.head, entry.misdated(now)
    if head is None or entry.fault:
        return row
    return {
        "file": row["file"],
        "id": head.id,
        "author": _author(entry),
        "begun": head.started,
        "changes": len(entry.history.standing()),
        "last_change": entry.last_change or None,
        "finished": head.finished,
        "check_code": head.check_code,
        "check": entry.code,
        "misdated": len(misdated.later) + len(misdated.earlier),
        "edition": clean(head.dossier.edition),
        "state": entry.state,
    }


def draft_cells(entry: DraftFile, tr: Translator) -> list[str]:
    """A draft as people read it: state, changes, when it was begun and last changed here, author, edition, file."""
    state, file = tr(STATES.get(entry.state, entry.state)), clean(entry.path.name)
    if entry.head is None or entry.fault:
        return [state, "-", "-", "-", "-", "-", file]
    changes = tr.many("1 change", "{n} changes", len(entry.history.standing()))
    last = tr.moment(entry.last_change) if entry.last_change else "-"
    edition = tr("edition {edition}", edition=clean(entry.head.dossier.edition))
    return [state, changes, tr.moment(entry.head.started), last, _author(entry), edition, file]


def draft_warnings(entries: Sequence[DraftFile], now: datetime, tr: Translator) -> list[str]:
    """What people have to know of drafts besides the rows, a line each, with the file it is about."""
    return [f"{clean(entry.path.name)}: {line}" for entry in entries for line in _warnings(entry, now, tr)]


def _warnings(entry: DraftFile, now: datetime, tr: Translator) -> list[str]:
    if entry.fault:
        return [f"{entry.fault.headline(tr)}. {tr(entry.fault.mend)}"]
    lines = entry.misdated(now).localise(tr)
    if entry.code == "wrong":
        lines.append(tr("the check code does not fit: somebody has changed it after it was finished"))
    return lines


def _author(entry: DraftFile) -> str:
    """The author's name with the id."""
    return f"{clean(entry.head.reviewer.name)} <{clean(entry.head.reviewer.id)}>" if entry.head else ""
