"""Who a name is, and what waits for their answer, where things are only looked at and nothing may be written."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewerError, ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.reviewers import known_reviewers, parse_reviewer
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.blinding import unanswered_by


def find_reviewer(repository: SessionRepository, name: str) -> Reviewer | None:
    """The reviewer written as `Name <id>`, or known here by that name, or who has a session under it.

    An empty name is whoever reviewed last. Raises `ReviewError` where sessions have to be looked at and cannot be.
    """
    known = known_reviewers(state_folder())
    if not name:
        return next(iter(known), None)
    try:
        written = parse_reviewer(name)
    except ReviewerError:
        return None
    if written:
        # What they are to the programme is remembered, and not written.
        return next((reviewer for reviewer in known if reviewer.id == written.id), written)
    named = (reviewer for reviewer in known if reviewer.name == name)
    in_sessions = (
        entry.session.reviewer
        for entry in repository.entries()
        if entry.session and entry.session.reviewer.name == name
    )
    return next(named, None) or next(in_sessions, None)


def unanswered_items(dossier: DossierReader, folder: Path, name: str) -> frozenset[str]:
    """What waits for the answer of the reviewer of this name, or of the one who reviewed last, in a folder of sessions.

    No file is made, and a folder that cannot be read hides nothing.
    """
    items = Items(dossier)
    repository = SessionRepository(ReviewEnvironment(folder, items, "", read_only=True))
    try:
        reviewer = find_reviewer(repository, name)
        decisions = repository.decisions_of(reviewer.id) if reviewer else None
    except ReviewError:
        return frozenset()
    return unanswered_by(reviewer, repository, decisions, items) if decisions else frozenset()
