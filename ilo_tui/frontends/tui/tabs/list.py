"""Tabs with a list: pages on what is under its cursor follow it."""

from __future__ import annotations

from textual.app import ComposeResult

from ilo_tui.app.contexts import Contexts
from ilo_tui.frontends.tui.base import TabView
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.list_detail import ListDetail
from ilo_tui.frontends.tui.widgets.row_list import RowList


class ListTab(TabView):
    """A list, and beside it one page or two on what is under its cursor; `LIST` is the id of the list."""

    LIST: str

    def __init__(self, contexts: Contexts, filter_state: FilterState) -> None:
        """Written from the context in force, narrowed by a filter that other tabs may share."""
        super().__init__(contexts, filter_state)
        self.list_detail = ListDetail(self, self.LIST, self.panes, self.write_pages, self.open)

    def compose(self) -> ComposeResult:
        """The list, and a page for each other pane."""
        yield from self.list_detail.compose()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.list_detail.rows

    def write_pages(self, target: str | None) -> None:
        """Write the pages on what stands under the cursor."""
        raise NotImplementedError

    def open(self, target: str) -> None:
        """Go on from the list to the page."""
        self.panes.go(1)

    def current(self) -> str | None:
        """What is under the cursor; what the list's is on, where that is nothing."""
        return self.list_detail.current()
