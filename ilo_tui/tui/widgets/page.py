"""A page of text in which the cursor goes from one thing to follow to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ilo_tui.exchange.pages.line import Block, Line, wrap
from ilo_tui.tui.widgets.rows import RowList

Blocks = Callable[[int], Sequence[Block]]
"""What is on a page, written for a width in cells."""


class WrappedRows:
    """The lines of blocks at one width."""

    def __init__(self, blocks: Sequence[Block], width: int) -> None:
        """Wrap `blocks` to `width` cells."""
        self._lines: list[Line] = []
        self._targets: list[str | None] = []
        self._spans: list[tuple[int, int]] = []
        for one in blocks:
            lines = wrap(one, max(width, 4))
            first = len(self._lines)
            self._lines += lines
            self._targets += [one.target] * len(lines)
            self._spans += [(first, first + len(lines) - 1)] * len(lines)

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def line(self, index: int, width: int) -> Line:
        """One line, already wrapped."""
        return self._lines[index]

    def target(self, index: int) -> str | None:
        """What the line's block leads to."""
        return self._targets[index]

    def span(self, index: int) -> tuple[int, int]:
        """The first and last line of the block to which a line belongs."""
        return self._spans[index]


class Page(RowList):
    """Blocks, wrapped to the width at hand; lines of a block that leads somewhere are chosen together."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty page; `write` fills it."""
        super().__init__(id=id)
        self._blocks: Blocks = lambda width: ()
        self._wrapped_to = 0

    def write(self, blocks: Blocks, *, top: bool = True) -> None:
        """Show other blocks, from the top or from where one was."""
        self._blocks = blocks
        if top:
            self.cursor = -1
            self.scroll_to(y=0, animate=False, immediate=True)
        self._wrap()

    def _wrap(self) -> None:
        self._wrapped_to = self.breadth
        width = max(self.breadth - 1, 4)
        self.show(WrappedRows(self._blocks(width), width), self.target)

    def _near(self, index: int) -> int:
        """A page is read from its top: no link is chosen before a key asks for one."""
        return super()._near(index) if self.cursor >= 0 else -1

    def _jump(self, lines: int) -> None:
        """Text is not skipped: a screenful is scrolled, whether or not there are links in it."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)
        if self.cursor >= 0:
            top = self.scroll_offset.y
            found = self._selectable(top if lines > 0 else top + self.page - 1, 1 if lines > 0 else -1)
            self.cursor = found if found is not None and top <= found < top + self.page else -1
            self.refresh()

    def span(self, index: int) -> tuple[int, int]:
        """The first and last line of the block under the cursor."""
        if isinstance(self.rows, WrappedRows) and 0 <= index < len(self.rows):
            return self.rows.span(index)
        return index, index

    def _bring_into_view(self, index: int) -> None:
        first, last = self.span(index)
        top, height = self.scroll_offset.y, self.page
        if index < 0 or height <= 0:
            return
        if first < top:
            above = 0 if self._selectable(first - 1, -1) is None and first < height else first
            self.scroll_to(y=above, animate=False, immediate=True)
        elif last >= top + height:
            self.scroll_to(y=min(last - height + 1, first), animate=False, immediate=True)

    def _selectable(self, start: int, step: int) -> int | None:
        found = super()._selectable(start, step)
        return None if found is None else self.span(found)[0]

    def on_resize(self) -> None:
        """Wrap again where the width is another."""
        if self.breadth != self._wrapped_to:
            self._wrap()
        elif self.cursor >= 0:
            self._bring_into_view(self.cursor)
