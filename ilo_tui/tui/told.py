"""What tabs and screens have in common: written from a book, written again when language, width or filter changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.screen import Screen

from ilo_tui.exchange.pages.book import Book
from ilo_tui.text import clean
from ilo_tui.tui.keys import bindings
from ilo_tui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from ilo_tui.dossier.crossings import Gap
    from ilo_tui.dossier.records import Record
    from ilo_tui.dossier.where import Where

WIDE, SPACED, NARROW = 120, 70, 60
"""From WIDE cells on, list and detail and evidence stand side by side; below NARROW one pane at a time;
below SPACED the counts in a cell stand without spaces."""


class Filtered:
    """A filter as it is typed: what it means, or what is wrong with it."""

    def __init__(self, kind: str) -> None:
        """Filter records of `kind`, a key of `ilo_tui.dossier.where.KEYS`."""
        self.kind, self.typed, self.error, self.left = kind, "", "", ""
        self.where: Where | None = None

    def holds(self, record: Record | Gap) -> bool:
        """Whether a record passes."""
        return self.where is None or self.where.holds(record)

    def type(self, text: str, book: Book) -> None:
        """Take over what is typed; a filter that cannot be meant leaves the one before in force."""
        from ilo_tui.dossier.where import WhereError, parse

        self.typed, self.error = text, ""
        try:
            self.where = parse(text, self.kind, book.dossier)
        except WhereError as error:
            self.error = error.told(book.say)

    def told(self, book: Book, shown: int, all_: int) -> str:
        """The filter in words, and how much it leaves; empty where there is none."""
        self.left = book.say("{shown} of {all}", shown=shown, all=all_)
        if not self.where:
            return ""
        return book.say("filter: {words} ({shown} of {all})", words=clean(str(self.where)), shown=shown, all=all_)


class Panes:
    """Panes beside one another; on a narrow terminal only one of them is there at a time."""

    def __init__(self, root: DOMNode, names: Sequence[str]) -> None:
        """Panes by their ids under `root`, from left to right."""
        self._root, self._names = root, names
        self._at = 0

    def pane(self, name: str) -> Pane:
        """A pane by its id."""
        return self._root.query_one(f"#{name}", Pane)

    def go(self, place: int) -> bool:
        """Move the focus to a pane that is there; False where there is none."""
        if not 0 <= place < len(self._names) or not self._root.query(f"#{self._names[place]}"):
            return False
        for number, name in enumerate(self._names):
            for pane in self._root.query(f"#{name}"):
                pane.set_class(number == place, "-shown")
        self._at = place
        if not self.pane(self._names[place]).display:
            return False
        self.pane(self._names[place]).rows.focus()
        return True

    def focused(self) -> int:
        """The pane that has the focus."""
        for number, name in enumerate(self._names):
            if any(pane.rows.has_focus for pane in self._root.query(f"#{name}").results(Pane)):
                return number
        return self._at


class Tab(Container):
    """One of the five tabs."""

    KIND = "evidence"
    PANES: tuple[str, ...] = ()

    language: reactive[str] = reactive("en", init=False)

    def __init__(self, book: Book) -> None:
        """Written from `book`."""
        super().__init__()
        self.book = book
        self.filter = Filtered(self.KIND)
        self.panes = Panes(self, self.PANES)
        self._room: tuple[bool, ...] = ()

    def on_mount(self) -> None:
        """Write before the first paint, for the width that the screen will have, and take the focus."""
        self._room = self._rooms()
        self.write()
        # Taking the focus styles the screen anew: that can wait until the first rows are there.
        self.call_after_refresh(self.panes.go, 0)

    def watch_language(self, before: str, now: str) -> None:
        """Write again in the other language."""
        if before != now and self.is_mounted:
            self.write()

    def on_resize(self) -> None:
        """What stands in which pane depends on the width: write where that makes a difference."""
        room = self._rooms()
        if self.size.width and room != self._room:
            self._room = room
            self.write()

    def _rooms(self) -> tuple[bool, ...]:
        width = self.app.size.width
        return (width >= WIDE, width >= NARROW, width >= SPACED)

    @property
    def wide(self) -> bool:
        """Whether there is room for three panes."""
        return self.app.size.width >= WIDE

    def write(self) -> None:
        """Fill every pane."""
        raise NotImplementedError

    def current(self) -> str | None:
        """The id of the record, or the item, under the cursor."""
        pane = self.panes.pane(self.PANES[self.panes.focused()])
        return pane.rows.target

    def narrow_to(self, text: str) -> str:
        """Filter by what is typed; says how much is left, or what is wrong with it."""
        self.filter.type(text, self.book)
        self.write()
        return self.filter.error or self.filter.left

    def back(self) -> bool:
        """Go a pane back; False where this is the first."""
        return self.panes.go(self.panes.focused() - 1)

    def retitle(self, name: str, title: str, shown: int = 0, all_: int = 0) -> None:
        """Name a pane, with the filter in force where it has one."""
        told = self.filter.told(self.book, shown, all_) if all_ else ""
        self.panes.pane(name).entitle(f"{title} · {told}" if told else title)


class Pushed(Screen[None]):
    """A screen over the tabs, from which Esc goes back the way one came."""

    BINDINGS = bindings("screen")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide")]
    AUTO_FOCUS = None

    def __init__(self, book: Book) -> None:
        """Written from `book`."""
        super().__init__()
        self.book = book

    def write(self) -> None:
        """Fill every pane."""
        raise NotImplementedError

    def current(self) -> str | None:
        """The id of the record, or the item, under the cursor."""
        raise NotImplementedError

    def back(self) -> bool:
        """Go a pane back; False where this is the first, and the screen closes."""
        return False
