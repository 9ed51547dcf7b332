"""The app: opens the main screen, follows references from screen to screen, and carries out what works everywhere."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual import on
from textual.driver import Driver
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from ilo_tui.app.contexts import Contexts
from ilo_tui.core.commands import keys_in_force
from ilo_tui.core.files import disk_for
from ilo_tui.core.folders import state_folder
from ilo_tui.core.languages import is_language, next_language
from ilo_tui.core.settings import Settings
from ilo_tui.core.text import join_sentences
from ilo_tui.frontends.tui import themes
from ilo_tui.frontends.tui.base import LocationChanged, RecordScreen, Written
from ilo_tui.frontends.tui.help_app import HelpingApp
from ilo_tui.frontends.tui.hits import Hits
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.leaving import Leave
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.measuring import measure_joined, positioning_driver
from ilo_tui.frontends.tui.navigation import History, Location, location_at, restore_cursor, screen_for
from ilo_tui.frontends.tui.status import StatusScreen
from ilo_tui.frontends.tui.terminal import Ending
from ilo_tui.frontends.tui.ui_state import UiState, UiStateKeeper
from ilo_tui.frontends.tui.widgets.rows import RowList
from ilo_tui.frontends.tui.workers import start_worker, work
from ilo_tui.views.context import ViewContext

if TYPE_CHECKING:
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.dossier.search.finder import Search
    from ilo_tui.review.model import Role
    from ilo_tui.review.queues import Choice


class IloApp(HelpingApp):
    """A dossier in five tabs."""

    TITLE = "ilo-tui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")
    # The sheet of the first screen is read with the app's: one read later would have all styles made twice.
    CSS_PATH = ["app.tcss", "main.tcss"]

    theme: Reactive[str] = Reactive(themes.DARK.name)

    def __init__(
        self, context: ViewContext, settings: Settings, choice: Choice | None = None, role: Role | None = None
    ) -> None:
        """Open the dossier of `context`, as the settings say; with a `choice`, on the judging screen of that queue."""
        measure_joined()
        super().__init__()
        self._choice, self._role = choice, role
        self.contexts, self.settings = Contexts(context), settings
        self.ascii_only = settings.flag("ascii")
        self._disk = disk_for(read_only=settings.flag("read_only"))
        self._state_keeper = UiStateKeeper(state_folder(), context.dossier.meta.id, self._disk)
        self.ui_state = self._state_keeper.state
        self._apply_ui_state()
        self.history = History()
        self.leave = Leave(self)
        self.ending = Ending(self._end)
        self.hits = Hits(self)
        self.animation_level = "none"

    def get_driver_class(self) -> type[Driver]:
        """The driver of the system, which puts joined letters in their place."""
        return positioning_driver(super().get_driver_class())

    def _apply_ui_state(self) -> None:
        """Language and colours: as asked for, else as this dossier was left."""
        chosen, state = self.settings, self.ui_state
        if chosen.origins["lang"] == "default" and is_language(state.language):
            self.contexts.switch_language(state.language)
        explicit = chosen.origins["theme"] != "default"
        theme = state.theme if state.theme in themes.ALL and not explicit else chosen.text("theme")
        if theme != self.theme:
            self.theme = theme

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The program's own themes, and no others."""
        return dict(themes.ALL)

    def get_default_screen(self) -> Screen[None]:
        """The screen with the tabs."""
        main = MainScreen(
            self.contexts, self.ui_state.tab if self._choice is None else "", keys_in_force(self.settings.keys)
        )
        main.restore(self.ui_state.cursors, self.ui_state.filters)
        return main

    def on_mount(self) -> None:
        """Put the configured keys in force."""
        self.ending.follow()
        # A shell has written over everything meanwhile, and Textual draws only what changes.
        self.app_resume_signal.subscribe(self, lambda app: app.refresh(layout=True))
        if self.settings.keys:
            self.set_keymap(dict(self.settings.keys))
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        for warning in self.settings.warnings:
            self.show_message(warning.localise(self.context.tr), bad=True)
        self.read_on()
        if self._choice is None and not self.settings.flag("read_only"):
            self._offer_tour()

    def on_loaded(self) -> None:
        """Go on with what needs all of the dossier."""
        super().on_loaded()
        self._load_decisions()
        if self._choice is not None:
            self._judge_queue(self._choice)

    def _offer_tour(self) -> None:
        from ilo_tui.frontends.tui.screens.tour import was_shown

        if not was_shown(state_folder(), self._disk):
            self.action_tour()

    @work
    async def _judge_queue(self, choice: Choice) -> None:
        from ilo_tui.frontends.tui import review_flow

        if pair := await review_flow.reviewing_of(self, self._role):
            await review_flow.judge(self, *pair, choice)

    def _load_decisions(self) -> None:
        """Where something was reviewed before, show this reviewer's own decisions in every tab."""
        from ilo_tui.core.settings import reviews_folder
        from ilo_tui.review.errors import ReviewError

        if any(reviews_folder(self.settings).glob("*.json")) and self.main:
            try:
                self.rewrite()
            except ReviewError as error:
                self.show_message(join_sentences(error.localise(self.context.tr)), bad=True)

    @property
    def main(self) -> MainScreen | None:
        """The screen with the tabs."""
        first = self.screen_stack[0]
        return first if isinstance(first, MainScreen) else None

    @on(LocationChanged)
    def record_location(self) -> None:
        """Keep where one is in the history, and for the next time."""
        if location := self.location():
            self.history.visit(location)
            self.refresh_bindings()
        if state := self._ui_state():
            self._state_keeper.visit(location, state)

    def location(self) -> Location | None:
        """Where one is, unless that is a screen to which one does not come back."""
        if self.main is None or not self.main.is_mounted:
            return None
        screen, tab = self.screen, self.main.open
        cursor = self.main.cursors.get(tab, "")
        if isinstance(screen, MainScreen):
            return Location(tab, cursor)
        over = screen.route if isinstance(screen, RecordScreen) and screen.is_mounted else ()
        return location_at(tab, cursor, screen, over) if over else None

    def save_cursor(self) -> None:
        """Keep in the history where the cursor is, before one goes elsewhere."""
        if location := self.location():
            self.history.update(location)

    def _ui_state(self) -> UiState | None:
        """What to keep for the next time this dossier is opened; None while it is being read."""
        if self.main is None or self.context.loading:
            return None
        return UiState(self.main.open, self.main.cursors, self.main.filters, self.context.tr.language, self.theme)

    async def action_quit(self) -> None:
        """Leave the program."""
        self.leave.ask(self._quit)

    def _quit(self) -> None:
        self._end(0)

    def _end(self, code: int) -> None:
        if state := self._ui_state():
            self._state_keeper.save(state)
        self.exit(return_code=code)

    def action_step(self, by: int) -> None:
        """Go to the location before or after this one in the history."""
        self.leave.ask(lambda: self._step(by))

    def _step(self, by: int) -> None:
        self.save_cursor()
        if location := self.history.step(by):
            self.hits.forget_tabs()
            self.show_location(location)

    def go_to(self, location: Location, *, unhide: bool = False) -> None:
        """Close what lies over the tabs, and show a location; to `unhide` it, a filter that hides it is taken away."""
        self.leave.ask(lambda: self.show_location(location, unhide=unhide))

    def show_location(self, location: Location, *, unhide: bool = False) -> Screen[Any] | None:
        """Go there at once; the screen that lies over the tab there."""
        if self.main is None:
            return None
        self.close_overlays()
        self.main.go_to(location.tab, location.cursor, unhide=unhide)
        screen = screen_for(self.contexts, location.route, self.main.filter)
        if screen:
            self.push_screen(screen)
            screen.call_after_refresh(restore_cursor, screen, location)
        return screen

    @cached_property
    def search(self) -> Search:
        """Finds records by their words; its index is made beside the screen, when somebody first searches."""
        from ilo_tui.dossier.search.finder import Search

        search = Search(self.context.dossier)
        if self.context.loading:
            return search
        start_worker(self, search.build, thread=True)
        return search

    def on_unmount(self) -> None:
        """End what is still being built."""
        if "search" in self.__dict__:
            self.search.stop()

    def action_search(self) -> None:
        """Search everything, and go to what was found; Esc comes back to the search from there."""
        if location := self.location():
            self.history.visit(location)
            self.history.update(location)
        self.hits.search(location)

    @on(RowList.Chosen)
    def follow(self, event: RowList.Chosen) -> None:
        """Open what a page's line stands for."""
        self.open_page(event.target)

    def open_page(self, ident: str) -> Screen[None]:
        """Lay the page of a record or item over where one is."""
        from ilo_tui.frontends.tui.screens.record import PageScreen

        self.save_cursor()
        screen = PageScreen(self.contexts, ident)
        self.push_screen(screen)
        return screen

    def action_tab(self, tab: str) -> None:
        """Close what lies over the tabs and open one."""
        self.leave.ask(lambda: self._open_tab(tab))

    def _open_tab(self, tab: str) -> None:
        if self.main is None:
            return
        self.save_cursor()
        self.close_overlays()
        self.hits.forget_tabs()
        self.save_cursor()
        self.main.open = tab

    def action_go_back(self) -> None:
        """A pane back, else close the screen on top."""
        screen = self.screen
        if screen.query("Tour"):
            self._end_tour()
            return
        if isinstance(screen, MainScreen | RecordScreen) and screen.back():
            return
        if self.hits.back():
            return
        if len(self.screen_stack) > 1:
            self.leave.ask(lambda: screen.dismiss(None), [screen])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Records are reviewed and cited only where some are shown, and filtered only where there is a list."""
        if action == "tour_next":
            return bool(self.screen.query("Tour"))
        screen: Any = self.screen
        if action == "review" and any(getattr(screen, "JUDGES", False) for screen in self.screen_stack):
            return False
        if action in {"review", "observe", "indicators", "copy"}:
            return bool(getattr(screen, "SHOWS_RECORDS", True))
        if action not in {"filter", "clear_filter"}:
            return True
        listed = screen.open != "review" if isinstance(screen, MainScreen) else hasattr(screen, "narrow_to")
        return listed and (action == "filter" or screen.narrowed)

    def action_filter(self) -> None:
        """Open the filter line over a screen with a list."""
        from ilo_tui.dossier.completion import completions
        from ilo_tui.frontends.tui.dialogs.filter_line import FilterLine

        screen: Any = self.screen
        if hasattr(screen, "narrow_to"):
            kind = screen.filter.kind
            line = FilterLine(
                self.contexts,
                screen.filter.text,
                screen.narrow_to,
                lambda text: completions(text, kind, self.context.dossier, self.context.tr),
                lambda: str(screen.filter.error),
            )
            self.push_screen(line, lambda _: screen.refresh_bindings())

    def action_clear_filter(self) -> None:
        """Show everything again."""
        screen: Any = self.screen
        screen.narrow_to("")
        screen.refresh_bindings()

    def action_indicators(self) -> None:
        """Open the measured series."""
        from ilo_tui.frontends.tui.list_detail import IndicatorsScreen

        self.save_cursor()
        self.push_screen(IndicatorsScreen(self.contexts))

    @cached_property
    def reviewing(self) -> ReviewerContext:
        """Who reviews and where; made when reviewing begins."""
        from ilo_tui.app.reviewer_context import ReviewerContext

        return ReviewerContext(self.contexts, self.settings)

    @work
    async def action_review(self) -> None:
        """Judge what is under the cursor, in the session that has it or in a loose one."""
        from ilo_tui.frontends.tui import review_flow

        screen: Any = self.screen
        ident = screen.current() if hasattr(screen, "current") else None
        await review_flow.review(self, ident)

    @work
    async def action_observe(self) -> None:
        """Add an observation from the field about the programme or crossing under the cursor."""
        from ilo_tui.frontends.tui import review_flow

        screen: Any = self.screen
        ident = screen.current() if hasattr(screen, "current") else None
        await review_flow.observe(self, ident)

    def action_language(self, name: str = "") -> None:
        """Speak a language, or the next one, on every screen at once."""
        self.contexts.switch_language(name or next_language(self.context.tr.language))
        for screen in self.screen_stack:
            # Dialogs too: what was typed into one stays.
            if isinstance(screen, Written) and screen.is_mounted:
                screen.write()
                screen.refresh_bindings()
                screen.query("Tour").refresh(layout=True)

    def action_theme(self, name: str = "") -> None:
        """Use a colour theme, or the next one."""
        self.theme = name or themes.after(self.theme)

    def action_draw(self) -> None:
        """Draw with ASCII only, or with all signs again."""
        self.ascii_only = not self.ascii_only
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.notify_style_update()
                widget.refresh()

    def action_copy(self) -> None:
        """Copy the citation of the record at hand."""
        from ilo_tui.frontends.tui.clipboard import start_copy
        from ilo_tui.views.pages.citation import citation

        screen: Any = self.screen
        ident = screen.cited() if hasattr(screen, "cited") else screen.current()
        record = self.context.dossier.find(ident) if ident else None
        if record is None:
            self.show_message(self.context.tr("There is nothing to cite under the cursor."))
            return
        file = None if self.settings.flag("read_only") else state_folder() / "citation.txt"
        start_copy(self, citation(self.context, record), file, self.context.tr, self.show_message)

    @work
    async def action_report(self) -> None:
        """Write the report."""
        from ilo_tui.frontends.tui.screens.reporting import report

        await report(self)

    @work
    async def merge_sessions(self) -> None:
        """Pick a folder, and show what gathering its session files would do."""
        from ilo_tui.frontends.tui.screens.merge import gather_from

        await gather_from(self)

    @work
    async def new_session(self) -> None:
        """Ask what to review, then begin."""
        from ilo_tui.frontends.tui import review_flow
        from ilo_tui.frontends.tui.screens.new_session import NewSession

        pair = await review_flow.reviewing_of(self)
        choice = await self.push_screen_wait(NewSession(self.contexts, self.reviewing)) if pair else None
        if choice is not None and self.reviewing.reviewer:
            await review_flow.start_session(self, self.reviewing, self.reviewing.reviewer, choice)

    def rewrite(self) -> None:
        """Write every screen again: something was decided."""
        # Read here, where a fault can be shown, and not while a page is drawn.
        self.reviewing.refresh()
        if self.reviewing.fault:
            self.show_message(join_sentences(self.reviewing.fault.localise(self.context.tr)), bad=True)
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.rewrite()
            elif isinstance(screen, RecordScreen):
                screen.write()

    def _turn_pane(self, by: int) -> bool:
        """Show the pane after or before this one, where only one is there at a time; False where all are."""
        screen = self.screen
        return isinstance(screen, MainScreen | StatusScreen) and screen.turn(by)

    def action_focus_next(self) -> None:
        """To the next pane, shown where it was not."""
        if not self._turn_pane(1):
            super().action_focus_next()

    def action_focus_previous(self) -> None:
        """To the pane before, shown where it was not."""
        if not self._turn_pane(-1):
            super().action_focus_previous()

    def show_message(self, text: str, *, bad: bool = False) -> None:
        """Show a message, never as markup; where a question is on the screen, on its status line."""
        if isinstance(self.screen, StatusScreen):
            self.screen.announce(text, bad=bad)
            return
        for shown in [notice for notice in self._notifications if notice.message == text]:
            # A message that comes again replaces itself.
            self._unnotify(shown)
        self.notify(text, severity="error" if bad else "information", markup=False)
