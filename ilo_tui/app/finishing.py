"""Finishing a session: what stands in the way, what becomes of notes that are unfinished, and the check code."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ilo_tui.app.saving import SaveResult, SessionSaver
from ilo_tui.review.session import ReviewSession

Obstacle = Literal["empty", "unfinished_notes"]


class Finishing:
    """Closes a session for good."""

    def __init__(self, session: ReviewSession) -> None:
        """Finish `session`, once that is wanted."""
        self.session = session

    @property
    def notes(self) -> dict[str, str]:
        """The notes that were typed and never saved, by item."""
        return self.session.unfinished_notes()

    @property
    def obstacle(self) -> Obstacle | None:
        """What has to be said or asked first; None where the session can be finished, or says itself why not."""
        if self.session.read_only:
            return None
        if not self.session.has_file:
            return "empty"
        return "unfinished_notes" if self.notes else None

    def save_notes(self) -> SaveResult[datetime | None]:
        """Save the unfinished notes as notes; when the last was. Where one fails, the session keeps it unsaved."""

        def save() -> datetime | None:
            saved: datetime | None = None
            for item, text in self.notes.items():
                saved = self.session.note(item, text)
            return saved

        return SessionSaver(self.session).run(save)

    def finish(self, *, save_notes: bool = False) -> SaveResult[str]:
        """Finish the session, its unfinished notes saved first if that was chosen; the value is the check code."""
        if save_notes and (error := self.save_notes().error):
            return SaveResult(error=error)
        return SessionSaver(self.session).run(self.session.finish)
