"""The app that one would write first: a stock TinyDB, a DataTable with every claim, a line that searches.

    python benchmarks/stock_tinydb.py DOSSIER

It is a peer for the benchmarks, written as the tutorials of its two libraries have it, and no part of the program.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header, Input
from tinydb import TinyDB, where
from tinydb.table import Document

COLUMNS = ("id", "programme", "dimension", "stance", "statement")


class Stock(App[None]):
    """Claims in a table; what is typed and entered filters them by their statement."""

    BINDINGS = [("slash", "search", "Search"), ("q", "quit", "Quit")]

    def __init__(self, path: str) -> None:
        """Open the database at `path`."""
        super().__init__()
        self.evidence = TinyDB(path).table("evidence")

    def compose(self) -> ComposeResult:
        """A line above the table."""
        yield Header()
        yield Input(placeholder="search")
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table with everything."""
        self.query_one(DataTable).add_columns(*COLUMNS)
        self.fill(self.evidence.all())
        self.query_one(DataTable).focus()

    def fill(self, claims: list[Document]) -> None:
        """Show these claims."""
        table = self.query_one(DataTable)
        table.clear()
        for claim in claims:
            statement = claim["statement"]["en"]
            table.add_row(*(str(claim.get(name, "")) for name in COLUMNS[:-1]), statement)

    def action_search(self) -> None:
        """Type what to look for."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has the text in its statement."""
        statement = where("statement").en
        self.fill(self.evidence.search(statement.test(lambda text: event.value in text)))


if __name__ == "__main__":
    Stock(sys.argv[1]).run()
