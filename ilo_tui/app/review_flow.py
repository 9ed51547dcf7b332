"""From a place in the dossier to a session in which it is judged: what is judged there, by whom, in which session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.dossier.places import PLACE
from ilo_tui.dossier.policy_matrix import LINKS
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Role
from ilo_tui.review.queues import Choice
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.targets import target


class NoTarget(Enum):
    """Why there is nothing to judge at a place."""

    NO_ALIGNMENT = "no alignment"
    """An empty crossing of the policy matrix; as a gap it can be judged."""
    NO_EVIDENCE = "no evidence"
    """A cell of the gap map, or a place, of which nothing is recorded."""
    NOTHING = "nothing"


def review_target(items: Items, ident: str | None) -> str | Choice | NoTarget:
    """What judging the place `ident` means: an item, a queue, or why there is neither."""
    item_or_queue = target(items, ident)
    if item_or_queue is not None:
        return item_or_queue
    if ident and ident.startswith(LINKS):
        return NoTarget.NO_ALIGNMENT
    return NoTarget.NO_EVIDENCE if ident and ident.startswith(("cell:", PLACE)) else NoTarget.NOTHING


@dataclass(frozen=True)
class Opened:
    """A session to judge in, at `item` where one was asked for; or the error for which there is none."""

    session: ReviewSession | None = None
    item: str | None = None
    error: ReviewError | None = None


class ReviewFlow:
    """Begins to review for whoever reviews."""

    def __init__(self, reviewers: ReviewerContext) -> None:
        """Begin with the reviewer whom `reviewers` knows, if there is one."""
        self.reviewers = reviewers

    @property
    def needs_name(self) -> bool:
        """Whether somebody has to say first who reviews."""
        return self.reviewers.reviewer is None

    def introduce(self, name: str, role: Role | None = None) -> ReviewError | None:
        """Take over the name that was typed; why it is none, so that it is asked for again."""
        try:
            self.reviewers.introduce(name, role)
        except ReviewError as error:
            return error
        return None

    def take_role(self, role: Role | None) -> ReviewError | None:
        """Let whoever is known already review in another role; why that cannot be kept."""
        reviewer = self.reviewers.reviewer
        if reviewer is None or role in {None, reviewer.role}:
            return None
        return self.introduce(f"{reviewer.name} <{reviewer.id}>", role)

    def open(self, wanted: str | Choice) -> Opened:
        """The session of an item, or of a queue that is gone on with where there is one."""
        item = wanted if isinstance(wanted, str) else None
        return self._opened(lambda: self._session(wanted), item)

    def start(self, choice: Choice) -> Opened:
        """A new session of a queue."""
        return self._opened(lambda: self._new_session(choice), None)

    def _session(self, wanted: str | Choice) -> ReviewSession | None:
        reviewer = self.reviewers.reviewer
        return self.reviewers.session_of(wanted, reviewer) if reviewer else None

    def _new_session(self, choice: Choice) -> ReviewSession | None:
        reviewer, language = self.reviewers.reviewer, self.reviewers.contexts.current.tr.language
        return self.reviewers.repository.start(choice, reviewer, language) if reviewer else None

    @staticmethod
    def _opened(find: Callable[[], ReviewSession | None], item: str | None) -> Opened:
        try:
            return Opened(find(), item)
        except ReviewError as error:
            return Opened(None, item, error)
