"""What parts of the screen front end offer one another, as protocols: no part asks another for its class.

A protocol that is looked for while the program runs has methods only: Python 3.11 would read a property to see whether
it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.dom import DOMNode
from textual.screen import Screen

if TYPE_CHECKING:
    from ilo_tui.app.authoring import Authoring
    from ilo_tui.app.record_form.prefill import Passage
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.app.source_texts import SourceTexts
    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.filters import Query
    from ilo_tui.frontends.tui.filter_state import FilterState
    from ilo_tui.frontends.tui.leaving import Leave
    from ilo_tui.frontends.tui.list_commands import ListCommands
    from ilo_tui.frontends.tui.proofs import ProofReader
    from ilo_tui.frontends.tui.review_commands import ReviewCommands
    from ilo_tui.views.context import ViewContext


@runtime_checkable
class HasCursor(Protocol):
    """A screen that shows records or items: what is under its cursor can be judged."""

    def current(self) -> str | None:
        """The id of the record, or the item, under the cursor."""


@runtime_checkable
class MayShowRecords(Protocol):
    """A screen that says whether what is under its cursor is a record or an item."""

    SHOWS_RECORDS: ClassVar[bool]


@runtime_checkable
class ListsFiles(Protocol):
    """A screen that may list sessions and drafts instead of records."""

    def lists_files(self) -> bool:
        """Whether it does now."""

    def is_on_session(self) -> bool:
        """Whether the cursor is on a session."""


@runtime_checkable
class HasCrossing(Protocol):
    """A screen that may show a crossing of the gap map, or what is lacking in it."""

    def crossing(self) -> tuple[str, str] | None:
        """The row and column under the cursor; None where that is no crossing of the gap map."""


@runtime_checkable
class Citable(Protocol):
    """A screen that says of what a citation is taken, where that is not just what is under the cursor."""

    def cited(self) -> str | None:
        """The id of the record."""


@runtime_checkable
class Filterable(Protocol):
    """A screen with a list that can be filtered."""

    def narrow_to(self, text: str) -> str:
        """Filter by what is typed; says how much is left, what is wrong with it, or that it takes a moment."""

    def filter_state(self) -> FilterState | None:
        """The filter; None where nothing can be filtered at the moment."""

    def is_narrowed(self) -> bool:
        """Whether a filter is in force, this one or another screen's."""


@dataclass(frozen=True)
class FilterPlace:
    """Where a saved filter can be put in force: its kind, how it is read there, which is in force, how it is put."""

    kind: str
    check: Callable[[str], Query]
    in_force: str
    put: Callable[[str], object]


@runtime_checkable
class TakesFilter(Protocol):
    """A screen with no list of records that takes a filter all the same, as the form of a new session does."""

    def filter_place(self) -> FilterPlace:
        """Where the filter goes."""


@runtime_checkable
class GoesBack(Protocol):
    """A screen in which Esc may lead back before it closes the screen."""

    def back(self) -> bool:
        """Go a pane back; False where this is the first."""


@runtime_checkable
class OffersCommands(Protocol):
    """A tab or screen whose key bar leaves out what cannot be done just now; the keys work, and say why not."""

    def offers(self, action: str) -> bool:
        """Whether the key of an action is to be in the bar."""


@runtime_checkable
class Turns(Protocol):
    """A screen that may show one pane at a time."""

    def turn(self, by: int) -> bool:
        """Show the pane after or before this one; False where all are there."""


@runtime_checkable
class AnnouncesMessages(Protocol):
    """A screen with a line of its own for messages, over which no notice may lie."""

    def announce(self, text: str, *, bad: bool = False) -> None:
        """Show a message on it."""


@runtime_checkable
class ShowsSources(Protocol):
    """A screen that has room for a source beside what it shows, or is a source itself."""

    def show_source(self) -> bool:
        """Show the source of what is under the cursor, else the next one; False where another screen has to."""

    def source_in_view(self) -> str | None:
        """The id of the source that is open; None where none is."""


@runtime_checkable
class HandlesFailure(Protocol):
    """A tab or screen that waits for what its workers find out."""

    def work_failed(self, group: str, line: str) -> None:
        """Wait no longer for the work of this group, and show `line` where the result would stand."""


class Services(Protocol):
    """What tabs, screens and workers may ask of the app they run in."""

    settings: Settings
    leave: Leave
    """Through this goes everything that closes screens."""
    review: ReviewCommands
    proofs: ProofReader
    lists: ListCommands
    """Knows in which order lists are read."""

    @property
    def context(self) -> ViewContext:
        """The context in force."""

    @property
    def source_texts(self) -> SourceTexts:
        """The texts of the copies of sources."""

    @property
    def authoring(self) -> Authoring:
        """What changes records of the dossier."""

    @property
    def reviewing(self) -> ReviewerContext:
        """Who reviews and where; raises `ReviewError` where nobody can."""

    def show_message(self, text: str, *, bad: bool = False) -> None:
        """Show a message, as a notice or on the line of the screen on top."""

    def rewrite(self) -> None:
        """Write every screen again: something was decided."""

    def go_over(self, path: Path) -> None:
        """Go over to an edition that was just published."""

    def write_passage(self, passage: Passage, subject: str) -> None:
        """Write a claim of words marked in a source, which were read about the record or item `subject`."""

    def open_screen(self, screen: Screen[None]) -> None:
        """Lay a screen over where one is, which stays in the history."""


@runtime_checkable
class OffersServices(Protocol):
    """An app with services."""

    def services(self) -> Services:
        """They."""


def services(node: DOMNode) -> Services:
    """The services of the app that a node is part of; raises `TypeError` where that has none."""
    app = node.app
    if not isinstance(app, OffersServices):
        raise TypeError(f"{type(app).__name__} offers no services")
    return app.services()
