"""What tabs and screens have in common: written again when language, width or filter changes."""

from __future__ import annotations

from asyncio import Event
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

from textual.containers import Container
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.frontends.tui.filter_run import FilterRun
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.panes import PaneGroup

ROOMY, WIDE, SPACED, NARROW = 160, 120, 70, 60
"""From WIDE cells on, list and detail and evidence stand side by side, from ROOMY ones on the gap map says which way
things moved; below NARROW one pane at a time; below SPACED the counts in a cell stand without spaces."""


@runtime_checkable
class Written(Protocol):
    """A screen or dialog that can be written again in the language in force; what is typed there stays."""

    def write(self) -> None:
        """Write it."""


class TabView(InContext, Container):
    """One of the five tabs."""

    KIND = DOSSIER
    PANES: tuple[str, ...] = ()
    LISTS_FILES: ClassVar[bool] = False
    """Whether it lists sessions and drafts, and no records."""
    stands_in = False
    """Whether it only stands for another, until the dossier is read."""

    language: reactive[str] = reactive("en", init=False)

    @dataclass
    class Ready(Message):
        """A new tab was written for the first time."""

        tab: TabView

    @dataclass
    class Narrowed(Message):
        """A tab was written through its filter; this is how much that leaves."""

        remaining: str

    def __init__(self, contexts: Contexts, filter_state: FilterState) -> None:
        """Written from the context in force, narrowed by a filter that other tabs may share."""
        super().__init__()
        self.contexts, self.filter = contexts, filter_state
        self.written_version = -1
        """The filter's version with which this tab was written last."""
        self.panes = PaneGroup(self, self.PANES)
        self.filter_run = FilterRun(self, filter_state, self._write_seen)
        self.focus_taken = Event()
        """Set once this tab has the focus, so that keys come here."""
        self._widths_written: tuple[bool, ...] = ()

    def on_mount(self) -> None:
        """Write before the first paint, for the width that the screen will have, and take the focus."""
        self._widths_written = self._widths()
        if self.filter.query and self.filter.result is None:
            self.filter_run.apply()
        self.rewrite()
        # Taking the focus styles the screen anew: that can wait until the first rows are there.
        self.call_after_refresh(self._take_focus)
        if not self.stands_in:
            self.post_message(self.Ready(self))

    def _take_focus(self) -> None:
        self.panes.go(0)
        self.focus_taken.set()

    def watch_language(self, before: str, now: str) -> None:
        """Write again in the other language."""
        if before != now and self.is_mounted:
            self.write()

    def on_resize(self) -> None:
        """What stands in which pane depends on the width: write where that makes a difference."""
        room = self._widths()
        # A tab that is only just being made has no room yet, and writes itself.
        if self.size.width and self._widths_written and room != self._widths_written:
            self._widths_written = room
            self.write()

    def _widths(self) -> tuple[bool, ...]:
        width = self.app.size.width
        return (width >= ROOMY, width >= WIDE, width >= NARROW, width >= SPACED)

    @property
    def wide(self) -> bool:
        """Whether there is room for three panes."""
        return self.app.size.width >= WIDE

    def write(self) -> None:
        """Fill every pane."""
        raise NotImplementedError

    def current(self) -> str | None:
        """The id of the record, or the item, under the cursor."""
        return self.panes.pane_in_focus().rows.target

    def cited(self) -> str | None:
        """What a citation is taken of."""
        return self.current()

    def is_on_session(self) -> bool:
        """Whether the cursor is on a session."""
        return False

    def crossing(self) -> tuple[str, str] | None:
        """The row and column of the gap map under the cursor; None where that is no crossing of it."""
        return None

    @property
    def cursor(self) -> str:
        """What the cursor of the first pane is on: an id, or `ROW|COLUMN`."""
        return self.panes.pane(self.PANES[0]).rows.target or ""

    def go_to(self, cursor: str, *, unhide: bool = False) -> None:
        """Put the cursor of the first pane somewhere; to `unhide` it, a filter that hides it is taken away."""
        rows = self.panes.pane(self.PANES[0]).rows
        if not rows.point(cursor) and unhide and self.filter.query:
            self.narrow_to("")
            rows.point(cursor)
        self.panes.go(0)

    def narrow_to(self, text: str) -> str:
        """Filter by what is typed; says how much is left, what is wrong with it, or that it takes a moment."""
        self.filter.set_text(text)
        if self.context.loading:
            return self.context.tr("reading the dossier ...")
        if self.filter_run.apply():
            self.rewrite()
            return self.filter.error or self.filter.remaining
        return self.filter.error or self.context.tr("looking ...")

    def _write_seen(self) -> None:
        """Write the tabs that are seen; meanwhile that may be another one with this filter."""
        for tab in self.screen.query(TabView).results():
            if tab.display and tab.filter is self.filter:
                tab.rewrite()

    def work_failed(self, group: str, line: str) -> None:
        """Show it where the count would stand; the list stays as it was."""
        self.filter.fail(line)
        self.post_message(self.Narrowed(""))

    def on_loaded(self) -> None:
        """Write again: all of the dossier is read now."""
        if not self.filter.query or self.filter_run.apply():
            self.rewrite()

    def show_progress(self, progress: str) -> None:
        """Show how far the reading of the dossier is."""
        self.set_title(self.PANES[0], progress)

    def rewrite(self) -> None:
        """Write with the filter that is in force now."""
        self.written_version = self.filter.version
        self.write()

    def back(self) -> bool:
        """Go a pane back; False where this is the first."""
        return self.panes.back()

    def set_title(self, name: str, title: str) -> None:
        """Name a pane."""
        self.panes.pane(name).set_title(title)

    def set_counts(self, shown: int, all_: int) -> None:
        """Show how much the filter leaves."""
        self.filter.set_counts(shown, all_)
        self.post_message(self.Narrowed(self.filter.remaining))


@dataclass
class LocationChanged(Message):
    """One is on another screen or tab now."""


class RecordScreen(InContext, Screen[None]):
    """A screen over the tabs, from which Esc goes back the way one came."""

    BINDINGS = bindings("screen")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide")]
    AUTO_FOCUS = None
    SHOWS_RECORDS: ClassVar[bool] = True
    """Whether what is under its cursor can be judged, observed on and cited."""
    OPENED_BY: ClassVar[str] = ""
    """The action that opens it, of a screen on which that leads nowhere."""
    JUDGES: ClassVar[bool] = False
    """Whether answers are given here; there is one such screen at a time."""

    def __init__(self, contexts: Contexts) -> None:
        """Written from the context in force."""
        super().__init__()
        self.contexts = contexts

    def write(self) -> None:
        """Fill every pane."""
        raise NotImplementedError

    def current(self) -> str | None:
        """The id of the record, or the item, under the cursor."""
        raise NotImplementedError

    @property
    def route(self) -> tuple[str, ...]:
        """How to get here again, as in `Location.route`; empty of a screen to which one does not come back."""
        return ()

    def on_screen_resume(self) -> None:
        """Keep in the history that one was here."""
        self.post_message(LocationChanged())

    def back(self) -> bool:
        """Go a pane back; False where this is the first, and the screen closes."""
        return False
