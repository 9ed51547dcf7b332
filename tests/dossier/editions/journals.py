"""Drafts as they lie in a folder of journals."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tests.dossier.editions.drafting import Author


def journal(author: Author, dossier: str, *, finished: bool = True, withdrawn: tuple[int, ...] = ()) -> bytes:
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
        "writer": "0" * 16,
        "dossier": {"id": dossier, "edition": "1", "hash": "0" * 16},
        "language": "en",
        "started": "2027-01-01T08:00:00Z",
    }
    if finished:
        session["finished"] = "2027-01-20T08:00:00Z"
    return msgspec.json.encode({"session": {"1": session}, "decisions": {str(row["seq"]): row for row in rows}})


def saved(folder: Path, author: Author, dossier: str, *, finished: bool = True) -> Path:
    """The same as a file in a folder."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{author.draft}.json"
    path.write_bytes(journal(author, dossier, finished=finished))
    return path
