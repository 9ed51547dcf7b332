"""Who reviews and where: the reviewer, the folder of sessions, and what this reviewer has decided."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.filter_offers import name_of
from ilo_tui.app.reviewer_lookup import find_reviewer
from ilo_tui.app.saved_filters import saved_filters_of
from ilo_tui.core.disk import disk_for
from ilo_tui.core.folders import state_folder
from ilo_tui.core.settings import Settings, reviews_folder
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.item_kinds import QUEUES
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue, Reviewer, Role
from ilo_tui.review.observations import ObservationIndex, observations_of
from ilo_tui.review.queues import Choice
from ilo_tui.review.results import ReviewResults, results_of
from ilo_tui.review.reviewer_decisions import ReviewerDecisions, coverage
from ilo_tui.review.reviewers import reviewer_for, writer_id
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.review.standing import ReviewedClaims, standing_in
from ilo_tui.views.blinding import unanswered_by
from ilo_tui.views.pages.observations import FolderObservations
from ilo_tui.views.pages.reviewer_decisions import ReviewerDecisionTexts

if TYPE_CHECKING:
    from ilo_tui.copies.folder import CopiesFolder
    from ilo_tui.dossier.reader import DossierReader
    from ilo_tui.views.context import DraftTexts


class ReviewerContext:
    """One instance for a running program. Raises `ReviewError` where the state folder cannot be written."""

    def __init__(self, contexts: Contexts, settings: Settings, role: Role | None = None) -> None:
        """Review the dossier in force; `role` is what the reviewer is to the programme, None where that is not said."""
        self.contexts, self.settings, self.role = contexts, settings, role
        self.state = state_folder()
        self.items = Items(contexts.published)
        self.folder = reviews_folder(settings)
        read_only = settings.flag("read_only")
        self._disk = disk_for(read_only=read_only)
        self.repository = SessionRepository(
            ReviewEnvironment(self.folder, self.items, writer_id(self.state, self._disk), read_only)
        )
        self.fault: ReviewError | None = None
        """What keeps this reviewer's decisions from being read; None where nothing does."""
        self.reviewer = self._first_reviewer(settings.text("reviewer"), read_only=read_only)
        self._decisions: ReviewerDecisions | None = None
        self._last_known = ReviewerDecisions()
        self._observations = ObservationIndex(self.items.dossier)
        self._coverage: tuple[ReviewerDecisions, Mapping[tuple[str, str], tuple[int, int]]] | None = None

    def _first_reviewer(self, name: str, *, read_only: bool) -> Reviewer | None:
        """The reviewer of the settings, else the last one; where nothing may be written, nobody new is made."""
        if name and not read_only:
            return reviewer_for(self.state, name, self.role, self._disk)
        try:
            return find_reviewer(self.repository, name)
        except ReviewError as error:
            self.fault = error
            return None

    @property
    def copies(self) -> CopiesFolder:
        """The folder of copies of this dossier's sources."""
        from ilo_tui.copies.place import copies_of

        return copies_of(self.settings, self.items.dossier)

    def filter_name(self, queue: Queue) -> str:
        """The name of the saved filter that reads as the filter of a queue; empty where none does."""
        spec = QUEUES.get(queue.kind)
        dossier = self.items.dossier
        return name_of(queue.where, spec.filter_kind, dossier, saved_filters_of(dossier, self.settings)) if spec else ""

    def introduce(self, name: str, role: Role | None = None) -> Reviewer:
        """Take over a reviewer's name, `Name` or `Name <id>`; raises `ReviewerError` or `SaveFailedError`."""
        self.reviewer = reviewer_for(self.state, name, role or self.role, self._disk)
        self._decisions, self._last_known = None, ReviewerDecisions()
        return self.reviewer

    def decisions(self) -> ReviewerDecisions:
        """What this reviewer has decided so far, read once until `refresh`; once read, it stands on pages and in lists.

        So does what anybody saw in the field. Where the folder cannot be read it is what was known before, and `fault`
        says why.
        """
        if self._decisions is None:
            self.fault = None
            try:
                decisions = self.repository.decisions_of(self.reviewer.id) if self.reviewer else ReviewerDecisions()
                observations = observations_of(self.repository.entries())
                self._observations = ObservationIndex(self.items.dossier, observations)
            except ReviewError as error:
                self.fault, decisions = error, self._last_known
            self._decisions = decisions
            self.contexts.show_decisions(ReviewerDecisionTexts(decisions))
            reviewer = self.reviewer.id if self.reviewer else ""
            self.contexts.show_observations(FolderObservations(self._observations, reviewer))
        return self._decisions

    def lay_over(self, dossier: DossierReader, drafts: DraftTexts) -> None:
        """Show and judge the `dossier` that the reviewer's own drafts make of the published one."""
        self.items.lay_over(dossier)
        self._coverage = None
        self.contexts.lay_over(dossier, drafts)

    def refresh(self) -> None:
        """Read this reviewer's decisions again: something was decided."""
        self._last_known, self._decisions = self._decisions or self._last_known, None
        self.decisions()

    def results(self) -> ReviewResults | None:
        """What all sessions of the folder come to, as is published; None where none counts. Raises `ReviewError`."""
        return results_of(self.repository.entries(), self.items.published())

    def waiting(self, decisions: ReviewerDecisions) -> frozenset[str]:
        """What waits for this reviewer's answer, who has decided so far what `decisions` say."""
        return unanswered_by(self.reviewer, self.repository, decisions, self.items)

    def standing(self, decisions: ReviewerDecisions) -> ReviewedClaims | None:
        """What all reviewers make of the claims; None where no session counts. Raises `ReviewError`."""
        results = self.results()
        return standing_in(results, self.waiting(decisions)) if results else None

    def show_standing(self) -> None:
        """Count on pages by what all reviewers make of the claims; where the folder cannot be read, as before."""
        with suppress(ReviewError):
            self.contexts.show_standing(self.standing(self.decisions()))

    def unanswered(self, except_for: str = "") -> frozenset[str]:
        """What waits for this reviewer's answer in their unfinished sessions, but for the session `except_for`."""
        return unanswered_by(self.reviewer, self.repository, self.decisions(), self.items, except_for)

    def coverage(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """Of each crossing how much this reviewer has judged, of how much; worked out once for the same decisions."""
        decisions = self.decisions()
        if self._coverage is None or self._coverage[0] is not decisions:
            self._coverage = decisions, coverage(self.items, decisions)
        return self._coverage[1]

    def session_of(self, wanted: str | Choice, reviewer: Reviewer) -> ReviewSession:
        """The session in which to judge an item, or a queue: the unfinished one with it, else a new one.

        Raises `ReviewError` where the folder or the queue does not allow it.
        """
        language = self.contexts.current.tr.language
        if isinstance(wanted, str):
            return self.repository.session_for(wanted, reviewer, language)
        return self.repository.session_of(wanted, reviewer, language)
