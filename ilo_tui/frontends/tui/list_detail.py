"""A list and the page beside it, in a tab or on a screen: the page follows the cursor, Enter opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.dom import DOMNode

from ilo_tui.frontends.tui.after_paint import AfterPaint
from ilo_tui.frontends.tui.panes import PaneGroup
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.row_list import RowList, Rows


class ListPane(Pane):
    """The pane of a list, where what the list posts ends."""

    def __init__(
        self, list_id: str, *, id: str, follow: Callable[[str | None], None], choose: Callable[[str], None]
    ) -> None:
        """`follow` is called with what the cursor goes to, `choose` with what Enter or a click opens."""
        super().__init__(RowList(id=list_id), id=id, first=True)
        self._follow, self._choose = follow, choose

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Follow the cursor."""
        event.stop()
        self._follow(event.target)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open what was chosen; what is chosen on a page goes on to the app."""
        event.stop()
        self._choose(event.target)


class ListDetail:
    """The list in the first pane of a node, and what the other panes say about what is under its cursor."""

    def __init__(
        self,
        node: DOMNode,
        list_id: str,
        panes: PaneGroup,
        write_pages: Callable[[str | None], None],
        choose: Callable[[str], None] | None = None,
    ) -> None:
        """`write_pages` writes on what is under the cursor; `choose` opens it, else one goes on to the page."""
        self._node, self._list_id, self._panes, self._write_pages = node, list_id, panes, write_pages
        self._choose = choose or self._to_page
        self._after_paint = AfterPaint(node)

    def compose(self) -> Iterator[Pane]:
        """The panes: the list, then a page each, whose id is that of its pane and `-page`."""
        yield self.list_pane()
        for name in self._panes.names[1:]:
            yield Pane(Page(id=f"{name}-page"), id=name)

    def list_pane(self) -> ListPane:
        """The list in its pane, for a node that makes the pages later."""
        return ListPane(self._list_id, id=self._panes.names[0], follow=self._schedule, choose=self._choose)

    @property
    def rows(self) -> RowList:
        """The list."""
        return self._node.query_one(f"#{self._list_id}", RowList)

    @property
    def target(self) -> str | None:
        """What the list's cursor is on."""
        return self.rows.target

    @property
    def link(self) -> str | None:
        """What the cursor of a page is on, while one is there."""
        return self._panes.pane_in_focus().rows.target if self._panes.focused() else None

    def current(self) -> str | None:
        """What the cursor is on; where that is nothing, what the list's is on."""
        return self.link or self.target

    def show(self, rows: Rows) -> None:
        """Fill the list, the cursor where it was, and write the pages."""
        self.rows.show(rows, self.target)
        self._write_pages(self.target)

    def _schedule(self, target: str | None) -> None:
        self._after_paint.schedule(lambda: self._write_pages(target))

    def _to_page(self, target: str) -> None:
        self._panes.go(1)
