"""Notes half typed: written down as they are typed, found again after a kill, and announced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.lock import SessionLock
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_file import SessionFile
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.review.unfinished_notes import UnfinishedNotes

_NAMED = 3


class NoteForm:
    """A note while it is written. What is typed is kept beside the session, and goes when the note is saved."""

    def __init__(self, session: ReviewSession, item: str) -> None:
        """Go on with the note on `item`, or with what was typed of it and never saved."""
        self.session, self.item = session, item
        state = session.pending_state(item)
        self.saved_text = state.note if state else ""
        self.unfinished = session.unfinished_notes().get(item)
        self.error: ReviewError | None = None
        """Why what is typed is not on the disk."""

    @property
    def text(self) -> str:
        """The text to begin with."""
        return self.saved_text if self.unfinished is None else self.unfinished

    def keep(self, text: str, failed: Callable[[ReviewError], object]) -> None:
        """Have what is typed so far written, beside whatever else is done; `failed` is called from another thread."""
        if text != self.saved_text or self.session.note_files.load(self.item) is not None:
            self.session.note_files.keep(self.item, text, failed)

    def close(self, text: str) -> str | None:
        """The text to save as the note; None where it did not change, and then nothing of it is kept."""
        if text != self.saved_text:
            return text
        # It was typed, and taken back.
        self.session.note_files.drop(self.item)
        return None


@dataclass(frozen=True)
class Interrupted:
    """A session that was left in the middle: by a kill, or in the middle of a note."""

    entry: SessionFile
    notes: tuple[str, ...]
    """The items with a note that was typed and never saved."""
    killed: bool
    """Whether the program that judged in it never left it."""

    def line(self, tr: Translator, items: Items) -> str:
        """Where one was, in one line."""
        progress = self.entry.progress(items)
        counts = progress.counts()
        where = tr("{judged} of {total} judged", judged=counts.judged, total=counts.total)
        if not self.notes:
            item = progress.resume_item()
            where += f", {clean(item)}" if item else ""
            return tr("Judging was cut off: {where}. What was saved is there.", where=where)
        names = ", ".join(clean(item) for item in self.notes[:_NAMED]) + (" ..." if len(self.notes) > _NAMED else "")
        return tr.many(
            "1 note was typed and never saved ({names}): {where}.",
            "{n} notes were typed and never saved ({names}): {where}.",
            len(self.notes),
            names=names,
            where=where,
        )


def interrupted(repository: SessionRepository, reviewer: str) -> Interrupted | None:
    """The reviewer's latest session that was left in the middle; None where there is none, or nothing may be written.

    A session that was killed is told of once. Raises `ReviewError` where the folder cannot be read.
    """
    environment = repository.environment
    if environment.read_only:
        return None
    for entry in repository.sessions_of(reviewer):
        if entry.state != "open" or entry.session is None:
            continue
        lock = SessionLock(entry.path.parent, entry.session.id, environment.disk)
        if not (killed := _was_killed(lock)) and lock.holder().pid:
            # Another program is in it.
            continue
        notes = unfinished_in(entry)
        if killed or notes:
            return Interrupted(entry, tuple(notes), killed)
    return None


def unfinished_in(entry: SessionFile) -> list[str]:
    """The items of a session, which need not be open, with a note that was typed and never saved."""
    if entry.session is None:
        return []
    notes = UnfinishedNotes(entry.path.parent, entry.session.id, read_only=True).all()
    return [note.item for note in notes if note.item in entry.items and note.is_unfinished(entry.history)]


def _was_killed(lock: SessionLock) -> bool:
    """Whether whoever held a lock never gave it back, and is gone; it is given back then."""
    if not lock.holder().pid:
        return False
    try:
        holder = lock.acquire()
    except OSError:
        return False
    lock.release()
    return holder is None
