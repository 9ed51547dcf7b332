"""Drafts as they lie in a folder of journals."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ilo_tui.review.drafts.reading import require_draft
from ilo_tui.review.hashing import check_code
from ilo_tui.review.journal import layout, row
from tests.dossier.editions.drafting import Author
from tests.dossier.small import Document

ELSEWHERE = "0" * 16
"""The id of another installation."""


def journal(
    author: Author,
    dossier: str,
    *,
    finished: bool = True,
    withdrawn: tuple[int, ...] = (),
    writer: str = ELSEWHERE,
) -> bytes:
    """The file of an author's draft on a dossier; some changes were taken back in the end."""
    rows = [{**msgspec.to_builtins(change), "draft": None, "author": None} for change in author.changes]
    last = len(rows)
    rows += [
        {"seq": last + number, "withdraws": seq, "at": "2027-01-20T08:00:00Z"}
        for number, seq in enumerate(withdrawn, 1)
    ]
    session = {
        "schema": 2,
        "id": author.draft,
        "kind": "draft",
        "reviewer": {"id": f"{author.name.lower()}-0001", "name": author.name, "role": "staff"},
        "writer": writer,
        "dossier": {"id": dossier, "edition": "1", "hash": "0" * 16},
        "language": "en",
        "started": "2027-01-01T08:00:00Z",
    }
    if finished:
        session["finished"] = "2027-01-20T08:00:00Z"
        draft = require_draft(Path("draft.json"), _laid_out(session, rows))
        session["check_code"] = check_code(draft.head, draft.records)
    return _laid_out(session, rows)


def _laid_out(session: Document, rows: list[Document]) -> bytes:
    decisions = [row(document["seq"], msgspec.json.encode(document)) for document in rows]
    return layout({"session": [row(1, msgspec.json.encode(session))], "decisions": decisions})


def saved(folder: Path, author: Author, dossier: str, *, finished: bool = True, writer: str = ELSEWHERE) -> Path:
    """The same as a file in a folder."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{author.draft}.json"
    path.write_bytes(journal(author, dossier, finished=finished, writer=writer))
    return path
