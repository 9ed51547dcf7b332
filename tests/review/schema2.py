"""The small dossier of the review tests in schema 2, with the scales that edition 2 of the default dossier has."""

from __future__ import annotations

import json
from pathlib import Path

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from tests.dossier.small import Document
from tests.review.help import WRITER, Clock, Table, dossier_of, tables

SCALES: Table = json.loads((Path(__file__).parent / "scales2.json").read_text(encoding="utf-8"))
E1, E2, E3, E4, E6, E7 = (f"evidence:e{number}" for number in (1, 2, 3, 4, 6, 7))
HOLDS = {"verdict": "holds", "strength": "high"}
FALSE = {"verdict": "does_not_hold"}
REASONED = {"effectiveness": "satisfactory", "body-strength": "high"}
"""Answers on a crossing, of which the second needs a reason."""


def tables2(edition: str = "2", **fields_by_record: Document) -> dict[str, Table]:
    """The documents of the small dossier as an edition of schema 2; some records with other fields."""
    documents = tables()
    documents["meta"][0] |= {"schema": 2, "edition": edition}
    documents["sources"][0]["kind"] = "monitoring"
    for claim in documents["evidence"]:
        claim["reading"] = "direct"
        del claim["confidence"]
    for dimension in documents["dimensions"]:
        dimension["level"] = dimension["id"]
    documents["scales"] = [dict(scale) for scale in SCALES]
    for row in (row for rows in documents.values() for row in rows if row["id"] in fields_by_record):
        row.update(fields_by_record[row["id"]])
    return documents


def desk2(folder: Path, disk: Disk = DISK, documents: dict[str, Table] | None = None) -> ReviewEnvironment:
    """A desk on the small dossier of schema 2 with its reviews in `folder/reviews`."""
    items = Items(dossier_of(folder, documents or tables2()))
    return ReviewEnvironment(folder / "reviews", items, WRITER, disk=disk, clock=Clock())
