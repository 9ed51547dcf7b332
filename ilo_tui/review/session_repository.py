"""The reviews folder: its sessions and their states, the loose session, archiving, going on after another machine."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import msgspec

from ilo_tui.core.translator import N_
from ilo_tui.review.adjudication import FinalCodes
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ChoiceError
from ilo_tui.review.journal_folder import JournalFolder
from ilo_tui.review.model import Queue, QueueKind, Reviewer, Session
from ilo_tui.review.moving_aside import archive, set_aside
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.queues import Choice, choose
from ilo_tui.review.reviewer_decisions import ReviewerDecisions, reviewer_decisions
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_file import SessionFile, mark_copies, read_entry


class SessionRepository:
    """Sessions in one folder. Files are read again only where they have changed."""

    def __init__(self, environment: ReviewEnvironment) -> None:
        """Look at `environment.reviews`, which need not be there yet."""
        self.environment = environment
        self._folder = JournalFolder(environment.reviews, environment.disk, partial(read_entry, environment))

    def entries(self) -> list[SessionFile]:
        """Every session file, sound or not, the latest begun first; raises `ReviewError` of a folder it cannot read.

        Drafts are no sessions: `DraftRepository` lists those.
        """
        entries = [entry for entry in self._folder.entries() if not entry.is_draft]
        return mark_copies(sorted(entries, key=lambda entry: entry.order, reverse=True))

    def open(self, entry: SessionFile) -> ReviewSession:
        """Open a session; raises `UnreadableSessionError`."""
        return open_session(self.environment, entry.path)

    def start(self, choice: Choice, reviewer: Reviewer, language: str) -> ReviewSession:
        """Begin a session; raises `ChoiceError`, `SaveFailedError` or `ReadOnlySessionError`."""
        queue = choose(self.environment.items, choice, self.decisions_of(reviewer.id))
        start = SessionSpec(reviewer, language, queue, choice.order, choice.seed, choice.share)
        return create_session(self.environment, start)

    def sessions_of(self, reviewer: str) -> list[SessionFile]:
        """The reviewer's sound review sessions on this dossier, of whatever machine."""
        return [
            entry
            for entry in self.entries()
            if entry.counts_ratings and entry.session and entry.session.reviewer.id == reviewer
        ]

    def decisions_of(self, reviewer: str) -> ReviewerDecisions:
        """What a reviewer has said in all their sessions here; final answers are worked out once they are asked for."""
        entries, items = self.sessions_of(reviewer), self.environment.items
        decisions = reviewer_decisions(items, ((entry.session, entry.history) for entry in entries if entry.session))
        decisions.final = FinalCodes(self.entries, items)
        return decisions

    def unfinished_with(self, item: str, reviewer: str) -> SessionFile | None:
        """The latest session with the item that the reviewer can go on with here; none of attribution or bearing."""
        return next((entry for entry in self._unfinished(reviewer) if item in entry.items and not entry.beside), None)

    def loose_entry(self, reviewer: str) -> SessionFile | None:
        """The reviewer's unfinished loose session here that asks what items are asked, if there is one."""
        loose = (entry for entry in self._unfinished(reviewer) if entry.session and entry.session.queue.loose)
        return next((entry for entry in loose if not entry.beside), None)

    def _unfinished(self, reviewer: str) -> Iterable[SessionFile]:
        return (entry for entry in self.sessions_of(reviewer) if entry.state == "open")

    def session_for(self, item: str, reviewer: Reviewer, language: str) -> ReviewSession:
        """The session in which to judge an item at once: an unfinished one that has it, else the loose one.

        The item is in its queue then. Raises `AnswerError` of no item of this dossier, else like `start`.
        """
        session = self.session_to_observe(item, reviewer, language)
        if session.read_only is None:
            session.enqueue(item)
        return session

    def session_to_observe(self, item: str, reviewer: Reviewer, language: str) -> ReviewSession:
        """The session for an observation on an item: as `session_for`, but the item does not come into a queue by it.

        What was seen in the field is no answer, and no reason to ask for one.
        """
        entry = self.unfinished_with(item, reviewer.id) or self.loose_entry(reviewer.id)
        return self.open(entry) if entry else self._new_loose(reviewer, language)

    def session_of(self, choice: Choice, reviewer: Reviewer, language: str) -> ReviewSession:
        """The reviewer's unfinished session of a queue, to go on with, else a new one; raises like `start`.

        What the choice leaves open (order, sample, share) may be anything in the unfinished one.
        """
        for entry in self._unfinished(reviewer.id):
            if entry.session and _chosen(choice, entry.session):
                return self.open(entry)
        return self.start(choice, reviewer, language)

    def loose_session_of(self, kind: QueueKind, item: str, reviewer: Reviewer, language: str) -> ReviewSession:
        """The session in which a queue's questions are asked of items picked by hand, with this item; like `start`.

        It is an unfinished one that has the item, else a loose one, which grows.
        """
        unfinished = [
            entry for entry in self._unfinished(reviewer.id) if entry.session and entry.session.queue.kind == kind
        ]
        grows = (entry for entry in unfinished if entry.session and entry.session.queue.loose)
        entry = next((entry for entry in unfinished if item in entry.items), None) or next(grows, None)
        session = self.open(entry) if entry else self._new_loose(reviewer, language, kind)
        if session.read_only is None:
            session.enqueue(item)
        return session

    def _new_loose(self, reviewer: Reviewer, language: str, kind: QueueKind = "mixed") -> ReviewSession:
        queue = Queue(kind=kind, items=[], loose=True)
        return create_session(self.environment, SessionSpec(reviewer, language, queue))

    def continue_session(self, entry: SessionFile) -> ReviewSession:
        """A session on the rest of one that another machine writes: a new one, or the one begun for that before.

        Raises `ChoiceError` if nothing is left, else like `start`.
        """
        old = entry.session
        for other in self.entries():
            if old and other.state == "open" and other.session and other.session.queue.continues == old.id:
                return self.open(other)
        rest = entry.progress(self.environment.items).rest() if entry.state == "other_machine" else []
        if old is None or not rest:
            raise ChoiceError(N_("nothing of this session is left to judge"), N_("Begin a new one."))
        queue = msgspec.structs.replace(old.queue, items=rest, loose=False, continues=old.id)
        start = SessionSpec(old.reviewer, old.language, queue, old.order, old.seed, old.share, old.kind)
        return create_session(self.environment, start)

    def archive(self, entry: SessionFile) -> Path:
        """Move a session aside, into `archive/`, where it is no longer listed or counted; returns where it is now."""
        return archive(self.environment, entry.path)

    def set_aside(self, entry: SessionFile) -> Path:
        """Give an unreadable file a name under which it is not tried again; returns it. Its content stays as it is."""
        return set_aside(self.environment, entry.path)


def _chosen(choice: Choice, session: Session) -> bool:
    """Whether a session judges what was chosen."""
    queue, opened = session.queue, Choice()
    if choice.listed is not None:
        return queue.listed and queue.kind == choice.kind and queue.items == list(choice.listed)
    if queue.listed or queue.loose or (queue.kind, queue.where) != (choice.kind, choice.where):
        return False
    in_filter = {
        "not_judged": queue.not_judged,
        "flagged": queue.flagged,
        "sample": queue.sample,
        "order": session.order,
        "share": session.share,
    }
    by_chance = choice.sample or choice.share or choice.order == "shuffled"
    if by_chance and choice.seed != session.seed:
        return False
    return all(getattr(choice, name) in (getattr(opened, name), now) for name, now in in_filter.items())
