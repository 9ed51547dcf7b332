"""What a folder of sessions comes to for somebody who only looks: nothing is written, and each file is read once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ilo_tui.app.reviewer_lookup import find_reviewer
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.observations import ObservationIndex, observations_of
from ilo_tui.review.results import ReviewResults, results_of
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.review.standing import ReviewedClaims, standing_in
from ilo_tui.views.blinding import unanswered_by
from ilo_tui.views.pages.observations import FolderObservations


class FolderReviews:
    """The sessions of a folder as a reviewer sees them; methods raise `ReviewError` where it cannot be read."""

    def __init__(self, repository: SessionRepository, name: str) -> None:
        """Look through `repository`; an empty name is whoever reviewed last."""
        self._repository, self._name, self._items = repository, name, repository.environment.items

    @cached_property
    def reviewer(self) -> Reviewer | None:
        """Whoever looks; None where nobody reviewed here."""
        return find_reviewer(self._repository, self._name)

    def results(self) -> ReviewResults | None:
        """What all sessions come to; None where none counts."""
        return results_of(self._repository.entries(), self._items)

    def waiting(self) -> frozenset[str]:
        """What waits for the reviewer's answer."""
        if self.reviewer is None:
            return frozenset()
        decisions = self._repository.decisions_of(self.reviewer.id)
        return unanswered_by(self.reviewer, self._repository, decisions, self._items)

    def standing(self) -> ReviewedClaims | None:
        """What all reviewers make of the claims; None where no session counts."""
        results = self.results()
        return standing_in(results, self.waiting()) if results else None

    def observations(self) -> FolderObservations:
        """What reviewers saw in the field, for this reviewer."""
        index = ObservationIndex(self._items.dossier, observations_of(self._repository.entries()))
        return FolderObservations(index, self.reviewer.id if self.reviewer else "")


def reviews_in(folder: Path, dossier: DossierReader, name: str) -> FolderReviews:
    """The sessions on a dossier in a folder, as they are looked at; nothing depends on which machine they are from."""
    return FolderReviews(SessionRepository(ReviewEnvironment(folder, Items(dossier), "", read_only=True)), name)
