"""The timeline in lines: the years in which something is or happens, each opened by its number."""

from __future__ import annotations

from collections.abc import Callable

from ilo_tui.app.contexts import InContext
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.timeline import Timeline
from ilo_tui.dossier.timeline_bars import YearSpan
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.numbered_list import NumberedList
from ilo_tui.frontends.plain.record_reader import Reader
from ilo_tui.views.timeline import timeline_of
from ilo_tui.views.timeline_words import SUMS, step_blocks, step_name, step_text
from ilo_tui.views.weighing_words import weighing_words


class TimelineList(InContext):
    """The years, and the claims of each, for a reader who opens them."""

    def __init__(self, console: ConsoleIO, reader: Reader, line: Callable[[Evidence], str]) -> None:
        """Open with `reader` the claims that are chosen; `line` writes one of them."""
        self.console, self.contexts, self.reader, self._claim_line = console, console.contexts, reader, line

    def show(self) -> None:
        """A line for each year, then for what has no date."""
        timeline, tr = timeline_of(self.context), self.console.tr
        self.console.put(f"{weighing_words(self.context)}. {tr(SUMS)}")
        steps = timeline.listed()
        for step in NumberedList(
            self.console, tr("Timeline"), steps, lambda step: step_text(self.context, timeline, step)
        ).choices():
            self._open(timeline, step)

    def _open(self, timeline: Timeline, step: YearSpan | None) -> None:
        """What runs and happens in a year, then its claims."""
        lines = step_blocks(self.context, timeline, step, links=False)
        self.console.put("")
        self.console.blocks(lines)
        claims, title = timeline.claims(step), step_name(self.console.tr, step)
        for claim in NumberedList(self.console, title, claims, self._claim_line, "evidence").choices():
            self.reader.read(claim.id)
