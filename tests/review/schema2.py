"""The small dossier of the review tests in schema 2, with the usual scales."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from tests.dossier.small import Document
from tests.review.help import WRITER, Clock, Table, dossier_of, tables

SCALES: Table = json.loads(files("ilo_tui.dossier").joinpath("scales.json").read_bytes())
E1, E2, E3, E4, E6, E7 = (f"evidence:e{number}" for number in (1, 2, 3, 4, 6, 7))
HOLDS = {"verdict": "holds", "strength": "high"}
FALSE = {"verdict": "does_not_hold"}
REASONED = {"effectiveness": "satisfactory", "body-strength": "high"}
"""Answers on a crossing, of which the second needs a reason."""


def schema2(edition: str, documents: dict[str, Table] | None = None, **fields_by_record: Document) -> dict[str, Table]:
    """The small dossier, or another of its form, as an edition of schema 2; some records with other fields."""
    documents = documents or tables()
    documents["meta"][0] |= {"schema": 2, "edition": edition}
    documents["sources"][0]["kind"] = "monitoring"
    for claim in documents["evidence"]:
        claim["reading"] = "direct"
        del claim["confidence"]
    for row in (row for rows in documents.values() for row in rows if row["id"] in fields_by_record):
        row.update(fields_by_record[row["id"]])
    return documents


def tables2(edition: str = "2", **fields_by_record: Document) -> dict[str, Table]:
    """The small dossier in schema 2 with levels and the usual scales; some records with other fields."""
    documents = tables()
    for dimension in documents["dimensions"]:
        dimension["level"] = dimension["id"]
    documents["scales"] = [dict(scale) for scale in SCALES]
    return schema2(edition, documents, **fields_by_record)


def desk2(folder: Path, disk: Disk = DISK, documents: dict[str, Table] | None = None) -> ReviewEnvironment:
    """A desk on the small dossier of schema 2 with its reviews in `folder/reviews`."""
    items = Items(dossier_of(folder, documents or tables2()))
    return ReviewEnvironment(folder / "reviews", items, WRITER, disk=disk, clock=Clock())
