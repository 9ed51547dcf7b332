"""Saving in plain mode: acknowledged once durable, reported where not, and never lost without a warning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from ilo_tui.core.errors import PathError
from ilo_tui.core.paths import expand
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.core.translator import N_
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.ending import deferred_signals
from ilo_tui.review.errors import ReviewError, SaveFailedError
from ilo_tui.review.model import Withdrawal
from ilo_tui.review.session import ReviewSession

TRY = N_("t: try again to save")
ELSEWHERE = N_("x FOLDER: save the whole session in another folder and go on there")


class Saver:
    """Saves one session."""

    def __init__(self, console: ConsoleIO, session: ReviewSession) -> None:
        """Report on `console` what became of it."""
        self.console, self.session = console, session
        self.warned = False
        """Whether the reader was just warned that leaving now loses something."""

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Do a save to its end, whatever Ctrl+C says; what is not on the disk is reported, and stays to be saved."""
        tr = self.console.tr
        try:
            with deferred_signals():
                yield
        except SaveFailedError as error:
            reason = join_sentences(error.localise(tr))
            self.console.put(tr("NOT SAVED: {why} {key} saves it elsewhere.", why=reason, key="x"))
            self.console.put(tr(TRY), tr(ELSEWHERE))
        except ReviewError as error:
            self.console.put(*error.localise(tr))

    def acknowledge(self, saved: datetime) -> None:
        """Say when it was saved."""
        self.console.put(self.console.tr("Saved {time}", time=self.console.tr.clock(saved)))
        self.console.flush()

    def save_rest(self) -> bool:
        """Try once more to save what is unsaved; True where nothing is left unsaved."""
        if self.session.unsaved:
            with self.saving():
                self.acknowledge(self.session.retry())
        return not self.session.unsaved

    def save_elsewhere(self, folder: str) -> None:
        """Save the whole session in another folder, asked for where none is given, and go on there."""
        tr = self.console.tr
        if not folder:
            self.console.put(tr("Save in which folder?"), tr("The whole session is saved there, and goes on there."))
            folder = self.console.ask()
        if not folder:
            return
        try:
            chosen = expand(folder)
        except PathError as error:
            self.console.put(*error.localise(tr))
            return
        with self.saving():
            path = self.session.save_elsewhere(chosen)
            self.console.put(tr("Saved in {path}; this session goes on there.", path=clean(str(path))))

    def may_leave(self) -> bool:
        """Whether all is saved, or the reader was warned that it is not and leaves all the same."""
        if self.save_rest() or self.warned:
            return True
        self.warned = True
        self.print_unsaved()
        self.console.put(
            self.console.tr(TRY),
            self.console.tr(ELSEWHERE),
            self.console.tr.many(
                "The same again leaves, and loses 1 decision.",
                "The same again leaves, and loses {n} decisions.",
                len(self.session.unsaved),
            ),
        )
        return False

    def print_unsaved(self) -> None:
        """Say how much is on no disk, and on which items."""
        unsaved = self.session.unsaved
        items = ", ".join(dict.fromkeys(clean(record.item) for record in unsaved if not isinstance(record, Withdrawal)))
        count_text = self.console.tr.many(
            "1 decision is saved nowhere", "{n} decisions are saved nowhere", len(unsaved)
        )
        self.console.put(f"{count_text}{f' ({items})' if items else ''}.")

    def print_paused(self) -> None:
        """Print how far the paused session is."""
        tr, counts = self.console.tr, self.session.progress.counts()
        if not self.session.read_only:
            counts_text = tr("{judged} of {total} judged", judged=counts.judged, total=counts.total)
            self.console.put(tr("Paused: {told}.", told=counts_text))
