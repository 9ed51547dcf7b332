"""A pane: a title line that shows where the focus is, above one list, page or grid."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.views.markup import block, clip, fit, plain_lines


class PaneTitle(Widget):
    """One line: the pane's name, and a mark where the pane has the focus."""

    text: reactive[str] = reactive("")

    def render(self) -> Content:
        """The name, cut to the width; literal text, never markup."""
        return Content(fit(f" {self.text}", self.size.width))


class StatusLine(Widget):
    """The latest message: one line, or as many as a warning needs, up to three."""

    MOST = 3

    text: reactive[str] = reactive("")
    _latest: tuple[str, bool] = ("", False)
    _shown_at = 0

    def on_resize(self) -> None:
        """Show the same on as many lines as it needs now."""
        if self.size.width != self._shown_at and self._latest[0]:
            text, wrap = self._latest
            self.show(text, wrap=wrap)

    def show(self, text: str, *, wrap: bool = False) -> None:
        """Show `text` on one line, or to `wrap` on as many as it needs."""
        self._latest = (text, wrap)
        self._shown_at = self.size.width
        width = max((self.size.width or self.app.size.width) - 1, 1)
        lines = [line.strip() for line in plain_lines([block(text)], width)] if wrap else [clip(text, width)]
        height = min(max(len(lines), 1), self.MOST)
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        if len(lines) > height:
            # A line that is full has its last word cut, so that a mark says that more follows.
            lines[height - 1 :] = [clip(" ".join(lines[height - 1 :]), width)]
        self.text = "\n ".join(lines)

    def render(self) -> Content:
        """The text, literal, never markup."""
        return Content(f" {self.text}")


class Pane(Vertical):
    """One list, page or grid with a title."""

    def __init__(self, rows: RowList, *, id: str, first: bool = False) -> None:
        """Hold `rows` under a title; the `first` pane is the one that a narrow terminal shows."""
        super().__init__(id=id, classes="-shown" if first else None)
        self.rows = rows

    def compose(self) -> ComposeResult:
        """The title above the list."""
        yield PaneTitle()
        yield self.rows

    def set_title(self, text: str) -> None:
        """Name what the pane shows."""
        self.query_one(PaneTitle).text = text
