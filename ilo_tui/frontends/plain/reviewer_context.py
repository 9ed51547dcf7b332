"""Who reviews, the folder of sessions, what this reviewer has decided."""

from __future__ import annotations

from ilo_tui.core.files import disk_for
from ilo_tui.core.folders import state_folder
from ilo_tui.core.settings import Settings, reviews_folder
from ilo_tui.dossier.model import Scale
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewerError, ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer, Role
from ilo_tui.review.queues import Choice
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.review.reviewers import known_reviewers, reviewer_for, writer_id
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.blinding import unanswered_by
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.decisions import answers_line, label_of, observation_line


class ReviewerContext:
    """One instance for a running program. Raises `ReviewError` where the state folder cannot be written."""

    def __init__(self, console: ConsoleIO, settings: Settings, role: Role | None = None) -> None:
        """Review the dossier of the console's context; `role` is what the reviewer is to the programme, if known."""
        self.console, self.settings, self.role = console, settings, role
        self.state = state_folder()
        self.items = Items(console.context.dossier)
        self.folder = reviews_folder(settings)
        read_only = settings.flag("read_only")
        self._disk = disk_for(read_only=read_only)
        self.library = SessionRepository(
            ReviewEnvironment(self.folder, self.items, writer_id(self.state, self._disk), read_only)
        )
        self.reviewer: Reviewer | None = None
        self._decisions: ReviewerDecisions | None = None
        remembered_reviewers = known_reviewers(self.state)
        if name := settings.text("reviewer"):
            self.introduce(name)
        elif remembered_reviewers:
            self.reviewer = remembered_reviewers[0]
        console.context.decision_blocks, console.context.decision_mark = self.decision_blocks, self.decision_mark

    def introduce(self, name: str, role: Role | None = None) -> Reviewer:
        """Take over a reviewer's name, `Name` or `Name <id>`; raises `ReviewerError` or `SaveFailedError`."""
        self.reviewer = reviewer_for(self.state, name, role or self.role, self._disk)
        self.forget()
        return self.reviewer

    def require_reviewer(self) -> Reviewer | None:
        """Who reviews, asked for where nobody is known yet; None where no name is given."""
        tr = self.console.tr
        while self.reviewer is None:
            self.console.put(tr("Your name, as reviewer?"), tr("Kept on this computer. From another one: Name <id>"))
            if not (name := self.console.ask()):
                self.console.put(tr("Without a name nothing can be judged."))
                return None
            try:
                self.introduce(name)
            except ReviewerError as error:
                self.console.put(*error.localise(tr))
        return self.reviewer

    def session_of(self, target: str | Choice, reviewer: Reviewer) -> ReviewSession:
        """The session in which to judge an item, or a queue: the unfinished one with it, else a new one."""
        language = self.console.tr.language
        if isinstance(target, str):
            return self.library.session_for(target, reviewer, language)
        return self.library.session_of(target, reviewer, language)

    def decisions(self) -> ReviewerDecisions:
        """What this reviewer has decided so far; cached until `forget`."""
        if self._decisions is None:
            try:
                self._decisions = self.library.decisions_of(self.reviewer.id) if self.reviewer else ReviewerDecisions()
            except ReviewError:
                # The list of sessions tells why it cannot be read; the pages of the dossier go without.
                self._decisions = ReviewerDecisions()
        return self._decisions

    def unanswered(self, except_for: str = "") -> frozenset[str]:
        """What waits for this reviewer's answer in their unfinished sessions, the session `except_for` left out."""
        return unanswered_by(self.reviewer, self.library, self.decisions(), self.items, except_for)

    def forget(self) -> None:
        """Read this reviewer's decisions anew when they are asked for."""
        self._decisions = None

    def decision_mark(self, item: str) -> str:
        """What this reviewer answered first on an item, in a word."""
        tr, rating = self.console.tr, self.decisions().decision_on(item)
        for scale, code in rating.decision.values.items() if rating else ():
            return tr("you: {answer}", answer=label_of(tr, self.console.context.dossier.get(Scale, scale), code))
        return ""

    def decision_blocks(self, item: str) -> list[Block]:
        """What this reviewer has decided and observed on an item, for the pages of the dossier."""
        tr, decisions = self.console.tr, self.decisions()
        blocks: list[Block] = []
        if rating := decisions.decision_on(item):
            answers = answers_line(tr, self.console.context.dossier, rating.decision)
            blocks.append(block(tr("Your decision: ") + answers, hang=2))
            if rating.decision.note:
                blocks.append(block(tr("Your note: ") + rating.decision.note, hang=2))
        observations = decisions.observations.get(item, ())
        return [
            *blocks,
            *(block(tr("Your observation: ") + observation_line(observation), hang=2) for observation in observations),
        ]
