"""The list of a form's lines: each may take several lines of the screen, which are chosen together."""

from __future__ import annotations

from ilo_tui.frontends.tui.form_rows import FormRows
from ilo_tui.frontends.tui.widgets.row_list import RowList


class FormList(RowList):
    """A list whose cursor rests on all that belongs to one line of the form."""

    def span(self, index: int) -> tuple[int, int]:
        """The first and last line that belong to the line `index`."""
        if isinstance(self.rows, FormRows) and 0 <= index < len(self.rows):
            return self.rows.spans[index]
        return index, index

    def _selectable(self, start: int, step: int) -> int | None:
        selectable = super()._selectable(start, step)
        return None if selectable is None else self.span(selectable)[0]

    def cursor_row(self) -> int:
        """The line of the list's region in which the line under the cursor begins."""
        return max(self.span(self.cursor)[0] - self.scroll_offset.y, 0)
