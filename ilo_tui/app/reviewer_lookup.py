"""Who a name is, where things are only looked at and nothing may be written."""

from __future__ import annotations

from ilo_tui.core.folders import state_folder
from ilo_tui.review.errors import ReviewerError
from ilo_tui.review.model import Reviewer
from ilo_tui.review.reviewers import known_reviewers, parse_reviewer
from ilo_tui.review.session_repository import SessionRepository


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
