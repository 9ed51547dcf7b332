"""A list and the page beside it, in a tab or on a screen: the page follows the cursor, Enter opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.dom import DOMNode

from ilo_tui.frontends.tui.after_paint import AfterPaint
from ilo_tui.frontends.tui.panes import PaneGroup
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.row_list import RowList, Rows


class ListDetail:
    """The list in the first pane of a node, and what the other panes say about what is under its cursor.

    The node hands it the `Highlighted` and `Chosen` that come up to it; those of pages are left alone.
    """

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
        first, *others = self._panes.names
        yield Pane(RowList(id=self._list_id), id=first, first=True)
        for name in others:
            yield Pane(Page(id=f"{name}-page"), id=name)

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

    def follow(self, event: RowList.Highlighted) -> None:
        """Have the pages written, where it is the list's cursor that moved."""
        if event.rows.id == self._list_id:
            event.stop()
            self._after_paint.schedule(lambda: self._write_pages(event.target))

    def enter(self, event: RowList.Chosen) -> None:
        """Open what was chosen in the list; what was chosen on a page goes on to the app."""
        if event.rows.id == self._list_id:
            event.stop()
            self._choose(event.target)

    def _to_page(self, target: str) -> None:
        self._panes.go(1)
