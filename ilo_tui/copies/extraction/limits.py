"""How much of a document is read, and for how long."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a document may cost; where it would cost more, what is read by then is kept, and a note says so."""

    page_seconds: float = 60.0
    """The longest time without a finished page."""
    all_seconds: float = 600.0
    pages: int = 5_000
    text_bytes: int = 50_000_000
    """Of all pages, in UTF-8."""
    page_bytes: int = 4_000_000
    """Of a single page, which is cut there."""
    memory_bytes: int = 2**30
    """Address space of the process that reads, where the system can hold one to it."""


LIMITS = Limits()
PART_LETTERS = 3_000
"""The longest part of a document that has no pages, in letters."""
