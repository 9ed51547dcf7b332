"""A page of text in which the cursor goes from one thing to follow to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.views.markup import Block, Line, wrap

Blocks = Callable[[int], Iterable[Block]]
"""What is on a page, written for a width in cells."""
At = Callable[[int], int | None]
"""The number of a block at a width in cells; None for no block."""

_AT_ONCE, _AT_A_TIME, _PAUSE, _REPORT_AFTER = 200, 400, 0.02, 4000
"""Lines that are wrapped before a page is shown, in one go after that, seconds between two goes, and after how many
lines the scrollbar is updated."""


_CONTEXT_LINES = 2
"""Lines that are to be seen below the block that a page is opened at."""


class WrappedRows:
    """The lines of blocks at one width, of which more and more are there."""

    def __init__(self, blocks: Iterable[Block], width: int) -> None:
        """Wrap `blocks` to `width` cells, when `extend` is called."""
        self._blocks, self._width = iter(blocks), max(width, 4)
        self.complete = False
        """Whether all lines are there."""
        self.leads_somewhere = False
        """Whether a line that is there can be followed."""
        self._lines: list[Line] = []
        self._targets: list[str | None] = []
        self._spans: list[tuple[int, int]] = []

    def extend(self, lines: int | None = None) -> None:
        """Wrap so many lines more, or all that are left."""
        aim = None if lines is None else len(self._lines) + lines
        for block in self._blocks:
            wrapped = wrap(block, self._width)
            first = len(self._lines)
            self._lines += wrapped
            self._targets += [block.target] * len(wrapped)
            self.leads_somewhere |= block.target is not None
            self._spans += [(first, first + len(wrapped) - 1)] * len(wrapped)
            if aim is not None and len(self._lines) >= aim:
                return
        self.complete = True

    def has_target(self, target: str) -> bool:
        """Whether a line that is there leads to this."""
        return target in self._targets

    def __len__(self) -> int:
        """How many lines there are so far."""
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

    def first_line(self, block: int) -> int:
        """The first line of a block, by its number; of those that there are not, the last line."""
        self.extend()
        starts = sorted({first for first, _ in self._spans})
        return starts[block] if block < len(starts) else max(len(self._lines) - 1, 0)


class Page(RowList):
    """Blocks, wrapped to the width at hand; lines of a block that leads somewhere are chosen together."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty page; `write` fills it."""
        super().__init__(id=id)
        self._blocks: Blocks = lambda width: ()
        self._wrapped_to = 0
        self._wrapped = WrappedRows((), 0)
        self._reported = 0
        self._at: At | None = None

    def write(self, blocks: Blocks, *, top: bool = True, at: At | None = None) -> None:
        """Show other blocks, from the top or from where one was; with the block `at` in view."""
        self._blocks, self._at = blocks, at
        if top:
            self.cursor = -1
            self.scroll_to(y=0, animate=False, immediate=True)
        self._wrap()

    @property
    def wrap_width(self) -> int:
        """To how many cells blocks are wrapped."""
        return max(self.width - 1, 4)

    def _wrap(self) -> None:
        if not self.width:
            # Not laid out, or hidden: wrapped to nothing it would flash by, a letter or two a line.
            self._wrapped_to = 0
            return
        self._wrapped_to = self.width
        width, keep = self.wrap_width, self.target
        self._wrapped = rows = WrappedRows(self._blocks(width), width)
        rows.extend(self.scroll_offset.y + _AT_ONCE)
        if keep and not rows.has_target(keep):
            rows.extend()
        self.show(rows, keep)
        self._reported = len(rows)
        at, self._at = self._at(width) if self._at else None, None
        if at is not None:
            line = rows.first_line(at)
            self._report_lines()
            if line >= self.viewport_height - _CONTEXT_LINES:
                self.scroll_to(y=line - self.viewport_height // 3, animate=False, immediate=True)
        self._extend_later()

    def _extend_later(self) -> None:
        if not self._wrapped.complete:
            rows = self._wrapped
            self.set_timer(_PAUSE, lambda: self._extend(rows))

    def _extend(self, rows: WrappedRows) -> None:
        """Wrap more of a long page, unless another is shown by now."""
        if rows is self._wrapped and not rows.complete:
            offered = self.offers("open")
            rows.extend(_AT_A_TIME)
            if self.has_focus and offered != self.offers("open"):
                self.screen.refresh_bindings()
            # The scrollbar is drawn anew once, not at every turn, unless the page is very long.
            if rows.complete or len(rows) > self._reported + _REPORT_AFTER:
                self._report_lines()
            self._extend_later()

    def offers(self, action: str) -> bool:
        """Enter is not in the key bar of a page that leads nowhere."""
        if action != "open":
            return super().offers(action)
        return isinstance(self.rows, WrappedRows) and self.rows.leads_somewhere

    def _report_lines(self) -> None:
        self._reported = len(self._wrapped)
        self._measure()

    def action_bottom(self) -> None:
        """To the last line."""
        self._wrapped.extend()
        self._report_lines()
        super().action_bottom()

    def _nearest(self, index: int) -> int:
        """A page is read from its top: no link is chosen before a key asks for one."""
        return super()._nearest(index) if self.cursor >= 0 else -1

    def _jump(self, lines: int) -> None:
        """Text is not skipped: a screenful is scrolled, whether or not there are links in it."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)
        if self.cursor >= 0:
            top = self.scroll_offset.y
            selectable = self._selectable(top if lines > 0 else top + self.viewport_height - 1, 1 if lines > 0 else -1)
            self.cursor = (
                selectable if selectable is not None and top <= selectable < top + self.viewport_height else -1
            )
            self.refresh()

    def span(self, index: int) -> tuple[int, int]:
        """The first and last line of the block under the cursor."""
        if isinstance(self.rows, WrappedRows) and 0 <= index < len(self.rows):
            return self.rows.span(index)
        return index, index

    def _bring_into_view(self, index: int) -> None:
        first, last = self.span(index)
        top, height = self.scroll_offset.y, self.viewport_height
        if index < 0 or height <= 0:
            return
        if first < top:
            above = 0 if self._selectable(first - 1, -1) is None and first < height else first
            self.scroll_to(y=above, animate=False, immediate=True)
        elif last >= top + height:
            self.scroll_to(y=min(last - height + 1, first), animate=False, immediate=True)

    def _selectable(self, start: int, step: int) -> int | None:
        selectable = super()._selectable(start, step)
        return None if selectable is None else self.span(selectable)[0]

    def on_resize(self) -> None:
        """Wrap again where the width is another."""
        if self.width != self._wrapped_to:
            self._wrap()
        elif self.cursor >= 0:
            self._bring_into_view(self.cursor)
