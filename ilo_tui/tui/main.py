"""The main screen: five tabs, of which only those that were opened exist, a filter line and the two bars."""

from __future__ import annotations

from importlib import import_module

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive
from textual.screen import Screen

from ilo_tui.exchange.pages.book import Book
from ilo_tui.tui.commands import COMMANDS
from ilo_tui.tui.entries import KeysBelow
from ilo_tui.tui.keys import bindings
from ilo_tui.tui.told import NARROW, WIDE, Filtered, Tab
from ilo_tui.tui.widgets.bars import TabBar

TABS = {
    "programmes": ("programmes", "ProgrammesTab"),
    "dimensions": ("dimensions", "DimensionsTab"),
    "policies": ("policies", "PoliciesTab"),
    "suggestions": ("suggestions", "SuggestionsTab"),
    "review": ("review", "ReviewTab"),
}
"""Tabs by id: the module and class, imported when the tab is first opened."""


class MainScreen(Screen[None]):
    """What the program opens with."""

    BINDINGS = bindings("screen")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide")]
    AUTO_FOCUS = None

    language: reactive[str] = reactive("en", init=False)
    open: reactive[str] = reactive("programmes", init=False)

    def __init__(self, book: Book) -> None:
        """Tabs written from `book`."""
        super().__init__()
        self.book = book
        self.set_reactive(MainScreen.language, book.say.language)
        self._tabs: dict[str, Tab] = {}

    def compose(self) -> ComposeResult:
        """Tab bar, the open tab, key bar."""
        # Told now how wide it is, the screen need not be styled again when Textual says so.
        width = self.app.size.width
        self.set_class(width < NARROW, "-narrow")
        self.set_class(NARROW <= width < WIDE, "-medium")
        self.set_class(width >= WIDE, "-wide")
        yield TabBar()
        with Container(id="tabs"):
            yield self._made(self.open)
        yield KeysBelow(self.book)

    def on_mount(self) -> None:
        """Open the first tab."""
        self._name_tabs()
        self.query_one(TabBar).open = self.open

    def _name_tabs(self) -> None:
        keys = {command.action: command for command in COMMANDS}
        bar = self.query_one(TabBar)
        named = [(tab, keys[f"tab('{tab}')"]) for tab in TABS]
        bar.tabs = tuple((tab, command.keys, self.book.say(command.label)) for tab, command in named)

    def watch_language(self) -> None:
        """Name the tabs in the other language; they write themselves."""
        self._name_tabs()

    def write(self) -> None:
        """Take over the book's language."""
        self.language = self.book.say.language

    @property
    def tab(self) -> Tab:
        """The tab that is open."""
        return self._tabs[self.open]

    def watch_open(self, before: str, now: str) -> None:
        """Show a tab, made when it is opened for the first time."""
        self.query_one(TabBar).open = now
        self.refresh_bindings()
        if before in self._tabs:
            self._tabs[before].display = False
        if now in self._tabs:
            self._tabs[now].display = True
            self._tabs[now].panes.go(self._tabs[now].panes.focused())
            return
        self.query_one("#tabs", Container).mount(self._made(now))

    def _made(self, name: str) -> Tab:
        """A tab that was not open before."""
        module, kind = TABS[name]
        made: Tab = getattr(import_module(f"ilo_tui.tui.{module}"), kind)(self.book)
        made.set_reactive(Tab.language, self.language)
        self._tabs[name] = made
        return made.data_bind(language=MainScreen.language)

    @on(TabBar.Picked)
    def pick(self, event: TabBar.Picked) -> None:
        """Open the tab that was clicked."""
        self.open = event.tab

    def narrow_to(self, text: str) -> str:
        """Filter the open tab by what is typed; says how much is left, or what is wrong."""
        return self.tab.narrow_to(text)

    @property
    def filter(self) -> Filtered:
        """The filter of the open tab."""
        return self.tab.filter

    def back(self) -> bool:
        """Go a pane back in the open tab."""
        return self.tab.back()

    def current(self) -> str | None:
        """What is under the cursor in the open tab."""
        return self.tab.current()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Take over a language that changed meanwhile."""
        self.write()
