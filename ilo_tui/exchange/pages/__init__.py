"""Records as pages of plain lines: what `ilo-tui show` prints and what the screens draw, from one source."""

from ilo_tui.exchange.pages.book import Book
from ilo_tui.exchange.pages.record import page_of

__all__ = ["Book", "page_of"]
