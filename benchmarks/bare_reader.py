"""The smallest Textual app that turns pages of text: what the keys of the reading view are measured against."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static

LINES = 44


class Reader(App[None]):
    """Shows a page of numbered lines; every key shows the next."""

    page = 0

    def compose(self) -> ComposeResult:
        """One page."""
        yield Static(self.text(), markup=False)

    def text(self) -> str:
        """The page, each line of it another on every page."""
        return "\n".join(f"page {self.page}, line {line}: " + "water points " * 6 for line in range(LINES))

    def on_key(self) -> None:
        """Turn the page."""
        self.page += 1
        self.query_one(Static).update(self.text())


if __name__ == "__main__":
    sys.exit(Reader().run())
