"""Saving in plain mode: acknowledged once durable, reported where not, and never lost without a warning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from ilo_tui.app.saving import Leaving, SaveResult, unsaved_line
from ilo_tui.core.errors import PathError
from ilo_tui.core.paths import expand
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.core.translator import N_
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.signals import deferred_signals

R = TypeVar("R", bound=SaveResult[object])
TRY = N_("t: try again to save")
ELSEWHERE = N_("x FOLDER: save the whole session in another folder and go on there")


def report_on(console: ConsoleIO, result: SaveResult[object]) -> None:
    """Print when something was saved, or why it was not."""
    tr = console.tr
    if result.pending and result.error:
        reason = join_sentences(result.error.localise(tr))
        console.put(tr("NOT SAVED: {why} {key} saves it elsewhere.", why=reason, key="x"))
        console.put(tr(TRY), tr(ELSEWHERE))
    elif result.error:
        console.put(*result.error.localise(tr))
    elif isinstance(result.value, datetime):
        console.put(tr("Saved {time}", time=tr.clock(result.value)))
        console.flush()


class ConsoleSaver:
    """Saves one session, and prints what came of it."""

    def __init__(self, console: ConsoleIO, leaving: Leaving) -> None:
        """Report on `console`; `leaving` knows whether something is unsaved."""
        self.console, self.leaving, self.saver = console, leaving, leaving.saver

    def run(self, save: Callable[[], R]) -> R:
        """Do a save to its end and report it, whatever Ctrl+C says; what is not on the disk stays to be saved."""
        with deferred_signals():
            result = save()
            report_on(self.console, result)
        return result

    def save_rest(self) -> bool:
        """Try once more to save what is unsaved; True where nothing is left unsaved."""
        if self.saver.unsaved:
            self.run(self.saver.retry)
        return not self.saver.unsaved

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
        if self.run(lambda: self.saver.save_elsewhere(chosen)).saved:
            path = clean(str(self.saver.session.path))
            self.console.put(tr("Saved in {path}; this session goes on there.", path=path))

    def may_leave(self) -> bool:
        """Whether all is saved, or the reader was warned that it is not and leaves all the same."""
        self.save_rest()
        if self.leaving.request():
            return True
        self.print_unsaved()
        self.console.put(
            self.console.tr(TRY),
            self.console.tr(ELSEWHERE),
            self.console.tr.many(
                "The same again leaves, and loses 1 decision.",
                "The same again leaves, and loses {n} decisions.",
                self.saver.unsaved_count,
            ),
        )
        return False

    def print_unsaved(self) -> None:
        """Print how much is on no disk, and on which items."""
        self.console.put(unsaved_line(self.console.tr, self.saver.unsaved_count, self.saver.unsaved_items()))

    def print_paused(self) -> None:
        """Print how far the paused session is."""
        tr, session = self.console.tr, self.saver.session
        counts = session.progress.counts()
        if not session.read_only:
            counts_text = tr("{judged} of {total} judged", judged=counts.judged, total=counts.total)
            self.console.put(tr("Paused: {told}.", told=counts_text))
