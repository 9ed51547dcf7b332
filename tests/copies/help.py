"""Folders of copies for tests: documents by content, links by hand, and what a folder holds."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.copies.link_file import document_name, link_bytes, link_name
from ilo_tui.copies.model import CopyLink, Media
from ilo_tui.dossier.model import Source

DOSSIER = "dos"
PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
HTML = b"<!DOCTYPE html>\n<html><title>Survey</title><p>Wells were dug.</p></html>\n"
DAY = "2026-03-01T08:00:00Z"
LATER = "2026-03-02T08:00:00Z"


def source(ident: str = "s1") -> Source:
    """A source of the dossier."""
    return Source(id=ident, title="Wells in two districts", kind="survey")


def link_to(
    data: bytes = PDF,
    *,
    source_id: str = "s1",
    media: Media = "pdf",
    added: str = DAY,
    by: str = "sok",
    dossier: str = DOSSIER,
    file_name: str = "survey.pdf",
) -> CopyLink:
    """The link to a document of this content."""
    return CopyLink(
        dossier=dossier,
        source=source_id,
        sha256=sha256(data).hexdigest(),
        media=media,
        file_name=file_name,
        added=added,
        by=by,
    )


def put(folder: Path, link: CopyLink, data: bytes | None = PDF) -> CopyLink:
    """Lay a link and its document into a folder, as it may come on a stick."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / link_name(link)).write_bytes(link_bytes(link))
    if data is not None:
        (folder / document_name(link)).write_bytes(data)
    return link


def folder_at(path: Path) -> CopiesFolder:
    """The folder as somebody sees it who opens the dossier now."""
    return CopiesFolder(path, DOSSIER)


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, by name; nothing where there is none."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.exists() else {}
