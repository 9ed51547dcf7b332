"""The ten flaws as a numbered list; each is read as a page, from which records are opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ilo_tui.app.contexts import InContext
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.numbered_list import NumberedList
from ilo_tui.frontends.plain.record_reader import Reader
from ilo_tui.review.flaws.result import Flaw
from ilo_tui.views.flaw_words import flaw_title
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.flaws import FLAW, case_page, flaw_page, flaws_in


class FlawList(InContext):
    """The ten flaws, for a reader who opens them."""

    def __init__(self, console: ConsoleIO, reader: Reader, reviewer_context: Callable[[], ReviewerContext]) -> None:
        """Read with `reader` what is chosen; `reviewer_context` is asked once it is needed."""
        self.console, self.contexts, self.reader = console, console.contexts, reader
        self._reviewer_context = reviewer_context

    def flaws(self) -> None:
        """A line a flaw; raises `ReviewError` where the folder of sessions cannot be read."""
        reviewing = self._reviewer_context()
        found_flaws = flaws_in(self.context, reviewing.results(), reviewing.waiting(reviewing.decisions()))
        title = self.console.tr("Ten flaws of the evidence")
        for flaw in NumberedList(self.console, title, found_flaws, self._line).choices():
            self.reader.read(f"{FLAW}{flaw.number}", partial(self._page, found_flaws))

    def _line(self, flaw: Flaw) -> str:
        return flaw_title(self.context, flaw).partition(" ")[2]

    def _page(self, flaws: Sequence[Flaw], ident: str) -> list[Block]:
        """A flaw, or the claims of a case of it; nothing of anything else."""
        number, slash, _ = ident.removeprefix(FLAW).partition("/")
        if not ident.startswith(FLAW):
            return []
        if slash:
            return case_page(self.context, flaws, ident)
        flaw = flaws[int(number) - 1]
        return [block(flaw_title(self.context, flaw), "title"), *flaw_page(self.context, flaw)]
