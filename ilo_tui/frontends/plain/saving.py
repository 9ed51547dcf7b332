"""Saving in a conversation: acknowledged once durable, told where not, and not left behind without a word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from ilo_tui.core.paths import PathError, expand
from ilo_tui.core.text import clean, sentences
from ilo_tui.core.translator import N_
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.ending import uninterrupted
from ilo_tui.review.errors import ReviewError, SaveFailedError
from ilo_tui.review.model import Withdrawal
from ilo_tui.review.session import ReviewSession

TRY = N_("t: try again to save")
ELSEWHERE = N_("x FOLDER: save the whole session in another folder and go on there")


class Saver:
    """Saves one session."""

    def __init__(self, talk: ConsoleIO, session: ReviewSession) -> None:
        """Tell over `talk` what became of it."""
        self.talk, self.session = talk, session
        self.warned = False
        """Whether the reader was just told that leaving now loses something."""

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Do a save to its end, whatever Ctrl+C says; what is not on the disk is told, and stays to be saved."""
        tr = self.talk.tr
        try:
            with uninterrupted():
                yield
        except SaveFailedError as error:
            told = sentences(error.localise(tr))
            self.talk.put(tr("NOT SAVED: {why} {key} saves it elsewhere.", why=told, key="x"))
            self.talk.put(tr(TRY), tr(ELSEWHERE))
        except ReviewError as error:
            self.talk.put(*error.localise(tr))

    def acknowledge(self, saved: datetime) -> None:
        """Say when it was saved."""
        self.talk.put(self.talk.tr("Saved {time}", time=self.talk.tr.clock(saved)))
        self.talk.flush()

    def rescued(self) -> bool:
        """Try once more to save what is unsaved; True where nothing is left unsaved."""
        if self.session.unsaved:
            with self.whole():
                self.acknowledge(self.session.retry())
        return not self.session.unsaved

    def elsewhere(self, folder: str) -> None:
        """Save the whole session in another folder, asked for where none is given, and go on there."""
        tr = self.talk.tr
        if not folder:
            self.talk.put(tr("Save in which folder?"), tr("The whole session is saved there, and goes on there."))
            folder = self.talk.ask()
        if not folder:
            return
        try:
            chosen = expand(folder)
        except PathError as error:
            self.talk.put(error.localise(tr))
            return
        with self.whole():
            path = self.session.save_elsewhere(chosen)
            self.talk.put(tr("Saved in {path}; this session goes on there.", path=clean(str(path))))

    def may_leave(self) -> bool:
        """Whether all is saved, or the reader was told that it is not and leaves all the same."""
        if self.rescued() or self.warned:
            return True
        self.warned = True
        self.tell_unsaved()
        self.talk.put(
            self.talk.tr(TRY),
            self.talk.tr(ELSEWHERE),
            self.talk.tr.many(
                "The same again leaves, and loses 1 decision.",
                "The same again leaves, and loses {n} decisions.",
                len(self.session.unsaved),
            ),
        )
        return False

    def tell_unsaved(self) -> None:
        """Say how much is on no disk, and on which items."""
        unsaved = self.session.unsaved
        items = ", ".join(dict.fromkeys(clean(one.item) for one in unsaved if not isinstance(one, Withdrawal)))
        told = self.talk.tr.many("1 decision is saved nowhere", "{n} decisions are saved nowhere", len(unsaved))
        self.talk.put(f"{told}{f' ({items})' if items else ''}.")

    def tell_paused(self) -> None:
        """Say how far the session is that is left."""
        tr, counts = self.talk.tr, self.session.progress.counts()
        if not self.session.read_only:
            told = tr("{judged} of {total} judged", judged=counts.judged, total=counts.total)
            self.talk.put(tr("Paused: {told}.", told=told))
