"""A reviewer for the machines of `app`: real sessions in a real folder, no screen."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer, Role
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.review.reviewers import reviewer_for
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import desk_at


class LocalReviewers:
    """Who reviews the small dossier, remembered in `folder/state`; decisions are read at each look."""

    def __init__(
        self,
        folder: Path,
        reviewer: Reviewer | None = None,
        disk: Disk = DISK,
        environment: ReviewEnvironment | None = None,
    ) -> None:
        """Sessions are in `folder/reviews`; another `environment` has its own dossier."""
        self.environment = environment or desk_at(folder, disk)
        self.repository = SessionRepository(self.environment)
        self.reviewer = reviewer
        self.fault: ReviewError | None = None
        self._state = folder / "state"

    @property
    def items(self) -> Items:
        """What can be judged in the small dossier."""
        return self.environment.items

    def decisions(self) -> ReviewerDecisions:
        """What this reviewer has decided, read anew."""
        self.fault = None
        try:
            return self.repository.decisions_of(self.reviewer.id) if self.reviewer else ReviewerDecisions()
        except ReviewError as error:
            self.fault = error
            return ReviewerDecisions()

    def introduce(self, name: str, role: Role | None = None) -> Reviewer:
        """Make another person the reviewer."""
        self.reviewer = reviewer_for(self._state, name, role)
        return self.reviewer
