"""Drafts on the small dossier, with a claim that has a key nobody knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.review.drafts.draft import Draft
from ilo_tui.review.drafts.model import Document
from ilo_tui.review.drafts.published import DossierDocuments
from ilo_tui.review.drafts.repository import DraftRepository
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.model import Reviewer
from tests.review.help import SOK, desk_at, tables


def drafts_at(folder: Path, disk: Disk = DISK) -> DraftRepository:
    """The drafts of a folder, on a dossier that is written into it."""
    claims = [{**claim, **({"weather": "dry"} if claim["id"] == "e1" else {})} for claim in tables()["evidence"]]
    return drafts_of(desk_at(folder, disk, {"evidence": claims}))


def drafts_of(desk: ReviewEnvironment) -> DraftRepository:
    """The drafts of a desk."""
    return DraftRepository(desk, DossierDocuments(desk.items.dossier.path))


def as_seen_by(drafts: DraftRepository, writer: str) -> DraftRepository:
    """The same folder as another machine sees it."""
    return drafts_of(replace(drafts.environment, writer=writer))


def begin(drafts: DraftRepository, reviewer: Reviewer = SOK) -> Draft:
    """The author's draft to make changes in."""
    return drafts.draft_of(reviewer, "en")


def noted(draft: Draft, record: str, note: str) -> Document:
    """A claim as it stands in a draft, with another note."""
    return {**(draft.document("evidence", record) or {"id": record}), "note": {"en": note}}


def note(draft: Draft, record: str, text: str) -> None:
    """Change the note of a claim."""
    draft.change("evidence", record, noted(draft, record, text))
