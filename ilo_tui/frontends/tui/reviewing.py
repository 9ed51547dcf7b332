"""What the screens share while reviewing: who reviews, the folder of sessions, and what this reviewer has decided."""

from __future__ import annotations

from collections.abc import Mapping

from ilo_tui.core.files import disk_for
from ilo_tui.core.folders import state_folder
from ilo_tui.core.settings import Settings, reviews_folder
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer, Role
from ilo_tui.review.reviewer_decisions import ReviewerDecisions, coverage
from ilo_tui.review.reviewers import known_reviewers, reviewer_for, writer_id
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.blinding import unanswered_by
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span
from ilo_tui.views.pages.decisions import answers_line, label_of, observation_line


class Reviewing:
    """One for a running app. Raises `ReviewError` where the state folder cannot be written."""

    def __init__(self, context: ViewContext, settings: Settings) -> None:
        """Review the dossier of `context`."""
        self.context, self.settings = context, settings
        self.state = state_folder()
        self.items = Items(context.dossier)
        self.folder = reviews_folder(settings)
        read_only = settings.flag("read_only")
        self._disk = disk_for(read_only=read_only)
        self.library = SessionRepository(
            ReviewEnvironment(self.folder, self.items, writer_id(self.state, self._disk), read_only)
        )
        self.reviewer: Reviewer | None = None
        self._own: ReviewerDecisions | None = None
        self._before = ReviewerDecisions()
        self._covered: tuple[ReviewerDecisions, Mapping[tuple[str, str], tuple[int, int]]] | None = None
        self.fault: ReviewError | None = None
        """What keeps this reviewer's decisions from being read; None where nothing does."""
        named = settings.text("reviewer")
        if named and not read_only:
            self.reviewer = reviewer_for(self.state, named, disk=self._disk)
        else:
            known = known_reviewers(self.state)
            self.reviewer = next(
                (
                    reviewer
                    for reviewer in known
                    if not named or named in {reviewer.name, f"{reviewer.name} <{reviewer.id}>"}
                ),
                None,
            )

    def introduce(self, name: str, role: Role | None = None) -> Reviewer:
        """Take over a reviewer's name, `Name` or `Name <id>`; raises `ReviewerError`."""
        self.reviewer = reviewer_for(self.state, name, role, self._disk)
        self._own, self._before = None, ReviewerDecisions()
        return self.reviewer

    def own(self) -> ReviewerDecisions:
        """What this reviewer has said so far; kept until `forget`.

        Where the folder cannot be read it is what was known before, and `fault` says why: pages are drawn from it.
        """
        if self._own is None:
            self.fault = None
            try:
                self._own = self.library.decisions_of(self.reviewer.id) if self.reviewer else ReviewerDecisions()
            except ReviewError as error:
                self.fault, self._own = error, self._before
        return self._own

    def unanswered(self, besides: str = "") -> frozenset[str]:
        """What waits for this reviewer's answer in their unfinished sessions, the session `besides` left out."""
        return unanswered_by(self.reviewer, self.library, self.own(), self.items, besides)

    def forget(self) -> None:
        """Read this reviewer's decisions anew when they are asked for."""
        self._before, self._own = self._own or self._before, None

    def coverage(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """How much of each crossing this reviewer has judged, of how much; worked out once for what was decided."""
        own = self.own()
        if self._covered is None or self._covered[0] is not own:
            self._covered = own, coverage(self.items, own)
        return self._covered[1]

    def own_mark(self, item: str) -> str:
        """What this reviewer answered first on an item, in a word."""
        vote = self.own().decision_on(item)
        for scale, code in vote.decision.values.items() if vote else ():
            return self.context.tr(
                "you: {answer}", answer=label_of(self.context.tr, self.context.dossier.get(Scale, scale), code)
            )
        return ""

    def own_blocks(self, item: str) -> list[Block]:
        """What this reviewer has decided on an item, for the pages of the dossier."""
        tr: Translator = self.context.tr
        own = self.own()
        blocks: list[Block] = []
        if vote := own.decision_on(item):
            answers = answers_line(tr, self.context.dossier, vote.decision)
            blocks.append(Block((Span(tr("Your decision: "), "heading"), Span(answers)), 0, 2))
            if vote.decision.note:
                blocks.append(
                    Block((Span(tr("Your note: "), "dim"), Span(vote.decision.note.replace("\n", " "))), 0, 2)
                )
        blocks += [
            Block((Span(tr("Your observation: "), "heading"), Span(observation_line(observation))), 0, 2)
            for observation in own.observations.get(item, ())
        ]
        return [Block(), *blocks] if blocks else []
