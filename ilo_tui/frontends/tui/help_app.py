"""Help, palette and tour: what tells a person on every screen which commands there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ilo_tui.core.commands import keys_in_force
from ilo_tui.core.settings import Settings
from ilo_tui.frontends.tui.bindings_in_force import Entry, KeysBelow, entries_of
from ilo_tui.frontends.tui.dialog import Words
from ilo_tui.frontends.tui.leaving import Leave
from ilo_tui.frontends.tui.loading import LoadingApp

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.screens.help_screen import Note


class HelpingApp(LoadingApp):
    """An app whose commands can be looked up and run from a list."""

    settings: Settings
    leave: Leave
    """Through this goes everything that closes screens."""

    def close_overlays(self) -> None:
        """Close all that lies over the first screen, unasked: only within what `leave` was asked for."""
        while len(self.screen_stack) > 1:
            self.screen.dismiss(None)

    def action_tour(self) -> None:
        """Show the tour, from its first step, over the tabs."""
        self.leave.ask(self._begin_tour)

    def _begin_tour(self) -> None:
        from ilo_tui.frontends.tui.screens.tour import Tour

        if self.main is None or self.main.query(Tour):
            return
        self.close_overlays()
        self.main.mount(Tour(self.contexts, keys_in_force(self.settings.keys)), before=self.main.query_one(KeysBelow))
        self.call_after_refresh(self.main.refresh_bindings)

    def action_tour_next(self) -> None:
        """Go on to the next step of the tour, which ends after the last."""
        from ilo_tui.frontends.tui.screens.tour import Tour

        for tour in self.screen.query(Tour):
            if not tour.next():
                self._end_tour()

    def _end_tour(self) -> None:
        self.screen.query("Tour").remove()
        self.call_after_refresh(self.screen.refresh_bindings)

    def action_help(self) -> None:
        """Show the keys of the screen on top."""
        from ilo_tui.frontends.tui.screens.palette import TOUR

        entries = [*entries_of(self.screen), Entry(TOUR, "", self)]
        self._commands(lambda: self.context.tr("Keys on this screen"), entries, list)

    def action_palette(self) -> None:
        """Show every command and setting: those in force, which can be run, then where the others are."""
        from ilo_tui.frontends.tui.screens.palette import TOUR, elsewhere, setting_entries

        active = entries_of(self.screen)
        entries = [*active, Entry(TOUR, "", self), *setting_entries(self, self.context.tr)]
        self._commands(
            lambda: self.context.tr("Commands and settings"),
            entries,
            lambda: elsewhere(self.context.tr, self.settings, active),
        )

    def _commands(self, title: Words, entries: list[Entry], notes: Callable[[], list[Note]]) -> None:
        from ilo_tui.frontends.tui.screens.help_screen import HelpScreen

        if isinstance(self.screen, HelpScreen):
            return

        async def run(entry: Entry | None) -> None:
            if entry is not None:
                await self.run_action(entry.command.action, entry.node)

        self.push_screen(HelpScreen(self.contexts, title, entries, notes), run)
