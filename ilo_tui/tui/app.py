"""The app: opens the main screen, follows references from screen to screen, and carries out what works everywhere."""

from __future__ import annotations

import gc
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from ilo_tui.exchange.pages.book import Book
from ilo_tui.i18n import LANGUAGES
from ilo_tui.settings import Settings
from ilo_tui.tui import themes
from ilo_tui.tui.commands import COMMANDS
from ilo_tui.tui.entries import Entry, entries_of
from ilo_tui.tui.keys import bindings
from ilo_tui.tui.main import MainScreen
from ilo_tui.tui.told import Pushed
from ilo_tui.tui.widgets.ascii import AsciiApp
from ilo_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from ilo_tui.review.queues import Choice
    from ilo_tui.review.records import Role
    from ilo_tui.tui.reviewing import Reviewing


class IloApp(AsciiApp):
    """A dossier in five tabs."""

    TITLE = "ilo-tui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")
    # The sheet of the first screen is read with the app's: one read later would have all styles made twice.
    CSS_PATH = ["app.tcss", "main.tcss"]

    theme: Reactive[str] = Reactive(themes.DARK.name)

    def __init__(self, book: Book, settings: Settings, choice: Choice | None = None, role: Role | None = None) -> None:
        """Open the dossier of `book`, as the settings say; with a `choice`, on the judging screen of that queue."""
        super().__init__()
        self._choice, self._role = choice, role
        self.book, self.settings = book, settings
        self.ascii_only = settings.flag("ascii")
        if settings.text("theme") != self.theme:
            self.theme = settings.text("theme")
        self.animation_level = "none"

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The program's own themes, and no others."""
        return dict(themes.ALL)

    def get_default_screen(self) -> Screen[None]:
        """The screen with the tabs."""
        return MainScreen(self.book)

    def on_mount(self) -> None:
        """Put the configured keys in force."""
        changed = {name: key for name, key in self.settings.keys.items() if name in {one.id for one in COMMANDS}}
        if changed:
            self.set_keymap(changed)
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        # Nothing of what was made so far will be garbage: collecting it would cost time at every turn.
        gc.freeze()
        gc.enable()
        self._recall()
        if self._choice is not None:
            self._begin(self._choice)

    @work
    async def _begin(self, choice: Choice) -> None:
        from ilo_tui.tui import start

        if found := await start.reviewing_of(self, self._role):
            await start.judge(self, *found, choice)

    def _recall(self) -> None:
        """Where something was reviewed before, show this reviewer's own decisions in every tab."""
        from ilo_tui.review.faults import ReviewError
        from ilo_tui.tui.folders import reviews_folder

        if any(reviews_folder(self.settings).glob("*.json")) and self.main:
            try:
                self.reviewing.own()
                self.rewrite()
            except ReviewError as error:
                self.tell(" ".join(error.told(self.book.say)), bad=True)

    @property
    def main(self) -> MainScreen | None:
        """The screen with the tabs."""
        first = self.screen_stack[0]
        return first if isinstance(first, MainScreen) else None

    @on(RowList.Chosen)
    def follow(self, event: RowList.Chosen) -> None:
        """Open what a page's line stands for."""
        from ilo_tui.tui.record import PageScreen

        self.push_screen(PageScreen(self.book, event.target))

    def action_tab(self, tab: str) -> None:
        """Close what lies over the tabs and open one."""
        if self.main is None:
            return
        while len(self.screen_stack) > 1:
            self.screen.dismiss(None)
        self.main.open = tab

    def action_go_back(self) -> None:
        """A pane back, else close the screen on top."""
        screen = self.screen
        if isinstance(screen, MainScreen | Pushed) and screen.back():
            return
        if len(self.screen_stack) > 1:
            screen.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A filter is offered only where there is a list to narrow."""
        if action != "filter":
            return True
        screen = self.screen
        return screen.open != "review" if isinstance(screen, MainScreen) else hasattr(screen, "narrow_to")

    def action_filter(self) -> None:
        """Open the filter line over a screen with a list."""
        from ilo_tui.tui.filterbar import FilterLine

        screen: Any = self.screen
        if hasattr(screen, "narrow_to"):
            self.push_screen(FilterLine(self.book.say, screen.filter.typed, screen.narrow_to))

    def action_indicators(self) -> None:
        """Open the measured series."""
        from ilo_tui.tui.browse import IndicatorsScreen

        self.push_screen(IndicatorsScreen(self.book))

    @cached_property
    def reviewing(self) -> Reviewing:
        """Who reviews and where; made when reviewing begins."""
        from ilo_tui.tui.reviewing import Reviewing

        made = Reviewing(self.book, self.settings)
        self.book.own, self.book.own_mark = made.own_blocks, made.own_mark
        return made

    @work
    async def action_review(self) -> None:
        """Judge what is under the cursor, in the session that has it or in a loose one."""
        from ilo_tui.tui import start

        screen: Any = self.screen
        ident = screen.current() if hasattr(screen, "current") else None
        await start.review(self, ident)

    @work
    async def action_observe(self) -> None:
        """Add an observation from the field about the programme or crossing under the cursor."""
        from ilo_tui.tui import start

        screen: Any = self.screen
        ident = screen.current() if hasattr(screen, "current") else None
        await start.observe(self, ident)

    def action_language(self) -> None:
        """Speak the next language, on every screen at once."""
        names = list(LANGUAGES)
        self.book.speak(names[(names.index(self.book.say.language) + 1) % len(names)])
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen | Pushed):
                screen.write()
                screen.refresh_bindings()

    def action_theme(self) -> None:
        """Use the next colour theme."""
        self.theme = themes.after(self.theme)

    def action_copy(self) -> None:
        """Copy the citation of the record at hand."""
        from platformdirs import user_state_path

        from ilo_tui.exchange.pages.cite import citation
        from ilo_tui.tui.clipboard import copy

        screen: Any = self.screen
        ident = screen.cited() if hasattr(screen, "cited") else screen.current()
        record = self.book.dossier.find(ident) if ident else None
        if record is None:
            self.tell(self.book.say("There is nothing to cite under the cursor."))
            return
        file = user_state_path("ilo-tui") / "citation.txt"
        self.tell(copy(citation(self.book, record), self.copy_to_clipboard, file, self.book.say))

    def action_help(self) -> None:
        """Show the keys of the screen on top."""
        self._commands(self.book.say("Keys on this screen"), entries_of(self.screen))

    def action_palette(self) -> None:
        """Show every command in force."""
        self._commands(self.book.say("Commands"), entries_of(self.screen))

    def _commands(self, title: str, entries: list[Entry]) -> None:
        from ilo_tui.tui.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            return

        async def run(entry: Entry | None) -> None:
            if entry is not None:
                await self.run_action(entry.command.action, entry.node)

        self.push_screen(HelpScreen(self.book.say, title, entries), run)

    @work
    async def begin_session(self) -> None:
        """Ask what to review, then begin."""
        from ilo_tui.tui import start
        from ilo_tui.tui.newsession import NewSession

        found = await start.reviewing_of(self)
        choice = await self.push_screen_wait(NewSession(self.book, self.reviewing)) if found else None
        if choice is not None and self.reviewing.reviewer:
            start.begin(self, self.reviewing, self.reviewing.reviewer, choice)

    def rewrite(self) -> None:
        """Write every screen again: something was decided."""
        self.reviewing.forget()
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.tab.write()
            elif isinstance(screen, Pushed):
                screen.write()

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Say something in passing; text is shown as it is, never as markup."""
        self.notify(text, severity="error" if bad else "information", markup=False)
