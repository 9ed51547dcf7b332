"""Tabs with a list: pages on what is under its cursor follow it."""

from __future__ import annotations

from textual import on

from ilo_tui.frontends.tui.base import TabView
from ilo_tui.frontends.tui.widgets.row_list import RowList


class ListTab(TabView):
    """A list, and beside it one page or two on what is under its cursor; `LIST` is the id of the list."""

    LIST: str

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(f"#{self.LIST}", RowList)

    def write_pages(self, target: str | None) -> None:
        """Write the pages on what stands under the cursor."""
        raise NotImplementedError

    @on(RowList.Highlighted)
    def follow(self, event: RowList.Highlighted) -> None:
        """Have the pages written, where it is the list's cursor that moved."""
        if event.rows.id == self.LIST:
            event.stop()
            self.after_paint.schedule(lambda: self.write_pages(event.target))

    @on(RowList.Chosen)
    def enter(self, event: RowList.Chosen) -> None:
        """Open what was chosen in the list; what was chosen on a page goes on to the app."""
        if event.rows.id == self.LIST:
            event.stop()
            self.open(event.target)

    def open(self, target: str) -> None:
        """Go on from the list to the page."""
        self.panes.go(1)

    def current(self) -> str | None:
        """What is under the cursor; what the list's is on, where that is nothing."""
        return super().current() or self.rows.target
