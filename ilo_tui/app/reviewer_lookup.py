"""Who a name is, and what waits for their answer, where things are only looked at and nothing may be written."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewerError, ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.observations import ObservationIndex, observations_of
from ilo_tui.review.reviewers import known_reviewers, parse_reviewer
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.blinding import unanswered_by
from ilo_tui.views.pages.observations import FolderObservations


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


class ReviewsFolder:
    """A folder of sessions as it is looked at by the reviewer of a name, or by the one who reviewed last.

    No file is made. Of a folder that cannot be read nothing is shown, and it hides nothing.
    """

    def __init__(self, dossier: DossierReader, folder: Path, name: str) -> None:
        """Look at the sessions on `dossier` in `folder`."""
        self._items = Items(dossier)
        self._repository = SessionRepository(ReviewEnvironment(folder, self._items, "", read_only=True))
        try:
            self.reviewer = find_reviewer(self._repository, name)
        except ReviewError:
            self.reviewer = None

    def unanswered_items(self) -> frozenset[str]:
        """What waits for the reviewer's answer."""
        if self.reviewer is None:
            return frozenset()
        try:
            decisions = self._repository.decisions_of(self.reviewer.id)
        except ReviewError:
            return frozenset()
        return unanswered_by(self.reviewer, self._repository, decisions, self._items)

    def observations(self) -> FolderObservations:
        """What reviewers saw in the field."""
        try:
            observations = observations_of(self._repository.entries())
        except ReviewError:
            observations = []
        reviewer = self.reviewer.id if self.reviewer else ""
        return FolderObservations(ObservationIndex(self._items.dossier, observations), reviewer)
