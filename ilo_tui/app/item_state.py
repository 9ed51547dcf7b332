"""What a reviewer has done with an item so far: what its title, its page and its line in a list are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilo_tui.review.model import Decision, Observation
from ilo_tui.review.session import ReviewSession


@dataclass(frozen=True)
class ItemState:
    """The state of an item in a session, the unsaved included; `judged` alone is of what is on the disk."""

    decision: Decision | None
    judged: bool
    changed: bool
    """Whether the dossier says something else of it than when it was decided on."""
    skipped: bool
    observations: Sequence[Observation]
    unfinished_note: str | None
    """What was typed of a note and never saved as one; None where nothing was."""

    @property
    def answered(self) -> bool:
        """Whether an answer was given, or the item passed over."""
        return self.decision is not None and bool(self.decision.values or self.decision.skipped)

    @property
    def flagged(self) -> bool:
        """Whether it is marked to come back to."""
        return self.decision is not None and self.decision.flagged

    @property
    def note(self) -> str:
        """The note on it."""
        return self.decision.note if self.decision else ""


def item_state(session: ReviewSession, item: str) -> ItemState:
    """The state of an item of a session."""
    progress = session.progress
    return ItemState(
        session.pending_state(item),
        progress.judged(item),
        progress.changed(item),
        progress.skipped(item),
        session.history.observations(item),
        _unfinished_note(session, item),
    )


def _unfinished_note(session: ReviewSession, item: str) -> str | None:
    # Of nearly every item nothing was typed: then not every note is looked at.
    return None if session.note_files.load(item) is None else session.unfinished_notes().get(item)
