"""The main screen: five tabs, of which only those that were opened exist, a filter line and the two bars."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive
from textual.screen import Screen

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.core.key_names import key_label
from ilo_tui.core.tabs import TABS
from ilo_tui.dossier.filter_scope import QUESTIONS
from ilo_tui.dossier.model import Programme
from ilo_tui.dossier.weighing import can_be_weighed
from ilo_tui.frontends.tui.base import NARROW, ROOMY, WIDE, LocationChanged, TabView
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.loading_screens import LoadingTab
from ilo_tui.frontends.tui.tabs import tab_view
from ilo_tui.frontends.tui.widgets.bars import FilterBar, TabBar
from ilo_tui.views.weighing_words import weighing_words

_SPECS = {tab.name: tab for tab in TABS}
_FORMER_KINDS = {"suggestions": QUESTIONS}
"""What version 0.1 called a tab's filter in the file in which it is kept."""


class MainScreen(InContext, Screen[None]):
    """What the program opens with."""

    BINDINGS = bindings("screen")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide"), (ROOMY, "-roomy")]
    AUTO_FOCUS = None

    language: reactive[str] = reactive("en", init=False)
    open: reactive[str] = reactive(TABS[0].name, init=False)

    def __init__(self, contexts: Contexts, begin: str, keys: Mapping[str, str]) -> None:
        """The tab `begin` is open at first; `keys` are those in force, by command."""
        super().__init__()
        self.contexts, self.keys = contexts, keys
        if begin in _SPECS:
            self.set_reactive(MainScreen.open, begin)
        self.set_reactive(MainScreen.language, contexts.current.tr.language)
        self._tabs: dict[str, TabView] = {}
        self._filters: dict[str, FilterState] = {}
        self._pending_cursors: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Tab bar, the open tab, key bar."""
        # Given its width now, the screen need not be styled again when Textual says so.
        width = self.app.size.width
        self.set_class(width < NARROW, "-narrow")
        self.set_class(NARROW <= width < WIDE, "-medium")
        self.set_class(WIDE <= width < ROOMY, "-wide")
        self.set_class(width >= ROOMY, "-roomy")
        yield TabBar()
        yield FilterBar(self.contexts)
        with Container(id="tabs"):
            yield self._make_tab(self.open)
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Open the first tab."""
        self._name_tabs()
        self._show_bar("")
        self.query_one(TabBar).open = self.open

    def _name_tabs(self) -> None:
        self.query_one(TabBar).tabs = tuple(
            (tab.name, key_label(self.keys[tab.command_id].split(",")[0]), self.context.tr(tab.title)) for tab in TABS
        )

    def watch_language(self) -> None:
        """Name the tabs in the other language; they write themselves."""
        self._name_tabs()

    def write(self) -> None:
        """Take over the context's language."""
        self.language = self.context.tr.language

    def rewrite(self) -> None:
        """Write the open tab again, and the others when they are next opened."""
        for name, tab in self._tabs.items():
            if name != self.open:
                tab.written_version = -1
            elif tab.is_mounted:
                # One that is only just being made writes itself.
                tab.write()

    def reweigh(self) -> None:
        """Write the open tab with other claims counted, and the others when they are next opened."""
        self.rewrite()
        self._show_bar(self.filter.words)

    def _show_bar(self, words: str) -> None:
        """Show the filter in words, and what is counted, where something is."""
        weighed = _SPECS[self.open].filterable and can_be_weighed(self.context.dossier)
        self.query_one(FilterBar).show(words, weighing_words(self.context) if weighed else "")

    @property
    def tab(self) -> TabView:
        """The tab that is open."""
        return self._tabs[self.open]

    @property
    def cursors(self) -> dict[str, str]:
        """What the cursor of each tab that was opened is on."""
        known = {name: tab.cursor for name, tab in self._tabs.items() if tab.is_mounted}
        return {**self._pending_cursors, **{name: cursor for name, cursor in known.items() if cursor}}

    def keep_cursor(self, name: str, cursor: str) -> None:
        """Keep what the cursor of something is on that is no tab."""
        self._pending_cursors[name] = cursor

    @property
    def filters(self) -> dict[str, str]:
        """The filters in force, as they were typed, by kind."""
        return {kind: state.text for kind, state in self._filters.items() if state.query}

    def go_to(self, tab: str, cursor: str, *, unhide: bool = False) -> None:
        """Open a tab with its cursor somewhere, which no filter may hide if `unhide`; at once, or when it is there."""
        self.open = tab
        if cursor and tab in self._tabs and self._tabs[tab].is_mounted and not self._tabs[tab].stands_in:
            self._tabs[tab].go_to(cursor, unhide=unhide)
        elif cursor:
            self._pending_cursors[tab] = cursor

    def restore(self, cursors: dict[str, str], filters: dict[str, str]) -> None:
        """Put cursors and filters where they were, now or when a tab is opened; a filter of nothing is passed over."""
        self._pending_cursors = dict(cursors)
        if not filters:
            return
        from ilo_tui.dossier.filter_keys import is_filter_kind

        for written, text in filters.items():
            kind = _FORMER_KINDS.get(written, written)
            if is_filter_kind(kind):
                self._filters.setdefault(kind, FilterState(kind, self.contexts)).set_text(text)

    @on(TabView.Ready)
    def restore_cursor(self, event: TabView.Ready) -> None:
        """Put the cursor of a new tab where it is expected."""
        name = next((name for name, tab in self._tabs.items() if tab is event.tab), "")
        cursor = self._pending_cursors.get(name, "")
        loading = self.context.loading
        if loading and loading.partly and cursor not in self.context.dossier.ids(Programme):
            # Gone to when all programmes are known.
            return
        if self._pending_cursors.pop(name, ""):
            event.tab.go_to(cursor)

    def watch_open(self, before: str, now: str) -> None:
        """Show a tab, made when it is opened for the first time."""
        self.post_message(LocationChanged())
        self.query_one(TabBar).open = now
        self.refresh_bindings()
        self._show_bar(self._tabs[now].filter.words if now in self._tabs else "")
        if before in self._tabs:
            self._tabs[before].display = False
        if now in self._tabs:
            self._tabs[now].display = True
            if self._tabs[now].written_version != self._tabs[now].filter.version:
                self._tabs[now].rewrite()
            self._tabs[now].panes.go(self._tabs[now].panes.focused())
            return
        self.query_one("#tabs", Container).mount(self._make_tab(now))

    def _make_tab(self, name: str) -> TabView:
        """A tab that was not open before."""
        tab_class = LoadingTab if self.context.loading and not _SPECS[name].early else tab_view(_SPECS[name])
        state = self._filters.setdefault(tab_class.KIND, FilterState(tab_class.KIND, self.contexts))
        tab = tab_class(self.contexts, state)
        tab.set_reactive(TabView.language, self.language)
        self._tabs[name] = tab
        return tab.data_bind(language=MainScreen.language)

    def on_programmes_loaded(self) -> None:
        """Write all programmes: at first only some were known."""
        for name, tab in self._tabs.items():
            if _SPECS[name].early and tab.is_mounted:
                tab.write()
                if cursor := self._pending_cursors.pop(name, ""):
                    tab.go_to(cursor)

    def on_dossier_changed(self) -> None:
        """Write everything again: the dossier in force is another one."""
        for state in self._filters.values():
            state.set_text(state.text)
        for name, tab in self._tabs.items():
            if name == self.open and tab.is_mounted and not tab.stands_in:
                tab.on_loaded()
            else:
                tab.written_version = -1

    def on_loaded(self) -> None:
        """Write everything again, and make the tabs that waited: all of the dossier is read now."""
        for state in self._filters.values():
            state.set_text(state.text)
            if state.error:
                # It could not be shown while one typed.
                self.app.notify(state.error, severity="error", markup=False)
        for name, tab in list(self._tabs.items()):
            if not tab.stands_in:
                tab.on_loaded()
                continue
            del self._tabs[name]
            tab.remove()
            if name == self.open:
                self.query_one("#tabs", Container).mount(self._make_tab(name))

    @on(TabBar.Picked)
    def pick(self, event: TabBar.Picked) -> None:
        """Open the tab that was clicked."""
        self.open = event.tab

    def narrow_to(self, text: str) -> str:
        """Filter the open tab by what is typed; says how much is left, or what is wrong."""
        return self.tab.narrow_to(text)

    @property
    def filter(self) -> FilterState:
        """The filter of the open tab."""
        return self.tab.filter

    def filter_state(self) -> FilterState | None:
        """The filter of the open tab, if that has a list to filter."""
        return self.filter if _SPECS[self.open].filterable else None

    def is_narrowed(self) -> bool:
        """Whether the open tab's filter is in force."""
        return bool(self.filter.query)

    def back(self) -> bool:
        """Go a pane back in the open tab."""
        return self.tab.back()

    @on(TabView.Narrowed)
    def show_remaining(self, event: TabView.Narrowed) -> None:
        """Show the filter of the open tab in words; where it is still being typed, how much it leaves."""
        self._show_bar(self.filter.words)
        from ilo_tui.frontends.tui.dialogs.filter_line import FilterLine

        if isinstance(self.app.screen, FilterLine):
            self.app.screen.show_count(event.remaining)
        elif self.filter.error:
            self.app.notify(self.filter.error, severity="error", markup=False)
            self.filter.error = ""

    def turn(self, by: int) -> bool:
        """Show the next pane where only one is there at a time; False where the focus just moves on."""
        return self.size.width < NARROW and self.tab.panes.turn(by)

    def current(self) -> str | None:
        """What is under the cursor in the open tab."""
        return self.tab.current()

    def lists_files(self) -> bool:
        """Whether the open tab lists sessions and drafts."""
        return self.open in self._tabs and self.tab.LISTS_FILES

    def is_on_session(self) -> bool:
        """Whether the cursor of the open tab is on a session."""
        # A tab that is only just being made has no cursor yet.
        return self.open in self._tabs and self.tab.is_mounted and self.tab.is_on_session()

    def cited(self) -> str | None:
        """What a citation is taken of in the open tab."""
        return self.tab.cited()

    def crossing(self) -> tuple[str, str] | None:
        """The crossing of the gap map under the cursor in the open tab."""
        return self.tab.crossing()

    def on_screen_resume(self) -> None:
        """Take over a language that changed meanwhile."""
        self.write()
        self.post_message(LocationChanged())
