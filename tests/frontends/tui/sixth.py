"""A program with a sixth tab, made as CONTRIBUTING says: one entry in the registry, one class. Prints what it sees."""

from __future__ import annotations

import asyncio
import json
from contextlib import redirect_stdout
from io import StringIO

from ilo_tui.core import tabs

tabs.TABS = (*tabs.TABS, tabs.TabSpec("notes", "6", "Remarks", "What was noted", f"{__name__}:NotesTab"))

from textual.app import ComposeResult  # noqa: E402

from ilo_tui import cli  # noqa: E402
from ilo_tui.frontends.tui.base import TabView  # noqa: E402
from ilo_tui.frontends.tui.widgets.pane import Pane  # noqa: E402
from ilo_tui.frontends.tui.widgets.row_list import FixedRows, RowList  # noqa: E402
from ilo_tui.views.markup import Span  # noqa: E402


class NotesTab(TabView):
    """One pane with one line."""

    PANES = ("notes",)

    def compose(self) -> ComposeResult:
        """The pane."""
        yield Pane(RowList(id="notes-list"), id="notes", first=True)

    def write(self) -> None:
        """The line."""
        self.query_one("#notes-list", RowList).show(FixedRows(((lambda width: (Span("written by a test"),), "clm"),)))


async def screens() -> dict[str, str]:
    """The tab itself, help over it, the palette over another tab, and what is kept for the next start."""
    from tests.frontends.tui.starting import keys, started, typed

    app = started()
    async with app.run_test(size=(120, 40)) as pilot:
        seen = {"tab": await keys(pilot, "escape", "6"), "help": await keys(pilot, "question_mark")}
        await keys(pilot, "escape", "1", "colon")
        seen["palette"] = await typed(pilot, "remarks")
        await keys(pilot, "escape", "6", "q")
    app = started()
    async with app.run_test(size=(120, 40)) as pilot:
        seen["again"] = await keys(pilot)
    return seen


if __name__ == "__main__":
    with redirect_stdout(StringIO()) as printed:
        cli.run(["keys"])
    print(json.dumps({**asyncio.run(screens()), "keys": printed.getvalue()}))
