"""Saving a session: what came of each save, what is on no disk, and leaving with something unsaved.

Used for judging and for adjudication, by every front end. No save raises at a front end: it gives a `SaveResult`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Generic, Literal, TypeVar

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReviewError, SaveFailedError
from ilo_tui.review.model import Withdrawal
from ilo_tui.review.session import ReviewSession

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
SaveState = Literal["idle", "saving", "saved", "failed"]
LeaveChoice = Literal["try", "elsewhere", "lose"]
"""What a person may want of what is saved nowhere: save it here, save it in another folder, or give it up."""


@dataclass(frozen=True)
class SaveResult(Generic[T_co]):
    """What came of one save: its value, or the error for which there is none."""

    value: T_co | None = None
    error: ReviewError | None = None

    @property
    def saved(self) -> bool:
        """Whether it is on the disk."""
        return self.error is None

    @property
    def pending(self) -> bool:
        """Whether it is on no disk and kept in the session, to be saved later; what was refused is not kept."""
        return isinstance(self.error, SaveFailedError)


class SessionSaver:
    """Saves one session, one save at a time; from whichever thread."""

    def __init__(self, session: ReviewSession) -> None:
        """Nothing is saved yet, and nothing has failed."""
        self.session = session
        self.state: SaveState = "idle"
        self.given_up = False
        """Whether the person chose to lose what is unsaved."""

    def run(self, save: Callable[[], T]) -> SaveResult[T]:
        """Save, and return once that is on the disk or known not to be."""
        self.state = "saving"
        try:
            result = SaveResult(save())
        except ReviewError as error:
            self.state = "failed"
            return SaveResult(error=error)
        self.state = "saved"
        return result

    def retry(self) -> SaveResult[datetime]:
        """Try once more to save what is unsaved."""
        return self.run(self.session.retry)

    def save_elsewhere(self, folder: Path) -> SaveResult[Path]:
        """Save the session in another folder and go on there; where that fails, everything is as it was."""
        return self.run(lambda: self.session.save_elsewhere(folder))

    @property
    def unsaved(self) -> bool:
        """Whether something is on no disk."""
        return bool(self.session.unsaved)

    @property
    def unsaved_count(self) -> int:
        """How many decisions are on no disk."""
        return len(self.session.unsaved)

    def unsaved_items(self) -> list[str]:
        """The items of which something is on no disk, each once."""
        items = (record.item for record in self.session.unsaved if not isinstance(record, Withdrawal))
        return list(dict.fromkeys(items))

    def close(self) -> None:
        """Leave the session to other programs; first try once more what is unsaved, unless it was given up."""
        if self.unsaved and not self.given_up:
            # Nobody can be asked any more: the terminal is gone, or the program was told to end.
            with suppress(ReviewError):
                self.session.retry()
        self.session.close()


class Leaving:
    """Leaving a session: never with something unsaved, unless the person said so."""

    def __init__(self, saver: SessionSaver) -> None:
        """Nobody wants to leave yet."""
        self.saver = saver
        self.warned = False
        """Whether the last thing that was asked for is to leave, and it was refused."""

    def may_leave(self) -> bool:
        """Whether leaving loses nothing that the person did not give up."""
        return self.saver.given_up or not self.saver.unsaved

    def choose(self, choice: LeaveChoice, folder: Path | None = None) -> SaveResult[object]:
        """Do what the person chose; "elsewhere" needs the `folder`. Then `may_leave` says whether it helped."""
        if choice == "lose":
            self.saver.given_up = True
            return SaveResult()
        if choice == "elsewhere" and folder is not None:
            return self.saver.save_elsewhere(folder)
        return self.saver.retry()

    def request(self) -> bool:
        """Whether one may leave where nothing can be chosen from: asked for twice in a row, it gives up the unsaved."""
        if self.warned and not self.may_leave():
            self.saver.given_up = True
        self.warned = not self.may_leave()
        return not self.warned

    def withdraw(self) -> None:
        """Something else was done meanwhile: a later request is the first again."""
        self.warned = False


def unsaved_line(tr: Translator, count: int, items: Sequence[str], most: int | None = None) -> str:
    """How much is saved nowhere, and on which items, at `most` so many of them by name."""
    names = ", ".join(clean(item) for item in items[:most])
    names += " ..." if most is not None and len(items) > most else ""
    message = tr.many("1 decision is saved nowhere", "{n} decisions are saved nowhere", count)
    return f"{message}{f' ({names})' if names else ''}."
