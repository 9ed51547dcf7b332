"""Reading a document in this very process, as the process of its own does, without waiting for a Python."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ilo_tui.copies.extraction.limits import LIMITS, Limits
from ilo_tui.copies.extraction.messages import Message, Page, Remark
from ilo_tui.copies.extraction.reading import bounded, reader_of
from ilo_tui.copies.model import Media, TextPage

HASH = "0" * 64


class Read(NamedTuple):
    """Pages and notes of a document."""

    pages: list[TextPage]
    notes: set[str]

    @property
    def text(self) -> str:
        """All pages."""
        return "\n\n".join(page.text for page in self.pages)

    @property
    def labels(self) -> list[str]:
        """Of all pages."""
        return [page.label for page in self.pages]


def read(folder: Path, media: Media, data: bytes | str, limits: Limits = LIMITS) -> Read:
    """What the reader of this kind makes of a document."""
    path = folder / f"document.{media}"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    messages: list[Message] = list(bounded(reader_of(media), path, limits))
    pages = [message.page for message in messages if isinstance(message, Page)]
    return Read(pages, {message.note for message in messages if isinstance(message, Remark)})
