"""The items of a session with their state; Enter goes to one."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.review.session import ReviewSession
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Line, Span, fit
from ilo_tui.views.pages.decisions import item_title


class ItemRows:
    """Items as lines: `x` judged, `s` skipped, `!` flagged, `~` changed since, `n` unfinished note, then what it is."""

    def __init__(self, context: ViewContext, reviewing: ReviewerContext, session: ReviewSession) -> None:
        """The lines of the session's queue."""
        self.context, self.items, self.session = context, reviewing.items, session
        self.order = session.progress.order
        self.unfinished = session.unfinished_notes()

    def __len__(self) -> int:
        """How many items there are."""
        return len(self.order)

    def line(self, index: int, width: int) -> Line:
        """One item."""
        item = self.order[index]
        progress, state = self.session.progress, self.session.pending_state(item)
        mark = (
            "~" if progress.changed(item) else "x" if progress.judged(item) else "s" if progress.skipped(item) else " "
        )
        flag = "!" if state and state.flagged else " "
        note = "n" if item in self.unfinished else " "
        name = fit(item_title(self.context, self.items, item), max(width - 5, 1))
        return (Span(f" {mark}", "mark"), Span(f"{flag}{note} ", "warn"), Span(name))

    def target(self, index: int) -> str | None:
        """The item."""
        return self.order[index]


class ItemsScreen(InContext, Screen[str | None]):
    """Dismissed with the item to go to, or None."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = "RowList"

    def __init__(self, contexts: Contexts, reviewing: ReviewerContext, session: ReviewSession, at: str) -> None:
        """List the session's items, the cursor on `at`."""
        super().__init__()
        self.contexts, self.reviewing, self.session, self.at = contexts, reviewing, session, at

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield Pane(RowList(id="item-list"), id="record")
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Show the items."""
        self.write()

    def write(self) -> None:
        """Write the lines, the cursor where it was."""
        tr, rows = self.context.tr, self.query_one(RowList)
        rows.show(ItemRows(self.context, self.reviewing, self.session), rows.target or self.at)
        self.query_one(Pane).set_title(tr("Items: x judged  s skipped  ! flagged  ~ changed since  n unfinished note"))

    @on(RowList.Chosen)
    def go(self, event: RowList.Chosen) -> None:
        """Go to the item."""
        event.stop()
        self.dismiss(event.target)

    def current(self) -> str | None:
        """The item under the cursor."""
        return self.query_one(RowList).target
