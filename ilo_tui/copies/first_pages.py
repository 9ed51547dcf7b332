"""The text of the first pages of documents, each within seconds and all within minutes, to recognise sources by."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from ilo_tui.copies.extraction import Limits, extract
from ilo_tui.copies.model import Media
from ilo_tui.core.errors import InputError

_LIMITS = Limits(page_seconds=5.0, all_seconds=8.0, pages=2, text_bytes=200_000, page_bytes=100_000)
_IN_ALL = 120.0
"""Seconds for the documents of a folder together."""
_NO_HASH = ""


class FirstPages:
    """Gives the text of the first two pages, or parts, of a document; empty once the time is used up."""

    def __init__(self, seconds: float = _IN_ALL) -> None:
        """Read for so many seconds in all."""
        self._remaining = seconds
        self.unread = 0
        """Documents that were not looked into since the time was used up."""

    def __call__(self, path: Path, media: Media) -> str:
        """The text; empty of what cannot be read."""
        if self._remaining <= 0:
            self.unread += 1
            return ""
        begin = monotonic()
        try:
            pages = extract(path, media, _NO_HASH, limits=_LIMITS).pages
        except InputError:
            return ""
        finally:
            self._remaining -= monotonic() - begin
        return "\n".join(page.text for page in pages)
