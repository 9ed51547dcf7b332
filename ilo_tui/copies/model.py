"""What is kept of a source: the link from source to document, and the document's text by page."""

from __future__ import annotations

from typing import Literal

import msgspec

Media = Literal["pdf", "docx", "html", "txt", "md"]
"""Of what kind a document is; also the ending of its file."""
TextNote = Literal["no_text", "encrypted", "damaged", "stopped", "too_long"]
"""What is to be known of a text: there is none (a scan), or not all of it, and why."""
LINK_SCHEMA = 1


class CopyLink(msgspec.Struct, frozen=True, kw_only=True):
    """That a document is a copy of a source; kept as a file of its own beside the document."""

    schema: int = LINK_SCHEMA
    dossier: str
    """Id of the dossier whose source this is."""
    source: str
    """Id of the source."""
    sha256: str
    """Of the document, 64 hexadecimal digits; its first 16 are the name of its file."""
    media: Media
    file_name: str
    """What the document was called where it was taken from; never a path."""
    added: str
    """When, in UTC, as sessions write times."""
    by: str
    """Id of the reviewer who added it; empty where nobody is known."""


class TextPage(msgspec.Struct, frozen=True):
    """One page of a document, or a part of one that has none."""

    number: int
    """From 1, in the order of the document."""
    label: str
    """As printed (`iv`, `4`); of a part its heading; empty where there is none."""
    text: str
    """Lines as they stand, with line feeds between them. What a document says is hostile: clean it to show it."""


class DocumentText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a document, as one version of the extractor reads it."""

    extractor: str
    """Name and versions of what read it: another text may come of another."""
    sha256: str
    media: Media
    pages: tuple[TextPage, ...]
    notes: tuple[TextNote, ...] = ()

    @property
    def has_printed_pages(self) -> bool:
        """Whether pages are those of print; else parts by heading."""
        return self.media == "pdf"
