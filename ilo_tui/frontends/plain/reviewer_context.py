"""What is shared while reviewing in lines: who reviews, the folder of sessions, what this reviewer has decided."""

from __future__ import annotations

from ilo_tui.core.files import disk_for
from ilo_tui.core.folders import reviews_folder, state_folder
from ilo_tui.core.settings import Settings
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewerError, ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer, Role
from ilo_tui.review.queues import Choice
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.review.reviewers import remembered, reviewer_for, writer_id
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.blinding import waiting_for
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.decisions import answers_line, label_of, observation_line


class ReviewerContext:
    """One for a running program. Raises `ReviewError` where the state folder cannot be written."""

    def __init__(self, talk: ConsoleIO, settings: Settings, role: Role | None = None) -> None:
        """Review the dossier of the talk's book; `role` is what the reviewer is to the programme, if that was said."""
        self.talk, self.settings, self.role = talk, settings, role
        self.state = state_folder()
        self.items = Items(talk.context.dossier)
        self.folder = reviews_folder(settings)
        read_only = settings.flag("read_only")
        self._disk = disk_for(read_only=read_only)
        self.library = SessionRepository(
            ReviewEnvironment(self.folder, self.items, writer_id(self.state, self._disk), read_only)
        )
        self.reviewer: Reviewer | None = None
        self._own: ReviewerDecisions | None = None
        known = remembered(self.state)
        if named := settings.text("reviewer"):
            self.introduce(named)
        elif known:
            self.reviewer = known[0]
        talk.context.own, talk.context.own_mark = self.own_blocks, self.own_mark

    def introduce(self, name: str, role: Role | None = None) -> Reviewer:
        """Take over a reviewer's name, `Name` or `Name <id>`; raises `ReviewerError` or `SaveFailedError`."""
        self.reviewer = reviewer_for(self.state, name, role or self.role, self._disk)
        self.forget()
        return self.reviewer

    def someone(self) -> Reviewer | None:
        """Who reviews, asked where nobody knows yet; None where no name is given."""
        tr = self.talk.tr
        while self.reviewer is None:
            self.talk.put(tr("Your name, as reviewer?"), tr("Kept on this computer. From another one: Name <id>"))
            if not (name := self.talk.ask()):
                self.talk.put(tr("Without a name nothing can be judged."))
                return None
            try:
                self.introduce(name)
            except ReviewerError as error:
                self.talk.put(*error.localise(tr))
        return self.reviewer

    def session_of(self, wanted: str | Choice, reviewer: Reviewer) -> ReviewSession:
        """The session in which to judge an item, or a queue: the unfinished one with it, else a new one."""
        language = self.talk.tr.language
        if isinstance(wanted, str):
            return self.library.session_for(wanted, reviewer, language)
        return self.library.session_of(wanted, reviewer, language)

    def own(self) -> ReviewerDecisions:
        """What this reviewer has said so far; kept until `forget`."""
        if self._own is None:
            try:
                self._own = self.library.own(self.reviewer.id) if self.reviewer else ReviewerDecisions()
            except ReviewError:
                # The list of sessions tells why it cannot be read; the pages of the dossier go without.
                self._own = ReviewerDecisions()
        return self._own

    def unanswered(self, besides: str = "") -> frozenset[str]:
        """What waits for this reviewer's answer in their unfinished sessions, the session `besides` left out."""
        return waiting_for(self.reviewer, self.library, self.own(), self.items, besides)

    def forget(self) -> None:
        """Read this reviewer's decisions anew when they are asked for."""
        self._own = None

    def own_mark(self, item: str) -> str:
        """What this reviewer answered first on an item, in a word."""
        tr, vote = self.talk.tr, self.own().vote(item)
        for scale, code in vote.decision.values.items() if vote else ():
            return tr("you: {answer}", answer=label_of(tr, self.talk.context.dossier.scales.get(scale), code))
        return ""

    def own_blocks(self, item: str) -> list[Block]:
        """What this reviewer has decided and observed on an item, for the pages of the dossier."""
        tr, own = self.talk.tr, self.own()
        blocks: list[Block] = []
        if vote := own.vote(item):
            told = answers_line(tr, self.talk.context.dossier, vote.decision)
            blocks.append(block(tr("Your decision: ") + told, hang=2))
            if vote.decision.note:
                blocks.append(block(tr("Your note: ") + vote.decision.note, hang=2))
        seen = own.observations.get(item, ())
        return [*blocks, *(block(tr("Your observation: ") + observation_line(one), hang=2) for one in seen)]
