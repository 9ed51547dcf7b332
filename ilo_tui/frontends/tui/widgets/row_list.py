"""The one list of the program: lines made as they are drawn, so that a hundred thousand rows cost as little as ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.link_terminals import link_style
from ilo_tui.frontends.tui.widgets.sections import SectionRows
from ilo_tui.views.markup import ROLES, Line

_STRIPS = 1000
"""Drawn lines that are kept."""


class Rows(Protocol):
    """What a list shows: lines by index, and what each stands for."""

    def __len__(self) -> int:
        """How many lines there are."""
        ...

    def line(self, index: int, width: int) -> Line:
        """One line, for a width in cells."""
        ...

    def target(self, index: int) -> str | None:
        """What the line stands for; None of a line on which the cursor cannot rest."""
        ...


class FixedRows(Struct, frozen=True):
    """Rows made from a few ready lines: each a function of the width, and a target."""

    lines: Sequence[tuple[Callable[[int], Line], str | None]] = ()

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def line(self, index: int, width: int) -> Line:
        """One line, for a width in cells."""
        return self.lines[index][0](width)

    def target(self, index: int) -> str | None:
        """What the line stands for."""
        return self.lines[index][1]


@dataclass
class FromList(Message):
    """What a list posts: which list it was."""

    rows: RowList

    @property
    def control(self) -> RowList:
        """The list, for selectors of handlers."""
        return self.rows


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list with a cursor on one line."""

    BINDINGS = bindings("list")
    COMPONENT_CLASSES = {f"rows--{role}" for role in ROLES if role} | {"rows--text", "rows--cursor", "rows--resting"}
    ALLOW_SELECT = False

    cursor: var[int] = var(-1)

    @dataclass
    class Highlighted(FromList):
        """The cursor went to another line."""

        target: str | None

    @dataclass
    class Chosen(FromList):
        """Enter was pressed, or a click made, on a line."""

        target: str

    def __init__(self, *, id: str | None = None) -> None:
        """An empty list; `show` fills it."""
        self._strips: dict[int, Strip] = {}
        self._looks: dict[str, Style] = {}
        self._width = 0
        super().__init__(id=id)
        self.rows: Rows = FixedRows()

    def show(self, rows: Rows, keep: str | None = None) -> None:
        """Show other rows; the cursor goes to the target `keep`, else stays near where it was."""
        offered = self.offers("open")
        self.rows = rows
        self._measure()
        at = self._index_of(keep) if keep else None
        self._set_cursor(at if at is not None else self._nearest(max(self.cursor, 0)), always=True)
        if self.has_focus and offered != self.offers("open"):
            self.screen.refresh_bindings()

    def offers(self, action: str) -> bool:
        """Enter is not in the key bar of a list without rows."""
        return action != "open" or len(self.rows) > 0

    def _measure(self) -> None:
        """Update the scrollbar, without laying out the whole screen again for it."""
        size = Size(self.size.width, self.line_count)
        if size != self.virtual_size:
            self.set_reactive(RowList.virtual_size, size)
            self._scroll_update(size)

    @property
    def line_count(self) -> int:
        """Lines in all, drawn or not."""
        return len(self.rows) + self.head_lines

    @property
    def target(self) -> str | None:
        """What stands under the cursor."""
        return self.rows.target(self.cursor) if 0 <= self.cursor < len(self.rows) else None

    def _index_of(self, target: str) -> int | None:
        if isinstance(self.rows, SectionRows):
            return self.rows.index_of(target)
        return next((index for index in range(len(self.rows)) if self.rows.target(index) == target), None)

    def _selectable(self, start: int, step: int) -> int | None:
        """The first line at or after `start` on which the cursor can rest."""
        index = start
        while 0 <= index < len(self.rows):
            if self.rows.target(index) is not None:
                return index
            index += step
        return None

    def _nearest(self, index: int) -> int:
        selectable = self._selectable(min(index, len(self.rows) - 1), 1)
        if selectable is None:
            selectable = self._selectable(min(index, len(self.rows) - 1), -1)
        return -1 if selectable is None else selectable

    def _set_cursor(self, index: int, *, always: bool = False) -> None:
        """Put the cursor on a line and bring that into view, and post where it is."""
        before = self.cursor
        self.cursor = index
        self._bring_into_view(index)
        if always:
            self.refresh()
        elif before != index:
            self._redraw(before)
            self._redraw(index)
        if always or before != index:
            self.post_message(self.Highlighted(self, self.target))

    def _redraw(self, index: int) -> None:
        """Draw the lines anew that belong to a line."""
        if index >= 0:
            first, last = self.span(index)
            self.refresh_lines(first + self.head_lines, last - first + 1)

    def _bring_into_view(self, index: int) -> None:
        first, last = self.span(index)
        top, height = self.scroll_offset.y, self.viewport_height
        # A heading above the first line that can be chosen is kept in view with it.
        if first <= top or height <= 0:
            above = 0 if self._selectable(first - 1, -1) is None else first
            self.scroll_to(y=max(min(above, first), 0), animate=False, immediate=True)
        elif last >= top + height:
            self.scroll_to(y=min(last - height + 1, first), animate=False, immediate=True)

    def span(self, index: int) -> tuple[int, int]:
        """The first and last line that belong to the line `index`."""
        return index, index

    @property
    def viewport_height(self) -> int:
        """Lines that are visible at a time, below those that do not scroll."""
        return max(self.scrollable_content_region.height - self.head_lines, 0)

    def index_at(self, y: int) -> int | None:
        """Which line is drawn at `y`; None of the lines that do not scroll, and below the last."""
        index = y + self.scroll_offset.y - self.head_lines
        return index if y >= self.head_lines and 0 <= index < len(self.rows) else None

    @property
    def width(self) -> int:
        """Cells in a line."""
        return self.scrollable_content_region.width

    def action_down(self) -> None:
        """One line down; where no line is near on which to rest, scroll."""
        self._step(1)

    def action_up(self) -> None:
        """One line up; where no line is near on which to rest, scroll."""
        self._step(-1)

    def _step(self, step: int) -> None:
        # Not laid out yet, as a tab that is just being shown again: any line may be in view.
        top, height = self.scroll_offset.y, self.viewport_height or len(self.rows)
        first, last = self.span(self.cursor)
        if self.cursor >= 0 and last >= top and first < top + height:
            start = last + 1 if step > 0 else first - 1
        else:
            start = top if step > 0 else top + height - 1
        selectable = self._selectable(start, step)
        if selectable is not None and (selectable <= top + height if step > 0 else self.span(selectable)[1] >= top - 1):
            self._set_cursor(selectable)
        else:
            self.scroll_to(y=top + step, animate=False, immediate=True)

    def action_top(self) -> None:
        """To the first line."""
        self.scroll_to(y=0, animate=False, immediate=True)
        self._set_cursor(self._nearest(0))

    def action_bottom(self) -> None:
        """To the last line."""
        self.scroll_to(y=self.line_count, animate=False, immediate=True)
        selectable = self._selectable(len(self.rows) - 1, -1)
        if selectable is not None:
            self.cursor = selectable
            self.refresh()
            self.post_message(self.Highlighted(self, self.target))

    def action_page_down(self) -> None:
        """A screenful down."""
        self._jump(max(self.viewport_height - 1, 1))

    def action_page_up(self) -> None:
        """A screenful up."""
        self._jump(-max(self.viewport_height - 1, 1))

    def _jump(self, lines: int) -> None:
        aim = min(max(self.cursor + lines, 0), len(self.rows) - 1)
        selectable = self._selectable(aim, 1 if lines > 0 else -1)
        self._set_cursor(self._nearest(aim) if selectable is None else selectable)

    def action_open(self) -> None:
        """Post that what is under the cursor was chosen."""
        if self.target is not None:
            self.post_message(self.Chosen(self, self.target))

    def move_by(self, key: str) -> bool:
        """Move as a key says while one types in a line above the list; False of any other key."""
        moves = {
            "down": self.action_down,
            "up": self.action_up,
            "pagedown": self.action_page_down,
            "pageup": self.action_page_up,
        }
        if key in moves:
            moves[key]()
        return key in moves

    def point(self, target: str) -> bool:
        """Put the cursor on the line of a target; False where there is none."""
        index = self._index_of(target)
        if index is not None:
            self._set_cursor(index, always=True)
        return index is not None

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a click on the line under it chooses that."""
        index = self.index_at(event.y)
        clicked = index if index is not None and self.rows.target(index) is not None else None
        if clicked is not None and self.span(clicked)[0] == self.span(self.cursor)[0]:
            self.action_open()
        elif clicked is not None:
            self._set_cursor(self.span(clicked)[0])

    @property
    def head_lines(self) -> int:
        """Lines at the top that do not scroll."""
        return 0

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._measure()
        if self.cursor >= 0:
            self._bring_into_view(self.cursor)

    def on_focus(self) -> None:
        """Draw the cursor as the one that moves."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as resting."""
        self.refresh()

    @property
    def base_style(self) -> Style:
        """The look of plain text."""
        return self._look("rows--text")

    def role_style(self, role: str) -> Style:
        """The look of a role, over the list's own."""
        return self._look(f"rows--{role}", partial=True) if role else Style.null()

    def _look(self, component: str, *, partial: bool = False) -> Style:
        """Asked for at every span, so kept until the colours are others."""
        if (style := self._looks.get(component)) is None:
            style = self._looks[component] = self.get_component_rich_style(component, partial=partial)
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines as they are, and at once, where no border or space is above or below for Textual to draw."""
        (first, last), width = crop.column_span, self.size.width
        if width != self._width:
            self._strips.clear()
            self._width = width
        if self.styles.gutter.height:
            return super().render_lines(crop)
        background, strips = self.background_colors[1], [self.render_line(y) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        uncut = (first, last) == (0, self.styles.gutter.width + width)
        return strips if uncut else [strip.crop(first, last) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        index = self.index_at(y)
        if index is None:
            return self.blank()
        if role := self._cursor_role(index):
            return self._beside(self.to_strip(self.rows.line(index, self.width), role))
        return self.cached_strip(index, lambda: self.to_strip(self.rows.line(index, self.width)))

    def blank(self) -> Strip:
        """A line on which nothing stands."""
        return self.cached_strip(-1, lambda: Strip.blank(self._width, self.base_style))

    def cached_strip(self, index: int, draw: Callable[[], Strip]) -> Strip:
        """A line as it was drawn before: scrolling by one shows nearly all of them again."""
        if (strip := self._strips.get(index)) is None:
            if len(self._strips) >= _STRIPS:
                self._strips.clear()
            strip = self._strips[index] = self._beside(draw())
        return strip

    def _beside(self, strip: Strip) -> Strip:
        """A line with the space beside it, unless Textual draws that."""
        _, right_space, _, left_space = self.styles.padding
        if self.styles.gutter.height or not (left_space or right_space):
            return strip
        before, after = (Segment(" " * cells, self.base_style) for cells in (left_space, right_space))
        return Strip([segment for segment in (before, *strip, after) if segment.text])

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew; unless that is of certain lines only, every line may be another now."""
        if not regions:
            self._strips.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Draw anew in other colours."""
        self._strips.clear()
        self._looks.clear()
        super().notify_style_update()

    def _cursor_role(self, index: int) -> str:
        first, last = self.span(self.cursor)
        if self.cursor < 0 or not first <= index <= last:
            return ""
        return "cursor" if self.has_focus else "resting"

    def to_strip(self, line: Line, over: str = "") -> Strip:
        """A line as Textual wants it, with the look of a role laid over all of it."""
        base, top = self.base_style, self.role_style(over)
        segments = [Segment(span.text, base + self.role_style(span.role) + top) for span in line]
        for place, span in enumerate(line):
            if span.link:
                text, style, _ = segments[place]
                segments[place] = Segment(text, (style or base) + link_style(span.link))
        strip = Strip(segments)
        return strip.adjust_cell_length(self._width, base + top)
