"""The app: puts the parts of the screen front end together, and hands each command to the part that carries it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.core.commands import keys_in_force
from ilo_tui.core.disk import disk_for
from ilo_tui.core.folders import state_folder
from ilo_tui.core.settings import Settings
from ilo_tui.core.tabs import TABS
from ilo_tui.core.text import join_sentences
from ilo_tui.frontends.tui import themes
from ilo_tui.frontends.tui.appearance import Appearance
from ilo_tui.frontends.tui.base import LocationChanged, RecordScreen
from ilo_tui.frontends.tui.drafting import Drafting
from ilo_tui.frontends.tui.help.commands import HelpCommands
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.leaving import Leave
from ilo_tui.frontends.tui.link_terminals import takes_links
from ilo_tui.frontends.tui.list_commands import ListCommands
from ilo_tui.frontends.tui.loading import DossierLoader
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.measuring import measure_joined, positioning_driver
from ilo_tui.frontends.tui.navigator import Navigator
from ilo_tui.frontends.tui.notices import show_once
from ilo_tui.frontends.tui.proofs import ProofReader
from ilo_tui.frontends.tui.protocols import AnnouncesMessages, Services, Turns
from ilo_tui.frontends.tui.record_commands import RecordCommands
from ilo_tui.frontends.tui.review_commands import ReviewCommands
from ilo_tui.frontends.tui.standing import StandingReader
from ilo_tui.frontends.tui.terminal import Ending
from ilo_tui.frontends.tui.type_ahead import type_into_line, wait_for_tab
from ilo_tui.frontends.tui.ui_state import UiStateKeeper
from ilo_tui.frontends.tui.weighing_commands import WeighingCommands
from ilo_tui.frontends.tui.widgets.ascii import TO_ASCII
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.frontends.tui.workers import start_worker
from ilo_tui.views.context import ViewContext

if TYPE_CHECKING:
    from ilo_tui.app.authoring import Authoring
    from ilo_tui.app.record_form.prefill import Passage
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.app.source_texts import SourceTexts
    from ilo_tui.copies.state import SourceCopies
    from ilo_tui.dossier.reader import DossierReader
    from ilo_tui.review.model import Role
    from ilo_tui.review.queues import Choice


class IloApp(InContext, App[int]):
    """A dossier in tabs. What it can do is in its parts: navigator, loader, help, records, review."""

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
        linked = context.with_links() if takes_links(settings.text("links")) else context
        self.contexts, self.settings = Contexts(linked), settings
        self.key_time = 0.0
        """When the last key was pressed, in seconds of a clock that never goes back."""
        self._ended = False
        """Whether the program was left: keys typed ahead begin nothing any more."""
        self._disk = disk_for(read_only=settings.flag("read_only"))
        keeper = UiStateKeeper(state_folder(), context.dossier.meta.id, self._disk)
        self._first_state = keeper.state
        self.appearance = Appearance(self)
        self.appearance.restore(keeper.state)
        self.leave, self.ending = Leave(self), Ending(self._end)
        self.navigator = Navigator(self, keeper)
        self.loader, self.help = DossierLoader(self), HelpCommands(self)
        self.drafting = Drafting(self)
        self.records, self.review = RecordCommands(self), ReviewCommands(self)
        self.proofs = ProofReader(self)
        self.weighing, self.standing, self.lists = WeighingCommands(self), StandingReader(self), ListCommands(self)
        self.animation_level = "none"

    def services(self) -> Services:
        """What screens may ask of the app."""
        return self

    def get_driver_class(self) -> type[Driver]:
        """The driver of the system, which puts joined letters in their place."""
        return positioning_driver(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters through which every drawn line goes."""
        return [*super().get_line_filters(), *([TO_ASCII] if self.appearance.ascii_only else [])]

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The program's own themes, and no others."""
        return dict(themes.ALL)

    def get_default_screen(self) -> Screen[None]:
        """The screen with the tabs."""
        state = self._first_state
        main = MainScreen(self.contexts, "" if self._choice else state.tab, keys_in_force(self.settings.keys))
        main.restore(state.cursors, state.filters)
        return main

    @property
    def main(self) -> MainScreen | None:
        """The screen with the tabs."""
        return self.navigator.main

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
        self.loader.start()
        if self._choice is None and not self.settings.flag("read_only"):
            from ilo_tui.frontends.tui.help.tour import was_shown

            if not was_shown(state_folder(), self._disk):
                self.action_tour()

    def on_loaded(self) -> None:
        """Go on with what needs all of the dossier."""
        self.drafting.read()
        self.review.show_decisions(starting=self._choice is None)
        self.proofs.read()
        if self._choice is not None:
            self.review.judge_queue(self._choice, self._role)

    def on_unmount(self) -> None:
        """End what is still being built, and leave the draft."""
        self.loader.stop()
        self.drafting.close()

    @cached_property
    def reviewing(self) -> ReviewerContext:
        """Who reviews and where; made when reviewing begins."""
        from ilo_tui.app.reviewer_context import ReviewerContext

        return ReviewerContext(self.contexts, self.settings)

    @property
    def authoring(self) -> Authoring:
        """What changes records of the dossier."""
        return self.drafting.authoring

    @cached_property
    def source_texts(self) -> SourceTexts:
        """The texts of the copies of sources; made when the first one is read."""
        from ilo_tui.app.source_texts import texts_of

        return texts_of(self.settings, self.context.dossier)

    def rewrite(self) -> None:
        """Write every screen again: something was decided."""
        # Read here, where a fault can be shown, and not while a page is drawn.
        self.reviewing.refresh()
        if self.reviewing.fault:
            self.show_message(join_sentences(self.reviewing.fault.localise(self.context.tr)), bad=True)
        self.write_screens()
        self.standing.read()

    def write_screens(self) -> None:
        """Write every screen again, each with the context in force; one that is still being made writes itself."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.rewrite()
            elif isinstance(screen, RecordScreen) and screen.is_mounted:
                screen.write()

    def on_dossier_changed(self) -> None:
        """Write everything again: the dossier in force is another one."""
        self.loader.forget_search()
        if self.main:
            self.main.on_dossier_changed()
        self.write_screens()

    def go_over(self, path: Path) -> None:
        """Go over to an edition that was just published."""
        from ilo_tui.frontends.tui.next_edition import go_over

        start_worker(self, go_over, self, path)

    def take_over(self, dossier: DossierReader, settings: Settings, copies: SourceCopies) -> None:
        """Show another edition in place of the dossier that is open, on every screen."""
        self.drafting.close()
        self.drafting, self.settings = Drafting(self), settings
        for name in ("reviewing", "source_texts"):
            self.__dict__.pop(name, None)
        self.contexts.replace_dossier(dossier)
        self.contexts.show_copies(copies)
        self.on_dossier_changed()
        self.drafting.read()
        self.review.show_decisions()
        self.proofs.read()

    def show_message(self, text: str, *, bad: bool = False) -> None:
        """Show a message, never as markup; where a question is on the screen, on its status line."""
        if isinstance(self.screen, AnnouncesMessages):
            self.screen.announce(text, bad=bad)
        else:
            show_once(self, text, bad=bad)

    async def on_key(self, event: events.Key) -> None:
        """What was typed ahead goes to the tab, or to the line of a dialog, for which it was meant."""
        # Before its action is run: what keys do may depend on how soon they follow one another.
        self.key_time = event.time
        await wait_for_tab(self.main)
        type_into_line(self.screen, event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action, unless the program was left, or it has to wait for what is not read yet."""
        if self._ended or self.loader.holds_up(action if isinstance(action, str) else action[1]):
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense on the screen on top."""
        return self.help.tour_is_shown() if action == "tour_next" else self.records.is_enabled(action)

    def offers(self, action: str) -> bool:
        """The key that reads a source is in the bar where copies of some are here."""
        return action != "source" or self.records.has_copies()

    @on(LocationChanged)
    def record_location(self) -> None:
        """Keep where one is; other commands may be in force here."""
        if self.navigator.record():
            self.refresh_bindings()

    @on(RowList.Chosen)
    def follow(self, event: RowList.Chosen) -> None:
        """Open what a page's line stands for."""
        self.navigator.open_page(event.target)

    async def action_quit(self) -> None:
        """Leave the program."""
        self.leave.ask(lambda: self._end(0))

    def _end(self, code: int) -> None:
        self._ended = True
        self.navigator.save_state()
        self.exit(return_code=code)

    def action_step(self, by: int) -> None:
        """Go to the location before or after this one in the history."""
        self.navigator.step(by)

    def action_tab(self, tab: str) -> None:
        """Open a tab."""
        self.navigator.open_tab(tab)
        if tab != TABS[0].name and self.help.tour_is_shown():
            self.help.tab_opened()

    def action_search(self) -> None:
        """Search everything."""
        self.navigator.search()

    def action_go_back(self) -> None:
        """End the tour; else a pane back, or close the screen on top."""
        if self.help.tour_is_shown():
            self.help.end_tour()
        else:
            self.navigator.back()

    def action_indicators(self) -> None:
        """Open the measured series."""
        from ilo_tui.frontends.tui.screens.browse import IndicatorsScreen

        self.navigator.push(IndicatorsScreen(self.contexts))

    def action_places(self) -> None:
        """Open the places."""
        from ilo_tui.frontends.tui.screens.places import PlacesScreen

        if not isinstance(self.screen, PlacesScreen):
            self.navigator.push(PlacesScreen(self.contexts))

    def action_timeline(self) -> None:
        """Open the timeline."""
        self.navigator.timeline()

    def open_screen(self, screen: Screen[None]) -> None:
        """Lay a screen over where one is, which stays in the history."""
        self.navigator.push(screen)

    def action_flaws(self) -> None:
        """Open the ten flaws."""
        from ilo_tui.frontends.tui.screens.flaws import FlawsScreen

        self.navigator.push(FlawsScreen(self.contexts))

    def action_claims(self) -> None:
        """Open the claims that the filter leaves, or all."""
        self.lists.claims()

    def action_sources(self) -> None:
        """Open the sources."""
        self.lists.sources()

    def action_provisions(self) -> None:
        """Open the provisions of the policies."""
        self.lists.provisions()

    def action_tie_level(self) -> None:
        """Count at the next tie level."""
        self.weighing.widen()

    def action_period(self, by: int) -> None:
        """Count in another period."""
        self.weighing.step_period(by)

    def action_directions(self) -> None:
        """Show which way things moved in the crossing under the cursor."""
        self.records.directions()

    def action_focus_next(self) -> None:
        """To the next pane, shown where it was not."""
        if not (isinstance(self.screen, Turns) and self.screen.turn(1)):
            super().action_focus_next()

    def action_focus_previous(self) -> None:
        """To the pane before, shown where it was not."""
        if not (isinstance(self.screen, Turns) and self.screen.turn(-1)):
            super().action_focus_previous()

    def action_filter(self) -> None:
        """Filter the list on the screen."""
        self.records.filter()

    def action_clear_filter(self) -> None:
        """Show everything again."""
        self.records.clear_filter()

    def action_saved_filters(self) -> None:
        """Filter by name."""
        from ilo_tui.frontends.tui.saved_filters import open_saved_filters

        open_saved_filters(self)

    def action_source(self) -> None:
        """Read the source of what is under the cursor."""
        self.records.source()

    def action_open_document(self) -> None:
        """Open the document of the source in another program."""
        self.records.open_document()

    def action_copy(self) -> None:
        """Copy the citation of the record at hand."""
        self.records.copy()

    def action_review(self) -> None:
        """Judge what is under the cursor."""
        self.review.judge(self.records.current())

    def action_observe(self) -> None:
        """Add an observation about what is under the cursor."""
        self.review.observe(self.records.current())

    def action_report(self) -> None:
        """Write the report."""
        self.review.report()

    def action_edit_record(self) -> None:
        """Write the record under the cursor."""
        self.drafting.edit(self.records.current())

    def action_new_record(self) -> None:
        """Write a new record."""
        self.drafting.begin(self.records.current())

    def write_passage(self, passage: Passage, subject: str) -> None:
        """Write a claim of words marked in a source."""
        self.drafting.write_passage(passage, subject)

    def action_undo_change(self) -> None:
        """Withdraw the latest change to the dossier."""
        self.drafting.undo()

    def action_publish(self) -> None:
        """Show what an edition would be, and publish it."""
        self.drafting.publish()

    def action_remove_record(self) -> None:
        """Remove what is under the cursor from the dossier, in a draft."""
        self.drafting.remove(self.records.current())

    def action_help(self) -> None:
        """Show the keys of the screen on top."""
        self.help.keys()

    def action_palette(self) -> None:
        """Show every command and setting."""
        self.help.palette()

    def action_tour(self) -> None:
        """Show the tour."""
        self.help.tour()

    def action_tour_next(self) -> None:
        """Go on in the tour."""
        self.help.next_step()

    def action_language(self, name: str = "") -> None:
        """Speak a language, or the next one."""
        self.appearance.switch_language(name)

    def action_theme(self, name: str = "") -> None:
        """Use a colour theme, or the next one."""
        self.appearance.switch_theme(name)

    def action_draw(self) -> None:
        """Draw with ASCII only, or with all signs again."""
        self.appearance.switch_signs()
