"""Help, palette and tour: what shows a person on every screen which commands there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ilo_tui.core.commands import keys_in_force
from ilo_tui.frontends.tui.dialog import Words
from ilo_tui.frontends.tui.help.bindings_in_force import ActiveCommand, KeysBelow, active_commands, screen_first

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.frontends.tui.help.help_screen import Note


class HelpCommands:
    """Commands of an app, to be looked up and run from a list."""

    def __init__(self, app: IloApp) -> None:
        """For the screens of `app`."""
        self._app = app

    def tour(self) -> None:
        """Show the tour, from its first step, over the tabs."""
        self._app.leave.ask(self._begin_tour)

    def _begin_tour(self) -> None:
        from ilo_tui.frontends.tui.help.tour import Tour

        app, main = self._app, self._app.navigator.main
        if main is None or main.query(Tour):
            return
        app.navigator.close_overlays()
        main.mount(Tour(app.contexts, keys_in_force(app.settings.keys)), before=main.query_one(KeysBelow))
        app.call_after_refresh(main.refresh_bindings)

    def tour_is_shown(self) -> bool:
        """Whether the screen on top has the tour."""
        return bool(self._app.screen.query("Tour"))

    def next_step(self) -> None:
        """Go on to the next step of the tour, which ends after the last."""
        from ilo_tui.frontends.tui.help.tour import Tour

        for tour in self._app.screen.query(Tour):
            if not tour.next():
                self.end_tour()

    def tab_opened(self) -> None:
        """Let the tour follow to another tab than the first."""
        from ilo_tui.frontends.tui.help.tour import Tour

        for tour in self._app.screen.query(Tour):
            tour.tab_opened()

    def end_tour(self) -> None:
        """Take the tour off the screen."""
        self._app.screen.query("Tour").remove()
        self._app.call_after_refresh(self._app.screen.refresh_bindings)

    def keys(self) -> None:
        """Show the keys of the screen on top, its own first."""
        from ilo_tui.frontends.tui.help.palette import TOUR

        entries = [*screen_first(active_commands(self._app.screen)), ActiveCommand(TOUR, "", self._app)]
        self._show(lambda: self._app.context.tr("Keys on this screen"), entries, list)

    def palette(self) -> None:
        """Show every command and setting: those in force, which can be run, then where the others are."""
        from ilo_tui.frontends.tui.help.palette import elsewhere, screen_entries, setting_entries

        active = active_commands(self._app.screen)
        entries = [*active, *screen_entries(self._app), *setting_entries(self._app, self._app.context.tr)]
        self._show(
            lambda: self._app.context.tr("Commands and settings"),
            entries,
            lambda: elsewhere(self._app.context.tr, self._app.settings, active),
        )

    def _show(self, title: Words, entries: list[ActiveCommand], notes: Callable[[], list[Note]]) -> None:
        from ilo_tui.frontends.tui.help.help_screen import HelpScreen

        if isinstance(self._app.screen, HelpScreen):
            return

        async def run(entry: ActiveCommand | None) -> None:
            if entry is not None:
                await self._app.run_action(entry.command.action, entry.node)

        self._app.push_screen(HelpScreen(self._app.contexts, title, entries, notes), run)
