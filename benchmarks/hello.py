"""The smallest Textual app there is: what start-up and memory are measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """Says hello."""

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static("hello")


if __name__ == "__main__":
    Hello().run()
