"""The list of review sessions: what is in the folder, and what may be done with each file.

It knows no screen. What was tried comes back as a `SessionStep`; nothing raises `ReviewError` at a front end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from ilo_tui.core.translator import N_
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.model import Reviewer
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_file import SessionFile
from ilo_tui.review.session_repository import SessionRepository

Continuation = Literal["resume", "new_session", ""]
"""How a session is gone on with here: in itself, in a new one on its rest, or not at all."""


class SessionSource(Protocol):
    """The folder of sessions, and who reviews."""

    @property
    def repository(self) -> SessionRepository:
        """The folder of sessions; raises `ReviewError` where this computer may not have one."""
        ...

    @property
    def reviewer(self) -> Reviewer | None:
        """Who reviews; None as long as nobody is known."""
        ...


@dataclass(frozen=True)
class SessionStep:
    """What came of acting on a session file: one of these, or none where there is nothing to open.

    `judge` and `summary` are the session, opened, and what it is opened for; whoever takes it closes it.
    """

    judge: ReviewSession | None = None
    summary: ReviewSession | None = None
    agreement: bool = False
    """Whether what was agreed is to be shown, beside the ratings."""
    to_move: SessionFile | None = None
    """The file that is to be moved aside, once that is confirmed."""
    moved_to: Path | None = None
    refusal: str = ""
    """A marked message: why this is nothing to do with this file."""
    error: ReviewError | None = None


def continuation_of(entry: SessionFile) -> Continuation:
    """How a session is gone on with; an adjudication is gone through beside the ratings, and so never."""
    if not entry.counts_ratings:
        return ""
    return "resume" if entry.state == "open" else "new_session" if entry.state == "other_machine" else ""


class SessionList:
    """The files of the folder as they were when it was last looked at; each act looks again at the one it is about."""

    def __init__(self, source: SessionSource) -> None:
        """Nothing is looked at before `load`."""
        self._source = source
        self.entries: list[SessionFile] = []

    def load(self) -> ReviewError | None:
        """Look at the folder again; the fault where it cannot be read: then the list stays as it was."""
        try:
            self.entries = self._source.repository.entries()
        except ReviewError as error:
            return error
        return None

    def find(self, name: str | None) -> SessionFile | None:
        """The listed file of this name."""
        return next((entry for entry in self.entries if entry.path.name == name), None)

    def resumable(self) -> list[SessionFile]:
        """The reviewer's unfinished sessions that can be gone on with in themselves."""
        reviewer = self._source.reviewer
        return [
            entry
            for entry in self.entries
            if continuation_of(entry) == "resume" and entry.session and reviewer
            and entry.session.reviewer.id == reviewer.id
        ]  # fmt: skip

    def enter(self, name: str | None) -> SessionStep:
        """Go on where a session was left; one that is finished, or has no item to stand at, is summed up."""

        def act(entry: SessionFile) -> SessionStep:
            if entry.adjudicates:
                return SessionStep(agreement=True)
            if not entry.counts_ratings:
                return SessionStep()
            session = self._source.repository.open(entry)
            summed_up = entry.state == "finished" or not session.progress.order
            return SessionStep(summary=session) if summed_up else SessionStep(judge=session)

        return self._act(name, act, "")

    def judge(self, name: str | None) -> SessionStep:
        """Open a session in order to judge one of its items."""
        return self._act(name, lambda entry: SessionStep(judge=self._source.repository.open(entry)), "")

    def sum_up(self, name: str | None) -> SessionStep:
        """Open an unfinished session for its summary, from which it can be finished."""
        refusal = N_("Only an unfinished session can be finished.")

        def act(entry: SessionFile) -> SessionStep:
            if entry.state != "open":
                return SessionStep(refusal=refusal)
            return SessionStep(summary=self._source.repository.open(entry))

        return self._act(name, act, refusal)

    def resume(self, name: str | None) -> SessionStep:
        """Go on with a session in the way that it can be gone on with."""
        return self._act(name, self._continue, N_("There is nothing here to go on with."))

    def go_on(self, name: str | None) -> SessionStep:
        """Go on with another machine's session in a new one, whose queue is the rest."""
        refusal = N_("Only a session of another machine is gone on with in a new one.")

        def act(entry: SessionFile) -> SessionStep:
            return self._continue(entry) if continuation_of(entry) == "new_session" else SessionStep(refusal=refusal)

        return self._act(name, act, refusal)

    def _continue(self, entry: SessionFile) -> SessionStep:
        repository, way = self._source.repository, continuation_of(entry)
        if not way:
            return SessionStep(refusal=N_("There is nothing here to go on with."))
        return SessionStep(judge=repository.open(entry) if way == "resume" else repository.continue_session(entry))

    def ask_to_archive(self, name: str | None) -> SessionStep:
        """Find the file that is to be moved aside; nothing is done before a person confirms it."""
        return self._act(name, lambda entry: SessionStep(to_move=entry), N_("There is no session here to move aside."))

    def archive(self, name: str | None) -> SessionStep:
        """Move a file aside: a session into the archive folder, anything else to a name that is not tried again."""

        def act(entry: SessionFile) -> SessionStep:
            repository = self._source.repository
            return SessionStep(moved_to=repository.archive(entry) if entry.session else repository.set_aside(entry))

        return self._act(name, act, N_("There is no session here to move aside."))

    def _act(self, name: str | None, act: Callable[[SessionFile], SessionStep], missing: str) -> SessionStep:
        """Act on the file of this name as it is now; `missing` is said where there is none."""
        if error := self.load():
            return SessionStep(error=error)
        if (entry := self.find(name)) is None:
            return SessionStep(refusal=missing)
        try:
            return act(entry)
        except ReviewError as error:
            return SessionStep(error=error)
